"""How far the words of a spoken formula reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """How far words reach: to the end of the sum (True) or of the next factor (False).

    ``unit`` keeps "one minus x" (1) or "one minus x squared" (2) together. A root may reach over a
    quotient (2), and so may a power (3). A function reaches over a
    product (0), over a quotient too (1) or over the whole sum (2). At a ``pause`` before a sign
    all that is open ends.
    """

    under: int
    over: int
    root: int
    power: int
    squared: int
    unit: int
    function: int
    pause: int
