"""Several statements at once: the last uses the earlier ones, a "where" clause renames."""

from __future__ import annotations

import re

from ankigen.notation.commands import GREEK

from ..terms import Apply, Compare, Group, Term, Var, rewrite, walk
from .aliases import USUAL

_WHERE = re.compile(r"\b(?:where|with|given|such that|let|using|for)\b\s*:?\s+", re.IGNORECASE)
_THEN = re.compile(
    r"[\s,;]*\b(?:and then|then|so|hence|and|therefore|followed by)\b[\s,:]*", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?P<name>[^\s=]{1,24})\s*(?:=|:=|\bis\b|\bare\b|\bdenotes?\b)\s*(?P<value>.+)", re.DOTALL
)
_CLAUSES = re.compile(r"\s*(?:,|;|\n|\band\b)\s*")
_ASSIGNED = re.compile(r"\s*([A-Za-z][A-Za-z_]*)\s*=(?!=)")
# Words alone: what a clause says in prose defines nothing.
_PROSE = re.compile(r"(?:the |an? )?[A-Za-z'-]+(?:,? [A-Za-z'-]+)+")
# … unless they say where a value holds: "x for positive inputs" is no whole answer.
_CONDITION = re.compile(r"\b(?:non-?)?(?:positive|negative)|\b(?:otherwise|else)\b", re.IGNORECASE)
# "eps ~ N(0, 1)" says where a name comes from.
_DRAWN = re.compile(r"\s*[^\s=~∼]{1,24}\s*(?:~|∼|\\sim)")
_MOST = 12


def split(text: str, names: frozenset[str]) -> list[str]:
    """The statements of a text, those of a "where" clause first.

    A clause that only says what a name is (``where p is precision``) is left out; one that gives
    it another of the expected ``names`` or a formula is kept as an equation.
    """
    for match in _WHERE.finditer(text):
        tail = text[match.end() :].rstrip(" .")
        main = text[: match.start()].rstrip(" ,;.\n")
        if main.endswith("("):
            main, tail = main[:-1], tail.removesuffix(")")
        clauses = _clauses(tail, names)
        if clauses is None and _PROSE.fullmatch(tail) and not _CONDITION.search(tail):
            clauses = []
        if clauses is not None and main:
            return [*clauses, *_statements(main)][:_MOST]
    return _statements(text)


def assigned(parts: list[str]) -> frozenset[str]:
    """The plain names that stand alone on the left of the statements."""
    found = (_ASSIGNED.match(part) for part in parts)
    return frozenset(match[1] for match in found if match)


def _clauses(text: str, names: frozenset[str]) -> list[str] | None:
    """The equations of a where clause; None if the text is no such clause."""
    found = []
    for piece in _outside_brackets(text, _CLAUSES):
        if _DRAWN.match(piece):
            continue
        named = _NAMED.fullmatch(piece.strip())
        if named is None:
            return None
        value = named["value"].strip()
        role = value.split()[-1].lower()
        described = _PROSE.fullmatch(value) is not None
        if "=" in piece and not described:
            found.append(piece.strip())
        elif value in names or len(value) == 1:
            found.append(f"{named['name']} = {value}")
        elif role in USUAL or GREEK.get(role) in names:
            found.append(f"{named['name']} = {role}")
    return found


def _statements(text: str) -> list[str]:
    """At line ends and semicolons outside brackets, where every piece is an equation but the last.

    A row of equations between commas is for the reader of formulas.
    """
    if ";" not in text and "\n" not in text:
        return [text.strip()]
    pieces = [
        _THEN.sub("", p, count=1) if _THEN.match(p) else p for p in _outside_brackets(text, _ENDS)
    ]
    pieces = [p for p in (piece.strip(" ,.\n") for piece in pieces) if p]
    if len(pieces) < 2 or not all("=" in p or "<-" in p for p in pieces[:-1]):
        return [text.strip()]
    return pieces[:_MOST]


_ENDS = re.compile(r"[;\n]\s*")


def _outside_brackets(text: str, separator: re.Pattern[str]) -> list[str]:
    depth, depths = 0, []
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        depths.append(depth)
    found, start = [], 0
    for match in separator.finditer(text):
        if match.end() > match.start() and depths[match.start()] <= 0:
            found.append(text[start : match.start()])
            start = match.end()
    found.append(text[start:])
    return found


def combined(terms: list[Term], expected: Term) -> Term:
    """Several statements as one: what the earlier ones define is put into the last.

    Where the expected side is itself several statements, all are kept. A name that the expected
    side uses, too, is not replaced.
    """
    several = _several(expected)
    if len(terms) == 1 and isinstance(terms[0], Group) and terms[0].kind in ",;" and not several:
        items = list(terms[0].items)
        if not _draws(expected):
            items = [t for t in items if not _draws(t)] or items
        terms = _ordered(items) or (items if len(items) == 1 else terms)
    if len(terms) == 1:
        return terms[0]
    if several:
        terms = [i for t in terms for i in (t.items if isinstance(t, Group) else (t,))]
        return Group(",", _without_clauses(terms, expected))
    known = {t.name for t in walk(_value(expected)) if isinstance(t, Var)}
    unused = _unused(terms)
    if unused:
        return Group(",", tuple(unused + terms[-1:]))
    *earlier, last = terms
    renamed = {d[0]: d[1] for d in map(_definition, earlier) if d and isinstance(d[1], Var)}
    # Names for names change places at once and on the left too: "t is the target, y the output".
    last = rewrite(last, lambda t: renamed.get(t, t) if isinstance(t, Var) else t)
    for statement in reversed(earlier):
        definition = _definition(statement)
        if definition is not None and definition[0].name not in known:
            last = _inserted(last, *definition)
    return last


def _unused(terms: list[Term]) -> list[Term]:
    """Updates of which nothing later makes use; they are a part of what was said."""
    found = []
    for place, statement in enumerate(terms[:-1]):
        definition = _definition(statement)
        later = {t for other in terms[place + 1 :] for t in walk(other)}
        if (
            definition is not None
            and definition[0] in walk(definition[1])
            and definition[0] not in later
        ):
            found.append(statement)
    return found


def _without_clauses(terms: list[Term], expected: Term) -> tuple[Term, ...]:
    """Several statements, those put in and left out that only say what a name stands for."""
    assert isinstance(expected, Group)
    while len(terms) > len(expected.items):
        definition = _definition(terms[0])
        if definition is None:
            break
        terms = [_inserted(t, *definition) for t in terms[1:]]
    return tuple(terms)


def _ordered(items: list[Term]) -> list[Term] | None:
    """Definitions first and the result last; None where the items are no such row."""
    if len(items) > 1 and all(map(_definition, items[1:])) and not _definition(items[0]):
        return [*items[1:], items[0]]
    return items if all(map(_definition, items[:-1])) else None


def _draws(term: Term) -> bool:
    """Whether a statement says where a name comes from: ``ε ∼ N(0, 1)``."""
    return isinstance(term, Compare) and term.operator == "∼"


def _several(term: Term) -> bool:
    return isinstance(term, Group) and term.kind in (",", ";")


def _value(term: Term) -> Term:
    return term.right if isinstance(term, Compare) else term


def _definition(term: Term) -> tuple[Var, Term] | None:
    if isinstance(term, Compare) and term.operator in ("=", ":=", "←", "≡"):
        if isinstance(term.left, Var):
            return term.left, term.right
        if isinstance(term.left, Apply) and all(isinstance(a, Var) for a in term.left.arguments):
            return Var(term.left.function), term.right
    return None


def _inserted(term: Term, name: Var, value: Term) -> Term:
    """The term with the value for the name; on the left of an equation names stay."""
    if isinstance(term, Compare) and term.operator in ("=", ":=", "←"):
        return Compare(term.operator, term.left, _inserted(term.right, name, value))
    return rewrite(term, lambda t: value if t == name else t)
