"""Decks as YAML files: strict on reading, the same bytes on writing, one published schema."""

from ankigen.decksfile.files import dumps, load, loads, save
from ankigen.decksfile.pages import AnyDeck, PagedDeck, paged, read_pages, whole
from ankigen.decksfile.schema import schema

__all__ = [
    "AnyDeck",
    "PagedDeck",
    "dumps",
    "load",
    "loads",
    "paged",
    "read_pages",
    "save",
    "schema",
    "whole",
]
