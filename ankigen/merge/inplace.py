"""YAML text edited line by line: what did not change keeps its comments, quotes and breaks.

The file is seen as stretches of whole lines, one for each note and in it one for each field.
Blank lines and comments below a stretch belong to what follows: comments stand above what they
speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ankigen.deck import Deck
from ankigen.decksfile import loads, schema
from ankigen.decksfile.emit import emit
from ankigen.decksfile.records import values_of
from ankigen.problems import BadInput

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"#[^\r\n]*")


def edited(text: str, mine: Deck, merged: Deck) -> str | None:
    """The text of ``mine`` changed to say ``merged``; None where only writing it anew would do."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [line.rstrip("\r\n") for line in text.splitlines(keepends=True)]
    try:
        made = [*_Edit(text, lines).deck(values_of(mine), values_of(merged))]
    except _NotInPlace:
        return None
    after = newline.join([*made, ""])
    try:
        return after if loads(after) == merged else None
    except BadInput:
        return None


class _NotInPlace(Exception):
    """The layout has no line of its own for what must change."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines from ``start`` up to ``end``, which hold one key of a mapping or one note."""

    name: str
    start: int
    end: int
    column: int


class _Edit:
    def __init__(self, text: str, lines: Sequence[str]) -> None:
        self.lines = lines
        self.comments = dict(_comments(text))
        root = yaml.compose(text, Loader=_LOADER)
        assert isinstance(root, yaml.MappingNode)
        self.root = root

    def deck(self, mine: dict[str, Any], merged: dict[str, Any]) -> Iterator[str]:
        """The lines of the file with every change made."""
        parts = list(self._keys(self.root, 0))
        yield from self.lines[: parts[0].start]
        for part, (_, node) in zip(parts, self.root.value, strict=True):
            same = mine.get(part.name) == merged.get(part.name)
            if part.name == "notes" and not same and mine["notes"] and merged["notes"]:
                yield from self._notes(part, node, mine["notes"], merged["notes"])
            elif not same:
                yield from self._anew(part, merged)
            else:
                yield from self.lines[part.start : part.end]
            if part.name == "deck" and "source" in merged and "source" not in mine:
                yield from emit({"source": merged["source"]}).splitlines()
            yield from self._tail(part, parts)

    def _tail(self, part: _Stretch, parts: Sequence[_Stretch]) -> Sequence[str]:
        place = parts.index(part)
        end = parts[place + 1].start if place + 1 < len(parts) else len(self.lines)
        return self.lines[part.end : end]

    def _notes(
        self, part: _Stretch, node: yaml.Node, mine: list[Any], merged: list[Any]
    ) -> Iterator[str]:
        if not isinstance(node, yaml.SequenceNode) or node.flow_style:
            raise _NotInPlace
        column = _mark(node).column
        starts = [self._dash(item, column) for item in node.value]
        notes = {
            entry["id"]: (_Stretch(entry["id"], start, self._end(item), column), entry, item)
            for entry, item, start in zip(mine, node.value, starts, strict=True)
        }
        yield from self.lines[part.start : starts[0]]
        above = dict(self._above(notes, starts, {entry["id"] for entry in merged}, part.end))
        for entry in merged:
            if entry["id"] not in notes:
                yield from _note_lines(entry, column)
                continue
            stretch, old, item = notes[entry["id"]]
            yield from above[entry["id"]]
            if old == entry:
                yield from self.lines[stretch.start : stretch.end]
            else:
                yield from self._note(stretch, old, entry, item)
        yield from above[""]

    def _above(
        self, notes: Mapping[str, Any], starts: Sequence[int], staying: set[str], end: int
    ) -> Iterator[tuple[str, list[str]]]:
        """The lines above each note that stays, and under "" those below the last: with the
        comments of notes that go, so that none is lost."""
        waiting: list[str] = []
        for (identity, (stretch, _, _)), following in zip(
            notes.items(), [*starts[1:], end], strict=True
        ):
            if identity in staying:
                yield identity, waiting
                waiting = []
            else:
                waiting += self._comments_in(stretch.start, stretch.end, stretch.column)
            waiting += self.lines[stretch.end : following]
        yield "", waiting

    def _note(
        self, stretch: _Stretch, old: dict[str, Any], new: dict[str, Any], item: yaml.Node
    ) -> Iterator[str]:
        """The lines of one note with its changed fields written anew."""
        fields = list(self._keys(item, stretch.start))
        starts = [field.start for field in fields]
        if len(set(starts)) < len(starts) or fields[0].name not in new:
            yield from self._comments_in(stretch.start, stretch.end, stretch.column)
            yield from _note_lines(new, stretch.column)
            return
        first = self.lines[starts[0]][: fields[0].column]
        yield from self.lines[stretch.start : starts[0]]
        missing = [name for name in new if name not in old]
        for place, field in enumerate(fields):
            if old[field.name] == new.get(field.name):
                yield from self.lines[field.start : field.end]
            else:
                made = self._anew(field, new)
                if place == 0 and made[0].lstrip().startswith("#"):
                    raise _NotInPlace
                if place == 0:
                    made[0] = first + made[0][field.column :]
                yield from made
            for name in [one for one in missing if _goes_after(one, field.name, old)]:
                yield from _field_lines(name, new[name], field.column)
            yield from self.lines[field.end : [*starts, stretch.end][place + 1]]

    def _anew(self, field: _Stretch, values: Mapping[str, Any]) -> list[str]:
        """The lines of a field that changed, or went: its comments stay beside it or above it."""
        comments = self._comments_in(field.start, field.end, field.column)
        if field.name not in values:
            return comments
        made = _field_lines(field.name, values[field.name], field.column)
        if len(made) == field.end - field.start == len(comments) == 1:
            return [f"{made[0]}  {comments[0].lstrip()}"]
        return comments + made

    def _keys(self, node: yaml.Node, start: int) -> Iterator[_Stretch]:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise _NotInPlace
        for key, value in node.value:
            mark = _mark(key)
            yield _Stretch(key.value, max(mark.line, start), self._end(value), mark.column)

    def _end(self, node: yaml.Node) -> int:
        """The line after a node; blank lines and comments below it belong to what follows."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(node, yaml.MappingNode) else last
        assert node.end_mark is not None
        end = node.end_mark.line + (node.end_mark.column > 0)
        if isinstance(node, yaml.ScalarNode) and not node.value.endswith("\n\n"):
            while not self.lines[end - 1]:
                end -= 1
        return end

    def _dash(self, item: yaml.Node, column: int) -> int:
        line = _mark(item).line
        while self.lines[line][column : column + 1] != "-":
            line -= 1
            if line < 0:
                raise _NotInPlace
        return line

    def _comments_in(self, start: int, end: int, column: int) -> list[str]:
        return [
            " " * column + self.comments[line]
            for line in range(start, end)
            if line in self.comments
        ]


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment by its line, counted from 0: what stands between two tokens."""
    done, line = 0, 0
    for token in yaml.scan(text, Loader=_LOADER):
        for found in _COMMENT.finditer(text, done, token.start_mark.index):
            yield line + text.count("\n", done, found.start()), found[0]
        done, line = token.end_mark.index, token.end_mark.line


def _mark(node: yaml.Node) -> yaml.Mark:
    assert node.start_mark is not None
    return node.start_mark


def _note_lines(values: dict[str, Any], column: int) -> list[str]:
    pad = " " * column
    return [pad + line if line else "" for line in emit({"notes": [values]}).splitlines()[1:]]


def _field_lines(name: str, value: Any, column: int) -> list[str]:
    """The lines of one field, its key in a column of its own; broken as in a new file."""
    made = emit({"notes": [{name: value}]}).splitlines()[1:]
    return [" " * column + line[2:] if line else "" for line in made]


def _goes_after(name: str, other: str, old: Mapping[str, Any]) -> bool:
    """Whether ``other`` is, in the order of a new file, the last of a note's keys before one."""
    order = list(schema()["$defs"]["note"]["properties"])
    before = [key for key in old if order.index(key) < order.index(name)]
    return bool(before) and max(before, key=order.index) == other
