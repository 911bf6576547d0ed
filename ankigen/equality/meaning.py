"""From the expression tree to terms: what each kind of node says.

Where a tree leaves a choice (is ``K^T`` a power?), the ``Usage`` of names on the expected side
decides, so that both sides are taken alike.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from ankigen.notation import tree

from . import naming
from .binders import integrand, reach
from .definitions import bare_sum, define
from .products import Products
from .scripts import NO_USAGE, Meaningless, Usage
from .terms import (
    INFINITY,
    MINUS_ONE,
    ONE,
    Apply,
    Bind,
    Compare,
    Div,
    Domain,
    Group,
    Mul,
    Num,
    Piecewise,
    Pow,
    Term,
    Var,
)

_DEEPEST = 60


def meaning(node: tree.Expr, usage: Usage = NO_USAGE) -> Term:
    """The term that a tree stands for; raises Meaningless."""
    return _Meaning(usage).of(node)


class _Meaning(Products):
    def of(self, node: tree.Expr) -> Term:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Meaningless("nested too deeply to compare")
        result: Term = _KINDS[type(node)](self, node)
        self.depth -= 1
        return result

    def call(self, node: tree.Call, *, defined: bool = True) -> Term:
        arguments = tuple([self.of(_unkeyed(argument)) for argument in node.arguments])
        function = node.function
        sub: tree.Expr | None = None
        sup: tree.Expr | None = None
        if isinstance(node.function, tree.Script):
            function, sub, sup = node.function.base, node.function.sub, node.function.sup
        name = naming.plain_name(function)
        if name is None:
            return Apply("call", (self.of(function), *arguments), self.indices(sub))
        if sup is not None:
            star = naming.superscript_label(sup)
            if star is not None:
                name, sup = name + star, None
        if name == "arg" and len(arguments) == 1 and isinstance(arguments[0], Bind):
            return replace(arguments[0], operator="arg" + arguments[0].operator)
        if name in ("log", "Log") and sub is not None:
            return self.raised(define("log", (*arguments, self.of(sub))), sup)
        indices: tuple[Term, ...] = ()
        if sub is not None:
            added = naming.label(sub, self.bound)
            if added is not None or name == "D":
                word = added or "".join(
                    naming.letter(s) for s in tree.walk(sub) if isinstance(s, tree.Symbol)
                )
                name = f"{name}_{word}"
            else:
                indices = self.indices(sub)
        if not defined and sup is None:
            return Apply(name, arguments, indices)
        return self.powered(name, arguments, indices, sup)

    def powered(
        self, name: str, arguments: tuple[Term, ...], indices: tuple[Term, ...], sup: Any
    ) -> Term:
        """``tanh²(z)`` is a power, ``sin⁻¹(x)`` the inverse function, ``V^π(s)`` an index."""
        if sup is None:
            return define(name, arguments, indices)
        exponent = self.index(sup)
        if exponent == MINUS_ONE:
            return (
                define("a" + name, arguments, indices)
                if name in _INVERTIBLE
                else define(f"inverse {name}", arguments, indices)
            )
        if isinstance(exponent, Num):
            return Pow(define(name, arguments, indices), exponent)
        if naming.is_transpose(sup):
            return Apply("transpose", (define(name, arguments, indices),))
        return Apply(name, arguments, (*indices, exponent))

    def fence(self, node: tree.Fence) -> Term:
        kind = node.open + node.close
        if kind == "‖‖":
            return self.norm(node, None)
        if node.content is None:
            return Group(kind, ())
        if isinstance(node.content, tree.Sequence):
            items = self.all(node.content.items)
            if kind == "⟨⟩" and len(items) == 2:
                return Mul((Apply("transpose", items[:1]), items[1]))
            return Group(kind, items)
        inner = self.of(node.content)
        if kind in _FENCED:
            return Apply(_FENCED[kind], (inner,))
        return Group(kind, (inner,)) if kind == "{}" else inner

    def norm(self, node: tree.Fence, degree: tree.Expr | None) -> Term:
        if node.content is None:
            raise Meaningless("a norm of nothing")
        inner = self.of(node.content)
        if degree is None or degree == tree.Number("2") or naming.plain_name(degree) == "F":
            return Apply("norm", (inner,))
        power = self.of(degree)
        size = Apply("abs", (inner,))
        if power == ONE:
            return Bind("∑", "", Domain(), size)
        if power == INFINITY:
            return Bind("max", "", Domain(), size)
        return Pow(Bind("∑", "", Domain(), Pow(size, power)), Div(ONE, power))

    def big(self, node: tree.Big) -> Term:
        """A big operator; several variables under one sign are as many signs."""
        reaches = reach(node)
        outside = self.bound
        self.bound = outside | {r.variable for r in reaches}
        domains = []
        for r in reaches:
            low, high, members, without = (
                None if n is None else self.index(n)
                for n in (r.lower, r.upper, r.members, r.without)
            )
            domains.append(Domain(low, high, members, without))
        body = self.of(node.body if node.operator != "∫" else integrand(node.body)[0])
        self.bound = outside
        if node.operator == "∑" and node.lower is node.upper is None:
            return bare_sum(body)
        for r, domain in reversed(list(zip(reaches, domains, strict=True))):
            body = Bind(node.operator, r.variable, domain, body)
        return body

    def relation(self, node: tree.Relation) -> Term:
        if set(node.operators) <= {"∧", "∨"}:
            inner = tuple(self.of(s) for s in node.sides if s is not None)
            word = "or" if "∨" in node.operators else "and"
            return inner[0] if len(inner) == 1 else Apply(word, inner)
        sides = [Var("") if s is None else self.of(s) for s in node.sides]
        if node.operators == (":",):
            return Div(sides[0], sides[1])
        slope = _small_difference(node.sides[0])
        if slope is not None and node.operators[0] in _DEFINES:
            sides[0] = Var(slope)
        if node.operators[0] in _DEFINES and isinstance(node.sides[0], tree.Call):
            # What is being defined keeps its name, even where the name is known: σ(z) = ….
            sides[0] = self.call(node.sides[0], defined=False)
        pairs = [
            Compare(operator, a, b)
            for operator, a, b in zip(node.operators, sides, sides[1:], strict=False)
        ]
        return pairs[0] if len(pairs) == 1 else Apply("and", tuple(pairs))

    def sequence(self, node: tree.Sequence) -> Term:
        return Group(node.separator, self.all(node.items))

    def cases(self, node: tree.Cases) -> Term:
        """Values by condition; ``if c: g = x`` is ``g = x if c``."""
        values = [v for v, _ in node.rows]
        if all(isinstance(v, tree.Relation) and v.operators == ("=",) for v in values):
            lefts = {v.sides[0] for v in values if isinstance(v, tree.Relation)}
            left = lefts.pop()
            if not lefts and left is not None:
                rows = tuple(
                    (v.sides[1], c)
                    for v, c in node.rows
                    if isinstance(v, tree.Relation) and v.sides[1] is not None
                )
                name = self.of(left)
                if len(rows) == 1 and rows[0][1] is not None and left in tree.walk(rows[0][0]):
                    # What is changed under a condition stays what it was without it.
                    rows = (*rows, (left, None))
                return Compare("=", name, self.of(tree.Cases(rows)))
        return Piecewise(
            tuple((self.of(v), None if c is None else self.of(c)) for v, c in node.rows)
        )

    def matrix(self, node: tree.Matrix) -> Term:
        rows = Group("rows", tuple(Group("row", self.all(row)) for row in node.rows))
        return Apply("det", (rows,)) if node.bracket == "|" else rows

    def prefix(self, node: tree.Prefix) -> Term:
        """``∇L`` and ``Δw`` are names; ``∇_θ L`` is ∂L/∂θ."""
        operator, body = node.operator, node.body
        script = operator if isinstance(operator, tree.Script) else None
        sign = naming.plain_name(script.base if script else operator) or "?"
        if sign == "∇" and script is not None and script.sub is not None and script.sup is None:
            return self.derivative(self.of(body), self.of(script.sub))
        if isinstance(body, tree.Call):
            inner = self.of(body)
            if isinstance(inner, Apply):
                return Apply(sign + inner.function, inner.arguments, inner.indices)
        inner = self.of(body)
        if isinstance(inner, Var):
            return Var(sign + inner.name, inner.indices)
        return Apply(sign, (inner,))

    def postfix(self, node: tree.Postfix) -> Term:
        inner = self.of(node.body)
        if node.operator == "%":
            return Mul((inner, Num(Fraction(1, 100))))
        return Apply("factorial", (inner,))


def _small_difference(node: tree.Expr | None) -> str | None:
    """``dW`` alone on the left is a name of code for a gradient, no product."""
    match node:
        case tree.Product((tree.Symbol("d"), tree.Symbol(name)), ("",)):
            return f"d{name}"
    return None


def _unkeyed(argument: tree.Expr) -> tree.Expr:
    """``mean=0`` in a call is the argument 0; ``X = x`` of a probability stays."""
    if isinstance(argument, tree.Relation) and argument.operators == ("=",):
        name, value = argument.sides
        if isinstance(name, tree.Symbol) and name.name in _OF_CODE:
            raise Meaningless(f"{name.name}= in what is no code")
        if isinstance(name, tree.Symbol) and len(name.name) > 1 and value is not None:
            return value
    return argument


# Keywords that change what a function gives, which only the reader of code understands.
_OF_CODE = frozenset({"axis", "dim", "dims", "ddof", "ord", "reduction", "correction"})
_DEFINES = frozenset({"=", ":=", "←", "≡", "≈", "∼"})
_FENCED = {"||": "abs", "⌊⌋": "floor", "⌈⌉": "ceil"}
_INVERTIBLE = frozenset(["sin", "cos", "tan", "sinh", "cosh", "tanh", "sec", "csc", "cot"])

_KINDS: dict[type, Any] = {
    tree.Number: _Meaning.number,
    tree.Symbol: _Meaning.symbol,
    tree.Text: _Meaning.text,
    tree.Accent: _Meaning.accent,
    tree.Script: _Meaning.script,
    tree.Sum: _Meaning.sum,
    tree.Product: _Meaning.product,
    tree.Fraction: _Meaning.fraction,
    tree.Root: _Meaning.root,
    tree.Call: _Meaning.call,
    tree.Fence: _Meaning.fence,
    tree.Big: _Meaning.big,
    tree.Relation: _Meaning.relation,
    tree.Sequence: _Meaning.sequence,
    tree.Cases: _Meaning.cases,
    tree.Matrix: _Meaning.matrix,
    tree.Prefix: _Meaning.prefix,
    tree.Postfix: _Meaning.postfix,
}
