"""What a cloze field hides and where, as Anki reads it; linear also on text that never closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN = re.compile(r"\{\{c(\d{1,3})::")


class ClozeSpan(NamedTuple):
    """One cloze: its place in the text, braces and all, its number, and what it hides."""

    start: int
    end: int
    number: int
    inside: str


def cloze_spans(text: str) -> Iterator[ClozeSpan]:
    """The clozes of a field: each ends at the first closing braces; its hint is left out."""
    opening = _OPEN.search(text)
    while opening:
        close = text.find("}}", opening.end())
        if close < 0:
            return
        inside = text[opening.end() : close].partition("::")[0]
        yield ClozeSpan(opening.start(), close + 2, int(opening[1]), inside)
        opening = _OPEN.search(text, close)
