"""What may be inverted: of a table of data that is not square, only its products with itself."""

from __future__ import annotations

from .terms import MINUS_ONE, Apply, Pow, Term, Var, every, parts


def inverts_a_table(expected: Term, given: Term) -> bool:
    """Whether one side inverts X where the other inverts XᵀX, as one does where X has no inverse.

    Square matrices are tried for all names, and of those (XᵀX)⁻¹Xᵀ is X⁻¹.
    """
    mine, theirs = _inverted(expected), _inverted(given)
    if not (mine and theirs):
        return False
    return bool(_tables(mine) & _alone(theirs) or _tables(theirs) & _alone(mine))


def _inverted(term: Term) -> list[Term]:
    """What the inverses in a term are of."""
    applied = [t.arguments[0] for t in every(Apply, term) if t.function == "inverse"]
    return applied + [t.base for t in every(Pow, term) if t.exponent == MINUS_ONE]


def _tables(inverted: list[Term]) -> set[Var]:
    """Names that stand inverted beside their own transpose."""
    return {name for term in inverted for name in _turned(term) & _plain(term)}


def _alone(inverted: list[Term]) -> set[Var]:
    """Names that stand inverted without their transpose, or that alone."""
    return {name for term in inverted for name in _turned(term) ^ _plain(term)}


def _turned(term: Term) -> set[Var]:
    transposes = [t.arguments[0] for t in every(Apply, term) if t.function == "transpose"]
    return {t for t in transposes if isinstance(t, Var)}


def _plain(term: Term) -> set[Var]:
    """Names that stand somewhere without a transpose around them."""
    if isinstance(term, Apply) and term.function == "transpose":
        return {n for a in term.arguments if not isinstance(a, Var) for n in _plain(a)}
    if isinstance(term, Var):
        return {term}
    return {n for t in parts(term) for n in _plain(t)}
