"""When two words are one: forms of a word, words of a family, and slips of the keys or the ear."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from ankigen.grading.commonwords import COMMON_WORDS
from ankigen.grading.thesaurus import thesaurus
from ankigen.grading.wordfamilies import family
from ankigen.grading.words import SHORTENED, TYPO, same_word, stem

SHORTEST_TYPO = 5
"""Words of fewer letters are typed right or are other words."""

SHORTEST_HEARD = 4
"""But what sounds the same may be shorter: laso for lasso."""

LONG_WORD = 9
"""In a longer word a letter too many makes no other word."""

# Beginnings and endings that make another word of the same stem.
_PREFIXES = (
    "un", "in", "im", "ir", "il", "de", "dis", "non", "anti", "a", "an", "hyper", "hypo", "inter",
    "intra", "macro", "micro", "pre", "pro", "post", "ab", "ad", "en", "ex", "endo", "exo", "ecto",
    "homo", "hetero", "over", "under", "mono", "mon", "di", "tri", "sub", "super", "up", "down",
    "auto", "allo", "ante", "ana", "cata", "e", "im", "out", "re", "co", "mis", "bi", "semi",
    "multi",
)  # fmt: skip
_SUFFIXES = (
    "ate", "ite", "ide", "ane", "ene", "yne", "ase", "ose", "one", "ine", "ous", "ic", "ol", "al",
    "yl", "ium", "in", "less", "ful", "phase", "cyte", "gen", "lysis", "or", "ee",
)  # fmt: skip
# How a noun ends that names who does it, that it is done, what it is like, or what is believed.
_DERIVATIONS = (
    ("er", "doer"), ("or", "doer"), ("ion", "deed"), ("ing", "deed"), ("ity", "quality"),
    ("tance", "quality"), ("tence", "quality"), ("ism", "doctrine"),
)  # fmt: skip
_NEIGHBOURS = {
    "q": "wa", "w": "qeas", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj",
    "i": "uojk", "o": "ipkl", "p": "ol", "a": "qwsz", "s": "awedxz", "d": "serfcx", "f": "drtgvc",
    "g": "ftyhbv", "h": "gyujnb", "j": "huikmn", "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc",
    "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
# Letters that sound alike and are mixed up by ear.
_DOUBLED = re.compile(r"(.)\1")
_SOFT_C = re.compile("c(?=[ei])")
_SILENT = re.compile("(?<=[ctrg])h")
# "Ventricle" and "ventrical" sound alike.
_FINAL_L = re.compile("(?<=.{4})(?:[aeiou]l|le)$")
_VOWEL = re.compile("[aeiouy]")
# Letters by which two spellings of a word may begin: photon and foton, cell and sell.
_SAME_SOUND = frozenset({"pf", "fp", "cs", "sc"})
_SOUNDS = ("aeiouy", "eiy", "sczx", "ckqg", "dt", "fvp", "mn", "bp", "jg", "lr")


def alike(given: str, wanted: str) -> float:
    """1 where two words are forms of one, less where ``given`` is a slip of the keys, else 0."""
    if given == wanted:
        return 1.0
    # Whatever makes two words one, they begin alike; most pairs do not.
    first, second = given[:1], wanted[:1]
    if first != second and first + second not in _SAME_SOUND and given[:2] != wanted[1::-1]:
        return 0.0
    return _alike(given, wanted)


@lru_cache(maxsize=32768)
def _alike(given: str, wanted: str) -> float:
    if frozenset((given, wanted)) in thesaurus().distinct or affixed_apart(given, wanted):
        return 0.0
    if stem(given) == stem(wanted) or family(given) == family(wanted):
        return 0.0 if _derived_apart(given, wanted) else 1.0
    if given in thesaurus().vocabulary and wanted in thesaurus().vocabulary:
        return 0.0
    if given in COMMON_WORDS or given.removesuffix("s") in COMMON_WORDS:
        return 0.0
    if wanted.endswith("our") and given.endswith("or"):
        # A slip of "flour" was spelt as if it were British for something.
        given = f"{given[:-2]}our"
    shorter = min(len(given), len(wanted))
    if shorter >= SHORTEST_HEARD and given not in thesaurus().vocabulary:
        heard, meant = _by_ear(given), _by_ear(wanted)
        if heard == meant or _SOFT_C.sub("s", heard) == _SOFT_C.sub("s", meant):
            return TYPO
        # Nobody mistypes how a word begins, but for letters swapped.
        begins = heard[0] == meant[0] or heard[:2] == meant[1::-1]
        if begins and len(given) == len(wanted) == SHORTEST_HEARD and _swapped(given, wanted):
            return TYPO
        begins = begins and shorter >= SHORTEST_TYPO
        if begins and (_slip(given, wanted) or (len(meant) > 7 and _slip(heard, meant))):
            return TYPO
    return SHORTENED if same_word(given, wanted) == SHORTENED else 0.0


def _derived_apart(one: str, other: str) -> bool:
    """Whether two nouns of one stem name a doer, a deed, a quality, or a doctrine: not the same.

    Compiler and compilation, conduction and conductivity, capital and capitalism.
    """
    ours, theirs = _derivation(one), _derivation(other)
    if ours and theirs:
        return ours != theirs
    plain = other if ours == "doctrine" else one if theirs == "doctrine" else ""
    return bool(plain) and not plain.removesuffix("s").endswith(("ist", "istic", "ite"))


@lru_cache(maxsize=16384)
def _derivation(word: str) -> str:
    bare = word if word.endswith("ss") else word.removesuffix("s")
    kinds = (kind for ending, kind in _DERIVATIONS if bare.endswith(ending) and len(bare) > 6)
    return next(kinds, "")


class _Cut(NamedTuple):
    """A word without each affix it may have.

    ``parts`` pair an affix with what is left of the word, and begin with no affix; ``rests`` are
    what is left, ``clear`` says that some affix is so long that what it belongs to may be misspelt.
    """

    parts: tuple[tuple[str, str], ...]
    rests: frozenset[str]
    clear: bool


@lru_cache(maxsize=16384)
def affixed_apart(one: str, other: str) -> bool:
    """Whether a meaning-bearing prefix or ending tells two words apart (nitrate and nitrite)."""
    if _apart(_after_prefixes(one), _after_prefixes(other)):
        return True
    # An ending on one side only is inflection: act, active.
    return _apart(_before_suffixes(one), _before_suffixes(other))


@lru_cache(maxsize=8192)
def _after_prefixes(word: str) -> _Cut:
    """A word without each prefix it may have."""
    found = [prefix for prefix in _PREFIXES if len(word) - len(prefix) >= 3]
    cut = [(prefix, word[len(prefix) :]) for prefix in found if word.startswith(prefix)]
    return _cut((("", word), *cut))


@lru_cache(maxsize=8192)
def _before_suffixes(word: str) -> _Cut:
    """A word in the singular without each ending it may have."""
    bare = word if word.endswith("ss") else word.removesuffix("s")
    found = [suffix for suffix in _SUFFIXES if len(bare) - len(suffix) >= 3]
    return _cut(tuple((suffix, bare[: -len(suffix)]) for suffix in found if bare.endswith(suffix)))


def _cut(parts: tuple[tuple[str, str], ...]) -> _Cut:
    clear = any(len(affix) > 2 and len(rest) > 4 for affix, rest in parts)
    return _Cut(parts, frozenset(rest for _, rest in parts), clear)


def _apart(ours: _Cut, theirs: _Cut) -> bool:
    if ours.rests.isdisjoint(theirs.rests) and not (ours.clear and theirs.clear):
        return False
    return any(
        affix != another
        and not _misspelt_affix(affix, another)
        and (rest == remainder or _misspelt_after(affix, another, rest, remainder))
        for affix, rest in ours.parts
        for another, remainder in theirs.parts
    )


def _misspelt_affix(one: str, other: str) -> bool:
    """Whether a slip makes one short prefix the other: "ajective", "descriminator"."""
    short, long = sorted((one, other), key=len)
    forgotten = len(short) == 1 and len(long) == 2 and long.startswith(short)
    return forgotten or {one, other} in ({"de", "di"}, {"in", "ine"})


def _misspelt_after(affix: str, another: str, rest: str, remainder: str) -> bool:
    """``hypotention`` for ``hypertension``: clear affixes, and a slip in what they belong to."""
    clear = min(len(affix), len(another)) > 2 and min(len(rest), len(remainder)) > 4
    return clear and OSA.distance(rest, remainder, score_cutoff=1) <= 1


@lru_cache(maxsize=8192)
def short_slip(given: str, wanted: str) -> bool:
    """Whether a word beside others of its term lacks a letter or has one too many: "erly"."""
    if given in thesaurus().vocabulary or given in COMMON_WORDS:
        return False
    if _by_ear(given) == _by_ear(wanted):
        return True
    if (
        wanted.startswith(given)
        or min(len(given), len(wanted)) < 3
        or len(wanted) > 5
        or given[0] != wanted[0]
    ):
        return False
    same = given.isalpha() and wanted.isalpha() and sorted(given) == sorted(wanted)
    edits = OSA.distance(given, wanted, score_cutoff=1)
    return edits <= 1 and (same or len(given) != len(wanted)) and not affixed_apart(given, wanted)


def _swapped(given: str, wanted: str) -> bool:
    """Whether two letters beside each other stand the other way round: "veiw"."""
    return sorted(given) == sorted(wanted) and OSA.distance(given, wanted, score_cutoff=1) <= 1


def _slip(given: str, wanted: str) -> bool:
    """Whether the keys or the ear explain the difference: one slip, two in a long word."""
    allowed = 1 if len(wanted) < 9 else 2
    edits = OSA.distance(given, wanted, score_cutoff=allowed)
    if edits > allowed:
        return False
    if len(given) > len(wanted):
        surplus = (op for op in Levenshtein.editops(given, wanted) if op.tag == "delete")
        return all(_key_beside(given, op.src_pos) for op in surplus)
    if len(given) < len(wanted):
        return True
    pairs = [(a, b) for a, b in zip(given, wanted, strict=True) if a != b]
    # Fewer edits than places that differ: letters were swapped or moved.
    return edits < len(pairs) or all(
        _mixed_up(a, b, first=not _VOWEL.search(given[:place]))
        for place, (a, b) in enumerate(zip(given, wanted, strict=True))
        if a != b
    )


def _key_beside(given: str, place: int) -> bool:
    """Whether a letter too many doubles one beside it, was hit along with it, or joins a vowel."""
    letter = given[place]
    beside = given[max(0, place - 1) : place] + given[place + 1 : place + 2]
    if place == len(given) - 1 < 8:
        # "Primer" is no slip of "prime".
        return letter == given[place - 1]
    if place > 0 and len(given) > LONG_WORD:
        return True
    if (_VOWEL.match(letter) and _VOWEL.search(beside)) or place == len(given) - 1 > 7:
        return True
    return letter in beside or any(letter in _NEIGHBOURS.get(other, "") for other in beside)


def _by_ear(word: str) -> str:
    """One spelling for what sounds the same: fotosynthesis, hypertention, proffesor."""
    plain = word.replace("ph", "f").replace("tion", "sion")
    return _FINAL_L.sub("l", _DOUBLED.sub(r"\1", _SILENT.sub("", plain)))


def _mixed_up(one: str, other: str, *, first: bool) -> bool:
    """Whether two letters are neighbours on the keys or sound alike.

    The first vowel of a word is heard clearly: clapping is not clipping.
    """
    if other in _NEIGHBOURS.get(one, ""):
        return True
    sounds = _SOUNDS[1:] if first else _SOUNDS
    return any(one in sound and other in sound for sound in sounds)
