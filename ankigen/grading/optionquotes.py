"""Options typed in full: "not a shortage but a surplus" is read as "not option B but option A"."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.grading.optionnames import has_signs
from ankigen.grading.options import Options
from ankigen.grading.picks import is_filler

MOST_WORDS = 30
"""A longer option is not looked for in full."""

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"a", "an", "the"})
_REASON = re.compile(r"[,;(]? ?\b(?:because|since|as|due to)\b", re.IGNORECASE)
# What chooses between options and says nothing else.
_CHOOSING = frozenset(
    {"not", "nor", "neither", "wrong", "false", "incorrect", "out", "than", "instead", "except",
     "anything", "everything", "other", "others", "rest", "first", "thought", "wait", "hmm", "hm",
     "um", "isn", "t", "s", "m", "nope", "ones", "options", "are", "them", "vs", "wasn", "were"}
)  # fmt: skip


def quoted(text: str, options: Options) -> str:
    """An answer with keys in the place of the options that it holds in full.

    An answer that says more of them than which is picked and which is not stays as it is.
    """
    pattern = _in_full(options)
    if pattern is None:
        return text
    keys = tuple(key for key, _ in _by_length(options))
    found = pattern.sub(lambda one: f" option {keys[(one.lastindex or 1) - 1]} ", text)
    said = _REASON.split(found, maxsplit=1)[0]
    known = {key.casefold() for key in keys} | _CHOOSING
    told = all(is_filler(w) or w in known for w in _WORD.findall(said.casefold()))
    return found if found != text and told else text


@lru_cache(maxsize=1024)
def _in_full(options: Options) -> re.Pattern[str] | None:
    """What finds an option in full, a group each, the longest first."""
    groups = [_spelt(text) for _, text in _by_length(options)]
    if not groups:
        return None
    return re.compile(rf"(?<![\w.])(?:{'|'.join(groups)})(?!\w|[.,]\d)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _by_length(options: Options) -> Options:
    """The options that can be told by their letters, the longest first."""
    told = [(key, text) for key, text in options if _is_told(text)]
    return tuple(sorted(told, key=lambda option: -len(option[1])))


def _is_told(option: str) -> bool:
    words = _WORD.findall(option)
    long = len("".join(words)) > 2 or any(character.isdigit() for character in option)
    long = long and not all(is_filler(word.casefold()) for word in words)
    return long and len(words) <= MOST_WORDS and not has_signs(option)


def _spelt(option: str) -> str:
    words = [re.escape(word) for word in _WORD.findall(option)]
    article = words.pop(0) if len(words) > 1 and words[0].lower() in _ARTICLES else ""
    opening = rf"(?:{article}\W+)?" if article else ""
    return rf"({opening}" + r"\W+".join(words) + ")"
