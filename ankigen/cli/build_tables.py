"""The tables that ``ankigen build`` prints, within eighty columns."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ankigen.anki import DeckCount, Plan, card_list

_WIDEST = 80


def decks_table(decks: Sequence[DeckCount]) -> Table:
    """Each deck with its notes (of the document), the Anki notes and the cards made of them."""
    table = new_table("Deck", "Questions", "Notes", "Cards")
    for deck in decks:
        table.add_row(plain(deck.name), *map(str, (deck.questions, deck.notes, deck.cards)))
    return table


def changes_table(made: Plan) -> Table:
    """The Anki notes that a build adds, changes or marks as removed."""
    table = new_table("Change", "Note", "Card")
    for word, names in (
        ("new", made.changes.added),
        ("changed", made.changes.changed),
        ("removed", made.changes.removed),
    ):
        for name in names:
            note, _, card = name.rpartition(" ")
            table.add_row(word, plain(note), card)
    return table


def cards_table(made: Plan) -> Table:
    """Every card, and what it hides or why there is none."""
    table = new_table("Note", "Card", "", "Hides")
    before = ""
    for card in card_list(made):
        number = str(card.number) if card.number else ""
        name = "" if card.note == before else card.note
        table.add_row(plain(name), card.card, number, plain(card.hides))
        before = card.note
    return table


def print_table(table: Table) -> None:
    """Print a table, as wide as the terminal and at most eighty columns."""
    console = Console(highlight=False)
    console.print(table, width=min(console.width, _WIDEST))


def new_table(*headings: str) -> Table:
    """An empty table with these headings."""
    table = Table(box=box.SIMPLE_HEAD)
    for heading in headings:
        numeric = heading in ("", "Questions", "Notes", "Cards")
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    return table


def plain(text: str) -> Text:
    """Text as it stands, without control characters."""
    # A Text, since brackets in a string would be read as rich's own marks.
    return Text("".join(mark if mark.isprintable() else " " for mark in text))
