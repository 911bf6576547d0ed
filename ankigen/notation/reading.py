"""From the text of a formula to its tree, within the limits that hostile text needs."""

from __future__ import annotations

from ankigen.notation.defined import with_defined
from ankigen.notation.grammar import Parser
from ankigen.notation.runs import resolve
from ankigen.notation.tokens import Token, Unreadable, tokenize
from ankigen.notation.tree import Expr, children
from ankigen.notation.vocabulary import EMPTY, Vocabulary

DEEPEST_TREE = 200


def read(text: str, vocabulary: Vocabulary = EMPTY) -> Expr:
    """The tree of a formula in LaTeX, ASCII or Unicode.

    Args:
        text: the formula, with or without ``$`` around it, at most 4,000 characters.
        vocabulary: names known beforehand; see ``Vocabulary``.

    Raises:
        Unreadable: always this, with reason and position, when the text is no formula.
    """
    return parse(tokenize(unpunctuated(text)), "\\" in text, vocabulary)


def parse(tokens: list[Token], tex: bool, vocabulary: Vocabulary = EMPTY) -> Expr:
    """The tree of a formula that is in tokens already; ``tex`` tells whether it is LaTeX.

    Raises:
        Unreadable: as ``read`` does.
    """
    try:
        tokens = resolve(tokens, vocabulary, tex)
        tree = Parser(tokens, with_defined(tokens, vocabulary)).formula()
    except RecursionError:
        raise Unreadable("nested too deeply", 0) from None
    if len(tokens) > DEEPEST_TREE // 2 and _depth(tree) > DEEPEST_TREE:
        raise Unreadable("nested too deeply", 0)
    return tree


def unpunctuated(text: str) -> str:
    """The text without the comma, colon or full stop of the sentence it stands in."""
    bare = text.rstrip(" \n\t$")
    if bare.endswith((".", ",", ";", ":")) and not bare.endswith(("..", "\\,", "\\;", "\\:")):
        return bare[:-1]
    return text


def _depth(tree: Expr) -> int:
    deepest, layer = 0, [tree]
    while layer and deepest <= DEEPEST_TREE:
        deepest += 1
        layer = [child for node in layer for child in children(node)]
    return deepest
