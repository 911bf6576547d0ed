"""What was given as terms, read by the vocabulary of what was expected.

What a learner types may be read in several ways (as a formula, as code, as words). The ways are
tried in order, and each is a reading that a tutor would grant; none takes a piece of the text for
the whole.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from ankigen.notation import Unreadable, read, tree

from .expected import LONGEST, MOST_NODES, SHORT, Expected, identifier, read_macros
from .layers import with_layers
from .lists import has_open_sign
from .meaning import meaning
from .scripts import Meaningless
from .terms import Apply, Compare, Mul, Num, Piecewise, Term, Var, every, walk
from .terms import names as names_in
from .typed import code, cues, names, python_text, spoken, units
from .typed.aliases import AFTER, BEFORE
from .typed.customs import value_of
from .typed.entries import by_entries
from .typed.loops import NotCode
from .typed.marks import braced, renamed
from .typed.measures import measured
from .typed.numerals import plain
from .typed.statements import assigned, combined, split
from .typed.surroundings import bare
from .world import TooLong

# Ways to take each part of a sentence that gives values by condition.
_WAYS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the given side; ``node`` is its tree where it was read as one formula."""

    term: Term
    node: tree.Expr | None
    way: str


def readings(text: str, expected: Expected) -> Iterator[Reading]:
    """The ways to read what was given; raises Unreadable or Meaningless where there is none.

    Raises TooLong, too, where a side has more parts than can be compared.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"longer than {LONGEST:,} characters", LONGEST)
    inner = bare(text)
    trouble: Unreadable | Meaningless | None = None
    # Not a set: nearly always there is one, and the hash of a term is that of all its parts.
    found: list[tuple[Term, bool]] = []
    coded = False
    for way, terms in _ways(inner, expected):
        if way != "code" and coded:
            return
        try:
            for term, node in terms:
                term = with_layers(term, matrices=expected.layered)
                if expected.layered and python_text.speaks_of_arrays(inner):
                    term = by_entries(term)
                term = names.adopt(term, expected.term)
                if (term, way == "code") not in found:
                    found.append((term, way == "code"))
                    yield Reading(term, node, way)
            coded = coded or (way == "code" and bool(found) and python_text.is_python(inner))
        # One way may fail where the next succeeds; the first trouble is the one to tell.
        except (Unreadable, Meaningless) as error:
            trouble = trouble or error
    if not found:
        if isinstance(trouble, Unreadable):
            raise _placed(trouble, text, inner)
        raise trouble or Unreadable("nothing to compare", 0)


_Terms = Iterator[tuple[Term, tree.Expr | None]]


def _ways(text: str, expected: Expected) -> Iterator[tuple[str, _Terms]]:
    if expected.measure is not None:
        yield "formula", _as_measure(text, expected)
    if python_text.looks_like_code(text) and not _leaves_sign_open(text, expected):
        yield "code", _as_code(text, expected)
    tidy = plain(braced(text))
    yield "formula", _as_formula(tidy, expected)
    stepped = braced(renamed(tidy, expected.shorthands))
    if stepped != tidy:
        yield "formula", _as_formula(stepped, expected)
    if cues.is_spoken(text) or cues.distributions(text):
        yield "words", _as_words(text, expected)


def _as_measure(text: str, expected: Expected) -> _Terms:
    """A number with a unit as so many times what is expected."""
    given, wanted = measured(text), expected.measure
    if given is not None and wanted is not None and given.powers == wanted.powers and wanted.value:
        whole = value_of(expected.term)
        ratio = given.value / wanted.value
        yield (whole if ratio == 1 else Mul((Num(ratio), whole))), None


def _leaves_sign_open(text: str, expected: Expected) -> bool:
    """Whether ``+-`` stands for ±, which Python would take for a minus."""
    return ("+-" in text or "+/-" in text) and has_open_sign(expected.term)


def _as_formula(text: str, expected: Expected) -> _Terms:
    known = expected.vocabulary.names | expected.vocabulary.functions
    parts = split(text, expected.vocabulary.names)
    # What a statement defines is one name, however many letters it has.
    vocabulary = expected.vocabulary
    if len(parts) > 1:
        vocabulary = replace(vocabulary, names=vocabulary.names | assigned(parts))
    nodes = [read_macros(part, vocabulary, known) for part in parts]
    if len(text) > SHORT and sum(1 for node in nodes for _ in tree.walk(node)) > MOST_NODES:
        raise TooLong
    whole = combined([meaning(node, expected.usage) for node in nodes], expected.term)
    _check_conditions(whole, expected)
    yield units.without(whole, expected.term), nodes[0] if len(nodes) == 1 else None


def _as_code(text: str, expected: Expected) -> _Terms:
    parts = [text] if python_text.has_blocks(text) else split(text, expected.vocabulary.names)
    own = assigned([line for part in parts for line in part.splitlines()])

    def name(typed: str) -> Term:
        known = identifier(typed, expected)
        stem, _, word = known.name.partition("_") if isinstance(known, Var) else ("", "", "")
        theirs = stem in expected.vocabulary.names and (not word or word in AFTER | BEFORE)
        return Var(typed) if typed in own and not theirs else known

    known = expected.vocabulary.names
    try:
        terms = [t for part in parts for t in code.read_code(part, name, known, expected.tables)]
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
    pairs = cues.cases(text, _only_variable(expected))
    if pairs:
        parts = [islice(_said(part, expected), _WAYS) for pair in pairs for part in pair if part]
        for said in product(*parts):
            terms = [term for term, _ in said]
            ends = [terms.pop()] if not pairs[-1][1] else []
            rows: list[tuple[Term, Term | None]] = list(zip(terms[::2], terms[1::2], strict=True))
            rows.extend((end, None) for end in ends)
            yield Piecewise(tuple(rows)), None
    for sentence in dict.fromkeys((text, cues.uncalled(text))):
        yield from _said(sentence, expected)


def _only_variable(expected: Expected) -> str:
    """What a value hangs on: the argument, the name in the conditions, or the only one there is.

    Empty where that is not sure.
    """
    term = expected.term
    if isinstance(term, Compare) and isinstance(term.left, Apply):
        arguments = [a.name for a in term.left.arguments if isinstance(a, Var)]
        if len(arguments) == 1:
            return arguments[0]
    tests = [test for cases in every(Piecewise, term) for _, test in cases.rows if test is not None]
    tested = {name for test in tests for name in names_in(test)}
    if len(tested) == 1:
        return tested.pop()
    values = expected.vocabulary.names - expected.vocabulary.functions
    return next(iter(values)) if len(values) == 1 else ""


def _said(text: str, expected: Expected) -> _Terms:
    for written in spoken.readings(text, expected.said):
        with contextlib.suppress(Unreadable, Meaningless):
            node = read(written, expected.vocabulary)
            term = meaning(node, expected.usage)
            _check_conditions(term, expected)
            yield term, node


def _check_conditions(term: Term, expected: Expected) -> None:
    """Raise Unreadable for a condition in words that the expected side does not have."""
    known = expected.vocabulary.names | expected.vocabulary.functions
    for part in every(Piecewise, term):
        for _, condition in part.rows:
            if condition is not None and not any(
                isinstance(each, (Compare, Apply)) for each in walk(condition)
            ):
                unknown = {name for name in names_in(condition) if len(name) > 1} - known
                if unknown:
                    raise Unreadable(f"the condition {min(unknown)!r} is not understood", 0)


def _placed(trouble: Unreadable, text: str, inner: str) -> Unreadable:
    """The same trouble with its position in the text as it was typed."""
    try:
        read(text)
    except Unreadable as error:
        return error
    return Unreadable(trouble.reason, min(len(text), trouble.position + max(text.find(inner), 0)))
