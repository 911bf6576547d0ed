"""The ``ankigen`` command. One file a command, imported only when that command runs."""

from __future__ import annotations

import importlib
import io
import keyword
import sys
from collections.abc import Sequence

import click

from ankigen.problems import BadInput

# Name, module and the line shown by --help, so that --help imports none of them.
COMMANDS = {
    "build": "Documents or YAML to an Anki deck: the main job.",
    "extract": "Documents to YAML, with an account of every line.",
    "diff": "What changed between two versions of decks.",
    "equal": "Are two formulas the same?",
    "grade": "Grade a typed answer to a note of a deck.",
    "import": "A built package, with edits made in Anki, back to YAML.",
    "init": "Start a deck of your own.",
    "quiz": "Ask from decks in the terminal.",
    "read": "Show how a formula is read.",
    "schema": "Print the JSON Schema of the YAML.",
}


class _Commands(click.Group):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        # A command that is a word of Python's stands in a module with '_' after its name.
        module = importlib.import_module(
            f"ankigen.cli.{name}_" if keyword.iskeyword(name) else f"ankigen.cli.{name}"
        )
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ankigen")
def cli() -> None:
    """Study documents to YAML, to Anki decks, to graded answers. Offline, no language model."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; bad input ends with its problems on standard error and status 2."""
    _print_any_character()
    try:
        cli.main(args=None if arguments is None else list(arguments), prog_name="ankigen")
    except BadInput as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def _print_any_character() -> None:
    """Formulas are printed in any locale: UTF-8 to files and pipes, escapes on old terminals."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
