"""Scripts as they are typed without braces: ``W_hh``, ``h_t-1``, ``C~_t``."""

from __future__ import annotations

import re

from ankigen.notation import latex, tree

_LABEL = re.compile(r"_([A-Za-z]{2,})(?![A-Za-z_])")
_GRADIENT = re.compile(r"\b(?:grad|gradient)(?: of)?[ (]+([A-Za-z])\b\)?")
_ESCAPED_TWICE = re.compile(r"\\\\(?=[A-Za-z]{2,})")
_WAVE = re.compile(r"([A-Za-z])~(?=[_^])")


def braced(text: str) -> str:
    """``W_hh`` as ``W_{hh}``: without backslashes a label is the whole run of letters.

    ``grad L`` is ∇L, and a backslash that was escaped twice is one.
    """
    if "\\" in text:
        return text if "\\begin" in text else _ESCAPED_TWICE.sub(r"\\", text)
    text = _GRADIENT.sub(r"∇\1", _WAVE.sub("\\1\u0303", text))
    return _LABEL.sub(r"_{\1}", text)


def earlier_steps(text: str, expected: tree.Expr) -> str:
    """``h_t-1`` as h_{t-1}, where the expected side has that index on that name."""
    for node in tree.walk(expected):
        if not (isinstance(node, tree.Script) and isinstance(node.sub, tree.Sum)):
            continue
        index = re.sub(r"\s", "", latex(node.sub))
        if re.fullmatch(r"[A-Za-z][-+]\d", index):
            name = re.escape(index).replace(r"\-", "-")
            text = re.sub(rf"(?<=[^\W_])_{name}(?![\d.])", f"_{{{index}}}", text)
            text = re.sub(rf"(?<![A-Za-z])([A-Za-z]){name}(?![\d.])", rf"\1_{{{index}}}", text)
    return text
