"""Flashcards: a number on a line of its own, ``Q``, the question, ``A``, the answer.

Scraped pages lose the marks on the way: a card may be its number, its question and its answer on
three lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ankigen.deck import Note
from ankigen.readers.boilerplate import drop_boilerplate
from ankigen.readers.items import Item, note_of
from ankigen.readers.lines import Ledger, Line, told_after
from ankigen.readers.ratings import rating_blocks

LOOKS_FOR = "numbers on lines of their own, each with 'Q', a question, 'A' and an answer below"

_NUMBER = re.compile(r"\d{1,5}[.)]?")
_QUESTION = re.compile(r"Q(?:uestion)?\s*[:.]?")
_ANSWER = re.compile(r"A(?:nswer)?\s*[:.]?")
_ANSWER_STARTS = re.compile(r"A(?:ns(?:wer)?)?\s?\d{0,4}\s*:\s*\S")
_COUNT = re.compile(r"\(?\s*\d{1,6}\s+(?:flash\s?)?cards?(?:\s+in\s+.{1,40})?\s*\)?", re.IGNORECASE)


@dataclass(slots=True)
class _Card:
    """The number's line and the lines below it, up to the next number."""

    head: Line
    number: int
    lines: list[Line] = field(default_factory=list)

    def told(self) -> list[Line]:
        """The lines that say something."""
        return [line for line in self.lines if line.bare]


def score(lines: Sequence[Line]) -> int:
    """How many cards of this format a document has."""
    told = [line.bare for line in lines if line.bare]
    marked = sum(
        _NUMBER.fullmatch(one) is not None and _QUESTION.fullmatch(two) is not None
        for one, two in pairwise(told)
    )
    return max(marked, len(rating_blocks(lines))) or _unmarked(told)


def read(lines: Sequence[Line], ledger: Ledger) -> tuple[str, str, list[Note]]:
    """The title of the cards, no category, and a note each, in the order of the document."""
    kept = drop_boilerplate(lines, ledger)
    cards = _cards(kept)
    first = cards[0].head.number if cards else len(lines) + 1
    title = _title([line for line in kept if line.bare and line.number < first], ledger)
    notes = []
    for card in cards:
        ledger.drop([card.head], "number-mark")
        note = note_of(_item(card, ledger), ledger)
        if note is None:
            ledger.drop([card.head], "incomplete")
        else:
            notes.append(note)
    return title, "", notes


def _unmarked(told: Sequence[str]) -> int:
    """Cards without marks: numbers that count up from 1, each with two lines of text or more."""
    places = [i for i, text in enumerate(told) if _NUMBER.fullmatch(text)]
    numbers = [int(told[i].rstrip(".)")) for i in places]
    spaced = all(after - place >= 3 for place, after in pairwise(places))
    counts_up = numbers == list(range(1, len(numbers) + 1))
    return len(numbers) if len(numbers) >= 2 and spaced and counts_up else 0


def _cards(lines: Sequence[Line]) -> list[_Card]:
    cards: list[_Card] = []
    for index, line in enumerate(lines):
        text = line.bare
        if _NUMBER.fullmatch(text) and _starts_card(lines, index, cards):
            cards.append(_Card(line, _number(line)))
        elif cards:
            cards[-1].lines.append(line)
    return cards


def _starts_card(lines: Sequence[Line], index: int, cards: Sequence[_Card]) -> bool:
    """Whether a number is the next card's and not an answer.

    It is when ``Q`` stands below it, or when it counts on from the last card's. Where that card
    has no answer yet, a number that stands twice is its answer first.
    """
    below = next(told_after(lines, index), None)
    if below is not None and _QUESTION.fullmatch(below.bare):
        return True
    number = _number(lines[index])
    if not cards:
        return number == 1
    if number != cards[-1].number + 1:
        return False
    coming = (line for line in told_after(lines, index) if _NUMBER.fullmatch(line.bare))
    again = next(coming, None)
    return _is_whole(cards[-1]) or again is None or _number(again) != number


def _number(line: Line) -> int:
    return int(line.bare.rstrip(".)"))


def _is_whole(card: _Card) -> bool:
    told = [line.bare for line in card.told()]
    marks = [place for place, text in enumerate(told) if _ANSWER.fullmatch(text)]
    if told and _QUESTION.fullmatch(told[0]):
        return bool(marks) and marks[0] + 1 < len(told)
    return len(told) >= 2


def _item(card: _Card, ledger: Ledger) -> Item:
    lines = list(card.lines)
    opening = next((i for i, line in enumerate(lines) if line.bare), None)
    if opening is not None and _QUESTION.fullmatch(lines[opening].bare):
        ledger.drop([lines[opening]], "question-mark")
        lines = lines[opening + 1 :]
        cut = next((i for i, line in enumerate(lines) if _ANSWER.fullmatch(line.bare)), len(lines))
        ledger.drop(lines[cut : cut + 1], "answer-mark")
        return Item(tuple(lines[:cut]), tuple(lines[cut + 1 :]), first=card.head)
    cut = _question_length(lines)
    return Item(tuple(lines[:cut]), tuple(lines[cut:]), first=card.head)


def _question_length(lines: Sequence[Line]) -> int:
    """How many lines of a card without marks are its question: those before ``A: …``, or one."""
    for index, line in enumerate(lines):
        if index and _ANSWER_STARTS.match(line.bare):
            return index
    told = (index for index, line in enumerate(lines) if line.bare)
    return next(told, -1) + 1


def _title(lines: Sequence[Line], ledger: Ledger) -> str:
    title = ""
    for line in lines:
        if _COUNT.fullmatch(line.bare):
            ledger.drop([line], "page-header")
        elif not title:
            title = line.bare
            ledger.use([line])
    return title
