"""Keys and ordinals that an answer to a multiple-choice question names: "b)", "the second one"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ankigen.grading.options import Options

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8,
    "former": 1, "top": 1, "last": -1, "latter": -1, "bottom": -1,
}  # fmt: skip
_CARDINALS = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight"), start=1
    )
} | {"ii": 2, "iii": 3, "iv": 4}
_START = frozenset({"top", "start", "beginning", "left", "front"})
_END = frozenset({"bottom", "end", "last", "right", "back"})
_LEADING = frozenset(
    {"i", "think", "guess", "pick", "choose", "say", "would", "d", "it", "its", "is", "s", "the",
     "my", "correct", "right", "answer", "option", "choice", "letter", "number", "no", "probably",
     "maybe", "be", "should", "must", "definitely", "either", "both", "between", "go", "with",
     "for", "so", "well", "that", "will", "ll", "going", "surely", "perhaps", "best", "true", "one",
     "ans", "opt", "final", "variant", "key", "hence", "but", "believe",
     "therefore", "then", "obviously", "can", "could", "has", "have", "got", "to", "yes", "ok"}
)  # fmt: skip
_FILLING = _LEADING | frozenset(
    {"a", "an", "and", "or", "of", "in", "on", "at", "by", "as", "not", "too", "also", "these",
     "this", "those", "they", "there", "here", "all", "we", "you", "me", "am", "was", "are", "do",
     "does", "did", "only", "just", "really", "clearly", "certainly", "likely", "course", "sure",
     "pretty", "quite", "seems", "sounds", "looks", "rather", "left", "leaves", "remains", "remain",
     "wins", "works", "fits", "sense", "makes", "tick", "select", "mine", "vote", "bet", "saying",
     "picking", "choosing", "chose", "picked", "chosen", "goes", "im", "id", "ill", "gotta",
     "gonna"}
)  # fmt: skip
_JOINTS = frozenset({",", "and", "or", "/", "&", "+", ";", "|", "nor", "vs"})
_AFTER_ORDINAL = frozenset(
    {
        "one",
        "option",
        "choice",
        "answer",
        "of",
        "because",
        "since",
        "as",
        "is",
        "listed",
        "formula",
        "statement",
        "sentence",
        "expression",
        "equation",
        "item",
        "possibility",
        "alternative",
        "line",
        "graph",
        "picture",
        "thing",
        "from",
        "and",
        "or",
    }
)
_NOT = frozenset({"not", "isn", "never"})
_WRONG = frozenset({"wrong", "not", "false", "incorrect"})
_EXCLUDING = frozenset(
    {
        "but",
        "except",
        "besides",
        "not",
        "neither",
        "excluding",
        "than",
        "isn",
        "wrong",
        "false",
        "incorrect",
    }
)
MOST_WORDS = 12
"""In a longer answer a letter between words is no key."""

_DENIED = re.compile(
    r"(?:(?:is|are|was|isn|s) (?:not|n't|t|wrong|incorrect|false|out|no)|wrong|out)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The keys an answer names, and the words after them.

    ``certain`` is False where the only key is an ``a`` that may be an article.
    """

    keys: frozenset[str]
    rest: str
    certain: bool = True


def named_keys(tokens: list[str], typed: list[str], options: Options) -> Named:
    """Read the keys and ordinals of an answer.

    Args:
        tokens: the answer's words and signs in lower case.
        typed: the same as they were typed, which tells the key A from an article.
        options: what there is to pick; without any, the letters A to H are keys.
    """
    known = {key.casefold(): key for key, _ in options} or {c: c.upper() for c in "abcdefgh"}
    found: list[str] = []
    certain = True
    place = 0
    while place < len(tokens):
        token = tokens[place]
        after = tokens[place + 1 : place + 3]
        # C++ and C# are names, not the letter C.
        marked = after == ["+", "+"] or after[:1] == ["#"]
        key = None if marked else known.get(token) or _by_position(tokens, place, options)
        if token == "(" and found:
            # What stands in brackets after a key explains it.
            break
        if token in _NOT or (token == "no" and after[:1] and after[0] in known):
            end = _after_denied(tokens, place, known)
            if end is None:
                break
            place = end
            continue
        if key is not None and _DENIED.match(" ".join(after)):
            if after[0] == "are":
                # "A and C are wrong"
                found.clear()
            place += 2
            while place < len(tokens) and tokens[place] in _WRONG:
                place += 1
            continue
        if token == "a" and found and tokens[place - 1] not in _JOINTS and _is_article(after):
            break
        if key is not None:
            if (
                token == "a"
                and not found
                and after
                and after[0].isalnum()
                and len(after[0]) > 1
                and after[0] not in _JOINTS
                and tokens[place - 1 : place] != ["option"]
            ):
                reason = typed[place : place + 1] == ["A"] and after[0] in ("because", "since")
                certain = reason or after == ["rather", "than"]
            found.append(key)
            if _by_position(tokens, place, options) and after[:1] and after[0] in _AFTER_ORDINAL:
                place += 1
                while after[0] == "from" and tokens[place] not in _START | _END:
                    place += 1
        elif not (token in _LEADING or token in _JOINTS or not token.isalnum()):
            break
        place += 1
    if not found:
        stray = _stray_keys(tokens, typed, known)
        return Named(stray, " ".join(t for t in tokens if known.get(t) not in stray))
    return Named(frozenset(found), " ".join(tokens[place:]), certain)


def _is_article(after: list[str]) -> bool:
    """Whether words after an "a" let it be an article: "B A hash table"."""
    return bool(after) and len(after[0]) > 1 and after[0].isalpha() and after[0] not in _FILLING


def _after_denied(tokens: list[str], place: int, known: Mapping[str, str]) -> int | None:
    """The place after the keys that a "not" denies, if it denies keys: "not A or C"."""
    denied = next((i for i in range(place + 1, len(tokens)) if tokens[i] in known), None)
    if denied is None or denied > place + 3:
        return None
    end = denied + 1
    while tokens[end : end + 1] and tokens[end] in ("or", "nor", "/") and tokens[end + 1 : end + 2]:
        if tokens[end + 1] not in known:
            break
        end += 2
    return end


def _stray_keys(tokens: list[str], typed: list[str], known: Mapping[str, str]) -> frozenset[str]:
    """Keys in the midst of a short answer: "gotta be b". An ``a`` must be a capital not at the
    start; where something is excluded ("all but B"), no key is read.
    """
    if len(tokens) > MOST_WORDS or not _EXCLUDING.isdisjoint(tokens):
        return frozenset()
    found = set()
    for place, token in enumerate(tokens):
        if token not in known or (place and tokens[place - 1] in ("'", "’")):
            continue
        capital = place > 0 and typed[place : place + 1] == [token.upper()]
        if (capital or token not in ("a", "i")) and not token.isdigit():
            found.add(known[token])
    return frozenset(found)


def _by_position(tokens: list[str], place: int, options: Options) -> str | None:
    """The option that ``the second one``, ``2nd`` or ``option 2`` counts to."""
    if not options:
        return None
    token, after = tokens[place], tokens[place + 1 : place + 2]
    number = _ORDINALS.get(token)
    if number is not None and after == ["from"]:
        end = next((t for t in tokens[place + 2 : place + 4] if t != "the"), "")
        number = number if end in _START else -number if end in _END else None
        return _at(number, options)
    if number is not None and after and after[0].isalnum() and after[0] not in _AFTER_ORDINAL:
        return None
    if number is None:
        named = place > 0 and tokens[place - 1] in {"option", "choice", "number", "answer", "#"}
        alone = all(t in _LEADING or not t.isalnum() for t in tokens if t != token)
        numeric = any(text.strip()[:1].isdigit() for _, text in options)
        if (named or alone) and not (numeric and not named):
            number = int(token) if token.isdigit() and len(token) < 3 else _CARDINALS.get(token)
            if token == "one" and place and tokens[place - 1] not in {"option", "number", "choice"}:
                number = None
    return _at(number, options)


def _at(number: int | None, options: Options) -> str | None:
    """The key of an option by its number, from the last one if that is negative."""
    if not number or not -len(options) <= number <= len(options):
        return None
    return options[number - 1 if number > 0 else number][0]


def is_filler(word: str) -> bool:
    """Whether a word says nothing where an option is picked: "I am pretty sure it is …"."""
    return word in _FILLING
