"""Calls in code: functions of numpy and PyTorch, methods of arrays, sums over generators."""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction

from ..definitions import SAME, define
from ..terms import (
    MINUS_ONE,
    ONE,
    TWO,
    Add,
    Apply,
    Bind,
    Domain,
    Mul,
    Num,
    Pow,
    Term,
    Var,
    counted,
    rewrite,
)

MODULES = frozenset(
    [
        "np",
        "numpy",
        "torch",
        "tf",
        "jnp",
        "math",
        "nn",
        "F",
        "functional",
        "linalg",
        "scipy",
        "sp",
        "special",
        "random",
        "init",
        "stats",
        "norm",
        "rng",
    ]
)
_UNCHANGED = frozenset(
    [
        "view",
        "reshape",
        "squeeze",
        "unsqueeze",
        "float",
        "double",
        "detach",
        "item",
        "astype",
        "contiguous",
        "expand",
        "numpy",
        "clone",
        "flatten",
        "tensor",
        "array",
        "asarray",
        "to",
        "cpu",
        "expand_dims",
        "as_tensor",
    ]
)
_TRANSPOSES = frozenset(["T", "mT", "t", "transpose", "swapaxes", "permute", "adjoint"])
_ALONG_AXIS = frozenset(
    ["sum", "mean", "softmax", "prod", "std", "var", "log_softmax", "logsumexp", "norm"]
)
_OTHER_NAMES = {
    "clamp": "clip",
    "amax": "max",
    "amin": "min",
    "nansum": "sum",
    "einsum": "",
    "cross_entropy": "",
    "cdf": "Φ",
}
STANDARD_NORMAL = "standard normal"
_KNOWN_CALLS = frozenset(
    [
        "max",
        "min",
        "exp",
        "log",
        "sqrt",
        "abs",
        "transpose",
        "identity",
        "sum",
        "mean",
        "var",
        "std",
        "softmax",
        "norm",
        "pow",
        "where",
        "square",
        "sin",
        "cos",
        "tan",
        "tanh",
        "sigmoid",
        "relu",
        "concat",
        "outer",
        "⊙",
        "floor",
        "ceil",
        "round",
        "sign",
        "erf",
        "argmax",
        "argmin",
        "log1p",
        "expm1",
        "log2",
        "log10",
        "logsumexp",
        "softplus",
        "gelu",
        "silu",
        "product",
        "det",
        "trace",
        "inverse",
    ]
)


class NotCode(Exception):
    """The text is no code of the kind that formulas are written in."""


class Calls:
    """The part of the reader of code that deals with calls."""

    def __init__(self, name: Callable[[str], Term]) -> None:
        self.name = name

    def of(self, node: ast.expr) -> Term:
        """The term of any expression."""
        raise NotImplementedError

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
        in_module = isinstance(root, ast.Name) and root.id in MODULES
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
        lists = [loop.iter]
        if isinstance(loop.iter, ast.Call) and isinstance(loop.iter.func, ast.Name):
            function = loop.iter.func.id
            if function == "range" and isinstance(loop.target, ast.Name):
                return self.ranged(loop.target.id, loop.iter.args, body)
            if function == "zip":
                lists = loop.iter.args
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


def _axes(node: ast.Call) -> int:
    """How many axes a call names: 2 for ``axis=(2, 3)``; 0 where it names one or none."""
    for keyword in node.keywords:
        if keyword.arg in ("axis", "dim") and isinstance(keyword.value, ast.Tuple | ast.List):
            return len(keyword.value.elts)
    return 0


def _drawn(function: str, values: tuple[Term, ...]) -> Term:
    """numpy's generators: ``normal`` takes the deviation where N takes the variance."""
    if function == "uniform":
        return Apply("U", values[:2])
    if function == "normal" and len(values) > 1:
        return Apply("N", (values[0], Pow(values[1], TWO)))
    return Apply(STANDARD_NORMAL, ())


def _before(term: Term) -> Term:
    """One less; of ``n + 1`` it is ``n``."""
    if isinstance(term, Add) and term.terms[-1] == ONE:
        return term.terms[0] if len(term.terms) == 2 else Add(term.terms[:-1])
    return Add((term, MINUS_ONE))
