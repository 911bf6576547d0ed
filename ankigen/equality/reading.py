"""Text to terms: the expected side by itself, the given side by the expected one's vocabulary.

What a learner types may be read in several ways (as a formula, as code, as words). The ways are
tried in order, and each is a reading that a tutor would grant; none takes a piece of the text for
the whole.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice, product

from ankigen.notation import Unreadable, Vocabulary, read, tree
from ankigen.notation.vocabulary import EMPTY

from .layers import with_layers
from .meaning import meaning
from .scripts import Meaningless, Usage
from .terms import Apply, Num, Piecewise, Term, Var, walk
from .terms import names as known_names
from .typed import code, cues, names, spoken, units
from .typed.aliases import AFTER, BEFORE
from .typed.heads import defined_function, with_head
from .typed.loops import NotCode
from .typed.marks import Rule, braced, renamed, rules_of_names
from .typed.numerals import plain
from .typed.spoken_names import Said, said
from .typed.statements import assigned, combined, split
from .typed.surroundings import bare
from .world import TooLong
from .worlds import speaks_of_matrices

_LONGEST = 4_000
_NO_TREE = tree.Symbol("")
_MACROS = 4
# Ways to take each part of a sentence that gives values by condition.
_WAYS = 4
# Nodes of a tree: more than any formula that someone types, less than what takes long.
_MOST_NODES = 1_000
_UNKNOWN = re.compile(r"the command \\([A-Za-z]+) is not known")


@dataclass(frozen=True)
class Expected:
    """The expected side: its tree, what it means, and how its names are used."""

    node: tree.Expr
    term: Term
    vocabulary: Vocabulary
    usage: Usage
    layered: bool

    @cached_property
    def spellings(self) -> dict[str, Var]:
        """Indexed names by the letters that someone types for them: ``wq`` for W_Q."""
        found: dict[str, set[Var]] = {}
        for t in walk(self.term):
            if isinstance(t, Var) and t.indices and " " not in t.name:
                letters = [
                    i.name if isinstance(i, Var) else str(i.value)
                    for i in t.indices
                    if isinstance(i, Var | Num)
                ]
                if len(letters) == len(t.indices):
                    typed = t.name.replace("_", "") + "".join(letters)
                    found.setdefault(typed.lower(), set()).add(t)
        return {typed: next(iter(names)) for typed, names in found.items() if len(names) == 1}

    @cached_property
    def rules(self) -> list[Rule]:
        """What someone types for the names, with what is meant."""
        return rules_of_names(self.node, known_names(self.term))

    @cached_property
    def said(self) -> Said:
        """How the names are said."""
        return said(self.node)

    @property
    def printed(self) -> bool:
        """Whether the tree says what the text says; code has no tree of its own."""
        return self.node != _NO_TREE


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the given side; ``node`` is its tree where it was read as one formula."""

    term: Term
    node: tree.Expr | None
    way: str


@lru_cache(maxsize=256)
def read_expected(text: str) -> Expected:
    """The expected side. Raises Unreadable, Meaningless or TooLong."""
    if len(text) > _LONGEST:
        raise Unreadable(f"longer than {_LONGEST:,} characters", _LONGEST)
    inner = bare(text)
    try:
        node = _read_any(plain(braced(inner)), text)
        if sum(1 for _ in tree.walk(node)) > _MOST_NODES:
            raise TooLong
        usage = Usage(_variables(node))
        term = meaning(node, usage)
    except Unreadable:
        found = _expected_code(inner)
        if found is None:
            raise
        node, usage, term = _NO_TREE, Usage(), found
    layered = speaks_of_matrices(term)
    term = with_layers(term, matrices=layered)
    return Expected(node, term, Vocabulary.of(node), usage, layered)


def _expected_code(text: str) -> Term | None:
    """The expected side as code, where a document prints it so; None if it is none."""
    blank = Expected(_NO_TREE, Var(""), EMPTY, Usage(), False)
    if not code.looks_like_code(text):
        return None
    try:
        terms = code.read_code(text, lambda identifier: _identifier(identifier, blank))
    except NotCode:
        return None
    return combined(terms, Var("")) if terms else None


def _read_any(*texts: str) -> tree.Expr:
    """The first of the texts that can be read; the trouble is that of the last."""
    for text in texts[:-1]:
        with contextlib.suppress(Unreadable):
            defined = defined_function(text)
            known = Vocabulary(functions=defined) if defined else EMPTY
            return with_head(_read_macros(text, known, None), text)
    return read(texts[-1])


def _read_macros(
    text: str, vocabulary: Vocabulary, names: frozenset[str] | None, most: int = _MACROS
) -> tree.Expr:
    """A formula in which an author's own commands (``\\softmax``) stand for names.

    On the given side these are only ``names`` that the expected side uses.
    """
    try:
        return read(text, vocabulary)
    except Unreadable as error:
        unknown = _UNKNOWN.match(error.reason)
        if unknown is None or most == 0 or (names is not None and unknown[1] not in names):
            raise
    command = f"\\\\{unknown[1]}(?![A-Za-z])"
    named = re.sub(command, rf"\\operatorname{{{unknown[1]}}}", text)
    return _read_macros(named, vocabulary, names, most - 1)


def readings(text: str, expected: Expected) -> Iterator[Reading]:
    """The ways to read what was given; raises Unreadable or Meaningless where there is none.

    Raises TooLong, too, where a side has more parts than can be compared.
    """
    if len(text) > _LONGEST:
        raise Unreadable(f"longer than {_LONGEST:,} characters", _LONGEST)
    inner = bare(text)
    trouble: Unreadable | Meaningless | None = None
    found: set[tuple[Term, bool]] = set()
    coded = False
    for way, terms in _ways(inner, expected):
        if way != "code" and coded:
            return
        try:
            for term, node in terms:
                term = with_layers(term, matrices=expected.layered)
                if expected.layered and code.speaks_of_arrays(inner):
                    term = code.by_entries(term)
                term = names.adopt(term, expected.term)
                if (term, way == "code") not in found:
                    found.add((term, way == "code"))
                    yield Reading(term, node, way)
            coded = coded or (way == "code" and bool(found) and code.is_python(inner))
        # One way may fail where the next succeeds; the first trouble is the one to tell.
        except (Unreadable, Meaningless) as error:
            trouble = trouble or error
    if not found:
        if isinstance(trouble, Unreadable):
            raise _placed(trouble, text, inner)
        raise trouble or Unreadable("nothing to compare", 0)


_Terms = Iterator[tuple[Term, tree.Expr | None]]


def _ways(text: str, expected: Expected) -> Iterator[tuple[str, _Terms]]:
    if code.looks_like_code(text):
        yield "code", _as_code(text, expected)
    tidy = plain(braced(text))
    yield "formula", _as_formula(tidy, expected)
    stepped = braced(renamed(tidy, expected.rules))
    if stepped != tidy:
        yield "formula", _as_formula(stepped, expected)
    if cues.is_spoken(text) or cues.distributions(text):
        yield "words", _as_words(text, expected)


def _as_formula(text: str, expected: Expected) -> _Terms:
    known = expected.vocabulary.names | expected.vocabulary.functions
    parts = split(text, expected.vocabulary.names)
    # What a statement defines is one name, however many letters it has.
    vocabulary = expected.vocabulary
    if len(parts) > 1:
        vocabulary = replace(vocabulary, names=vocabulary.names | assigned(parts))
    nodes = [_read_macros(part, vocabulary, known) for part in parts]
    if sum(1 for node in nodes for _ in tree.walk(node)) > _MOST_NODES:
        raise TooLong
    whole = combined([meaning(node, expected.usage) for node in nodes], expected.term)
    yield units.without(whole, expected.term), nodes[0] if len(nodes) == 1 else None


def _as_code(text: str, expected: Expected) -> _Terms:
    parts = [text] if code.has_blocks(text) else split(text, expected.vocabulary.names)
    own = assigned([line for part in parts for line in part.splitlines()])

    def name(identifier: str) -> Term:
        known = _identifier(identifier, expected)
        stem, _, word = known.name.partition("_") if isinstance(known, Var) else ("", "", "")
        theirs = stem in expected.vocabulary.names and (not word or word in AFTER | BEFORE)
        return Var(identifier) if identifier in own and not theirs else known

    known = expected.vocabulary.names
    try:
        terms = [t for part in parts for t in code.read_code(part, name, known)]
    except NotCode:
        return
    yield combined(terms, expected.term), None


def _as_words(text: str, expected: Expected) -> _Terms:
    distribution = cues.distributions(text)
    if distribution is not None:
        name, *sides = distribution
        for first in _as_words(sides[0], expected):
            for second in _as_words(sides[1], expected):
                yield Apply(name, (first[0], second[0])), None
        return
    cases = cues.cases(text)
    if cases is not None:
        for value, condition, other in product(
            *(islice(_said(part, expected), _WAYS) for part in cases)
        ):
            yield Piecewise(((value[0], condition[0]), (other[0], None))), None
    for sentence in dict.fromkeys((text, cues.uncalled(text))):
        yield from _said(sentence, expected)


def _said(text: str, expected: Expected) -> _Terms:
    for written in spoken.readings(text, expected.said):
        with contextlib.suppress(Unreadable, Meaningless):
            node = read(written, expected.vocabulary)
            yield meaning(node, expected.usage), node


def _identifier(identifier: str, expected: Expected) -> Term:
    """What a Python name stands for: read as a formula, or, failing that, a name as it is."""
    run_together = expected.spellings.get(identifier.lower().replace("_", ""))
    if run_together is not None:
        return run_together
    try:
        node = read(braced(identifier), expected.vocabulary)
        term = meaning(node, expected.usage)
    except (Unreadable, Meaningless):
        return Var(identifier)
    if isinstance(node, tree.Product) and all(
        isinstance(f, tree.Symbol) and f.name in expected.vocabulary.names for f in node.factors
    ):
        return term
    one = isinstance(node, tree.Symbol | tree.Script | tree.Accent | tree.Prefix | tree.Text)
    return term if one else Var(identifier)


def _placed(trouble: Unreadable, text: str, inner: str) -> Unreadable:
    """The same trouble with its position in the text as it was typed."""
    try:
        read(text)
    except Unreadable as error:
        return error
    return Unreadable(trouble.reason, min(len(text), trouble.position + max(text.find(inner), 0)))


def _variables(node: tree.Expr) -> frozenset[str]:
    """Names that are variables here though they could be something else: e with an index, T."""
    found = set()
    raised = {id(n.sup) for n in tree.walk(node) if isinstance(n, tree.Script)}
    for n in tree.walk(node):
        if isinstance(n, tree.Symbol) and n.name == "T" and id(n) not in raised:
            found.add("T")
        if isinstance(n, tree.Script) and n.base == tree.Symbol("e") and n.sub is not None:
            found.add("e")
    return frozenset(found)
