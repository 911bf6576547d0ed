"""A slip: one change that would put a formula right, and what it would mean if it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .terms import Term, parts, with_parts

Change = Callable[[Term], Iterable[Term]]


@dataclass(frozen=True, slots=True)
class Slip:
    """A change of one place; ``hint`` is what was wrong if it puts the formula right.

    ``detail`` says more than a hint should: it is for who asks for it. One that is ``at_top`` is
    made of the whole, not of its parts; one with ``only`` is made where that stands.
    """

    change: Change
    hint: str
    detail: str = ""
    at_top: bool = False
    only: Term | None = None


def with_part(term: Term, place: int, changed: Term) -> Term:
    """The term with another part in one place."""
    inner = parts(term)
    return with_parts(term, (*inner[:place], changed, *inner[place + 1 :]))
