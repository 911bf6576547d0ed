"""``ankigen read``: how is a formula read?"""

from __future__ import annotations

import json
import sys

import click


@click.command()
@click.argument("formula")
@click.option("--json", "as_json", is_flag=True, help="Print the reading as JSON, nothing else.")
def command(formula: str, as_json: bool) -> None:
    """Show how a FORMULA is read: its tree, as LaTeX, as Unicode.

    The exit status is 2 where it cannot be read.

    \b
      ankigen read 'softmax(QKᵀ/√dₖ)V'
      ankigen read '\\frac{x_i - \\mu}{\\sigma}'
    """
    from ankigen.notation import Unreadable, latex, read, unicode
    from ankigen.notation.outline import data, outline

    try:
        tree = read(formula)
    except Unreadable as error:
        if as_json:
            found = {"error": error.reason, "position": error.position}
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            _point(formula, error)
        sys.exit(2)
    if as_json:
        found_tree = {"latex": latex(tree), "unicode": unicode(tree), "tree": data(tree)}
        click.echo(json.dumps(found_tree, ensure_ascii=False))
        return
    for line in outline(tree):
        click.echo(line)
    click.echo(f"LaTeX    {latex(tree)}")
    click.echo(f"Unicode  {unicode(tree)}")


def _point(formula: str, error: Exception) -> None:
    """The line of the formula that could not be read, a caret under the place, and why."""
    from unicodedata import combining

    from ankigen.notation import Unreadable

    assert isinstance(error, Unreadable)
    start = formula.rfind("\n", 0, error.position) + 1
    line = formula[start:].split("\n", 1)[0]
    before = line[: error.position - start]
    # A long line is cut to what stands around the place.
    left = max(0, len(before) - 60)
    shown = line[left : left + 100]
    indent = sum(not combining(character) for character in before[left:])
    printable = "".join(character if character.isprintable() else " " for character in shown)
    click.echo(printable, err=True)
    click.echo(" " * indent + "^", err=True)
    click.echo(f"unreadable: {error.reason}", err=True)
