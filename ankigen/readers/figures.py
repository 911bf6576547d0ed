"""Sentences that speak of a figure: a text file cannot show it.

A sentence that only announces a figure is cut; what it says beside that stays.
"""

from __future__ import annotations

import re

_NOUN = (
    r"(?:figures?|fig\.|plots?|images?|illustrations?|diagrams?|charts?|graphs?|pictures?|photos?"
    r"|photographs?|drawings?|sketch(?:es)?|animations?|screenshots?|visuali[sz]ations?|heatmaps?"
    r"|histograms?|maps?)(?![-\w])"
)
_PLACE = r"(?:below|above|following|accompanying|attached|next)"
_WORDS = r"(?:(?!(?:is|are|was|were|has|have|had)\b)[\w’'-]+\s+){0,4}?"
_ANNOUNCES = re.compile(
    rf"""(?:in\ |see\ |as\ )?(?:the|this|these|a|an)?\s*{_WORDS}{_NOUN}\s+(?:below|above)\b
    |(?:in\ |see\ )?(?:the|this)\s+{_PLACE}\s+{_WORDS}(?:{_NOUN}|example\s+visually)
    |(?:here|below|above)\s+(?:is|are)\s+(?:an?|the|some|two|three)\s+{_WORDS}(?:{_NOUN}|side-by-side)
    |(?:below|above)\s+shows?\b
    |(?:this|the)\s+{_NOUN}\s+(?:shows?|illustrates?|depicts?|demonstrates?|compares?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTER = re.compile(
    rf"""[,;]?\s?\(?(?:as\ )?(?:shown|illustrated|depicted|seen|demonstrated|visuali[sz]ed|see)
    (?:\s+(?:in|by|on|at))?\s+(?:the|this)\s+(?:{_PLACE}\s+)?{_WORDS}{_NOUN}
    (?:\s+(?:below|above))?\)?(?=\s*(?:[.;:,]|$))
    |[,;]?\s?as\s+(?:the|this)\s+(?:{_PLACE}\s+)?{_WORDS}{_NOUN}\s+(?:below\s+|above\s+)?
    (?:shows?|illustrates?|demonstrates?)(?=\s*(?:[.;:,]|$))""",
    re.IGNORECASE | re.VERBOSE,
)
_ASIDE = re.compile(r"\s?\(([^()]{8,300})\)")
# One of these stands in every text that speaks of a figure; looking for them is cheap.
_STEMS = re.compile(
    r"figure|fig\.|plot|image|illustration|diagram|chart|graph|picture|photo|drawing|sketch"
    r"|animation|screenshot|visual|heatmap|histogram|map|side-by-side|below show|above show"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")


def without_figures(text: str) -> tuple[str, bool]:
    """The text without what only announces a figure, and whether there was any such thing."""
    if not _STEMS.search(text.lower()):
        return text, False
    rest = _ASIDE.sub(lambda aside: "" if _ANNOUNCES.match(aside[1]) else aside[0], text)
    sentences = [_stripped(sentence) for sentence in _SENTENCE.split(rest)]
    rest = " ".join(sentence for sentence in sentences if sentence)
    return (rest, True) if rest != text else (text, False)


def _stripped(sentence: str) -> str:
    if _ANNOUNCES.match(sentence):
        caption = sentence.partition(": ")[2]
        # What a caption explains is worth keeping; a bare noun phrase is not.
        return caption[:1].upper() + caption[1:] if len(caption.split()) >= 6 else ""
    return _POINTER.sub("", sentence)
