"""Abbreviations of what was asked for: by the lexicon, or by first letters."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.grading.wording import written_out

_SHORTENED = re.compile(r"\b([^\W\d_]{2,8})\.(?=\s*\w)")


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Letters and digits alone: ``drop-out``, ``drop out`` and ``dropout`` are one."""
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


def completed(text: str, known: frozenset[str]) -> str:
    """A text with the words that a point cuts short as known words are: "pres. perfect"."""
    if "." not in text:
        return text

    def whole(short: re.Match[str]) -> str:
        longer = [word for word in known if word.casefold().startswith(short[1].casefold())]
        return longer[0] if len(longer) == 1 and longer[0] != short[1].casefold() else short[0]

    return _SHORTENED.sub(whole, text)


def short_for(said: str, asked: str) -> bool:
    """Whether ``said`` abbreviates ``asked``: by the lexicon or by its first letters (SGD)."""
    if "".join(written_out(said)) == "".join(written_out(asked)) != "":
        return True
    letters = squeezed(said)
    if written_out(letters) == written_out(asked) != ():
        return True
    names = re.findall(r"\w+", asked)
    return (
        1 < len(letters) <= 8 and len(names) > 1 and _initials(names).fullmatch(letters) is not None
    )


def _initials(names: list[str]) -> re.Pattern[str]:
    """The first letter of each word, and one more consonant of it: BPTT for backpropagation."""
    consonants = (
        "".join(c for c in name[1:] if c.isalpha() and c not in "aeiou") for name in names
    )
    return re.compile(
        "".join(
            re.escape(name[0]) + (f"[{more}]?" if more else "")
            for name, more in zip(names, consonants, strict=True)
        )
    )
