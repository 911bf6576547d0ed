"""``ankigen init``: a folder to start a deck of one's own in."""

from __future__ import annotations

import json
import re
import shlex
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import click

from ankigen.atomic import write_together
from ankigen.problems import BadInput, Problem

# Where each file of ankigen/starter goes.
_PLACES = {
    "deck.yaml": "decks/deck.yaml",
    "gitignore": ".gitignore",
    "workflow.yml": ".github/workflows/deck.yml",
    "README.md": "README.md",
}
_LONGEST_NAME = 60


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, nothing else.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def command(folder: Path, as_json: bool, quiet: bool) -> None:
    """Start a deck of your own in DIR.

    It gets a deck file that explains itself, a README, a .gitignore, and a workflow for GitHub
    that checks the package and attaches it to a release. Nothing that is there is written over.

    \b
      ankigen init spanish
    """
    written = starter(folder)
    there = [path for path in written if path.exists() or path.is_symlink()]
    if there:
        remedy = "name a new folder, or move it away"
        raise BadInput([Problem(str(path), 0, "is there already", remedy) for path in there])
    write_together(written)
    if as_json:
        click.echo(json.dumps({"path": str(folder), "files": [str(path) for path in written]}))
    elif not quiet:
        click.echo("\n".join(map(str, written)))
        package = Path("dist", f"{_name(folder)}.apkg")
        click.echo(f"Next: cd {shlex.quote(str(folder))} && ankigen build decks/ -o {package}")


def starter(folder: Path) -> dict[Path, bytes]:
    """The files of a new deck by their paths; the folder's name becomes the deck's."""
    # In single quotes, which leave everything but themselves as it is.
    deck = "'" + _title(folder).replace("'", "''") + "'"
    said = {"NAME": _name(folder), "DECK": deck, "VERSION": version("ankigen")}
    made = {}
    for name, place in _PLACES.items():
        text = (files("ankigen") / "starter" / name).read_text(encoding="utf-8")
        filled = re.sub(r"@([A-Z]+)@", lambda match: said[match[1]], text)
        made[folder / place] = filled.encode()
    return made


def _title(folder: Path) -> str:
    words = "".join(letter if letter.isprintable() else " " for letter in folder.resolve().name)
    return " ".join(words.replace("::", ": ").split()) or "My deck"


def _name(folder: Path) -> str:
    """What the package is called: letters, digits and hyphens, safe in a shell."""
    plain = re.sub(r"[^a-z0-9]+", "-", _title(folder).lower()).strip("-")
    return plain[:_LONGEST_NAME].strip("-") or "deck"
