"""A softmax of a vector written out, where only the other side writes it out."""

from __future__ import annotations

from .terms import Apply, Bind, Div, Domain, Term, Var, every, exp, rewrite, walk


def with_softmax_written_out(expected: Term, given: Term) -> tuple[Term, Term]:
    """Both terms, the softmax of numbers in a row as a quotient where the other side has one."""
    known = [_has_softmax(side) for side in (expected, given)]
    if known[0] == known[1]:
        return expected, given
    if known[0]:
        return (_written_out(expected), given) if _sums_powers(given) else (expected, given)
    return (expected, _written_out(given)) if _sums_powers(expected) else (expected, given)


def _has_softmax(term: Term) -> bool:
    return any(t.function == "softmax" for t in every(Apply, term))


def _sums_powers(term: Term) -> bool:
    return any(t.operator == "∑" for t in every(Bind, term))


def _written_out(term: Term) -> Term:
    def change(t: Term) -> Term:
        if not (isinstance(t, Apply) and t.function == "softmax" and len(t.arguments) == 1):
            return t
        (inner,) = t.arguments
        if t.indices or any(_may_be_matrix(part) for part in walk(inner)):
            return t
        return Div(exp(inner), Bind("∑", "", Domain(), exp(inner)))

    return rewrite(term, change)


def _may_be_matrix(term: Term) -> bool:
    if isinstance(term, Var):
        counted = term.name in ("T", "N")
        return (term.name[:1].isupper() and not counted) or bool(term.indices)
    return isinstance(term, Bind) or (isinstance(term, Apply) and term.function == "transpose")
