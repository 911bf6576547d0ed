"""Plain values to YAML text: the same values, the same bytes.

Each text takes the plainest form that is read back exactly: bare, in single quotes, folded below
``>-`` where it is long, or literally below ``|`` where it has lines of its own. Double quotes are
never used: they would eat the backslashes of LaTeX. PyYAML's own emitter falls back to them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ankigen.decksfile.nodes import bare_type

WIDTH = 96

_BARE = re.compile(r"[^\W\d_][^\n\t:#?,\[\]{}]*(?:(?::(?=\S)|(?<=\S)#)[^\n\t:#?,\[\]{}]*)*")
_BARE_IN_BLOCK = re.compile(r"[^\W\d_(][^\n\t:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n\t:#]*)*")
# Truth words of YAML 1.1 that PyYAML does not know but other programs do.
_OTHERS_BOOLEANS = {"y", "Y", "n", "N"}


def emit(values: dict[str, Any]) -> str:
    """YAML text of nested mappings, lists, texts, numbers and truth values."""
    lines: list[str] = []
    _mapping(values, 0, lines)
    lines.append("")
    return "\n".join(lines)


def _mapping(values: dict[str, Any], indent: int, lines: list[str]) -> None:
    pad = " " * indent
    for key, value in values.items():
        _entry(f"{pad}{_key(key)}:", value, indent, lines)


@functools.lru_cache(1024)
def _key(key: str) -> str:
    return _one_line(key, bare=_BARE)


def _entry(head: str, value: Any, indent: int, lines: list[str]) -> None:
    """What stands after ``key:`` or ``-``: on the same line where it fits, else below."""
    if isinstance(value, str):
        _text(head, value, indent, lines)
    elif isinstance(value, bool):
        lines.append(f"{head} {'true' if value else 'false'}")
    elif isinstance(value, int | float):
        lines.append(f"{head} {number(value)}")
    elif flow := _flow(value, WIDTH - len(head) - 1):
        lines.append(f"{head} {flow}")
    elif isinstance(value, dict):
        lines.append(head)
        _mapping(value, indent + 2, lines)
    else:
        lines.append(head)
        _listing(value, indent, lines)


def _listing(values: Iterable[Any], indent: int, lines: list[str]) -> None:
    pad, inner = " " * indent, indent + 2
    for value in values:
        first = len(lines)
        if isinstance(value, dict):
            _mapping(value, inner, lines)
        elif isinstance(value, list | tuple) and not _flow(value, WIDTH - indent - 2):
            _listing(value, inner, lines)
        else:
            _entry(f"{pad}-", value, indent, lines)
            continue
        lines[first] = f"{pad}- {lines[first].lstrip(' ')}"


def _flow(value: Any, width: int) -> str:
    """A short list on one line; nothing where it reads better below."""
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, dict) or not all(_is_short(item) for item in value):
        return ""
    parts = (item if isinstance(item, str) else number(item) for item in value)
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= width else ""


def _is_short(item: Any) -> bool:
    return isinstance(item, int | float) or (isinstance(item, str) and _stands_bare(item, _BARE))


def _text(head: str, text: str, indent: int, lines: list[str]) -> None:
    if "\n" in text or "\t" in text:
        lines.extend(_literal(head, text, indent))
    elif len(head) + 1 + len(text) > WIDTH and _folds(text):
        lines.append(f"{head} >-")
        lines.extend(_fold(text, indent + 2))
    else:
        lines.append(f"{head} {_one_line(text, bare=_BARE_IN_BLOCK)}")


def _one_line(text: str, bare: re.Pattern[str]) -> str:
    if _stands_bare(text, bare):
        return text
    return "'" + text.replace("'", "''") + "'"


def _stands_bare(text: str, bare: re.Pattern[str]) -> bool:
    if text in _OTHERS_BOOLEANS or not bare.fullmatch(text) or text[-1] in " :":
        return False
    return bare_type(text) == "str"


def _folds(text: str) -> bool:
    """Folding is exact where every line break stands for one space between two words."""
    return "  " not in text and text == text.strip(" ")


def _fold(text: str, indent: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _literal(head: str, text: str, indent: int) -> Iterator[str]:
    body = text.rstrip("\n")
    breaks = len(text) - len(body)
    chomp = {0: "-", 1: ""}.get(breaks, "+")
    # Where the first line begins with a space, the indentation must be said.
    said = "2" if body[:1] in (" ", "\n", "\t", "") else ""
    yield f"{head} |{said}{chomp}"
    pad = " " * (indent + 2)
    for line in body.split("\n"):
        yield pad + line if line else ""
    for _ in range(breaks - 1):
        yield ""


def number(value: float) -> str:
    """A number as YAML 1.1 reads it."""
    text = repr(value)
    # YAML 1.1 wants a dot before the exponent.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text
