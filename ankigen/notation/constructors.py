"""Nodes in the one form the reader gives them, whatever way they were written."""

from __future__ import annotations

from ankigen.notation.tree import (
    Accent,
    Expr,
    Fence,
    Matrix,
    Number,
    Product,
    Script,
    Sequence,
    Symbol,
)

TRANSPOSE = Symbol("⊤")
_PRIME = Symbol("′")
_RAISED_T = Symbol("T")
_EULER = Symbol("e")
_MARK_LABELS = frozenset({"hat", "bar", "tilde"})


def script(base: Expr, sub: Expr | None, sup: Expr | None) -> Expr:
    """``base_{sub}^{sup}``: a raised T is a transpose, a raised prime a prime, ``x_hat`` a mark."""
    if isinstance(sub, Symbol) and sub.name in _MARK_LABELS:
        base, sub = Accent(sub.name, base), None
    primes = _primes(sup)
    if primes and isinstance(base, Symbol):
        base, sup = primed(base, primes), None
    if sub is None and sup is None:
        return base
    if sup == _RAISED_T and not isinstance(base, Number) and base != _EULER:
        sup = TRANSPOSE
    if sub is None and isinstance(base, Script) and base.sup is None:
        return Script(base.base, base.sub, sup)
    return Script(base, sub, sup)


def _primes(sup: Expr | None) -> int:
    if sup == _PRIME:
        return 1
    if isinstance(sup, Product) and all(factor == _PRIME for factor in sup.factors):
        return len(sup.factors)
    return 0


def primed(base: Expr, count: int) -> Expr:
    """A name with primes; what is no name gets them as a superscript."""
    if isinstance(base, Symbol):
        return Symbol(base.name, base.style, base.primes + count)
    if isinstance(base, Script) and isinstance(base.base, Symbol) and base.sup is None:
        return Script(primed(base.base, count), base.sub, None)
    return script(base, None, prime_marks(count))


def prime_marks(count: int) -> Expr:
    """Primes as they stand in a superscript."""
    return _PRIME if count == 1 else Product((_PRIME,) * count, ("",) * (count - 1))


def fence(opening: str, closing: str, content: Expr | None) -> Expr:
    """Brackets with what they hold; rows of equal length in square brackets are a matrix."""
    separated = isinstance(content, Sequence) and content.separator == ";"
    if opening == "[" and closing == "]" and not separated:
        rows = content.items if isinstance(content, Sequence) else (content,)
        cells = [_row(row) for row in rows]
        if cells[0] and all(len(row) == len(cells[0]) for row in cells):
            return Matrix(tuple(cells), "[")
    return Fence(opening, closing, content)


def _row(row: Expr | None) -> tuple[Expr, ...]:
    """The cells of ``[1, 2]``, or nothing where that is no row."""
    if not isinstance(row, Fence) or row.open != "[" or row.close != "]" or row.content is None:
        return ()
    if isinstance(row.content, Sequence):
        return row.content.items if row.content.separator == "," else ()
    return (row.content,)
