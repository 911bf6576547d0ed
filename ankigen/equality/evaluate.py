"""The value of a term at one point: names drawn by their keys, sums and products written out.

A value is a scalar of the field or a matrix over it. What has no value at the point (a division
by zero, a shape that does not fit, an order of complex numbers) raises ``Undefined``; what costs
too much raises ``TooLong``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .exact import ExactField
from .leaves import MOST_STEPS
from .matrices import (
    Field,
    Matrix,
    ShapeError,
    determinant,
    each,
    inverse,
    norm,
    outer,
    product,
    softmax,
    sum_of_entries,
    trace,
    transpose,
)
from .ranges import Ranges
from .terms import (
    Add,
    Apply,
    Bind,
    Compare,
    Const,
    Div,
    Group,
    Mul,
    Num,
    Piecewise,
    Pow,
    Term,
    Var,
)
from .world import Misshapen, TooLong, Uncovered, Undefined, World


def evaluate(term: Term, arithmetic: Field, world: World) -> Any:
    """The value of ``term``; raises Undefined or TooLong."""
    try:
        return Evaluation(arithmetic, world).value(term)
    except ShapeError as error:
        raise Misshapen(str(error)) from error
    except (ArithmeticError, ValueError, TypeError, IndexError) as error:
        raise Undefined(str(error)) from error


def exact_value(term: Term) -> Fraction | None:
    """A term of numbers as the rational number it is; None where it is not plainly one."""
    value = Evaluation(ExactField(""), World()).exact(term, free=False)
    return None if value is None else Fraction(value)


class Evaluation(Ranges):
    """One evaluation of one term."""

    def value(self, term: Term) -> Any:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooLong
        return _VALUE[type(term)](self, term)

    def add(self, term: Add) -> Any:
        total = self.value(term.terms[0])
        for inner in term.terms[1:]:
            total = self.plus(total, self.value(inner))
        return total

    def plus(self, a: Any, b: Any) -> Any:
        if type(a) is Matrix or type(b) is Matrix:
            return each(self.field.add, a, b)
        return self.field.add(a, b)

    def multiply(self, term: Mul) -> Any:
        total = self.value(term.factors[0])
        elementwise = term.starred and self.world.elementwise and not term.inner
        for inner in term.factors[1:]:
            total = self.times(total, self.value(inner), elementwise, term.inner)
        return total

    def times(self, a: Any, b: Any, elementwise: bool = False, inner: bool = False) -> Any:
        if type(a) is Matrix:
            if type(b) is Matrix and not elementwise:
                if inner and a.shape == b.shape and 1 in a.shape and not a.flat:
                    return sum_of_entries(self.field, each(self.field.multiply, a, b))
                return product(self.field, a, b)
        elif type(b) is not Matrix:
            return self.field.multiply(a, b)
        return each(self.field.multiply, a, b)

    def divide(self, term: Div) -> Any:
        over, under = self.value(term.numerator), self.value(term.denominator)
        if type(over) is Matrix or type(under) is Matrix:
            return each(self.field.divide, over, under)
        return self.field.divide(over, under)

    def power(self, term: Pow) -> Any:
        base, exponent = self.value(term.base), self.value(term.exponent)
        known = self.exact(term.exponent, free=False)
        if type(base) is not Matrix and type(exponent) is not Matrix:
            return self.field.power(base, exponent, known)
        square = isinstance(base, Matrix) and base.shape[0] == base.shape[1]
        if square and known is not None and known.denominator == 1 and 2 <= known <= 8:
            result: Any = base
            for _ in range(int(known) - 1):
                result = product(self.field, result, base)
            return result
        return each(lambda b, e: self.field.power(b, e, known), base, exponent)

    def apply(self, term: Apply) -> Any:
        values = [self.value(a) for a in term.arguments]
        special = _SPECIAL.get(term.function)
        if special is not None and len(values) == special[0]:
            return special[1](self, *values)
        indices = "".join([f"[{self.index(i)}]" for i in term.indices])
        if term.function == "softmax" and len(values) == 1 and isinstance(values[0], Matrix):
            return softmax(self.field, values[0])
        if not term.indices and self.field.known(term.function):
            return each(lambda *xs: self.field.call(term.function, list(xs)), *values)
        if term.function in self.bound:
            indices += f"#{self.bound[term.function]}"
        if term.function.startswith("∂/∂"):
            self.field.faithful = False
        value = self.oracle(f"function {term.function}{indices}", values)
        # Probabilities are positive, like the names that are so by custom.
        return each(self.field.magnitude, value) if _is_probability(term) else value

    def oracle(self, key: str, values: list[Any]) -> Any:
        """An unknown function; of a matrix, a matrix each of whose entries hangs on all others."""
        flat = [x for v in values for x in (v.entries() if isinstance(v, Matrix) else [v])]
        first = next((v for v in values if isinstance(v, Matrix)), None)
        if first is None:
            return self.field.oracle(key, flat)
        height, width = first.shape
        rows = tuple(
            tuple(self.field.oracle(f"{key}[{i}][{j}]", flat) for j in range(width))
            for i in range(height)
        )
        return Matrix(rows, first.flat)

    def unordered(self, key: str, a: Any, b: Any) -> Any:
        """An unknown function that does not care for the order of its two arguments."""
        both = [self.oracle(key, [x]) for x in (a, b)]
        return self.oracle(f"{key} of both", [each(self.field.add, *both)])

    def bind(self, term: Bind) -> Any:
        members = self.members(term.domain, term.variable)
        outer = self.bound.get(term.variable)
        values = []
        for member in members:
            self.bound[term.variable] = member
            values.append(self.value(term.body))
        if outer is None:
            self.bound.pop(term.variable, None)
        else:
            self.bound[term.variable] = outer
        return self.fold(term.operator, members, values)

    def fold(self, operator: str, members: list[int], values: list[Any]) -> Any:
        if operator in ("argmax", "argmin"):
            ranks = [self.field.order(v) for v in values]
            if None in ranks or len(set(ranks)) < len(ranks):
                return self.field.oracle(operator, values)
            # The place alone would often agree by chance; the whole order does not.
            order = sorted(zip(ranks, members, strict=True), reverse=operator == "argmin")
            return self.field.oracle("argmax", [self.field.number(m) for _, m in order])
        if operator in ("max", "min"):
            if not values:
                raise Undefined
            if self.field.known(operator):
                return each(lambda *xs: self.field.call(operator, list(xs)), *values)
            return self.field.oracle(operator, values)
        if operator in ("∑", "∏", "mean"):
            total: Any = self.field.number(1 if operator == "∏" else 0)
            for value in values:
                total = self.times(total, value) if operator == "∏" else self.plus(total, value)
            if operator == "mean":
                total = each(self.field.divide, total, self.field.number(len(values)))
            return total
        # Any other binder (∫, lim, ⋃) is an unknown function of what its body is at some places.
        self.field.faithful = False
        return self.oracle(f"binder {operator}", values)

    def compare(self, term: Compare) -> Any:
        values = [self.value(term.left), self.value(term.right)]
        if term.operator in ("=", "≠"):
            return self.unordered(f"relation {term.operator}", *values)
        return self.oracle(f"relation {term.operator}", values)

    def piecewise(self, term: Piecewise) -> Any:
        for value, condition in term.rows:
            holds = True if condition is None else self.holds(condition)
            if holds is None:
                parts = [self.value(v) for v, _ in term.rows]
                tests = [self.value(c) for _, c in term.rows if c is not None]
                return self.oracle("cases", parts + tests)
            if holds:
                return self.value(value)
        raise Uncovered

    def holds(self, condition: Term) -> bool | None:
        match condition:
            case Apply("and" | "or" as word, arguments):
                tests = [self.holds(a) for a in arguments]
                if None in tests:
                    return None
                return all(tests) if word == "and" else any(tests)
            case Compare(operator, left, right) if operator in _ORDER:
                a, b = (self.field.order(self.value(side)) for side in (left, right))
                return None if a is None else _ORDER[operator](a, b)
        return None

    def group(self, term: Group) -> Any:
        if term.kind == "rows":
            rows = []
            for row in term.items:
                cells = row.items if isinstance(row, Group) else (row,)
                rows.append(tuple(self.value(cell) for cell in cells))
            if len({len(row) for row in rows}) != 1:
                raise ShapeError("ragged rows")
            return Matrix(tuple(rows))
        return self.oracle(f"group {term.kind}", [self.value(item) for item in term.items])


def _is_probability(term: Apply) -> bool:
    if term.function not in ("P", "Pr", "p", "q"):
        return False
    conditional = any(isinstance(a, Compare) and a.operator == "∣" for a in term.arguments)
    return conditional or term.function in ("P", "Pr")


_ORDER = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "≤": lambda a, b: a <= b,
    "≥": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
}

_VALUE: dict[type, Any] = {
    Num: Evaluation.number,
    Const: Evaluation.constant,
    Var: Evaluation.variable,
    Add: Evaluation.add,
    Mul: Evaluation.multiply,
    Div: Evaluation.divide,
    Pow: Evaluation.power,
    Apply: Evaluation.apply,
    Bind: Evaluation.bind,
    Compare: Evaluation.compare,
    Piecewise: Evaluation.piecewise,
    Group: Evaluation.group,
}

# Functions of whole matrices, with the number of their arguments.
_SPECIAL: dict[str, tuple[int, Any]] = {
    "transpose": (1, lambda self, x: transpose(x)),
    "inverse": (1, lambda self, x: inverse(self.field, x)),
    "det": (1, lambda self, x: determinant(self.field, x)),
    "trace": (1, lambda self, x: trace(self.field, x)),
    "⊙": (2, lambda self, a, b: each(self.field.multiply, a, b)),
    "@": (2, lambda self, a, b: product(self.field, a, b)),
    "norm": (1, lambda self, x: norm(self.field, x)),
    "total": (1, lambda self, x: sum_of_entries(self.field, x)),
    "outer": (2, lambda self, a, b: outer(self.field, a, b)),
    "∩": (2, lambda self, a, b: self.unordered("∩", a, b)),
    "∪": (2, lambda self, a, b: self.unordered("∪", a, b)),
}
