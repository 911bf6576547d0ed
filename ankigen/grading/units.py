"""The parts of a text that has been read: units, the clauses they stand in, the whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from ankigen.grading.thesaurus import Sense

NEGATING = frozenset({"not", "instead"})
"""Operators that turn round whatever follows them."""

HINGES = {
    "to": "into", "back to": "into", "into": "into", "→": "into",
    "divided by": "over", "divide by": "over",
    "before": "before", "after": "after", "than": "than", "depend on": "on", "rely on": "on",
    "instead of": "instead", "rather than": "instead",
}  # fmt: skip
"""Words between two things whose order matters, and the relation they stand for."""


@dataclass(slots=True)
class Unit:
    """One word or phrase that carries content.

    ``name`` is the word or the lexicon's phrase, ``surface`` what was typed. ``place`` counts
    tokens from the start; ``number`` is its value for a number, ``verb`` marks what may be one.

    ``sign`` is -1 where negations and verbs of change turn it round; ``turned_by`` holds the
    places of the words that do so, ``movers`` all that govern it, ``moved_by`` the place of the
    nearest. ``denied`` says that it is said not to be (*no X*, *prevents X*), ``raised`` that
    there is said to be more of it, ``lowered`` less, ``kept`` as much as before, ``changed`` that
    a verb makes it more or less, ``set_aside`` that something else holds in its stead, ``far`` that
    only a preposition's reach makes it so.
    ``purpose`` marks what follows *for*, ``alone`` an operator that governs nothing.
    """

    name: str
    surface: str
    key: str
    senses: tuple[Sense, ...]
    weight: float
    operator: str
    clause: int
    place: int
    number: str = ""
    verb: bool = False
    sign: int = 1
    turned_by: tuple[int, ...] = ()
    movers: tuple[str, ...] = ()
    moved_by: int = -1
    denied: bool = False
    raised: bool = False
    lowered: bool = False
    kept: bool = False
    changed: bool = False
    set_aside: bool = False
    far: bool = False
    purpose: bool = False
    alone: bool = False


@dataclass(slots=True)
class Clause:
    """A stretch between boundaries.

    ``opened`` is the word or mark before it. ``supposed`` marks what may not be so and asserts
    nothing, ``condition`` one side of what goes together (*when*, *the more … the less*);
    ``continues`` says that the clause has no subject of its own, ``retracted`` that the speaker
    takes it back. ``hinges`` are the places of words between two things whose order matters,
    ``aside`` the places of things only mentioned for comparison, ``joined`` the places after *and*
    and *or*, ``passive`` those of verbs in the passive voice.
    """

    units: list[Unit]
    sentence: int
    opened: str = ""
    supposed: bool = False
    condition: bool = False
    continues: bool = False
    retracted: bool = False
    hinges: tuple[tuple[str, int], ...] = ()
    aside: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    passive: frozenset[int] = frozenset()


@dataclass(slots=True)
class Reading:
    """A text as clauses; ``function_words``, ``marks`` and ``length`` are counts of tokens.

    ``joints`` are the places of words that set two things side by side.
    """

    clauses: list[Clause]
    units: list[Unit]
    function_words: int
    marks: int
    length: int
    joints: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Token:
    """A word, a phrase of the lexicon or a mark, on its way into a clause.

    ``word`` is the first word of it, inflected as typed but with slips of the keys mended.
    """

    text: str
    surface: str
    word: str = ""
    place: int = 0
    operator: str = ""
    verb: bool = False
    unit: Unit | None = None
