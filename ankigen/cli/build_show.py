"""What ``ankigen build`` prints when it is done, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ankigen.anki import Diff, Outcome, Plan, card_list, diff, of_decks, of_package
from ankigen.problems import BadInput


def show_unchanged(outcome: Outcome, as_json: bool) -> None:
    """What is said of a build that had nothing to do: the same as if it had been done."""
    from ankigen.cli.build_tables import decks_table, print_table

    if as_json:
        click.echo(json.dumps(asdict(outcome.report), ensure_ascii=False))
        return
    print_table(decks_table(outcome.decks))
    click.echo(f"{outcome.report.path} holds {_held(outcome)}: open it with Anki.")


def document(
    outcome: Outcome, made: Plan, show_cards: bool, check: bool, dry_run: bool, stale: list[str]
) -> dict[str, Any]:
    """The one document that ``--json`` prints."""
    said: dict[str, Any] = asdict(outcome.report)
    if made.unmarked:
        said["unmarked"] = list(made.unmarked)
    if show_cards:
        said["shown"] = [asdict(card) for card in card_list(made)]
    if check:
        said["stale"] = stale
    elif dry_run and (found := _difference(Path(outcome.report.path), made)):
        said["diff"] = asdict(found)
    return said


def show(
    outcome: Outcome, made: Plan, stale: list[str], show_cards: bool, check: bool, dry_run: bool
) -> None:
    """What people are told of a build."""
    from ankigen.cli.build_tables import cards_table, decks_table, print_table

    path = outcome.report.path
    if show_cards:
        print_table(cards_table(made))
    if check:
        click.echo("\n".join(f"out of date: {path}" for path in stale) or "Up to date.")
        return
    print_table(decks_table(outcome.decks))
    if dry_run:
        _show_changes(Path(path), made)
    if made.unmarked:
        click.echo(
            f"Learners will not see that these were removed: {_some(made.unmarked)}.\n"
            f"No package at or beside {path} holds them as they were last built. Put one there (a "
            "release, or what ankigen build makes of the decks and the lock as they were before) "
            "and build again, or give them up with --prune."
        )
    elif made.changes.removed:
        click.echo("In Anki, tag:ankigen::removed finds the notes that were removed.")
    if dry_run:
        click.echo(f"Nothing written. {path} would hold {_held(outcome)}.")
    else:
        click.echo(f"{path} holds {_held(outcome)}: open it with Anki.")


def _held(outcome: Outcome) -> str:
    built = outcome.report
    held = ((built.decks, "deck"), (built.notes, "note"), (built.cards, "card"))
    counts = ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in held)
    return f"{counts} ({built.added} new, {built.changed} changed, {built.removed} removed)"


def _difference(package: Path, made: Plan) -> Diff | None:
    """What differs from the package that is there; None where it is none that can be read."""
    if not package.is_file():
        return None
    try:
        before = of_package(package)
    except BadInput:
        return None
    return diff(before, of_decks(made.decks, [note for note in made.notes if not note.removed]))


def _show_changes(path: Path, made: Plan) -> None:
    """What a build would change, word by word where the last package is there to tell."""
    from ankigen.cli.build_tables import changes_table, print_table
    from ankigen.cli.diff_table import show_diff

    if made.changes.notetypes:
        click.echo(f"Cards look different: {', '.join(made.changes.notetypes)}.")
    if found := _difference(path, made):
        show_diff(found)
    elif made.changes.added or made.changes.changed or made.changes.removed:
        print_table(changes_table(made))


def _some(names: Sequence[str], most: int = 3) -> str:
    left = len(names) - most
    return ", ".join(names[:most]) + (f" and {left} more" if left > 0 else "")
