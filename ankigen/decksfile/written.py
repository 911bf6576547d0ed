"""Plain values as the nodes that reading their YAML will give, without reading it.

A deck that is written is checked like one that is read. Parsing the text again would take longer
than all the rest of writing it.
"""

from __future__ import annotations

from typing import Any

from ankigen.decksfile.emit import number
from ankigen.decksfile.nodes import Listing, Mapping, Node, Scalar, bare_type

# YAML reads a key of one line and at most 1,024 characters, its quotes and escapes among them.
_LONGEST_KEY = 400


def nodes_of(values: dict[str, Any]) -> Mapping:
    """The nodes of a deck's values, all on line 0.

    A value that YAML has no plain form for, or a key that it would not read as one, has the type
    ``other``, which no schema allows.
    """
    return Mapping(0, [(_key(key), _node(value)) for key, value in values.items()])


def _key(key: str) -> Scalar:
    reads = len(key) <= _LONGEST_KEY and "\n" not in key and "\t" not in key
    return Scalar(key, "str" if reads else "other", 0)


def _node(value: Any) -> Node:
    if isinstance(value, str):
        return Scalar(value, "str", 0)
    if isinstance(value, dict):
        return nodes_of(value)
    if isinstance(value, list | tuple):
        return Listing(0, [_node(item) for item in value])
    if isinstance(value, bool):
        return Scalar("true" if value else "false", "bool", 0)
    if isinstance(value, int | float):
        text = number(value)
        return Scalar(text, bare_type(text), 0)
    return Scalar(str(value), "other", 0)
