"""The commands as people run them: in a folder of theirs, on a deck and a document."""

from __future__ import annotations

from pathlib import Path

from baking import DECKS

from ankigen.cli import main

CHECKOUT = Path(__file__).parents[2]
DOCUMENT = CHECKOUT / "data" / "sources" / "interview-easy.txt"
DECK = (DECKS / "every_kind.yaml").read_text(encoding="utf-8")
NOTES = "schema: 1\ndeck: Bread\nnotes:\n"
SHORT = NOTES + "- id: N1\n  kind: open\n  question: Why knead?\n  answer: For the gluten.\n"


def ankigen(*arguments: str) -> int:
    """The exit status of the command, run here."""
    try:
        main(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def contents(folder: Path) -> dict[str, bytes]:
    """What every file below a folder holds, by its path; very large ones are left out."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_size < 10_000_000
    }
