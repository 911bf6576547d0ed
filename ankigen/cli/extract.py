"""``ankigen extract``: documents to YAML, with an account of every line."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from ankigen import decksfile
from ankigen.atomic import write_together, write_whole
from ankigen.cli.onto import as_json as merge_as_json
from ankigen.cli.onto import show
from ankigen.cli.progress import progress
from ankigen.merge import MergedFile, base_path, load_base, load_folder, merge_document
from ankigen.problems import BadInput, Problem
from ankigen.readers import FORMATS, Extraction, extract

# A string that shells complete as a path. Whether it can be read is told when it is read.
_PATH = click.Path(readable=False)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=_PATH)
@click.option("-o", "--output", metavar="DIR", type=_PATH, help="Where the YAML files go.")
@click.option(
    "--onto", metavar="DIR", type=_PATH, help="Merge with the YAML there, and keep its edits."
)
@click.option("--rewrite", is_flag=True, help="With --onto: comments in the YAML may be lost.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), help="Do not guess.")
@click.option(
    "--report",
    metavar="FILE",
    type=_PATH,
    help="Account for every line of every document, as JSON.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON, and nothing else.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: str | None,
    onto: str | None,
    rewrite: bool,
    format_: str | None,
    report: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Documents to YAML: one file a document, and a table of what was found.

    Every document is read and checked before anything is written. With --onto, a document that
    changed is merged with edits made in the YAML: where both changed the same text, yours stays,
    both are shown, and the status is 1. What was read last is kept in DIR/.ankigen for that.

    \b
      ankigen extract notes.txt -o decks/
      ankigen extract *.txt -o decks/ --report lines.json
      ankigen extract notes.txt --onto decks/
    """
    if (output is None) == (onto is None):
        raise click.UsageError("give either -o DIR or --onto DIR")
    with progress(as_json or quiet) as tell:
        read = [_read(path, format_, tell) for path in paths]
    folder = Path(onto or output or "")
    targets = _targets(read, folder)
    _refuse_overlap(report, (*paths, *targets))
    merges = _merges(folder, read, rewrite) if onto else []
    if not onto:
        _refuse_edited(read, targets)
    write_together(_files(folder, read, targets, merges))
    account = [_account(*each) for each in read]
    for each, merged in zip(account, merges, strict=False):
        each["merge"] = merge_as_json(merged)
    told = json.dumps(account, ensure_ascii=False, indent=2)
    if report:
        write_whole(report, f"{told}\n".encode())
    if as_json:
        click.echo(told)
    elif not quiet:
        _show(read, targets)
        for merged in merges:
            show(merged)
    if any(merged.merged.conflicts for merged in merges):
        context.exit(1)


def _read(path: str, format_: str | None, tell: Callable[[str], None]) -> tuple[str, Extraction]:
    tell(f"reading {Path(path).name}")
    return path, extract(path, format_)


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


def _refuse_overlap(report: str | None, others: Iterable[str | Path]) -> None:
    """A report named like a document or a deck by mistake would take its place."""
    if report and Path(report).resolve() in {Path(other).resolve() for other in others}:
        what = "is a document that is read, or a deck that is written"
        raise BadInput([Problem(report, 0, what, "give the report a name of its own")])


def _refuse_edited(read: list[tuple[str, Extraction]], targets: list[Path]) -> None:
    """Edits in the YAML are never written over: they would be gone without a word."""
    problems = []
    for (path, extraction), target in zip(read, targets, strict=True):
        known = {decksfile.dumps(extraction.deck).encode()}
        base = load_base(target.parent, path) if target.exists() else None
        if base:
            known.add(decksfile.dumps(base).encode())
        if target.exists() and target.read_bytes() not in known:
            remedy = f"keep them with --onto {target.parent}, or delete the file to start afresh"
            problems.append(Problem(str(target), 0, "holds edits of yours", remedy))
    if problems:
        raise BadInput(problems)


def _merges(folder: Path, read: list[tuple[str, Extraction]], rewrite: bool) -> list[MergedFile]:
    decks = load_folder(folder)
    return [merge_document(folder, decks, path, found.deck, rewrite) for path, found in read]


def _files(
    folder: Path,
    read: list[tuple[str, Extraction]],
    targets: list[Path],
    merges: list[MergedFile],
) -> dict[Path, bytes]:
    """What is to be written: each deck, and what was read, for the next merge."""
    files = {}
    for place, (path, found) in enumerate(read):
        fresh = decksfile.dumps(found.deck).encode()
        if merges:
            files[merges[place].path] = merges[place].text.encode()
            fresh = decksfile.dumps(merges[place].merged.base).encode()
        else:
            files[targets[place]] = fresh
        files[base_path(folder, path)] = fresh
    return files


def _account(path: str, extraction: Extraction) -> dict[str, Any]:
    account = dataclasses.asdict(extraction.account)
    source = extraction.deck.source
    return {"path": path, "format": source.format if source else "", **account}


def _show(read: list[tuple[str, Extraction]], targets: list[Path]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Document", overflow="fold")
    table.add_column("Format", no_wrap=True)
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
