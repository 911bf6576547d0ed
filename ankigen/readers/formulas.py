"""Formulas of a document as LaTeX: what is a formula, where it ends, what stands in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from ankigen import notation
from ankigen.notation import evidence

_LATEX = re.compile(r"\\[A-Za-z]|[_^]\{")
# Reads the same in TeX and elsewhere: one character in each index.
_PLAIN_TEX = re.compile(r"(?:[A-Za-z]+(?:[_^][A-Za-z0-9](?![A-Za-z0-9]))*(?:,\s*)?)+")
# After the formula, words: "γx + β (learnable)", "z·Φ(z), used in transformers".
_REMARK = re.compile(
    r"(.{3,}?)(?:\s+\(([a-z][a-z ,-]{3,80})\)"
    r"|,\s+((?!if|for|when|where|otherwise|else)[a-z]{2,}\s[a-z].{0,200}))\.?"
)
_CONTINUES = re.compile(
    r"(?:=|≈|≤|≥|<|>|→|⇒|⟶|⇌|\+|×|·|\\(?:approx|leq?|geq?|to|times|cdot|rightarrow)\b)\s*\S"
)
_UNFINISHED = re.compile(r"(?:=|→|⇒|⇌|\+|×|·|[(,]|\\(?:approx|to|times|cdot|rightarrow))\s*")
_CONDITION = re.compile(r"if\s+(.{1,200}?)\s*[:,]")
_ROW = re.compile(r".+\s(?:if|for|when)\s.+|.+\s(?:otherwise|else)")
_LAST_ROW = re.compile(r".*\b(?:otherwise|else)\b.*")
_LEFT_SIDE = re.compile(
    r"(.+?)\s*(?::?=|≈|∼|~|\\sim\b|\\approx\b|\\propto\b|∝|\\to\b|→|⇌)\s*\S.*", re.S
)
# x with a hat is another symbol than x.
_ACCENTED = re.compile(r" (\\(?:hat|tilde|bar|vec|dot|ddot|overline) \S+) ")
_TOKEN = re.compile(
    r"\\(?:text|mathrm|mbox|textrm|operatorname)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|[A-Za-z]|\d+|[^\s{}]"
)
_VALUES = re.compile(
    r"(?:^|,\s*)[^\s=,]{1,12}\s*=\s*[-−+]?[\d.]+(?:e[-+]?\d+)?%?(?=,|$)", re.IGNORECASE
)


def is_latex(text: str) -> bool:
    """Whether the author wrote this in TeX: ``_{`` beside signs that TeX spells is not."""
    return _LATEX.search(text) is not None and ("\\" in text or text.isascii())


@functools.lru_cache(maxsize=512)
def formula(text: str) -> tuple[str, str] | None:
    """A line that is a formula, as LaTeX, with the words that follow it; None for other lines.

    TeX stays as its author wrote it, but for size commands; other notations are read and printed.
    Values alone (``a = 0.9, b = 2``) are no formula to learn.
    """
    text = text.strip()
    if not _VALUES.sub("", text):
        return None
    remark = _REMARK.fullmatch(text) if len(text) < 400 else None
    if remark and not is_latex(remark[1]):
        made = _latex(remark[1])
        if made:
            return made, remark[2] or remark[3]
    made = _latex(text.rstrip(".,;") if not text.endswith("...") else text)
    return (made, "") if made else None


@functools.lru_cache(maxsize=512)
def symbol(text: str) -> str:
    """A symbol of a ``where`` list as LaTeX."""
    text = text.strip()
    if is_latex(text) or _PLAIN_TEX.fullmatch(text):
        return notation.tidy(text)
    try:
        return notation.latex(notation.read(text))
    except notation.Unreadable:
        return text


def joined(texts: Sequence[str]) -> tuple[str, int]:
    """The formula that starts with the first of these lines, and how many lines it takes.

    It goes on where a line starts or ends with an operator, after ``if …:``, and over the rows of
    a value by cases.
    """
    condition = _CONDITION.fullmatch(texts[0]) if texts else None
    if condition and len(texts) > 1 and notation.is_formula(texts[1]):
        return f"{texts[1]} if {condition[1]}", 2
    whole, count = texts[0], 1
    while count < len(texts) and texts[count]:
        following = texts[count]
        if _CONTINUES.match(following) or _UNFINISHED.search(whole[-1:]):
            whole = f"{whole} {following}"
        elif _has_rows(whole) and _is_row(following):
            whole = f"{whole}, {following}"
        else:
            break
        count += 1
    return whole, count


def left_side(latex: str) -> str:
    """What a formula defines: the part before its first relation, or the empty string."""
    found = _LEFT_SIDE.fullmatch(latex)
    return found[1] if found else ""


def stands_in(wanted: str, latex: str) -> bool:
    """Whether a symbol (one of several, or a function before its arguments) is in a formula."""
    tokens = _symbols(latex)
    parts = re.split(r",\s*(?![^({]*[)}])", wanted)
    heads = [re.sub(r"(?<=.)(?:\\left)?\(.*\)$", "", part.strip()) for part in parts]
    return any(_symbols(head) in tokens for head in heads if head)


def _latex(text: str) -> str | None:
    tree = evidence.formula(text)
    if tree is None:
        return None
    return notation.tidy(text) if is_latex(text) else notation.latex(tree)


@functools.lru_cache(maxsize=512)
def _symbols(latex: str) -> str:
    """The tokens of a formula with a space around each, an accented letter as one of them."""
    return _ACCENTED.sub(r" \1accented ", f" {' '.join(_TOKEN.findall(latex[:4000]))} ")


@functools.lru_cache(maxsize=512)
def _is_row(text: str) -> bool:
    return _ROW.fullmatch(text) is not None and (
        _LAST_ROW.fullmatch(text) is not None or notation.is_formula(text)
    )


def _has_rows(text: str) -> bool:
    return _ROW.fullmatch(text) is not None and not _LAST_ROW.fullmatch(text)
