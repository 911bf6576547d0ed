"""What an answer seems to say in words that nobody listed."""

from __future__ import annotations

from collections.abc import Sequence

from ankigen.grading.alignment import Alignment, Found
from ankigen.grading.points import Question
from ankigen.grading.units import Reading

_MADE = 0.6
_NEARLY = 0.9
_MOSTLY_RIGHT = 0.5
_BELIEVED = 0.6
_LEAST_WORDS = 2


def in_other_words(
    asked: Question,
    shares: Sequence[float],
    aligned: Sequence[Alignment | None],
    reading: Reading,
    found: Found,
) -> list[float]:
    """The shares of the points with the benefit of the doubt, in the same order.

    Who makes the other points, and says some of this one in a clause that makes no other and whose
    other words say nothing that is asked for, most likely says the rest of it there. A clause
    stands for one point.
    """
    credited = list(shares)
    lacking = [
        (place, best)
        for place, (share, best) in enumerate(zip(shares, aligned, strict=True))
        if best and 0 < share < _NEARLY and sum(shares) - share >= _MOSTLY_RIGHT * (len(shares) - 1)
    ]
    if len(shares) < 2 or not lacking:
        return credited
    claimed = {
        clause
        for share, best in zip(shares, aligned, strict=True)
        if share >= _MADE and best
        for clause in best.clauses
    }
    left = _strange_words(asked, reading, found, claimed)
    for place, best in lacking:
        here = [clause for clause in best.clauses if clause in left]
        if here:
            credited[place] += (1 - shares[place]) * _BELIEVED
            del left[max(here, key=lambda clause: (left[clause], -clause))]
    return credited


def _strange_words(
    asked: Question, reading: Reading, found: Found, claimed: set[int]
) -> dict[int, int]:
    """Clauses that make no point and say mostly what nothing asks for: how many such words."""
    known = found.known()
    strange: dict[int, int] = {}
    for number, clause in enumerate(reading.clauses):
        if number in claimed or clause.retracted:
            continue
        words = [u for u in clause.units if u.weight >= 1 and u.key not in asked.asked_keys]
        unknown = sum(unit.place not in known for unit in words)
        if unknown >= _LEAST_WORDS and 2 * unknown >= len(words):
            strange[number] = unknown
    return strange
