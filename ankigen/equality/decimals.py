"""Long decimals stand for the number that they round or cut off: 1.4142135624 is √2.

Nine significant digits against an exact constant, twelve against another decimal, and then one
unit of the last digit. From four digits on a decimal may also be the rounded value of a constant
that no decimal ends: 2.6667 is 8/3. A shorter one is what it says: 0.33 is not 1/3.
"""

from __future__ import annotations

from .evaluate import evaluate, exact_value
from .floating import FloatField, real
from .terms import Mul, Num, Pow, Term, Var, every
from .world import TooLong, Undefined, World

_ROUNDED = 4
_AGAINST_EXACT = 9
_AGAINST_DECIMAL = 12


def within_last_digit(a: Term, b: Term) -> bool:
    """Whether two constants are the same up to one unit of the last digit of a long decimal."""
    if every(Var, a) or every(Var, b):
        return False
    first, second = _decimal(a), _decimal(b)
    if first is None and second is None:
        return False
    wanted = _AGAINST_EXACT if first is None or second is None else _AGAINST_DECIMAL
    written = [d for d in (first, second) if d is not None]
    rounded = len(written) == 1 and _endless(b if first is not None else a)
    least = _ROUNDED if rounded else wanted
    if any(d.digits < least for d in written):
        return False
    try:
        x, y = (real(evaluate(t, FloatField("", 0, "positive"), World())) for t in (a, b))
    except (Undefined, TooLong, ValueError, TypeError):
        return False
    unit = max(10.0 ** -_places(d) / abs(float(d.value)) for d in written)
    units = 1.01 if all(d.digits >= wanted for d in written) else 0.501
    return abs(x - y) <= units * unit * max(abs(x), abs(y))


def _endless(term: Term) -> bool:
    """Whether the exact constant is no finite decimal: 8/3, √2, π."""
    try:
        value = exact_value(term)
    except TooLong:
        return False
    if value is None:
        return True
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest != 1


def _places(decimal: Num) -> int:
    """How many digits stand after the point."""
    lead = len(str(abs(int(decimal.value)))) if abs(decimal.value) >= 1 else 0
    return decimal.digits - lead if lead else decimal.digits + _leading_zeros(decimal)


def _leading_zeros(decimal: Num) -> int:
    value, zeros = abs(decimal.value), 0
    while value and value * 10 < 1 and zeros < 40:
        value, zeros = value * 10, zeros + 1
    return zeros


def _decimal(term: Term) -> Num | None:
    """The decimal that a term is, with a sign before it or a power of ten behind it."""
    match term:
        case Num(_, digits) if digits:
            return term
        case Mul((*factors,)):
            found = [d for d in map(_decimal, factors) if d is not None]
            rest = [f for f in factors if _decimal(f) is None]
            if len(found) == 1 and all(_is_scale(f) for f in rest):
                return found[0]
    return None


def _is_scale(term: Term) -> bool:
    if isinstance(term, Pow):
        return isinstance(term.base, Num) and term.base.value == 10
    return isinstance(term, Num) and term.value in (-1, 10)
