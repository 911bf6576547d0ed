"""What shows that a text is Python, and Python that learners write a little off."""

from __future__ import annotations

import ast
import contextlib
import re
import warnings

_LONGEST = 1_500
_DEEPEST = 40
# Marks of Python, by a piece of text without which there is none; to look for that is cheap.
_MARKS = {
    "**": re.compile(r"\*\*"),
    "@": re.compile("@"),
    "//": re.compile(r"(?<=[\w)\]])\s*//"),
    "=": re.compile(r"[-+*/]=|\b(?:axis|dim|ddof|keepdims?) ?="),
    ".": re.compile(
        r"\.(?:T|mT)\b|\b(?:np|numpy|torch|tf|jnp|math|nn|F|scipy|sp)\.[A-Za-z]"
        r"|[\w)\]]\.[a-z_0-9]+\(|\.(?:sum|mean|exp|log|sqrt|pow|norm|std|var|max|min|abs|transpose"
        r"|t|dot|square|sigmoid|tanh|softmax|relu|matmul|mm|argmax|argmin|clip|clamp)\("
    ),
    "[": re.compile(r"\[[^\]]*\]"),
    "(": re.compile(r"\b(?:sum|len|mean)\("),
    "lambda": re.compile(r"\blambda\b"),
    "return": re.compile(r"\breturn\b"),
    "for": re.compile(r"\bfor\b.*\bin\b"),
    "else": re.compile(r"\belse\b"),
}
# What only Python has; what it means there is what is meant.
_PYTHON = re.compile(
    r"\*\*|@|//|\b(?:np|numpy|torch|tf|jnp|math|nn|F|scipy|sp)\.[A-Za-z]|[\w)\]]\.[a-z_0-9]+\("
    r"|\bfor\b.*\bin\b|[-+*/]=|(?<![A-Za-z_.\\])(?:sum|mean|prod|max|min)\("
    r"|\b(?:axis|dim|keepdims?) ?="
)
_ARRAYS = re.compile(r"@|\.T\b|\b(?:np|numpy|torch|tf|jnp)\.")
# A prime behind a name, and a loop that goes on in its line: ``s = 0; for x in xs: s += x``.
_PRIME = re.compile(r"(?<![\w'\"])([A-Za-z_]\w*)'(?=\s*[\]),.*/+-])")
_EQUALS = re.compile(r"(?<![=!<>+*/@-])=(?!=)")
_LOOP = re.compile(r";\s*(?=for\b)")
_BLOCK = re.compile(r"(?:^|[\n;])[ \t]*(?:for|if|def)\b[^\n]*:\s*\S?", re.MULTILINE)


def looks_like_code(text: str) -> bool:
    """Whether a text has marks of Python in it; a cheap test before parsing."""
    if len(text) > _LONGEST or "\\" in text:
        return False
    return any(piece in text and mark.search(text) for piece, mark in _MARKS.items())


def is_python(text: str) -> bool:
    """Whether a text that can be read as code is nothing else."""
    return "^" not in text and _PYTHON.search(text) is not None


def speaks_of_arrays(text: str) -> bool:
    """Whether ``*`` in the text is numpy's, which multiplies entry by entry."""
    return bool(_ARRAYS.search(text))


def has_blocks(text: str) -> bool:
    """Whether statements stand inside others, so that lines are not read one by one."""
    return _BLOCK.search(text) is not None


def too_large(text: str) -> bool:
    """Whether a text is longer, or nested more deeply, than any code for a formula."""
    return len(text) > _LONGEST or _depth(text) > _DEEPEST


def parsed(text: str) -> ast.Module:
    """The syntax tree; primes are read as names where the text is no Python as it stands.

    Raises SyntaxError and whatever else ``ast.parse`` raises for a text that is no Python.
    """
    text = _LOOP.sub("\n", text.strip().replace("\r", "\n"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for attempt in (text, _PRIME.sub(r"\1_prime", text)):
            with contextlib.suppress(SyntaxError):
                return ast.parse(attempt)
        # ``c**2 = a**2 + b**2`` assigns nothing; it is a statement that both are the same.
        return ast.parse(_EQUALS.sub("==", text))


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest
