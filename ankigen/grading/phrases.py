"""Typed words made ready for clauses: short forms written out, slips mended, phrases joined."""

from __future__ import annotations

import itertools
from functools import lru_cache

from ankigen.grading.mending import mended
from ankigen.grading.thesaurus import ARTICLES, Thesaurus, base_forms, thesaurus
from ankigen.grading.units import NEGATING, Token

_AUXILIARIES = frozenset(("to", "can", "will", "may", "must", "they", "we", "not", "that", "which"))
_DETERMINERS = frozenset(("a", "an", "the", "each", "every", "this", "residual", "per"))
_SEPARABLE = frozenset([
    "push", "drive", "bring", "hold", "keep", "force", "send", "pull", "press", "put", "turn",
    "bid", "crank", "dial", "ramp", "scale", "move", "slow", "speed",
])  # fmt: skip
_PARTICLE = 4
_Following = dict[str, list[tuple[tuple[str, ...], str]]]


def phrased(words: tuple[str, ...], vocabulary: frozenset[str], book: Thesaurus) -> list[Token]:
    """The words and phrases of a text as the lexicon knows them, each with its part of speech.

    ``vocabulary`` holds the words of the question and its points: they decide what a short form
    with several meanings stands for, and which word a slip of the keys was meant to be.
    """
    return _phrases(mended(_expanded(words, vocabulary, book), vocabulary, book), book)


def _expanded(found: tuple[str, ...], vocabulary: frozenset[str], book: Thesaurus) -> list[Token]:
    written: list[Token] = []
    for token in found:
        meanings = book.abbreviations.get(token)
        if meanings:
            fitting = [m for m in meanings if vocabulary.issuperset(m)]
            chosen = fitting[0] if fitting else meanings[0]
            if token in book.ambiguous and not fitting:
                chosen = (token,)
            written.extend(Token(word, token, word) for word in chosen)
        else:
            written.append(Token(token, token, token))
    return written


def _phrases(given: list[Token], book: Thesaurus) -> list[Token]:
    """Join the words of each phrase that the lexicon knows, longest first."""
    joined: list[Token] = []
    at = 0
    while at < len(given):
        found = _phrase_at(given, at)
        if found:
            name, length = found
            surface = " ".join(dict.fromkeys(t.surface for t in given[at : at + length]))
            joined.append(Token(name, surface, given[at].text))
            at += length
        else:
            joined.append(given[at])
            at += 1
    for token in joined:
        token.operator, token.verb = _part_of_speech(token.text)
    for before, token, after in zip(joined, joined[1:], joined[2:], strict=False):
        # "Lower" is an adjective before a noun and a verb after an auxiliary or before an article.
        if token.text == "lower" and after.text not in ARTICLES and before.text not in _AUXILIARIES:
            token.operator = "less"
    for at, token in enumerate(joined):
        if token.text in ("up", "down"):
            _move(joined[max(at - _PARTICLE, 0) : at], token.text)
    for before, token in itertools.pairwise(joined):
        if token.operator == "stop" and token.text == "block" and before.text in _DETERMINERS:
            token.operator = ""
    return joined


def _move(before: list[Token], particle: str) -> None:
    """*Push the wages up*, *hold them down*: the particle tells where a verb moves its object."""
    for token in reversed(before):
        if any(form in _SEPARABLE for form in base_forms(token.text)):
            token.operator = particle
        if token.verb or token.operator or not token.text[0].isalnum():
            return


def _phrase_at(given: list[Token], at: int) -> tuple[str, int] | None:
    """The longest phrase that begins at ``at``, articles aside, and how many tokens it takes."""
    begun = _begun_by(given[at].text)
    second = _past_articles(given, at + 1)
    if not begun or second == len(given):
        return None
    best: tuple[str, int] | None = None
    longest = 0
    for following in begun:
        for form in _forms(given[second].text):
            for parts, name in following.get(form, ()):
                if len(parts) > longest:
                    end = _end_of(parts, given, second + 1)
                    if end:
                        best, longest = (name, end - at), len(parts)
    return best


@lru_cache(maxsize=16384)
def _begun_by(word: str) -> tuple[_Following, ...]:
    """The phrases that begin with a form of a word, by their second word."""
    phrases = thesaurus().phrases
    return tuple(phrases[form] for form in base_forms(word) if form in phrases)


def _end_of(parts: tuple[str, ...], given: list[Token], place: int) -> int:
    """Where a phrase ends whose third word, if it has one, should stand at ``place``; else 0."""
    for part in parts[2:]:
        place = _past_articles(given, place)
        if place == len(given) or part not in _forms(given[place].text):
            return 0
        place += 1
    return place


def _forms(word: str) -> tuple[str, ...]:
    """The forms of a word within a phrase, where *likely* is not *like*."""
    return (word,) if word.endswith("ly") else base_forms(word)


def _past_articles(given: list[Token], place: int) -> int:
    while place < len(given) and given[place].text in ARTICLES:
        place += 1
    return place


@lru_cache(maxsize=16384)
def _part_of_speech(word: str) -> tuple[str, bool]:
    """The operator a word is, if any, and whether it is a common verb."""
    book = thesaurus()
    first, space, rest = word.partition(" ")
    forms = tuple(form + space + rest for form in base_forms(first))
    operator = next((book.operators[form] for form in forms if form in book.operators), "")
    if word.endswith("ing") and word in book.contrasts:
        # *Boosting* is the name of a thing, though *boost* is a verb of change.
        operator = ""
    if operator in NEGATING and word.endswith("ly") and word not in book.operators:
        # *Unlikely* does not set apart as *unlike* does.
        operator = ""
    return operator, any(form in book.verbs for form in base_forms(first))
