"""``ankigen diff``: what changed between two versions of decks."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from ankigen.anki import Lock, Version, anki_notes, diff, lock, of_decks, of_package, with_numbers
from ankigen.cli.job import given, named
from ankigen.decksfile import whole

_PLACE = click.Path(path_type=Path, exists=False)


@click.command()
@click.argument("old", type=_PLACE)
@click.argument("new", type=_PLACE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, nothing else.")
def command(old: Path, new: Path, as_json: bool) -> None:
    """Show what changed from OLD to NEW, note by note and word by word.

    OLD and NEW are folders of YAML, deck files, documents, or packages. Of a package that Anki
    exported the edits made in Anki count too. The cards that come, go or show something else are
    told with their numbers, which are those of the lock beside the YAML.

    \b
      ankigen diff dist/mine.apkg decks/         what the next build would bring
      ankigen diff v1.apkg v2.apkg               what a release brought
      ankigen diff old-decks/ decks/ --json      for a program
    """
    before, kept = _version(old, Lock())
    after, _ = _version(new, kept)
    found = diff(before, after)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    from ankigen.cli.diff_table import show_diff

    show_diff(found)


def _version(path: Path, before: Lock) -> tuple[Version, Lock]:
    """A version, and the numbers it takes; ``before`` are those it goes by without a lock."""
    if path.suffix.lower() == ".apkg":
        return of_package(path), before
    job = given(named([path], None), lambda what: None)
    kept = lock.load(job.lock) if job.lock.exists() else before
    made = [
        note
        for deck, file in zip(job.decks, job.files, strict=True)
        for note in anki_notes(whole(deck), kept, file)
    ]
    return of_decks(job.decks, made), with_numbers(kept, made)
