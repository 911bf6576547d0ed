"""The marks that stand before questions and answers: ``Q1:``, ``(True/False):``, ``A7:``.

They say which line is the question and sometimes of which kind it is, and are no part of its
text. A scraped document often keeps half of one: ``Short Answer):``, ``: False``.
"""

from __future__ import annotations

import re

from ankigen.deck import Kind

_KIND_NAMES: tuple[tuple[str, Kind | None], ...] = (
    (r"true\s*(?:/|or)\s*false|t\s*(?:/|or)\s*f(?:alse)?", "true-false"),
    (r"multiple[ -]choice|single[ -]choice|mcq", "choice"),
    (r"fill[ -]in(?:[ -]the[ -]blanks?)?|cloze", "blank"),
    (r"numeric(?:al)?", "number"),
    (r"short[ -]answer|long[ -]answer|essay|open(?:[ -]ended)?", None),
)
_ANY_KIND = "|".join(f"(?:{pattern})" for pattern, _ in _KIND_NAMES)
_QUESTION_NUMBER = re.compile(r"(?:Q(?:uestion)?\s?\d{0,4})\s*(?=[:.)(])[:.)]?\s*", re.IGNORECASE)
_QUESTION_KIND = re.compile(
    rf"(?:\(\s*(?:{_ANY_KIND})\s*\)|(?:{_ANY_KIND})\s*\))\s*[:.–—-]?\s*"
    rf"|(?:{_ANY_KIND})\s*(?:[:.?]\s*|$)",
    re.IGNORECASE,
)
_LONE_COLON = re.compile(r"[:;]\s+")
_ANSWER = re.compile(r"(?:A(?:ns(?:wer)?)?\s?\d{0,4}\s*:|\d{1,3}\s*:|:)\s*(?=\S)", re.IGNORECASE)
_TRUTH = re.compile(
    r"(?:(?:this|that|it)(?:\s+statement)?\s+is\s+|the\s+statement\s+is\s+)?(true|false)\b"
    r"(?!\s*/|\s+or\b)\s*(?:[.:,;–—]+\s*|-+\s+|$)",
    re.IGNORECASE,
)


def question_mark(text: str) -> tuple[str, Kind | None]:
    """The question without the marks before it, and the kind that they name, if any."""
    kind: Kind | None = None
    rest = text.strip()
    number = _QUESTION_NUMBER.match(rest)
    rest = rest[number.end() :] if number else rest
    named = _QUESTION_KIND.match(rest)
    if named:
        kind = _kind(named.group())
        rest = rest[named.end() :]
    colon = _LONE_COLON.match(rest)
    return (rest[colon.end() :] if colon else rest), kind


def answer_mark(text: str) -> str:
    """The answer without the mark before it: ``A7: 0.25`` is ``0.25``."""
    mark = _ANSWER.match(text)
    return text[mark.end() :] if mark else text


def truth_word(text: str) -> tuple[bool, str] | None:
    """The truth that an answer begins with, and the reason after it."""
    found = _TRUTH.match(text)
    if not found:
        return None
    return found.group(1).lower() == "true", text[found.end() :].strip()


def _kind(mark: str) -> Kind | None:
    for pattern, kind in _KIND_NAMES:
        if re.search(pattern, mark, re.IGNORECASE):
            return kind
    return None
