"""Which of the things a question tells apart a clause speaks of: encoder or decoder, L1 or L2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ankigen.grading.thesaurus import base_forms, thesaurus
from ankigen.grading.units import Clause, Reading, Unit
from ankigen.grading.words import stem

_NEXT_SENTENCE = 1
_COMPARES = re.compile(r"\b(?:vs|versus|differ\w*|compar\w+|than|contrast|distinguish\w*|or)\b")


@dataclass(frozen=True, slots=True)
class Roles:
    """The things told apart, by the key of their unit.

    Each is a member, by number, of groups of rivals; names of one thing share the number.
    """

    groups: dict[str, dict[int, int]]

    def differ(self, one: str, other: str) -> bool:
        """Whether two subjects are rivals: both known, different, and of one group."""
        if not one or not other or one == other:
            return False
        mine, theirs = self.groups[one], self.groups[other]
        shared = mine.keys() & theirs.keys()
        return bool(shared) and all(mine[group] != theirs[group] for group in shared)

    def subjects(self, clauses: Sequence[Clause], alias: dict[int, str]) -> dict[int, str]:
        """The rival each unit belongs to, by the unit's place; units of no rival are left out.

        It is the last rival named before it in the clause, if that begins the clause's statement
        or follows *and*; a clause that only continues keeps that of its sentence or the one
        before. ``alias`` gives the
        rivals that were named with a typing error or a short form, by place.
        """
        found: dict[int, str] = {}
        last, spoken = "", 0
        for clause in clauses:
            near = clause.sentence - spoken <= _NEXT_SENTENCE
            current = last if clause.continues and near else ""
            named = False
            joint = -1
            for unit in clause.units:
                key = unit.key if unit.key in self.groups else alias.get(unit.place, "")
                if key and unit.place not in clause.aside:
                    if not named or unit.place in clause.joined:
                        both = named and joint == unit.place and self.differ(current, key)
                        current = "" if both else key
                        named = True
                    joint = unit.place + 2
                if current:
                    found[unit.place] = current
            if current:
                last, spoken = current, clause.sentence
        return found


def roles_of(question: str, asked: Reading, units: Sequence[Unit]) -> Roles:
    """Find the rivals: pairs that the question compares, and the lexicon's that it names."""
    groups: dict[str, dict[int, int]] = {}
    present: set[int] = set()
    contrasts, rivals = thesaurus().contrasts, thesaurus().rivals
    for unit in (*asked.units, *units):
        for form in (unit.name,) if " " in unit.name else base_forms(unit.name):
            present.update(group for group, _ in contrasts.get(form, ()))
    for group in sorted(present):
        for name, member in rivals[group]:
            key = " ".join(stem(part) for part in name.split())
            groups.setdefault(key, {})[group] = member
    if _COMPARES.search(question.lower()):
        for number, pair in enumerate(_compared(asked)):
            for member, key in enumerate(pair):
                groups.setdefault(key, {})[-1 - number] = member
    return Roles(groups)


def _compared(asked: Reading) -> list[tuple[str, str]]:
    """The first words of the things on both sides of *and*, *or*, *vs* or *than*."""
    pairs = []
    for place in asked.joints:
        before = [u for u in asked.units if u.place < place]
        after = [u for u in asked.units if u.place > place]
        if not before or not after:
            continue
        first = before[-1]
        for unit in reversed(before[:-1]):
            if unit.place + 1 != first.place or unit.weight < 1:
                break
            first = unit
        if first.key != after[0].key and _is_thing(first) and _is_thing(after[0]):
            pairs.append((first.key, after[0].key))
    return pairs


def _is_thing(unit: Unit) -> bool:
    return unit.weight >= 1 and not unit.operator and not unit.number
