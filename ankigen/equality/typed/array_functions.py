"""Functions of array libraries that are formulas of their own: losses, layers, norms, spreads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from ..definitions import define, sigmoid
from ..terms import (
    HALF,
    INFINITY,
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    ZERO,
    Add,
    Apply,
    Bind,
    Compare,
    Div,
    Domain,
    Mul,
    Num,
    Piecewise,
    Pow,
    Term,
    Var,
    exp,
    negative,
)

# Classes of layers and losses by the function that an object of theirs applies.
LAYERS = {
    "MSELoss": "mse_loss",
    "L1Loss": "l1_loss",
    "CrossEntropyLoss": "cross_entropy",
    "BCELoss": "binary_cross_entropy",
    "NLLLoss": "nll_loss",
    "Softmax": "softmax",
    "LogSoftmax": "log_softmax",
    "Sigmoid": "sigmoid",
    "ReLU": "relu",
    "Tanh": "tanh",
    "Softplus": "softplus",
    "GELU": "gelu",
    "SiLU": "silu",
}
_FROBENIUS = frozenset({"fro", "2"})


@dataclass(frozen=True, slots=True)
class Options:
    """The keywords of a call: words as written (``reduction``), values as terms."""

    words: dict[str, str] = field(default_factory=dict)
    values: dict[str, Term] = field(default_factory=dict)


def _reduced(entries: Term, options: Options) -> Term:
    """A loss over all entries: their mean, unless ``reduction`` says otherwise."""
    if "weight" in options.values:
        entries = Mul((options.values["weight"], entries), starred=True)
    how = options.words.get("reduction", "mean")
    return (
        entries if how == "none" else Bind("∑" if how == "sum" else "mean", "", Domain(), entries)
    )


def _squares(given: tuple[Term, ...], options: Options) -> Term:
    return _reduced(Pow(_difference(given), TWO), options)


def _distances(given: tuple[Term, ...], options: Options) -> Term:
    return _reduced(Apply("abs", (_difference(given),)), options)


def _difference(given: tuple[Term, ...]) -> Term:
    return Add((given[0], negative(given[1])))


def _binary(given: tuple[Term, ...], options: Options) -> Term:
    guess, truth = given
    sides = [
        Mul((truth, Apply("log", (guess,)))),
        Mul((_less(truth), Apply("log", (_less(guess),)))),
    ]
    return _reduced(negative(Add(tuple(sides))), options)


def _less(term: Term) -> Term:
    return Add((ONE, negative(term)))


def _cross(given: tuple[Term, ...], _: Options) -> Term:
    """Of one row of raw scores and the wanted distribution."""
    scores, truth = given
    logs = Apply("log", (Apply("softmax", (scores,)),))
    return negative(Bind("∑", "", Domain(), Mul((truth, logs))))


def _divergence(given: tuple[Term, ...], options: Options) -> Term:
    """``kl_div(q.log(), p)``: the logarithms of one distribution, then the other one."""
    logs, truth = given
    return _reduced(Mul((truth, Add((Apply("log", (truth,)), negative(logs))))), options)


def _leaky(given: tuple[Term, ...], options: Options) -> Term:
    x, *slope = given
    default = Num(Fraction(1, 100), 1)
    factor = slope[0] if slope else options.values.get("negative_slope", default)
    return Piecewise(((x, Compare(">", x, ZERO)), (Mul((factor, x)), None)))


def _exponential(given: tuple[Term, ...], options: Options) -> Term:
    x, *scale = given
    factor = scale[0] if scale else options.values.get("alpha", ONE)
    below = Mul((factor, Add((exp(x), MINUS_ONE))))
    return Piecewise(((x, Compare(">", x, ZERO)), (below, None)))


def _gelu(given: tuple[Term, ...], options: Options) -> Term:
    (x,) = given
    if options.words.get("approximate", "none") == "none":
        return define("gelu", given)
    cubic = Mul((Num(Fraction(44715, 1_000_000), 5), Pow(x, Num(Fraction(3)))))
    inner = Mul((Pow(Div(TWO, PI), HALF), Add((x, cubic))))
    return Mul((HALF, x, Add((ONE, Apply("tanh", (inner,))))))


def _triplet(given: tuple[Term, ...], options: Options) -> Term:
    anchor, near, far = given
    margin = options.values.get("margin", ONE)
    apart = [norm(Add((anchor, negative(other))), None) for other in (near, far)]
    return Apply("max", (ZERO, Add((apart[0], negative(apart[1]), margin))))


def _cosine(given: tuple[Term, ...], _: Options) -> Term:
    a, b = given
    return Div(Mul((a, b), inner=True), Mul((Apply("norm", (a,)), Apply("norm", (b,)))))


def _linear(given: tuple[Term, ...], _: Options) -> Term:
    x, weight, *bias = given
    product = Mul((x, Apply("transpose", (weight,))), inner=True)
    return Add((product, *bias)) if bias else product


def _added(given: tuple[Term, ...], options: Options) -> Term:
    return Add((given[0], _times(options, "alpha", given[1])))


def _subtracted(given: tuple[Term, ...], options: Options) -> Term:
    return Add((given[0], negative(_times(options, "alpha", given[1]))))


def _times(options: Options, keyword: str, term: Term) -> Term:
    factor = options.values.get(keyword)
    return term if factor is None else Mul((factor, term))


def _with_product(given: tuple[Term, ...], options: Options) -> Term:
    return Add((given[0], _times(options, "value", Mul((given[1], given[2]), starred=True))))


def _with_quotient(given: tuple[Term, ...], options: Options) -> Term:
    return Add((given[0], _times(options, "value", Div(given[1], given[2]))))


def _between(given: tuple[Term, ...], _: Options) -> Term:
    start, end, weight = given
    return Add((start, Mul((weight, Add((end, negative(start)))), starred=True)))


def norm(term: Term, degree: Term | str | None) -> Term:
    """The norm of a degree; the root of the sum of squares where none is given."""
    if degree is None or degree == TWO or degree in _FROBENIUS:
        return Apply("norm", (term,))
    size = Apply("abs", (term,))
    if degree == ONE:
        return Bind("∑", "", Domain(), size)
    if degree == INFINITY:
        return Bind("max", "", Domain(), size)
    if isinstance(degree, (Num, Var)):
        return Pow(Bind("∑", "", Domain(), Pow(size, degree)), Div(ONE, degree))
    return Apply(f"norm {degree}", (term,))


def spread(term: Term, *, corrected: bool, root: bool) -> Term:
    """Variance or deviation; ``corrected`` divides by one less than the count."""
    if not corrected:
        return define("std" if root else "var", (term,))
    center = Bind("mean", "", Domain(), term)
    squares = Bind("∑", "", Domain(), Pow(Add((term, negative(center))), TWO))
    variance = Div(squares, Add((Apply("count", (term,)), MINUS_ONE)))
    return define("sqrt", (variance,)) if root else variance


def _average(given: tuple[Term, ...], options: Options) -> Term:
    (x,) = given
    weights = options.values.get("weights")
    if weights is None:
        return define("mean", given)
    weighted = Bind("∑", "", Domain(), Mul((weights, x), starred=True))
    return Div(weighted, Bind("∑", "", Domain(), weights))


# By name: how many arguments there may be, and what is made of them.
FUNCTIONS: dict[str, tuple[tuple[int, ...], Callable[[tuple[Term, ...], Options], Term]]] = {
    "mse_loss": ((2,), _squares),
    "l1_loss": ((2,), _distances),
    "binary_cross_entropy": ((2,), _binary),
    "binary_cross_entropy_with_logits": (
        (2,),
        lambda given, options: _binary((sigmoid(given[0]), given[1]), options),
    ),
    "cross_entropy": ((2,), _cross),
    "kl_div": ((2,), _divergence),
    "leaky_relu": ((1, 2), _leaky),
    "elu": ((1, 2), _exponential),
    "gelu": ((1,), _gelu),
    "triplet_margin_loss": ((3,), _triplet),
    "cosine_similarity": ((2,), _cosine),
    "linear": ((2, 3), _linear),
    "add": ((2,), _added),
    "sub": ((2,), _subtracted),
    "addcmul": ((3,), _with_product),
    "addcdiv": ((3,), _with_quotient),
    "lerp": ((3,), _between),
    "average": ((1,), _average),
    "logaddexp": ((2,), lambda given, _: Apply("log", (Add((exp(given[0]), exp(given[1]))),))),
    "mul": ((2,), lambda given, _: Mul(given, starred=True)),
    "log_softmax": ((1,), lambda given, _: Apply("log", (Apply("softmax", given),))),
    "normalize": ((1,), lambda given, _: Div(given[0], Apply("norm", given))),
    "addmm": (
        (3,),
        lambda given, _: Add((given[0], Mul((given[1], given[2]), inner=True))),
    ),
}
