"""Ids for notes whose document prints none: made of the question's words, never of its place."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from ankigen.deck import Note
from ankigen.problems import BadInput, Problem
from ankigen.readers.lines import Ledger, Line

_UNTELLING_WORDS = """
    a about an and any are as at be been but by can could describe did do does explain for from
    give had has have how if in into is it its list main many may might more most much name no not
    of on one or our should some tell than that the their them then there these they this those to
    use used using was we were what when where which while who whom whose why will with would you
    your"""
_UNTELLING = frozenset(_UNTELLING_WORDS.split())
_HASH_DIGITS = 8
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_NO_WORD = re.compile(r"\\[A-Za-z]+|['’]")
_WORD = re.compile(r"[^\W_]+")
_FORMATTING = re.compile(r"\\(?:left|right|text|mathrm|mbox|operatorname|displaystyle|quad|top)\b")


@functools.lru_cache(maxsize=256)
def slug(text: str, words: int = 6) -> str:
    """Up to ``words`` telling words, in plain lower-case letters, digits and hyphens."""
    plain = text[:2000]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    if "\\" in plain or "'" in plain:
        plain = _NO_WORD.sub("", plain)
    found = _ASCII_WORD.findall(plain.lower())
    telling = [word[:24] for word in found if word not in _UNTELLING]
    return "-".join((telling or [word[:24] for word in found])[:words])


def made_id(question: str) -> str:
    """An id for where the document prints none: words of the question and a hash of all of it."""
    return _id(question, _normal(question))


def identify(
    notes: Sequence[Note], lines: Sequence[Line], ledger: Ledger, path: str
) -> tuple[Note, ...]:
    """The notes, of which one that stands twice, word for word, is kept once.

    Where two notes ask the same and answer differently, the answer goes into both made ids, too.

    Raises:
        BadInput: the document gives one id to two different notes.
    """
    asked = Counter(note.id for note in notes)
    told = {id(note): _content(note) for note in notes if asked[note.id] > 1}
    answers = Counter(content.id for content in set(told.values()))
    seen: set[Note] = set()
    kept = []
    for note in notes:
        content = told.get(id(note))
        if content in seen:
            _drop_repeated(note, lines, ledger)
            continue
        if content is not None:
            seen.add(content)
            if answers[note.id] > 1 and note.id == made_id(note.question):
                basis = f"{content.question}\n{dataclasses.replace(content, id='')!r}"
                note = dataclasses.replace(note, id=_id(note.question, basis))
        kept.append(note)
    _refuse_shared_ids(kept, path)
    return tuple(kept)


def _id(question: str, basis: str) -> str:
    digest = hashlib.sha256(basis.encode()).hexdigest()[:_HASH_DIGITS]
    words = slug(question)
    return f"{words}-{digest}" if words else digest


def _normal(question: str) -> str:
    """The question's words and symbols, without what only their printing decides."""
    plain = question.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", question).casefold()
    if "\\" in plain:
        plain = _FORMATTING.sub(" ", plain)
    return " ".join(_WORD.findall(plain)) or plain


def _content(note: Note) -> Note:
    return dataclasses.replace(note, lines=None, question=_normal(note.question))


def _drop_repeated(note: Note, lines: Sequence[Line], ledger: Ledger) -> None:
    if note.lines:
        span = lines[note.lines[0] - 1 : note.lines[1]]
        ledger.drop([line for line in span if ledger.is_used(line)], "repeated")


def _refuse_shared_ids(notes: Sequence[Note], path: str) -> None:
    first: dict[str, Note] = {}
    problems = []
    for note in notes:
        other = first.setdefault(note.id, note) if note.id else note
        if other is not note and note.lines and other.lines:
            what = f"the id {note.id} stands at line {other.lines[0]} already"
            problems.append(Problem(path, note.lines[0], what, "give each note an id of its own"))
    if problems:
        raise BadInput(problems)
