"""Blanks: the missing words, in any form that is still the same words.

A rung a test, from the surest down: the same letters, the same symbol, the same number, the same
words in other forms, the same words with a slip of the keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ankigen.grading.asides import after_rejection, second_thoughts, wordings_of
from ankigen.grading.closed import judged
from ankigen.grading.closeness import closeness
from ankigen.grading.gaps import around_gap, count_of_gaps, question_stems
from ankigen.grading.likeness import alike, short_slip
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request
from ankigen.grading.shortforms import short_for, squeezed
from ankigen.grading.symbols import SYMBOLIC, number_alone, plain, symbol
from ankigen.grading.wording import (
    CLOSING,
    GENERIC,
    content,
    counted,
    forms,
    namesakes,
    negated,
    opposite,
    same_phrases,
    synonymous,
)
from ankigen.grading.words import TYPO, stem

HEDGED = 0.25
"""The right words beside wrong ones, joined by "or": a learner who does not decide."""

PART = 0.25
"""The last word of several, which alone may name too much: "descent" for "gradient descent"."""

SURNAME = 0.75

SAME_SENSE = 0.25
"""Another word that the lexicon holds for the same: a teacher would ask which one was learned,
and of two ratings in doubt the lower one is proposed.
"""

_HEDGE = re.compile(
    r"\s+(?:or|and|vs\.?)\s+(?:maybe |perhaps |possibly )?|\s*[/|,;&]\s*", re.IGNORECASE
)
_JOINT = re.compile(r"[,;/|+&]|\b(?:and|or)\b")
# What joins an answer to another thing, so that its last word does more than close it.
_JOINED = re.compile(rf"{_JOINT.pattern}|\bof\b")
_DATE = re.compile(r"\s*(?:in )?\d{3,4}\s*")
_BEFORE_NUMBER = re.compile(r"^(?:(?:in|on|at|by|of|the|year|about|around|=|≈)\s+)+")
# Nouns before a name that say what it is the name of.
_OPENING = frozenset(
    {"planet", "city", "element", "country", "river", "mount", "letter", "word", "number",
     "symbol", "term", "year", "language", "author", "state"}
)  # fmt: skip
_TITLE = re.compile(r"^(?:sir|dr|prof|professor|mr|mrs|ms|lord|saint|st|president|king|queen)\.? ")
_SEPARATOR = re.compile(r"\s*[,;\n]\s*(?:and\s+)?|\s+and\s+|\s*/\s*|\s*&\s*")


@dataclass(frozen=True, slots=True)
class Match:
    """How an answer stands to a wanted wording: 0 to 1, and a word to the learner.

    ``slip`` says that a typing error was read, ``unsure`` that one would ask back.
    """

    score: float
    slip: bool = False
    remark: str = "That is not what is missing here."
    unsure: bool = False


_NO = Match(0.0)
_YES = Match(1.0, remark="Right.")
IN_OTHER_WORDS = Match(
    SAME_SENSE, False, "Near in sense, I think: say the term that is asked for.", unsure=True
)


def grade(request: Request, answer: str) -> Grade:
    """Grade the words for a blank; several blanks are answered in their order.

    Raises:
        BadRequest: the request holds no wording to compare with.
    """
    wanted = wanted_forms(request)
    if not wanted:
        raise BadRequest('neither "references" nor "accept" holds an answer')
    gaps = count_of_gaps(request.question)
    if gaps > 1:
        several = _several(request, answer, gaps)
        if several is not None:
            return several
    answer = after_rejection(answer)
    for part in reversed(second_thoughts(answer)):
        match = best_match(part, wanted, request.question)
        if match.score or part == answer.strip():
            break
    else:
        match = best_match(answer, wanted, request.question)
    if match.score == 1 and _retracted(answer, wanted, request.question):
        match = _NO
    return _verdict(match)


def _verdict(match: Match) -> Grade:
    if match.score == 1 and match.slip:
        return judged(1.0, "Right, but for the spelling.")
    return judged(match.score, match.remark, unsure=match.unsure, effortless=match.score == 1)


def _retracted(answer: str, wanted: tuple[str, ...], question: str) -> bool:
    """Whether the last thought of an answer is another wording than the one that fits."""
    thoughts = second_thoughts(answer)
    return len(thoughts) > 1 and not best_match(thoughts[-1], wanted, question).score


def wanted_forms(request: Request) -> tuple[str, ...]:
    """All wordings that count as right."""
    printed = request.references + request.accept
    if request.correct is not None and not isinstance(request.correct, bool):
        printed += (
            f"{request.correct:g}" if isinstance(request.correct, float) else request.correct,
        )
    return tuple(dict.fromkeys(form for text in printed for form in forms(text[:4000])))


def best_match(answer: str, wanted: tuple[str, ...], question: str) -> Match:
    """The best of ``match`` over the wanted wordings; hedging between two is worth little."""
    best = _NO
    for said in wordings_of(answer):
        nearest = max((match(said, form, question) for form in wanted), key=_rank)
        best = max(best, nearest, key=_rank)
        if best.score == 1:
            return best
    if best.score:
        return best
    parts = [part for part in _HEDGE.split(answer) if part.strip()]
    telling = [part for part in parts if not _DATE.fullmatch(part)]
    if len(parts) == 2 > len(telling) == 1:
        # "Waterloo, 1815"
        return max((match(telling[0], form, question) for form in wanted), key=_rank)
    if 1 < len(parts) <= 6:
        found = [max((match(p, form, question) for form in wanted), key=_rank) for p in parts]
        if all(one.score == 1 for one in found):
            return max(found, key=lambda one: one.slip)
        if any(one.score == 1 for one in found):
            return Match(HEDGED, remark="Decide for one of them.")
    return best


def _rank(found: Match) -> tuple[float, bool]:
    return found.score, not found.slip


@lru_cache(maxsize=8192)
def match(answer: str, wanted: str, question: str = "") -> Match:
    """Whether ``answer`` says ``wanted``; words next to the blank may be repeated."""
    found = _in_its_words(answer, wanted, question)
    return IN_OTHER_WORDS if not found.score and same_phrases(answer, wanted) else found


def _in_its_words(answer: str, wanted: str, question: str) -> Match:
    """Whether ``answer`` says ``wanted`` in its own words or other forms of them."""
    said, asked = plain(answer), plain(wanted)
    if not said or not asked:
        return _NO
    if said == asked:
        return _YES
    if SYMBOLIC.search(wanted):
        return _YES if symbol(answer) == symbol(wanted) else _NO
    numbers = number_alone(asked)
    if numbers is not None:
        given = number_alone(_BEFORE_NUMBER.sub("", said))
        near = closeness(given, numbers, question) if given else None
        return Match(near.score, False, near.remark, near.unsure) if near else _NO
    if not something_in_common(said, asked):
        return _NO
    if squeezed(said) == squeezed(asked) or _runs_on(said, asked, question):
        return _YES
    if (" " in asked.replace("-", " ")) != (" " in said.replace("-", " ")):
        joined = alike(squeezed(said), squeezed(asked))
        if joined >= TYPO:
            return Match(1.0, joined < 1, "Right.")
    if (
        wanted.isupper()
        and len(asked) > 2
        and asked == "".join(w[0] for w in re.findall(r"\w+", said))
    ):
        return _YES
    if _is_name(wanted):
        said = _TITLE.sub("", said)
    found = _words(said, asked, question)
    return found if found.score else _in_part(said, asked, wanted)


@lru_cache(maxsize=16384)
def something_in_common(said: str, asked: str) -> bool:
    """Whether two wordings begin alike or share a word, without which no rung holds them."""
    if squeezed(said)[:1] == squeezed(asked)[:1]:
        return True
    words = content(counted(asked))
    return any(_touches(word, a) for word in content(counted(said)) for a in words)


@lru_cache(maxsize=32768)
def _touches(word: str, asked: str) -> bool:
    return bool(
        alike(word, asked)
        or namesakes(word, asked)
        or synonymous(word, asked)
        or short_slip(word, asked)
    )


def _runs_on(said: str, asked: str, question: str) -> bool:
    """Whether the word beside the blank is joined to the answer: ``maxpool`` for ``max``."""
    typed, wanted = squeezed(said), squeezed(asked)
    rest = typed[len(wanted) :]
    if len(rest) < 3 or not typed.startswith(wanted):
        return False
    return any(word.startswith(rest) for word in around_gap(question))


def _words(said: str, asked: str, question: str) -> Match:
    """Content words one to one; what the question says next to the blank counts for nothing."""
    if short_for(said, asked):
        return _YES
    if negated(said) != negated(asked):
        return _NO
    asked_words = content(counted(asked))
    said_words = content(counted(said))
    near = around_gap(question)
    said_words = _bare_words(said_words, asked_words, near, _JOINED.search(said) is None)
    if len(asked_words) > 1 and asked_words[-1] in GENERIC:
        near |= {asked_words[-1]}
    surest = 1.0
    left = list(asked_words)
    surplus = []
    for word in said_words:
        found = max(left, key=lambda a: alike(word, a), default=None)
        likeness = alike(word, found) if found is not None else 0.0
        if not likeness and len(asked_words) > 1:
            found = next((a for a in left if short_slip(word, a)), None)
            likeness = TYPO if found else 0.0
        if not likeness:
            found = next((a for a in left if namesakes(word, a)), None)
            likeness = float(found is not None)
        if not likeness:
            found = next((a for a in left if synonymous(word, a)), None)
            likeness = SAME_SENSE
        if found is None:
            surplus.append(word)
            continue
        surest = min(surest, likeness)
        left.remove(found)
    # What the question says already need not be said, and may be.
    if any(opposite(word, a) for word in surplus for a in asked_words):
        return _NO
    asked_about = question_stems(question)
    left = [word for word in left if word not in near and stem(word) not in asked_about]
    if left or len(said_words) == len(surplus):
        return _NO
    if surplus and (_JOINT.search(said) or any(stem(w) not in asked_about for w in surplus)):
        return _NO
    if surest == SAME_SENSE:
        return IN_OTHER_WORDS
    return Match(1.0, surest < 1, "Right.")


def _bare_words(
    said: tuple[str, ...], asked: tuple[str, ...], near: frozenset[str], one_thing: bool
) -> tuple[str, ...]:
    """The words of an answer without those of the question and the nouns that name its kind."""
    known = tuple(any(alike(word, a) for a in asked) for word in said)
    kept = [(w, k) for w, k in zip(said, known, strict=True) if k or w not in near]
    if len(kept) > 1 and not kept[-1][1] and one_thing and _closes(kept[-1][0]):
        kept.pop()
    if len(kept) > 1 and not kept[0][1] and kept[0][0] in _OPENING:
        kept.pop(0)
    return tuple(word for word, _ in kept)


def _closes(word: str) -> bool:
    """Whether a word after what is asked for only names its kind: "sigmoid activation"."""
    return word in CLOSING or word.removesuffix("s") in CLOSING


def _is_name(wanted: str) -> bool:
    return " " in wanted and all(word[0].isupper() for word in wanted.split())


def _in_part(said: str, asked: str, wanted: str) -> Match:
    """The last word of several alone: a surname, or the head of a term."""
    ours, theirs = asked.split(), said.split()
    if not 1 < len(ours) <= 4 or not alike(theirs[-1], ours[-1]):
        return _NO
    name = _is_name(wanted)
    initials = [word.strip(".") for word in theirs[:-1]]
    if len(initials) < len(ours) and all(
        len(given) == 1 and word.startswith(given)
        for given, word in zip(initials, ours, strict=False)
    ):
        if name and initials:
            return _YES
        if name:
            return Match(SURNAME, remark="Yes; say the whole name.", unsure=True)
    if 2 * len(theirs) >= len(ours) and all(any(alike(t, o) for o in ours) for t in theirs):
        return Match(PART, remark="That is only a part of it: say it in full.", unsure=True)
    return _NO


def _several(request: Request, answer: str, gaps: int) -> Grade | None:
    """The share of blanks filled rightly, where answer and reference have a part for each."""
    for printed in request.references:
        asked = [part for part in _SEPARATOR.split(printed.strip().rstrip(".")) if part]
        if len(asked) != gaps:
            continue
        said = [part for part in _SEPARATOR.split(answer.strip().rstrip(".")) if part]
        right = [
            best_match(theirs, forms(ours), request.question)
            for theirs, ours in zip(said[:gaps], asked, strict=False)
        ]
        score = sum(found.score for found in right) / gaps
        if len(said) > gaps:
            score = max(0.0, score - (len(said) - gaps) / gaps / 2)
        if score == 1:
            return _verdict(max(right, key=lambda found: found.slip))
        return judged(score, f"{sum(f.score == 1 for f in right)} of {gaps} blanks are right.")
    return None
