"""Lines of an answer: each is a statement of its own, as in a list, unless a sentence runs on."""

from __future__ import annotations

import re
from itertools import pairwise

from ankigen.grading.normal import MAX_CHARACTERS

_MARKER = re.compile(r"(?:[-–—•*·+‣▪]+|\(?(?:\d{1,2}|[a-zA-Z])[.)])(?=\s)\s*")
_WRAPPED = 60


def one_line(text: str) -> str:
    """A text in one line: a full stop where a line ended, and no bullets or numbers of items.

    A long line that goes on in lower case was only wrapped.
    """
    lines = [line for line in map(str.strip, text[:MAX_CHARACTERS].splitlines()) if line]
    if len(lines) < 2:
        return text
    said = _MARKER.sub("", lines[0], count=1)
    for before, line in pairwise(lines):
        item = _MARKER.match(line)
        runs_on = not item and len(before) >= _WRAPPED and line[:1].islower()
        ended = runs_on or before.endswith((".", "!", "?", ";", ":", ","))
        said += (" " if ended else ". ") + (line[item.end() :] if item else line)
    return said
