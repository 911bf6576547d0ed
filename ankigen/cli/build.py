"""``ankigen build``: documents or YAML to a package that Anki imports."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import click

from ankigen.anki import (
    Again,
    Outcome,
    clock,
    counts,
    files_of,
    lock,
    plan,
    pruned,
    report,
    store,
)
from ankigen.atomic import write_together
from ankigen.cli.build_show import document, show, show_unchanged
from ankigen.cli.job import beside, bundled, given, named
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
@click.option("--no-cache", is_flag=True, help="Make every note anew, not only those that changed.")
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
    no_cache: bool,
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

    What notes became is kept in the user's cache folder, so that only changed ones are made
    again; ANKIGEN_NO_CACHE=1 in the environment turns that off, as --no-cache does.
    """
    now = clock()
    kept = None if check or no_cache else store()
    again = done = None
    stale: list[str] = []
    with progress(as_json or quiet) as tell:
        about = named(paths, output) if paths else None
        if about and kept and not (dry_run or prune or show_cards):
            with contextlib.suppress(BadInput):  # Reading says what is wrong, in the same order.
                again = Again(kept, about.files, beside(about), about.lock, about.package)
                done = again.unchanged()
        if not done:
            job = given(about, tell) if about else bundled(output, tell)
            with turn((job.lock, job.package), tell):
                known = pruned(lock.load(job.lock)) if prune else lock.load(job.lock)
                made = plan(
                    job.decks, job.package, known, now, job.elsewhere, job.files, kept, tell
                )
                files = {**dict(job.yaml), **files_of(made, job.package, job.lock)}
                if check:
                    stale = [str(path) for path in files if _content(path) != files[path]]
                elif not dry_run:
                    tell("putting the package in place")
                    write_together(files)
                outcome = Outcome(report(made, job.package), counts(made))
                if again:
                    again.remember(outcome, made)
    if done and not quiet:
        show_unchanged(done, as_json)
    elif not done and as_json:
        said = document(outcome, made, show_cards, check, dry_run, stale)
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not done and not quiet:
        show(outcome, made, stale, show_cards, check, dry_run)
    if stale:
        context.exit(1)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
