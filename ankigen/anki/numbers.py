"""Append-only numbers: a cloze or a formula keeps its number for as long as the deck lives.

Anki ties a learner's history to the number of a cloze, not to what it hides. So a part that was
there before gets the number it had, a new part gets a number nobody had, and the number of a part
that went is never given to another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# How alike two wordings must be to be the same part, corrected (difflib's ratio).
ALIKE = 0.6
# Enough of a text to know it again, and short enough for one line of the lock.
KEPT = 60


class Part(NamedTuple):
    """What a number stands for: the text itself, and a mark of the text around it."""

    what: str
    around: str = ""


def part(what: str, around: str = "") -> Part:
    """A part as the lock keeps it: the beginning of its text, and a hash of what is around it."""
    mark = hashlib.sha256(around.encode("utf-8", "replace")).hexdigest()[:8] if around else ""
    known = what if what.isascii() else what.encode("utf-8", "replace").decode()
    return Part(" ".join(known.split())[:KEPT], mark)


def numbers(parts: Sequence[Part], taken: Mapping[int, Part]) -> tuple[int, ...]:
    """A number for each part, from those taken before.

    A part is the one of before that has the same text in the same surroundings; else the same
    text; else the same surroundings (its text was replaced); else a text much alike (it was
    corrected). Each number goes to one part. The rest get new numbers, in order.
    """
    if not taken:
        return tuple(range(1, len(parts) + 1))
    known = {old: number for number, old in taken.items()}
    if len(known) == len(taken) and len({*parts}) == len(parts) and known.keys() >= {*parts}:
        return tuple(known[part] for part in parts)
    given = dict(_matches(parts, dict(sorted(taken.items()))))
    following = max(taken, default=0) + 1
    for index in range(len(parts)):
        if index not in given:
            given[index] = following
            following += 1
    return tuple(given[index] for index in range(len(parts)))


def _matches(parts: Sequence[Part], free: dict[int, Part]) -> Iterator[tuple[int, int]]:
    waiting = dict(enumerate(parts))
    for key in (_whole, _text, _surroundings):
        known: dict[object, list[int]] = {}
        for number, old in free.items():
            known.setdefault(key(old), []).append(number)
        for index, new in list(waiting.items()):
            same = known.get(key(new)) if key(new) else None
            if same:
                number = same.pop(0)
                del free[number], waiting[index]
                yield index, number
    alike = (
        (-SequenceMatcher(None, old.what, new.what, autojunk=False).ratio(), index, number)
        for index, new in waiting.items()
        for number, old in free.items()
    )
    for unlike, index, number in sorted(alike):
        if -unlike >= ALIKE and index in waiting and number in free:
            del free[number], waiting[index]
            yield index, number


def _whole(one: Part) -> object:
    return one


def _text(one: Part) -> object:
    return one.what


def _surroundings(one: Part) -> object:
    return one.around
