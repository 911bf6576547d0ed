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
    ZERO,
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
from .array_functions import FUNCTIONS, LAYERS, Options, norm, spread
from .axes import REDUCTIONS, UnknownAxis, along_rows, axes_of, has_rows
from .call_names import KNOWN_CALLS, MODULES, TRANSPOSES, UNCHANGED
from .einsum import summed

_SUMS = {"sum": "∑", "fsum": "∑", "mean": "mean", "prod": "∏", "max": "max", "min": "min"}
_BY_ROW = frozenset({"softmax", "log_softmax", "normalize"})
# Where the axis stands among the arguments; it is the second one of most functions.
_AXIS_AFTER = {"cosine_similarity": 2, "normalize": 2}
_VALUES = frozenset({"alpha", "value", "ord", "p", "ddof", "correction", "weight", "end"})
_MEANINGFUL = _VALUES | {"axis", "dim", "dims", "reduction", "min", "max", "unbiased"}
_HARMLESS = frozenset(
    [
        "keepdim",
        "keepdims",
        "dtype",
        "device",
        "requires_grad",
        "inplace",
        "out",
        "memory_format",
        "loc",
        "scale",
        "size",
        "mean",
        "std",
        "low",
        "high",
        "approximate",
        "eps",
    ]
)
_OTHER_NAMES = {
    "clamp": "clip",
    "amax": "max",
    "amin": "min",
    "nansum": "sum",
    "nanmean": "mean",
    "cdf": "Φ",
}
STANDARD_NORMAL = "standard normal"


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
        node = _applied(node)
        function, values = self.callee(node)
        self.refuse_unknown(node)
        if len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp | ast.ListComp):
            return self.generated(node.args[0], _SUMS.get(function))
        if function == "identity":
            return counted(values[0])
        if function in ("normal", "randn", "standard_normal", "uniform"):
            return _drawn(function, values)
        if function == "len":
            return Apply("count", values)
        if function == "einsum":
            return self.einsum(node)
        if function in REDUCTIONS:
            return self.reduced(function, values, node)
        return self.plain(function, values, node)

    def plain(self, function: str, values: tuple[Term, ...], node: ast.Call) -> Term:
        """A function that works on all its arguments alike."""
        counts, made = FUNCTIONS.get(function, ((), None))
        if made is not None and len(values) in counts:
            return made(values, self.options(node))
        name = _OTHER_NAMES.get(function, function)
        if name.lower() in ("matmul", "dot", "mm", "bmm", "inner", "vdot") and len(values) == 2:
            return Mul(values, inner=True)
        if name in ("maximum", "minimum") or SAME.get(name, name) in KNOWN_CALLS:
            return define(name, values)
        if name == "clip":
            return self.clipped(values, node.keywords)
        known = self.name(name)
        return define(known.name if isinstance(known, Var) else name, values)

    def reduced(self, function: str, values: tuple[Term, ...], node: ast.Call) -> Term:
        """A function along an axis; down the columns it is the one along the rows, turned."""
        owner = len(values) - len(node.args)
        try:
            axes = axes_of(
                node, None if function == "norm" else _AXIS_AFTER.get(function, 1) - owner
            )
        except UnknownAxis:
            raise NotCode("axis") from None
        options = self.options(node)
        if function in ("sum", "mean") and len(axes) > 1:
            every = Domain(members=Num(Fraction(len(axes))))
            return Bind("∑" if function == "sum" else "mean", "", every, values[0])
        try:
            value, turned = along_rows(function, values[0], axes)
        except UnknownAxis:
            raise NotCode("axis") from None
        if function == "norm":
            if axes and has_rows(values[0]):
                raise NotCode("axis")
            second = values[1] if len(values) > 1 else None
            degree = options.values.get("ord", options.values.get("p", second))
            return norm(values[0], degree or options.words.get("ord") or options.words.get("p"))
        if function in ("std", "var"):
            if axes and has_rows(values[0]):
                raise NotCode("axis")
            corrected = _is_corrected(options)
            return spread(values[0], corrected=corrected, root=function == "std")
        if function == "cosine_similarity":
            return self.plain(function, values[:2], node)
        if function not in _BY_ROW or not turned:
            # A sum has no orientation: which index it runs over is for the other side to say.
            name = _OTHER_NAMES.get(function, function)
            inner = values[:1]
            if axes and has_rows(values[0]) and function not in _BY_ROW:
                return Apply(f"{name} along {'columns' if turned else 'rows'}", inner)
            return FUNCTIONS[name][1](inner, options) if name in FUNCTIONS else define(name, inner)
        made = (
            FUNCTIONS[function][1]((value,), options)
            if function in FUNCTIONS
            else define(function, (value,))
        )
        return Apply("transpose", (made,))

    def einsum(self, node: ast.Call) -> Term:
        spec, *arrays = node.args
        if not (isinstance(spec, ast.Constant) and isinstance(spec.value, str)):
            raise NotCode("einsum")
        found = summed(spec.value, tuple(self.of(a) for a in arrays))
        if found is None:
            raise NotCode("einsum")
        return found

    def options(self, node: ast.Call) -> Options:
        """The keywords that change what a function gives."""
        words, values = {}, {}
        for keyword in node.keywords:
            name, value = keyword.arg or "", keyword.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str | bool):
                words[name] = str(value.value)
            elif name in _VALUES:
                values[name] = self.of(value)
        return Options(words, values)

    def refuse_unknown(self, node: ast.Call) -> None:
        """No keyword is passed over that might change the value."""
        for keyword in node.keywords:
            if keyword.arg not in _HARMLESS and keyword.arg not in _MEANINGFUL:
                raise NotCode("keyword")

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
        generator = len(node.args) == 1 and isinstance(
            node.args[0], ast.GeneratorExp | ast.ListComp
        )
        spec = bool(node.args) and isinstance(node.args[0], ast.Constant)
        if generator or (spec and isinstance(node.args[0].value, str)):  # type: ignore[attr-defined]
            values: tuple[Term, ...] = ()
        else:
            values = tuple(self.of(a) for a in node.args if not _is_word(a))
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
        if name in TRANSPOSES:
            return "transpose", values[:1]
        if name in UNCHANGED:
            return "identity", values[:1]
        if name.endswith("_") and not name.endswith("__") and not in_module:
            return name[:-1], values
        return name, values

    def generated(self, node: ast.GeneratorExp | ast.ListComp, operator: str | None) -> Term:
        """``sum(x[i] for i in range(n))``, ``sum([a*b for a, b in zip(x, y)])``."""
        if operator is None:
            raise NotCode("comprehension")
        body = self.of(node.elt)
        for loop in reversed(node.generators):
            if loop.ifs:
                raise NotCode("condition")
            body = self.loop(loop, body, operator)
        return body

    def loop(self, loop: ast.comprehension, body: Term, operator: str) -> Term:
        lists = [loop.iter]
        if isinstance(loop.iter, ast.Call) and isinstance(loop.iter.func, ast.Name):
            function = loop.iter.func.id
            if function == "range" and isinstance(loop.target, ast.Name):
                return self.ranged(loop.target.id, loop.iter.args, body, operator)
            if function == "zip":
                lists = loop.iter.args
        targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else [loop.target]
        if len(targets) != len(lists):
            raise NotCode("loop")
        renamed = {self.of(t): self.of(s) for t, s in zip(targets, lists, strict=True)}
        return Bind(operator, "", Domain(), rewrite(body, lambda t: renamed.get(t, t)))

    def ranged(self, variable: str, bounds: list[ast.expr], body: Term, operator: str) -> Term:
        """Counting from nought to n − 1 is counting from one to n."""
        known = self.name(variable)
        letter = known.name if isinstance(known, Var) else variable
        values = [self.of(b) for b in bounds]
        if len(values) == 1:
            return Bind(operator, letter, Domain(ONE, values[0]), body)
        if len(values) == 2:
            return Bind(operator, letter, Domain(values[0], _before(values[1])), body)
        raise NotCode("range")


def _applied(node: ast.Call) -> ast.Call:
    """``nn.Softmax(dim=-1)(x)`` as ``softmax(x, dim=-1)``."""
    made = node.func
    if not isinstance(made, ast.Call) or made.args:
        return node
    name = made.func.attr if isinstance(made.func, ast.Attribute) else ""
    if isinstance(made.func, ast.Name):
        name = made.func.id
    if name not in LAYERS:
        return node
    return ast.Call(ast.Name(LAYERS[name]), node.args, [*made.keywords, *node.keywords])


def _is_word(node: ast.expr) -> bool:
    """A word such as ``'fro'`` or True, which stands for no value."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bool | None)


def _is_corrected(options: Options) -> bool:
    """Whether the spread is that of a sample: ``ddof=1``, ``unbiased=True``."""
    freedom = options.values.get("ddof", options.values.get("correction"))
    if freedom is not None and freedom not in (ZERO, ONE):
        raise NotCode("ddof")
    return freedom == ONE or options.words.get("unbiased") == "True"


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
