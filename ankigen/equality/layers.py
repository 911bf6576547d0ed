"""Layers written high: ``W^{l+1}`` is W of layer l + 1, no power."""

from __future__ import annotations

from .terms import ZERO, Add, Apply, Bind, Num, Pow, Term, Var, every, rebuild

_LAYERS = frozenset("litk")


def with_layers(term: Term, *, matrices: bool) -> Term:
    """The term with a letter of a layer or a step, where it stands high, as an index.

    The letter l is one everywhere, the others (``x^t``) only in formulas of matrices. Raises
    TooLong for endless terms.
    """
    # What counts from nought under a sum are powers: layers count from one.
    counted = {t.variable for t in every(Bind, term) if t.domain.lower == ZERO}
    letters = (_LAYERS if matrices else frozenset("l")) - counted
    if not letters:
        return term
    if not any(
        isinstance(t.base, Var) and (_is_layer(t.exponent, letters) or (matrices and _is_label(t)))
        for t in every(Pow, term)
    ):
        return term

    def change(t: Term) -> Term:
        labelled = matrices and _is_label(t)
        if (
            isinstance(t, Pow)
            and isinstance(t.base, Var)
            and (labelled or _is_layer(t.exponent, letters))
        ):
            return Var(t.base.name, (*t.base.indices, t.exponent))
        if isinstance(t, Apply):
            return Apply(t.function, tuple(map(change, t.arguments)), t.indices)
        return t if isinstance(t, Var) else rebuild(t, change)

    return change(term)


def _is_label(term: Term) -> bool:
    """``W^O``: a capital over a capital tells weights apart."""
    match term:
        case Pow(Var(base), Var(exponent, ())):
            return all(len(n) == 1 and n.isascii() and n.isupper() for n in (base, exponent))
    return False


def _is_layer(exponent: Term, letters: frozenset[str]) -> bool:
    if isinstance(exponent, Add):
        named = [t for t in exponent.terms if not isinstance(t, Num)]
        return len(named) == 1 and _is_layer(named[0], letters)
    return isinstance(exponent, Var) and exponent.name in letters and not exponent.indices
