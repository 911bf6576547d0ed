"""A wording that a learner says was right, kept under ``accept`` in the deck's YAML.

The file is edited in place through ruamel.yaml, so that comments and layout stay, and it is
written only if it then says just what it should.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ankigen.atomic import write_whole
from ankigen.deck import Deck, Note
from ankigen.problems import BadInput, Problem

if TYPE_CHECKING:
    from ruamel.yaml import YAML

LONGEST_WORDING = 500
"""A longer answer is no wording; it is shortened by hand."""

_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def wording(answer: str) -> str:
    """The answer as it can stand in a deck: on one line, without control characters."""
    return " ".join(_UNWRITABLE.sub(" ", answer).split())


def keep(path: Path, identity: str, answer: str, points: Sequence[int] = ()) -> bool:
    """Add ``answer`` to the ``accept`` of a note, or of some of its points (counted from 0).

    Returns:
        Whether the file changed; it does not where the wording is there already.

    Raises:
        BadInput: ruamel.yaml is missing, the file cannot be edited without changing what it
            says, or it cannot be written. What was there before is still there.
    """
    from ankigen.decksfile import loads

    said = wording(answer)
    if not said or len(said) > LONGEST_WORDING:
        what = f"a wording has 1 to {LONGEST_WORDING} characters, this has {len(said)}"
        raise BadInput([Problem(str(path), 0, what, "add the wording in an editor")])
    before = _text(path)
    deck = loads(before, str(path))
    wanted = _with_wording(deck, identity, said, points)
    if wanted == deck:
        return False
    after = _edited(before, path, identity, said, points)
    if loads(after, str(path)) != wanted:
        what = f"the note {identity} cannot be edited here without changing other notes"
        raise BadInput([Problem(str(path), 0, what, "add the wording in an editor")])
    return write_whole(path, after.encode())


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot be read: {error}"
        raise BadInput([Problem(str(path), 0, what, "check the file")]) from error


def _with_wording(deck: Deck, identity: str, said: str, points: Sequence[int]) -> Deck:
    notes = tuple(_note(note, said, points) if note.id == identity else note for note in deck.notes)
    return replace(deck, notes=notes)


def _note(note: Note, said: str, points: Sequence[int]) -> Note:
    if not points:
        return replace(note, accept=_added(note.accept, said))
    changed = tuple(
        replace(point, accept=_added(point.accept, said)) if place in points else point
        for place, point in enumerate(note.points)
    )
    return replace(note, points=changed)


def _added(accept: tuple[str, ...], said: str) -> tuple[str, ...]:
    return accept if said in accept else (*accept, said)


def _edited(text: str, path: Path, identity: str, said: str, points: Sequence[int]) -> str:
    """The YAML text with the wording added; everything else stays as it was typed."""
    yaml = _round_trip(path)
    root = yaml.load(text)
    note = next(entry for entry in root["notes"] if str(entry["id"]) == identity)
    for place in [note] if not points else [note["points"][index] for index in points]:
        _append(place, said)
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _append(place: Any, said: str) -> None:
    from ruamel.yaml.scalarstring import SingleQuotedScalarString

    listed = place.get("accept")
    if listed is None:
        place["accept"] = listed = []
    if said not in listed:
        # Quoted, so that no wording ("yes", "0.25") is read as something else than text.
        listed.append(SingleQuotedScalarString(said))


def _round_trip(path: Path) -> YAML:
    try:
        from ruamel.yaml import YAML
    except ImportError:
        remedy = "install it with: pip install 'ankigen[edit]'"
        raise BadInput(
            [Problem(str(path), 0, "editing a deck needs ruamel.yaml", remedy)]
        ) from None
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    return yaml
