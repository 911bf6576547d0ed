"""The options of a multiple-choice question: given by keys, or printed in the question."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.grading.request import Request

Options = tuple[tuple[str, str], ...]
"""Keys and texts, in their order."""

_PRINTED = re.compile(r"(?:(?<=\s)|^)\(?([A-Ha-h])[.)]\s+")


def options_of(request: Request) -> Options:
    """The options of a request; none where neither it nor its question has them."""
    return _clean(request.choices) if request.choices else _printed_options(request.question)


_ALL = re.compile(
    r"\W*(?:all|both|each|every one)(?: (?:three|four|two))?(?: of)?(?: the| these| them)?"
    r"(?: (?:above|others?|options|answers|choices|previous|preceding))?"
    r"(?: are (?:right|true|correct))?\W*",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\W*(?:both |only )?\(?([a-h1-8])\)?(?:, \(?([a-h1-8])\)?)*,? (?:and|&) \(?([a-h1-8])\)?"
    r"(?: only| are (?:right|true|correct))?\W*",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:none|neither|nothing|no one|not any)(?: of)?(?: the| these| them)?"
    r"(?: (?:above|others?|options|answers|choices|previous|two))?\W*",
    re.IGNORECASE,
)


def none_of_them(text: str, options: Options) -> str | None:
    """The option "none of the above", if there is one and a text says no more than that."""
    if not _NONE.fullmatch(text):
        return None
    return next((key for key, option in options if _NONE.fullmatch(option)), None)


def made_up_of(keys: frozenset[str], options: Options) -> str | None:
    """The option that stands for several others: "all of the above", "both A and C"."""
    return next((key for key, parts in stand_for_several(options) if parts == keys), None)


@lru_cache(maxsize=1024)
def stand_for_several(options: Options) -> tuple[tuple[str, frozenset[str]], ...]:
    """The keys of options that stand for several others, with the keys of those."""
    found = []
    for place, (key, text) in enumerate(options):
        if _ALL.fullmatch(text):
            found.append((key, frozenset(other for other, _ in options[:place])))
        elif _SOME.fullmatch(text):
            found.append((key, frozenset(re.findall(r"\b[A-H1-8]\b", text.upper()))))
    return tuple(found)


@lru_cache(maxsize=1024)
def _clean(choices: Options) -> Options:
    """Options without the letters that a document printed before their texts."""
    kept = []
    for key, text in choices:
        printed = _PRINTED.match(text)
        same = printed is not None and printed[1].upper() == key.upper()
        kept.append((key, text[printed.end() :] if same and printed else text))
    return tuple(kept)


@lru_cache(maxsize=1024)
def without_options(question: str) -> str:
    """A question before the options that it prints, if it prints any."""
    first = _PRINTED.search(question) if _printed_options(question) else None
    return question[: first.start()] if first else question


@lru_cache(maxsize=1024)
def _printed_options(question: str) -> Options:
    """The options that a question prints: ``A. … B. …``, in the order of the alphabet."""
    found = list(_PRINTED.finditer(question[:20_000]))
    run: list[re.Match[str]] = []
    for match in found:
        if match[1].upper() == chr(ord("A") + len(run)):
            run.append(match)
    if len(run) < 2:
        return ()
    ends = [match.start() for match in run[1:]] + [len(question)]
    return tuple(
        (match[1].upper(), question[match.end() : end].strip())
        for match, end in zip(run, ends, strict=True)
    )
