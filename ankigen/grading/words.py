"""Words as a grader sees them: normal text, tokens, spelling, stems, and typing errors.

Everything here is about single words; what words mean to one another is in ``thesaurus``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA

from ankigen.grading.spelling import american
from ankigen.grading.thesaurus import thesaurus

MAX_CHARACTERS = 4000
"""What an answer says after this many characters is not read."""

MAX_LETTERS = 40
"""A longer run of letters is no word and is dropped."""

TYPO = 0.9
SHORTENED = 0.85

_TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|script|span|strong|style|sub|sup"
    r"|table|td|th|tr|u|ul)\b[^<>]{0,200}>"
)
_TEX_DROPPED = re.compile(
    r"\\(?:left|right|text|mathrm|mathbf|mathit|mathcal|operatorname|displaystyle|[,;!: ])\s?"
)
_TEX_NAME = re.compile(r"\\([a-z]+)")
_SYMBOLS = (
    (re.compile(r"[‘’ʼ′`´]"), "'"),
    (re.compile(r"[“”„«»]"), '"'),
    (re.compile(r"[‐‑‒−]"), "-"),
    (re.compile(r"\s[–—]\s|[–—]|\s--+\s"), " ; "),
    (re.compile(r"->|=>|→|⇒|⟶|↦|-->"), " → "),
    (re.compile(r"\bw/o\b"), " without "),
    (re.compile(r"\bw/(?=[\s\w])"), " with "),
    (re.compile(r"\bb/c\b"), " because "),
    (re.compile(r"&"), " and "),
    (re.compile(r"<=|≤"), " ≤ "),
    (re.compile(r">=|≥"), " ≥ "),
    (re.compile(r"!=|≠"), " not equal "),
    (re.compile(r"≈|~"), " ≈ "),
    (re.compile(r"√"), " sqrt "),
    (re.compile(r"×|·"), " * "),
    (re.compile(r"∞"), " infinity "),
    (re.compile(r"[↑⬆]"), " increase "),
    (re.compile(r"[↓⬇]"), " decrease "),
    (re.compile(r"[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}(?=\W|$)"), " "),
)
_CONTRACTIONS = (
    (re.compile(r"\b(?:can't|cant|cannot)\b"), "can not"),
    (re.compile(r"\b(?:won't|wont)\b"), "will not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|could|should|would)n'?t\b"), r"\1 not"),
    (re.compile(r"\b(it|that|what|there|he|she|this)'s\b"), r"\1 is"),
    (re.compile(r"'(re|ve|ll|d|s|m)\b"), " "),
)
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "η": "eta", "θ": "theta", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "φ": "phi", "ω": "omega", "∑": "sum",
}  # fmt: skip
_GREEK_TABLE = str.maketrans({letter: f" {name} " for letter, name in _GREEK.items()})
# Prefixes that belong to their word even when typed apart; others join two words.
_JOINED_PREFIX = re.compile(
    r"\b(?:(non|un|co|re|pre|sub|multi|anti|auto|de|inter|intra|semi)-|(non) )(?=[a-z]{3})"
)
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z0-9])|(?<=[0-9])-(?=[a-z]{2})")
_TOKEN = re.compile(
    r"\d+(?:\.\d+)?e[+-]?\d+|\d+[a-z]{1,4}\d*\b|\d+(?:\.\d+)?|[a-z]+(?:\d+[a-z]*)*|[^\s\w]"
)
_VOWELS = re.compile(r"(?<=.)[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")


def normalise(text: str, limit: int = MAX_CHARACTERS) -> str:
    """Lower-case plain text of at most ``limit`` characters: one way of writing each thing.

    Compatibility forms, quotes, dashes, arrows, HTML tags, LaTeX commands, Greek letters,
    contractions and shorthand (``w/o``) are written out; control characters become spaces.
    """
    text = unicodedata.normalize("NFKC", text[:limit])[:limit].lower()
    if "&" in text or "<" in text:
        text = _TAG.sub(" ", html.unescape(text))
    if "\\" in text:
        text = _TEX_NAME.sub(r" \1 ", _TEX_DROPPED.sub(" ", text)).translate(_BRACES)
    text = "".join(c if c.isprintable() else " " for c in text)
    for pattern, written in _SYMBOLS:
        text = pattern.sub(written, text)
    text = text.translate(_GREEK_TABLE)
    if not text.isascii():
        text = _without_accents(text)
    text = text.replace("$", " ")
    for pattern, written in _CONTRACTIONS:
        text = pattern.sub(written, text)
    return _HYPHEN.sub(" ", _JOINED_PREFIX.sub(r"\1\2", text))


_BRACES = str.maketrans({"{": " ", "}": " "})


def _without_accents(text: str) -> str:
    kept = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(kept)


def tokens(text: str) -> tuple[str, ...]:
    """Words, numbers and punctuation marks of ``text``, normalised, in order.

    Words are American in spelling with abbreviations still as typed; runs of more than
    ``MAX_LETTERS`` letters are left out. A decimal comma between digits reads as a point.
    """
    plain = re.sub(r"(?<=\d),(?=\d{1,2}\b)", ".", normalise(text))
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


@lru_cache(maxsize=1)
def _snowball() -> Callable[[str], str]:
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem_word


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word; numbers and marks are their own stems."""
    return _snowball()(word) if word.isalpha() else word


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
    book = thesaurus()
    if book.knows(given) and book.knows(wanted):
        return 0.0
    if _negating(given) != _negating(wanted) or frozenset((given, wanted)) in book.distinct:
        return 0.0
    if book.knows(given):
        return 0.0
    allowed = 1 if len(wanted) < 7 else 2 if len(wanted) < 11 else 3
    if len(given) >= 4 and OSA.distance(given, wanted, score_cutoff=allowed) <= allowed:
        return TYPO
    if _skeleton(given) == _skeleton(wanted) and len(given) < len(wanted):
        return SHORTENED
    whole = given.removesuffix("s")
    if len(whole) >= 4 and len(wanted) >= len(whole) + 3 and wanted.startswith(whole):
        return SHORTENED
    return 0.0


_NEGATING = re.compile(r"^(?:un|non|in|im|ir|il|dis|de|anti|a)(?=[a-z]{4})")


def _negating(word: str) -> str:
    """The negating prefix a word may have, or nothing."""
    found = _NEGATING.match(word)
    return found.group() if found and found.group() != "a" else ""


def _skeleton(word: str) -> str:
    """The first letter and the consonants, doubled ones once: what hurried typing leaves."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word.removesuffix("s")))
