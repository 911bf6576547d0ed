"""``ankigen build``: documents or YAML to a package that Anki imports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ankigen.anki import (
    BuildReport,
    Diff,
    Plan,
    card_list,
    clock,
    diff,
    files_of,
    lock,
    of_decks,
    of_package,
    plan,
    pruned,
    report,
)
from ankigen.atomic import write_together
from ankigen.cli.job import bundled, given
from ankigen.cli.progress import progress
from ankigen.problems import BadInput
from ankigen.turns import turn

# Whether it can be read is found out, and told, when it is read.
_PATH = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=_PATH)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The package to write. [default: named after PATH, in this folder]",
)
@click.option("--check", is_flag=True, help="Write nothing; status 1 where something is stale.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would change.")
@click.option(
    "--prune", is_flag=True, help="Drop notes removed before: everybody has got their mark."
)
@click.option("--show-cards", is_flag=True, help="List every card and what it hides.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, nothing else.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    output: Path | None,
    check: bool,
    dry_run: bool,
    prune: bool,
    show_cards: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build an Anki package from documents or YAML decks.

    Without PATH, the documents that come with ankigen are built: their YAML goes to data/decks,
    the package to dist. A folder stands for its YAML files. What the package last held is kept
    in ankigen.lock beside the YAML, for documents beside the package: keep it in git.

    \b
      ankigen build                              the bundled decks
      ankigen build notes.txt                    a document, to notes.apkg
      ankigen build decks/ -o dist/mine.apkg     YAML files, with the lock beside them
      ankigen build decks/ --dry-run             what a build would change
      ankigen build decks/ --check               for CI: is the package up to date?
      ankigen build decks/ --prune               after a release: forget removed notes

    A note that was removed is shipped once more, without cards and with the tag
    ankigen::removed, so that learners find it; --prune ends that.
    """
    with progress(as_json or quiet) as tell:
        job = given(paths, output, tell) if paths else bundled(output, tell)
        with turn((job.lock, job.package), tell):
            tell("making cards")
            kept = pruned(lock.load(job.lock)) if prune else lock.load(job.lock)
            made = plan(job.decks, job.package, kept, clock(), job.elsewhere, job.files)
            files = {**dict(job.yaml), **files_of(made, job.package, job.lock)}
            if not (check or dry_run):
                tell("writing the package")
                write_together(files)
            compared = files if check else {}
            stale = [str(path) for path, content in compared.items() if _content(path) != content]
    built = report(made, job.package)
    if as_json:
        document = _document(built, made, show_cards)
        if check:
            document["stale"] = stale
        elif dry_run and (found := _difference(job.package, made)):
            document["diff"] = asdict(found)
        click.echo(json.dumps(document, ensure_ascii=False))
    elif not quiet:
        _show(built, made, stale, show_cards, check, dry_run)
    if check and stale:
        context.exit(1)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _difference(package: Path, made: Plan) -> Diff | None:
    """What differs from the package that is there; None where it is none that can be read."""
    if not package.is_file():
        return None
    try:
        before = of_package(package)
    except BadInput:
        return None
    return diff(before, of_decks(made.decks, [note for note in made.notes if not note.removed]))


def _document(built: BuildReport, made: Plan, show_cards: bool) -> dict[str, Any]:
    document: dict[str, Any] = asdict(built)
    if made.unmarked:
        document["unmarked"] = list(made.unmarked)
    if show_cards:
        document["shown"] = [asdict(card) for card in card_list(made)]
    return document


def _show(
    built: BuildReport, made: Plan, stale: list[str], show_cards: bool, check: bool, dry_run: bool
) -> None:
    from ankigen.cli.build_tables import cards_table, decks_table, print_table

    if show_cards:
        print_table(cards_table(made))
    if check:
        click.echo("\n".join(f"out of date: {path}" for path in stale) or "Up to date.")
        return
    print_table(decks_table(made))
    if dry_run:
        _show_changes(built, made)
    held = ((built.decks, "deck"), (built.notes, "note"), (built.cards, "card"))
    counts = ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in held)
    counts += f" ({built.added} new, {built.changed} changed, {built.removed} removed)"
    if made.unmarked:
        click.echo(
            f"Learners will not see that these were removed: {_some(made.unmarked)}.\n"
            f"No package at or beside {built.path} holds them as they were last built: put one "
            "there and build again, or give them up with --prune."
        )
    elif made.changes.removed:
        click.echo("In Anki, tag:ankigen::removed finds the notes that were removed.")
    if dry_run:
        click.echo(f"Nothing written. {built.path} would hold {counts}.")
    else:
        click.echo(f"{built.path} holds {counts}: open it with Anki.")


def _show_changes(built: BuildReport, made: Plan) -> None:
    """What a build would change, word by word where the last package is there to tell."""
    from ankigen.cli.build_tables import changes_table, print_table
    from ankigen.cli.diff_table import show_diff

    if made.changes.notetypes:
        click.echo(f"Cards look different: {', '.join(made.changes.notetypes)}.")
    if found := _difference(Path(built.path), made):
        show_diff(found)
    elif made.changes.added or made.changes.changed or made.changes.removed:
        print_table(changes_table(made))


def _some(names: Sequence[str], most: int = 3) -> str:
    left = len(names) - most
    return ", ".join(names[:most]) + (f" and {left} more" if left > 0 else "")
