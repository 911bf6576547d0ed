"""What to say of the place where two formulas part."""

from __future__ import annotations

from collections.abc import Sequence

from .sites import Site
from .terms import Add, Apply, Bind, Num, Term, Var, parts, walk
from .thinner import with_name

_ANYWHERE = {
    "term": "A term is not right.",
    "terms": "Part of a sum is not right.",
    "factor": "A factor is not right.",
    "factors": "Part of a product is not right.",
    "denominator": "A denominator is not right.",
    "exponent": "An exponent is not right.",
    "root": "What stands under a root is not right.",
    "base": "The base of a power is not right.",
    "bound": "The bounds of a sum or product are not right.",
    "part": "One part is not right.",
}
_SIGNS = {
    "": "The sign of the whole is the other way round.",
    "term": "The sign of one term is the other way round.",
    "exponent": "The sign of an exponent is the other way round.",
    "argument": "A sign inside a function is the other way round.",
}
_TURNED = "A difference is taken the wrong way round."
_BODIES = {
    "∑": "What is summed up is not right.",
    "∏": "What is multiplied up is not right.",
    "mean": "What the mean is taken of is not right.",
}
_PASSED_ON = ("factor", "factors", "denominator")


def where(site: Site) -> str | None:
    """The place alone: what is not right there is left open. None for the whole."""
    if site.place == "argument":
        return f"An argument of {site.around} is not right." if site.around.isalpha() else None
    if site.place == "body":
        return _BODIES.get(site.around, f"What stands under {site.around} is not right.")
    return _ANYWHERE.get(site.place)


def sign(chain: Sequence[Site]) -> str:
    """The sign of the last site is wrong: of what it is the sign."""
    outer = next((s for s in reversed(chain) if s.place not in _PASSED_ON), chain[0])
    if outer.place == "terms":
        turned = isinstance(outer.given, Add) and len(outer.given.terms) == 2
        return _TURNED if turned else "The sign of part of a sum is the other way round."
    return _SIGNS.get(outer.place, "A sign is the other way round.")


def plain(chain: Sequence[Site]) -> str | None:
    """What can be said of the last site without trying anything."""
    site = chain[-1]
    unnamed = not (_names_something(site.expected) or _names_something(site.given))
    if not (_names_something(chain[0].expected) or _names_something(chain[0].given)):
        return "The number is not right."
    if site.place == "denominator" and _is_log_of_number(site.expected, site.given):
        return "The logarithm has another base."
    if unnamed and site.place in _PASSED_ON:
        whole = all(s.place in _PASSED_ON for s in chain[1:])
        return "It differs by a constant factor." if whole else "A constant factor is not right."
    if site.place == "bound":
        return where(site)
    if site.missing or site.extra:
        kind = {"terms": "term", "factors": "factor"}.get(site.place, site.place)
        if site.missing:
            return f"A {kind} is missing{with_name(site.expected)}."
        return f"There is a {kind} too many{with_name(site.given)}."
    if unnamed:
        return where(site)
    if _another_function(site.expected, site.given):
        return "One function or operator stands for another."
    return None


def _is_log_of_number(*sides: Term) -> bool:
    for t in sides:
        match t:
            case Num() | Apply("log", (Num(),)):
                continue
        return False
    return any(isinstance(t, Apply) for t in sides)


def _names_something(term: Term) -> bool:
    return any(isinstance(t, (Var, Apply, Bind)) for t in walk(term))


def _another_function(one: Term, other: Term) -> bool:
    """Whether only the function or the operator in front is another one."""
    match one, other:
        case Apply(), Apply():
            return one.function != other.function and parts(one) == parts(other)
        case Bind(), Bind():
            same = (one.variable, one.domain, one.body) == (
                other.variable,
                other.domain,
                other.body,
            )
            return same and one.operator != other.operator
    return False
