"""Sentences and headings of a document as the records hold them: Markdown with ``$…$``."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from ankigen import notation

_ANNOUNCEMENT = re.compile(
    r"(?:(?:here|below)\s+(?:is|are)|the\s+following(?:\s+(?:is|are))?)\s+(?:the\s+|some\s+|an?\s+)?(?=\w)",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
_BEFORE_PUNCTUATION = re.compile(r"(?<=[\w$\])]) (?=[.,;](?:\s|$)|(?<=\$ )[:)])")
_GAP = re.compile(r"\$ | [.,;]")
_SENTENCE_END = re.compile(r"[.!?][”\"')\]]?\s+(?=[A-Z“\"(\[])")


@functools.lru_cache(maxsize=1024)
def marked(text: str) -> str:
    """A sentence with its formulas between ``$…$`` and single spaces.

    A dollar sign that is money keeps its backslash, as Markdown wants it.
    """
    whole = notation.mark(text)
    if "  " in whole or "\t" in whole or "\u00a0" in whole:
        whole = _SPACES.sub(" ", whole)
    if " " in whole and _GAP.search(whole):
        whole = _BEFORE_PUNCTUATION.sub("", whole)
    return whole.strip()


def heading(text: str) -> str:
    """A heading without what announces it: ``Here are the causes:`` is ``Causes``."""
    bare = marked(_ANNOUNCEMENT.sub("", text.strip()).strip().rstrip(":.").strip())
    return sentence_case(bare)


def sentence_case(text: str) -> str:
    """The text with a capital first letter; a symbol (but for the article "a") stays as it is."""
    second = text[1:2]
    starts_word = second.islower() or text.startswith("a ")
    return text[:1].upper() + text[1:] if starts_word else text


def flow(parts: Sequence[str]) -> str:
    """Parts of a point as one text: sentences follow each other, fragments are parted by ``;``.

    A formula at the end of a part ends its sentence, unless the next part goes on with it.
    """
    if len(parts) == 1:
        return parts[0]
    whole = ""
    for part in parts:
        if not whole:
            whole = part
        elif whole[-1] == "$" and part[0].isupper():
            whole = f"{whole}{'.' if part[-1] in '.:!?' else ';'} {part}"
        elif whole[-1] in ".!?:,;$" or part[0] == "$":
            whole = f"{whole} {part}"
        else:
            whole = f"{whole}; {part}"
    return whole


def are_items(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs are short enough, all of them, to be the items of a list."""
    return len(paragraphs) >= 3 and all(
        len(_SENTENCE_END.findall(each)) < 2 and len(each.split()) <= 30 and "\n" not in each
        for each in paragraphs
    )
