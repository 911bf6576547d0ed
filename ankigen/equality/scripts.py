"""Names and numbers, and what stands low and high beside them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ankigen.notation import tree

from . import naming
from .terms import (
    INFINITY,
    MINUS_ONE,
    PI,
    Apply,
    Const,
    E,
    Num,
    Pow,
    Term,
    Var,
)

_NOUGHT = tree.Number("0")
_INVERSE_TRANSPOSE = Var("-⊤")
_DIGITS = 40
_EXPONENT = 300
_CONSTANTS: dict[str, Term] = {"e": E, "π": PI, "∞": INFINITY}


class Meaningless(Exception):
    """A formula that is read but says nothing that could be compared."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How the expected side uses names that may mean two things."""

    variables: frozenset[str] = frozenset()


NO_USAGE = Usage()


@lru_cache(maxsize=256)
def _number(text: str) -> Num:
    """The number that digits stand for; raises Meaningless."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > _DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > _EXPONENT:
        raise Meaningless("a number of more digits than can be compared")
    digits = len(mantissa.replace(".", "").lstrip("0")) if "." in mantissa else 0
    return Num(Fraction(text), digits)


class Names:
    """The part of the reading that deals with names; ``bound`` are those that a sum binds."""

    def __init__(self, usage: Usage) -> None:
        self.usage = usage
        self.bound: frozenset[str] = frozenset()
        self.depth = 0

    def of(self, node: tree.Expr) -> Term:
        """The term of any node."""
        raise NotImplementedError

    def norm(self, node: tree.Fence, degree: tree.Expr | None) -> Term:
        """The term of a norm."""
        raise NotImplementedError

    def all(self, nodes: tuple[tree.Expr, ...]) -> tuple[Term, ...]:
        return tuple([self.of(n) for n in nodes])

    def number(self, node: tree.Number) -> Term:
        return _number(node.text)

    def symbol(self, node: tree.Symbol) -> Term:
        name = naming.letter(node)
        if name in _CONSTANTS and name not in self.usage.variables:
            return _CONSTANTS[name]
        return Var(name)

    def text(self, node: tree.Text) -> Term:
        return Var(node.words.strip())

    def accent(self, node: tree.Accent) -> Term:
        name = naming.plain_name(node)
        if name is not None:
            return Var(name)
        if isinstance(node.body, tree.Script) and node.body.sup is None:
            return self.script(tree.Script(tree.Accent(node.mark, node.body.base), node.body.sub))
        return Apply(f"accent {node.mark}", (self.of(node.body),))

    def indices(self, sub: tree.Expr | None) -> tuple[Term, ...]:
        return () if sub is None else tuple([self.index(i) for i in naming.letters_of(sub)])

    def index(self, node: tree.Expr) -> Term:
        """An index: a bracket round it says nothing, and no letter in it is a constant."""
        if isinstance(node, tree.Fence) and node.content is not None:
            return self.index(node.content)
        if isinstance(node, tree.Symbol):
            return Var(naming.letter(node))
        return self.of(node)

    def script(self, node: tree.Script) -> Term:
        base, sup = node.base, node.sup
        if isinstance(base, tree.Call) and node.sub is not None:
            inner = self.of(base)
            if isinstance(inner, Apply):
                inner = Apply(inner.function, inner.arguments, self.indices(node.sub))
            return self.raised(inner, sup)
        if isinstance(base, tree.Fence) and base.open == "‖" and node.sub is not None:
            return self.raised(self.norm(base, node.sub), sup)
        name = naming.plain_name(base)
        if name is None:
            inner = self.of(base)
            if node.sub is not None:
                inner = Apply("entry", (inner,), self.indices(node.sub))
            return self.raised(inner, sup)
        return self.named(name, node)

    def named(self, name: str, node: tree.Script) -> Term:
        """A name with what stands low and high beside it."""
        sub, sup = node.sub, node.sup
        if sub is not None:
            added = naming.label(sub, self.bound)
            if added is not None:
                name, sub = f"{name}_{added}", None
        if sup is not None:
            star = naming.superscript_label(sup)
            if star is not None:
                name, sup = name + star, None
        if sup == _NOUGHT and sub is None and len(name) == 1 and name.isupper():
            # ``E^0`` is the one at the start or in the standard state, and no power.
            sub, sup = sup, None
        indices = self.indices(sub)
        if isinstance(sup, tree.Fence) and sup.open in "([":
            indices, sup = indices + self.indices(sup.content), None
        if not indices and isinstance(node.base, tree.Symbol):
            plain = self.symbol(node.base) if name == naming.letter(node.base) else Var(name)
        else:
            plain = naming.indexed(name, indices)
        return self.raised(plain, sup)

    def raised(self, base: Term, sup: tree.Expr | None) -> Term:
        if sup is None:
            return base
        if naming.is_transpose(sup) or (naming.may_be_transpose(sup) and self.transposes(base)):
            return Apply("transpose", (base,))
        exponent = self.of(sup)
        if exponent == MINUS_ONE:
            return Apply("inverse", (base,))
        if isinstance(base, Var) and base.name[:1].isupper() and exponent == _INVERSE_TRANSPOSE:
            return Apply("inverse", (Apply("transpose", (base,)),))
        return Pow(base, exponent)

    def transposes(self, base: Term) -> bool:
        return "T" not in self.usage.variables and not isinstance(base, (Num, Const))
