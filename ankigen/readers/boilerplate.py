"""What a web page puts around a document: buttons, ratings, comment boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ankigen.readers.lines import Ledger, Line
from ankigen.readers.ratings import rating_blocks

_PHRASES = re.compile(
    r"""(?:log\ ?in|sign\ (?:in|up)|subscribe|register)\ (?:to|for)\ .{1,40}
    |(?:loading|show|hide|view|load|read|post|add|leave|write)\ (?:\w+\ ){0,2}comments?\W*
    |share\ (?:this|your)\ .{1,40}
    |(?:read|view|show|see|load)\ (?:more|less|all)(?:\ (?:content|posts|cards|answers?))?\W*
    |back\ to\ (?:the\ )?top|(?:accept|reject)\ (?:all\ )?cookies
    |(?:previous|next)\ (?:page|post|card|article)
    |page\ \d{1,4}(?:\ (?:of|/)\ \d{1,4})?|advertisement|all\ rights\ reserved\.?""",
    re.IGNORECASE | re.VERBOSE,
)
# Of the phrases above: most lines are none of them, and are told by a look at their first letter.
_INITIALS = frozenset("abhlnprsvwABHLNPRSVW")


def is_boilerplate(text: str) -> bool:
    """Whether a line, without the spaces around it, belongs to the page and not to the document."""
    return len(text) < 80 and text[:1] in _INITIALS and _PHRASES.fullmatch(text) is not None


def drop_boilerplate(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    """The lines that belong to the document; the others are entered as dropped.

    Rating blocks go as a whole, and the bare heading "Comments" goes where the comment box below
    it goes.
    """
    rated = {place for block in rating_blocks(lines) for place in block}
    kept: list[Line] = []
    for place, line in enumerate(lines):
        if place in rated:
            ledger.drop([line] if line.bare else [], "boilerplate")
        elif is_boilerplate(line.bare):
            _drop_heading(kept, ledger)
            ledger.drop([line], "boilerplate")
        else:
            kept.append(line)
    return kept


def _drop_heading(kept: list[Line], ledger: Ledger) -> None:
    if kept and kept[-1].bare.rstrip(":").lower() in ("comments", "discussion"):
        ledger.drop([kept.pop()], "boilerplate")
