"""Words as a grader sees them: normal text, tokens, spelling, stems, and typing errors.

Everything here is about single words; what words mean to one another is in ``thesaurus``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from ankigen.grading.normal import MAX_CHARACTERS as MAX_CHARACTERS
from ankigen.grading.normal import normalise as normalise
from ankigen.grading.spelling import american
from ankigen.grading.stems import stem_of
from ankigen.grading.thesaurus import thesaurus

MAX_LETTERS = 40
"""A longer run of letters is no word and is dropped."""

TYPO = 0.9
SHORTENED = 0.85

_TOKEN = re.compile(
    r"\d+(?:\.\d+)?e[+-]?\d+|\d+[a-z]{1,4}\d*\b|\d+(?:\.\d+)?|[a-z]+(?:\d+[a-z]*)*|[^\s\w]"
)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}\b)")
_VOWELS = re.compile(r"(?<=.)[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")


def tokens(text: str) -> tuple[str, ...]:
    """Words, numbers and punctuation marks of ``text``, normalised, in order.

    Words are American in spelling with abbreviations still as typed; runs of more than
    ``MAX_LETTERS`` letters are left out. A decimal comma between digits reads as a point.
    """
    return tokens_of(normalise(text))


def tokens_of(plain: str) -> tuple[str, ...]:
    """As :func:`tokens`, of text that is normalised already."""
    if "," in plain:
        plain = _DECIMAL_COMMA.sub(".", plain)
    found = (t for t in _TOKEN.findall(plain) if len(t) <= MAX_LETTERS)
    return tuple(american(t) if t[0].isalpha() else t for t in found)


def words(text: str) -> tuple[str, ...]:
    """The tokens of ``text`` without punctuation, with known abbreviations written out."""
    return expand(tuple(t for t in tokens(text) if t[0].isalnum()))


def expand(given: tuple[str, ...]) -> tuple[str, ...]:
    """Write out every abbreviation of the lexicon that has one meaning; it may become words."""
    book = thesaurus()
    written: list[str] = []
    for word in given:
        meanings = book.abbreviations.get(word)
        if meanings and word not in book.ambiguous:
            written.extend(meanings[0])
        else:
            written.append(word)
    return tuple(written)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word; numbers and marks are their own stems."""
    return stem_of(word) if word.isalpha() and word.isascii() else word


def same_word(given: str, wanted: str) -> float:
    """How surely ``given`` is ``wanted``: 1 for equal stems, less for a slip of the keys, else 0.

    Both are single lower-case words. A slip is a small edit distance for the length, doubled or
    missing vowels (``wghts``) or a word broken off (``activ``). Two different words that the
    lexicon knows are never a slip of each other, nor are words that differ by a negating prefix.
    """
    if given == wanted or stem(given) == stem(wanted):
        return 1.0
    return typed_for(given, wanted)


@lru_cache(maxsize=32768)
def typed_for(given: str, wanted: str) -> float:
    """As :func:`same_word`, for words whose stems differ: ``TYPO``, ``SHORTENED`` or 0."""
    if len(given) < 3 or len(wanted) < 4 or not (given.isalpha() and wanted.isalpha()):
        return 0.0
    if given[0] != wanted[0] and sorted(given[:2]) != sorted(wanted[:2]):
        return 0.0
    strength = _slip_of(given, wanted)
    if not strength:
        return 0.0
    book = thesaurus()
    if book.knows(given) or frozenset((given, wanted)) in book.distinct:
        return 0.0
    return 0.0 if _negated(given, wanted) else strength


def _slip_of(given: str, wanted: str) -> float:
    """``TYPO`` for a small edit distance, ``SHORTENED`` for a word shortened, else 0."""
    allowed = 1 if len(wanted) < 7 else 2 if len(wanted) < 11 else 3
    if len(given) >= 4 and OSA.distance(given, wanted, score_cutoff=allowed) <= allowed:
        return TYPO
    if len(given) < len(wanted) and _drops_vowels(given, wanted):
        return SHORTENED
    whole = given.removesuffix("s")
    if len(whole) >= 4 and len(wanted) >= len(whole) + 3 and wanted.startswith(whole):
        return SHORTENED
    return 0.0


_NEGATING = re.compile(r"^(?:un|non|in|im|ir|il|dis|de|anti|a)(?=[a-z]{4})")


def _negated(one: str, other: str) -> bool:
    """Whether two words differ in a negating prefix, what follows it being the same but for a slip.

    A slip in the prefix itself (``didscard``) makes no other word.
    """
    prefix, root = _parted(one)
    another, rest = _parted(other)
    return prefix != another and OSA.distance(root, rest, score_cutoff=1) <= 1


def _parted(word: str) -> tuple[str, str]:
    """The negating prefix a word may have, or nothing, and the rest of it."""
    found = _NEGATING.match(word)
    prefix = found.group() if found and found.group() != "a" else ""
    return prefix, word[len(prefix) :]


def _drops_vowels(given: str, wanted: str) -> bool:
    """Whether only vowels are missing (``wghts``), and enough is left to tell the word by."""
    kept = _skeleton(wanted)
    letters = iter(wanted)
    return len(kept) > 2 and _skeleton(given) == kept and all(one in letters for one in given)


@lru_cache(maxsize=16384)
def _skeleton(word: str) -> str:
    """The first letter and the consonants, doubled ones once: what hurried typing leaves."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word.removesuffix("s")))
