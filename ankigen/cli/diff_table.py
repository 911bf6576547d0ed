"""What changed between two versions of decks, as a table within eighty columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
from rich.text import Text

from ankigen.anki import CardChange, Diff, Span
from ankigen.cli.build_tables import new_table, plain, print_table

# Characters of what stayed that are shown around a change, and of a text shown as a whole.
_AROUND, _LONGEST = 24, 300
_MARKS = {"removed": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green")}
_WORDS = {"added": "new", "changed": "changed", "removed": "removed"}


def show_diff(found: Diff) -> None:
    """Print what changed, and the counts."""
    if not (found.added or found.changed or found.removed or found.cards):
        click.echo("No difference.")
        return
    table = new_table("Change", "Note", "Where", "What")
    for change, notes in (("new", found.added), ("removed", found.removed)):
        for one in notes:
            table.add_row(change, plain(one.note), "", plain(_cut(one.question)))
    by_note: dict[str, list[CardChange]] = {}
    for card in found.cards:
        by_note.setdefault(card.note, []).append(card)
    for note in found.changed:
        rows = [(plain(one.field), marked(one.words)) for one in note.fields]
        rows += _card_rows(by_note.get(note.note, []))
        for place, (where, what) in enumerate(rows):
            first = place == 0
            table.add_row(
                "changed" if first else "", plain(note.note if first else ""), where, what
            )
    print_table(table)
    counts = ((found.added, "new"), (found.changed, "changed"), (found.removed, "removed"))
    notes_told = ", ".join(f"{len(notes)} {what}" for notes, what in counts)
    tally = {name: sum(card.change == name for card in found.cards) for name in _WORDS}
    cards_told = ", ".join(f"{count} {_WORDS[name]}" for name, count in tally.items())
    click.echo(f"Notes: {notes_told}. Cards: {cards_told}.")


def marked(words: Sequence[Span]) -> Text:
    """The words of a change with marks as git sets them; what stayed is shortened."""
    text = Text()
    for place, span in enumerate(words):
        if span.op == "same":
            ends = place == 0, place == len(words) - 1
            text.append_text(plain(_around(span.text, *ends)))
        else:
            opening, closing, style = _MARKS[span.op]
            inside = span.text.rstrip()
            text.append(f"{opening}{plain(_cut(inside))}{closing}", style=style)
            text.append(" " if inside != span.text else "")
    return text


def _card_rows(cards: Sequence[CardChange]) -> Iterator[tuple[Text, Text]]:
    """One row for the cards of an Anki note that changed alike."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in cards:
        said = f"{one.number}" if one.number else ""
        if one.hid:
            said += f" ({one.hid} → {one.hides})"
        elif one.hides and one.change != "changed":
            said += f" ({one.hides})"
        rows.setdefault((one.card, one.change), []).append(said)
    for (card, change), numbers in rows.items():
        told = ", ".join(number for number in numbers if number)
        many = "cards" if len(numbers) > 1 else "card"
        yield plain(card), plain(_cut(f"{many} {_WORDS[change]}" + (f": {told}" if told else "")))


def _around(text: str, is_first: bool, is_last: bool) -> str:
    if is_first and len(text) > _AROUND:
        return f"…{text[-_AROUND:]}"
    if is_last and len(text) > _AROUND:
        return f"{text[:_AROUND]}…"
    if len(text) > 2 * _AROUND:
        return f"{text[:_AROUND]} … {text[-_AROUND:]}"
    return text


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
