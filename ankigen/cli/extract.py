"""``ankigen extract``: documents to YAML, with an account of every line."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from ankigen import decksfile
from ankigen.atomic import write_whole
from ankigen.problems import BadInput, Problem
from ankigen.readers import FORMATS, Extraction, extract


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", required=True, metavar="DIR", help="Where the YAML files go.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), help="Do not guess.")
@click.option("--report", metavar="FILE", help="Account for every line of every document, as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, and nothing else.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing.")
def command(
    paths: tuple[str, ...],
    output: str,
    format_: str | None,
    report: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Documents to YAML: one file a document, and a table of what was found.

    Every document is read and checked before anything is written.

    \b
      ankigen extract notes.txt -o decks/
      ankigen extract *.txt -o decks/ --report lines.json
    """
    read = [(path, extract(path, format_)) for path in paths]
    targets = _targets(read, Path(output))
    for (_, extraction), target in zip(read, targets, strict=True):
        decksfile.save(extraction.deck, target)
    account = json.dumps([_account(*each) for each in read], ensure_ascii=False, indent=2)
    if report:
        write_whole(report, f"{account}\n".encode())
    if as_json:
        click.echo(account)
    elif not quiet:
        _show(read, targets)


def _targets(read: list[tuple[str, Extraction]], folder: Path) -> list[Path]:
    """Where each deck goes; a name or an id that two documents want is an error."""
    targets: dict[Path, str] = {}
    ids: dict[str, str] = {}
    problems = []
    for path, extraction in read:
        target = folder / f"{Path(path).stem}.yaml"
        if target in targets:
            what = f"would be written to {target.name}, as {targets[target]} would"
            problems.append(Problem(path, 0, what, "rename one of them, or extract them apart"))
            continue
        targets[target] = path
        for note in extraction.deck.notes:
            other = ids.setdefault(note.id, path)
            if other != path:
                what = f"the id {note.id} stands in {other} too"
                line = note.lines[0] if note.lines else 0
                problems.append(Problem(path, line, what, "give one of the notes another id"))
    if problems:
        raise BadInput(problems)
    return list(targets)


def _account(path: str, extraction: Extraction) -> dict[str, Any]:
    account = dataclasses.asdict(extraction.account)
    source = extraction.deck.source
    return {"path": path, "format": source.format if source else "", **account}


def _show(read: list[tuple[str, Extraction]], targets: list[Path]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("Document", "Format"):
        table.add_column(heading, overflow="fold")
    for heading in ("Notes", "Points", "Formulas", "Lines", "Unread"):
        table.add_column(heading, justify="right", no_wrap=True)
    for path, extraction in read:
        notes = extraction.deck.notes
        table.add_row(
            Path(path).name,
            extraction.deck.source.format if extraction.deck.source else "",
            str(len(notes)),
            str(sum(len(note.points) for note in notes)),
            str(sum(len(note.formulas) for note in notes)),
            str(extraction.account.lines),
            str(len(extraction.account.unread)),
        )
    console = Console(highlight=False, soft_wrap=False)
    console.print(table)
    kinds = Counter(note.kind for _, extraction in read for note in extraction.deck.notes)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    console.print(f"{sum(kinds.values())} notes ({told}) in {targets[0].parent}/", markup=False)
