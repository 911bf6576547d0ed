"""Documents to decks: posts, guides and flashcards, with an account of every line."""

from ankigen.readers.extraction import FORMATS, Extraction, Format, extract, read_text
from ankigen.readers.lines import Account, Dropped, Unread

__all__ = [
    "FORMATS",
    "Account",
    "Dropped",
    "Extraction",
    "Format",
    "Unread",
    "extract",
    "read_text",
]
