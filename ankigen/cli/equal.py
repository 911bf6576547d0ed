"""``ankigen equal``: are two formulas the same?"""

from __future__ import annotations

import contextlib
import json
import sys

import click

from ankigen.cli.streams import opened, told


@click.command()
@click.argument("expected", required=False)
@click.argument("given", required=False)
@click.option(
    "--batch",
    metavar="FILE",
    type=click.Path(readable=False),
    help="Judge JSON lines instead; - is standard input.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes for --batch.")
@click.option("--matrix", "matrices", multiple=True, help="A name that stands for a matrix.")
@click.option("--scalar", "scalars", multiple=True, help="A name that stands for a number.")
@click.option(
    "--lhs",
    type=click.Choice(["optional", "required"]),
    default="optional",
    help="Whether the left side may be left out.",
)
@click.option("--reveal", is_flag=True, help="Let the hint tell what is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON, nothing else.")
def command(
    expected: str | None,
    given: str | None,
    batch: str | None,
    jobs: int,
    matrices: tuple[str, ...],
    scalars: tuple[str, ...],
    lhs: str,
    reveal: bool,
    as_json: bool,
) -> None:
    """Compare what was GIVEN with what was EXPECTED, in whatever notation.

    The exit status is 0 where they are equal, 1 where they are not, 2 where one is unreadable.

    \b
      ankigen equal '1/(1+e^{-x})' '1 / (1 + np.exp(-x))'
      ankigen equal 'QK^\\top' 'KQᵀ'
      ankigen equal --batch pairs.jsonl > judged.jsonl
    """
    if batch is not None:
        if expected is not None or matrices or scalars or lhs != "optional":
            raise click.UsageError("--batch takes all it needs from its lines.")
        sys.exit(_batch(batch, jobs, reveal))
    if expected is None or given is None:
        raise click.UsageError("Give EXPECTED and GIVEN, or --batch FILE.")
    from ankigen.equality.request import answer
    from ankigen.equality.view import lines

    asked: dict[str, object] = {"expected": expected, "given": given, "lhs": lhs}
    asked |= {"matrices": list(matrices), "scalars": list(scalars)}
    verdict, holds = answer(asked, reveal=reveal)
    if as_json:
        click.echo(json.dumps(verdict, ensure_ascii=False))
    else:
        for line in lines(expected, given, verdict, matrices=matrices, scalars=scalars, lhs=lhs):
            click.echo(line)
    sys.exit(0 if holds else 2 if verdict["verdict"] == "unreadable" else 1)


def _batch(name: str, jobs: int, reveal: bool) -> int:
    """Judge JSON lines to standard output.

    Returns:
        2 where a line was not valid, else 1 where a pair is not equal, else 0.
    """
    from ankigen.equality.request import answer, revealing
    from ankigen.jsonlines import judged, lines_of

    with contextlib.ExitStack() as stack:
        judge = revealing if reveal else answer
        return told(judged(lines_of(opened(name, stack)), judge, jobs))
