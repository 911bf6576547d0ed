"""The items of a list as a document or a learner writes them: in lines, numbered, with commas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ankigen.deck import Point
from ankigen.grading.wording import forms

_BULLET = re.compile(
    r"^\s*(?:[-*•·–—]|\(?\d{1,2}[.):]|\(?(?:[a-zA-Z]|i{1,3}|iv|vi{0,3}|ix)[.)])\s+"
)
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(?:\d{1,2}[.)]|[a-h]\)|(?:i{1,3}|iv|vi{0,3})[.)])\s+")
_STRONG = re.compile(r"[\n;•→⇒]+|-+>|=>|\s>\s")
# "1 forward pass 2 compute loss"
_COUNTED = re.compile(r"\s*1 [^\d\n]{2,60} 2 [^\d\n]{2,}")
_COUNT = re.compile(r"(?:^|\s)\d{1,2} ")
# "Melting: solid to liquid. Boiling: liquid to gas."
_GLOSSED = re.compile(r"(?<=[.;!])\s+(?=[^\W\d][\w -]{0,40}:\s)")
# "a = atomicity"
_LETTERED = re.compile(r"^\s*\w\s?=\s?(?=\w{3})")
_COMMA = re.compile(r",(?![^(]{0,80}\))(?!\d{3}\b)")
_LEAD = re.compile(r"^(?:[^,;:\n]{0,80}:|[^,;\n]{0,80}?\b(?:are|include|were))\s+", re.IGNORECASE)
_FIRST = re.compile(
    r"^\s*(?:and\s+)?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after that|finally"
    r"|lastly|last|both|of)\b[,:]?\s+",
    re.IGNORECASE,
)
NAMED = re.compile(r"\s*(?::|\s[—–-]\s)\s*")
WEAK = re.compile(r"\s+(?:and|or|as well as|plus)\s+|\s*[&+/|]\s*|^(?:and|or)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a list asks for: as it is shown, and every wording that says it."""

    text: str
    wordings: tuple[str, ...]


def item_of_point(point: Point) -> Item:
    named = [point.term] if point.term else []
    named += [NAMED.split(point.text, maxsplit=1)[0], point.text, *point.accept]
    wordings = dict.fromkeys(form for text in named for form in forms(text))
    return Item(point.term or point.text, tuple(wordings))


@lru_cache(maxsize=1024)
def printed_items(printed: str) -> tuple[Item, ...]:
    """The items that a printed answer lists."""
    items = []
    for part in parts_of(without_lead(printed[:20_000])):
        for piece in WEAK.split(part) if _splits(printed, part) else [part]:
            text = piece.strip(" .,;:")
            if text:
                named = NAMED.split(text, maxsplit=1)[0]
                items.append(Item(named, tuple(dict.fromkeys((*forms(named), *forms(text))))))
    return tuple(items)


def _splits(printed: str, part: str) -> bool:
    """Whether "and" in a part joins items: it does in the last of a list that has no lines."""
    lines = [line for line in printed.splitlines() if line.strip()]
    return len(lines) < 2 and (part.strip(" .") in printed.rstrip(" .")[-len(part) - 2 :])


def without_lead(text: str) -> str:
    """The text after "the options are" or "Optimizers:"; a second colon shows another use."""
    text = text.strip()
    lead = _LEAD.match(text) if text.count(":") < 2 else None
    return text[lead.end() :] if lead and ("," in text or "\n" in text) else text


def parts_of(text: str) -> list[str]:
    """The pieces of a list between lines, numbers, semicolons or commas."""
    text = _INLINE_NUMBER.sub("\n", text)
    if text.count(":") > 1:
        text = _GLOSSED.sub("\n", text)
    if _COUNTED.match(text):
        text = _COUNT.sub("\n", text)
    lines = [_BULLET.sub("", line) for line in _STRONG.split(text)]
    lines = [line for line in lines if line.strip(" .,:-")]
    if len(lines) > 1 and not all("," in line for line in lines[:-1]):
        # A line is an item, and its commas are its own; but two lists may stand on two lines.
        pieces = [p for line in lines for p in (_COMMA.split(line) if _is_series(line) else [line])]
    else:
        pieces = [piece for line in lines for piece in _COMMA.split(line)]
    bare = (_LETTERED.sub("", _FIRST.sub("", piece)).strip() for piece in pieces)
    return [piece for piece in bare if piece.strip(" .,;:-")]


def _is_series(line: str) -> bool:
    parts = line.split(",")
    return len(parts) > 2 and all(len(part.split()) <= 3 for part in parts)
