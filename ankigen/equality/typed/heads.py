"""Functions that a left side defines: the T of ``T(n) = 2T(n/2) + n``."""

from __future__ import annotations

import re

from ankigen.notation import tree
from ankigen.notation.commands import GREEK

# One letter, with its arguments, before an equals sign.
_HEAD = re.compile(
    r"\s*\\?(?P<name>[A-Za-zα-ωΑ-Ω]+)\s*(?:\\left)?\("
    r"(?P<arguments>[^()=<>+*/\d]{1,30})(?:\\right)?\)\s*(?::?=|\\leftarrow|←)(?!=)"
)


def defined_function(text: str) -> frozenset[str]:
    """The letter with its arguments on the left that is applied on the right, too, if any."""
    head = _HEAD.match(text)
    if head is None:
        return frozenset()
    name = GREEK.get(head["name"], head["name"])
    rest = text[head.end() :]
    again = re.search(
        rf"(?<![A-Za-z]){re.escape(head['name'])}\s*(?:\\left)?\((?!\s*1\s*[-+−])", rest
    )
    return frozenset({name}) if again and len(name) == 1 else frozenset()


def with_head(node: tree.Expr, text: str) -> tree.Expr:
    """The tree, with what is read as a product on the left (``λ(t) = …``) as the function it is."""
    match node:
        case tree.Relation(operators, (tree.Product((name, argument), ("",)), *sides)):
            if _HEAD.match(text):
                return tree.Relation(operators, (tree.Call(name, (argument,)), *sides))
    return node
