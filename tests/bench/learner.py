"""A learner: a collection of real Anki that imports what an author builds and changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from collection import imported

from ankigen.anki import build
from ankigen.deck import Deck

MONDAY, TUESDAY = 1_700_000_000, 1_700_086_400
# Anki 23.12 dates a note that it updated by its own clock: a third build must come after that.
NEXT_CENTURY = 4_200_000_000

_REVIEW = 2


class Learner:
    """A collection that imports what an author builds, and whose cards were reviewed."""

    def __init__(self, collection: Any, folder: Path) -> None:
        self.collection = collection
        self.package = folder / "deck.apkg"
        self.lock = folder / "ankigen.lock"

    def gets(self, *decks: Deck, now: int) -> Any:
        """Build decks and import them with the options of a new profile; what Anki says of it."""
        self.report = build(decks, self.package, lock=self.lock, now=now)
        return imported(self.collection, self.package)

    def reviews_everything(self) -> None:
        """Every card gets an interval of its own, so that a swap of histories shows."""
        for days, number in enumerate(sorted(self.collection.find_cards("")), 10):
            card = self.collection.get_card(number)
            card.type, card.queue, card.ivl = _REVIEW, _REVIEW, days
            card.due, card.reps, card.factor = 100 + days, 3, 2500
            self.collection.update_card(card)
            self.collection.db.execute(
                "insert into revlog values (?, ?, -1, 3, ?, 1, 2500, 4000, 1)",
                1_699_000_000_000 + days,
                number,
                days,
            )
        # Newer versions note on each card when it was reviewed last, which a sound database has.
        self.collection.fix_integrity()

    def suspends(self, query: str) -> None:
        """Suspend the cards that a query finds."""
        self.collection.sched.suspend_cards(self.collection.find_cards(query))

    def writes(self, query: str, field: str, text: str, tag: str) -> None:
        """Edit a field of the notes that a query finds, and give them a tag of one's own."""
        for number in self.collection.find_notes(query):
            note = self.collection.get_note(number)
            note[field] = text
            note.add_tag(tag)
            self.collection.update_note(note)

    def history(self) -> dict[int, tuple[Any, ...]]:
        """For each card its note, deck, state and schedule, and each of its reviews."""
        rows = self.collection.db.all("select cid, id, ease, ivl from revlog order by id")
        reviews: dict[int, list[Any]] = {}
        for card, *review in rows:
            reviews.setdefault(card, []).append(review)
        cards = self.collection.db.all(
            "select id, nid, did, type, queue, due, ivl, factor, reps from cards"
        )
        return {card: (*state, tuple(map(tuple, reviews.get(card, [])))) for card, *state in cards}

    def intervals(self, note: str, card: str = "") -> dict[str, int]:
        """The interval of each card of a note, by what the card asks for."""
        found = {}
        for number in self.collection.find_cards(f'"Id:{note}"'):
            one = self.collection.get_card(number)
            if card in one.note().note_type()["name"]:
                found[_hidden(one)] = one.ivl
        return found

    def check(self) -> None:
        """The database is sound, and there are our two note types and no second form of them."""
        said, sound = self.collection.fix_integrity()
        assert sound, said
        names = {name.name for name in self.collection.models.all_names_and_ids()}
        ours = {name for name in names if name.startswith("ankigen")}
        assert ours <= {"ankigen Question", "ankigen Cloze"}
        assert not any("+" in name for name in names)


def _hidden(card: Any) -> str:
    if "Text" not in card.note():
        return "question"
    return str(card.col.extract_cloze_for_typing(card.note()["Text"], card.ord + 1))
