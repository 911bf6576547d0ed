"""What a merge did to a deck file: as JSON, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from ankigen.merge import Conflict, MergedFile


def as_json(file: MergedFile) -> dict[str, Any]:
    """What a merge did to one file, by the ids of notes."""
    names = ("added", "changed", "removed", "kept")
    return {
        "path": str(file.path),
        **{name: list(getattr(file.merged, name)) for name in names},
        "conflicts": [asdict(one) for one in file.merged.conflicts],
    }


def show(file: MergedFile) -> None:
    """Say what a merge did to one file, and each conflict with both texts."""
    merged = file.merged
    counts = (
        (len(merged.added), "new"),
        (len(merged.changed), "changed"),
        (len(merged.removed), "removed"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    click.echo(f"{file.path}: {told or 'nothing to take over'}")
    if merged.removed:
        click.echo(f"  removed: {', '.join(merged.removed)}")
    if merged.kept:
        said = ", ".join(merged.kept)
        click.echo(f"  no longer in what was read, kept since you edited them: {said}")
    if merged.conflicts:
        count = len(merged.conflicts)
        click.echo(f"  {count} conflict{'' if count == 1 else 's'}, yours kept:")
    for one in merged.conflicts:
        click.echo("\n".join(_lines(one)))


def _lines(one: Conflict) -> Iterator[str]:
    yield f"  {' '.join(part for part in (one.note, one.field) if part)}"
    for name, text in (("before", one.before), ("now", one.now), ("yours", one.yours)):
        first, *more = (text or "(nothing)").split("\n")
        yield f"    {name + ':':8}{first}"
        yield from (f"{'':12}{line}" if line else "" for line in more)
