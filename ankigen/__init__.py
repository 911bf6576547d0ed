"""Study documents to YAML, to Anki decks, to graded answers. Offline, no language model.

The public names are imported when they are first used, so that a program which grades does not
load what builds decks.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ankigen.anki import BuildReport, build
    from ankigen.deck import Deck, Formula, Note, Point, Source
    from ankigen.decksfile import load, save
    from ankigen.equality import Verdict, equal
    from ankigen.grading import Grade, grade
    from ankigen.problems import BadInput, Problem
    from ankigen.readers import Extraction, extract

_HOMES = {
    "BadInput": "problems",
    "BuildReport": "anki",
    "Deck": "deck",
    "Extraction": "readers",
    "Formula": "deck",
    "Grade": "grading",
    "Note": "deck",
    "Point": "deck",
    "Problem": "problems",
    "Source": "deck",
    "Verdict": "equality",
    "build": "anki",
    "equal": "equality",
    "extract": "readers",
    "grade": "grading",
    "load": "decksfile",
    "save": "decksfile",
}

__all__ = [
    "BadInput",
    "BuildReport",
    "Deck",
    "Extraction",
    "Formula",
    "Grade",
    "Note",
    "Point",
    "Problem",
    "Source",
    "Verdict",
    "build",
    "equal",
    "extract",
    "grade",
    "load",
    "save",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ankigen' has no attribute {name!r}")
    return getattr(importlib.import_module(f"ankigen.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
