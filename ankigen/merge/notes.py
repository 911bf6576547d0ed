"""Three versions of one note to one: as it was read last, as it is read now, the author's.

Field by field: what one side changed is taken, what both changed alike too. What both changed
differently is a conflict: the author's stays, and both are told. Points, formulas and choices are
merged one by one where each can be told from the others by its name; lists of words as sets.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from ankigen.deck import Deck, Formula, Note, Point
from ankigen.merge.order import in_all_three, woven
from ankigen.problems import BadInput

_WORDS = ("accept", "synonyms", "cloze", "citations", "tags", "flags")
# No value at all, so that nothing equals it: the version of before is not known.
_UNKNOWN: Any = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed; the deck keeps ``yours``.

    ``field`` says where (``points: Breaks symmetry: text``; ``note`` for a note as a whole).
    ``before`` is what was read last, ``now`` what is read now; what is absent is empty.
    """

    note: str
    field: str
    before: str
    now: str
    yours: str


def merge_note(base: Note | None, new: Note, mine: Note) -> tuple[Note, tuple[Conflict, ...]]:
    """The merged note, and the conflicts in which the author's version stays.

    Args:
        base: the note as it was read last; None where that is not known, and then whatever
            differs is a conflict.
        new: as it is read now.
        mine: as the author has it.
    """
    merging = _Merging(mine.id)
    made: dict[str, Any] = {}
    for field in fields(Note):
        before = _UNKNOWN if base is None else getattr(base, field.name)
        three = before, getattr(new, field.name), getattr(mine, field.name)
        made[field.name] = merging.field(field.name, *three)
    merged = replace(mine, **made)
    if merged not in (new, mine) and not _holds_together(merged):
        whole = Conflict(mine.id, "note", shown(base) if base else "", shown(new), shown(mine))
        return mine, (whole,)
    return merged, tuple(merging.conflicts)


def shown(value: object) -> str:
    """A value as a reader of a conflict wants to see it."""
    if value is None or value is _UNKNOWN:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Point):
        return f"{value.term}: {value.text}" if value.term else value.text
    if isinstance(value, Formula):
        return f"{value.name}: ${value.latex}$" if value.name else f"${value.latex}$"
    if isinstance(value, Note):
        parts = (value.question, value.answer, *value.points, *value.formulas, value.code)
        return "\n".join(shown(part) for part in parts if part)
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        return f"{value[0]}: {value[1]}"
    if isinstance(value, tuple):
        return "\n".join(shown(item) for item in value)
    return str(value)


class _Merging:
    """The merging of one note's fields, which collects the conflicts."""

    def __init__(self, note: str) -> None:
        self.note = note
        self.conflicts: list[Conflict] = []

    def field(self, name: str, base: Any, new: Any, mine: Any) -> Any:
        if name == "id":
            return mine
        if name == "lines":
            # Of no author's making: where the note stands in the document, as last known.
            return new or mine
        if base is not _UNKNOWN and len({base, new, mine}) == 3:
            if name in _WORDS:
                return tuple(woven(base, new, mine, in_all_three(base, new, mine)))
            if name == "points":
                return self._each(name, base, new, mine, _point_name)
            if name == "formulas":
                return self._each(name, base, new, mine, _formula_name)
            if name == "choices":
                return self._each(name, base, new, mine, _first)
        return self._pick(name, base, new, mine)

    def _pick(self, name: str, base: Any, new: Any, mine: Any) -> Any:
        if new in (mine, base):
            return mine
        if mine == base:
            return new
        self.conflicts.append(Conflict(self.note, name, shown(base), shown(new), shown(mine)))
        return mine

    def _each(
        self,
        name: str,
        base: Sequence[Any],
        new: Sequence[Any],
        mine: Sequence[Any],
        name_of: Callable[[Any], Hashable],
    ) -> tuple[Any, ...]:
        named = [{name_of(item): item for item in version} for version in (base, new, mine)]
        distinct = all(
            len(names) == len(version)
            for names, version in zip(named, (base, new, mine), strict=True)
        )
        if not distinct or _contested(*named):
            whole: tuple[Any, ...] = self._pick(name, base, new, mine)
            return whole
        before, now, yours = named
        made = []
        for key in woven(base=[*before], new=[*now], mine=[*yours], keep=in_all_three(*named)):
            if key in now and key in yours:
                old = before.get(key, _UNKNOWN)
                made.append(self._item(f"{name}: {key}", old, now[key], yours[key]))
            else:
                made.append(yours[key] if key in yours else now[key])
        return tuple(made)

    def _item(self, name: str, base: Any, new: Any, mine: Any) -> Any:
        if not isinstance(mine, Point | Formula):
            return self._pick(name, base, new, mine)
        made: dict[str, Any] = {}
        for field in fields(mine):
            before = _UNKNOWN if base is _UNKNOWN else getattr(base, field.name)
            three = before, getattr(new, field.name), getattr(mine, field.name)
            if field.name == "where" and base is not _UNKNOWN:
                made[field.name] = self._each(f"{name}: where", *three, _first)
            elif field.name in _WORDS and base is not _UNKNOWN:
                made[field.name] = tuple(woven(*three, in_all_three(*three)))
            else:
                made[field.name] = self._pick(f"{name}: {field.name}", *three)
        return replace(mine, **made)


def _contested(base: dict[Any, Any], new: dict[Any, Any], mine: dict[Any, Any]) -> bool:
    """Whether one side took out what the other changed, or both replaced the same item."""
    for side, other in ((new, mine), (mine, new)):
        if any(key not in side and other.get(key, item) != item for key, item in base.items()):
            return True
    gone_from_both = base.keys() - new.keys() - mine.keys()
    return bool(gone_from_both and new.keys() - base.keys() and mine.keys() - base.keys())


def _point_name(point: Point) -> str:
    return point.term or point.text


def _formula_name(formula: Formula) -> str:
    return formula.name or formula.latex


def _first(choice: tuple[str, str]) -> str:
    return choice[0]


def _holds_together(note: Note) -> bool:
    """Whether a note can stand in a deck file: its parts may fit only the sides they came from."""
    from ankigen.decksfile import dumps

    try:
        dumps(Deck("merged", (note,)))
    except BadInput:
        return False
    return True
