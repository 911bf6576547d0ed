"""The note types: what Anki knows them by for ever, and how their cards look.

Anki adds a second note type instead of updating the first when a field or a template comes or
goes under a known id (or, without ids of their own, when one is renamed). So every id, the
fields and their order are fixed by the first release; what comes later takes a spare field.
Style and templates may change at any time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import genanki


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, its id for Anki, and whether people read it or only programs do."""

    name: str
    id: int
    for_people: bool = True


@dataclass(frozen=True)
class NoteType:
    """A note type with one template, whose sides stand in ``templates/`` under ``face``.

    ``sort_field`` is what Anki's browser shows and sorts by; ``is_cloze`` types make a card for
    each number hidden in their text, others one card.
    """

    id: int
    name: str
    fields: tuple[Field, ...]
    template_id: int
    template: str
    face: str
    sort_field: str
    is_cloze: bool

    def row(self, values: Mapping[str, str]) -> list[str]:
        """The fields in Anki's order, those not given empty; an unknown name is an error."""
        row, places = [""] * len(self.fields), self.places
        for name, text in values.items():
            if name not in places:
                raise KeyError(f"{self.name} has no field {name}")
            row[places[name]] = text
        return row

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each field by its name, counted from 0."""
        return {field.name: place for place, field in enumerate(self.fields)}


def _fields(first: int, *names: str) -> tuple[Field, ...]:
    """Fields with ids from ``first`` on; those for programs are folded away in the editor."""
    machine = {"Id", "Kind", "Accepted", "Record"}
    return tuple(
        Field(name, first + place, name not in machine and not name.startswith("Spare"))
        for place, name in enumerate(names)
    )


_SPARE = ("Spare 2", "Spare 3", "Spare 4", "Spare 5")

QUESTION = NoteType(
    id=1_763_690_417_201,
    name="ankigen Question",
    fields=_fields(
        5_201_700_100,
        "Id",
        "Kind",
        "Title",
        "Prompt",
        "Question",
        "Choices",
        "Answer",
        "Points",
        "Formulas",
        "Code",
        "Typed",
        "Accepted",
        "Note",
        "Source",
        "Record",
        *_SPARE,
    ),
    template_id=5_201_700_001,
    template="Question",
    face="question",
    sort_field="Question",
    is_cloze=False,
)

CLOZE = NoteType(
    id=1_763_690_417_202,
    name="ankigen Cloze",
    fields=_fields(
        5_202_700_100,
        "Id",
        "Kind",
        "Title",
        "Prompt",
        "Question",
        "Text",
        "Back",
        "Typed",
        "Accepted",
        "Note",
        "Source",
        "Record",
        *_SPARE,
    ),
    template_id=5_202_700_001,
    template="Cloze",
    face="cloze",
    sort_field="Text",
    is_cloze=True,
)

NOTETYPES = (QUESTION, CLOZE)

_HOLDS_TEXT = re.compile(r"[\"'`/]")
_SIGN = re.compile(r" ?(=>|[=!]==|[<>]=|&&|\|\||[=?:,{}<>*]) ?")
_SCRIPT_PLACE = "/* judge.js, verdict.js */"


def style() -> str:
    """The stylesheet that all note types share."""
    return _template("cards.css")


def sides(notetype: NoteType) -> tuple[str, str]:
    """The templates of front and back."""
    back = _template(f"{notetype.face}_back.html").replace(_SCRIPT_PLACE, script())
    return _template(f"{notetype.face}_front.html"), back


def script() -> str:
    """The script that judges a typed answer and shows how it stands.

    It stands in the template, not in a media file: so it comes and goes with the template in one
    update, nothing has to be synchronized first, and no old file stays behind.
    """
    return shipped("judge.js") + shipped("verdict.js")


def shipped(name: str) -> str:
    """A part of the script without its comments, indents, and spaces beside signs.

    Lines that may hold text, a pattern or a comment behind code keep their spaces.
    """
    return _bare(_template(name))


@lru_cache(maxsize=8)
def _bare(source: str) -> str:
    lines = (line.strip() for line in source.splitlines())
    kept = (line for line in lines if line and not line.startswith("//"))
    return "".join(
        (line if _HOLDS_TEXT.search(line) else _SIGN.sub(r"\1", line)) + "\n" for line in kept
    )


def model(notetype: NoteType) -> genanki.Model:
    """The note type for genanki, anew each time, as genanki writes into what it is given."""
    made = copy(_model(notetype, *sides(notetype), style()))
    made.fields = [dict(field) for field in made.fields]
    made.templates = [dict(template) for template in made.templates]
    return made


@lru_cache(maxsize=8)
def _model(notetype: NoteType, front: str, back: str, css: str) -> genanki.Model:
    import genanki

    made = genanki.Model(
        model_id=notetype.id,
        name=notetype.name,
        fields=[
            {
                "name": field.name,
                "id": field.id,
                "collapsed": not field.for_people,
                "excludeFromSearch": not field.for_people and field.name != "Id",
            }
            for field in notetype.fields
        ],
        templates=[
            {
                "name": notetype.template,
                "id": notetype.template_id,
                "qfmt": front,
                "afmt": back,
            }
        ],
        css=css,
        model_type=genanki.Model.CLOZE if notetype.is_cloze else genanki.Model.FRONT_BACK,
        sort_field_index=notetype.places[notetype.sort_field],
    )
    # Once: to find out which fields the front needs, genanki renders it dozens of times.
    made.to_json(0, 0)
    return made


def _template(name: str) -> str:
    return (files("ankigen") / "anki" / "templates" / name).read_text(encoding="utf-8")
