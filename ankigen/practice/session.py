"""A round of practice: which cards, in which order, and how it went. Nothing here prints."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ankigen.grading import BadRequest, Grade, request_of_note
from ankigen.grading.records import Rating
from ankigen.practice.decks import Card

RATINGS: tuple[Rating, ...] = ("again", "hard", "good", "easy")


def chosen(
    cards: Sequence[Card],
    *,
    seed: int,
    kinds: Collection[str] = (),
    tags: Collection[str] = (),
    limit: int | None = None,
) -> tuple[Card, ...]:
    """The cards of a round, in an order drawn from ``seed`` alone.

    Args:
        cards: where to choose from; notes that cannot be graded are left out.
        seed: the same seed and the same notes give the same order, on every machine.
        kinds: keep these kinds of notes; empty keeps all.
        tags: keep notes that bear one of these; empty keeps all.
        limit: keep so many at most.
    """
    kept = [
        card
        for card in cards
        if (not kinds or card.note.kind in kinds)
        and (not tags or not set(tags).isdisjoint(card.note.tags))
        and _gradable(card)
    ]
    kept.sort(key=lambda card: _draw(seed, card))
    return tuple(kept[:limit])


def _draw(seed: int, card: Card) -> tuple[bytes, str]:
    key = f"{seed}\0{card.note.id}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(key).digest(), str(card.path)


def _gradable(card: Card) -> bool:
    try:
        request_of_note(card.note)
    except BadRequest:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Outcome:
    """One card asked: the grade, and the rating that the learner settled on."""

    card: Card
    grade: Grade
    rating: Rating
    kept: bool = False


@dataclass(slots=True)
class Session:
    """What happened so far in a round of ``planned`` cards."""

    planned: int
    outcomes: list[Outcome] = field(default_factory=list)
    skipped: int = 0

    def counts(self) -> dict[Rating, int]:
        """How often each rating was given, from again to easy."""
        given = Counter(outcome.rating for outcome in self.outcomes)
        return {rating: given[rating] for rating in RATINGS}

    def corrected(self) -> int:
        """How often the learner rated otherwise than proposed."""
        return sum(outcome.rating != outcome.grade.rating for outcome in self.outcomes)

    def again(self) -> tuple[str, ...]:
        """The ids of the notes to look at again."""
        return tuple(o.card.note.id for o in self.outcomes if o.rating == "again")

    def as_json(self) -> dict[str, object]:
        """The summary in plain values."""
        return {
            "planned": self.planned,
            "asked": len(self.outcomes),
            "skipped": self.skipped,
            "ratings": self.counts(),
            "corrected": self.corrected(),
            "kept": sum(outcome.kept for outcome in self.outcomes),
            "again": list(self.again()),
        }
