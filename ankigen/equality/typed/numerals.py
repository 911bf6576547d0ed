"""Numbers as people write them: 7,425,000 and 1 000 and 1000,99; 28 percent; a unit behind."""

from __future__ import annotations

import re

_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:[, \u00a0\u202f'_]\d{3})+)(?![\d,])(?!\.\d*,)")
_WHOLE = re.compile(r"[-+−]?[\d., \u00a0\u202f'_]+(?:\s*(?:\\?%|[A-Za-z€$£]+))?$")
_DECIMAL_COMMA = re.compile(
    r"(?<![\d.,])(0|\d{1,3}(?=,\d{2}(?!\d))|\d+(?=,\d{2}(?!\d))|\d{4,}),(\d+)(?![\d,.])"
)
_PERCENT = re.compile(r"(?<=\d)\s*(?:percent|per cent|pct\.?)(?![A-Za-z])", re.IGNORECASE)


def plain(text: str) -> str:
    """The text with its numbers in digits and a point, where that is what they must mean.

    Separators count only where the text, or what stands behind an equals sign, is one number.
    """
    if "p" in text or "P" in text:
        text = _PERCENT.sub("\\\\%", text)
    head, equals, tail = text.rpartition("=")
    if not _WHOLE.match(tail.strip()):
        return text
    number = _DECIMAL_COMMA.sub(r"\1.\2", tail)
    number = _THOUSANDS.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), number)
    return head + equals + number
