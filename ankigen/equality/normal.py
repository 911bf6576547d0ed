"""A normal form as a key: equal keys, equal formulas, without evaluating anything.

Sums are flat and sorted, products too where all factors are numbers; bound variables are counted,
not named. It is what decides terms that no field can evaluate, and the cheapest rung.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from .lately import remembered
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

_SYMMETRIC = frozenset({"⊙", "max", "min", "∩", "∪"})
_TURNED = {">": "<", "≥": "≤", "⊃": "⊂", "⊇": "⊆"}
_Bound = tuple[str, ...]


def normal(term: Term, *, ordered: bool) -> str:
    """The key; ``ordered`` keeps the order of products (they may be of matrices)."""
    key, either = normal_in_order(term)
    return key if ordered or either else _Key(False).of(term, ())


@remembered
def normal_in_order(term: Term) -> tuple[str, bool]:
    """The key that keeps the order of products, and whether the other one is the same."""
    maker = _Key(True)
    key = maker.of(term, ())
    return key, maker.sorted


class _Key:
    def __init__(self, ordered: bool) -> None:
        self.ordered = ordered
        self.sorted = True

    def of(self, term: Term, bound: _Bound) -> str:
        return _KEY[type(term)](self, term, bound)

    def number(self, term: Num, bound: _Bound) -> str:
        return str(term.value)

    def constant(self, term: Const, bound: _Bound) -> str:
        return term.name

    def variable(self, term: Var, bound: _Bound) -> str:
        name = term.name
        if name in bound:
            name = f"#{len(bound) - 1 - bound[::-1].index(name)}"
        return name + self.marks(term.indices, bound) if term.indices else name

    def marks(self, indices: tuple[Term, ...], bound: _Bound) -> str:
        return "".join([f"[{self.of(i, bound)}]" for i in indices])

    def sum(self, term: Add, bound: _Bound) -> str:
        total: Fraction | int = 0
        keys = []
        for t in _flat(term.terms, Add):
            if type(t) is Num:
                total += t.value
            else:
                keys.append(self.of(t, bound))
        if total or not keys:
            keys.append(str(total))
        return keys[0] if len(keys) == 1 else "(" + "+".join(sorted(keys)) + ")"

    def product(self, term: Mul, bound: _Bound) -> str:
        total: Fraction | int = 1
        keys = []
        for t in _flat(term.factors, Mul):
            if type(t) is Num:
                total = t.value if total == 1 else total * t.value
            else:
                keys.append(self.of(t, bound))
        if not self.ordered:
            keys.sort()
        elif self.sorted and len(keys) > 1:
            self.sorted = keys == sorted(keys)
        if total != 1 or not keys:
            keys.insert(0, str(total))
        return keys[0] if len(keys) == 1 else "(" + "*".join(keys) + ")"

    def quotient(self, term: Div, bound: _Bound) -> str:
        return f"({self.of(term.numerator, bound)}/{self.of(term.denominator, bound)})"

    def power(self, term: Pow, bound: _Bound) -> str:
        return f"({self.of(term.base, bound)}^{self.of(term.exponent, bound)})"

    def apply(self, term: Apply, bound: _Bound) -> str:
        inner = [self.of(a, bound) for a in term.arguments]
        if term.function in _SYMMETRIC:
            inner.sort()
        return f"{term.function}{self.marks(term.indices, bound)}({','.join(inner)})"

    def compare(self, term: Compare, bound: _Bound) -> str:
        operator = term.operator
        left, right = self.of(term.left, bound), self.of(term.right, bound)
        if operator in _TURNED:
            operator, left, right = _TURNED[operator], right, left
        if operator in "=≠" and right < left:
            left, right = right, left
        return f"({left} {operator} {right})"

    def bind(self, term: Bind, bound: _Bound) -> str:
        inside = (*bound, term.variable)
        domain = term.domain
        bounds = [
            "" if t is None else self.of(t, inside)
            for t in (domain.lower, domain.upper, domain.members, domain.without)
        ]
        return f"{term.operator}<{';'.join(bounds)}>({self.of(term.body, inside)})"

    def piecewise(self, term: Piecewise, bound: _Bound) -> str:
        shown = [
            f"{self.of(v, bound)}?{'' if c is None else self.of(c, bound)}" for v, c in term.rows
        ]
        return "{" + ";".join(shown) + "}"

    def group(self, term: Group, bound: _Bound) -> str:
        inner = [self.of(i, bound) for i in term.items]
        if term.kind == "{}":
            inner.sort()
        return f"{term.kind[:1]}{','.join(inner)}{term.kind[1:]}"


_KEY: dict[type, Callable[[_Key, Any, _Bound], str]] = {
    Num: _Key.number,
    Const: _Key.constant,
    Var: _Key.variable,
    Add: _Key.sum,
    Mul: _Key.product,
    Div: _Key.quotient,
    Pow: _Key.power,
    Apply: _Key.apply,
    Compare: _Key.compare,
    Bind: _Key.bind,
    Piecewise: _Key.piecewise,
    Group: _Key.group,
}


def _flat(terms: tuple[Term, ...], kind: type[Add] | type[Mul]) -> Sequence[Term]:
    for t in terms:
        if type(t) is kind:
            break
    else:
        return terms
    result: list[Term] = []
    stack = list(reversed(terms))
    while stack:
        t = stack.pop()
        if isinstance(t, kind):
            stack.extend(reversed(t.terms if isinstance(t, Add) else t.factors))
        else:
            result.append(t)
    return result
