"""Decks to Anki: note types and fields, what to hide, the package, and the lock of updates."""

from ankigen.anki.build import BuildReport, Plan, build, clock, files_of, plan, report
from ankigen.anki.cardlist import ShownCard, card_list
from ankigen.anki.cards import anki_notes
from ankigen.anki.lock import Lock

__all__ = [
    "BuildReport",
    "Lock",
    "Plan",
    "ShownCard",
    "anki_notes",
    "build",
    "card_list",
    "clock",
    "files_of",
    "plan",
    "report",
]
