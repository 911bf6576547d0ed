"""Short wordings: the words that count, when two words are one, and the forms a printed answer
offers ("convolution (Conv2D)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ankigen.grading.thesaurus import ARTICLES, base_forms, thesaurus
from ankigen.grading.words import normalise, words

GENERIC = frozenset(
    {"algorithm", "approach", "connection", "distribution", "effect", "encoding", "equation",
     "formula", "function", "key", "law", "layer", "learning", "loss", "measure", "method",
     "metric", "model", "network", "notation", "operation", "optimizer", "principle", "problem",
     "process", "rule", "score", "set", "step", "strategy", "technique", "test", "theorem",
     "theory", "value", "values", "vector", "vectors"}
)  # fmt: skip
"""Nouns that close a name and may be left out: the F1 score is F1."""

CLOSING = GENERIC | frozenset(
    {"acid", "activation", "block", "cell", "coefficient", "concept", "constant", "cycle",
     "distribution", "encoded", "error", "framework", "gas", "kind", "language", "length",
     "mechanism", "operator", "pattern", "penalty", "phase", "phenomenon", "procedure", "property",
     "reaction", "regression", "request", "regularization", "river", "scheme", "state", "structure",
     "system", "term", "type", "unit", "vector", "war", "word"}
)  # fmt: skip
"""Nouns that may stand after what is asked for, and say no more."""

NEGATIONS = frozenset({"not", "no", "never", "without", "neither", "nor", "none", "cannot"})


@lru_cache(maxsize=4096)
def written_out(text: str) -> tuple[str, ...]:
    """The words of ``text`` with abbreviations written out."""
    return words(text)


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[str, ...]:
    """The words of ``text`` that carry meaning, abbreviations written out."""
    small = thesaurus().function_words
    found = written_out(text)
    return tuple(word for word in found if word not in small) or found


_COUNTS = {
    word: str(number)
    for numbers in (("one", "two", "three", "four", "five"), ("i", "ii", "iii", "iv", "v"))
    for number, word in enumerate(numbers, start=1)
}
_NUMBERED = re.compile(
    r"\b(type|class|stage|phase|level|grade|part|category|degree|war|order|layer|step)[ -]"
    rf"({'|'.join(sorted(_COUNTS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def counted(text: str) -> str:
    """A term whose number is a digit: "type I error" and "type one error" are "type 1 error"."""
    return _NUMBERED.sub(lambda found: f"{found[1]} {_COUNTS[found[2].lower()]}", text)


@lru_cache(maxsize=4096)
def negated(text: str) -> bool:
    """Whether ``text`` holds an odd number of negations."""
    return sum(word in NEGATIONS for word in normalise(text).split()) % 2 == 1


def opposite(one: str, other: str) -> bool:
    """Whether the lexicon holds two words as opposites."""
    ours = _senses(one)
    return bool(ours) and any((key, -sign) in ours for key, sign in _senses(other))


_BOUND = re.compile(r"\bat (?:the )?(?:least|most)\b", re.IGNORECASE)
_DIRECTIONS = {"up": 1, "more": 1, "cause": 1, "down": -1, "less": -1, "stop": -1}


@lru_cache(maxsize=4096)
def directions(text: str, causes: bool = True) -> tuple[int, ...]:
    """For each word or phrase of change in ``text`` 1 where it says more, -1 where less.

    Without ``causes`` what brings about or prevents is no change.
    """
    operators = thesaurus().operators
    # A bound is no change.
    found = written_out(_BOUND.sub(" ", text))
    signs = []
    for place, word in enumerate(found):
        following = found[place + 1 : place + 2]
        names = base_forms(word)
        if following and following[0] in ("up", "down"):
            names = (*(f"{name} {following[0]}" for name in names), *names)
        name = next((name for name in names if name in operators), "")
        operator = operators.get(name, "")
        if (causes or operator not in ("cause", "stop")) and (sign := _DIRECTIONS.get(operator, 0)):
            signs.append(sign)
    return tuple(signs)


def direction(text: str) -> int:
    """1 where the first word of change in ``text`` says more, -1 where less, 0 where none does."""
    return next(iter(directions(text)), 0)


def synonymous(one: str, other: str) -> bool:
    """Whether the lexicon holds two words as saying the same, and not as rivals."""
    if _senses(one).isdisjoint(_senses(other)) or _rivals(one, other):
        return False
    # More and less stand on one side where the other is "the same".
    return direction(one) * direction(other) >= 0


# The files of the lexicon that name things; in some a single word says only that it belongs.
_OF_SUBJECTS = ("machine_learning", "phrases", "sciences")
_LOOSE = ("explanation", "sciences")


def same_phrases(one: str, other: str) -> bool:
    """Whether the lexicon holds two wordings, of which one has several words, as the same thing."""
    ours, theirs = _phrase(one), _phrase(other)
    if " " not in ours + theirs or _rivals(ours, theirs):
        return False
    return not _things(ours).isdisjoint(_things(theirs))


def same_things(text: str) -> Iterator[str]:
    """The wordings that the lexicon holds as the same thing as ``text``."""
    for side in sorted(_things(_phrase(text))):
        yield from thesaurus().members.get(side, ())


@lru_cache(maxsize=4096)
def _phrase(text: str) -> str:
    return " ".join(word for word in written_out(text) if word not in ARTICLES)


@lru_cache(maxsize=4096)
def _things(phrase: str) -> frozenset[tuple[str, int]]:
    """The classes of an entry of the lexicon that name things."""
    senses = thesaurus().senses.get(phrase, ())
    return frozenset((s.key, s.sign) for s in senses if s.key.startswith(_OF_SUBJECTS))


def namesakes(one: str, other: str) -> bool:
    """Whether the lexicon holds two words as names of one thing: average and mean."""
    contrasts = thesaurus().contrasts
    return not set(contrasts.get(one, ())).isdisjoint(contrasts.get(other, ()))


def _rivals(one: str, other: str) -> bool:
    contrasts = thesaurus().contrasts
    return any(
        group == another and member != rival
        for group, member in contrasts.get(one, ())
        for another, rival in contrasts.get(other, ())
    )


def has_senses(word: str) -> bool:
    """Whether the lexicon tells what a word means, so that it may be another word's synonym."""
    return bool(_senses(word))


@lru_cache(maxsize=16384)
def _senses(word: str) -> frozenset[tuple[str, int]]:
    """The classes that the lexicon puts a word in, each with the side of its scale."""
    senses = thesaurus().senses
    return frozenset(
        (sense.key, sense.sign)
        for form in base_forms(word)
        for sense in senses.get(form, ())
        if not sense.key.startswith(_LOOSE)
    )


_LABEL = re.compile(r"\s*(?:answer|ans|solution|a)\s*\d*\s*[:.)]\s+", re.IGNORECASE)
_EMPHASIS = re.compile(r"[*`\"“”„]+|\$")
_EXPLAINED = re.compile(r"\s+[—–-]\s+|,? (?:which|because|since|where|so that)\b|\.\s+(?=[A-Z])")
_OR = re.compile(
    r"\s+or\s+|\s/\s|;\s*|\s+aka\s+|\s+a\.k\.a\.?\s+"
    r"|,?\s+(?:also |otherwise )?(?:called|known as|named)\s+|,?\s+i\.e\.,?\s+|\s+=\s+"
)
_REMARK = re.compile(
    r"(?:not|e\.g|eg|for|in|when|if|at|on|with|from|as|the|an?|but|it|see)\b", re.I
)
_IN_PARENTHESES = re.compile(r"\s*\(([^()]{1,80})\)")


@lru_cache(maxsize=4096)
def forms(printed: str) -> tuple[str, ...]:
    """The wordings that a printed answer offers, the whole of it first.

    Parentheses hold an alternative or a remark, "or" joins alternatives, and what follows a dash
    or "which" explains.
    """
    text = _EMPHASIS.sub("", _LABEL.sub("", printed, count=1) if _LABEL.match(printed) else printed)
    text = text.strip().rstrip(".;,")
    found = [text]
    lead = _EXPLAINED.split(text, maxsplit=1)[0]
    found.append(lead)
    outside = _IN_PARENTHESES.sub("", lead)
    if outside.strip():
        found += [outside, *_OR.split(outside)]
        for inside in _IN_PARENTHESES.findall(lead):
            if _REMARK.match(inside):
                continue
            inside = re.sub(r"^(?:or|aka|i\.e\.,?|also)\s+", "", inside)
            found += _OR.split(inside)
            # "(activation energy, Ea)"
            listed = inside.split(", ")
            found += listed if all(len(one.split()) < 4 for one in listed) else ()
    kept = (form.strip(" .,;:") for form in found)
    return tuple(dict.fromkeys(form for form in kept if form))
