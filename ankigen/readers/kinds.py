"""What kind of answer a question wants, and what counts as right, by stated rules.

Each function looks at the question's and the answer's own words; none knows a subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ankigen.deck import Point

BLANK = re.compile(r"_{3,}|\[\s*(?:\.{3}|…|blank)\s*\]")

_QUANTITY = re.compile(
    r"how\s+(?:many|much|long|old|far|fast|large|high|deep|wide|big|often)\b"
    r"|\b(?:what|which)\b.*\b(?:values?|number|percentage|probability|year|ratio|constant|temperature"
    r"|degree|order|size|derivative|slope|mean|median|sum|total|result|age|date|charge|mass|pH)\b"
    r"|\b(?:in\s+)?(?:what|which)\s+year\b|^when\b|\bcalculate\b|\bcompute\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?:about|around|approximately|exactly|in|at|≈|~)\s+)?"
    r"([-−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−+]?\d{1,15}(?:\.\d{1,15})?(?:e[-+]?\d{1,2})?)"
    r"(?=\s*[%°]|\s+[^\W\d]{1,12}\b(?!\s+(?:if|when|for)\b)\D{0,20}$|\s*(?:[,.;(–—]|$))(?!\s*(?:if|when|for)\b)",
    re.IGNORECASE,
)
_WANTS_SEVERAL = re.compile(
    r"(?:which|what)\s+(?:are\b|(?:[\w-]+\s+){0,4}?[\w-]+s\s+(?:are|were|do|did|have|had|can|could|make|made|form|formed|belong|took|fought)\b)"
    r"|(?:name|list|give|state)\s+(?:the|all|two|three|four|five|six|seven|some|\d)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r",\s+(?:and|or)\s+|\s+(?:and|or)\s+|[,;]\s+", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(r"(.+?)(?:\.(?:\s|$)|$)", re.DOTALL)
_ALTERNATIVES = re.compile(r"\s+or\s+|\s+/\s+")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|,|\(|\b(?:and|or|the|an?|of|with|for|that|which|because|from|than|into))$"
)
_ENDS = (".", "!", "?", ")", "$")
_LONGEST_ITEM = 4
_LONGEST_FILLING = 200


def number_answer(question: str, answer: str) -> float | None:
    """The number that answers a question for a quantity; None where words are wanted."""
    found = _NUMBER.match(answer[:200])
    if not found or not _QUANTITY.search(question[:500]):
        return None
    value = float(found[1].replace(",", "").replace("−", "-"))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def listed_items(question: str, answer: str, points: Sequence[Point]) -> tuple[str, ...]:
    """The items, where a question wants several and the answer gives them bare."""
    if not _WANTS_SEVERAL.match(question[:500]):
        return ()
    if points:
        items = [point.text.rstrip(".;, ") for point in points if not point.term and not answer]
        whole = len(items) == len(points)
    else:
        first = _FIRST_SENTENCE.match(answer)
        items = [item.strip() for item in _SEPARATOR.split(first[1])] if first else []
        whole = True
    short = all(0 < len(item.split()) <= _LONGEST_ITEM for item in items)
    return tuple(items) if whole and short and len(items) >= 2 else ()


def accepted(answer: str) -> tuple[str, ...]:
    """What fills a blank: the answer, its alternatives, and what it gives in parentheses."""
    first = (answer.strip().splitlines() or [""])[0].rstrip(". ")[:_LONGEST_FILLING]
    asides = [aside.strip() for aside in _ASIDE.findall(first)]
    bare = _ASIDE.sub("", first).strip()
    if not bare or len(bare.split()) > 2 * _LONGEST_ITEM:
        return ()
    found = [
        *_ALTERNATIVES.split(bare),
        *(a for a in asides if 0 < len(a.split()) <= _LONGEST_ITEM),
    ]
    plain = (_ARTICLE.sub("", each.strip(), count=1) for each in found)
    return tuple(dict.fromkeys(each for each in plain if each))


def cut_off(text: str) -> bool:
    """Whether a text breaks off in the middle of a sentence."""
    end = text.rstrip()[-40:]
    broken = end[-1:] not in _ENDS or end.endswith("...")
    return (broken and _CUT_OFF.search(end) is not None) or end.rfind("(") > end.rfind(")")


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but punctuation and case."""
    if not len(other) / 2 <= len(one) <= len(other) * 2:
        return False
    words = re.findall(r"\w+", one.casefold())
    return bool(words) and words == re.findall(r"\w+", other.casefold())
