"""What every Anki note carries around its question: id, kind, title, remark, source, tags."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.anki.fields import inline_field, markdown_field, plain_field
from ankigen.deck import Deck, Note

# Anki parts tags at white space, shows them as HTML, and gives quotes and stars a meaning in its
# searches: a tag keeps letters, digits and what is usual between them.
_NO_TAG = re.compile(r"[^\w:./+#-]+")


def frame(note: Note, deck: Deck, kind: str) -> dict[str, str]:
    """The fields that question and cloze notes share, by name."""
    cited = "".join(f"\n\n- {citation}" for citation in note.citations) if note.citations else ""
    return {
        "Id": plain_field(note.id),
        "Kind": kind,
        "Title": inline_field(note.title),
        "Note": markdown_field((note.note + cited).strip()),
        # Without the lines: a line added above must not change every note below it.
        "Source": plain_field(deck.source.path) if deck.source else "",
    }


def tags(note: Note) -> tuple[str, ...]:
    """The note's tags as Anki takes them, each once, and one for each flag."""
    return _tags(note.tags, note.flags)


@lru_cache(maxsize=64)  # Many notes have the same.
def _tags(names: tuple[str, ...], flags: tuple[str, ...]) -> tuple[str, ...]:
    wanted = [*names, *(f"ankigen::{flag}" for flag in flags)]
    cleaned = (_NO_TAG.sub("-", tag).strip("-:") for tag in wanted)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))


def filled(fields: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The fields that hold something."""
    return tuple([one for one in fields.items() if one[1]])
