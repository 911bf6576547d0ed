"""Tables drawn with bars, regular or not, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_RULE_CELL = re.compile(r":?[-–—−_=]+:?")


def is_row(text: str) -> bool:
    """Whether a line may be a row: two bars at least that stand apart from their neighbours."""
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
