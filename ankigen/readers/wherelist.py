"""What the symbols of a formula stand for, in all the ways in which documents say it.

``x = meaning``, ``x is …``, ``x query matrix.``, ``α, β = …``, ``γ: …``, ``a: …, p: …, n: …``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ankigen.readers.formulas import is_latex, symbol

HEADING = re.compile(r"(?:where|with|here|in which)\s*[:,]?", re.IGNORECASE)
INLINE = re.compile(r"(?:where|with|here)[:,]?\s+(?=\S)", re.IGNORECASE)

_SAYS = re.compile(
    r"(?::|=|is|are|represents?|denotes?|means?|stands?\s+for|refers?\s+to|being)(?:\s+|$)"
)
_SAYS_WORD = re.compile(
    r"([^\W\d_][\w']{0,11}(?:\([\w, ]{1,20}\))?)\s*(:|=|(?:is|are|represents|denotes|means)\b)\s+"
)
_CONDITION = re.compile(r"\s*(?:\\(?:geq?|leq?|in|neq?|gt|lt)\b|[≥≤∈≠<>])\s*")
_PAIRS = re.compile(r"(?:^|,\s+|;\s+)([^\s:,;]{1,12}):\s+")
_BULLET = re.compile(r"[•*–—‣◦▪·-]\s+")
_SINGLE = re.compile(r"[^\W\d_]['′’]*")
_CALL = re.compile(r"[^\W\d_]\w{0,5}\([\w, |∣]{1,12}\)")
_SIGNS = re.compile(r"[\d\s()\[\]{}|.,;+*/<>≤≥∈∞…−-]+")
_MATHEMATICAL = re.compile(
    "[\\\\_^\u0370-\u03ff\u2070-\u209f\u1d2c-\u1d7f\u02b0-\u02ff\u0300-\u036f\u2200-\u22ff²³¹]"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A symbol's LaTeX and what it stands for; ``said`` where a word or sign says that it does."""

    symbol: str
    text: str
    said: bool = True


def meanings(line: str) -> list[Meaning]:
    """The symbols that a line explains; empty where it explains none."""
    text = _unmarked(line)
    labelled = labels(text)
    if len(labelled) > 1:
        return labelled
    end = _symbol_end(text)
    if not end:
        word = _SAYS_WORD.match(text)
        return [_meaning(word[1], text[word.end() :], True)] if word else []
    rest = text[end:].strip()
    says = _SAYS.match(rest)
    explained = rest[says.end() :] if says else rest
    if not re.match(r"[^\W\d_]{2,}|[\"“(]|\d+(?:st|nd|rd|th)\b|an? ", explained.strip()):
        return []
    return [_meaning(text[:end], explained, says is not None)]


def labels(line: str) -> list[Meaning]:
    """The symbols that a line explains after colons: ``γ: rate``, ``a: anchor, p: positive``."""
    text = _unmarked(line)
    first = _PAIRS.match(text)
    if not first or not is_symbol(first[1]):
        return []
    marks = list(_PAIRS.finditer(text))
    if not all(is_symbol(mark[1]) for mark in marks):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [
        _meaning(mark[1], text[mark.end() : end], True)
        for mark, end in zip(marks, ends, strict=True)
    ]


def _unmarked(line: str) -> str:
    text = line.strip()
    return text if text[:1].isalnum() else _BULLET.sub("", text, count=1)


def starts_with_symbol(text: str) -> bool:
    """Whether a line begins with a symbol and not with a word."""
    return _is_mathematical(text.split(maxsplit=1)[0].rstrip(","))


def is_symbol(text: str) -> bool:
    """Whether a label is a symbol and not a word: ``γ``, ``d_k``, ``x``."""
    return len(text) <= 12 and _is_mathematical(text)


def _meaning(name: str, explained: str, said: bool) -> Meaning:
    name = name.strip().rstrip(",:;")
    condition = _CONDITION.search(name)
    text = explained.strip().rstrip(".,; ")
    if condition and condition.start():
        restriction = f"${symbol(name)}$" if not is_latex(name) else f"${name}$"
        return Meaning(symbol(name[: condition.start()]), f"{text} ({restriction})", said)
    return Meaning(symbol(re.sub(r"\s+(?:and|or)\s+", ", ", name)), text, said)


def _symbol_end(text: str) -> int:
    """Where the symbol at the start of a line ends; 0 where there is none."""
    end, depth = 0, 0
    words = list(re.finditer(r"\S+", text[:300]))
    for place, word in enumerate(words):
        bare = word.group().rstrip(":")
        joins = bare in ("and", "or") and place + 1 < len(words)
        if joins:
            joins = _is_mathematical(words[place + 1].group().rstrip(",:"))
        if not (depth > 0 or joins or _is_mathematical(bare.rstrip(","))):
            break
        depth += sum(bare.count(sign) for sign in "([{") - sum(bare.count(sign) for sign in ")]}")
        end = word.start() + len(bare)
        if bare != word.group():
            break
    return end if depth == 0 and not _SIGNS.fullmatch(text[:end] or "0") else 0


def _is_mathematical(word: str) -> bool:
    return bool(
        _SINGLE.fullmatch(word)
        or _CALL.fullmatch(word)
        or (_SIGNS.fullmatch(word) and word not in ("-", "−"))
        or _MATHEMATICAL.search(word)
    )
