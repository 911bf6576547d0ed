"""What the program says of two formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Answer = Literal["equal", "different", "unreadable", "undecided"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and how it came about. Only ``equal`` means accepted.

    Attributes:
        verdict: ``equal``, ``different``, ``unreadable`` (and ``position`` says where) or
            ``undecided`` (both sides are read, no rung could judge).
        method: the rung that decided: ``normal form``, ``exact evaluation``, ``sampling``, ….
        reason: one sentence for the learner.
        hint: what is off, where that could be shown; only where the verdict is ``different``.
        position: the index in the unreadable text, counted from 0.
    """

    verdict: Answer
    method: str
    reason: str
    hint: str | None = None
    position: int | None = None

    @property
    def accepted(self) -> bool:
        return self.verdict == "equal"
