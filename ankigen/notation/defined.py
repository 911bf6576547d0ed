"""A formula that begins with ``y(t) =`` says itself that ``y`` is a function.

Its other places then read like the first: ``y(t) = y(0)e^{-kt}`` starts from the value at 0, and
does not multiply by it.
"""

from __future__ import annotations

from dataclasses import replace

from ankigen.notation.tokens import Token
from ankigen.notation.vocabulary import Vocabulary

_NAMES = frozenset({"letter", "name"})
_EQUALS = frozenset({"=", ":=", "≈", "∝"})


def with_defined(tokens: list[Token], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the function that the left side defines, where it defines one.

    Nothing is added where the vocabulary knows the name already, or where the name stands anywhere
    without a parenthesis: ``a(b) = ab`` is a product.
    """
    name = tokens[0]
    known = name.value in vocabulary.functions or name.value in vocabulary.variables
    if known or name.kind not in _NAMES or not _is_left_side(tokens):
        return vocabulary
    for place, token in enumerate(tokens):
        if token.value == name.value and tokens[_after_label(tokens, place)].value != "(":
            return vocabulary
    return replace(vocabulary, functions=vocabulary.functions | {name.value})


def _is_left_side(tokens: list[Token]) -> bool:
    """Whether names in parentheses and an equals sign follow the first name."""
    place = _after_label(tokens, 0)
    if tokens[place].value != "(":
        return False
    while tokens[place].value in ("(", ","):
        if tokens[place + 1].kind not in _NAMES:
            return False
        place = _after_label(tokens, place + 1)
    return tokens[place].value == ")" and tokens[place + 1].value in _EQUALS


def _after_label(tokens: list[Token], place: int) -> int:
    """The place after a name and the one sign that may stand below it: ``x``, ``x_1``."""
    labelled = (tokens[place + 1].kind, tokens[place + 1].value) == ("script", "_")
    return place + 3 if labelled and tokens[place + 2].kind in {"number", *_NAMES} else place + 1
