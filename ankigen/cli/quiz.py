"""``ankigen quiz``: asks from decks in the terminal."""

from __future__ import annotations

import json
import sys

import click

from ankigen.deck import KINDS


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(readable=False))
@click.option("--seed", type=int, default=0, show_default=True, help="Draws the order.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these kinds.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only notes with this tag.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask so many at most.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the summary as JSON, and talk on stderr."
)
def command(
    paths: tuple[str, ...],
    seed: int,
    kinds: tuple[str, ...],
    tags: tuple[str, ...],
    limit: int | None,
    as_json: bool,
) -> None:
    """Ask from decks in the terminal: PATHs are deck files or folders, or the bundled decks.

    Type an answer, or :e for an editor, :s to skip, :q to end. The verdict names the points that
    were covered, missing or contradicted, and proposes a rating; correct it where it is wrong.

    \b
      ankigen quiz data/decks --kind open --limit 10
      ankigen quiz notes.yaml --tag easy --seed 7
    """
    from ankigen.practice import decks, session
    from ankigen.practice.quiz import HELP, Console, from_standard_input, run
    from ankigen.practice.screen import Screen

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    cards = session.chosen(
        decks.cards_of(decks.deck_files(paths)), seed=seed, kinds=kinds, tags=tags, limit=limit
    )
    screen = Screen(sys.stderr if as_json else None)
    if not cards:
        screen.say("No note fits these filters.")
        sys.exit(1)
    count = "1 question" if len(cards) == 1 else f"{len(cards)} questions"
    screen.say(f"{count}.")
    screen.say(HELP, "dim")
    outcome = run(cards, Console(screen, from_standard_input, _in_editor))
    if as_json:
        click.echo(json.dumps(outcome.as_json(), ensure_ascii=False))
    else:
        screen.summary(outcome)


def _in_editor(text: str) -> str | None:
    """What was saved in the learner's editor, or None."""
    from ankigen.practice.quiz import EditorMissing

    try:
        return click.edit(text)
    except click.ClickException as error:
        raise EditorMissing(f"{error.format_message()}.") from error
