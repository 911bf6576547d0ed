"""``ankigen schema``: the JSON Schema of deck files."""

from __future__ import annotations

import json

import click

from ankigen.decksfile import schema


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The same: the schema is JSON anyway.")
def command(as_json: bool) -> None:
    """Print the JSON Schema of the YAML.

    Editors complete and check deck files with it:

    \b
      ankigen schema > deck.schema.json
      # first line of a deck file:
      # yaml-language-server: $schema=deck.schema.json
    """
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
