"""A normal form as a key: equal keys, equal formulas, without evaluating anything.

Sums are flat and sorted, products too where all factors are numbers; bound variables are counted,
not named. It is what decides terms that no field can evaluate, and the cheapest rung.
"""

from __future__ import annotations

from fractions import Fraction

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


def normal(term: Term, *, ordered: bool) -> str:
    """The key; ``ordered`` keeps the order of products (they may be of matrices)."""
    return _Key(ordered).of(term, ())


class _Key:
    def __init__(self, ordered: bool) -> None:
        self.ordered = ordered

    def of(self, term: Term, bound: tuple[str, ...]) -> str:
        match term:
            case Num(value):
                return str(value)
            case Const(name):
                return name
            case Var(name, indices):
                if name in bound:
                    depth = len(bound) - 1 - bound[::-1].index(name)
                    name = f"#{depth}"
                return name + "".join(f"[{self.of(i, bound)}]" for i in indices)
            case Add(terms):
                return self.sum(terms, bound)
            case Mul(factors):
                return self.product(factors, bound)
            case Apply(function, arguments, indices):
                inner = [self.of(a, bound) for a in arguments]
                if function in _SYMMETRIC:
                    inner.sort()
                marks = "".join(f"[{self.of(i, bound)}]" for i in indices)
                return f"{function}{marks}({','.join(inner)})"
            case Compare(operator, a, b):
                left, right = self.of(a, bound), self.of(b, bound)
                if operator in _TURNED:
                    operator, left, right = _TURNED[operator], right, left
                if operator in "=≠" and right < left:
                    left, right = right, left
                return f"({left} {operator} {right})"
        return self.rest(term, bound)

    def rest(self, term: Term, bound: tuple[str, ...]) -> str:
        match term:
            case Div(a, b) | Pow(a, b):
                sign = "/" if isinstance(term, Div) else "^"
                return f"({self.of(a, bound)}{sign}{self.of(b, bound)})"
            case Bind(operator, variable, domain, body):
                bounds = [
                    "" if t is None else self.of(t, (*bound, variable))
                    for t in (domain.lower, domain.upper, domain.members, domain.without)
                ]
                return f"{operator}<{';'.join(bounds)}>({self.of(body, (*bound, variable))})"
            case Piecewise(rows):
                shown = (
                    f"{self.of(v, bound)}?{'' if c is None else self.of(c, bound)}" for v, c in rows
                )
                return "{" + ";".join(shown) + "}"
            case Group(kind, items):
                inner = [self.of(i, bound) for i in items]
                if kind == "{}":
                    inner.sort()
                return f"{kind[:1]}{','.join(inner)}{kind[1:]}"
        raise TypeError(term)

    def sum(self, terms: tuple[Term, ...], bound: tuple[str, ...]) -> str:
        total, keys = Fraction(0), []
        for t in _flat(terms, Add):
            if isinstance(t, Num):
                total += t.value
            else:
                keys.append(self.of(t, bound))
        if total or not keys:
            keys.append(str(total))
        return keys[0] if len(keys) == 1 else "(" + "+".join(sorted(keys)) + ")"

    def product(self, factors: tuple[Term, ...], bound: tuple[str, ...]) -> str:
        total, keys = Fraction(1), []
        for t in _flat(factors, Mul):
            if isinstance(t, Num):
                total *= t.value
            else:
                keys.append(self.of(t, bound))
        if not self.ordered:
            keys.sort()
        if total != 1 or not keys:
            keys.insert(0, str(total))
        return keys[0] if len(keys) == 1 else "(" + "*".join(keys) + ")"


def _flat(terms: tuple[Term, ...], kind: type[Add] | type[Mul]) -> list[Term]:
    result: list[Term] = []
    stack = list(reversed(terms))
    while stack:
        t = stack.pop()
        if isinstance(t, kind):
            stack.extend(reversed(t.terms if isinstance(t, Add) else t.factors))
        else:
            result.append(t)
    return result
