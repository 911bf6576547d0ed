"""What a bound variable runs over at a point: the places of a sum, a product, a maximum."""

from __future__ import annotations

from fractions import Fraction

from .draws import draw
from .leaves import Leaves
from .terms import Domain
from .world import SIZE

_LONGEST_SUM = 40


class Ranges(Leaves):
    """An evaluation that knows what its bound variables run over."""

    def members(self, domain: Domain, variable: str) -> list[int]:
        if domain.members is not None:
            key = self.index(domain.members)
            start = 1000 + draw(self.field.seed, "members", key) % 10_000
            return list(range(start, start + 4))
        if domain.lower is None and domain.upper is None and variable in self.world.shapes:
            # What is chosen is a vector, no place: of either sign.
            members = [-3, -2, -1, 1, 2, 3]
        elif domain.lower is None and domain.upper is None:
            members = list(range(1, self.default_size() + 1))
        else:
            members = self.run(domain)
        if domain.without is not None and len(members) > 1:
            hidden = self.exact(domain.without)
            if hidden in members:
                members.remove(int(hidden))
            else:
                # What is left out is none of the places, but the rest hangs on which one it is.
                members[1:2] = []
                members[0] = 10**9 + draw("without", self.index(domain.without)) % 10**9
        return members

    def default_size(self) -> int:
        return SIZE if self.world.shapes else self.size("")

    def run(self, domain: Domain) -> list[int]:
        lower = self.exact(domain.lower, free=False) if domain.lower else 1
        upper = self.exact(domain.upper, free=False) if domain.upper else None
        if lower is None or upper is None or lower.denominator * upper.denominator != 1:
            return self.unknown_run(domain)
        if upper - lower >= _LONGEST_SUM:
            self.field.faithful = False
            upper = lower + 2 + draw(upper) % 4
        return list(range(int(lower), int(upper) + 1))

    def unknown_run(self, domain: Domain) -> list[int]:
        """Places that hang on the bounds alone, for an integral or an infinite sum."""
        self.field.faithful = False
        keys = [None if t is None else self.index(t) for t in (domain.lower, domain.upper)]
        start = 1 + draw(*keys) % 1000
        first = keys[0]
        if isinstance(first, (Fraction, int)) and first.denominator == 1:
            start = int(first) if -(10**6) < first < 10**6 else start
        return list(range(start, start + 3 + draw("run", *keys) % 3))
