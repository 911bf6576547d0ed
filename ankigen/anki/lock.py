"""``ankigen.lock``: what the package last looked like and since when, kept in git beside the YAML.

Anki updates a note only when its package says that it changed later. The lock therefore keeps,
for each note and note type, a hash of what Anki sees and the moment (seconds since 1970) that it
came to look so. It also keeps the numbers that clozes and formulas took, for ever, and the notes
that were removed.

The file is JSON with one short entry a line, sorted, and an empty line between entries, so that
git merges changes of separate notes by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import NamedTuple, TypeVar

from ankigen.anki.numbers import Part
from ankigen.problems import BadInput, Problem

VERSION = 1
MAX_BYTES = 64_000_000
_REMEDY = "restore it with 'git checkout -- {name}', or from a copy; without it learners lose edits"
_MERGE = re.compile("^(?:<<<<<<<|=======|>>>>>>>)", re.MULTILINE)

_Entry = TypeVar("_Entry")


class Seen(NamedTuple):
    """What Anki sees of a note or note type, as a hash, and since when, in epoch seconds."""

    hash: str
    since: int


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A note that is no longer in the decks; ``since`` is when it went.

    ``fields`` are how it was last seen: with them it is shipped once more, tagged. Until they are
    found in a package, ``sought`` is the hash they must have. With neither it was pruned: only
    its moment is left, so that it can come back with a later one.
    """

    since: int
    fields: tuple[tuple[str, str], ...] = ()
    sought: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock by name: of a note type, or of a note as ``id card`` (``DL0049 points``).

    ``numbers`` are those taken, by the note and by what each stands for.
    """

    notetypes: Mapping[str, Seen] = field(default_factory=dict)
    notes: Mapping[str, Seen] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[int, Part]] = field(default_factory=dict)
    removed: Mapping[str, Tombstone] = field(default_factory=dict)


def load(path: Path) -> Lock:
    """Read a lock; one that is not there is empty.

    Raises:
        BadInput: it cannot be read, is damaged, or holds an unresolved merge.
    """
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise _damaged(path, 0, f"larger than {MAX_BYTES // 1_000_000} MB")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Lock()
    except UnicodeDecodeError as error:
        raise _damaged(path, 0, "not UTF-8") from error
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise BadInput([Problem(str(path), 0, what, "make it a file you may read")]) from error
    return loads(text, path)


def loads(text: str, path: Path) -> Lock:
    """Read a lock from its text; ``path`` names it in errors.

    Raises:
        BadInput: as for ``load``.
    """
    if merge := _MERGE.search(text):
        line = text.count("\n", 0, merge.start()) + 1
        remedy = (
            "delete the lines '<<<<<<<', '=======' and '>>>>>>>', keep the entries of both "
            "sides (of two for one note the later, with the larger number), then build again"
        )
        raise BadInput([Problem(str(path), line, "an unresolved merge", remedy)])
    try:
        data = json.loads(text, object_pairs_hook=_no_doubles)
    except json.JSONDecodeError as error:
        raise _damaged(path, error.lineno, f"not JSON: {error.msg}") from error
    except RecursionError as error:
        raise _damaged(path, 0, "nested too deep") from error
    except ValueError as error:
        raise _damaged(path, 0, str(error)) from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise _damaged(path, 0, f"not an ankigen.lock of version {VERSION}")
    try:
        return _lock(data)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, 0, f"an entry is not as it should be: {error}") from error


def dumps(lock: Lock) -> str:
    """The lock as text, the same for the same lock."""
    return "".join(_pieces(lock))


def encoded(lock: Lock) -> bytes:
    """The lock as its file holds it; never all of its text at once, which takes twice the room."""
    content = bytearray()
    for piece in _pieces(lock):
        content += piece.encode()
    return bytes(content)


def _pieces(lock: Lock) -> Iterator[str]:
    sections = {
        "notetypes": _seen_lines(lock.notetypes),
        "notes": _seen_lines(lock.notes),
        "numbers": _number_lines(lock.numbers),
        "removed": _removed_lines(lock.removed),
    }
    yield f'{{\n"version": {VERSION}'
    for name, lines in sections.items():
        yield f',\n\n"{name}": {{\n\n'
        for line in lines:
            yield f"{line},\n\n"
        # The closing entry gives every real one its comma: a new last entry changes no other line.
        yield '"": []\n}'
    yield "\n}\n"


def _seen_lines(seen: Mapping[str, Seen]) -> Iterator[str]:
    for name in sorted(seen):
        look, since = seen[name]
        yield f"{_quoted(name)}: [{_quoted(look)}, {since}]"


def _number_lines(numbers: Mapping[str, Mapping[int, Part]]) -> Iterator[str]:
    for name in sorted(numbers):
        for number, (what, around) in sorted(numbers[name].items()):
            yield f"{_quoted(f'{name} {number}')}: [{_quoted(what)}, {_quoted(around)}]"


def _removed_lines(removed: Mapping[str, Tombstone]) -> Iterator[str]:
    for name, stone in sorted(removed.items()):
        left = _quoted(stone.sought) if stone.sought else _fields(stone)
        yield f"{_quoted(name)}: [{stone.since}, {left}]"


def _fields(stone: Tombstone) -> str:
    return json.dumps(dict(stone.fields), ensure_ascii=False)


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the entry {twice!r} stands twice: keep the one with the larger number")
    return found


def _lock(data: Mapping[str, object]) -> Lock:
    taken: dict[str, dict[int, Part]] = {}
    for name, one in _entries(data, "numbers", _part).items():
        note, _, number = name.rpartition(" ")
        if not note or not number.isdecimal() or int(number) < 1:
            raise ValueError(name)
        taken.setdefault(note, {})[int(number)] = one
    return Lock(
        _entries(data, "notetypes", _seen),
        _entries(data, "notes", _seen),
        taken,
        _entries(data, "removed", _tombstone),
    )


def _entries(
    data: Mapping[str, object], section: str, read: Callable[[list[object]], _Entry]
) -> dict[str, _Entry]:
    entries = data[section]
    if not isinstance(entries, dict):
        raise TypeError(section)
    found = {}
    for name, value in entries.items():
        if not isinstance(value, list):
            raise TypeError(name)
        if name:
            try:
                found[name] = read(value)
            except (TypeError, ValueError) as error:
                raise ValueError(name) from error
    return found


def _seen(value: list[object]) -> Seen:
    digest, since = value
    return Seen(_text(digest), _moment(since))


def _part(value: list[object]) -> Part:
    what, around = value
    return Part(_text(what), _text(around))


def _tombstone(value: list[object]) -> Tombstone:
    since, left = value
    if not isinstance(left, dict):
        return Tombstone(_moment(since), sought=_text(left))
    return Tombstone(_moment(since), tuple((name, _text(text)) for name, text in left.items()))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _moment(value: object) -> int:
    # Booleans are integers to Python; a moment is none, and fits Anki's 32 bits of seconds.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**32:
        raise ValueError(value)
    return value


def _damaged(path: Path, line: int, what: str) -> BadInput:
    return BadInput([Problem(str(path), line, what, _REMEDY.format(name=path.name))])
