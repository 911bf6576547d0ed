"""Two texts to the words that changed between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "removed", "added"]

# A word, a LaTeX command or a sign, each with the space after it.
_WORD = re.compile(r"(?:\\[A-Za-z]+|\w+|[^\w\s])\s*|\s+")
# Comparing takes time by the product of both lengths.
_MOST_COMPARED = 90_000


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text that stands in both versions, or in one of them."""

    op: Op
    text: str


def changed_words(old: str, new: str) -> tuple[Span, ...]:
    """The way from one text to the other, word by word.

    Texts of more than some hundred words between the first and the last change are not compared
    word by word: that stretch is removed and added as a whole.

    Returns:
        Spans in reading order: those not ``added`` make up ``old``, those not ``removed`` ``new``.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    middle = before[head : len(before) - tail], after[head : len(after) - tail]
    spans = [
        Span("same", "".join(before[:head])),
        *_compared(*middle),
        Span("same", "".join(before[len(before) - tail :])),
    ]
    return tuple(span for span in spans if span.text)


def opcodes(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """What ``difflib`` says; of sequences too long for it, that all of it was replaced."""
    if len(before) * len(after) > _MOST_COMPARED:
        kind = "equal" if before == after else "replace"
        return [(kind, 0, len(before), 0, len(after))]
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [*found]


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words at the beginning are the same."""
    pairs = enumerate(zip(before, after, strict=False))
    different = (place for place, (one, other) in pairs if one != other)
    return next(different, min(len(before), len(after)))


def _compared(before: Sequence[str], after: Sequence[str]) -> list[Span]:
    spans: list[Span] = []
    for kind, first, last, start, end in opcodes(before, after):
        if kind == "equal":
            spans.append(Span("same", "".join(before[first:last])))
        else:
            spans.append(Span("removed", "".join(before[first:last])))
            spans.append(Span("added", "".join(after[start:end])))
    return spans
