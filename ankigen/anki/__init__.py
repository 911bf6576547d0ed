"""Decks to Anki: note types and fields, what to hide, the package, and the lock of updates."""

from ankigen.anki.again import Again, DeckCount, Outcome, counts
from ankigen.anki.build import BuildReport, Plan, build, clock, files_of, plan, report
from ankigen.anki.cardlist import ShownCard, card_list
from ankigen.anki.cards import anki_notes
from ankigen.anki.changes import pruned, with_numbers
from ankigen.anki.diff import CardChange, Diff, diff
from ankigen.anki.diff_words import Span
from ankigen.anki.lock import Lock
from ankigen.anki.store import Store, store
from ankigen.anki.versions import Version, of_decks, of_package

__all__ = [
    "Again",
    "BuildReport",
    "CardChange",
    "DeckCount",
    "Diff",
    "Lock",
    "Outcome",
    "Plan",
    "ShownCard",
    "Span",
    "Store",
    "Version",
    "anki_notes",
    "build",
    "card_list",
    "clock",
    "counts",
    "diff",
    "files_of",
    "of_decks",
    "of_package",
    "plan",
    "pruned",
    "report",
    "store",
    "with_numbers",
]
