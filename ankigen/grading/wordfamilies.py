"""Words of one family that a stemmer holds apart: conclude, conclusion; analysis, analytic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ankigen.grading.thesaurus import irregular_forms, plain_form
from ankigen.grading.words import stem

# How a noun ends, how its verb does, and how many letters stand before at least.
_NOUNS = (
    ("usion", "ude", 3), ("ision", "ide", 2), ("ansion", "and", 2), ("ension", "end", 2),
    ("uction", "uce", 3), ("mission", "mit", 2), ("ception", "ceive", 2),
    ("scription", "scribe", 2), ("orption", "orb", 2), ("ification", "ify", 3),
    ("pplication", "pply", 1), ("tiplication", "tiply", 2), ("anation", "ain", 3),
    ("olution", "olve", 2), ("etition", "ete", 3), ("roof", "rove", 1), ("elief", "elieve", 1),
    ("owth", "ow", 2), ("xture", "x", 2), ("obia", "obic", 3), ("emia", "emic", 2),
    ("ermia", "ermic", 3),
    ("tenance", "tain", 2), ("osion", "ode", 2), ("lature", "lative", 2), ("diciary", "dicial", 2),
)  # fmt: skip
# What follows the root of a Greek word.
_GREEK = ("sis", "ses", "tic", "tical", "tically", "size", "sized", "sizing")
_GREEK_WORD = re.compile(rf"(.{{5,}}?)(?:{'|'.join(_GREEK)}|(?<=ly)z(?:e|ed|es|ing))")
_SCHOOL = re.compile(r"(.{6,})is(?:m|ts?|tic)")
_EOUS = re.compile(r"(.{3,})eous")


@lru_cache(maxsize=8192)
def family(word: str) -> str:
    """What the words of a family have in common; for most words their stem."""
    word = plain_form(word)
    for noun, verb, before in _NOUNS:
        if word.endswith((noun, noun + "s")) and len(word) >= len(noun) + before:
            return stem(word.removesuffix("s").removesuffix(noun) + verb)
    greek = _GREEK_WORD.fullmatch(word)
    if greek is not None:
        return greek[1]
    school = _SCHOOL.fullmatch(word)
    if school is not None:
        return school[1]
    eous = _EOUS.fullmatch(word)
    return stem(eous[1]) if eous is not None else stem(word)


def relatives(word: str) -> Iterator[str]:
    """Words that may be of the family of ``word``; not all of them exist."""
    yield from (plain_form(word), *irregular_forms(plain_form(word)))
    for noun, verb, before in _NOUNS:
        for ours, theirs in ((noun, verb), (verb, noun)):
            if word.endswith(ours) and len(word) >= len(ours) + before:
                yield word.removesuffix(ours) + theirs
    greek = _GREEK_WORD.fullmatch(word)
    if greek is not None:
        yield from (greek[1] + ending for ending in (*_GREEK, "ze"))
    school = _SCHOOL.fullmatch(word)
    if school is not None:
        yield from (school[1] + ending for ending in ("ism", "ist", "ists", "istic"))
    if word.endswith("eous"):
        yield word.removesuffix("eous")
    elif len(word) < 6:
        yield word + "eous"
