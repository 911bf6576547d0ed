"""The expected side: read by itself, it gives the vocabulary for the given one."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ankigen.notation import Unreadable, Vocabulary, read, tree
from ankigen.notation.vocabulary import EMPTY

from .layers import with_layers
from .meaning import meaning
from .scripts import Meaningless, Usage
from .terms import Apply, Div, Num, Term, Var, every, walk
from .terms import names as known_names
from .typed import code
from .typed.heads import defined_function, with_head
from .typed.loops import NotCode
from .typed.marks import LOG_OF_QUOTIENT, Shorthand, braced, shorthands
from .typed.measures import Measure, measured
from .typed.numerals import plain
from .typed.python_text import looks_like_code
from .typed.spoken_names import Said, said
from .typed.statements import combined
from .typed.surroundings import bare
from .world import TooLong
from .worlds import speaks_of_matrices

LONGEST = 4_000
# Nodes of a tree: more than any formula that someone types, less than what takes long.
MOST_NODES = 1_000
# A text of so few characters has no more nodes: one makes three or a little more, as in ``½½``.
SHORT = MOST_NODES // 4
_NO_TREE = tree.Symbol("")
_EULER = tree.Symbol("e")
_MACROS = 4
_UNKNOWN = re.compile(r"the command \\([A-Za-z]+) is not known")


@dataclass(frozen=True)
class Expected:
    """The expected side: its tree, what it means, and how its names are used."""

    node: tree.Expr
    term: Term
    vocabulary: Vocabulary
    usage: Usage
    layered: bool
    text: str = ""

    @cached_property
    def measure(self) -> Measure | None:
        """The number with its unit that is expected, if it is one."""
        return measured(self.text)

    @cached_property
    def spellings(self) -> dict[str, Var]:
        """Indexed names by the letters that someone types for them: ``wq`` for W_Q."""
        found: dict[str, set[Var]] = {}
        for t in walk(self.term):
            if isinstance(t, Var) and t.indices and " " not in t.name:
                letters = [
                    i.name if isinstance(i, Var) else str(i.value)
                    for i in t.indices
                    if isinstance(i, (Var, Num))
                ]
                if len(letters) == len(t.indices):
                    typed = t.name.replace("_", "") + "".join(letters)
                    found.setdefault(typed.lower(), set()).add(t)
        return {typed: next(iter(names)) for typed, names in found.items() if len(names) == 1}

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names with two indices."""
        both = (t for t in walk(self.term) if isinstance(t, Var) and len(t.indices) == 2)
        return frozenset(t.name for t in both)

    @cached_property
    def shorthands(self) -> list[Shorthand]:
        """What someone types for the names, with what is meant."""
        found = shorthands(self.node, known_names(self.term))
        logarithms = [t for t in every(Apply, self.term) if t.function == "log"]
        of_quotients = any(isinstance(a, Div) for t in logarithms for a in t.arguments)
        divided = any(t.numerator in logarithms for t in every(Div, self.term))
        return [LOG_OF_QUOTIENT, *found] if of_quotients and not divided else found

    @cached_property
    def said(self) -> Said:
        """How the names are said."""
        return said(self.node)

    @property
    def printed(self) -> bool:
        """Whether the tree says what the text says; code has no tree of its own."""
        return self.node != _NO_TREE


@lru_cache(maxsize=256)
def read_expected(text: str) -> Expected:
    """The expected side. Raises Unreadable, Meaningless or TooLong."""
    if len(text) > LONGEST:
        raise Unreadable(f"longer than {LONGEST:,} characters", LONGEST)
    inner = bare(text)
    try:
        node = _read_any(plain(braced(inner)), text)
        if len(text) > SHORT and sum(1 for _ in tree.walk(node)) > MOST_NODES:
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
    return Expected(node, term, Vocabulary.of(node), usage, layered, inner)


def _expected_code(text: str) -> Term | None:
    """The expected side as code, where a document prints it so; None if it is none."""
    blank = Expected(_NO_TREE, Var(""), EMPTY, Usage(), False)
    if not looks_like_code(text):
        return None
    try:
        terms = code.read_code(text, lambda typed: identifier(typed, blank))
    except NotCode:
        return None
    return combined(terms, Var("")) if terms else None


def _read_any(*texts: str) -> tree.Expr:
    """The first of the texts that can be read; the trouble is that of the last."""
    for text in texts[:-1]:
        with contextlib.suppress(Unreadable):
            defined = defined_function(text)
            known = Vocabulary(functions=defined) if defined else EMPTY
            return with_head(read_macros(text, known, None), text)
    return read(texts[-1])


def read_macros(
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
    return read_macros(named, vocabulary, names, most - 1)


def identifier(typed: str, expected: Expected) -> Term:
    """What a Python name stands for: read as a formula, or, failing that, a name as it is."""
    run_together = expected.spellings.get(typed.lower().replace("_", ""))
    if run_together is not None:
        return run_together
    try:
        node = read(braced(typed), expected.vocabulary)
        term = meaning(node, expected.usage)
    except (Unreadable, Meaningless):
        return Var(typed)
    if isinstance(node, tree.Product) and all(
        isinstance(f, tree.Symbol) and f.name in expected.vocabulary.names for f in node.factors
    ):
        return term
    one = isinstance(node, (tree.Symbol, tree.Script, tree.Accent, tree.Prefix, tree.Text))
    return term if one else Var(typed)


def _variables(node: tree.Expr) -> frozenset[str]:
    """Names that are variables here though they could be something else: e with an index, T."""
    found = set()
    stack = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, tree.Symbol):
            if here.name == "T":
                found.add("T")
            continue
        inside = tree.children(here)
        if isinstance(here, tree.Script):
            if here.sub is not None and here.base == _EULER:
                found.add("e")
            if isinstance(here.sup, tree.Symbol):
                inside = inside[:-1]
        stack += inside
    return frozenset(found)
