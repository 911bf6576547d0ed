"""A formula with holes: what a cloze hides of it, before Anki's braces stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass

# One private-use character stands for each hidden part: no formula holds any.
_FIRST = 0xE000
_HOLES = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Clozed:
    """A formula's LaTeX with a hole for each hidden part, and the LaTeX that fills each."""

    latex: str
    hidden: tuple[str, ...]


def hole(index: int) -> str:
    """The character that stands for a hidden part, counted from 0."""
    return chr(_FIRST + index)


def holds_hole(text: str) -> bool:
    """Whether a text has characters that would be taken for hidden parts."""
    return not text.isascii() and _HOLES.search(text) is not None
