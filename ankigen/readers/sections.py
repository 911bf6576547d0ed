"""The titles of a guide's sections: ``2.1 Topic``, ``Chapter 3: Topic``, and ``2. Topic``.

A single number begins a list more often than a section. It is a section's where lines of that form
count up from 1 through the whole document, stand between blank lines, and each has text below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ankigen.readers.lines import Line

_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\.?|(?:Chapter|Section|Part|Module|Unit|Lesson)\s+\w{1,5}[.:]?)"
    r"\s+([A-Z][^.?!:]{1,100})"
)
_STARTS = frozenset("0123456789CSPMUL")
_SINGLE = re.compile(r"(\d{1,2})[.)]\s+([A-Z][^.?!:]{1,60})")
_LEAST_BELOW = 2


def section(text: str) -> str:
    """The title in a line that is a section's by itself; else the empty string."""
    found = _SECTION.fullmatch(text) if text[:1] in _STARTS else None
    return found[1].strip() if found else ""


def sections(lines: Sequence[Line]) -> dict[int, str]:
    """The titles of all sections, by the number of their line."""
    titles = {line.number: title for line in lines if (title := section(line.bare))}
    return titles or _single_numbers(lines)


def _single_numbers(lines: Sequence[Line]) -> dict[int, str]:
    places: list[int] = []
    titles: dict[int, str] = {}
    for place, line in enumerate(lines):
        found = _SINGLE.fullmatch(line.bare) if line.bare[:1].isdigit() else None
        if found and int(found[1]) == len(places) + 1 and _stands_alone(lines, place):
            places.append(place)
            titles[line.number] = found[2].strip()
    if len(places) < 2:
        return {}
    bounds = pairwise([*places, len(lines)])
    told = (sum(bool(line.bare) for line in lines[start + 1 : end]) for start, end in bounds)
    return titles if all(count >= _LEAST_BELOW for count in told) else {}


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    before = place == 0 or not lines[place - 1].bare
    return before and place + 1 < len(lines) and not lines[place + 1].bare
