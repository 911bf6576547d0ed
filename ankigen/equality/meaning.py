"""From the expression tree to terms: what each kind of node says.

Where a tree leaves a choice (is ``K^T`` a power?), the ``Usage`` of names on the expected side
decides, so that both sides are taken alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ankigen.notation import tree

from . import naming
from .binders import differential, integrand, operator_on, reach
from .continuation import continued
from .definitions import define
from .terms import (
    HALF,
    INFINITY,
    MINUS_ONE,
    ONE,
    PI,
    Add,
    Apply,
    Bind,
    Compare,
    Const,
    Div,
    Domain,
    E,
    Group,
    Mul,
    Num,
    Piecewise,
    Pow,
    Term,
    Var,
    counted,
    negative,
)

_DEEPEST = 60
_DIGITS = 40
_EXPONENT = 300
_ELEMENTWISE = ("⊙", "∘")
_LOW = ("⊕", "⊗", "∩", "∪", "∖")
_TAKES_BRACKETS = frozenset({"E", "P", "Var", "Cov", "Std", "𝟙", "1", "H", "O", "Corr", "Pr"})


class Meaningless(Exception):
    """A formula that is read but says nothing that could be compared."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How the expected side uses names that may mean two things."""

    variables: frozenset[str] = frozenset()


def meaning(node: tree.Expr, usage: Usage = Usage()) -> Term:  # noqa: B008 - frozen
    """The term that a tree stands for; raises Meaningless."""
    return _Meaning(usage).of(node)


class _Meaning:
    def __init__(self, usage: Usage) -> None:
        self.usage = usage
        self.bound: frozenset[str] = frozenset()
        self.depth = 0

    def of(self, node: tree.Expr) -> Term:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Meaningless("nested too deeply to compare")
        result: Term = _KINDS[type(node)](self, node)
        self.depth -= 1
        return result

    def all(self, nodes: tuple[tree.Expr, ...]) -> tuple[Term, ...]:
        return tuple(self.of(n) for n in nodes)

    # Names and numbers

    def number(self, node: tree.Number) -> Term:
        mantissa, _, exponent = node.text.lower().partition("e")
        if len(mantissa) > _DIGITS or len(exponent) > 5 or abs(int(exponent or 0)) > _EXPONENT:
            raise Meaningless("a number of more digits than can be compared")
        value = Fraction(node.text)
        digits = len(mantissa.replace(".", "").lstrip("0")) if "." in mantissa else 0
        return Num(value, digits)

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
            return self.script(
                tree.Script(tree.Accent(node.mark, node.body.base), node.body.sub)
            )
        return Apply(f"accent {node.mark}", (self.of(node.body),))

    def indices(self, sub: tree.Expr | None) -> tuple[Term, ...]:
        return () if sub is None else tuple(self.index(i) for i in naming.letters_of(sub))

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
        if isinstance(base, Var) and base.name[:1].isupper() and exponent in (Var("-⊤"),):
            return Apply("inverse", (Apply("transpose", (base,)),))
        return Pow(base, exponent)

    def transposes(self, base: Term) -> bool:
        return "T" not in self.usage.variables and not isinstance(base, Num | Const)

    # Arithmetic

    def sum(self, node: tree.Sum) -> Term:
        terms: list[Term] = []
        if any(inner == tree.Symbol("…") for _, inner in node.terms):
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
            sides.append(self.of(factors[0] if len(factors) == 1 else tree.Product(factors, operators)))
        operator = node.operators[place]
        return Apply("⊙" if operator in _ELEMENTWISE else operator, tuple(sides))

    def run(self, factors: list[tree.Expr]) -> Term:
        """Things side by side: names before brackets take them as an index or an argument."""
        result: list[Term] = []
        place = 0
        while place < len(factors):
            factor = factors[place]
            following = factors[place + 1] if place + 1 < len(factors) else None
            place += 1
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
        if isinstance(before, tree.Symbol | tree.Accent | tree.Text):
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

    # Functions

    def call(self, node: tree.Call, *, defined: bool = True) -> Term:
        arguments: tuple[Term, ...] = ()
        for argument in node.arguments:
            arguments += (self.of(_unkeyed(argument)),)
        function, sub, sup = node.function, None, None
        if isinstance(function, tree.Script):
            function, sub, sup = function.base, function.sub, function.sup
        name = naming.plain_name(function)
        if name is None:
            return Apply("call", (self.of(function), *arguments), self.indices(sub))
        if sup is not None:
            star = naming.superscript_label(sup)
            if star is not None:
                name, sup = name + star, None
        if name in ("log", "Log") and sub is not None:
            return self.raised(define("log", (*arguments, self.of(sub))), sup)
        indices: tuple[Term, ...] = ()
        if sub is not None:
            added = naming.label(sub, self.bound)
            if added is not None or name == "D":
                word = added or "".join(naming.letter(s) for s in tree.walk(sub)
                                        if isinstance(s, tree.Symbol))
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
            return define("a" + name, arguments, indices) if name in _INVERTIBLE else define(
                f"inverse {name}", arguments, indices
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
                None if n is None else self.index(n) for n in (r.lower, r.upper, r.members, r.without)
            )
            domains.append(Domain(low, high, members, without))
        body = self.of(node.body if node.operator != "∫" else integrand(node.body)[0])
        self.bound = outside
        for r, domain in reversed(list(zip(reaches, domains, strict=True))):
            body = Bind(node.operator, r.variable, domain, body)
        return body

    # Relations and the rest

    def relation(self, node: tree.Relation) -> Term:
        if set(node.operators) <= {"∧", "∨"}:
            inner = tuple(self.of(s) for s in node.sides if s is not None)
            word = "or" if "∨" in node.operators else "and"
            return inner[0] if len(inner) == 1 else Apply(word, inner)
        sides = [Var("") if s is None else self.of(s) for s in node.sides]
        if node.operators == (":",):
            return Div(sides[0], sides[1])
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


_DEFINES = frozenset({"=", ":=", "←", "≡", "∼"})
_CONSTANTS: dict[str, Term] = {"e": E, "π": PI, "∞": INFINITY}
_FENCED = {"||": "abs", "⌊⌋": "floor", "⌈⌉": "ceil"}
_INVERTIBLE = frozenset("sin cos tan sinh cosh tanh sec csc cot".split())


def _opening(fence: tree.Fence) -> str:
    return fence.open if fence.close == "]" else ""


def _indicator(factor: tree.Expr, following: tree.Expr | None) -> tree.Expr | None:
    """The condition of ``1[z > 0]``."""
    one = factor == tree.Number("1") or factor == tree.Symbol("𝟙")
    if one and isinstance(following, tree.Fence) and isinstance(following.content, tree.Relation):
        return following.content
    return following if one and isinstance(following, tree.Relation) else None


def _unkeyed(argument: tree.Expr) -> tree.Expr:
    """``mean=0`` in a call is the argument 0; ``X = x`` of a probability stays."""
    if isinstance(argument, tree.Relation) and argument.operators == ("=",):
        name, value = argument.sides
        if isinstance(name, tree.Symbol) and len(name.name) > 1 and value is not None:
            return value
    return argument


def _is_index(node: tree.Expr) -> bool:
    """Whether something in square brackets after a letter can only be its index."""
    return all(
        isinstance(n, tree.Number | tree.Sum)
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
