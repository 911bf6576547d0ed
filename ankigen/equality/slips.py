"""The slips that learners make, the plainest first: a sign, a square, a bracket, an index, ….

A slip changes one place. ``hints`` asks the ladder whether the changed formula is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from .slip import Slip
from .slips_of_names import of_functions, of_names, of_order
from .slips_of_values import of_brackets, of_fractions, of_powers, of_signs
from .terms import Term


def slips(expected: Term, given: Term, *, matrices: bool) -> Iterator[Slip]:
    """The slips worth asking about; of ``matrices`` an order is lost sooner than a square."""
    yield from of_signs()
    if matrices:
        yield from of_brackets()
        yield from of_names(expected, given)
        yield from of_order()
        yield from of_functions(expected)
        yield from of_powers(expected)
        yield from of_fractions()
        return
    yield from of_powers(expected)
    yield from of_brackets()
    yield from of_fractions()
    yield from of_names(expected, given)
    yield from of_order()
    yield from of_functions(expected)


def slips_around(expected: Term) -> Iterator[Slip]:
    """The slips of what stands around a part that is not right."""
    yield from of_signs()
    yield from of_powers(expected)
    yield from of_brackets()
    yield from of_fractions()
    yield from of_functions(expected)
