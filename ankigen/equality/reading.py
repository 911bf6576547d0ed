"""Text to terms: the expected side by itself, the given side by the expected one's vocabulary.

What a learner types may be read in several ways (as a formula, as code, as words). The ways are
tried in order, and each is a reading that a tutor would grant; none takes a piece of the text for
the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ankigen.notation import Unreadable, Vocabulary, read, tree

from .meaning import Meaningless, Usage, meaning
from .naming import LABELS
from .terms import Compare, Group, Term, Var, walk
from .typed import code, names, numerals, spoken, surroundings, units
from .typed.definitions import combined, split

_LABELLED = re.compile(r"_([A-Za-z]{2,})(?![A-Za-z_])")
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected side: its tree, what it means, and how its names are used."""

    text: str
    node: tree.Expr
    term: Term
    vocabulary: Vocabulary
    usage: Usage


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the given side; ``node`` is its tree where it was read as a formula."""

    term: Term
    node: tree.Expr | None
    way: str


def read_expected(text: str) -> Expected:
    """The expected side. Raises Unreadable or Meaningless."""
    cleaned = _cleaned(text)
    try:
        node = read(cleaned)
    except Unreadable:
        if cleaned == text:
            raise
        node = read(text)
    usage = Usage(_variables(node))
    term = meaning(node, usage)
    return Expected(text, node, term, _vocabulary(node), usage)


def readings(text: str, expected: Expected) -> Iterator[Reading]:
    """The ways to read what was given; raises Unreadable or Meaningless where there is none."""
    if len(text) > _LONGEST:
        raise Unreadable(f"longer than {_LONGEST:,} characters", _LONGEST)
    cleaned = _cleaned(text)
    trouble: Unreadable | Meaningless | None = None
    found = False
    for way, terms in _ways(cleaned, expected):
        try:
            for term, node in terms:
                found = True
                yield Reading(names.adopt(term, expected.term), node, way)
        except (Unreadable, Meaningless) as error:
            trouble = trouble or error
    if not found:
        if isinstance(trouble, Unreadable):
            raise _placed(trouble, text, cleaned)
        raise trouble or Unreadable("nothing to compare", 0)


_Terms = Iterator[tuple[Term, tree.Expr | None]]


def _ways(text: str, expected: Expected) -> Iterator[tuple[str, _Terms]]:
    if code.looks_like_code(text):
        yield "code", _as_code(text, expected)
    yield "formula", _as_formula(text, expected)
    if spoken.is_spoken(text):
        yield "words", _as_words(text, expected)


def _as_formula(text: str, expected: Expected) -> _Terms:
    statements = split(text)
    nodes = [read(part, expected.vocabulary) for part in statements]
    terms = [meaning(node, expected.usage) for node in nodes]
    whole = combined(terms, expected.term)
    yield units.without(whole, expected.term), nodes[-1] if len(nodes) == 1 else None


def _as_code(text: str, expected: Expected) -> _Terms:
    def name(identifier: str) -> Term:
        return _identifier(identifier, expected)

    try:
        terms = code.read_code(text, name)
    except code.NotCode:
        return
    yield combined(terms, expected.term), None


def _as_words(text: str, expected: Expected) -> _Terms:
    for written in spoken.readings(text):
        try:
            node = read(written, expected.vocabulary)
            yield meaning(node, expected.usage), node
        except (Unreadable, Meaningless):
            continue


def _identifier(identifier: str, expected: Expected) -> Term:
    """What a Python name stands for: read as a formula, or, failing that, a name as it is."""
    try:
        node = read(_braced(identifier), expected.vocabulary)
        term = meaning(node, expected.usage)
    except (Unreadable, Meaningless):
        return Var(identifier)
    if isinstance(node, tree.Product | tree.Sum | tree.Relation | tree.Sequence):
        return Var(identifier)
    return term


def _cleaned(text: str) -> str:
    return numerals.plain(_braced(surroundings.bare(text)))


def _braced(text: str) -> str:
    """``W_hh`` as ``W_{hh}``: without backslashes a label is the whole run of letters."""
    return text if "\\" in text else _LABELLED.sub(r"_{\1}", text)


def _placed(trouble: Unreadable, text: str, cleaned: str) -> Unreadable:
    """The same trouble with its position in the text as it was typed."""
    if cleaned == text:
        return trouble
    try:
        read(text)
    except Unreadable as error:
        return error
    at = text.find(cleaned)
    return Unreadable(trouble.reason, min(len(text), trouble.position + max(at, 0)))


def _variables(node: tree.Expr) -> frozenset[str]:
    """Names that the expected side uses as variables though they could be something else."""
    found = set()
    for n in tree.walk(node):
        if isinstance(n, tree.Script) and isinstance(n.base, tree.Symbol) and n.base.name == "e":
            if n.sub is not None:
                found.add("e")
        elif isinstance(n, tree.Script) and isinstance(n.sup, tree.Symbol) and n.sup.name == "T":
            continue
    transposes = {id(n.sup) for n in tree.walk(node) if isinstance(n, tree.Script)}
    if any(isinstance(n, tree.Symbol) and n.name == "T" and id(n) not in transposes
           for n in tree.walk(node)):
        found.add("T")
    return frozenset(found)


def _vocabulary(node: tree.Expr) -> Vocabulary:
    return Vocabulary.of(node)
