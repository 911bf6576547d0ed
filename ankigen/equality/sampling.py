"""Two terms at the same points: exactly in a finite field, then in doubles, then in 50 digits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from .evaluate import evaluate
from .exact import ExactField
from .floating import FloatField, real
from .matrices import Field, Matrix
from .terms import Apply, Bind, Compare, Const, Num, Piecewise, Pow, Term, Var, every, walk
from .world import Uncovered, Undefined, World

_KINDS = ("unit", "positive", "mixed")
# How many points are tried where all of them count. A root or a bend needs names of either sign in
# many combinations; a smooth formula that agrees at one point by chance has no second one.
_SMOOTH, _BENT, _MOST = 6, 14, 36
_MIXED = 12
_ENOUGH = 3
_EQUAL = 1e-12
_UNSURE = 1e-6
# A bound that is seldom met (clip) needs names near to and far from nought.
_BOUNDED, _STRETCHES = 30, (1.0, 3.0)
_BOUNDS = frozenset({"max", "min"})
_BROKEN = frozenset({"max", "min", "abs", "sign", "floor", "ceil", "round", "argmax", "argmin"})


def same_exactly(a: Term, b: Term, here: World, there: World, seed: str) -> bool | None:
    """One evaluation in GF(2⁶¹−1), three where sums have symbolic bounds; None: no decision.

    With a seed that hangs on ``a`` alone its values serve for many ``b``. Raises TooLong.
    """
    faithful, agreed = True, 0
    for point in range(3 if here.sizes else 1):
        try:
            mine, known = _exactly(a, here, seed, point)
            field = ExactField(seed, point)
            same = _same_entries(mine, evaluate(b, field, there))
        except Undefined:
            continue
        faithful = faithful and known and field.faithful
        if not same:
            return False if faithful else None
        agreed += 1
    return True if agreed else None


# The latest values, by the identity of the term (which each entry holds) and the point.
_VALUES: dict[tuple[int, int], tuple[Term, World, str, Any, bool]] = {}
_MOST_VALUES = 64


def _exactly(term: Term, world: World, seed: str, point: int) -> tuple[Any, bool]:
    """The exact value at a point, and whether it is that of the term. Raises Undefined, TooLong."""
    entry = _VALUES.get((id(term), point))
    if entry is None or entry[1] != world or entry[2] != seed:
        field = ExactField(seed, point)
        value = evaluate(term, field, world)
        if len(_VALUES) >= _MOST_VALUES:
            _VALUES.clear()
        entry = _VALUES[id(term), point] = (term, world, seed, value, field.faithful)
    return entry[3], entry[4]


def same_by_sampling(a: Term, b: Term, here: World, there: World, seed: str) -> bool | None:
    """At points where both sides are real; at complex ones only if hardly any are.

    Returns True after at least three points that agree and none that differs, None where there
    are fewer or where a side can only be approximated.
    """
    agreed, complex_agreed, complex_differed, lopsided = 0, 0, 0, False
    usual, points = _points(a, b)
    for tried, (number, kind, stretch) in enumerate(points):
        if tried >= usual and agreed >= _ENOUGH:
            break
        gap = _gap(a, b, here, there, (seed, number, kind, stretch))
        if gap is None:
            continue
        size, is_real, faithful = gap
        if gap is _LOPSIDED:
            lopsided = True
        elif size > _UNSURE or math.isnan(size):
            if not faithful:
                return None
            if is_real:
                return False
            complex_differed += kind != "mixed"
        elif is_real:
            agreed += 1
        else:
            complex_agreed += 1
    if agreed >= _ENOUGH:
        # Who leaves out the bars of log|x| leaves out half of the values.
        return not (lopsided and _has_size(a) != _has_size(b))
    if agreed + complex_agreed >= _ENOUGH:
        return not complex_differed
    return None


def ratio(a: Term, b: Term, here: World, there: World, seed: str, number: int) -> float | None:
    """a/b at one point; None where a side has no real value or both are zero.

    Where only one side is zero, or the entries of matrices are in different ratios, it is NaN: no
    constant factor makes one of the other.
    """
    field = FloatField(seed, number, _KINDS[number % 3])
    try:
        x, y = (evaluate(t, field, w) for t, w in ((a, here), (b, there)))
        pairs = entries_beside(x, y)
        if pairs is None:
            return math.nan
        values = [(real(p), real(q)) for p, q in pairs]
    except (Undefined, ValueError, OverflowError):
        return None
    if not all(math.isfinite(v) for pair in values for v in pair):
        return None
    found = [p / q if p and q else math.nan for p, q in values if p or q]
    if not found:
        return None
    return found[0] if all(abs(r - found[0]) <= 1e-9 * abs(found[0]) for r in found) else math.nan


def _points(a: Term, b: Term) -> tuple[int, Iterator[tuple[int, str, float]]]:
    """How many points are enough if enough of them count, and the points that there are.

    A point is a number, the range of its names and the stretch of that: wide ones meet far
    conditions.
    """
    sides = (a, b)
    if not any(every(Var, t) or every(Apply, t) for t in sides):
        return _ENOUGH, ((n, kind, 1.0) for n, kind in enumerate(_KINDS))
    if any(every(Piecewise, t) or every(Compare, t) for t in sides):
        scales = {abs(float(t.value)) for side in sides for t in every(Num, side)}
        stretches = [1.0, *sorted(s for s in scales if 3 < s < 1e9)[:4]]
        many = range(_MOST)
        return _MOST, ((n, _KINDS[n % 3], stretches[n // 3 % len(stretches)]) for n in many)
    curved = [t for side in sides for kind in _MAY_BEND for t in every(kind, side)]
    if any(isinstance(t, Apply) and t.function in _BOUNDS for t in curved):
        near_and_far = ((n, _KINDS[n % 3], _STRETCHES[n // 3 % 2]) for n in range(_MOST))
        return _BOUNDED, near_and_far
    if any(map(bends, curved)):
        return _BENT, ((n, kind, 1.0) for n, kind in _MIXED_POINTS)
    return _SMOOTH, ((n, _KINDS[n % 3], 1.0) for n in range(_MOST))


# One point of the plain kinds, then those at which the names take either sign in turns.
_MIXED_POINTS = (
    (_MIXED, "unit"),
    (_MIXED + 1, "positive"),
    *((n, "mixed") for n in range(_MIXED)),
    *((n, _KINDS[n % 3]) for n in range(_MIXED + 2, _MOST)),
)


_MAY_BEND: tuple[type[Term], ...] = (Apply, Bind, Pow)


def bends(t: Term) -> bool:
    """Whether the sign of a name may count for more than a factor: roots, sizes, maxima."""
    if isinstance(t, Apply):
        return t.function in _BROKEN
    if isinstance(t, Bind):
        return t.operator in _BROKEN
    if not isinstance(t, Pow) or isinstance(t.base, (Const, Num)):
        return False
    return not (isinstance(t.exponent, Num) and t.exponent.value.denominator == 1)


_Point = tuple[str, int, str, float]
_Gap = tuple[float, bool, bool]
_UNLIKE: _Gap = (1.0, True, True)
# Just one of the sides is real.
_LOPSIDED: _Gap = (0.0, False, True)


def _gap(a: Term, b: Term, here: World, there: World, point: _Point) -> _Gap | None:
    """How far apart the sides are, whether both are real, and whether nothing was shortened."""
    found = _distance(a, b, here, there, FloatField(*point), _double_gap)
    if found is not None and _EQUAL < found[0] <= _UNSURE:
        from .precise import PreciseField

        return _distance(a, b, here, there, PreciseField(*point), _precise_gap)
    return found


def _distance(
    a: Term,
    b: Term,
    here: World,
    there: World,
    field: Field,
    gap: Callable[[Any, Any], float],
) -> _Gap | None:
    try:
        x, y = evaluate(a, field, here), evaluate(b, field, there)
    except Uncovered:
        return _UNLIKE if _one_is_uncovered(a, b, here, there, field) else None
    except Undefined:
        return None
    pairs = entries_beside(x, y)
    if pairs is None:
        return _UNLIKE
    values = [v for pair in pairs for v in pair]
    if not all(abs(v) < math.inf for v in values):
        return None
    reality = [_is_real(p) + _is_real(q) for p, q in pairs]
    if 1 in reality:
        return _LOPSIDED
    widest = max((gap(p, q) for p, q in pairs), default=0.0)
    return widest, all(r == 2 for r in reality), field.faithful


def _has_size(term: Term) -> bool:
    return any(t.function == "abs" for t in every(Apply, term))


def _one_is_uncovered(a: Term, b: Term, here: World, there: World, field: Field) -> bool:
    """Whether just one side leaves a case out that the other one tells from the rest.

    What holds everywhere may be given with the condition of its use (``e^{-x}, x ≥ 0``); what is
    another value elsewhere may not.
    """
    values = [_value_if_any(a, field, here), _value_if_any(b, field, there)]
    if values.count(None) != 1:
        return False
    term, value = (a, values[0]) if values[1] is None else (b, values[1])
    told = any(isinstance(t, Piecewise) or bends(t) for t in walk(term))
    return told and not isinstance(value, Matrix) and _is_real(value)


def _value_if_any(term: Term, field: Field, world: World) -> Any:
    try:
        return evaluate(term, field, world)
    except Undefined:
        return None


def entries_beside(x: Any, y: Any) -> list[tuple[Any, Any]] | None:
    """Entries side by side; None where the shapes differ (a flat array has no orientation)."""
    if isinstance(x, Matrix) and isinstance(y, Matrix):
        turned = (x.flat or y.flat) and x.shape == y.shape[::-1]
        if x.shape != y.shape and not (turned and 1 in x.shape):
            return None
        return list(zip(x.entries(), y.entries(), strict=True))
    if isinstance(x, Matrix) or isinstance(y, Matrix):
        return None
    return [(x, y)]


def _same_entries(x: Any, y: Any) -> bool:
    pairs = entries_beside(x, y)
    return pairs is not None and all(p == q for p, q in pairs)


def _is_real(value: Any) -> bool:
    imaginary = getattr(value, "imag", 0)
    return bool(abs(imaginary) <= 1e-9 * max(1.0, abs(value)))


def _double_gap(p: Any, q: Any) -> float:
    """The relative distance; one near zero is left to more digits."""
    scale = max(abs(p), abs(q))
    distance = abs(p - q)
    if distance == 0:
        return 0.0
    relative = float(distance / scale)
    return min(relative, _UNSURE) if scale < 1e-7 else relative


def _precise_gap(p: Any, q: Any) -> float:
    distance = abs(p - q)
    near = distance <= 1e-30 * max(abs(p), abs(q)) or distance < 1e-40
    return 0.0 if near else 1.0
