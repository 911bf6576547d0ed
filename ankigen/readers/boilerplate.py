"""What a web page puts around a document: buttons, ratings, comment boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ankigen.readers.lines import Ledger, Line

RATING = "How well did you know this?"

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
_SCALE = re.compile(r"[1-5]|Not at all|Perfectly")


def is_boilerplate(text: str) -> bool:
    """Whether a line, without the spaces around it, belongs to the page and not to the document."""
    return len(text) < 80 and (text == RATING or bool(_PHRASES.fullmatch(text)))


def drop_boilerplate(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    """The lines that belong to the document; the others are entered as dropped.

    A rating question takes its scale with it (five numbers and the words at its ends), and the
    bare heading "Comments" goes where the comment box below it goes.
    """
    kept: list[Line] = []
    in_scale = 0
    for line in lines:
        text = line.bare
        if text == RATING:
            in_scale = 7
        elif text and in_scale and _SCALE.fullmatch(text):
            # The scale ends with "Perfectly"; a number after it is the next card's.
            in_scale = 0 if text == "Perfectly" else in_scale - 1
        elif is_boilerplate(text):
            _drop_heading(kept, ledger)
        else:
            in_scale = in_scale if not text else 0
            kept.append(line)
            continue
        ledger.drop([line], "boilerplate")
    return kept


def _drop_heading(kept: list[Line], ledger: Ledger) -> None:
    if kept and kept[-1].bare.rstrip(":").lower() in ("comments", "discussion"):
        ledger.drop([kept.pop()], "boilerplate")
