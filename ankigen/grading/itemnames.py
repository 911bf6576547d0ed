"""Which item of a list a piece of an answer names, and how surely."""

from __future__ import annotations

import re
from functools import lru_cache

from ankigen.grading.blank import IN_OTHER_WORDS, match, something_in_common
from ankigen.grading.likeness import LONG_WORD, alike
from ankigen.grading.listparts import NAMED, Item
from ankigen.grading.symbols import SYMBOLIC, plain
from ankigen.grading.thesaurus import base_forms, thesaurus
from ankigen.grading.wording import content, direction, negated, opposite, synonymous

LONGEST_ITEM = 120
"""A longer piece of an answer names no item."""

MISSPELT = 0.99
PARAPHRASED = 0.9

IN_SENSE = 0.75
"""Another word for an item: the lexicon holds the two for the same, a teacher may not."""

_IN_PARENTHESES = re.compile(r"\([^()]*\)")
# Words before an item that say no more than that it is done, has to be, or is meant as a whole.
_OPENING = re.compile(
    r"^(?:(?:the|a) )?(?:total|overall|whole|entire|general|main|us(?:e|ing)|apply(?:ing)?"
    r"|try(?:ing)?|add(?:ing)?|having|needs?|(?:must|should|has to|have to) be) (?:the |an? )?",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\(([^()]{2,40})\)")
_IS = re.compile(r"\s+(?:is|are)\s+")
_LINKS = frozenset(
    {"is", "are", "was", "were", "has", "have", "that", "which", "who", "where", "when", "to",
     "for", "in", "at", "from", "with", "by", "into", "under", "a", "an",
     "the"}
)  # fmt: skip
_DOING = frozenset(
    {"form", "draw", "do", "doing", "make", "making", "perform", "conduct", "run", "take", "carry",
     "give", "get", "have", "apply", "write", "create", "set", "ask"}
)  # fmt: skip


def which(
    piece: str, items: tuple[Item, ...], found: dict[int, tuple[int, float, str]], question: str
) -> tuple[int, float] | None:
    """The item that a piece names, one not named before if it can be, and how surely."""
    hits = [
        (place not in found, likeness, -place) for place, likeness in _hits(piece, items, question)
    ]
    if not hits:
        return None
    _, likeness, place = max(hits)
    return -place, likeness


@lru_cache(maxsize=4096)
def _hits(piece: str, items: tuple[Item, ...], question: str) -> tuple[tuple[int, float], ...]:
    """The places of the items that a piece may name, and how surely."""
    short = piece.strip()
    if len(short) == 1 or (len(short) == 2 and short.istitle()):
        # "R" for red, "He" for helium
        begins = [
            item.text[: len(short)].casefold() if len(item.text) > 2 else "" for item in items
        ]
        if begins.count(short.casefold()) == 1 and (
            len(short) > 1 or len(set(begins)) == len(begins)
        ):
            return ((begins.index(short.casefold()), PARAPHRASED),)
    if len(piece) > LONGEST_ITEM:
        return ()
    bare = _IN_PARENTHESES.sub("", piece)
    named = NAMED.split(piece, maxsplit=1)[0]
    for wording in dict.fromkeys((piece, bare, named, _OPENING.sub("", bare))):
        likenesses = (
            max((_likeness(wording, form, question) for form in item.wordings), default=0.0)
            for item in items
        )
        hits = tuple((place, likeness) for place, likeness in enumerate(likenesses) if likeness)
        if hits:
            return hits
    for aside in (_subject(bare), _predicate(bare), *_INSIDE.findall(piece)):
        told = [
            place
            for place, item in enumerate(items)
            if aside and any(match(aside, form, question).score == 1 for form in item.wordings)
        ]
        if told:
            return ((told[0], PARAPHRASED),)
    ends = [place for place, item in enumerate(items) if _is_head_of(bare, item.text)]
    return ((ends[0], PARAPHRASED),) if len(ends) == 1 else ()


def _subject(piece: str) -> str:
    """What a clause is about that explains it: "the lungs" of "the lungs take up oxygen"."""
    typed = piece.split()
    if negated(piece):
        return ""
    for place, word in enumerate(typed[1:5], start=1):
        several = typed[place - 1].endswith("s")
        forms = base_forms(word) if several else base_forms(word)[1:]
        verb = several != word.endswith("s") and not thesaurus().verbs.isdisjoint(forms)
        if place + 1 < len(typed) and (verb or word in _LINKS):
            return " ".join(word for word in typed[:place] if word not in ("one", "ones"))
    return ""


def _predicate(piece: str) -> str:
    """What a clause says that something is: "liquid" of "water is liquid"."""
    said = _IS.split(piece, maxsplit=1)
    return said[1] if len(said) == 2 and not negated(piece) else ""


@lru_cache(maxsize=8192)
def _likeness(said: str, wanted: str, question: str) -> float:
    one = match(said, wanted, question)
    if not one.score and not something_in_common(plain(said), plain(wanted)):
        return 0.0
    if one.score == 1 or SYMBOLIC.search(wanted):
        return MISSPELT if one.slip else float(one.score == 1)
    if one == IN_OTHER_WORDS:
        return IN_SENSE
    if _begins(said, wanted):
        return PARAPHRASED
    return _overlap(said, wanted)


def _is_head_of(said: str, wanted: str) -> bool:
    """Whether one telling word closes an item of two: "augmentation" for "data augmentation"."""
    ours, theirs = content(wanted), content(said)
    telling = len(ours) == 2 and len(theirs) == 1 and len(theirs[0]) > LONG_WORD
    return telling and alike(theirs[0], ours[1]) > 0


def _begins(said: str, wanted: str) -> bool:
    """Whether the first half of an item is said, as in "forward" for "forward pass"."""
    theirs, ours = content(said), content(wanted)
    same = len(theirs) < len(ours) <= 2 * len(theirs)
    return same and all(alike(t, o) for t, o in zip(theirs, ours, strict=False))


def _overlap(said: str, wanted: str) -> float:
    """For an item of several words: 1 where most of them are said and little else."""
    ours, theirs = _without_doing(content(wanted)), _without_doing(content(said))
    if len(ours) == len(theirs) < len(content(wanted)) and all(map(alike, theirs, ours)):
        return PARAPHRASED
    if len(ours) < 2 or not theirs or negated(said) != negated(wanted):
        return 0.0
    if any(_turned_round(t, o) for t in theirs for o in ours if t not in ours):
        return 0.0
    hits = sum(any(alike(t, o) or synonymous(t, o) for t in theirs) for o in ours)
    surplus = sum(not any(alike(t, o) or synonymous(t, o) for o in ours) for t in theirs)
    enough = 0.6 if len(ours) > 2 else 1.0
    return PARAPHRASED if hits >= enough * len(ours) and surplus <= len(ours) / 2 else 0.0


def _turned_round(said: str, wanted: str) -> bool:
    return opposite(said, wanted) or direction(said) * direction(wanted) < 0


def _without_doing(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a step without the verb that only says that it is done: "draw a conclusion"."""
    return words[1:] if len(words) > 1 and words[0] in _DOING else words
