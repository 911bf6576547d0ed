"""Who does what to whom: *electors elect the president*, *the president elects electors*."""

from __future__ import annotations

from ankigen.grading.alignment import Alignment
from ankigen.grading.thesaurus import thesaurus
from ankigen.grading.units import Clause, Reading, Unit

_SURELY = 0.75
_EITHER_WAY = frozenset([
    "combin", "compar", "compet", "connect", "differ", "equal", "interact", "join", "link",
    "match", "meet", "mix", "relat", "resembl", "separ", "share",
    "vari",
])  # fmt: skip
"""Verbs, by their stems, that say the same when subject and object change places."""


def swapped_agents(best: Alignment, reading: Reading) -> tuple[Unit, Unit] | None:
    """A word of the answer that does what is done to it in the point, and the point's word."""
    places = {
        unit.place: match.given.place
        for unit, _, match in best.matches
        if match.strength >= _SURELY and match.sense_sign > 0
    }
    verbs = {u.place for u, _, match in best.matches if match.same_word and match.strength == 1}
    givens = {match.given.place: match.given for _, _, match in best.matches}
    for clause in best.wording.clauses:
        for verb in clause.units:
            if not verb.verb or verb.place not in verbs or _goes_both_ways(verb):
                continue
            hinge = places[verb.place]
            if _goes_both_ways(givens[hinge]):
                continue
            given = reading.clauses[givens[hinge].clause]
            before, after = _sides(clause, verb, places, given)
            turned = (verb.place in clause.passive) != (hinge in given.passive)
            if turned and verb.surface == givens[hinge].surface and verb.surface.endswith("ed"):
                # "Leaves sorted and linked": a bare participle may be of either voice.
                continue
            if turned:
                before, after = after, before
            doers = [places[u.place] for u in before]
            done = [places[u.place] for u in after]
            if doers and done and min(doers) > hinge > max(done):
                return givens[done[0]], after[0]
    return None


def _is_adverb(unit: Unit) -> bool:
    """*Exactly*, but not *supply*."""
    return unit.surface.endswith("ly") and thesaurus().knows(unit.surface[:-2])


def _goes_both_ways(verb: Unit) -> bool:
    """Whether a verb may have its object for a subject: *prices rise*, *A and B differ*."""
    return verb.operator in ("up", "down") or verb.key in _EITHER_WAY


def _sides(
    clause: Clause, verb: Unit, places: dict[int, int], given: Clause
) -> tuple[list[Unit], list[Unit]]:
    """The things before and after a verb that the answer's clause has too."""
    here = {unit.place for unit in given.units}
    things = [
        unit
        for unit in clause.units
        if unit.weight >= 1
        and unit is not verb
        and not _is_adverb(unit)
        and places.get(unit.place) in here
    ]
    before = [unit for unit in things if unit.place < verb.place]
    return before, [unit for unit in things if unit.place > verb.place]
