"""Small repairs of a wrong formula, each with what it would mean: a sign, a factor, an index, ….

A repair changes one place. ``hints`` asks the ladder whether the repaired formula is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from .repair import Repair
from .repairs_of_names import of_functions, of_names, of_order, of_parts
from .repairs_of_values import of_brackets, of_fractions, of_powers, of_signs
from .terms import Term, negative


def repairs(expected: Term, given: Term) -> Iterator[Repair]:
    """The repairs worth asking about, the plainest first."""
    yield Repair(expected, negative(given), "The sign of the whole is the other way round.")
    for made in (
        of_signs,
        of_powers,
        of_brackets,
        of_fractions,
        of_names,
        of_order,
        of_functions,
    ):
        yield from made(expected, given)
    yield from of_parts(expected, given)
