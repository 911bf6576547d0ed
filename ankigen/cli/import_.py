"""``ankigen import``: a built package back to YAML, with the edits made in Anki."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ankigen.anki.unpack import Edit, Unpacked, UnpackedDeck, unpack
from ankigen.atomic import write_together
from ankigen.cli.onto import as_json as merge_as_json
from ankigen.cli.onto import show
from ankigen.merge import MergedFile, load_folder, merge_edits
from ankigen.problems import BadInput, Problem

_LONGEST_NAME = 80
_SHOWN = 200


@click.command()
@click.argument("package", metavar="FILE.apkg", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="New YAML.")
@click.option(
    "--onto",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Merge the edits into the YAML there.",
)
@click.option("--rewrite", is_flag=True, help="With --onto: comments in the YAML may be lost.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, nothing else.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def command(
    context: click.Context,
    package: Path,
    output: Path | None,
    onto: Path | None,
    rewrite: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Bring back the decks of a package that ankigen built.

    Anki may have exported it since: what was edited there comes along. With -o the decks are
    written anew, one file a deck. With --onto only the edits go into the YAML that the package
    was built from: where that changed too, yours stays, both are shown, and the status is 1.

    \b
      ankigen import deck.apkg -o decks/
      ankigen import from-anki.apkg --onto decks/
    """
    if (output is None) == (onto is None):
        raise click.UsageError("give either -o DIR or --onto DIR")
    unpacked = unpack(package)
    merges: list[MergedFile] = []
    missing: list[str] = []
    if onto:
        merges, missing = _merges(unpacked, onto, rewrite)
        written = {file.path: file.text.encode() for file in merges}
    else:
        written = _new_files(unpacked.decks, output or Path())
    write_together(written)
    if as_json:
        document = _document(unpacked, written, merges, missing)
        click.echo(json.dumps(document, ensure_ascii=False))
    elif not quiet:
        _show(unpacked, written, merges, missing)
    if any(file.merged.conflicts for file in merges):
        context.exit(1)


def _new_files(decks: Sequence[UnpackedDeck], folder: Path) -> dict[Path, bytes]:
    from ankigen.decksfile import dumps

    files: dict[Path, bytes] = {}
    problems = []
    for one in decks:
        stem = _stem(one)
        path, count = folder / f"{stem}.yaml", 2
        while path in files:
            path, count = folder / f"{stem}-{count}.yaml", count + 1
        files[path] = dumps(one.deck).encode()
        if path.exists() and path.read_bytes() != files[path]:
            remedy = f"name another folder, or take the edits over with --onto {folder}"
            problems.append(
                Problem(str(path), 0, "is there already, and says something else", remedy)
            )
    if problems:
        raise BadInput(problems)
    return files


def _stem(one: UnpackedDeck) -> str:
    """A name for the file of a deck: its document's, else its own; never a path."""
    name = one.document.rpartition(".")[0] or one.document or one.deck.name.replace("::", "-")
    return re.sub(r"[^\w.]+", "-", name).strip("-._").lower()[:_LONGEST_NAME] or "deck"


def _merges(unpacked: Unpacked, folder: Path, rewrite: bool) -> tuple[list[MergedFile], list[str]]:
    """The files that change, and the ids of edited notes that stand in none."""
    decks = load_folder(folder)
    if not decks:
        remedy = "name the folder of the YAML, or make new YAML with -o"
        raise BadInput([Problem(str(folder), 0, "no deck files in this folder", remedy)])
    built = {note.id: note for one in unpacked.decks for note in one.built.notes}
    now = {note.id: note for one in unpacked.decks for note in one.deck.notes}
    here = {note.id for deck in decks.values() for note in deck.notes}
    missing = [one for one in now if one not in here and built[one] != now[one]]
    return merge_edits(decks, built, now, rewrite), missing


def _document(
    unpacked: Unpacked,
    written: dict[Path, bytes],
    merges: Sequence[MergedFile],
    missing: Sequence[str],
) -> dict[str, Any]:
    return {
        "paths": [str(path) for path in written],
        "decks": len(unpacked.decks),
        "notes": sum(len(one.deck.notes) for one in unpacked.decks),
        "edits": [asdict(edit) for edit in unpacked.edits],
        "uncarried": [asdict(edit) for edit in unpacked.uncarried],
        "foreign": unpacked.foreign,
        "merges": [merge_as_json(file) for file in merges],
        "missing": list(missing),
    }


def _show(
    unpacked: Unpacked,
    written: dict[Path, bytes],
    merges: Sequence[MergedFile],
    missing: Sequence[str],
) -> None:
    notes = _many(sum(len(one.deck.notes) for one in unpacked.decks), "note")
    decks, edits = _many(len(unpacked.decks), "deck"), _many(len(unpacked.edits), "edit")
    click.echo(f"{notes} in {decks}, {edits}")
    click.echo("\n".join(_told(unpacked, missing)), nl=False)
    for file in merges:
        show(file)
    if not merges:
        click.echo("\n".join(map(str, written)) or "Nothing to take over.")


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _told(unpacked: Unpacked, missing: Sequence[str]) -> Iterator[str]:
    for edit in unpacked.edits:
        yield f"  {edit.note} {_line(edit)}"
    if unpacked.uncarried:
        yield "Not taken over, or not just as it looks in Anki; see to it by hand:"
    for edit in unpacked.uncarried:
        yield f"  {edit.note} {_line(edit)}"
    if missing:
        yield f"Edited, but in none of these files: {', '.join(missing)}"
    if unpacked.foreign:
        yield f"{unpacked.foreign} notes in it are not ankigen's, or have lost their record"
    yield ""


def _line(edit: Edit) -> str:
    said = " ".join(edit.now.split())
    return f"{edit.field}: {said[:_SHOWN]}" + ("…" if len(said) > _SHOWN else "")
