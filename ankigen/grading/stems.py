"""The English stem of a word, by the Snowball algorithm in its revision of 2025.

https://snowballstem.org/algorithms/english/stemmer.html. Written here because a stem must not
change with the release of a package, and because a question's words are stemmed while one waits.
"""

from __future__ import annotations

import re

_UNCHANGED = frozenset(["andes", "atlas", "bias", "cosmos", "howe", "news", "sky"])
_IRREGULAR = {
    "early": "earli", "gently": "gentl", "idly": "idl", "only": "onli", "singly": "singl",
    "skies": "sky", "skis": "ski", "ugly": "ugli",
}  # fmt: skip
_REGION = re.compile(r"[aeiouy][^aeiouy]")
_WHOLE_BEGINNING = re.compile(r"arsen|commun|emerg|gener|inter|later|organ|past|univers")
_VOWEL = re.compile(r"[aeiouy]")
_SHORT_END = re.compile(r"(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$")
_DOUBLED = re.compile(r"(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$")
_KEEP_ING = frozenset(["even", "cann", "inn", "earr", "herr", "out"])

_DERIVED = {
    "tional": "tion", "enci": "ence", "anci": "ance", "abli": "able", "entli": "ent",
    "izer": "ize", "ization": "ize", "ational": "ate", "ation": "ate", "ator": "ate",
    "alism": "al", "aliti": "al", "alli": "al", "fulli": "ful", "fulness": "ful",
    "ousli": "ous", "ousness": "ous", "iviti": "ive", "iveness": "ive", "biliti": "ble",
    "bli": "ble", "ogist": "og", "ogi": "og", "lessli": "less", "li": "",
}  # fmt: skip
_FORMED = {
    "tional": "tion", "ational": "ate", "alize": "al", "icate": "ic", "iciti": "ic",
    "ical": "ic", "ful": "", "ness": "", "ative": "",
}  # fmt: skip
_LAST = dict.fromkeys(
    ["ic", "ance", "ence", "able", "ible", "ate", "ive", "ize", "iti", "al", "ism", "ion", "er",
     "ous", "ant", "ent", "ment", "ement"], ""
)  # fmt: skip
_LETTER_BEFORE = {"ogi": "l", "li": "cdeghkmnrt", "ion": "st"}


def stem_of(word: str) -> str:
    """The stem of a lower-case word of letters; not always a word itself."""
    if len(word) < 3 or word in _UNCHANGED:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if "y" in word:
        word = _marked(word)
    beginning = _WHOLE_BEGINNING.match(word)
    first = beginning.end() if beginning else _past_syllable(word, 0)
    second = _past_syllable(word, first)
    word = _without_plural(word)
    word = _without_tense(word, first)
    if len(word) > 2 and word[-1] in "yY" and not _VOWEL.match(word[-2]):
        word = word[:-1] + "i"
    word = _with_ending(word, _DERIVED, 7, first)
    word = _with_ending(word, _FORMED, 7, second if word.endswith("ative") else first)
    word = _with_ending(word, _LAST, 5, second)
    if word[-1] == "e":
        at = len(word) - 1
        if at >= second or (at >= first and not _SHORT_END.search(word[:-1])):
            word = word[:-1]
    elif word.endswith("ll") and len(word) > second:
        word = word[:-1]
    return word.lower()


def _marked(word: str) -> str:
    """Each *y* that begins the word or follows a vowel as a capital: there it is a consonant."""
    marked = ""
    for letter in word:
        consonant = letter == "y" and (not marked or marked[-1] in "aeiouy")
        marked += "Y" if consonant else letter
    return marked


def _past_syllable(word: str, start: int) -> int:
    """Where the word goes on after the first vowel, from ``start``, with a consonant after it."""
    found = _REGION.search(word, start)
    return found.end() if found else len(word)


def _without_plural(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word[-1] != "s" or word.endswith(("ss", "us")):
        return word
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if _VOWEL.search(word[:-2]) else word


def _without_tense(word: str, first: int) -> str:
    """Without *-ed* and *-ing*; the *e* they took comes back, the letter they doubled goes."""
    plain = word[:-2] if word.endswith(("edly", "ingly")) else word
    if plain.endswith("eed"):
        root = plain[:-3]
        return root + "ee" if len(root) >= first and root not in ("succ", "proc", "exc") else word
    ending = "ed" if plain.endswith("ed") else "ing" if plain.endswith("ing") else ""
    root = plain[: len(plain) - len(ending)]
    if not ending or not _VOWEL.search(root):
        return word
    if ending == "ing" and plain == word:
        if root in _KEEP_ING:
            return word
        if len(root) == 2 and root[1] == "y" and not _VOWEL.match(root[0]):
            return root[0] + "ie"
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _DOUBLED.search(root):
        return root if len(root) == 3 and root[0] in "aeo" else root[:-1]
    return root + "e" if len(root) == first and _SHORT_END.search(root) else root


def _with_ending(word: str, endings: dict[str, str], longest: int, region: int) -> str:
    """Change the longest of ``endings`` that the word has, if it lies in the region."""
    for length in range(min(longest, len(word)), 1, -1):
        ending = word[-length:]
        if ending in endings:
            root = word[:-length]
            before = _LETTER_BEFORE.get(ending)
            if len(root) < region or (before and root[-1:] not in before):
                return word
            return root + endings[ending]
    return word
