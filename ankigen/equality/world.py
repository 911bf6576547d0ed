"""What the names of a formula are at a point, and why a formula may have no value there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SIZE = 3


class Undefined(Exception):
    """The term has no value at this point."""


class Uncovered(Undefined):
    """The term gives values by condition, and no condition holds at this point."""


class Misshapen(Undefined):
    """The term multiplies or adds matrices whose shapes do not fit."""


class TooLong(Exception):
    """Evaluating the term takes more steps than a formula deserves."""


@dataclass(frozen=True, slots=True)
class World:
    """What the names are: ``shapes`` gives the rows and columns of those that are matrices.

    ``sizes`` are the names that bound a sum; they are whole numbers from 3 to 6. ``flat`` makes
    every vector an array of one axis, ``elementwise`` makes ``*`` the product entry by entry.
    """

    shapes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    sizes: frozenset[str] = frozenset()
    flat: bool = False
    elementwise: bool = False
