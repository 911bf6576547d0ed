"""A deck read again, merged with what its author made of it: three versions, nothing lost."""

from ankigen.merge.base import base_path, load_base
from ankigen.merge.decks import Merged, merge
from ankigen.merge.files import MergedFile, kept_text, load_folder, merge_document, merge_edits
from ankigen.merge.notes import Conflict

__all__ = [
    "Conflict",
    "Merged",
    "MergedFile",
    "base_path",
    "kept_text",
    "load_base",
    "load_folder",
    "merge",
    "merge_document",
    "merge_edits",
]
