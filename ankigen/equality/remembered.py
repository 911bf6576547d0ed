"""Evaluation of many terms that share most of their parts: hints try hundreds of repairs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any

from .evaluate import Evaluation
from .matrices import Field
from .terms import Bind, Const, Num, Term, Var, parts
from .world import Undefined, World


class _Knowing(Evaluation):
    """An evaluation that has the values of some terms, by identity, from the outset."""

    def __init__(self, arithmetic: Field, world: World) -> None:
        super().__init__(arithmetic, world)
        self.known: dict[int, Any] = {}

    def value(self, term: Term) -> Any:
        if not self.bound and id(term) in self.known:
            return self.known[id(term)]
        return super().value(term)


class Remembered:
    """Evaluation at one point of terms that share most of their parts with a few known ones.

    The values of the parts of the ``known`` terms are worked out once and found by identity.
    """

    def __init__(self, known: Iterable[Term], arithmetic: Field, world: World) -> None:
        self._kept = tuple(known)
        self.spent = 0
        self._evaluation = _Knowing(arithmetic, world)
        for term in self._kept:
            for part in _free_parts(term):
                with contextlib.suppress(ArithmeticError, ValueError, TypeError, Undefined):
                    self._evaluation.known[id(part)] = self._evaluation.value(part)

    def value(self, term: Term) -> Any:
        """The value; raises Undefined or TooLong."""
        self.spent += self._evaluation.steps
        self._evaluation.steps = 0
        self._evaluation.bound.clear()
        try:
            return self._evaluation.value(term)
        except (ArithmeticError, ValueError, TypeError) as error:
            raise Undefined(str(error)) from error


def _free_parts(term: Term) -> list[Term]:
    """The parts of a term that stand outside everything that binds, innermost first."""
    if isinstance(term, Bind | Var | Num | Const):
        return [term]
    return [p for part in parts(term) for p in _free_parts(part)] + [term]
