"""One accepted wording, worked out for the script on the card, which has no lexicon.

What takes the lexicon or a stemmer is settled here: other forms of each word, words that must not
be taken for a slip of it, words over which the script had better not decide, and what may be left
out because the question says it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.distance import OSA

from ankigen.grading.blank import IN_OTHER_WORDS, match
from ankigen.grading.commonwords import COMMON_WORDS
from ankigen.grading.likeness import SHORTEST_TYPO, affixed_apart, alike
from ankigen.grading.shortforms import squeezed
from ankigen.grading.symbols import SYMBOLIC, plain, symbol
from ankigen.grading.thesaurus import base_forms, thesaurus
from ankigen.grading.wordfamilies import relatives
from ankigen.grading.wording import content, negated, same_things, written_out
from ankigen.grading.words import stem

Json: TypeAlias = dict[str, object]

# The usual endings after the stem of a word; over others the script does not decide.
_ENDINGS = ("s", "es", "e", "ed", "ing", "y", "ies")
# British endings by American ones.
_BRITISH = (
    ("iz", "is"), ("yz", "ys"), ("or", "our"), ("er", "re"), ("og", "ogue"), ("l", "ll"),
    ("e", "ae"), ("e", "oe"), ("se", "ce"), ("gray", "grey"), ("f", "ph"),
)  # fmt: skip
_PARTLY = 0.3
# A shorter beginning of a word is no word broken off.
_SHORTEST_BEGINNING = 4
_LONGEST_AFFIX = 6


def wording(wanted: str, question: str) -> Json:
    """A wording as the script reads it.

    Args:
        wanted: the wording, as ``ankigen.grading.blank.wanted_forms`` gives it.
        question: the question, whose words need not be repeated.

    Returns:
        ``plain``, and then ``symbols`` for a symbol, or ``words`` with what goes with them.
    """
    bare = plain(wanted)
    if is_symbol(wanted):
        return {"plain": bare, "symbols": sorted({symbol(wanted), symbol_as_typed(wanted)})}
    found: Json = {"plain": bare, **_of_words(wanted)}
    words = found.get("words")
    if isinstance(words, list) and len(words) > 1:
        found["words"] = [
            {**word, "spare": 1} if _spare(place, words, wanted, question) else word
            for place, word in enumerate(words)
        ]
    return found


def symbol_as_typed(wanted: str) -> str:
    """A symbol with its Greek letters as they are, as the script reads one."""
    lower = unicodedata.normalize("NFKC", wanted).lower().replace("−", "-")
    return re.sub(
        r"\\(?:mathbf|mathrm|text|left|right|hat|bar|vec)\b|\b(?:sub|at|of|the)\b"
        r"|[\s_{}()\[\]\\$.,*^]",
        "",
        lower,
    )


def is_symbol(wanted: str) -> bool:
    """Whether a wording is compared sign by sign, as ``h_t`` or ``x+1``."""
    return SYMBOLIC.search(wanted) is not None


def _spare(place: int, words: Sequence[Mapping[str, object]], wanted: str, question: str) -> bool:
    rest = " ".join(str(word["word"]) for word in (*words[:place], *words[place + 1 :]))
    return match(rest, wanted, question).score == 1


@lru_cache(maxsize=4096)
def _of_words(wanted: str) -> Json:
    bare = plain(wanted)
    asked = [word for word in content(bare) if re.fullmatch(r"[a-z0-9.]+", word)]
    if not asked or len(asked) != len(content(bare)):
        return {}
    found: Json = {
        "words": [_word(word) for word in asked],
        "short": {
            short.replace(".", ""): worth
            for short in _short(wanted)
            if (worth := _worth(short, wanted))
        },
        "near": sorted({near for word in asked for near in _near_in_sense(word)} - {*asked}),
    }
    if negated(bare):
        found["negated"] = True
    return {name: value for name, value in found.items() if value}


def _worth(typed: str, wanted: str) -> float:
    found = match(typed, wanted)
    return found.score if found.score >= _PARTLY or found == IN_OTHER_WORDS else 0


def _short(wanted: str) -> list[str]:
    """What may stand for a wording, letters alone: initials, a surname, what means the same."""
    bare = plain(wanted)
    first = [word[0] for word in re.findall(r"\w+", bare)]
    found = {"".join(first), *_abbreviations(written_out(bare))}
    found |= set(same_things(bare))
    if len(first) > 1:
        surname = bare.split()[-1]
        found |= {". ".join((*first[:count], surname)) for count in range(len(first))}
    return sorted(one for one in found if squeezed(one) != squeezed(bare))


# Endings by which a word of the same stem may name something else.
_DERIVED = ("er", "or", "ator", "ion", "ation", "ing", "ity", "ility", "ance", "ence", "ism")


@lru_cache(maxsize=8192)
def _word(asked: str) -> Json:
    """A word, its stem with the endings that make another form of it, and words that are not it."""
    found: Json = {"word": asked}
    if asked.isalpha():
        root = stem(asked)
        root = root[:-1] if root.endswith("i") else root
        ends = [end for end in _ENDINGS if root + end != asked and _inflects(root + end, asked)]
        spelt = {root, *(asked.replace(ours, theirs) for ours, theirs in _BRITISH)} - {asked}
        spelt |= set(relatives(asked))
        spelt |= {asked + asked[-1] + end for end in ("ed", "ing", "er")}
        found["stem"], found["ends"] = root, " ".join(ends)
        found["spelt"] = sorted(word for word in spelt if _is(word, asked))
        found["other"] = list(_other(asked))
        found["edges"] = _edges(asked) if len(asked) >= SHORTEST_TYPO else ()
    return {name: value for name, value in found.items() if value}


def _edges(asked: str) -> tuple[str, ...]:
    """The beginning and the ending of a word by which another word may differ in meaning."""
    front = back = ""
    for size in range(1, min(_LONGEST_AFFIX, len(asked) - 3) + 1):
        # What begins with "non" and goes on like the word is told apart by the word's own affix.
        if affixed_apart(("un" if asked[:size] == "non" else "non") + asked[size:], asked):
            front = asked[:size]
        if affixed_apart(asked[:-size] + ("ose" if asked[-size:] == "ase" else "ase"), asked):
            back = asked[-size:]
    return (front, back) if front or back else ()


def _inflects(word: str, asked: str) -> bool:
    return stem(word) == stem(asked) and alike(word, asked) == 1


def _is(word: str, asked: str) -> bool:
    """Whether a word reads as another form or spelling of the one asked for."""
    read = content(word)
    return len(word) > 2 and len(read) == 1 and alike(read[0], asked) == 1


def _other(asked: str) -> Iterator[str]:
    """Words of the lexicon that a typing error could be taken for, or that are its beginning."""
    if len(asked) < SHORTEST_TYPO:
        return
    book = thesaurus()
    partners = {word for pair in book.distinct if asked in pair for word in pair}
    reach = 2 if len(asked) < 9 else 3
    derived = {stem(asked) + ending for ending in _DERIVED}
    known = {*_by_first_letter()[asked[0]], *_by_first_letter()[asked[1]], *partners, *derived}
    for word in sorted(known):
        begins = len(word) >= _SHORTEST_BEGINNING and asked.startswith(word)
        close = OSA.distance(word, asked, score_cutoff=reach) <= reach
        if (begins or close or word in partners) and not alike(word, asked):
            yield word


@lru_cache(maxsize=1)
def _by_first_letter() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(thesaurus().vocabulary | COMMON_WORDS):
        if len(word) >= 3 and word.isalpha():
            found[word[0]].append(word)
    return defaultdict(tuple, {letter: tuple(words) for letter, words in found.items()})


def _near_in_sense(asked: str) -> Iterator[str]:
    """Single words that the lexicon holds for the same, and abbreviations that hold the word."""
    senses = thesaurus().senses
    for form in base_forms(asked):
        for sense in senses.get(form, ()):
            yield from _members().get((sense.key, sense.sign), ())
    yield from _shortened().get(asked, ())


@lru_cache(maxsize=1)
def _members() -> Mapping[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for entry, senses in thesaurus().senses.items():
        for sense in senses if entry.isalpha() else ():
            found[sense.key, sense.sign] = (*found.get((sense.key, sense.sign), ()), entry)
    return found


@lru_cache(maxsize=1)
def _shortened() -> Mapping[str, tuple[str, ...]]:
    """By word, the abbreviations that stand for it among others."""
    found: dict[str, tuple[str, ...]] = {}
    for short, meanings in thesaurus().abbreviations.items():
        for word in {word for meaning in meanings for word in meaning}:
            found[word] = (*found.get(word, ()), short)
    return found


def _abbreviations(words: tuple[str, ...]) -> Iterator[str]:
    for short in _shortened().get(words[0], ()) if words else ():
        if written_out(short) == words:
            yield short
