"""What is wrong with an input, where, and what to do: values that are collected and shown at once.

Readers of files raise one ``BadInput`` that carries every problem they found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """``path:line: what; remedy``. ``line`` counts from 1; 0 means the file as a whole."""

    path: str
    line: int
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


class BadInput(Exception):
    """An input that cannot be used; ``problems`` says why, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
