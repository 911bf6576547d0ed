"""A printed answer as points: its sentences, list items and the statements it joins."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.deck import Point
from ankigen.grading.clauses import read
from ankigen.grading.points import MAX_POINTS

_PARTS = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|;\s+|\n+\s*(?:[-•*]|\d+[.)])?\s*")
_JOINTS = re.compile(r"(,?\s+(?:and|so|because|but|while|whereas)\s+)", re.IGNORECASE)
_LONG_WORD = re.compile(r"\w{4,}")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|be|has|have|had|can|will|does|do|did)\b", re.I)

# A bare "Yes", "No" or letter of an option is no point beside its reasons.
_SAYS_SOMETHING = re.compile(r"[^\W_]{4}|\d|(?!(?:yes|no)\b)[^\W\d_]{2}", re.IGNORECASE)

_STATEMENT = 2.0
"""What the words of a part weigh at least that is a statement of its own."""


@lru_cache(maxsize=256)
def points_of_reference(reference: str) -> tuple[Point, ...]:
    """A printed answer as points: sentences, list items, and statements joined by *and* or *so*.

    A part weighs more the more it says. Who says one half of "it gets wider and it flows faster"
    has made one point of two.
    """
    parts = [part.strip(" \t\r\n-•*.;") for part in _PARTS.split(reference.strip())]
    parts = [part for part in parts if _SAYS_SOMETHING.search(part)]
    if len(parts) < MAX_POINTS:
        parts = [statement for part in parts for statement in _statements(part)]
    points = tuple(Point(text, weight=1.0 + len(_LONG_WORD.findall(text))) for text in parts)
    return points or (Point(reference),)


def _statements(part: str) -> list[str]:
    """The statements that a sentence joins; *bigger and faster* stays in one."""
    first, *rest = _JOINTS.split(part)
    found = [first]
    for joint, text in zip(rest[::2], rest[1::2], strict=True):
        if len(found) < MAX_POINTS and _is_statement(found[-1]) and _is_statement(text):
            found.append(text)
        else:
            found[-1] += joint + text
    return found


@lru_cache(maxsize=1024)
def _is_statement(text: str) -> bool:
    """Whether a text has a verb and enough beside it to be a point."""
    units = read(text).units
    says = _AUXILIARY.search(text) or any(unit.verb or unit.operator for unit in units)
    return bool(says) and sum(unit.weight for unit in units) >= _STATEMENT
