"""Two values that were found apart, as the rungs saw them: gaps filled, names with their shapes."""

from __future__ import annotations

from dataclasses import dataclass

from .terms import Term
from .world import World


@dataclass(frozen=True, slots=True)
class Apart:
    """``expected`` and ``given`` at the worlds ``here`` and ``there``; ``sides`` came in."""

    sides: tuple[Term, Term]
    expected: Term
    given: Term
    here: World
    there: World

    def of(self, expected: Term, given: Term) -> bool:
        """Whether it is these two that were compared."""
        return self.sides[0] is expected and self.sides[1] is given
