"""Guides: numbered sections, topics, headings with formulas and bullets, ``Q: … A: …``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ankigen.deck import Note
from ankigen.readers import code
from ankigen.readers.boilerplate import drop_boilerplate
from ankigen.readers.headings import Place, notes_under
from ankigen.readers.items import Item, note_of
from ankigen.readers.lines import Ledger, Line, line_of, told_after
from ankigen.readers.sections import section, sections
from ankigen.readers.shapes import kind_of

LOOKS_FOR = "questions as 'Q: … A: …' and headings such as '2.1 Topic' or 'Name:' with text below"

_QUESTION = re.compile(r"Q\d{0,3}\s*[:.)]\s*(\S.*)")
_ANSWER_BELOW = re.compile(r"A(?:nswer)?\d{0,3}\s*:\s*")
_ANSWER_AT_END = re.compile(r"\s+A(?:nswer)?\s*:$")
_LONGEST_QUESTION = 6
_LONGEST_LINK = 40
_ANSWER_HERE = re.compile(r"(?<=\S)\s+A(?:nswer)?\s*:(?:\s+|$)")
_ANSWER_AFTER_STOP = re.compile(r"(?<=[?.!)”\"])\s+A(?:nswer)?\s*:(?:\s+|$)")
_QUESTIONS = re.compile(
    r"(?:[\w-]+\s+){0,3}questions?(?:\s+(?:and|&)\s+answers?)?\s*:?", re.IGNORECASE
)
_NAVIGATION = re.compile(
    r"(?:related(?:\s+\w+)?|see\s+also|(?:table\s+of\s+)?contents|links|navigation|on\s+this\s+page"
    r"|quick\s+links|jump\s+to)\s*:?",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:[•*–—‣◦▪·-]|\(?\d{1,2}[.)])\s+\S")
_LINK = re.compile(r"(?:[•*–—‣◦▪·-]\s*|\d{1,2}[.)]\s+|https?://)\S")
_RELATION = re.compile(r"[=≈≤≥<>→←⇌∝]")
_MINOR_WORDS = "a an and as at by for from in of on or the to vs via with"
_MINOR = frozenset(_MINOR_WORDS.split())


@dataclass(slots=True)
class _Part:
    """The lines below a topic outside any question, or one question with its answer."""

    place: Place
    lines: list[Line] = field(default_factory=list)
    asks: bool = False


def score(lines: Sequence[Line]) -> int:
    """How many questions and sections of this format a document has."""
    texts = [line.bare for line in lines]
    asked = sum(_QUESTION.match(text) is not None for text in texts)
    answered = sum(
        _ANSWER_HERE.search(text) is not None or _ANSWER_BELOW.match(text) is not None
        for text in texts
        if text[:1] in "QA"
    )
    headed = sum(bool(section(text)) for text in texts)
    return min(asked, answered) + (headed if headed > 1 else 0)


def read(lines: Sequence[Line], ledger: Ledger) -> tuple[str, str, list[Note]]:
    """The guide's title, no category, and its notes in the order of the document."""
    kept = _without_navigation(drop_boilerplate(lines, ledger), ledger)
    titles = sections(kept)
    title, rest = _title(kept, titles, ledger)
    notes: list[Note] = []
    for part in _parts(rest, titles, ledger):
        if part.asks:
            note = note_of(_item(part), ledger)
            notes.extend([note] if note is not None else [])
        elif part.place.section or part.place.topic:
            place = Place(part.place.section, part.place.topic or part.place.section)
            notes.extend(notes_under(place, part.lines, ledger))
    return title, "", notes


def _without_navigation(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    kept: list[Line] = []
    inside = False
    for line in lines:
        opens = len(line.bare) < _LONGEST_LINK and _NAVIGATION.fullmatch(line.bare) is not None
        inside = opens or (inside and (not line.bare or _LINK.match(line.bare) is not None))
        if inside and line.bare:
            ledger.drop([line], "navigation")
        else:
            kept.append(line)
    return kept


def _title(
    lines: Sequence[Line], titles: Mapping[int, str], ledger: Ledger
) -> tuple[str, Sequence[Line]]:
    place = next((i for i, line in enumerate(lines) if line.bare), len(lines))
    first = lines[place].bare if place < len(lines) else ""
    if not first or first[-1] in ":.?!" or _QUESTION.match(first) or lines[place].number in titles:
        return "", lines
    ledger.use([lines[place]])
    return first, lines[place + 1 :]


def _parts(lines: Sequence[Line], titles: Mapping[int, str], ledger: Ledger) -> list[_Part]:
    """The document cut at its sections, topics and questions."""
    program = _program_places(lines)
    part = _Part(Place())
    parts = [part]
    for index, line in enumerate(lines):
        text = line.bare
        if not text or index in program:
            part.lines.append(line)
            continue
        if line.number in titles:
            ledger.use([line])
            part = _Part(Place(section=titles[line.number]))
        elif not text[0].isalpha() and _MARKED.match(text):
            part.lines.append(line)
            continue
        elif text[0] == "Q" and _QUESTION.match(text):
            part = _Part(part.place, [line], asks=True)
        elif (
            "question" in text.lower()
            and _QUESTIONS.fullmatch(text)
            and _QUESTION.match(_following(lines, index))
        ):
            ledger.drop([line], "heading")
            continue
        elif _is_topic(lines, index, part):
            ledger.use([line])
            part = _Part(Place(part.place.section, text))
        else:
            part.lines.append(line)
            continue
        parts.append(part)
    return parts


def _program_places(lines: Sequence[Line]) -> frozenset[int]:
    """The places of lines that are program text, where nothing is a heading or a question."""
    texts = [line.text for line in lines]
    places: set[int] = set()
    end = 0
    for index, line in enumerate(lines):
        if index >= end and code.language_of_opening(line.bare) is not None:
            end = index + code.extent(texts, index, _goes_on)
            places.update(range(index, end))
    return frozenset(places)


def _goes_on(text: str) -> bool:
    """Whether the guide itself goes on with this line, whatever stands before it."""
    return _QUESTION.match(text) is not None or bool(section(text))


def _is_topic(lines: Sequence[Line], index: int, part: _Part) -> bool:
    """Whether a line is the title of a topic: title case, and a heading or questions follow.

    The line after a section's title may be in any case; below a heading outside a question a list
    or a formula may follow too.
    """
    text = lines[index].bare
    if text[-1] in ".:;,?!" or text[0].islower() or _RELATION.search(text):
        return False
    words = text.split()
    if len(words) > 8:
        return False
    below = _following(lines, index)
    after_section = not part.asks and not part.place.topic and not any(x.bare for x in part.lines)
    if not (_in_title_case(words) or (after_section and part.place.section)):
        return False
    if below.endswith(":") or _QUESTIONS.fullmatch(below) or _QUESTION.match(below):
        return _is_plain(lines[index])
    return not part.asks and bool(below) and _is_plain(lines[index]) and _leads_on(lines, index)


def _leads_on(lines: Sequence[Line], index: int) -> bool:
    below = next(told_after(lines, index))
    return kind_of(below) in ("bullet", "numbered", "formula", "labelled")


def _is_plain(line: Line) -> bool:
    return kind_of(line) == "prose"


def _in_title_case(words: Sequence[str]) -> bool:
    telling = [word.strip('()[]“”"') for word in words if word.lower() not in _MINOR]
    return all(not word[:1].islower() for word in telling)


def _following(lines: Sequence[Line], index: int) -> str:
    below = next(told_after(lines, index), None)
    return below.bare if below is not None else ""


def _item(part: _Part) -> Item:
    """The question up to its ``A:``, on the same line or below it, and the answer after that.

    Without any ``A:`` the first line is the question.
    """
    place = part.place
    cut, found = 0, None
    for index, line in enumerate(part.lines[:_LONGEST_QUESTION]):
        found = _answer_start(line.bare, first=index == 0)
        if found:
            cut = index
            break
    line = part.lines[cut]
    if found is None:
        return Item((line,), tuple(part.lines[1:]), tags=place.tags)
    asked = line_of(line.number, line.bare[: found.start()])
    told = line_of(line.number, line.bare[found.end() :])
    return Item((*part.lines[:cut], asked), (told, *part.lines[cut + 1 :]), tags=place.tags)


def _answer_start(text: str, first: bool) -> re.Match[str] | None:
    """Where ``A:`` stands in a line: anywhere in the first one, at either end of those below."""
    if first:
        return _ANSWER_AFTER_STOP.search(text) or _ANSWER_HERE.search(text)
    return _ANSWER_BELOW.match(text) or _ANSWER_AT_END.search(text)
