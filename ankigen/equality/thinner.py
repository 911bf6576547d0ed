"""Parts that only one of two sides has: each side without one of its parts, and what that was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .slip import with_part
from .terms import ONE, Add, Apply, Bind, Div, Mul, Term, Var, parts, walk


@dataclass(frozen=True, slots=True)
class Thinner:
    """A term with a part left out; ``kind`` says what it was: a term, a factor, ….

    ``named`` adds the name of something in it, to say where to look.
    """

    term: Term
    kind: str
    named: str


def thinner(term: Term) -> Iterator[Thinner]:
    """The term without one part, for every part that it can be without."""
    for left, gone, kind in _without_one(term):
        yield Thinner(left, kind, with_name(gone))
    for place, inner in enumerate(parts(term)):
        for found in thinner(inner):
            yield Thinner(with_part(term, place, found.term), found.kind, found.named)


def with_name(part: Term) -> str:
    """``, one with ε``: the name of something in the part; empty where nothing has a name."""
    within = walk(part)
    indices = {t for v in within if isinstance(v, (Var, Apply)) for i in v.indices for t in walk(i)}
    names = {t.name.split(" ")[-1] for t in within if isinstance(t, Var) and t not in indices}
    shown = sorted(n for n in names if n and not n.startswith(("∂", "·")))
    return f", one with {shown[0]}" if shown else ""


def _without_one(t: Term) -> Iterator[tuple[Term, Term, str]]:
    if isinstance(t, Add):
        for i, gone in enumerate(t.terms):
            rest = t.terms[:i] + t.terms[i + 1 :]
            yield (rest[0] if len(rest) == 1 else Add(rest)), gone, "term"
    elif isinstance(t, Mul):
        for i, gone in enumerate(t.factors):
            rest = t.factors[:i] + t.factors[i + 1 :]
            yield (rest[0] if len(rest) == 1 else Mul(rest)), gone, "factor"
    elif isinstance(t, Div):
        yield t.numerator, t.denominator, "denominator"
        yield Div(ONE, t.denominator), t.numerator, "factor"
    elif isinstance(t, Apply) and len(t.arguments) == 1 and not t.indices:
        yield t.arguments[0], t, "function"
    elif isinstance(t, Apply) and t.function in ("max", "min"):
        for argument in t.arguments:
            yield argument, t, "function"
    elif isinstance(t, Bind):
        yield t.body, t, "sum or product"
