"""The pieces of a formula that its author wants hidden (``cloze:``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ankigen.anki.holes import Clozed, holds_hole, hole
from ankigen.anki.tex import typesets


def clozed_as_listed(formula: str, wanted: Sequence[str]) -> Clozed | None:
    """The formula with the author's pieces of its LaTeX hidden; None where none is there."""
    if not wanted or holds_hole(formula) or not typesets(formula):
        return None
    hidden: list[str] = []
    template = formula
    for one in wanted:
        piece = _piece(one)
        if piece and piece.search(template):
            template = piece.sub(hole(len(hidden)), template)
            hidden.append(one.strip())
    return Clozed(template, tuple(hidden)) if hidden else None


def _piece(wanted: str) -> re.Pattern[str] | None:
    """What finds a piece of LaTeX as it stands, never part of a word; None for half a group."""
    wanted = wanted.strip()
    if not wanted or not typesets(wanted):
        return None
    before = r"(?<![a-zA-Z\\])" if wanted[0].isalpha() else r"(?<!\\)"
    after = r"(?![a-zA-Z])" if wanted[-1].isalpha() else ""
    return re.compile(before + re.escape(wanted) + after)
