"""Random generators and densities of array libraries as the distributions of formulas."""

from __future__ import annotations

from ..definitions import normal_cdf
from ..terms import HALF, MINUS_ONE, ONE, PI, TWO, ZERO, Add, Apply, Div, Mul, Pow, Term, exp
from ..terms import negative as minus
from .array_functions import Options

STANDARD_NORMAL = "standard normal"
GENERATORS = frozenset(
    {"normal", "randn", "standard_normal", "uniform", "gauss", "randn_like", "normal_", "uniform_"}
)
DENSITIES = frozenset({"pdf", "cdf", "logpdf"})


def drawn(function: str, values: tuple[Term, ...], options: Options) -> Term:
    """A generator's distribution: ``normal`` takes the deviation where N takes the variance.

    Args:
        function: the generator; one that fills an array (``normal_``) has it before the rest.
        values: what stands without a keyword.
        options: ``loc scale mean std low high`` by keyword.
    """
    if function.endswith("_"):
        values = values[1:]
    named = options.values
    if function.startswith("uniform"):
        low, high = _pair(values, named.get("low", named.get("a")), named.get("high"))
        return Apply("U", (low or ZERO, high or ONE))
    if function in ("randn", "randn_like", "standard_normal"):
        return Apply(STANDARD_NORMAL, ())
    center, spread = _pair(
        values, named.get("loc", named.get("mean")), named.get("scale", named.get("std"))
    )
    if center is None and spread is None:
        return Apply(STANDARD_NORMAL, ())
    return Apply("N", (center or ZERO, Pow(spread or ONE, TWO)))


def density(function: str, values: tuple[Term, ...], options: Options) -> Term:
    """``norm.pdf(x, loc, scale)`` and ``norm.cdf`` of the normal distribution."""
    x, *rest = values
    center, spread = _pair(tuple(rest), options.values.get("loc"), options.values.get("scale"))
    if center is not None:
        x = Add((x, minus(center)))
    if spread is not None:
        x = Div(x, spread)
    if function == "cdf":
        return normal_cdf(x)
    exponent = Mul((MINUS_ONE, HALF, Pow(x, TWO)))
    area = Pow(Mul((TWO, PI)), HALF)
    value = Div(exp(exponent), area if spread is None else Mul((spread, area)))
    return value if function == "pdf" else Apply("log", (value,))


def _pair(
    values: tuple[Term, ...], first: Term | None, second: Term | None
) -> tuple[Term | None, Term | None]:
    """Two parameters, by place or by keyword."""
    return (
        values[0] if values else first,
        values[1] if len(values) > 1 else second,
    )
