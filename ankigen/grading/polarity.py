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
_CLAIM = 0.84
_LIGHT = 0.7
_FAR = 0.3
_INSTEAD = 0.5
_ONE_SIDED = 0.4
_SAID = 0.3
_SURE = 1.0
_PREFIXED = 0.95
_DIRECTIONS = frozenset({"up", "down", "more", "less", "cause", "stop"})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What was turned round: the unit of the answer and the one of the point.

    ``kind`` is ``number``, ``direction``, ``opposite``, ``order`` or ``role``; ``sure`` says that
    little speaks against it.
    """

    kind: str
    given: Unit
    wanted: Unit
    sure: bool = True


def contradiction(
    asked: Question, best: Alignment, reading: Reading, subjects: dict[int, str], found: Found
) -> Contradiction | None:
    """The surest sign that the answer says the opposite of a point, if there is one."""
    if not best.matches:
        return None
    return (
        _other_number(best, reading)
        or _turned(best, reading, _claimed(asked, best, subjects, found))
        or _reversed(best, reading)
        or _other_subject(asked, best, subjects)
    )


def _turned(best: Alignment, reading: Reading, claimed: set[int]) -> Contradiction | None:
    """Weigh the units on the same side against those on the other."""
    agreeing = _agreeing(best)
    for_, against, aside = 0.0, 0.0, 0.0
    worst: tuple[float, Unit, Match] | None = None
    for unit, matches in _by_unit(best, reading):
        same = [m for m in matches if m.agrees(unit)]
        if same:
            match = max(same, key=lambda m: m.strength)
            if unit.sign < 0 or match.given.sign < 0 or match.sense_sign < 0:
                for_ += unit.weight * match.strength
            continue
        match = max(matches, key=lambda m: m.strength)
        if match.sense_sign < 0:
            weight = _opposite(unit, match, claimed)
        elif _accounted(unit, match, agreeing) or _naught(unit, match, best, reading):
            weight = 0.0
        else:
            weight = _other_way(unit, match.given)
            if not weight and match.given.lowered and not unit.lowered:
                aside = max(aside, _ONE_SIDED * unit.weight)
        weight *= match.strength
        against += weight
        if worst is None or weight > worst[0]:
            worst = (weight, unit, match)
    against += aside
    if worst is None or against < _LEAST or against < for_:
        return None
    _, unit, match = worst
    kind = "opposite" if match.sense_sign < 0 else "direction"
    return Contradiction(kind, match.given, unit, sure=against >= _SURE and against > 2 * for_)


def _claimed(
    asked: Question, best: Alignment, subjects: dict[int, str], found: Found
) -> set[int]:
    """Words of the answer that say something else that is wanted, and so deny nothing."""
    return {
        match.given.place
        for clause in best.clauses
        for number, match in found[clause].items()
        if match.sense_sign > 0
        and match.strength >= _CLAIM
        and not asked.roles.differ(asked.owners[number], subjects.get(match.given.place, ""))
    }


def _opposite(unit: Unit, match: Match, claimed: set[int]) -> float:
    """How strongly a word's opposite speaks against the point."""
    given = match.given
    if unit.operator in _DIRECTIONS and given.operator in _DIRECTIONS:
        return 0.0
    if unit.number and given.number:
        return 0.0
    if given.place in claimed and match.strength < _PREFIXED:
        return 0.0
    return max(unit.weight, _LIGHT) * _ANTONYM


def _other_way(unit: Unit, given: Unit) -> float:
    """How strongly a word speaks against the point by what governs it."""
    if unit.operator in _DIRECTIONS and given.operator in _DIRECTIONS:
        return 0.0
    weight = unit.weight * (_FAR if unit.far or given.far else 1.0)
    if unit.denied != given.denied:
        return weight * _INSTEAD if given.set_aside or unit.set_aside else weight
    if (unit.lowered and given.raised) or (unit.raised and given.lowered):
        return weight
    return 0.0


def _naught(unit: Unit, match: Match, best: Alignment, reading: Reading) -> bool:
    """*The gradient is zero* denies the gradient as *no gradient* does."""
    if unit.denied == match.given.denied:
        return False
    other = best.wording.clauses[unit.clause] if match.given.denied else None
    clause = other or reading.clauses[match.given.clause]
    return any(part.number == "0" for part in clause.units)


def _agreeing(best: Alignment) -> dict[int, set[int]]:
    """For each word that turns others round, by place, the wanted units on which both agree.

    Places in the answer are kept apart from those in the point by their sign.
    """
    agreeing: dict[int, set[int]] = defaultdict(set)
    for unit, _, match in best.matches:
        if match.agrees(unit):
            for turn in _turns(unit, match):
                agreeing[turn].add(unit.place)
    return agreeing


def _turns(unit: Unit, match: Match) -> list[int]:
    return [*unit.turned_by, *(-1 - place for place in match.given.turned_by)]


def _accounted(unit: Unit, match: Match, agreeing: dict[int, set[int]]) -> bool:
    """Whether what turns one side round turns another wanted unit round on both sides."""
    turns = _turns(unit, match)
    return bool(turns) and all(agreeing.get(turn, set()) - {unit.place} for turn in turns)


def _by_unit(best: Alignment, reading: Reading) -> list[tuple[Unit, list[Match]]]:
    """The matches of each wanted unit: those in the clause that says most, else the others."""
    said: dict[int, float] = defaultdict(float)
    for unit, weight, match in best.matches:
        said[match.given.clause] += max(weight, _SAID * unit.weight) * match.strength
    home = max(said, key=lambda clause: (said[clause], -clause))
    found: dict[int, tuple[Unit, list[Match]]] = {}
    for unit, _, match in best.matches:
        if not reading.clauses[match.given.clause].retracted:
            found.setdefault(unit.place, (unit, []))[1].append(match)
    return [
        (unit, [m for m in matches if m.given.clause == home] or matches)
        for unit, matches in found.values()
    ]


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
                # *One* is mostly a pronoun; only against zero is it surely a number.
                if given.number in ("", *said) or (given.surface == "one" and "0" not in said):
                    continue
                if any(0 < abs(given.place - place) <= 3 for place in places):
                    return Contradiction("number", given, unit)
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
                    return Contradiction("order", givens[two.place], one)
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


def _other_subject(
    asked: Question, best: Alignment, subjects: dict[int, str]
) -> Contradiction | None:
    """The point's property given to its rival."""
    role = best.wording.role
    if not role:
        return None
    said: dict[str, float] = defaultdict(float)
    for unit, weight, match in best.matches:
        if unit.key not in asked.roles.groups and match.sense_sign > 0:
            subject = subjects.get(match.given.place, "")
            said[subject] += max(weight, unit.weight * _SAID) * match.strength
    if not said:
        return None
    subject = max(said, key=lambda name: (said[name], name == role, name))
    if not asked.roles.differ(role, subject):
        return None
    unit, _, match = next(
        found for found in best.matches if subjects.get(found[2].given.place, "") == subject
    )
    return Contradiction("role", match.given, unit)
