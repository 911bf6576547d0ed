"""Answers about terms that were asked for lately: the rungs ask the same of the same few terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .terms import Term

Answer = TypeVar("Answer")
_MOST = 64


def remembered(question: Callable[[Term], Answer]) -> Callable[[Term], Answer]:
    """The question, which hangs on the term alone, answered from memory for the latest terms.

    Terms are told apart by identity, which costs nothing. Each entry holds its term, so no other
    term can have that identity meanwhile.
    """
    known: dict[int, tuple[Term, Answer]] = {}

    def ask(term: Term) -> Answer:
        entry = known.get(id(term))
        if entry is not None:
            return entry[1]
        answer = question(term)
        if len(known) >= _MOST:
            known.clear()
        known[id(term)] = (term, answer)
        return answer

    ask.__doc__ = question.__doc__
    return ask
