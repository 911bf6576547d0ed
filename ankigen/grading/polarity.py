"""Whether a point is turned round by negations, verbs of change or opposites.

Clause by clause of the point, the units that the answer puts on the same side are weighed against
those it puts on the other.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass

from ankigen.grading.alignment import Alignment, Found, Match
from ankigen.grading.points import Question
from ankigen.grading.units import Clause, Reading, Unit

_ANTONYM = 1.5
_LEAST = 0.6
_CLAIM = 0.84
_WEAK_CLAIM = 0.75
_PREFIXED = 0.95
_LIGHT = 0.7
_FAR = 0.3
_EXCEPT = 0.5
_ONE_SIDED = 0.4
_OUTRIGHT = 1.6
_ALONE = 0.8
_SAID = 0.3
_AGREED = 1.2
_SURE = 1.0
_AKIN = 0.5
_SUPPOSED = 0.5
_DIRECTIONS = frozenset({"up", "down", "more", "less", "cause", "stop"})


@dataclass(frozen=True, slots=True)
class Turned:
    """The unit of the answer that turns a unit of the point round; ``opposite`` if by its sense."""

    given: Unit
    wanted: Unit
    opposite: bool
    sure: bool


@dataclass(slots=True)
class _Balance:
    """What speaks for and against one clause of a point."""

    same: float = 0.0
    against: float = 0.0
    aside: float = 0.0
    worst: tuple[float, Unit, Match] | None = None

    @property
    def total(self) -> float:
        """All that speaks against the clause."""
        return self.against + self.aside

    def add(self, weight: float, unit: Unit, match: Match) -> None:
        self.against += weight
        if self.worst is None or weight > self.worst[0]:
            self.worst = (weight, unit, match)


def turned_round(
    asked: Question, best: Alignment, reading: Reading, subjects: dict[int, str], found: Found
) -> Turned | None:
    """The unit that most surely turns a clause of the point round, if one does."""
    if all(match.sense_sign > 0 and _agree(unit, match) for unit, _, match in best.matches):
        return None
    claims = _claims(asked, best, subjects, found)
    agreeing = _agreeing(best)
    said = _said_by(best)
    balances: dict[tuple[int, int], _Balance] = defaultdict(_Balance)
    for unit, matches in _by_unit(best, reading, said):
        balance = balances[unit.clause, unit.moved_by]
        same = [m for m in matches if _agree(unit, m)]
        match = max(same or matches, key=lambda m: m.strength)
        if same:
            if unit.sign < 0 or match.given.sign < 0 or match.sense_sign < 0:
                balance.same += unit.weight * match.strength
        elif match.sense_sign < 0:
            if unit.alone and unit.place in _said_anywhere(best, found):
                continue
            if said.get(match.given.place, 0.0) > match.strength:
                continue
            balance.add(_opposite(unit, match, claims) * match.strength, unit, match)
        elif not _accounted(unit, match, agreeing) and not _naught(unit, match, best, reading):
            if claims.get(match.given.place, 0.0) >= _WEAK_CLAIM:
                continue
            weight = _other_way(unit, match.given) * match.strength
            if unit.denied != match.given.denied and _of_another_verb(unit, match, best, reading):
                continue
            if match.given.set_aside and _is_left(unit, best.wording.clauses[unit.clause]):
                continue
            if reading.clauses[match.given.clause].supposed:
                weight *= _SUPPOSED
            balance.add(weight, unit, match)
            if match.given.lowered and not unit.lowered:
                balance.aside = max(balance.aside, _ONE_SIDED * unit.weight)
    turned = [
        balance
        for balance in balances.values()
        if balance.worst and balance.total >= _LEAST and balance.total >= balance.same
    ]
    if not turned or _is_converse(best):
        return None
    first = turned[0]
    assert first.worst
    _, unit, match = first.worst
    sure = first.total >= _SURE and first.total > 2 * first.same
    return Turned(match.given, unit, match.sense_sign < 0, sure)


def _agree(unit: Unit, match: Match) -> bool:
    """Whether both stand on one side, and neither is said to stay where the other changes."""
    given = match.given
    if not match.agrees(unit):
        return False
    if not (unit.kept or given.kept):
        return True
    return not (_stays(unit, given) or _stays(given, unit))


def _stays(one: Unit, other: Unit) -> bool:
    only_kept = one.kept and not (one.changed or one.raised or one.lowered or one.denied)
    return only_kept and other.changed and not (other.kept or other.denied)


def _said_by(best: Alignment) -> dict[int, float]:
    """How surely words of the answer, by place, say some unit of the point as it is meant."""
    said: dict[int, float] = {}
    for unit, _, match in best.matches:
        if match.sense_sign > 0 and match.agrees(unit):
            said[match.given.place] = max(said.get(match.given.place, 0.0), match.strength)
    return said


def _said_anywhere(best: Alignment, found: Found) -> frozenset[int]:
    """The places of wanted units that a verb of some clause says, with the same sign."""
    wording = best.wording
    return frozenset(
        wording.units[number - wording.first].place
        for here in found.wordings.get(wording.first, {}).values()
        for number, match in here.items()
        if match.strength >= _WEAK_CLAIM
        and match.given.verb
        and match.sense_sign > 0
        and match.agrees(wording.units[number - wording.first])
    )


def _is_converse(best: Alignment) -> bool:
    """*The shorter, the faster* says what *the longer, the slower* says: both sides turned."""
    clauses = best.wording.clauses
    other_way: dict[int, bool] = {}
    for unit, _, match in best.matches:
        if unit.operator in _DIRECTIONS or unit.raised or unit.lowered:
            same = match.sense_sign > 0 and match.agrees(unit)
            other_way[unit.place] = other_way.get(unit.place, True) and not same
    sides = {unit.clause for unit in best.wording.units if other_way.get(unit.place)}
    if any(_is_turned_throughout(clause, other_way) for clause in clauses):
        return True
    return any(
        clauses[one].sentence == clauses[other].sentence
        and any(clauses[n].condition and not clauses[n].supposed for n in (one, other))
        for one, other in itertools.combinations(sorted(sides), 2)
    )


def _is_turned_throughout(clause: Clause, other_way: dict[int, bool]) -> bool:
    """*A small car needs less fuel* for *a large car needs more*: before and after the verb."""
    verb = next((u.place for u in clause.units if u.verb and not u.operator), -1)
    sized = [u for u in clause.units if u.place in other_way]
    before = any(u.place < verb and u.operator in ("more", "less") for u in sized)
    after = any(u.place > verb for u in sized)
    return before and after and all(other_way[u.place] for u in sized)


def _opposite(unit: Unit, match: Match, claims: dict[int, float]) -> float:
    """How strongly a word's opposite speaks against the point."""
    given = match.given
    if unit.operator in _DIRECTIONS and given.operator in _DIRECTIONS:
        return _ALONE / match.strength if unit.alone else 0.0
    if unit.number and given.number:
        return 0.0
    if claims.get(given.place, 0.0) >= _CLAIM and match.strength < _PREFIXED:
        return 0.0
    return max(unit.weight, _LIGHT) * _ANTONYM


def _other_way(unit: Unit, given: Unit) -> float:
    """How strongly a word speaks against the point by what governs it."""
    if unit.operator in _DIRECTIONS and given.operator in _DIRECTIONS:
        return 0.0
    far = _FAR if unit.far or given.far else 1.0
    if _stays(unit, given) or _stays(given, unit):
        return unit.weight * far
    if unit.denied != given.denied:
        denied, other = (unit, given) if unit.denied else (given, unit)
        if other.purpose and "against" in denied.movers:
            # A remedy is as much for as against an illness.
            return 0.0
        weight = max(unit.weight, _LIGHT) if _is_right_after(denied) else unit.weight
        return weight * far * (_EXCEPT if denied.set_aside and _is_excepted(denied) else 1.0)
    if (_is_sized(unit) and given.changed) or (_is_sized(given) and unit.changed):
        # "Improves" says nothing against "a small shift".
        return 0.0
    if (unit.lowered and given.raised) or (unit.raised and given.lowered):
        return max(unit.weight, _LIGHT) * far * _OUTRIGHT
    if given.kept and unit.lowered != unit.raised and not (given.raised or given.lowered):
        return unit.weight * far
    return 0.0


def _is_sized(unit: Unit) -> bool:
    """Whether a phrase tells an amount by itself: *small batch*."""
    return unit.moved_by < 0 and (unit.raised or unit.lowered) and " " in unit.name


def _is_left(unit: Unit, clause: Clause) -> bool:
    """Whether a point goes from one thing to another: *from gold to paper* is *paper, not gold*."""
    into = {hinge for kind, hinge in clause.hinges if kind == "into"}
    return not unit.verb and unit.place + 1 in into


def _is_excepted(denied: Unit) -> bool:
    """Whether a word is only taken out of what is said: *all parts except one*."""
    return denied.movers[-1].startswith(("except", "apart", "other"))


def _is_right_after(denied: Unit) -> bool:
    """Whether a word stands right after what denies it: *not needed*, *never decreases*."""
    return denied.moved_by == denied.place - 1


def _of_another_verb(unit: Unit, match: Match, best: Alignment, reading: Reading) -> bool:
    """Whether what is denied on one side is a verb that the other side does not have.

    *They do not touch the weights* says nothing against *they freeze the weights*.
    """
    if match.given.denied:
        head = _denied_verb(match.given, reading.clauses[match.given.clause])
        return bool(head) and all(m.given is not head for _, _, m in best.matches)
    head = _denied_verb(unit, best.wording.clauses[unit.clause])
    return bool(head) and all(wanted is not head for wanted, _, _ in best.matches)


def _denied_verb(denied: Unit, clause: Clause) -> Unit | None:
    """The verb between a word and what denies it, if it is one that says something."""
    if not denied.turned_by:
        return None
    head = next((u for u in clause.units if u.place > denied.turned_by[-1]), None)
    if head is None or head.place >= denied.place or head.weight < 1 or not head.verb:
        return None
    return head


def _naught(unit: Unit, match: Match, best: Alignment, reading: Reading) -> bool:
    """*The gradient is zero* denies the gradient as *no gradient* does."""
    if unit.denied == match.given.denied:
        return False
    if match.given.denied:
        clause = best.wording.clauses[unit.clause]
    else:
        clause = reading.clauses[match.given.clause]
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


def _claims(
    asked: Question, best: Alignment, subjects: dict[int, str], found: Found
) -> dict[int, float]:
    """Words of the answer that say something else that is wanted, and so deny nothing: how surely.

    A wording can claim words only in a clause that says at least as much of it as of this one.
    """
    claims: dict[int, float] = {}
    times = Counter(unit.key for unit in best.wording.units)
    twice = {key for key, count in times.items() if count > 1}
    for clause in best.clauses:
        said: dict[int, float] = defaultdict(float)
        for number, match in found.clauses[clause].items():
            said[asked.starts[number]] += match.strength * asked.units[number].weight
        mine = said[best.wording.first] / asked.sizes[best.wording.first]
        for number, match in found.clauses[clause].items():
            start, place = asked.starts[number], match.given.place
            if match.strength < _WEAK_CLAIM or said[start] / asked.sizes[start] < mine:
                continue
            wanted = asked.units[number]
            plain = match.sense_sign < 0 or (wanted.key in twice and not wanted.movers)
            if start == best.wording.first and plain:
                # Its opposite, or said twice, and the other time of what is moved.
                continue
            if not _agree(asked.units[number], match):
                continue
            if not asked.roles.differ(asked.owners[number], subjects.get(place, "")):
                claims[place] = max(claims.get(place, 0.0), match.strength)
    return claims


def _by_unit(
    best: Alignment, reading: Reading, meant: dict[int, float]
) -> list[tuple[Unit, list[Match]]]:
    """The matches of each wanted unit: those in the clause that says most, else the others."""
    said: dict[tuple[int, int], float] = defaultdict(float)
    for unit, weight, match in best.matches:
        key = (unit.clause, match.given.clause)
        agreed = _AGREED if match.sense_sign > 0 and match.agrees(unit) else 1.0
        said[key] += max(weight, _SAID * unit.weight) * match.strength * agreed
    home: dict[int, int] = {}
    for (clause, other), _ in sorted(said.items(), key=lambda item: (-item[1], item[0])):
        home.setdefault(clause, other)
    found: dict[int, tuple[Unit, list[Match]]] = {}
    for unit, _, match in best.matches:
        if match.strength > _AKIN and not reading.clauses[match.given.clause].retracted:
            found.setdefault(unit.place, (unit, []))[1].append(match)
    by_unit: list[tuple[Unit, list[Match]]] = []
    for unit, matches in found.values():
        here = [m for m in matches if m.given.clause == home[unit.clause]] or matches
        if all(meant.get(m.given.place, 0.0) > m.strength for m in here if m.sense_sign < 0):
            # A clause that only has what another unit means does not speak of this one.
            here = [m for m in here if m.sense_sign > 0] or matches
        by_unit.append((unit, here))
    return by_unit
