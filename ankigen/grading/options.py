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
