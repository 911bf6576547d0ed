"""What is more than what: *A is faster than B*, and what turns it round or says it again.

*B is slower than A* says the same, *B is faster than A* the opposite.
"""

from __future__ import annotations

from ankigen.grading.alignment import Alignment
from ankigen.grading.units import Clause, Reading, Unit

_SURELY = 0.75
_OPPOSITE = 0.6
_AMOUNTS = frozenset({"more", "less"})
_BESIDE = 3
_LIGHT = 0.4


def exchanged_sides(best: Alignment, reading: Reading) -> tuple[bool, tuple[Unit, Unit] | None]:
    """Whether an answer compares the same two things the other way round.

    Returns whether it does so saying the same, with the opposite word of comparison, and else, if
    it does so with the point's own word, the answer's unit and the point's that changed places.
    """
    for clause in best.wording.clauses:
        for kind, hinge in clause.hinges:
            for other in best.clauses if kind == "than" else ():
                places = surely_said(best, other)
                units = [u for u in clause.units if u.place in places and u.weight >= _LIGHT]
                right = [u for u in units if u.place > hinge][:_BESIDE]
                left = [u for u in units if u.place < hinge]
                for given_kind, given_hinge in reading.clauses[other].hinges:
                    if given_kind != "than":
                        continue
                    over = [u for u in left if places[u.place].place > given_hinge]
                    back = [u for u in right if places[u.place].place < given_hinge]
                    if over and back and not _share_sides(right, places, given_hinge):
                        if _is_opposite(best, clause, other):
                            return True, None
                        return False, (places[back[0].place], over[0])
    return False, None


def _share_sides(right: list[Unit], places: dict[int, Unit], hinge: int) -> bool:
    """Whether most of what stands behind the *than* of the point does so in the answer too."""
    kept = sum(places[unit.place].place > hinge for unit in right)
    return 2 * kept > len(right)


def surely_said(best: Alignment, clause: int) -> dict[int, Unit]:
    """Who says each unit of the point in one clause of the answer, by the unit's place."""
    return {
        unit.place: match.given
        for unit, _, match in sorted(best.matches, key=lambda found: found[2].strength)
        if match.given.clause == clause and match.sense_sign > 0 and match.strength >= _SURELY
    }


def _is_opposite(best: Alignment, clause: Clause, other: int) -> bool:
    """Whether the word of comparison is the opposite of the point's: *less* for *more*."""
    here = {unit.place for unit in clause.units}
    agreed = {u.place for u, _, m in best.matches if m.sense_sign > 0 and m.same_word}
    return any(
        match.sense_sign < 0
        and match.strength >= _OPPOSITE
        and unit.place in here - agreed
        and match.given.clause == other
        for unit, _, match in best.matches
    )
