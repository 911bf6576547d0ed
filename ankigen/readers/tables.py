"""Tables drawn with bars, regular or not, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_RULE = re.compile(r"\|?(?:\s*:?[-–—−_=]{2,}:?\s*\|)+(?:\s*:?[-–—−_=]{2,}:?)?")
_RULE_CELL = re.compile(r":?[-–—−_=]+:?")


def length(rows: Sequence[str], place: int = 0) -> int:
    """How many of these lines, from ``place`` on, are one table; 0 where there is none.

    A line may be a row where two bars at least stand apart from their neighbours. Above and below
    a rule one bar in a line is enough.
    """
    if "|" not in rows[place]:
        return 0
    ruled = place + 1 < len(rows) and _RULE.fullmatch(rows[place + 1]) is not None
    end = place + (2 if ruled else 0)
    while end < len(rows) and ("|" in rows[end] if ruled else _is_row(rows[end])):
        end += 1
    return end - place if end - place > 1 else 0


def _is_row(text: str) -> bool:
    return "|" in text and text.count(" |") + text.startswith("|") + text.count("| ") >= 3


def markdown(rows: Sequence[str], cell: Callable[[str], str] = str) -> str:
    """The rows as a Markdown table; short ones are filled up, the first one is the head.

    Bars at the ends of a row may be missing, and the rule below the head may be of any dashes.
    ``cell`` says how a cell is written.
    """
    cells = [_cells(row) for row in rows]
    body = [row for row in cells if not all(_RULE_CELL.fullmatch(cell) for cell in row)]
    width = max((len(row) for row in body), default=0)
    lines = [_line([*map(cell, row), *[""] * (width - len(row))]) for row in body]
    return "\n".join([*lines[:1], _line(["---"] * width), *lines[1:]])


def _cells(row: str) -> list[str]:
    inside = row.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in inside.split("|")]


def _line(cells: Sequence[str]) -> str:
    # A bar inside a formula would end the cell.
    return f"| {' | '.join(cell.replace('|', chr(92) + 'vert ') for cell in cells)} |"
