"""Neighbours of a point that an answer tears apart: the right words, tied to other partners.

Who says a point in its own words keeps what belongs together side by side. Who has the words of
a subject but not its sense strews them among the words of other points.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ankigen.grading.alignment import Found
from ankigen.grading.points import Question, Wording
from ankigen.grading.units import Reading

_CONTENT = 0.5
_REACH = 2
_APART = 2


def tangled(asked: Question, wordings: Sequence[Wording], reading: Reading, found: Found) -> float:
    """The share of neighbours within ``wordings``, one of each point, that an answer tears apart.

    Only words of their own count: those that neither the question nor another point has.
    Neighbours are torn apart where the answer has both in their very words, but further from each
    other and with wanted words from elsewhere between them, or in two sentences. The clauses of a
    point may be put in another order. One pair torn apart is nothing: 0 where no more are, 1 at
    most.
    """
    said = _said_in_its_words(reading, found)
    torn = pairs = 0
    for wording in wordings:
        own = asked.apart[wording.first]
        whole = range(wording.first, wording.first + len(wording.units))
        pairs += max(len(own) - 1, 0)
        kept = [(at, *unit) for at, unit in enumerate(own) if unit[0] in said.numbers]
        torn += sum(
            _is_torn(one, other, range(one, other + 1) if clause == next_clause else whole, said)
            for (at, one, clause), (after, other, next_clause) in pairwise(kept)
            if after - at <= _REACH and _sentence(wording, one) == _sentence(wording, other)
        )
    return max(torn - 1, 0) / (pairs or 1)


def _sentence(wording: Wording, number: int) -> int:
    return wording.clauses[wording.units[number - wording.first].clause].sentence


class _Said(NamedTuple):
    """What an answer says in the very words of its points.

    ``numbers`` holds, for each wanted unit, where it is said: how many units stand before, and in
    which sentence. ``wanted`` holds the wanted units that the answer's unit at a place says.
    """

    numbers: dict[int, list[tuple[int, int]]]
    wanted: dict[int, set[int]]


def _said_in_its_words(reading: Reading, found: Found) -> _Said:
    order = {unit.place: at for at, unit in enumerate(reading.units)}
    numbers: dict[int, list[tuple[int, int]]] = {}
    wanted: dict[int, set[int]] = {}
    for clause, here in zip(reading.clauses, found.clauses, strict=True):
        for number, match in here.items():
            if match.same_word and match.sense_sign > 0 and match.given.weight >= _CONTENT:
                at = order[match.given.place]
                numbers.setdefault(number, []).append((at, clause.sentence))
                wanted.setdefault(at, set()).add(number)
    return _Said(numbers, wanted)


def _is_torn(one: int, other: int, near: range, said: _Said) -> bool:
    """Whether two neighbours stand apart wherever the answer has both; ``near`` parts nothing."""
    return all(
        _is_apart(mine, theirs, other - one, near, said)
        for mine in said.numbers[one]
        for theirs in said.numbers[other]
    )


def _is_apart(
    one: tuple[int, int], other: tuple[int, int], apart: int, near: range, said: _Said
) -> bool:
    low, high = sorted((one[0], other[0]))
    if one[1] != other[1]:
        # A full stop may be that of a short form.
        return high - low > apart
    if high - low < apart + _APART:
        return False
    return any(said.wanted[at].isdisjoint(near) for at in range(low + 1, high) if at in said.wanted)
