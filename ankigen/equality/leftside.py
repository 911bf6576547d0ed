"""Left sides: which of them only name the result, and which may be called otherwise."""

from __future__ import annotations

from dataclasses import replace

from .quantities import contradict
from .terms import Add, Apply, Compare, Div, E, Group, Mul, Pow, Term, Var, every, rewrite, walk

_OPERATORS = frozenset({"transpose", "inverse", "and", "or", "total", "entry", "norm"})
_DEFINING = frozenset({"=", ":=", "←", "≡", "≈", "≔", "∼"})


def definable(left: Term) -> bool:
    """Whether a left side can be the name of what stands right: ``y``, ``f(x)``, ``σ²``, ``a/b``.

    A quotient, an absolute value or a power of names is one too, a sum or a product is none.
    """
    match left:
        case Var(name):
            return name != ""
        case Apply(function, arguments):
            named = function[:1].isalpha() and function not in _OPERATORS
            return (named or function[:1] in "∂∇Δ") and all(_argument(a) for a in arguments)
        case Pow(base, exponent):
            if base == E:
                return isinstance(exponent, Var)
            return isinstance(base, (Var, Apply)) and definable(base) and _argument(exponent)
        case Div(a, b):
            return _quantity(a) and _quantity(b)
        case Group("()", items):
            return all(isinstance(i, Var) for i in items)
    return isinstance(left, Mul) and _quantity(left)


def _argument(term: Term) -> bool:
    """What may stand between the brackets of a left side: all but an inequality."""
    return not any(t.operator in "<>≤≥" for t in every(Compare, term))


def _quantity(term: Term) -> bool:
    """One name, or capitals side by side as geometry writes a length: ``NO``."""
    if isinstance(term, Mul):
        return all(isinstance(f, Var) and f.name[:1].isupper() for f in term.factors)
    return isinstance(term, Var) and not term.name.startswith("∂")


def stripped(operators: tuple[str, ...], sides: tuple[Term, ...]) -> tuple[Term, ...] | None:
    """The sides without the name they define; None where the left side is no name."""
    if operators[0] in _DEFINING and definable(sides[0]):
        return sides[1:]
    # ``100/55.6 = t`` names its result on the right.
    named = isinstance(sides[-1], (Var, Apply)) and definable(sides[-1])
    if len(sides) == 2 and operators[0] == "=" and named and not isinstance(sides[0], Var):
        return sides[:1]
    return None


def matched(
    expected: tuple[Term, ...], given: tuple[Term, ...], *, required: bool
) -> tuple[Term, Term] | None:
    """The right sides of two definitions, once their left sides agree; None where they do not.

    A given name that the expected side does not use is another name for the same; indices and
    arguments on the left are bound by the definition and may be called otherwise.
    """
    (wanted, right), (name, other) = expected, given
    if not (definable(wanted) and definable(name)):
        return None
    if wanted == name:
        return right, other
    if _by_another(wanted, name, right) or contradict(wanted, name):
        return None
    if isinstance(wanted, Mul) and (isinstance(name, Mul) or _is_capitals(name)):
        # ``PV`` is called so by its letters: ``QV`` is another.
        return (right, other) if sorted(_letters(wanted)) == sorted(_letters(name)) else None
    mine, theirs = _head(wanted), _head(name)
    if mine != theirs and not required and isinstance(name, Var) and isinstance(wanted, Var):
        # What is being updated may be called otherwise: w = w − … for θ = θ − ….
        heads = _heads(other)
        if theirs in heads and mine in _heads(right) and mine not in heads:
            other = rewrite(other, lambda t: _called(t, theirs, mine))
            return right, other
    if mine != theirs and (required or theirs in _heads(right) or (mine and mine in _heads(other))):
        return None
    renamed = _renamed(wanted, name, other)
    if renamed is not None:
        return right, renamed
    if isinstance(name, Mul) and not required:
        # Capitals side by side are one name of several letters (KE for E_k).
        letters = {_head(f) for f in name.factors}
        return None if letters & (_heads(right) | _heads(other)) else (right, other)
    if isinstance(name, Var) and not isinstance(wanted, (Var, Apply)):
        # Another name for what is defined (var for σ²), unless it is a part of that (x for x²).
        return None if required or theirs in _heads(wanted) | _heads(right) else (right, other)
    if not (isinstance(wanted, (Var, Apply)) and isinstance(name, (Var, Apply))):
        return None
    if mine != theirs and _another_step(wanted, name):
        return None
    # The same name is the same left side only if its index is left out: θ for θ_t.
    return (right, other) if mine != theirs or name == Var(theirs) else None


def _is_capitals(name: Term) -> bool:
    return isinstance(name, Var) and len(name.name) > 1 and name.name.isupper()


def _letters(name: Term) -> list[str]:
    """The factors of a product of capitals; the letters of one name that is made of them."""
    if isinstance(name, Mul):
        return [f.name if isinstance(f, Var) else repr(f) for f in name.factors]
    return list(name.name) if isinstance(name, Var) else []


def _by_another(wanted: Term, name: Term, right: Term) -> bool:
    """Whether both left sides are slopes, but others: ∂L/∂b for ∂L/∂W, ∂K/∂t for ∂N/∂t.

    What the slope is of may be called otherwise, unless that is another name of the right side.
    """
    slopes = [t.name for t in (wanted, name) if isinstance(t, Var) and "/∂" in t.name]
    if len(slopes) < 2:
        return False
    (mine, _, by_mine), (theirs, _, by_theirs) = (s[1:].partition("/∂") for s in slopes)
    return by_mine != by_theirs or (mine != theirs and theirs in _heads(right))


def _another_step(wanted: Term, name: Term) -> bool:
    """Whether both left sides have indices, and those say another step: A_{t-1} for A_t."""
    both = [t.indices for t in (wanted, name) if isinstance(t, Var) and t.indices]
    shifted = any(isinstance(i, Add) for indices in both for i in indices)
    return len(both) == 2 and both[0] != both[1] and shifted


def _called(term: Term, old: str, new: str) -> Term:
    return replace(term, name=new) if isinstance(term, Var) and term.name == old else term


def _head(term: Term) -> str:
    if isinstance(term, Apply) and term.function.startswith("∂/∂"):
        return ""
    return term.name if isinstance(term, Var) else term.function if isinstance(term, Apply) else ""


def _heads(term: Term) -> set[str]:
    return {_head(t) for t in walk(term)}


def _renamed(wanted: Term, name: Term, other: Term) -> Term | None:
    """The right side of ``name`` with its arguments and indices called as ``wanted`` calls them."""
    if type(wanted) is not type(name) or not isinstance(name, (Var, Apply)):
        return None
    theirs = name.indices + (name.arguments if isinstance(name, Apply) else ())
    assert isinstance(wanted, (Var, Apply))
    mine = wanted.indices + (wanted.arguments if isinstance(wanted, Apply) else ())
    if len(mine) != len(theirs):
        return None
    changes: dict[str, Term] = {}
    for new, old in zip(mine, theirs, strict=True):
        if new == old:
            continue
        if not (isinstance(old, Var) and isinstance(new, Var) and not old.indices):
            return None
        changes[old.name] = new
    taken = _heads(other) - changes.keys()
    if any(isinstance(n, Var) and n.name in taken for n in changes.values()):
        return None

    def change(t: Term) -> Term:
        new = changes.get(_head(t))
        if not isinstance(new, Var):
            return t
        if isinstance(t, Apply):
            return t if new.indices else replace(t, function=new.name)
        return replace(new, indices=new.indices + t.indices) if isinstance(t, Var) else t

    return rewrite(other, change)
