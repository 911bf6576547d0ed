"""Several statements at once: the last uses the earlier ones, a "where" clause renames."""

from __future__ import annotations

import re

from ..terms import Apply, Compare, Group, Term, Var, rewrite, walk

_WHERE = re.compile(
    r"[\s,;.]*\b(?:where|with|such that|for|let|using|given that)\b\s*:?\s+(?=\S+\s*(?:=|:=|is\b))",
    re.IGNORECASE,
)
_THEN = re.compile(r"[\s,;]*\b(?:then|so|hence|and then|therefore|followed by)\b[\s,:]*", re.IGNORECASE)
_MOST = 12


def split(text: str) -> list[str]:
    """The statements of a text, in its order, those of a "where" clause first."""
    parts = _WHERE.split(text, maxsplit=1)
    main = _statements(parts[0])
    clauses = _statements(parts[1]) if len(parts) > 1 else []
    if not main:
        return [text]
    if clauses and not all(_defines(c) for c in clauses):
        return [text]
    whole = [*clauses, *main]
    return whole if len(whole) <= _MOST else [text]


def _statements(text: str) -> list[str]:
    """At line ends and semicolons outside brackets, where every piece is an equation but the last.

    A row of equations between commas is for the reader of formulas.
    """
    pieces = _pieces(text)
    if len(pieces) < 2 or not all("=" in p or "<-" in p for p in pieces[:-1]):
        return [text.strip()] if text.strip() else []
    return pieces


def _defines(text: str) -> bool:
    return "=" in text


def _pieces(text: str) -> list[str]:
    found, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif depth == 0 and (character in ";\n"):
            found.append(text[start:place])
            start = place + 1
    found.append(text[start:])
    cleaned = [_THEN.sub("", p, count=1).strip(" ,.") if _THEN.match(p) else p.strip(" ,.") for p in found]
    return [p for p in cleaned if p]


def combined(terms: list[Term], expected: Term) -> Term:
    """Several statements as one: what the earlier ones define is put into the last.

    Where the expected side is itself several statements, all are kept. A name that the expected
    side uses, too, is not replaced.
    """
    several = _several(expected)
    if len(terms) == 1 and isinstance(terms[0], Group) and terms[0].kind == "," and not several:
        inner = terms[0].items
        if all(_definition(t) for t in inner[:-1]):
            terms = list(inner)
    if len(terms) == 1:
        return terms[0]
    if several:
        return Group(",", tuple(terms))
    known = {t.name for t in walk(_value(expected)) if isinstance(t, Var)}
    *earlier, last = terms
    for statement in reversed(earlier):
        definition = _definition(statement)
        if definition is not None and definition[0].name not in known:
            last = _inserted(last, *definition)
    return last


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
