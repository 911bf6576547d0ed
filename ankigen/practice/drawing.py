"""Text of a deck for a terminal: formulas in Unicode, marks of Markdown left out."""

from __future__ import annotations

import re

_DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_INLINE = re.compile(r"(?<![\\$])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_CODE = re.compile(r"`([^`\n]+)`")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def drawn(text: str) -> str:
    """``text`` with its formulas drawn in Unicode; display formulas stand on lines of their own.

    Control characters are left out, and so are marks of direction, so that no deck can steer the
    terminal.
    """
    text = _DISPLAY.sub(lambda m: f"\n    {formula(m[1])}\n", text)
    text = _INLINE.sub(lambda m: formula(m[1]), text)
    text = _CODE.sub(r"\1", _BOLD.sub(r"\2", text))
    return plain(re.sub(r"\n{3,}", "\n\n", text)).strip("\n")


def plain(text: str) -> str:
    """``text`` without the characters that steer a terminal."""
    return _UNSAFE.sub("", text)


def formula(latex: str) -> str:
    """LaTeX in Unicode; as it stands where it does not read."""
    from ankigen.notation import Unreadable, read, unicode

    latex = " ".join(latex.split())
    try:
        return unicode(read(latex))
    except Unreadable:
        return latex
