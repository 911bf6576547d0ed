"""Functions that are made of others, and the one name that each of the known ones goes by."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .terms import (
    HALF,
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
    exp,
    negative,
)

SAME = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "arccsc": "acsc",
    "arcsec": "asec",
    "arccot": "acot",
    "logistic": "sigmoid",
    "expit": "sigmoid",
    "fabs": "abs",
    "absolute": "abs",
    "maximum": "max",
    "minimum": "min",
    "power": "pow",
    "swish": "silu",
    "average": "mean",
    "avg": "mean",
    "tr": "trace",
    "sgn": "sign",
    "signum": "sign",
    "lse": "logsumexp",
    "erfn": "erf",
    "Normal": "N",
    "normal": "N",
    "Gaussian": "N",
    "gaussian": "N",
    "Uniform": "U",
    "uniform": "U",
    "Bern": "Bernoulli",
    "KL": "D_KL",
    "kl": "D_KL",
    "Pr": "P",
    "prob": "P",
    "inv": "inverse",
    "matmul": "@",
    "mm": "@",
    "bmm": "@",
    "dot": "@",
    "multiply": "⊙",
    "mul": "⊙",
    "hadamard": "⊙",
    "cat": "concat",
    "concatenate": "concat",
    "hstack": "concat",
    "variance": "var",
    "stdev": "std",
    "prod": "product",
    "clamp": "clip",
    "comb": "binom",
    "choose": "binom",
    "layer_norm": "LayerNorm",
    "layernorm": "LayerNorm",
    "conv2d": "Conv2D",
}


def _over(inner: str) -> Callable[[Term], Term]:
    return lambda x: Div(ONE, Apply(inner, (x,)))


def _of_inverse(inner: str) -> Callable[[Term], Term]:
    return lambda x: Apply(inner, (Div(ONE, x),))


def _bare(operator: str, body: Term) -> Term:
    return Bind(operator, "", Domain(), body)


def bare_sum(x: Term) -> Term:
    """A bare sum; "for k ≠ i" behind what is summed says what it leaves out."""
    match x:
        case Piecewise(((value, Compare("≠", Var(letter, ()), other)),)):
            return Bind("∑", letter, Domain(without=other), value)
    return _bare("∑", x)


def _mean(x: Term) -> Term:
    return _bare("mean", x)


def _var(x: Term) -> Term:
    return _mean(Pow(Add((x, negative(_mean(x)))), TWO))


def sigmoid(x: Term) -> Term:
    """The logistic function."""
    return Div(ONE, Add((ONE, exp(negative(x)))))


def normal_cdf(x: Term) -> Term:
    """The distribution function of the standard normal distribution."""
    return Mul((HALF, Add((ONE, Apply("erf", (Div(x, Pow(TWO, HALF)),))))))


def _log_to(base: int) -> Callable[[Term], Term]:
    return lambda x: Div(Apply("log", (x,)), Apply("log", (Num(Fraction(base)),)))


ONE_ARGUMENT: dict[str, Callable[[Term], Term]] = {
    "exp": exp,
    "sqrt": lambda x: Pow(x, HALF),
    "rsqrt": lambda x: Div(ONE, Pow(x, HALF)),
    "cbrt": lambda x: Pow(x, Num(Fraction(1, 3))),
    "square": lambda x: Pow(x, TWO),
    "reciprocal": lambda x: Div(ONE, x),
    "neg": negative,
    "sec": _over("cos"),
    "csc": _over("sin"),
    "cot": _over("tan"),
    "sech": _over("cosh"),
    "csch": _over("sinh"),
    "coth": _over("tanh"),
    "asec": _of_inverse("acos"),
    "acsc": _of_inverse("asin"),
    "acot": _of_inverse("atan"),
    "log1p": lambda x: Apply("log", (Add((ONE, x)),)),
    "expm1": lambda x: Add((exp(x), MINUS_ONE)),
    "log2": _log_to(2),
    "log10": _log_to(10),
    "lg": _log_to(10),
    "exp2": lambda x: Pow(TWO, x),
    "sigmoid": sigmoid,
    "σ": sigmoid,
    "logit": lambda x: Apply("log", (Div(x, Add((ONE, negative(x)))),)),
    "logsigmoid": lambda x: Apply("log", (sigmoid(x),)),
    "relu": lambda x: Apply("max", (ZERO, x)),
    "softplus": lambda x: Apply("log", (Add((ONE, exp(x))),)),
    "silu": lambda x: Mul((x, sigmoid(x))),
    "Φ": normal_cdf,
    "gelu": lambda x: Mul((x, normal_cdf(x))),
    "mean": _mean,
    "var": _var,
    "std": lambda x: Pow(_var(x), HALF),
    "sum": bare_sum,
    "product": lambda x: _bare("∏", x),
    "max": lambda x: _bare("max", x),
    "min": lambda x: _bare("min", x),
    "argmax": lambda x: _bare("argmax", x),
    "argmin": lambda x: _bare("argmin", x),
    "logsumexp": lambda x: Apply("log", (_bare("∑", exp(x)),)),
}

_TWO_ARGUMENTS: dict[str, Callable[[Term, Term], Term]] = {
    "solve": lambda a, b: Mul((Apply("inverse", (a,)), b)),
    "pow": Pow,
    "log": lambda x, base: Div(Apply("log", (x,)), Apply("log", (base,))),
    "div": Div,
    "divide": Div,
    "true_divide": Div,
    "add": lambda x, y: Add((x, y)),
    "subtract": lambda x, y: Add((x, negative(y))),
    "sub": lambda x, y: Add((x, negative(y))),
    "hypot": lambda x, y: Pow(Add((Pow(x, TWO), Pow(y, TWO))), HALF),
    "outer": lambda x, y: Apply("outer", (x, y)),
    "binom": lambda n, k: Div(
        _factorial(n), Mul((_factorial(k), _factorial(Add((n, negative(k))))))
    ),
}


# ``p(x; θ)`` is p(x∣θ).
_PROBABILITIES = frozenset({"p", "P", "q", "π"})
# Of two distributions, which a double bar or a comma keeps apart.
_DIVERGENCES = frozenset({"D_KL", "JSD", "D_JS", "JS"})


def _factorial(n: Term) -> Term:
    return Apply("factorial", (n,))


def define(function: str, arguments: tuple[Term, ...], indices: tuple[Term, ...] = ()) -> Term:
    """The function applied, in terms of the few that the rungs know; unknown ones stay."""
    name = SAME.get(function, SAME.get(function.lower(), function))
    if name.lower() in ONE_ARGUMENT and len(name) > 1:
        name = name.lower()
    if not indices:
        if len(arguments) == 1 and name in ONE_ARGUMENT:
            return ONE_ARGUMENT[name](arguments[0])
        if len(arguments) == 2 and name in _TWO_ARGUMENTS:
            return _TWO_ARGUMENTS[name](*arguments)
        if name == "clip" and len(arguments) == 3:
            value, low, high = arguments
            return Apply("min", (Apply("max", (value, low)), high))
        if name == "N" and len(arguments) > 1 and isinstance(arguments[0], Compare):
            # N(x∣μ, Σ) is N(x; μ, Σ): what stands behind the bar are the parameters.
            arguments = (arguments[0].left, arguments[0].right, *arguments[1:])
        if name in _PROBABILITIES and len(arguments) == 1:
            match arguments[0]:
                case Group(";", (drawn, parameter)):
                    arguments = (Compare("∣", drawn, parameter),)
                case Apply("and" | "or" as word, (Var(), Var()) as events):
                    arguments = (Apply("∩" if word == "and" else "∪", events),)
        if name in _DIVERGENCES and len(arguments) == 2:
            arguments = (Compare("‖", *arguments),)
        if name == "@" and len(arguments) == 2:
            return Mul(arguments, inner=True)
        if name.lower() == "concat":
            # What stands behind a list is the axis.
            first = arguments[0] if arguments else None
            return Group("[]", first.items if isinstance(first, Group) else arguments)
        if name == "where" and len(arguments) == 3 and isinstance(arguments[0], Compare):
            return Piecewise(((arguments[1], arguments[0]), (arguments[2], None)))
    lowered = name.lower()
    return Apply(lowered if lowered in _ANY_CASE else name, arguments, indices)


_ANY_CASE = frozenset(
    [
        "log",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "abs",
        "softmax",
        "transpose",
        "inverse",
        "det",
        "trace",
        "erf",
        "floor",
        "ceil",
        "round",
        "sign",
        "max",
        "min",
        "norm",
    ]
)
