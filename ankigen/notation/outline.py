"""A tree for people and programs to look at: as indented lines, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TypeAlias

from ankigen.notation.tree import Expr

Data: TypeAlias = "str | int | list[Data] | dict[str, Data] | None"


def data(tree: Expr) -> dict[str, Data]:
    """The tree as what JSON can hold: each node its kind and its fields, save empty ones."""
    found: dict[str, Data] = {"node": type(tree).__name__}
    for field in fields(tree):
        value = getattr(tree, field.name)
        if value not in ("", None, 0, field.default):
            found[field.name] = _plain(value)
    return found


def _plain(value: object) -> Data:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, int)):
        return value
    assert isinstance(value, Expr)
    return data(value)


def outline(tree: Expr) -> Iterator[str]:
    """One line a node, deeper ones further in: ``Script``, below it ``base Symbol x``."""
    return _lines(data(tree), "", 0)


def _lines(node: dict[str, Data], label: str, depth: int) -> Iterator[str]:
    inside: list[tuple[str, Data]] = []
    words = [label, str(node["node"])]
    for name, value in node.items():
        if isinstance(value, (dict, list)):
            inside.append((name, value))
        elif name == "primes":
            words.append("'" * int(value or 0))
        elif name != "node":
            words.append(str(value))
    yield "  " * depth + " ".join(word for word in words if word)
    for name, value in inside:
        yield from _below(value, name, depth + 1)


def _below(value: Data, label: str, depth: int) -> Iterator[str]:
    """The lines of a field: of a node, of operators, of each node or row in a list."""
    if isinstance(value, dict):
        yield from _lines(value, label, depth)
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield "  " * depth + f"{label} " + " ".join(str(item) or "beside" for item in value)
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from _below(item, "", depth)
            elif isinstance(item[0], str):
                yield from _below(item[1], item[0], depth)
            else:
                yield "  " * depth + "row"
                for cell in item:
                    yield from _below(cell, "", depth + 1)
    else:
        yield "  " * depth + "nothing"
