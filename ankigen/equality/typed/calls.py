"""Calls in code: functions of numpy and PyTorch and methods of arrays."""

from __future__ import annotations

import ast

from ..definitions import SAME, define
from ..terms import MINUS_ONE, ONE, Add, Apply, Bind, Domain, Mul, Term, Var, counted, names
from .array_functions import FUNCTIONS, LAYERS
from .axes import REDUCTIONS
from .call_names import KNOWN_CALLS, MODULES, TRANSPOSES, UNCHANGED
from .einsum import summed
from .generators import DENSITIES, GENERATORS, density, drawn
from .loops import NotCode
from .reductions import OTHER_NAMES, VALUES, Reductions

_SUMS = {"sum": "∑", "fsum": "∑", "mean": "mean", "prod": "∏", "max": "max", "min": "min"}
_LOW, _HIGH = ("min", "a_min"), ("max", "a_max")
_KEYWORDS = frozenset(["axis", "dim", "dims", "reduction", "unbiased", "approximate"])
_MEANINGFUL = VALUES | _KEYWORDS | {*_LOW, *_HIGH}
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
        "size",
        "eps",
    ]
)


class Calls(Reductions):
    """The part of the reader of code that deals with calls."""

    def call(self, node: ast.Call) -> Term:
        node = _applied(node)
        part = self.sliced(node)
        if part is not None:
            return part
        function, values = self.callee(node)
        self.refuse_unknown(node)
        if len(node.args) == 1 and isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp)):
            if function == "identity" and isinstance(node.args[0], ast.ListComp):
                return self.mapped(node.args[0])
            return self.generated(node.args[0], _SUMS.get(function))
        if function == "identity":
            return counted(values[0])
        if function in GENERATORS:
            return drawn(function, values, self.options(node))
        if function in DENSITIES and values:
            return density(function, values, self.options(node))
        if function == "eye":
            return Var("I")
        if function in ("len", "numel") or (function == "size" and len(values) == 1):
            return Apply("count", values)
        if function == "size":
            return Apply("extent", values)
        if function == "einsum":
            return self.einsum(node)
        if function in REDUCTIONS:
            return self.reduced(function, values, node)
        return self.plain(function, values, node)

    def sliced(self, node: ast.Call) -> Term | None:
        """``np.sum(x[a:b])`` as the sum of x_i from a + 1 to b; None for any other call.

        Where b is the place of another entry (``k[b]``), places are counted as in the formula, and
        the sum runs from a to b − 1.
        """
        function = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        function = node.func.id if isinstance(node.func, ast.Name) else function
        match node.args:
            case [ast.Subscript(array, ast.Slice(lower, upper, None))] if (
                upper and not node.keywords
            ):
                if function in _SUMS:
                    base = self.of(array)
                    first: Term = ONE if lower is None else Add((self.of(lower), ONE))
                    last = self.of(upper)
                    if lower is not None and names(last) & self.places:
                        first, last = self.of(lower), Add((last, MINUS_ONE))
                    if isinstance(base, Var):
                        body = Var(base.name, (*base.indices, Var("i")))
                        return Bind(_SUMS[function], "i", Domain(first, last), body)
        return None

    def plain(self, function: str, values: tuple[Term, ...], node: ast.Call) -> Term:
        """A function that works on all its arguments alike."""
        counts, made = FUNCTIONS.get(function, ((), None))
        if made is not None and len(values) in counts:
            return made(values, self.options(node))
        name = OTHER_NAMES.get(function, function)
        if name == "int":
            # What is counted is positive: the whole part is the floor.
            name = "floor"
        if name.lower() in ("matmul", "dot", "mm", "bmm", "inner", "vdot") and len(values) == 2:
            return Mul(values, inner=True)
        if name in ("maximum", "minimum") or SAME.get(name, name) in KNOWN_CALLS:
            return define(name, values)
        if name == "clip":
            return self.clipped(values, node.keywords)
        known = self.name(name)
        return define(known.name if isinstance(known, Var) else name, values)

    def einsum(self, node: ast.Call) -> Term:
        spec, *arrays = node.args
        if not (isinstance(spec, ast.Constant) and isinstance(spec.value, str)):
            raise NotCode("einsum")
        found = summed(spec.value, tuple(self.of(a) for a in arrays))
        if found is None:
            raise NotCode("einsum")
        return found

    def refuse_unknown(self, node: ast.Call) -> None:
        """No keyword is passed over that might change the value."""
        for keyword in node.keywords:
            if keyword.arg not in _HARMLESS and keyword.arg not in _MEANINGFUL:
                raise NotCode("keyword")

    def clipped(self, values: tuple[Term, ...], keywords: list[ast.keyword]) -> Term:
        """``clamp(x, min=0)`` has one bound, ``clip(x, a, b)`` two."""
        result, *bounds = values
        low = bounds[0] if bounds else None
        high = bounds[1] if len(bounds) > 1 else None
        for keyword in keywords:
            low = self.of(keyword.value) if keyword.arg in _LOW else low
            high = self.of(keyword.value) if keyword.arg in _HIGH else high
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
        if name in GENERATORS:
            return name, values
        if name.endswith("_") and not name.endswith("__") and not in_module:
            return name[:-1], values
        return name, values


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
