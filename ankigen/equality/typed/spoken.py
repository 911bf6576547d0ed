"""Formulas in plain words: ``one over one plus e to the minus z``.

Words become notation with every reach written out in braces. Speech leaves open how far "over",
"root of" and "squared" reach, so a sentence has several readings; each is one that a listener
would accept, and they are given in order, the closest reach first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from .phrases import PHRASES
from .reach import Reach
from .speech import Speech
from .spoken_names import Said
from .spoken_words import FUNCTIONS, OF_WHAT_FOLLOWS, WHOLE

_LONGEST = 60
# Ways to take one sentence; a listener thinks of fewer.
_MOST = 48
# What stays together; a letter right before a bracket without words in it is a function applied.
_TOKEN = re.compile(
    "|".join(
        (
            r"(?:D_\{KL\}|[A-Za-z])\([^()]*\|[^()]*\)",  # p(x|z)
            r"[A-Za-z]+\d+(?!\w)",  # theta1
            r"\|(?:(?![a-z]{3,})[^|()]){1,30}\|",  # |x - y|
            r"[A-Za-z∇]+\((?:(?<=P\()|(?<=∇[A-Za-z]\())[^()]*\)",  # P(the event), ∇L(w)
            r"[A-Za-zα-ω]\((?:(?![a-z]{3,})[^()])*\)",  # d(a,p)
            r"\\(?:frac|binom)\{[^{}]*\}\{[^{}]*\}",
            r"[∇∂Δ]?[A-Za-z]+'*",
            r"\d+(?:\.\d+)?",
            r"\\[A-Za-z]+",
            r"\s+",
            r".",
        )
    ),
    re.DOTALL,
)
# Raised and lowered digits, which speech has as words.
_LOW, _HIGH = re.compile("[₀-₉]+"), re.compile("[⁰¹²³⁴-⁹]+")
_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789" * 2)


def readings(text: str, expected: Said) -> Iterator[str]:
    """The text in notation, once for each way in which its words may reach; no reading twice.

    Names with an index on the expected side may be spoken without "sub": ``d k``, ``h t minus 1``.
    """
    letters = expected.letters
    text = _throughout(text)
    if not text.isascii():
        text = _LOW.sub(lambda m: "_" + m[0].translate(_DIGITS), text)
        text = _HIGH.sub(lambda m: "^" + m[0].translate(_DIGITS), text)
    if "a" not in letters and "A" not in letters:
        text = re.sub(r"\ba\b", " ", text)
    for turn, meant in (*expected.names, *PHRASES, *expected.functions):
        said = turn.sub(meant, text)
        if said != text:
            text = re.sub(r" +", " ", said)
    words = [
        w for word in _TOKEN.findall(text) if not word.isspace() for w in _letters(word, letters)
    ]
    if len(words) > _LONGEST:
        return
    seen = set()
    for flags in product(*_choices({w.lower() for w in words})):
        speech = Speech(words, Reach(*flags))
        try:
            written = speech.whole()
        except IndexError:
            return
        if written not in seen:
            seen.add(written)
            yield written
        if len(seen) == _MOST:
            return


_ELEMENTWISE = re.compile(r"[, ]+(?:all )?(?:element-?wise|entry-?wise|pointwise)$", re.IGNORECASE)


def _throughout(text: str) -> str:
    """The text whose products are all entry by entry, if it ends in that remark."""
    remark = _ELEMENTWISE.search(text)
    if remark is None:
        return text
    return re.sub(r"\btimes\b", "elementwise times", text[: remark.start()])


def _choices(words: set[str]) -> list[tuple[int, ...]]:
    """For each kind of reach the ways to take it; one way where no word asks for it."""
    either, one = (True, False), (False,)
    over, root = "over" in words, words & {"root", "sum", "product", "argmax", "argmin"}
    functions = words & (FUNCTIONS | {"half"} | OF_WHAT_FOLLOWS.keys())
    return [
        either if over else one,
        either if over else one,
        ((1, 0, 2) if over else (1, 0)) if root else one,
        ((0, 2, 1, 3) if over else (0, 2, 1)) if words & {"to", "^"} else one,
        either if words & (WHOLE | {"allsquared"}) else one,
        (1, 0, 2) if words & {"one", "1"} else one,
        (1, 0, 2) if functions else (0,),
        either if "pause" in words else one,
    ]


def _letters(word: str, letters: frozenset[str]) -> list[str]:
    """``QK`` as two words, where Q and K are names and QK is none."""
    if 1 < len(word) < 4 and word.isupper() and word not in letters and set(word) <= letters:
        return list(word)
    return [word]
