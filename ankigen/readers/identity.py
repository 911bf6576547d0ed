"""Ids for notes whose document prints none: made of the question's words, never of its place."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import unicodedata
from collections import defaultdict
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
_FORMATTING = re.compile(r"\\(?:left|right|text|mathrm|mbox|operatorname|displaystyle|quad|top)\b")


def slug(text: str, words: int = 6) -> str:
    """Up to ``words`` telling words, in plain lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text[:2000]).encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+", re.sub(r"\\[A-Za-z]+|['’]", "", plain).lower())
    telling = [word for word in found if word not in _UNTELLING] or found
    return "-".join(word[:24] for word in telling[:words])


def identify(
    notes: Sequence[Note], lines: Sequence[Line], ledger: Ledger, path: str
) -> tuple[Note, ...]:
    """The notes with an id each; one that stands twice, word for word, is kept once.

    An id is the one the document prints, else words of the question and a hash of all of it.
    Where two notes ask the same and answer differently, the answer counts too, for both.

    Raises:
        BadInput: the document gives one id to two different notes.
    """
    kept = _without_repeats(notes, lines, ledger)
    _refuse_shared_ids(kept, path)
    asked: dict[str, int] = defaultdict(int)
    for note in kept:
        asked[_normal(note.question)] += 1
    return tuple(
        note if note.id else dataclasses.replace(note, id=_made(note, asked)) for note in kept
    )


def _made(note: Note, asked: dict[str, int]) -> str:
    normal = _normal(note.question)
    basis = normal if asked[normal] == 1 else f"{normal}\n{_content(note)!r}"
    digest = hashlib.sha256(basis.encode()).hexdigest()[:_HASH_DIGITS]
    return "-".join(part for part in (slug(note.question), digest) if part)


def _normal(question: str) -> str:
    """The question's words and symbols, without what only their printing decides."""
    plain = _FORMATTING.sub(" ", unicodedata.normalize("NFKC", question).casefold())
    return " ".join(re.findall(r"[^\W_]+", plain)) or plain


def _content(note: Note) -> Note:
    return dataclasses.replace(note, lines=None, question=_normal(note.question))


def _without_repeats(notes: Sequence[Note], lines: Sequence[Line], ledger: Ledger) -> list[Note]:
    kept: dict[Note, Note] = {}
    for note in notes:
        first = kept.setdefault(_content(note), note)
        if first is not note and note.lines:
            span = lines[note.lines[0] - 1 : note.lines[1]]
            ledger.drop([line for line in span if ledger.is_used(line)], "repeated")
    return list(kept.values())


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
