"""Functions along an axis in code: sums, means, softmaxes, norms and spreads of arrays."""

from __future__ import annotations

import ast
from fractions import Fraction

from ..definitions import define
from ..terms import ONE, ZERO, Apply, Bind, Domain, Num, Term, names, walk
from .array_functions import FUNCTIONS, Options, norm, spread
from .axes import UnknownAxis, along_rows, axes_of, has_rows
from .loops import Loops, NotCode

OTHER_NAMES = {
    "clamp": "clip",
    "amax": "max",
    "amin": "min",
    "nansum": "sum",
    "nanmean": "mean",
    "cdf": "Φ",
}
_BY_ROW = frozenset({"softmax", "log_softmax", "normalize"})
# Where the axis stands among the arguments; it is the second one of most functions.
_AXIS_AFTER = {"cosine_similarity": 2, "normalize": 2}
# Keywords whose values are values; the rest are words or axes.
_OF_LOSSES = "correction weight negative_slope beta delta margin"
_OF_GENERATORS = "loc scale mean std low high a"
VALUES = frozenset(f"alpha value ord p ddof end weights {_OF_LOSSES} {_OF_GENERATORS}".split())


class Reductions(Loops):
    """The part of the reader of code that deals with what is done along an axis."""

    def options(self, node: ast.Call) -> Options:
        """The keywords that change what a function gives."""
        words, values = {}, {}
        for keyword in node.keywords:
            name, value = keyword.arg or "", keyword.value
            if isinstance(value, ast.Constant) and isinstance(value.value, (str, bool)):
                words[name] = str(value.value)
            elif name in VALUES:
                values[name] = self.of(value)
        return Options(words, values)

    def reduced(self, function: str, values: tuple[Term, ...], node: ast.Call) -> Term:
        """A function along an axis; down the columns it is the one along the rows, turned."""
        owner = len(values) - len(node.args)
        place = None if function == "norm" else _AXIS_AFTER.get(function, 1) - owner
        options = self.options(node)
        try:
            axes = axes_of(node, place)
            if function in ("sum", "mean") and len(axes) > 1:
                every = Domain(members=Num(Fraction(len(axes))))
                return Bind("∑" if function == "sum" else "mean", "", every, values[0])
            value, turned = along_rows(function, values[0], axes)
        except UnknownAxis:
            raise NotCode("axis") from None
        if function == "cosine_similarity":
            return FUNCTIONS[function][1](values[:2], options)
        if function in ("norm", "std", "var"):
            if axes and has_rows(values[0]):
                raise NotCode("axis")
            return _measured(function, values, options)
        if function in _BY_ROW and turned:
            return Apply("transpose", (_made(function, value, options),))
        if any(t in self.down for t in walk(values[0])):
            raise NotCode("axis")
        if axes and axes[0] in (0, -2) and names(values[0]) & self.tables:
            # Which of the indices of a table that is, the formula does not tell.
            raise NotCode("axis")
        name = OTHER_NAMES.get(function, function)
        if axes and has_rows(values[0]) and function not in _BY_ROW:
            return Apply(f"{name} along {'columns' if turned else 'rows'}", values[:1])
        # A sum has no orientation: which index it runs over is for the other side to say.
        made = _made(name, values[0], options)
        if axes and axes[0] == 0:
            self.down.add(made)
        return made


def _made(function: str, value: Term, options: Options) -> Term:
    if function in FUNCTIONS:
        return FUNCTIONS[function][1]((value,), options)
    return define(function, (value,))


def _measured(function: str, values: tuple[Term, ...], options: Options) -> Term:
    if function == "norm":
        second = values[1] if len(values) > 1 else None
        degree = options.values.get("ord", options.values.get("p", second))
        return norm(values[0], degree or options.words.get("ord") or options.words.get("p"))
    return spread(values[0], corrected=_is_corrected(options), root=function == "std")


def _is_corrected(options: Options) -> bool:
    """Whether the spread is that of a sample: ``ddof=1``, ``unbiased=True``."""
    freedom = options.values.get("ddof", options.values.get("correction"))
    if freedom is not None and freedom not in (ZERO, ONE):
        raise NotCode("ddof")
    return freedom == ONE or options.words.get("unbiased") == "True"
