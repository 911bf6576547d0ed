"""Functions that a left side defines: the T of ``T(n) = 2T(n/2) + n``."""

from __future__ import annotations

import re

from ankigen.notation.commands import GREEK

# One letter, with its arguments, before an equals sign.
_HEAD = re.compile(
    r"\s*\\?(?P<name>[A-Za-zα-ωΑ-Ω]+)\s*(?:\\left)?\("
    r"(?P<arguments>[^()=<>+*/\d]{1,30})(?:\\right)?\)\s*(?::?=|\\leftarrow|←)(?!=)"
)


def defined_function(text: str) -> frozenset[str]:
    """The letter that stands with its arguments on the left, as a set of one or none."""
    head = _HEAD.match(text)
    if head is None:
        return frozenset()
    name = GREEK.get(head["name"], head["name"])
    arguments = re.split(r"[\s,;|]+", head["arguments"].replace("\\", ""))
    # ``α(t) = α(1 - t/T)``: the rest multiplies what the left side only names.
    multiplied = re.search(rf"{re.escape(head['name'])}\s*(?:\\left)?\(\s*1\s*[-+−]", text)
    known = len(name) > 1 or name in arguments or multiplied
    return frozenset() if known else frozenset({name})
