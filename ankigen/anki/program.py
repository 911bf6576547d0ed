"""A hash of the program: what it made before holds only as long as it is the same program."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# Whose versions may change what a deck becomes.
_OTHERS = (
    "genanki",
    "markdown-it-py",
    "mdit-py-plugins",
    "mdurl",
    "linkify-it-py",
    "Pygments",
    "PyYAML",
    "rapidfuzz",
    "sympy",
)
_HOME = Path(__file__).resolve().parents[1]
_COMPILED = (".pyc", ".pyo")


@cache
def program() -> str:
    """A hash of every file of ankigen, of the libraries' versions and of Python's."""
    found = sha256(repr((sys.version, unicodedata.unidata_version)).encode())
    for name in _OTHERS:
        found.update(f"\n{name} {_version(name)}".encode())
    for file in sorted(_HOME.rglob("*")):
        if file.suffix not in _COMPILED and file.is_file():
            content = file.read_bytes()
            name = file.relative_to(_HOME).as_posix()
            found.update(f"\n{name} {len(content)}\n".encode() + content)
    return found.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
