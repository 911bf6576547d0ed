"""The values of numbers and names at a point, and of what stands in an index or an exponent."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .draws import draw
from .matrices import Field, Matrix, identity
from .terms import Add, Apply, Compare, Const, Div, Group, Mul, Num, Term, Var
from .world import SIZE, TooLong, World

# Deviations, small constants, temperatures and counts are positive by the field's custom, and so
# are quantities with a word for a name (threshold, stride).
_POSITIVE = frozenset("σετnmNdKT")
MOST_STEPS = 6_000
_LARGEST_EXPONENT = 10**40


def _is_word(name: str) -> bool:
    """A word of letters; a letter with its mark (``hat y``) is none."""
    return len(name) > 2 and name.isascii() and " " not in name


class Leaves:
    """An evaluation at one point: the arithmetic, the names' shapes, what is bound just now."""

    def __init__(self, arithmetic: Field, world: World) -> None:
        self.field = arithmetic
        self.world = world
        self.bound: dict[str, int] = {}
        self.steps = 0

    def number(self, term: Num) -> Any:
        return self.field.number(term.value)

    def constant(self, term: Const) -> Any:
        return self.field.constant(term.name)

    def variable(self, term: Var) -> Any:
        name = key = term.name
        if term.indices:
            for i in term.indices:
                key += f"[{self.index(i)}]"
        elif name in self.bound:
            return self.field.number(self.bound[name])
        elif name in self.world.sizes:
            return self.field.number(self.size(name))
        shape = self.world.shapes.get(name)
        if shape is None or self.component(term, shape):
            value = self.field.drawn.get(key)
            if value is None:
                positive = name in _POSITIVE or _is_word(name)
                value = self.field.positive(key) if positive else self.field.variable(key)
                self.field.drawn[key] = value
            return value
        if name == "I" and not term.indices:
            return identity(self.field, SIZE)
        return self.matrix(key, shape)

    def component(self, term: Var, shape: tuple[int, int]) -> bool:
        """Whether bound indices pick single entries: x_i of a vector, W_{ij} of a matrix."""
        running = sum(isinstance(i, Var) and i.name in self.bound for i in term.indices)
        return running >= (1 if 1 in shape else 2)

    def matrix(self, key: str, shape: tuple[int, int]) -> Matrix:
        whole = (key, shape, self.world.flat)
        value: Matrix | None = self.field.drawn.get(whole)
        if value is None:
            value = self.field.drawn[whole] = self._matrix(key, *shape)
        return value

    def _matrix(self, key: str, height: int, width: int) -> Matrix:
        variable = self.field.variable
        if width == 1 or height == 1:
            entries = [variable(f"{key}[{k + 1}]") for k in range(height * width)]
            if self.world.flat or width == 1:
                return Matrix(tuple((x,) for x in entries), self.world.flat)
            return Matrix((tuple(entries),))
        return Matrix(
            tuple(
                tuple(variable(f"{key}[{i + 1}][{j + 1}]") for j in range(width))
                for i in range(height)
            )
        )

    def size(self, name: str) -> int:
        key = ("size", name)
        found: int | None = self.field.drawn.get(key)
        if found is None:
            found = self.field.drawn[key] = 3 + draw(self.field.seed, "size", name) % 4
        return found

    def index(self, term: Term) -> object:
        """The value of an index: a whole number where it is one, else what it says."""
        if isinstance(term, Var) and not term.indices and term.name in self.bound:
            return self.bound[term.name]
        whole = self.exact(term)
        return whole if whole is not None else f"{self._spelled(term)}"

    def _spelled(self, term: Term) -> str:
        match term:
            case Var(name, indices):
                return name + "".join(f"[{self.index(i)}]" for i in indices)
            case Const(name):
                return name
            case Apply(function, arguments) | Group(function, arguments):
                return f"{function}({','.join(str(self.index(a)) for a in arguments)})"
            case Compare(operator, a, b):
                return f"{self.index(a)}{operator}{self.index(b)}"
        return repr(term)

    def exact(self, term: Term, *, free: bool = True) -> Fraction | int | None:
        """The term as a rational number, where it is made of integers, bounds and indices.

        A ``free`` name, which nothing binds, stands for a large number of its own: that is what
        an unbound index means. Exponents are read without it.
        """
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooLong
        if isinstance(term, Num):
            return term.value
        if isinstance(term, Var):
            return self._exact_name(term, free)
        if isinstance(term, Add):
            return self._exact_sum(term.terms, free)
        if isinstance(term, Mul):
            return self._exact_product(term.factors, free)
        if isinstance(term, Div):
            return self._exact_quotient(term, free)
        return None

    def _exact_name(self, term: Var, free: bool) -> int | None:
        name = term.name
        if term.indices:
            return None
        if name in self.bound:
            return self.bound[name]
        if name in self.world.sizes:
            return self.size(name)
        if free and len(name) == 1:
            return 1000 + draw(self.field.seed, "index", name) % 100_000
        return None

    def _exact_sum(self, terms: tuple[Term, ...], free: bool) -> Fraction | int | None:
        total: Fraction | int = 0
        for inner in terms:
            part = self.exact(inner, free=free)
            if part is None:
                return None
            total = total + part
        return total if -_LARGEST_EXPONENT <= total <= _LARGEST_EXPONENT else None

    def _exact_product(self, factors: tuple[Term, ...], free: bool) -> Fraction | int | None:
        total: Fraction | int = 1
        for inner in factors:
            part = self.exact(inner, free=free)
            if part is None:
                return None
            total = total * part
            if not -_LARGEST_EXPONENT <= total <= _LARGEST_EXPONENT:
                return None
        return total

    def _exact_quotient(self, term: Div, free: bool) -> Fraction | int | None:
        over = self.exact(term.numerator, free=free)
        under = self.exact(term.denominator, free=free)
        return Fraction(over) / under if over is not None and under else None
