"""Customs of the field beyond names: means for μ, E[…] for a mean, C(n, k), arguments left out."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from ..definitions import define
from ..floating import FUNCTIONS
from ..lately import remembered
from ..terms import (
    HALF,
    TWO,
    Add,
    Apply,
    Bind,
    Compare,
    Const,
    Mul,
    Num,
    Pow,
    Term,
    Var,
    every,
    names,
    parts,
    rebuild,
)

# Functions that no name is short for.
KNOWN = frozenset(FUNCTIONS) | {"transpose", "inverse", "norm", "softmax", "e", "π", "∞"}


@remembered
def names_of(term: Term) -> frozenset[str]:
    """Names of things and functions; letters that are only indices are none."""
    if not any(t.indices for t in every(Var, term)):
        return names(term).union([t.name for t in every(Const, term)])
    found = set()
    stack = [term]
    while stack:
        t = stack.pop()
        if isinstance(t, (Var, Const)):
            found.add(t.name)
            continue
        if isinstance(t, Apply):
            found.add(t.function)
        stack += parts(t)
    return frozenset(found)


def value_of(term: Term) -> Term:
    """What stands on the right of a definition."""
    return term.right if isinstance(term, Compare) else term


_VARIANCES = frozenset({"var", "variance", "Var"})
_LOG_VARIANCES = frozenset({"logvar", "log_var", "logsigma2", "log_sigma2"})


def statistics(given: Term, expected: Term) -> Term:
    """``var`` and ``x.var()`` for σ², ``x.mean()`` for μ, where the expected side writes those."""
    if not _has_statistics(given):
        return given
    value = value_of(expected)
    wanted, used = names_of(value), names_of(given)
    deviation = next((n for n in ("σ", "s") if n in wanted - used), None)
    centers = {n for n in wanted - used if n == "μ" or n.startswith("bar ")}
    squares = {t for t in every(Pow, value) if t.exponent == TWO}
    spread = [t for t in squares if isinstance(t.base, Var) and t.base.name in ("σ", "s")]
    numbered = {t.base.indices: t for t in spread if isinstance(t.base, Var) and t.base.indices}
    variance = spread[0] if len(spread) == 1 and not names_of(spread[0]) & used else None
    if variance is None and deviation is not None:
        variance = Pow(Var(deviation), TWO)

    of_name: dict[Term | None, Var] = {
        t.indices[0]: t
        for t in every(Var, value)
        if t.name in ("σ", "s") and len(t.indices) == 1 and isinstance(t.indices[0], Var)
    }

    names_there = {n.rsplit(" ", 1)[-1].lower() for n in wanted}
    varying = {_varying(t) for t in every(Bind, given) if t.operator == "mean"}
    others = {t.name for t in _things(given)} & wanted
    others |= {t.name for t in varying if isinstance(t, Var)}

    def change(t: Term) -> Term:
        if isinstance(t, Var) and t.name in _VARIANCES:
            return numbered.get(t.indices, variance or t)
        if isinstance(t, Var) and t.name in _LOG_VARIANCES and variance is not None:
            return Apply("log", (variance,))
        if not _is_of_these(_varying(t), names_there, others):
            return rebuild(t, change)
        if isinstance(t, Pow) and t.exponent == HALF and _is_variance(t.base):
            known = of_name.get(_varying(t))
            if known is not None or deviation is not None:
                return known or Var(deviation or "")
        if isinstance(t, Bind) and t.operator == "mean":
            if isinstance(t.body, Var):
                for center in (f"bar {t.body.name}", "μ"):
                    if center in centers:
                        return Var(center, t.body.indices)
            if _is_variance(t) and variance is not None:
                return variance
        return rebuild(t, change)

    return change(given)


def _has_statistics(term: Term) -> bool:
    """Whether something may stand for a mean or a variance of the expected side."""
    words = _VARIANCES | _LOG_VARIANCES
    means = any(t.operator == "mean" for t in every(Bind, term))
    return means or any(t.name in words for t in every(Var, term))


def _is_variance(term: Term) -> bool:
    """The mean of ``(x − mean of x)²``."""
    match term:
        case Bind("mean", _, _, Pow(Add((x, Mul((_, Bind("mean", _, _, y))))), exponent)):
            return exponent == TWO and x == y
    return False


def _varying(statistic: Term) -> Term | None:
    """The x of a mean of x, of a variance of x and of the root of one."""
    match statistic:
        case Pow(Bind() as variance, exponent) if exponent == HALF:
            return _varying(variance)
        case Bind("mean", _, _, Pow(Add((x, *_)))) | Bind("mean", _, _, Var() as x):
            return x
    return None


def _is_of_these(thing: Term | None, wanted: AbstractSet[str], others: AbstractSet[str]) -> bool:
    """Whether a statistic of a thing may be the one expected: not of y beside an x."""
    if not isinstance(thing, Var) or len(thing.name) > 1 or thing.name.lower() in wanted:
        return True
    return not any(n != thing.name and len(n) == 1 and "a" <= n <= "z" for n in others)


def amounts(given: Term, expected: Term) -> Term:
    """``|a|`` for ‖a‖ and ``len(A)`` for |A|, where the expected side has those of just that."""
    norms, sizes = (
        {t.arguments for t in every(Apply, expected) if t.function == function}
        for function in ("norm", "abs")
    )

    # What a sum or a maximum runs over are entries.
    entries = {t.arguments for bound in every(Bind, given) for t in every(Apply, bound) if norms}

    def change(t: Term) -> Term:
        t = t if isinstance(t, Var) else rebuild(t, change)
        if isinstance(t, Apply) and t.function == "abs" and t.arguments in norms - sizes - entries:
            return Apply("norm", t.arguments)
        if isinstance(t, Apply) and t.function == "count" and t.arguments in sizes:
            return Apply("abs", t.arguments)
        return t

    return change(given) if norms or sizes else given


def primed(given: Term, wanted: AbstractSet[str]) -> Term:
    """``X'`` for the transpose of X, where the expected side transposes and has no such name."""
    if "transpose" not in wanted:
        return given

    def change(t: Term) -> Term:
        if isinstance(t, Var) and t.name.endswith("'") and t.name not in wanted:
            return Apply("transpose", (Var(t.name[:-1], t.indices),))
        return t if isinstance(t, Var) else rebuild(t, change)

    return change(given)


def choices(given: Term, wanted: AbstractSet[str]) -> Term:
    """``C(n, k)`` for the binomial coefficient, where the expected side has one."""
    if "factorial" not in wanted or "C" in wanted:
        return given

    def change(t: Term) -> Term:
        if isinstance(t, Apply) and t.function == "C" and len(t.arguments) == 2:
            return define("binom", t.arguments)
        return t if isinstance(t, Var) else rebuild(t, change)

    return change(given)


def dotted(given: Term, expected: Term) -> Term:
    """``w · x`` and ``w @ x`` of two vectors, where the expected side writes just that as wᵀx."""
    pairs: dict[frozenset[Term], Term] = {
        frozenset((a, b)): t
        for t in every(Mul, expected)
        if len(t.factors) == 2 and isinstance(b := t.factors[1], Var)
        for a in _transposed(t.factors[0])
        if a.name[-1:].islower() and b.name[-1:].islower()
    }

    def change(t: Term) -> Term:
        t = t if isinstance(t, Var) else rebuild(t, change)
        if isinstance(t, Mul) and t.inner and len(t.factors) == 2:
            return pairs.get(frozenset(t.factors), t)
        return t

    return change(given) if pairs else given


def _transposed(term: Term) -> list[Var]:
    if isinstance(term, Apply) and term.function == "transpose":
        return [a for a in term.arguments if isinstance(a, Var)]
    return []


_BY_ROWS, _BY_COLUMNS = ("n", "N", "m", "M", "B"), ("d", "D", "m", "n", "p", "k", "K")


def extents(given: Term, expected: Term) -> Term:
    """``X.shape[1]`` and ``len(x)`` as the count that the expected side has and calls d or n.

    It is the one name of its kind that the given side does not use itself.
    """
    if not any(t.function in ("extent", "count") for t in every(Apply, given)):
        return given
    used = names_of(given)
    things = {t for t in _things(value_of(expected)) if t.name not in used}

    def named(letters: tuple[str, ...]) -> Term | None:
        found = [t for t in things if t.name in letters]
        return found[0] if len(found) == 1 else None

    def change(t: Term) -> Term:
        t = t if isinstance(t, Var) else rebuild(t, change)
        match t:
            case Apply("extent", (_, Num(axis))):
                return named(_BY_COLUMNS if axis else _BY_ROWS) or t
            case Apply("count") if not _sums(expected):
                return named(_BY_ROWS) or t
        return t

    return change(given)


def _things(term: Term) -> set[Var]:
    """Names with their indices; the letters in an index are none."""
    if isinstance(term, Var):
        return {term}
    return {t for part in parts(term) for t in _things(part)}


def _sums(term: Term) -> bool:
    return any(t.domain.upper is not None for t in every(Bind, term))


def noise(given: Term, wanted: AbstractSet[str]) -> Term:
    """A draw from the standard normal as the ε that stands for it on the expected side."""
    if "ε" not in wanted or "N" in wanted or "ε" in names_of(given):
        return given

    def change(t: Term) -> Term:
        t = t if isinstance(t, Var) else rebuild(t, change)
        match t:
            case Apply("standard normal", ()):
                return Var("ε")
            case Apply("N", (Num(value), Pow(spread, exponent))) if value == 0 and exponent == TWO:
                return Mul((spread, Var("ε")), starred=True)
        return t

    return change(given)
