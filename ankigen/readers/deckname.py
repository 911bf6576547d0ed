"""The name of a deck: the document's title, else the name of its file, and the category below."""

from __future__ import annotations

import os
import re

_ASIDE = re.compile(r"(.*\S)\s*\(([^()]{1,40})\)")
_SORT = re.compile(
    r"(.*?\S)\s+((?:(?:study|interview|exam|revision|review)\s+)?"
    r"(?:flash\s?cards?|cards|guide|notes|quiz|questions))",
    re.IGNORECASE,
)
_HEADING_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=\S)")
_LONGEST = 80


def deck_name(title: str, category: str, path: str) -> str:
    """The name a deck has until its author gives it another.

    The title counts, else the file's name in words. A last word in parentheses, or one for the
    sort of document, is a deck below that; so is a category.

    >>> deck_name("Deep Learning (Guide)", "", "dl.txt")
    'Deep Learning::Guide'
    >>> deck_name("", "Easy", "interview-easy.txt")
    'Interview::Easy'
    """
    base = _clean(_HEADING_NUMBER.sub("", title.strip())) or _clean(_words_of_file(path)) or "Notes"
    found = _ASIDE.fullmatch(base) or _SORT.fullmatch(base)
    parts = [found[1], found[2]] if found else [base]
    child = _clean(category)
    if child:
        shorter = re.sub(rf"\s*\b{re.escape(child)}$", "", parts[0], flags=re.IGNORECASE).strip()
        parts = [shorter or parts[0], *parts[1:], child] if shorter else [*parts, child]
    return "::".join(part[:1].upper() + part[1:] for part in parts)


def _words_of_file(path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0]
    return " ".join(re.split(r"[\s_-]+", stem)).strip().title()


def _clean(text: str) -> str:
    return re.sub(r"::+", ":", " ".join(text.split()))[:_LONGEST].strip(" :")
