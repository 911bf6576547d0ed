"""Options that signs tell apart, ``O(n)`` and ``O(1)``: found in an answer sign by sign."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.grading.optionnames import has_signs
from ankigen.grading.options import Options
from ankigen.grading.symbols import symbol

LONGEST = 60
"""A longer option is not looked for sign by sign."""

_PIECE = re.compile(r"\w+|[^\w\s]")
_GROWTH = re.compile(r"O\s*\((.{3,})\)")
_GROWTH_WORDS = {
    "o1": "constant",
    "ologn": "logarithmic",
    "on": "linear",
    "on2": "quadratic",
    "on3": "cubic",
    "o2n": "exponential",
    "on!": "factorial",
}


def with_keys(answer: str, options: Options, question: str) -> str:
    """An answer that has keys in the place of options with signs.

    "O(1), but O(n) at worst" becomes "option A, but option C at worst". An option that the
    question holds too is no pick, and stays.
    """
    found = _spelt(options, question[:2000])
    if found is None:
        return answer
    pattern, keys = found
    return pattern.sub(lambda one: f" option {keys[(one.lastindex or 1) - 1]} ", answer)


def growth_word(option: str) -> tuple[str, ...]:
    """The word for an order of growth: ``O(1)`` is constant."""
    word = _GROWTH_WORDS.get(symbol(option)) if len(option) <= LONGEST else None
    return (word,) if word else ()


@lru_cache(maxsize=1024)
def _spelt(options: Options, question: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    """What finds the options with signs, a group each, the longest first, and their keys."""
    signed = [
        (key, text)
        for key, text in options
        if has_signs(text) and len(text) <= LONGEST and text not in question
    ]
    if 2 * len(signed) <= len(options):
        return None
    signed.sort(key=lambda option: -len(option[1]))
    groups = "|".join(f"({_spaced(text)})" for _, text in signed)
    pattern = re.compile(rf"(?<![\w^|+#<>=\\-])(?:{groups})(?![\w^+#(])", re.IGNORECASE)
    return pattern, tuple(key for key, _ in signed)


def _spaced(text: str) -> str:
    """A pattern for a text with any spaces between its pieces; an order of growth may lack O."""
    whole = r"\s*".join(map(re.escape, _PIECE.findall(text)))
    growth = _GROWTH.fullmatch(text)
    return rf"{whole}|{_spaced(growth[1])}" if growth else whole
