"""Sums that dots go on: ``θ₁x₁ + θ₂x₂ + … + θₚxₚ`` is the sum of θᵢxᵢ from 1 to p."""

from __future__ import annotations

from .terms import Add, Bind, Domain, Num, Term, Var, rewrite, walk

_RUNNING = "·"


def continued(terms: list[tuple[str, Term]]) -> Term | None:
    """The sum with its dotted stretch written as one; None if the stretch has no pattern.

    Args:
        terms: signs and terms, one of them the dots.
    """
    dots = next(i for i, (_, t) in enumerate(terms) if t == Var("…"))
    if not 0 < dots < len(terms) - 1 or any(sign != "+" for sign, _ in terms[1:]):
        return None
    last = terms[dots + 1][1]
    uppers = {i for t in walk(last) if isinstance(t, Var) for i in t.indices}
    if len(uppers) != 1:
        return None
    (upper,) = uppers
    general = _at(last, upper, Var(_RUNNING))
    starts = [
        place
        for place in range(dots)
        for number in _numbers(terms[place][1])
        if all(
            terms[place + step][1] == _at(last, upper, Num(number.value + step))
            for step in range(dots - place)
        )
    ]
    if not starts:
        return None
    first = starts[0]
    (lower, *_) = _numbers(terms[first][1])
    stretch = Bind("∑", _RUNNING, Domain(lower, upper), general)
    rest = [t for _, t in terms[:first] + terms[dots + 2 :]]
    return Add((*rest, stretch)) if rest else stretch


def _numbers(term: Term) -> list[Num]:
    found = [i for t in walk(term) if isinstance(t, Var) for i in t.indices if isinstance(i, Num)]
    return found[:1]


def _at(term: Term, old: Term, new: Term) -> Term:
    """The term with another index in place of one."""

    def change(t: Term) -> Term:
        if isinstance(t, Var) and old in t.indices:
            return Var(t.name, tuple(new if i == old else i for i in t.indices))
        return t

    return rewrite(term, change)
