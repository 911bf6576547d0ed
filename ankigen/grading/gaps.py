"""What a question says around the gaps that are to be filled."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.grading.symbols import MOST_CHARACTERS
from ankigen.grading.wording import content
from ankigen.grading.words import stem

_GAP = re.compile(r"_{2,}|\[\s*(?:\.{3}|…)?\s*\]|\{\{c?\d*:*.{0,40}?\}\}|\.{4,}|…{1,}")


def count_of_gaps(question: str) -> int:
    """How many gaps a question has."""
    return len(_GAP.findall(question[:20_000]))


@lru_cache(maxsize=2048)
def around_gap(question: str) -> frozenset[str]:
    """The words of the question right before and after its blanks."""
    near: set[str] = set()
    for gap in list(_GAP.finditer(question[:20_000]))[:20]:
        before = content(question[max(0, gap.start() - 60) : gap.start()])
        after = content(question[gap.end() : gap.end() + 60])
        near.update(before[-3:])
        near.update(after[:3])
    return frozenset(near)


@lru_cache(maxsize=2048)
def question_stems(question: str) -> frozenset[str]:
    """The stems of the words that a question holds."""
    return (
        frozenset(stem(word) for word in content(question[:MOST_CHARACTERS]))
        if question
        else frozenset()
    )
