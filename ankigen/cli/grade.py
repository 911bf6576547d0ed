"""``ankigen grade``: is what was typed the right answer?"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING

import click

from ankigen.cli.streams import opened, told
from ankigen.problems import BadInput, Problem

if TYPE_CHECKING:
    from ankigen.practice.decks import Card


@click.command()
@click.argument("note", required=False, metavar="[NOTE]")
@click.argument("answer", required=False, metavar="[ANSWER]")
@click.option(
    "--deck",
    "decks",
    multiple=True,
    metavar="PATH",
    type=click.Path(readable=False),
    help="Where to look the note up.",
)
@click.option(
    "--batch",
    metavar="FILE",
    type=click.Path(readable=False),
    help="Grade JSON lines instead; - is standard input.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes for --batch.")
@click.option("--reveal", is_flag=True, help="Let the feedback give the full answer.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON, nothing else.")
def command(
    note: str | None,
    answer: str | None,
    decks: tuple[str, ...],
    batch: str | None,
    jobs: int,
    reveal: bool,
    as_json: bool,
) -> None:
    """Grade one answer to a note of a deck, or many answers as JSON lines.

    NOTE is an id, or a deck file and an id. Without ANSWER, standard input is graded. The exit
    status is 0 where the answer is right, 1 where it is not.

    \b
      ankigen grade DL0049 "It breaks symmetry."
      ankigen grade notes.yaml:N7 --reveal < answer.txt
      ankigen grade --batch answers.jsonl > graded.jsonl
    """
    if batch is not None:
        if note is not None or decks:
            raise click.UsageError("--batch takes all it needs from its lines; leave NOTE out.")
        sys.exit(_batch(batch, jobs, reveal))
    if note is None:
        raise click.UsageError("Name a note, or give --batch FILE.")
    from ankigen.practice.decks import find_card

    card = find_card(note, decks)
    if answer is None:
        answer = sys.stdin.buffer.read().decode("utf-8", "replace").strip("\n")
    sys.exit(_one(card, answer, reveal, as_json))


def _one(card: Card, answer: str, reveal: bool, as_json: bool) -> int:
    from ankigen import grading

    try:
        found = grading.grade(card.note, answer, reveal=reveal)
    except grading.BadRequest as error:
        what = f"note {card.note.id} cannot be graded: {error}"
        remedy = "complete the note in the deck"
        raise BadInput([Problem(str(card.path), 0, what, remedy)]) from error
    if as_json:
        click.echo(json.dumps(grading.as_json(found), ensure_ascii=False))
    else:
        from ankigen.practice.screen import Screen

        Screen().verdict(found)
    return 0 if found.verdict == "correct" else 1


def _batch(name: str, jobs: int, reveal: bool) -> int:
    """Grade JSON lines to standard output.

    Returns:
        2 where a line was not valid, else 1 where an answer is not right, else 0.
    """
    from ankigen.grading import batch

    with contextlib.ExitStack() as stack:
        lines = batch.lines_of(opened(name, stack))
        if jobs == 1:
            graded = batch.grade_lines(lines, reveal=reveal)
        else:
            graded = batch.grade_lines_in_processes(lines, jobs, reveal=reveal)
        return told(graded)
