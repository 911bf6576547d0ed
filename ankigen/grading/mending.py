"""Slips of the keys mended: what nobody knows is read as the word that it is a slip of."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from ankigen.grading.commonwords import COMMON_WORDS
from ankigen.grading.thesaurus import Thesaurus, base_forms, thesaurus
from ankigen.grading.units import Token
from ankigen.grading.words import stem, typed_for

_DOUBLED = re.compile(r"(.)\1")
_MOST_SLIPS = 60
_LEAST_LETTERS = 4
_LEAST_FAR_LETTERS = 6
"""A shorter word that nobody knows has too many neighbours in the whole lexicon."""


def mended(written: list[Token], vocabulary: frozenset[str], book: Thesaurus) -> list[Token]:
    """Replace each word that nobody knows by the word that it was meant to be.

    ``vocabulary`` holds the words of the question and its points, which come first; the verbs of
    change, which would otherwise govern nothing, come next, then words like *during*, and then the
    whole lexicon. No more than ``_MOST_SLIPS`` words are looked up, which is more than anybody
    mistypes.
    """
    if not vocabulary:
        return written
    found: list[Token] = []
    unknown = 0
    for token in written:
        if unknown < _MOST_SLIPS and token.text not in vocabulary and _is_unknown(token.text):
            unknown += 1
            token = _meant(token, vocabulary, book)
        found.append(token)
    return found


@lru_cache(maxsize=16384)
def _is_unknown(word: str) -> bool:
    """Whether a token is a word, long enough to be told from others, that nobody knows."""
    return len(word) >= _LEAST_LETTERS and word.isalpha() and not thesaurus().knows(word)


def _meant(token: Token, vocabulary: frozenset[str], book: Thesaurus) -> Token:
    word = token.text
    if meant := _nearest(word, vocabulary):
        return Token(meant, token.surface, meant)
    if not COMMON_WORDS.isdisjoint(base_forms(word)):
        return token
    for others in (book.turning, _long(book.function_words)):
        if meant := _nearest(word, others):
            return Token(meant, token.surface, meant)
    # A dictionary form: how the word was inflected is seen by how it was typed.
    return Token(_of_the_lexicon(word) or word, token.surface, word)


def _nearest(word: str, vocabulary: frozenset[str]) -> str:
    """The word of a vocabulary that ``word`` is most likely a slip of, or nothing.

    Of two words as near, a letter forgotten or typed twice beside its like explains it better.
    """
    single = _DOUBLED.sub(r"\1", word)
    near = [
        (strength, -OSA.distance(word, other), _DOUBLED.sub(r"\1", other) == single, other)
        for other in _by_initial(vocabulary).get(word[0], ())
        if (strength := typed_for(word, other))
    ]
    return max(near)[3] if near else ""


@lru_cache(maxsize=1)
def _long(words: frozenset[str]) -> frozenset[str]:
    """The words among them that are long enough to be told from others when mistyped."""
    return frozenset(word for word in words if len(word) > _LEAST_LETTERS)


@lru_cache(maxsize=256)
def _by_initial(vocabulary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The words of a vocabulary in order, by their first letter.

    Plurals of plurals, which a vocabulary has from adding endings, are left out.
    """
    known = thesaurus().vocabulary
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        if (
            len(word) >= _LEAST_LETTERS
            and word.isalpha()
            and (word in known or not word.endswith("ss") or word[:-1] not in vocabulary)
        ):
            found.setdefault(word[0], []).append(word)
    return {initial: tuple(listed) for initial, listed in found.items()}


@lru_cache(maxsize=16384)
def _of_the_lexicon(word: str) -> str:
    """The one word of the lexicon, in dictionary form, that ``word`` is one slip away from.

    Empty where there is none and where there are several.
    """
    listed = _by_length(thesaurus().vocabulary)
    for form in base_forms(word):
        if len(form) < _LEAST_FAR_LETTERS:
            continue
        near = [
            other
            for length in (len(form) - 1, len(form), len(form) + 1)
            for other in listed.get((form[0], length), ())
            if OSA.distance(form, other, score_cutoff=1) <= 1 and typed_for(form, other)
        ]
        if near:
            return near[0] if len({stem(other) for other in near}) == 1 else ""
    return ""


@lru_cache(maxsize=1)
def _by_length(vocabulary: frozenset[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """The words of the lexicon in order, by first letter and length."""
    found: dict[tuple[str, int], list[str]] = {}
    for word in sorted(vocabulary):
        if word.isalpha():
            found.setdefault((word[0], len(word)), []).append(word)
    return {key: tuple(words) for key, words in found.items()}
