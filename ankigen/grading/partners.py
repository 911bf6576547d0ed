"""Known words in new pairings: *the draft model* where a point has *the large model*."""

from __future__ import annotations

from itertools import pairwise

from ankigen.grading.alignment import Alignment, Match
from ankigen.grading.points import Question
from ankigen.grading.units import Clause, Reading, Unit

_CONTENT = 0.5
_SAID = 0.6
_PART = 0.6
_FEW = 2


def other_partner(asked: Question, best: Alignment, reading: Reading) -> tuple[Unit, Unit] | None:
    """A word of the answer in the place of the point's, where another point has it.

    The word beside it is the point's own, and another point has both side by side. Returns the
    answer's word and the point's.
    """
    part = _other_phrase(asked, best)
    if part or sum(match.same_word for _, _, match in best.matches) < _FEW:
        return part
    said: dict[int, list[Match]] = {}
    saying: set[int] = set()
    for unit, _, match in best.matches:
        if match.sense_sign > 0 and match.strength >= _SAID:
            said.setdefault(unit.place, []).append(match)
            saying.add(match.given.place)
    for clause in best.wording.clauses:
        for one, other in pairwise(clause.units):
            if other.place != one.place + 1:
                continue
            for missing, kept, step in ((one, other, -1), (other, one, 1)):
                if missing.place in said or missing.weight < _CONTENT:
                    continue
                for match in said.get(kept.place, ()):
                    near = _beside(match.given, step, reading.clauses[match.given.clause])
                    if not near or near.place in saying or not match.same_word:
                        continue
                    if _is_of_another(near, kept, step, best, asked):
                        return near, missing
    return None


def _other_phrase(asked: Question, best: Alignment) -> tuple[Unit, Unit] | None:
    """A phrase of another point that shares only a word with the point's own."""
    surest: dict[int, tuple[Unit, Match]] = {}
    for unit, _, match in best.matches:
        if unit.place not in surest or match.strength > surest[unit.place][1].strength:
            surest[unit.place] = unit, match
    for unit, match in surest.values():
        given = match.given
        both = " " in unit.name and " " in given.name and match.strength <= _PART
        if both and given.key in asked.names and given.key not in best.wording.keys:
            return given, unit
    return None


def _beside(unit: Unit, step: int, clause: Clause) -> Unit | None:
    return next((near for near in clause.units if near.place == unit.place + step), None)


def _is_of_another(near: Unit, kept: Unit, step: int, best: Alignment, asked: Question) -> bool:
    pair = (near.key, kept.key) if step < 0 else (kept.key, near.key)
    return near.key not in best.wording.keys and pair in asked.neighbours
