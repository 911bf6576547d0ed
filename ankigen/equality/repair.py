"""A repair: one place of a formula changed, and what it would mean if that made it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .terms import (
    Term,
    parts,
    rebuild,
)


@dataclass(frozen=True, slots=True)
class Repair:
    """A pair of terms that would be equal if ``hint`` were all that is wrong.

    ``detail`` says more than a hint should: it is for who asks for it.
    """

    expected: Term
    given: Term
    hint: str
    detail: str = ""


Change = Callable[[Term], Iterable[Term]]


def at_one_place(term: Term, change: Change) -> Iterator[Term]:
    """The term with ``change`` done at one place only, for every place and every outcome."""
    yield from change(term)
    inner = parts(term)
    for place in range(len(inner)):
        for changed in at_one_place(inner[place], change):
            yield with_part(term, place, changed)


def with_part(term: Term, place: int, changed: Term) -> Term:
    count = -1

    def pick(t: Term) -> Term:
        nonlocal count
        count += 1
        return changed if count == place else t

    return rebuild(term, pick)


def changed(expected: Term, given: Term, change: Change, hint: str) -> Iterator[Repair]:
    for repaired in at_one_place(given, change):
        yield Repair(expected, repaired, hint)
