"""Sums, products and quotients: which names beside brackets take them as their own."""

from __future__ import annotations

from collections.abc import Sequence

from ankigen.notation import tree

from . import naming
from .binders import differential, operator_on
from .continuation import continued
from .definitions import define
from .scripts import Names
from .terms import (
    HALF,
    ONE,
    Add,
    Apply,
    Div,
    Mul,
    Pow,
    Term,
    Var,
    counted,
    negative,
)

_DOTS = tree.Symbol("…")
_INDICATORS = (tree.Number("1"), tree.Symbol("𝟙"))
# What a name before it may take as its index or its argument.
_TAKEN = (tree.Fence, tree.Script, tree.Relation)
_ELEMENTWISE = ("⊙", "∘")
_LOW = ("⊕", "⊗", "∩", "∪", "∖")
_TAKES_BRACKETS = frozenset({"E", "P", "Var", "Cov", "Std", "𝟙", "1", "H", "O", "Corr", "Pr"})


class Products(Names):
    """The part of the reading that deals with arithmetic."""

    def sum(self, node: tree.Sum) -> Term:
        terms: list[Term] = []
        if any(isinstance(inner, tree.Symbol) and inner == _DOTS for _, inner in node.terms):
            whole = continued([(s, self.of(t)) for s, t in node.terms])
            if whole is not None:
                return whole
        for sign, inner in node.terms:
            term = self.of(inner)
            if sign in "±∓":
                term = Apply(sign, (term,))
            terms.append(negative(term) if sign == "-" else term)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def product(self, node: tree.Product) -> Term:
        """Explicit entrywise products and set operators bind last, ``*`` next, nothing first."""
        if not any(node.operators):
            return counted(self.run(node.factors))
        for wanted in (_LOW, _ELEMENTWISE):
            places = [i for i, o in enumerate(node.operators) if o in wanted]
            if places:
                return self.split(node, places[-1])
        runs: list[list[tree.Expr]] = [[node.factors[0]]]
        joints: list[str] = []
        for operator, factor in zip(node.operators, node.factors[1:], strict=True):
            if operator:
                joints.append(operator)
                runs.append([factor])
            else:
                runs[-1].append(factor)
        values = [counted(self.run(run)) for run in runs]
        result = values[0]
        for joint, value in zip(joints, values[1:], strict=True):
            starred = joint != "@"
            if isinstance(result, Mul) and result.starred == starred and len(joints) > 1:
                result = Mul((*result.factors, value), starred)
            else:
                result = Mul((result, value), starred, joint in ("@", "·"))
        return result

    def split(self, node: tree.Product, place: int) -> Term:
        sides = []
        for factors, operators in (
            (node.factors[: place + 1], node.operators[:place]),
            (node.factors[place + 1 :], node.operators[place + 1 :]),
        ):
            sides.append(
                self.of(factors[0] if len(factors) == 1 else tree.Product(factors, operators))
            )
        operator = node.operators[place]
        return Apply("⊙" if operator in _ELEMENTWISE else operator, tuple(sides))

    def run(self, factors: Sequence[tree.Expr]) -> Term:
        """Things side by side: names before brackets take them as an index or an argument."""
        result: list[Term] = []
        place = 0
        while place < len(factors):
            factor = factors[place]
            following = factors[place + 1] if place + 1 < len(factors) else None
            place += 1
            if type(following) not in _TAKEN and not isinstance(factor, tree.Fraction):
                result.append(counted(self.of(factor)))
                continue
            fence, raised = following, None
            if isinstance(following, tree.Script) and following.sub is None:
                fence, raised = following.base, following.sup
            if isinstance(fence, tree.Fence) and fence.open == "[" == _opening(fence):
                taken = self.bracketed(factor, fence)
                if taken is not None:
                    result.append(self.raised(taken, raised))
                    place += 1
                    continue
            if _is_differential_operator(factor) and place < len(factors):
                rest = factors[place:]
                body = self.run(rest)
                result.append(self.derived(factor, body))
                break
            if isinstance(following, tree.Relation) and following.operators in (("∣",), ("‖",)):
                name = naming.plain_name(factor)
                if name is not None:
                    result.append(define(name, (self.of(following),)))
                    place += 1
                    continue
            indicated = _indicator(factor, following)
            if indicated is not None:
                result.append(counted(self.of(indicated)))
                place += 1
                continue
            result.append(counted(self.of(factor)))
        return result[0] if len(result) == 1 else Mul(tuple(result))

    def bracketed(self, before: tree.Expr, fence: tree.Fence) -> Term | None:
        """``E[x]`` is a function, ``h[t-1]`` and ``Input[i, j]`` are indices; else None."""
        base = before.base if isinstance(before, tree.Script) else before
        name = naming.plain_name(base)
        if name is None or fence.content is None:
            return None
        if name in _TAKES_BRACKETS:
            indices = self.indices(before.sub) if isinstance(before, tree.Script) else ()
            return Apply(name, self.arguments(fence.content), indices)
        if isinstance(before, (tree.Symbol, tree.Accent, tree.Text)):
            word = len(name) > 1 and not isinstance(before, tree.Accent)
            if word or all(_is_index(i) for i in naming.letters_of(fence.content)):
                return naming.indexed(name, self.indices(fence.content))
        return None

    def arguments(self, content: tree.Expr) -> tuple[Term, ...]:
        if isinstance(content, tree.Sequence):
            return self.all(content.items)
        return (self.of(content),)

    def fraction(self, node: tree.Fraction) -> Term:
        acted = operator_on(node)
        if acted is not None:
            return self.derivative(self.of(acted[1]), self.of(acted[0]))
        over, under = differential(node.numerator), differential(node.denominator)
        if over is not None and under is not None:
            return self.derivative(self.of(over), self.of(under))
        return Div(self.of(node.numerator), self.of(node.denominator))

    def derivative(self, over: Term, under: Term) -> Term:
        """∂a/∂b is one thing with the indices of both, no quotient."""
        if isinstance(over, Var) and isinstance(under, Var):
            return Var(f"∂{over.name}/∂{under.name}", over.indices + under.indices)
        if isinstance(under, Var):
            return Apply(f"∂/∂{under.name}", (over,), under.indices)
        return Apply("∂/∂", (over, under))

    def derived(self, operator: tree.Expr, body: Term) -> Term:
        assert isinstance(operator, tree.Fraction)
        under = differential(operator.denominator)
        assert under is not None
        return self.derivative(body, self.of(under))

    def root(self, node: tree.Root) -> Term:
        body = self.of(node.body)
        return Pow(body, HALF if node.degree is None else Div(ONE, self.of(node.degree)))


def _opening(fence: tree.Fence) -> str:
    return fence.open if fence.close == "]" else ""


def _indicator(factor: tree.Expr, following: tree.Expr | None) -> tree.Expr | None:
    """The condition of ``1[z > 0]``."""
    one = factor in _INDICATORS
    if one and isinstance(following, tree.Fence) and isinstance(following.content, tree.Relation):
        return following.content
    return following if one and isinstance(following, tree.Relation) else None


def _is_index(node: tree.Expr) -> bool:
    """Whether something in square brackets after a letter can only be its index."""
    return all(
        isinstance(n, (tree.Number, tree.Sum))
        or (isinstance(n, tree.Symbol) and n.name in tuple("ijklmnt"))
        for n in tree.walk(node)
    )


def _is_differential_operator(node: tree.Expr) -> bool:
    """``d/dx`` or ``∂/∂w`` before what it acts on."""
    return (
        isinstance(node, tree.Fraction)
        and isinstance(node.numerator, tree.Symbol)
        and node.numerator.name in ("d", "∂")
        and differential(node.denominator) is not None
    )
