"""Whether an answer says the opposite of a point: another number, direction, order or subject.

Evidence is weighed only inside the window of clauses where the answer speaks of the point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ankigen.grading.agents import swapped_agents
from ankigen.grading.alignment import Alignment, Found, Match
from ankigen.grading.comparisons import exchanged_sides, surely_said
from ankigen.grading.linkage import before_for_when, swapped_clauses
from ankigen.grading.partners import other_partner
from ankigen.grading.points import Question, Wording
from ankigen.grading.polarity import turned_round
from ankigen.grading.units import Clause, Reading, Unit

_SAID = 0.3
_LEAST_COVERAGE = 0.25
_LEAST_OF_RIVAL = 0.4
_MUCH_ALIKE = 0.5
_WHOLE = 0.75
_CONTENT = 0.4
_BESIDE = 3
_JOINING = frozenset(["add", "attach", "compar", "connect", "equal", "join", "link", "relat"])


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
    number = _other_number(best, reading)
    if number or best.coverage < _LEAST_COVERAGE:
        return number
    same, exchanged = exchanged_sides(best, reading)
    if same:
        return None
    turned = None if exchanged else turned_round(asked, best, reading, subjects, found)
    if turned:
        kind = "opposite" if turned.opposite else "direction"
        return Contradiction(kind, turned.given, turned.wanted, turned.sure)
    order = (
        exchanged
        or swapped_agents(best, reading)
        or swapped_clauses(best, reading)
        or before_for_when(best, reading)
    )
    if order:
        return Contradiction("order", *order)
    partner = other_partner(asked, best, reading)
    if partner:
        return Contradiction("opposite", *partner, sure=False)
    return (
        _reversed(best, reading)
        or _crossed(best)
        or _mixed_up(asked, best, found)
        or _other_subject(asked, best, subjects)
    )


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
        counted = _counted(unit, wanted)
        for clause in best.clauses:
            if reading.clauses[clause].retracted:
                continue
            for given in reading.clauses[clause].units:
                if given.number in ("", *said) or _is_pronoun(given, unit):
                    continue
                other = _counted(given, reading.clauses[clause].units)
                if (
                    counted
                    and other
                    and other.place not in {g.place for g in beside.get(counted.place, ())}
                ):
                    continue
                if any(0 < abs(given.place - place) <= 3 for place in places):
                    return Contradiction("number", given, unit)
    return None


def _counted(number: Unit, units: Sequence[Unit]) -> Unit | None:
    """The word right after a number, which says what is counted, if it says anything."""
    after = (unit for unit in units if unit.place == number.place + 1)
    return next((unit for unit in after if unit.weight >= 1), None)


def _is_pronoun(one: Unit, other: Unit) -> bool:
    """Whether either is *one*, which is mostly a pronoun: only against zero is it surely not."""
    return ("one" in (one.surface, other.surface)) and "0" not in (one.number, other.number)


def _reversed(best: Alignment, reading: Reading) -> Contradiction | None:
    """A before B where the point has B before A, both joined by the same kind of word."""
    for other in best.clauses:
        givens = surely_said(best, other)
        if len(givens) < 2 or not reading.clauses[other].hinges:
            continue
        for clause in best.wording.clauses:
            for relation, hinge in clause.hinges:
                if relation == "into" and _goes_both_ways(clause, hinge):
                    continue
                units = [u for u in clause.units if u.place in givens and u.weight >= _CONTENT]
                left = [u for u in units if u.place < hinge]
                right = [u for u in units if u.place > hinge]
                found = _swapped(relation, left, right, givens, reading.clauses[other])
                if found:
                    one, two = found
                    return Contradiction("order", givens[two.place], one)
    return None


def _goes_both_ways(clause: Clause, hinge: int) -> bool:
    """Whether *to* stands after a verb that joins two things: *one is added to the other*."""
    return any(u.key in _JOINING for u in clause.units if u.place < hinge)


def _swapped(
    relation: str, left: list[Unit], right: list[Unit], givens: dict[int, Unit], clause: Clause
) -> tuple[Unit, Unit] | None:
    """The things on both sides of a hinge that the answer has on the other side of its own."""
    if not left or not right:
        return None
    if relation in ("into", "over", "on", "instead"):
        # What stands beside the word counts; of comparisons and order in time, all does.
        near = 1 if relation == "instead" else _BESIDE
        left, right = left[-near:], right[:near]
    for kind, hinge in clause.hinges:
        over = [u for u in left if givens[u.place].place > hinge]
        back = [u for u in right if givens[u.place].place < hinge]
        if kind == relation and over and back and 2 * len(over + back) >= len(left + right):
            return over[0], back[0]
    return None


def _crossed(best: Alignment) -> Contradiction | None:
    """Two pairs of opposites joined the wrong way: *encrypt with the private key*.

    Of pairs like public and private, encrypt and decrypt, the answer turns the order of one and
    keeps that of the other.
    """
    if len(best.wording.opposites) < 2:
        return None
    given = {unit.place: match.given for unit, _, match in best.matches if match.same_word}
    kept: list[tuple[Unit, Unit]] = []
    turned: list[tuple[Unit, Unit]] = []
    for one, other in best.wording.opposites:
        if one.place in given and other.place in given:
            same = given[one.place].place < given[other.place].place
            (kept if same else turned).append((one, other))
    if not kept or not turned:
        return None
    one, other = turned[0]
    return Contradiction("order", given[other.place], one)


def _mixed_up(asked: Question, best: Alignment, found: Found) -> Contradiction | None:
    """What sets this point apart from one much like it is missing, and the other's is there."""
    wording = best.wording
    mine = wording.keys
    said = {unit.key for unit, _, match in best.matches if match.sense_sign > 0}
    for other in asked.wordings():
        theirs = other.keys
        if other is wording or len(mine & theirs) < _MUCH_ALIKE * len(mine):
            continue
        apart = [u for u in wording.units if u.key not in theirs and _tells(u, asked)]
        if not apart or any(unit.key in said for unit in apart):
            continue
        for clause in best.clauses:
            here = found.wordings.get(other.first, {}).get(clause, {})
            if _is_said(other, here):
                continue
            for offset, unit in enumerate(other.units):
                match = here.get(other.first + offset)
                if match and match.same_word and unit.key not in mine and _tells(unit, asked):
                    return Contradiction("role", match.given, apart[0], sure=False)
    return None


def _is_said(other: Wording, here: dict[int, Match]) -> bool:
    """Whether a clause says the other point as it is, and so mixes nothing up."""
    said = sum(other.units[n - other.first].weight for n, m in here.items() if m.same_word)
    return said >= _WHOLE * sum(unit.weight for unit in other.units)


def _tells(unit: Unit, asked: Question) -> bool:
    """Whether a unit may set one point apart from another: neither vague nor the thing itself."""
    return unit.weight >= 1 and unit.key not in asked.roles.groups


def _other_subject(
    asked: Question, best: Alignment, subjects: dict[int, str]
) -> Contradiction | None:
    """The point's property given to its rival."""
    role = best.wording.role
    if not role or best.coverage < _LEAST_OF_RIVAL:
        return None
    said: dict[str, float] = defaultdict(float)
    for unit, weight, match in best.matches:
        if unit.key not in asked.roles.groups and match.sense_sign > 0 and match.agrees(unit):
            subject = subjects.get(match.given.place, "")
            said[subject] += max(weight, unit.weight * _SAID) * match.strength
    if not said:
        return None
    subject = max(said, key=lambda name: (said[name], name == role, name))
    if not asked.roles.differ(role, subject) or _is_word_for_word(best):
        return None
    if subject in best.wording.keys:
        # Where both are there on both sides, who does what to whom is another question.
        clauses = {m.given.clause for _, _, m in best.matches if _is_of(m, subject, subjects)}
        if any(u.key == role and m.given.clause in clauses for u, _, m in best.matches):
            return None
    unit, _, match = next(found for found in best.matches if _is_of(found[2], subject, subjects))
    return Contradiction("role", match.given, unit)


def _is_word_for_word(best: Alignment) -> bool:
    """Whether one clause of the answer has every word of the point, and none turned round."""
    said: dict[int, set[int]] = defaultdict(set)
    for unit, _, match in best.matches:
        if match.same_word and match.agrees(unit):
            said[match.given.clause].add(unit.place)
    return any(len(here) == len(best.wording.units) for here in said.values())


def _is_of(match: Match, subject: str, subjects: dict[int, str]) -> bool:
    return subjects.get(match.given.place, "") == subject
