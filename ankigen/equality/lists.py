"""Several things at once: lists, solutions, assignments one after the other, remarks behind."""

from __future__ import annotations

from .chains import chain
from .leftside import definable
from .terms import MINUS_ONE, ONE, Apply, Compare, Group, Mul, Num, Term, Var, every, rewrite, walk


def listed(term: Term) -> Term:
    """``6 and 8`` as a list; ``a = 4, −8, −10`` as the list of what a is."""
    if isinstance(term, Apply) and term.function in ("and", "or"):
        if all(chain(a) is not None for a in term.arguments):
            return term
        flat = (
            i
            for t in term.arguments
            for i in (t.items if isinstance(t, Group) and t.kind == "," else (t,))
        )
        term = Group(",", tuple(flat))
    if isinstance(term, Group) and term.kind == ",":
        items = list(term.items)
        first = chain(items[0])
        alone = all(chain(i) is None for i in items[1:]) and len(items) > 1
        if first is not None and alone and first.operators == ("=",) and definable(first.sides[0]):
            items[0] = first.sides[1]
        return Group(",", tuple(items))
    return term


def once(items: tuple[Term, ...]) -> tuple[Term, ...]:
    """A list of pairs is a set: what stands twice counts once."""
    return tuple(dict.fromkeys(items))


def plus_minus(term: Term) -> Group | None:
    """``b ± a`` is the two numbers b + a and b − a; None where no sign is left open."""
    if not has_open_sign(term):
        return None
    return Group("{}", (_signed(term, ONE), _signed(term, MINUS_ONE)))


def with_named_sign(term: Term) -> Term:
    """A formula with ``±`` as one with a factor in its place, which is the same all over."""
    return _signed(term, Var("±"))


def has_open_sign(term: Term) -> bool:
    """Whether ``±`` stands in a term."""
    return any(t.function == "±" for t in every(Apply, term))


def _signed(term: Term, sign: Term) -> Term:
    """The term with a factor for ``±``, and minus that for ``∓``."""

    def change(t: Term) -> Term:
        if isinstance(t, Apply) and t.function in ("±", "∓"):
            return Mul((*([MINUS_ONE] if t.function == "∓" else []), sign, *t.arguments))
        return t

    return rewrite(term, change)


def remark(term: Term) -> tuple[Term, Term] | None:
    """A name and the number, or the distribution, that a remark gives it."""
    if isinstance(term, Compare) and isinstance(term.left, Var):
        if term.operator in ("=", "≈") and isinstance(term.right, Num):
            return term.left, term.right
        if term.operator == "∼":
            return term.left, term.left
    return None


def chained(items: tuple[Term, ...]) -> bool:
    """Assignments, each to a name."""
    return all(
        isinstance(i, Compare) and i.operator in ("=", ":=", "←") and isinstance(i.left, Var)
        for i in items
    )


def put_together(items: tuple[Term, ...]) -> Term:
    """The last assignment with what the earlier ones assign put in."""
    *earlier, last = items
    assert isinstance(last, Compare)
    for item in reversed(earlier):
        assert isinstance(item, Compare)
        put_in = {item.left: item.right}
        last = Compare("=", last.left, _replaced(last.right, put_in))
    return last


def _replaced(term: Term, values: dict[Term, Term]) -> Term:
    return rewrite(term, lambda t: values.get(t, t) if isinstance(t, Var) else t)


def called_alike(expected: tuple[Term, ...], given: tuple[Term, ...]) -> tuple[Term, ...]:
    """Several assignments with what they assign called as on the expected side, throughout."""
    wanted: dict[Term, Term] = {}
    taken = {t for item in expected for t in walk(item)}
    for mine, theirs in zip(expected, given, strict=True):
        if not (isinstance(mine, Compare) and isinstance(theirs, Compare)):
            continue
        if isinstance(theirs.left, Var) and theirs.left not in taken:
            wanted[theirs.left] = mine.left
    return tuple(_replaced(item, wanted) for item in given)
