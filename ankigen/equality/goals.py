"""The places of a formula, and what value each would need to have for the whole to come right.

A repair of one place is then judged at that place, without working out what is around it. Behind
a function that cannot be undone, and among matrices, no place has a goal of its own.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .matrices import Matrix
from .remembered import Side
from .slip import with_part
from .terms import Add, Apply, Div, E, Mul, Num, Pow, Term, parts

_FAR = 1e9


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a term; ``put`` is the whole with something else there.

    ``goals`` are the values of which the part would need one; None where that is not known.
    """

    part: Term
    put: Callable[[Term], Term]
    goals: tuple[Any, ...] | None


def places(term: Term, goal: Any, side: Side) -> list[Place]:
    """Every place of a term that should have the value ``goal``, the whole first."""
    found: list[Place] = []
    _collect(term, lambda t: t, None if isinstance(goal, Matrix) else (goal,), side, found)
    return found


def _collect(
    term: Term,
    put: Callable[[Term], Term],
    goals: tuple[Any, ...] | None,
    side: Side,
    found: list[Place],
) -> None:
    found.append(Place(term, put, goals))
    for number, part in enumerate(parts(term)):
        inner = None if goals is None else _inside(term, number, goals, side)
        _collect(part, _putting(term, number, put), inner, side, found)


def _putting(term: Term, number: int, outer: Callable[[Term], Term]) -> Callable[[Term], Term]:
    return lambda part: outer(with_part(term, number, part))


def _inside(term: Term, number: int, goals: tuple[Any, ...], side: Side) -> tuple[Any, ...] | None:
    """The goals of one part of a term that has goals."""
    try:
        return tuple(_sound(g) for goal in goals for g in _undone(term, number, goal, side))
    except (ArithmeticError, ValueError, TypeError):
        return None


def _undone(term: Term, number: int, goal: Any, side: Side) -> Iterator[Any]:
    """What the part must be for the term to be ``goal``; raises where that cannot be said."""
    match term:
        case Add(terms):
            yield goal - (side.at(term) - side.at(terms[number]))
        case Mul(factors):
            yield goal * side.at(factors[number]) / side.at(term)
        case Div(over, under):
            yield side.at(over) / goal if number else goal * side.at(under)
        case Pow(base) if number:
            yield cmath.log(goal) if base == E else cmath.log(goal) / cmath.log(side.at(base))
        case Pow(_, Num(power)):
            root = complex(goal) ** (1 / float(power))
            yield root
            if power.numerator % 2 == 0:
                yield -root
        case Apply("log"):
            yield cmath.exp(goal)
        case Apply("tanh"):
            yield cmath.atanh(goal)
        case _:
            raise ValueError


def _sound(value: Any) -> Any:
    """The value, if it is a number that rounding has left alone."""
    if isinstance(value, Matrix) or not 1 / _FAR < abs(value) < _FAR:
        raise ValueError
    return value


def reached(goals: tuple[Any, ...], value: Any) -> bool:
    """Whether a value is one of the goals, up to the rounding of finding those."""
    if isinstance(value, Matrix):
        return False
    return any(abs(value - goal) <= 1e-7 * max(abs(value), abs(goal)) for goal in goals)
