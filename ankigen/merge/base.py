"""What was last read from a document, kept beside the deck for the next merge.

``.ankigen/NAME.base.yaml`` is a deck file itself: the words of a conflict can be shown, and git
merges it as it merges decks. Hashes in a lock would be shorter and could show nothing.
"""

from __future__ import annotations

from pathlib import Path

from ankigen.deck import Deck

FOLDER = ".ankigen"


def base_path(folder: Path, document: str) -> Path:
    """Where the last reading of a document is kept, for the decks in a folder."""
    return folder / FOLDER / f"{Path(document).stem}.base.yaml"


def load_base(folder: Path, document: str) -> Deck | None:
    """The last reading of a document; None where none is kept.

    Raises:
        BadInput: it is damaged, or holds an unresolved merge.
    """
    from ankigen.decksfile import load

    path = base_path(folder, document)
    return load(path) if path.exists() else None
