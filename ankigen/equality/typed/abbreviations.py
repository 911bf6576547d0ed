"""Long names in short and short ones in long: ``p`` for padding, ``scale`` for s, ``cin``.

A name is taken for another only if it is the one candidate, and neither side uses the other one.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from .aliases import AFTER, BEFORE

# Labels that tell a quantity from its opposite, its neighbour or its estimate.
_OPPOSITES = "in out min max pos neg true pred train test mean std avg hat bar total"
_TELLING = BEFORE | AFTER | frozenset(_OPPOSITES.split())
_PARTS = re.compile(r"[_\s]+")


def expansions(used: AbstractSet[str], wanted: AbstractSet[str]) -> dict[str, str]:
    """Names of the given side with the expected names that they shorten or spell out.

    Args:
        used: names that only the given side has.
        wanted: names that only the expected side has.
    """
    found: dict[str, str] = {}
    if not (used and wanted):
        return found
    for test in (_same_parts, _labelled, _begins, _initial):
        for name in sorted(used - found.keys()):
            free = wanted - set(found.values())
            step = _step(name)
            candidates = [
                w for w in sorted(free) if (test(name, w) or test(w, name)) and _step(w) == step
            ]
            rivals = [u for u in used - found.keys() if u != name]
            if len(candidates) == 1:
                (candidate,) = candidates
                if not any(test(u, candidate) or test(candidate, u) for u in rivals):
                    found[name] = candidate
    left, open_words = used - found.keys(), wanted - set(found.values())
    if len(left) == len(open_words) == 1 and found:
        (letter,), (word,) = left, open_words
        # When all but one are settled, a letter may stand for the word that is left.
        if len(letter) == 1 and letter.isascii() and len(word) > 1 and word.isascii():
            found[letter] = word
    return found


def _step(name: str) -> set[str]:
    """The words in a name that say which step it is of."""
    return set(_words(name)) & (BEFORE | AFTER)


def _words(name: str) -> list[str]:
    return [p.lower() for p in _PARTS.split(name) if p]


def _same_parts(short: str, long: str) -> bool:
    """``c_in`` for in_channels, ``kernel`` for kernel_size: parts begin the parts."""
    ours, theirs = _words(short), _words(long)
    if len(theirs) < 2 or len(ours) > len(theirs):
        return False
    if len(ours) == 1:
        return len(ours[0]) > 2 and ours[0] == theirs[0]
    left = list(theirs)
    for part in sorted(ours, key=len, reverse=True):
        match = next((t for t in left if t.startswith(part)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _labelled(short: str, long: str) -> bool:
    """``d`` for d_model: a letter without its label, unless that tells it from another."""
    stem, _, label = long.partition("_")
    return len(short) == 1 and stem == short and len(label) > 1 and label not in _TELLING


def _begins(short: str, long: str) -> bool:
    """``pad`` for padding, ``in`` for input."""
    small, large = short.lower(), long.lower()
    return 1 < len(small) < len(large) and large.startswith(small) and small.isalpha()


def _initial(short: str, long: str) -> bool:
    """``p`` for padding: one letter for a word of three letters or more."""
    return (
        len(short) == 1
        and short.isascii()
        and short.isalpha()
        and len(long) > 2
        and long.isascii()
        and " " not in long
        and long[0].lower() == short.lower()
    ) or (len(short) == 1 and short.isascii() and long == "in" and short.lower() == "i")
