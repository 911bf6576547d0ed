"""numpy and PyTorch notation: Python's own grammar reads it, nothing is ever run.

``ast`` turns the text into a syntax tree; the few node kinds that formulas use become terms, every
other kind is refused. Names go through the reader of formulas, so ``beta1`` and ``d_k`` mean here
what they mean there.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..definitions import SAME, define
from ..terms import (
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Add,
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
    counted,
    negative,
    rewrite,
)

_LONGEST = 1_500
_DEEPEST = 40
_MARKS = re.compile(
    r"\*\*|@|\.(?:T|mT)\b|[-+*/]=|\blambda\b|\breturn\b|\bfor\b.*\bin\b|\belse\b"
    r"|\b(?:np|numpy|torch|tf|jnp|math|nn|F|scipy|sp)\.[A-Za-z]"
    r"|[\w)\]]\.[a-z_]+\(|\.(?:sum|mean|exp|log|sqrt|pow|norm|std|var|max|min|abs|transpose|t|dot|square|sigmoid|tanh"
    r"|softmax|relu|matmul|mm|argmax|argmin|clip|clamp)\(|\[[^\]]*\]|\b(?:sum|len|mean)\("
)
_MODULES = frozenset("np numpy torch tf jnp math nn F functional linalg scipy sp special random init stats norm "
    "rng".split())
_UNCHANGED = frozenset(
    "view reshape squeeze unsqueeze float double detach item astype contiguous expand numpy clone "
    "flatten tensor array asarray to cpu expand_dims as_tensor".split()
)
_TRANSPOSES = frozenset("T mT t transpose swapaxes permute adjoint".split())
_ALONG_AXIS = frozenset("sum mean softmax prod std var log_softmax logsumexp norm".split())
_OTHER_NAMES = {
    "clamp": "clip",
    "amax": "max",
    "amin": "min",
    "nansum": "sum",
    "einsum": "",
    "cross_entropy": "",
    "cdf": "Φ",
}
_STANDARD_NORMAL = "standard normal"
_RELATIONS: dict[type, str] = {
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
    ast.NotEq: "≠",
}


class NotCode(Exception):
    """The text is no code of the kind that formulas are written in."""


def looks_like_code(text: str) -> bool:
    """Whether a text has marks of Python in it; a cheap test before parsing."""
    return len(text) <= _LONGEST and "\\" not in text and bool(_MARKS.search(text))


def read_code(text: str, name: Callable[[str], Term]) -> list[Term]:
    """The statements of a text as terms, assignments as equations.

    Args:
        text: an expression or a few statements.
        name: what an identifier stands for.

    Raises:
        NotCode: the text is no Python, or Python of another kind.
    """
    if len(text) > _LONGEST or _depth(text) > _DEEPEST:
        raise NotCode("too long")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(text.strip().replace("\r", "\n"))
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise NotCode("no Python") from error
    reader = _Reader(name)
    try:
        return [t for statement in module.body for t in reader.statement(statement)]
    except RecursionError as error:
        raise NotCode("nested too deeply") from error


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest


class _Reader:
    def __init__(self, name: Callable[[str], Term]) -> None:
        self.name = name

    def statement(self, node: ast.stmt) -> list[Term]:
        match node:
            case ast.Expr(value):
                return [self.of(value)]
            case ast.Assign([target], value):
                return [Compare("=", self.of(target), self.of(value))]
            case ast.AugAssign(target, operator, value):
                old = self.of(target)
                return [Compare("=", old, self.binary(operator, old, self.of(value)))]
            case ast.If(test, [*body], orelse):
                return [self.branch(test, body, orelse)]
            case ast.Return(value) if value is not None:
                return [self.of(value)]
            case ast.FunctionDef(_, _, body):
                return [t for inner in body for t in self.statement(inner)]
        raise NotCode(type(node).__name__)

    def branch(self, test: ast.expr, body: list[ast.stmt], orelse: list[ast.stmt]) -> Term:
        """``if c: g = …`` as the value that g gets where the condition holds."""
        inner = [t for statement in body for t in self.statement(statement)]
        others = [t for statement in orelse for t in self.statement(statement)]
        if len(inner) != 1 or len(others) > 1:
            raise NotCode("branch")
        rows: list[tuple[Term, Term | None]] = [(_assigned(inner[0]), self.of(test))]
        if others:
            rows.append((_assigned(others[0]), None))
        value = Piecewise(tuple(rows))
        return Compare("=", inner[0].left, value) if isinstance(inner[0], Compare) else value

    def of(self, node: ast.expr) -> Term:
        method = _NODES.get(type(node))
        if method is None:
            raise NotCode(type(node).__name__)
        result: Term = method(self, node)
        return result

    def constant(self, node: ast.Constant) -> Term:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise NotCode("constant")
        if isinstance(node.value, int):
            if abs(node.value) > 10**40:
                raise NotCode("number")
            return Num(Fraction(node.value))
        text = repr(node.value)
        if "n" in text or "e" in text and abs(int(text.split("e")[1])) > 300:
            raise NotCode("number")
        return Num(Fraction(text), len(text.replace(".", "").lstrip("0")))

    def identifier(self, node: ast.Name) -> Term:
        return self.name(node.id)

    def unary(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.USub):
            return negative(self.of(node.operand))
        if isinstance(node.op, ast.UAdd):
            return self.of(node.operand)
        raise NotCode("operator")

    def operation(self, node: ast.BinOp) -> Term:
        return self.binary(node.op, self.of(node.left), self.of(node.right))

    def binary(self, operator: ast.operator, left: Term, right: Term) -> Term:
        match operator:
            case ast.Add():
                return Add((left, right))
            case ast.Sub():
                return Add((left, negative(right)))
            case ast.Mult():
                for one, other in ((left, right), (right, left)):
                    if one == Apply(_STANDARD_NORMAL, ()):
                        return Apply("N", (ZERO, Pow(other, TWO)))
                return Mul((counted(left), counted(right)), starred=True)
            case ast.MatMult():
                return Mul((left, right), inner=True)
            case ast.Div():
                return Div(left, right)
            case ast.FloorDiv():
                return Apply("floor", (Div(left, right),))
            case ast.Pow():
                return Pow(left, right)
            case ast.BitXor():
                return Pow(left, right)
        raise NotCode("operator")

    def comparison(self, node: ast.Compare) -> Term:
        sides = [self.of(n) for n in (node.left, *node.comparators)]
        signs = [_RELATIONS.get(type(o)) for o in node.ops]
        links = []
        for sign, a, b in zip(signs, sides, sides[1:], strict=False):
            if sign is None:
                raise NotCode("relation")
            links.append(Compare(sign, a, b))
        return links[0] if len(links) == 1 else Apply("and", tuple(links))

    def conditional(self, node: ast.IfExp) -> Term:
        return Piecewise(
            ((self.of(node.body), self.of(node.test)), (self.of(node.orelse), None))
        )

    def attribute(self, node: ast.Attribute) -> Term:
        """``K.T``, ``np.pi``, ``math.e``, ``w.grad``."""
        if node.attr in ("T", "mT"):
            return Apply("transpose", (self.of(node.value),))
        if isinstance(node.value, ast.Name) and node.value.id in _MODULES:
            return self.name(node.attr)
        if node.attr == "grad":
            inner = self.of(node.value)
            if isinstance(inner, Var):
                return Var(f"∇{inner.name}", inner.indices)
        raise NotCode("attribute")

    def subscript(self, node: ast.Subscript) -> Term:
        """``h[t-1]`` is an index; slices and ``None`` only arrange the axes."""
        base = self.of(node.value)
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        kept = []
        for place in places:
            arranging = isinstance(place, ast.Slice) or (
                isinstance(place, ast.Constant) and place.value in (None, Ellipsis)
            )
            if not arranging:
                kept.append(self.of(place))
        if not kept:
            return base
        if isinstance(base, Var):
            return Var(base.name, base.indices + tuple(kept))
        return Apply("entry", (base,), tuple(kept))

    def call(self, node: ast.Call) -> Term:
        function, values = self.callee(node)
        if function == "sum" and len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
            return self.generated(node.args[0])
        if function == "identity":
            return counted(values[0])
        if function in ("normal", "randn", "standard_normal", "uniform"):
            return _drawn(function, values)
        if function == "len":
            return Apply("count", values)
        if function in _ALONG_AXIS:
            values = values[:1]
            axes = _axes(node)
            if axes > 1 and function in ("sum", "mean"):
                every = Domain(members=Num(Fraction(axes)))
                return Bind("∑" if function == "sum" else "mean", "", every, values[0])
        name = _OTHER_NAMES.get(function, function)
        if not name:
            raise NotCode(function)
        if name.lower() in ("matmul", "dot", "mm", "bmm", "inner", "vdot") and len(values) == 2:
            return Mul(values, inner=True)
        if name in ("maximum", "minimum") or SAME.get(name, name) in _KNOWN_CALLS:
            return define(name, values)
        if name == "clip":
            return self.clipped(values, node.keywords)
        known = self.name(name)
        return define(known.name if isinstance(known, Var) else name, values)

    def clipped(self, values: tuple[Term, ...], keywords: list[ast.keyword]) -> Term:
        """``clamp(x, min=0)`` has one bound, ``clip(x, a, b)`` two."""
        named = {k.arg: self.of(k.value) for k in keywords}
        result, *bounds = values
        low = named.get("min", bounds[0] if bounds else None)
        high = named.get("max", bounds[1] if len(bounds) > 1 else None)
        if low is not None:
            result = Apply("max", (result, low))
        return result if high is None else Apply("min", (result, high))

    def callee(self, node: ast.Call) -> tuple[str, tuple[Term, ...]]:
        """The function's name and its arguments; a method's object is its first argument."""
        if any(isinstance(a, ast.Starred) for a in node.args):
            raise NotCode("arguments")
        generator = len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp)
        values = () if generator else tuple(self.of(a) for a in node.args)
        if isinstance(node.func, ast.Name):
            return node.func.id, values
        if not isinstance(node.func, ast.Attribute):
            raise NotCode("call")
        owner, name = node.func.value, node.func.attr
        root = owner
        while isinstance(root, ast.Attribute):
            root = root.value
        in_module = isinstance(root, ast.Name) and root.id in _MODULES
        if not in_module:
            values = (self.of(owner), *values)
        if name in _TRANSPOSES:
            return "transpose", values[:1]
        if name in _UNCHANGED:
            return "identity", values[:1]
        return name, values

    def generated(self, node: ast.GeneratorExp) -> Term:
        """``sum(x[i] for i in range(n))``, ``sum(a*b for a, b in zip(x, y))``."""
        body = self.of(node.elt)
        for loop in reversed(node.generators):
            if loop.ifs:
                raise NotCode("condition")
            body = self.loop(loop, body)
        return body

    def loop(self, loop: ast.comprehension, body: Term) -> Term:
        over = loop.iter
        ranged = isinstance(over, ast.Call) and isinstance(over.func, ast.Name)
        if ranged and over.func.id == "range" and isinstance(loop.target, ast.Name):  # type: ignore[attr-defined]
            return self.ranged(loop.target.id, over.args, body)  # type: ignore[attr-defined]
        if ranged and over.func.id == "zip":  # type: ignore[attr-defined]
            lists = over.args  # type: ignore[attr-defined]
        else:
            lists = [over]
        targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else [loop.target]
        if len(targets) != len(lists):
            raise NotCode("loop")
        renamed = {self.of(t): self.of(s) for t, s in zip(targets, lists, strict=True)}
        return Bind("∑", "", Domain(), rewrite(body, lambda t: renamed.get(t, t)))

    def ranged(self, variable: str, bounds: list[ast.expr], body: Term) -> Term:
        """Counting from nought to n − 1 is counting from one to n."""
        known = self.name(variable)
        letter = known.name if isinstance(known, Var) else variable
        values = [self.of(b) for b in bounds]
        if len(values) == 1:
            return Bind("∑", letter, Domain(ONE, values[0]), body)
        if len(values) == 2:
            return Bind("∑", letter, Domain(values[0], _before(values[1])), body)
        raise NotCode("range")

    def several(self, node: ast.Tuple) -> Term:
        return Group("()", tuple(self.of(e) for e in node.elts))

    def listed(self, node: ast.List) -> Term:
        return Group("[]", tuple(self.of(e) for e in node.elts))

    def function(self, node: ast.Lambda) -> Term:
        return self.of(node.body)


def _axes(node: ast.Call) -> int:
    """How many axes a call names: 2 for ``axis=(2, 3)``; 0 where it names one or none."""
    for keyword in node.keywords:
        if keyword.arg in ("axis", "dim") and isinstance(keyword.value, ast.Tuple | ast.List):
            return len(keyword.value.elts)
    return 0


def _assigned(term: Term) -> Term:
    return term.right if isinstance(term, Compare) and term.operator == "=" else term


def _drawn(function: str, values: tuple[Term, ...]) -> Term:
    """numpy's generators: ``normal`` takes the deviation where N takes the variance."""
    if function == "uniform":
        return Apply("U", values[:2])
    if function == "normal" and len(values) > 1:
        return Apply("N", (values[0], Pow(values[1], TWO)))
    return Apply(_STANDARD_NORMAL, ())


def _before(term: Term) -> Term:
    """One less; of ``n + 1`` it is ``n``."""
    if isinstance(term, Add) and term.terms[-1] == ONE:
        return term.terms[0] if len(term.terms) == 2 else Add(term.terms[:-1])
    return Add((term, MINUS_ONE))


_KNOWN_CALLS = frozenset(
    "max min exp log sqrt abs transpose identity sum mean var std softmax norm pow where "
    "square sin cos tan tanh sigmoid relu concat outer ⊙ floor ceil round sign erf argmax "
    "argmin log1p expm1 log2 log10 logsumexp softplus gelu silu product det trace inverse".split()
)
_NODES: dict[type, Any] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.identifier,
    ast.UnaryOp: _Reader.unary,
    ast.BinOp: _Reader.operation,
    ast.Compare: _Reader.comparison,
    ast.IfExp: _Reader.conditional,
    ast.Attribute: _Reader.attribute,
    ast.Subscript: _Reader.subscript,
    ast.Call: _Reader.call,
    ast.Tuple: _Reader.several,
    ast.List: _Reader.listed,
    ast.Lambda: _Reader.function,
}
