"""The records everything else speaks of: a deck, its notes, their points and formulas.

They are frozen, compare by value and hold text as the YAML holds it: plain Unicode with LaTeX
between ``$…$`` (inline) or ``$$…$$`` (display).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["open", "true-false", "choice", "blank", "number", "list", "formula", "code"]
KINDS: tuple[Kind, ...] = (
    "open",
    "true-false",
    "choice",
    "blank",
    "number",
    "list",
    "formula",
    "code",
)

Flag = Literal["incomplete", "answer-repeats-question", "missing-figure", "truncated"]
FLAGS: tuple[Flag, ...] = ("incomplete", "answer-repeats-question", "missing-figure", "truncated")

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a full answer says; what grading scores.

    ``term`` is the name the document gives the point, ``group`` the heading of the list it
    stands in, ``accept`` other wordings that count, ``weight`` its share of the score.
    """

    text: str
    term: str = ""
    group: str = ""
    accept: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as LaTeX without delimiters; ``where`` pairs a symbol's LaTeX with its meaning."""

    latex: str
    name: str = ""
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One question with its answer, or one formula with its name.

    ``correct`` is the key of the right choice, the truth of a statement, or a number.
    ``lines`` are the first and last line in the source, counted from 1.
    """

    id: str
    kind: Kind
    question: str
    title: str = ""
    answer: str = ""
    points: tuple[Point, ...] = ()
    formulas: tuple[Formula, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    correct: str | bool | float | None = None
    accept: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    code: str = ""
    language: str = ""
    cloze: tuple[str, ...] = ()
    note: str = ""
    citations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The document a deck was read from; ``sha256`` is of its bytes, in hexadecimal."""

    path: str
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Deck:
    """A named collection of notes; ``name`` is Anki's, with ``::`` between parent and child."""

    name: str
    notes: tuple[Note, ...]
    source: Source | None = None
