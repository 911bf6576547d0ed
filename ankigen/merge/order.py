"""Three versions of a list of names to one: what is in it, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def in_all_three(base: Iterable[Name], new: Iterable[Name], mine: Iterable[Name]) -> set[Name]:
    """The names that stay: in both, or added by either side since ``base``."""
    before, now, yours = set(base), set(new), set(mine)
    return (now & yours) | ((now | yours) - before)


def woven(
    base: Sequence[Name], new: Sequence[Name], mine: Sequence[Name], keep: Collection[Name]
) -> list[Name]:
    """The names to ``keep``, each once, in one order.

    Where the author left the order of ``base``, that of ``new`` leads, else that of ``mine``.
    What only the other list has comes after the name it follows there.
    """
    lead, follow = (new, mine) if base and _same_order(base, mine) else (mine, new)
    leading = set(lead) & set(keep)
    first: list[Name] = []
    after: dict[Name, list[Name]] = {}
    place = first
    for name in dict.fromkeys(follow):
        if name in leading:
            place = after.setdefault(name, [])
        elif name in keep:
            place.append(name)
    woven_in = [*first]
    for name in dict.fromkeys(lead):
        if name in leading:
            woven_in += [name, *after.get(name, ())]
    return woven_in


def _same_order(one: Sequence[Name], other: Sequence[Name]) -> bool:
    shared = set(one) & set(other)
    return [name for name in one if name in shared] == [name for name in other if name in shared]
