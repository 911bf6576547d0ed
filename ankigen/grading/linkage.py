"""How two clauses are joined: which is the cause and which the effect, which comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ankigen.grading.alignment import Alignment
from ankigen.grading.units import Clause, Reading, Unit

_REASONS = frozenset({"because", "since"})
_RESULTS = frozenset({"so", "therefore", "thus", "hence"})
_TIMES = frozenset({"when", "once"})
_LEAST = 2


def swapped_clauses(best: Alignment, reading: Reading) -> tuple[Unit, Unit] | None:
    """Two clauses of a point that the answer joins by the same relation the other way round.

    *A because B* as *B because A*, *A, then B* as *B, then A*. Returns a unit of the answer and
    the unit of the point in whose clause it stands.
    """
    wanted = list(_links(best.wording.clauses))
    if not wanted:
        return None
    given = [link for link in _links(reading.clauses) if {link[1], link[2]} <= {*best.clauses}]
    said: dict[tuple[int, int], list[tuple[Unit, Unit]]] = {}
    for unit, _, match in best.matches:
        if match.same_word:
            said.setdefault((unit.clause, match.given.clause), []).append((match.given, unit))
    for kind, first, second in wanted:
        for other, one, two in given:
            crossed = said.get((first, two), []), said.get((second, one), [])
            straight = len(said.get((first, one), [])), len(said.get((second, two), []))
            counts = [len(found) for found in crossed]
            if kind == other and min(counts) >= _LEAST and sum(counts) > sum(straight):
                return crossed[0][0][0], crossed[1][0][1]
    return None


def _links(clauses: Sequence[Clause]) -> Iterator[tuple[str, int, int]]:
    """The relation between two neighbouring clauses of a sentence, then the two in its order."""
    for at, (one, two) in enumerate(pairwise(clauses)):
        if one.sentence != two.sentence:
            continue
        if two.opened in _REASONS:
            yield "cause", at + 1, at
        elif two.opened in _RESULTS or one.opened in _REASONS:
            yield "cause", at, at + 1
        elif two.opened == "then" and not one.condition:
            yield "time", at, at + 1


def before_for_when(best: Alignment, reading: Reading) -> tuple[Unit, Unit] | None:
    """*Before it cooled* in the place of *when it cooled*: the answer's word, the point's."""
    clauses = best.wording.clauses
    if not any(clause.opened in _TIMES for clause in clauses):
        return None
    if any(kind in ("before", "after") for clause in clauses for kind, _ in clause.hinges):
        return None
    for unit, _, match in best.matches:
        if not match.same_word or clauses[unit.clause].opened not in _TIMES:
            continue
        clause = reading.clauses[match.given.clause]
        for kind, hinge in clause.hinges:
            word = next((one for one in clause.units if one.place == hinge), None)
            behind = [u for u in clause.units if u.place > hinge]
            if kind == "before" and word and match.given in behind[:_LEAST]:
                return word, unit
    return None
