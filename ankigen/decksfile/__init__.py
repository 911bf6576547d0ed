"""Decks as YAML files: strict on reading, the same bytes on writing, one published schema."""

from ankigen.decksfile.files import dumps, load, loads, save
from ankigen.decksfile.schema import schema

__all__ = ["dumps", "load", "loads", "save", "schema"]
