"""Posts: a bullet with an id and a title, a question, the line ``Answer``, the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ankigen.deck import Note
from ankigen.readers.boilerplate import drop_boilerplate
from ankigen.readers.identity import slug
from ankigen.readers.items import Item, note_of
from ankigen.readers.lines import Ledger, Line, line_of

LOOKS_FOR = "bullets with an id and a title ('• AB12 Title'), each with a line 'Answer' below"

_HEAD = re.compile(r"[•*–—‣◦▪·-]\s+([A-Z]{1,8}-?\d{1,8})(?:[\s:.–—-]+(\S.*))?")
_CATEGORY = re.compile(r"(?:category|tags?|topic|subject|level|difficulty)\s*:\s*(\S.*)", re.I)
_TITLE = re.compile(r"[^\W\d_][^.?!:;]{2,79}")
_ANSWER = re.compile(r"answer\s*:?", re.IGNORECASE)


def score(lines: Sequence[Line]) -> int:
    """How many items of this format a document has."""
    return len(_heads(lines))


def read(lines: Sequence[Line], ledger: Ledger) -> tuple[str, str, list[Note]]:
    """The title and the category of the posts, and a note each, in the order of the document."""
    kept = drop_boilerplate(lines, ledger)
    heads = _heads(kept)
    above = kept[: heads[0]] if heads else kept
    title = _title(above, ledger)
    category, tags = _categories(above, ledger)
    notes = (note_of(item, ledger) for item in _items(kept, heads, tags, ledger))
    return title, category, [note for note in notes if note is not None]


def _heads(lines: Sequence[Line]) -> list[int]:
    """Where items start: heads with an answer below, and heads whose id is like theirs.

    A bullet in an answer that merely looks like a head ("• B12 deficiency") has no line "Answer"
    before the next one, and another kind of id.
    """
    places = [place for place, line in enumerate(lines) if _HEAD.fullmatch(line.bare)]
    sure: set[int] = set()
    for place, end in pairwise([*places, len(lines)]):
        if any(_ANSWER.fullmatch(line.bare) for line in lines[place + 1 : end]):
            sure.add(place)
    styles = {_style(lines[place]) for place in sure}
    return [place for place in places if place in sure or _style(lines[place]) in styles]


def _style(line: Line) -> tuple[str, int]:
    found = _HEAD.fullmatch(line.bare)
    identity = found[1] if found else ""
    letters = identity.rstrip("0123456789")
    return letters, len(identity) - len(letters)


def _title(lines: Sequence[Line], ledger: Ledger) -> str:
    """The first line above the posts, where it is none of a category and no sentence."""
    first = next((line for line in lines if line.bare), None)
    if first is None or _CATEGORY.fullmatch(first.bare) or not _TITLE.fullmatch(first.bare):
        return ""
    ledger.use([first])
    return first.bare


def _categories(lines: Sequence[Line], ledger: Ledger) -> tuple[str, tuple[str, ...]]:
    named: list[str] = []
    for line in lines:
        found = _CATEGORY.fullmatch(line.bare)
        if found:
            named.extend(part.strip() for part in re.split(r"[,;]", found[1]) if part.strip())
            ledger.use([line])
    tags = dict.fromkeys(tag for tag in map(slug, named) if tag)
    return (named[0] if named else ""), tuple(tags)


def _items(
    lines: Sequence[Line], heads: Sequence[int], tags: tuple[str, ...], ledger: Ledger
) -> Iterator[Item]:
    for place, end in pairwise([*heads, len(lines)]):
        head, body = lines[place], lines[place + 1 : end]
        found = _HEAD.fullmatch(head.bare)
        if found is None:
            continue
        ledger.use([head])
        cut = next((i for i, line in enumerate(body) if _ANSWER.fullmatch(line.bare)), None)
        if cut is None:
            cut = len(body)
        ledger.drop(body[cut : cut + 1], "answer-mark")
        yield Item(
            question=_asked(body[:cut], head, found[2] or ""),
            answer=tuple(body[cut + 1 :]),
            id=found[1],
            title=found[2] or "",
            tags=tags,
            first=head,
        )


def _asked(lines: Sequence[Line], head: Line, title: str) -> tuple[Line, ...]:
    """The lines of the question; the title asks where there are none."""
    if any(line.bare for line in lines):
        return tuple(lines)
    return (line_of(head.number, title),)
