"""Rating blocks of flashcard pages: a question to the learner, and a scale to answer it on.

A page asks below each card how well it was known. What is asked and what the scale is called
differ from page to page; the form does not: a question, numbers that count up from 1 on lines of
their own, and a short label at each end, beside or before the first number and after the last.
A call instead of the question ("Rate this card") counts where the block stands twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ankigen.readers.lines import Line

_LABEL = re.compile(r"(?!\d)[^.?!:•]{2,30}")
_LONGEST_QUESTION = 80
_SHORTEST_SCALE, _LONGEST_SCALE = 3, 10


def rating_blocks(lines: Sequence[Line]) -> list[range]:
    """The places of each rating block, from its question to its last label, in order."""
    told = [place for place, line in enumerate(lines) if line.bare]
    texts = [lines[place].bare for place in told]
    blocks = [_block(texts, index) for index, text in enumerate(texts) if text == "1"]
    calls = Counter(_words(texts, block) for block in blocks if block is not None)
    return [
        range(told[block[0]], told[block[-1]] + 1)
        for block in blocks
        if block is not None and (_asks(texts[block[0]]) or calls[_words(texts, block)] > 1)
    ]


def _words(texts: Sequence[str], block: range) -> tuple[str, ...]:
    return tuple(texts[block.start : block.stop])


def _block(texts: Sequence[str], one: int) -> range | None:
    """The lines that have a rating block's form, where a scale starts with the 1 at this index."""
    label_first = one > 1 and texts[one + 1 : one + 2] == ["2"] and _is_label(texts, one - 1)
    question = one - 2 if label_first else one - 1
    if question < 0 or len(texts[question]) > _LONGEST_QUESTION:
        return None
    if not label_first and not _is_label(texts, one + 1):
        return None
    place = one + 1 if label_first else one + 2
    number = 2
    while number <= _LONGEST_SCALE and texts[place : place + 1] == [str(number)]:
        place, number = place + 1, number + 1
    if number <= _SHORTEST_SCALE or not _is_label(texts, place):
        return None
    return range(question, place + 1)


def _asks(text: str) -> bool:
    return text.endswith("?") and len(text) <= _LONGEST_QUESTION


def _is_label(texts: Sequence[str], place: int) -> bool:
    return place < len(texts) and _LABEL.fullmatch(texts[place]) is not None
