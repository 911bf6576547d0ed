"""Whether an answer turns a point round: its direction, its opposites, its numbers, its order.

Evidence is weighed only inside the window of clauses where the answer speaks of the point.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ankigen.grading.points import Alignment, Found, Match, Question
from ankigen.grading.units import Clause, Reading, Unit

_ANTONYM = 1.5
_LEAST = 0.6
_CLAIM = 0.8
_LIGHT = 0.7
_FAR = 0.3
_ONE_SIDED = 0.4
_DIRECTIONS = frozenset({"up", "down", "more", "less", "cause", "stop"})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What was turned round: the learner's words and the point's, as pairs to be shown.

    ``kind`` is ``number``, ``direction``, ``opposite``, ``order`` or ``role``.
    """

    kind: str
    given: str
    wanted: str


def contradiction(
    asked: Question, best: Alignment, reading: Reading, subjects: list[str], found: Found
) -> Contradiction | None:
    """The surest sign that the answer says the opposite of a point, if there is one."""
    if not best.matches:
        return None
    return (
        _other_number(best, reading)
        or _turned(best, reading, _claimed(best, found))
        or _reversed(best, reading)
        or _other_subject(asked, best, subjects)
    )


def _turned(best: Alignment, reading: Reading, claimed: set[int]) -> Contradiction | None:
    """Weigh the units on the same side against those on the other."""
    matched = _by_unit(best, reading)
    agreeing: set[int] = set()
    for unit, matches in matched:
        for match in matches:
            if match.agrees(unit):
                agreeing.update(unit.turned_by)
                agreeing.update(-1 - place for place in match.given.turned_by)
    for_, against = 0.0, 0.0
    worst: tuple[float, Unit, Match] | None = None
    for unit, matches in matched:
        same = [m for m in matches if m.agrees(unit)]
        if same:
            match = max(same, key=lambda m: m.strength)
            if unit.sign < 0 or match.given.sign < 0 or match.sense_sign < 0:
                for_ += unit.weight * match.strength
            continue
        match = max(matches, key=lambda m: m.strength)
        weight = _against(unit, match, agreeing, claimed) * match.strength
        against += weight
        if worst is None or weight > worst[0]:
            worst = (weight, unit, match)
    if worst is None or against < _LEAST or against < for_:
        return None
    _, unit, match = worst
    kind = "opposite" if match.sense_sign < 0 else "direction"
    return Contradiction(kind, match.given.surface, unit.surface)


def _claimed(best: Alignment, found: Found) -> set[int]:
    """Words of the answer that say something else that is wanted, and so deny nothing."""
    return {
        match.given.place
        for clause in best.clauses
        for match in found[clause].values()
        if match.sense_sign > 0 and match.strength >= _CLAIM
    }


def _against(unit: Unit, match: Match, agreeing: set[int], claimed: set[int]) -> float:
    """How strongly a unit on the other side speaks against the point."""
    given = match.given
    if unit.operator in _DIRECTIONS and given.operator in _DIRECTIONS:
        return 0.0
    if match.sense_sign < 0:
        if given.place in claimed:
            return 0.0
        return max(unit.weight, _LIGHT) * _ANTONYM
    if _accounted(unit, match, agreeing):
        return 0.0
    weight = unit.weight * (_FAR if unit.far or given.far else 1.0)
    if unit.denied != given.denied:
        return weight
    if (unit.lowered and given.raised) or (unit.raised and given.lowered):
        return weight
    return weight * _ONE_SIDED if given.lowered else 0.0


def _accounted(unit: Unit, match: Match, agreeing: set[int]) -> bool:
    """Whether what turns one side round turns something else round on both sides."""
    turns = [*unit.turned_by, *(-1 - place for place in match.given.turned_by)]
    return bool(turns) and all(turn in agreeing for turn in turns)


def _by_unit(best: Alignment, reading: Reading) -> list[tuple[Unit, list[Match]]]:
    found: dict[int, tuple[Unit, list[Match]]] = {}
    for unit, _, match in best.matches:
        if not reading.clauses[match.given.clause].retracted:
            found.setdefault(unit.place, (unit, []))[1].append(match)
    return list(found.values())


def _other_number(best: Alignment, reading: Reading) -> Contradiction | None:
    """Another number beside the same word."""
    wanted = best.wording.units
    said = {unit.number for unit in wanted if unit.number}
    if not said:
        return None
    beside: dict[int, list[Unit]] = defaultdict(list)
    for unit, _, match in best.matches:
        beside[unit.place].append(match.given)
    for at, unit in enumerate(wanted):
        if not unit.number or unit.place in beside:
            continue
        near = [u for u in wanted[max(at - 1, 0) : at + 2] if u is not unit]
        places = {g.place for u in near for g in beside.get(u.place, ())}
        for clause in best.clauses:
            if reading.clauses[clause].retracted:
                continue
            for given in reading.clauses[clause].units:
                if not given.number or given.number in said:
                    continue
                if any(0 < abs(given.place - place) <= 3 for place in places):
                    return Contradiction("number", given.surface, unit.surface)
    return None


def _reversed(best: Alignment, reading: Reading) -> Contradiction | None:
    """A before B where the point has B before A, both joined by the same kind of word."""
    places = {unit.place: match.given.place for unit, _, match in best.matches}
    givens = {unit.place: match.given for unit, _, match in best.matches}
    for clause in best.wording.clauses:
        for relation, hinge in clause.hinges:
            left = [u for u in clause.units if u.place < hinge and u.place in places]
            right = [u for u in clause.units if u.place > hinge and u.place in places]
            for other in best.clauses:
                found = _swapped(relation, left, right, places, reading.clauses[other])
                if found:
                    one, two = found
                    return Contradiction("order", givens[two.place].surface, one.surface)
    return None


def _swapped(
    relation: str, left: list[Unit], right: list[Unit], places: dict[int, int], clause: Clause
) -> tuple[Unit, Unit] | None:
    here = {unit.place for unit in clause.units}
    left = [u for u in left if places[u.place] in here]
    right = [u for u in right if places[u.place] in here]
    for kind, hinge in clause.hinges:
        if kind != relation:
            continue
        over = [u for u in left if places[u.place] > hinge]
        back = [u for u in right if places[u.place] < hinge]
        if over and back and 2 * (len(over) + len(back)) > len(left) + len(right):
            return over[0], back[0]
    return None


def _other_subject(asked: Question, best: Alignment, subjects: list[str]) -> Contradiction | None:
    """The point's property given to its rival."""
    role = best.wording.role
    if not role:
        return None
    said: dict[int, float] = defaultdict(float)
    for unit, weight, match in best.matches:
        if match.given.key not in asked.roles.groups:
            said[match.given.clause] += max(weight, unit.weight * 0.3) * match.strength
    if not said:
        return None
    clause = max(said, key=lambda c: (said[c], -c))
    if asked.roles.differ(role, subjects[clause]):
        return Contradiction("role", subjects[clause], role)
    return None
