"""The letters that index the names of a formula, and which of them a bare sum binds."""

from __future__ import annotations

from dataclasses import replace

from .terms import Apply, Bind, Term, Var, parts, rewrite, walk


def index_letters(term: Term, inside: frozenset[str] = frozenset()) -> set[str]:
    """Single letters used as indices that nothing inside the term binds."""
    found: set[str] = set()
    if isinstance(term, Bind):
        inside = inside | {term.variable}
    if isinstance(term, (Var, Apply)):
        for index in term.indices:
            found |= {
                t.name
                for t in walk(index)
                if isinstance(t, Var) and len(t.name) == 1 and t.name not in inside
            }
    for inner in parts(term):
        found |= index_letters(inner, inside)
    return found


def _free_letters(term: Term) -> set[str]:
    """Index letters used outside every bare sum."""
    if isinstance(term, Bind) and term.variable == "":
        return set()
    found: set[str] = set()
    if isinstance(term, (Var, Apply)):
        for index in term.indices:
            found |= {t.name for t in walk(index) if isinstance(t, Var)}
    for inner in parts(term):
        found |= _free_letters(inner)
    return found


def with_same_letter(expected: Term, given: Term) -> Term:
    """The given side with its one bound letter called as the expected side calls its one."""
    mine, theirs = (
        {t.variable for t in walk(side) if isinstance(t, Bind)} for side in (expected, given)
    )
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return given
    new, old = mine.pop(), theirs.pop()
    if any(isinstance(t, Var) and t.name == new for t in walk(given)):
        return given

    def change(t: Term) -> Term:
        if isinstance(t, Bind):
            return replace(t, variable=new)
        return Var(new, t.indices) if isinstance(t, Var) and t.name == old else t

    return rewrite(given, change)


def with_bound_letters(term: Term) -> Term:
    """Bare sums bind the letters of their body that are free, best those used nowhere else."""
    if not any(isinstance(t, Bind) and t.variable == "" for t in walk(term)):
        return term
    outside = _free_letters(term)

    def change(t: Term) -> Term:
        if not (isinstance(t, Bind) and t.variable == ""):
            return t
        letters = index_letters(t.body)
        chosen = sorted(letters - outside) or sorted(letters)
        if t.operator not in ("∑", "∏"):
            chosen = chosen[:1]
        result = t.body
        for letter in chosen:
            result = Bind(t.operator, letter, t.domain, result)
        return result if chosen else t

    return rewrite(term, change)
