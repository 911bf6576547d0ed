"""What is off in a wrong formula, found by repairing it and asking the ladder again.

A hint says what kind of thing is off, never what the answer is; it is given only where the
repaired formula is right, so it cannot be false.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .align import align
from .differences import as_values
from .dots import with_dot_products
from .equations import constant_ratio
from .floating import FloatField
from .ladder import Setting
from .remembered import Remembered
from .repair import Repair
from .repairs import repairs
from .sampling import entries_beside, same_by_sampling, same_exactly
from .softmaxes import with_softmax_written_out
from .terms import Term, Var, walk
from .world import TooLong, Undefined, World
from .worlds import world_of

_MOST_STEPS = 800
_MOST_STEPS_OF_MATRICES = 300
_MOST_ASKED = 4
_LARGEST = 60
_NEAR = 1e-9


def hint(expected: Term, given: Term, setting: Setting, *, reveal: bool = False) -> str | None:
    """One sentence on what is off, or None where no single repair makes the formula right."""
    try:
        return _hint(expected, given, setting, reveal)
    except (TooLong, RecursionError):
        return None


def _hint(expected: Term, given: Term, setting: Setting, reveal: bool) -> str | None:
    pair = as_values(expected, given)
    if isinstance(pair, str):
        return pair
    if pair is None:
        return None
    wanted, found = with_softmax_written_out(*with_dot_products(*pair))
    if sum(1 for side in (wanted, found) for _ in walk(side)) > 2 * _LARGEST:
        return None
    matrices = bool(world_of(wanted, found, setting.matrices, setting.scalars).shapes)
    wanted, found = align(wanted, found, matrices=matrices)
    world = world_of(wanted, found, setting.matrices, setting.scalars)
    factor = _factor(wanted, found, world)
    if factor is not None:
        return factor
    for repair in _promising(wanted, found, world):
        if _right(repair, world):
            return f"{repair.hint} {repair.detail}".strip() if reveal else repair.hint
    return None


def _right(repair: Repair, world: World) -> bool:
    """Whether the repaired formula is right, by the two rungs that take little time."""
    exactly = same_exactly(repair.expected, repair.given, world, world, "hint")
    if exactly is not None:
        return exactly
    return same_by_sampling(repair.expected, repair.given, world, world, "hint") is True


def _factor(expected: Term, given: Term, world: World) -> str | None:
    factor = constant_ratio(given, expected, world)
    if factor is None or abs(factor) < _NEAR:
        return None
    if abs(factor - 1) < _NEAR:
        return None
    if not any(isinstance(t, Var) for t in walk(expected)):
        return "The number is not right."
    if abs(factor + 1) < _NEAR:
        return "The sign of the whole is the other way round."
    return "It differs by a constant factor."


def _promising(expected: Term, given: Term, world: World) -> Iterator[Repair]:
    """The repairs that come out right at one point; only these are worth a climb."""
    point = Remembered((expected, given), FloatField("hint", 0, "unit"), world)
    wanted, found = _value(expected, point), _value(given, point)
    most, asked = _MOST_STEPS_OF_MATRICES if world.shapes else _MOST_STEPS, 0
    for repair in repairs(expected, given):
        if point.spent > most:
            return
        value = found if repair.given is given else _value(repair.given, point)
        goal = wanted if repair.expected is expected else _value(repair.expected, point)
        if value is not None and goal is not None and _near(goal, value):
            yield repair
            asked += 1
            if asked == _MOST_ASKED:
                return


def _value(term: Term, point: Remembered) -> Any:
    try:
        return point.value(term)
    except (Undefined, TooLong):
        return None


def _near(a: Any, b: Any) -> bool:
    pairs = entries_beside(a, b)
    return pairs is not None and all(
        abs(x - y) <= _NEAR * max(abs(x), abs(y), 1e-30) for x, y in pairs
    )
