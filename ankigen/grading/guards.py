"""Answers that are no answers: nothing, the question again, keywords without a statement."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from ankigen.grading.alignment import Found
from ankigen.grading.points import Question
from ankigen.grading.units import Reading
from ankigen.grading.words import normalise

_DONT_KNOW = re.compile(
    r"\W*(?:i |im |i am |we )?(?:really |just |honestly )?"
    r"(?:idk|dunno|do ?n[o']t know|do not know|no idea|no clue|not sure|not a clue|pass|skip|forgot"
    r"|ca ?n not (?:remember|say)|do not remember|have no (?:idea|clue)|n/?a|none|nothing|unsure"
    r"|unknown|help|clueless|beats me|who knows)"
    r"(?: (?:i )?(?:sorry|really|it|this|that|at all|the answer|about this|about that|yet|man"
    r"|lol))*\W*"
)
_REPEATED = 90
_LEAST_OWN = 0.5
_LONGEST_NOTHING = 80
_SALAD_UNITS = 7
_SALAD_FUNCTION_WORDS = 0.12
_SALAD_ORDER = 0.6
_SHUFFLED = 0.3
_SHUFFLED_FUNCTION_WORDS = 0.15
_MANY_PAIRS = 6


def says_nothing(text: str) -> bool:
    """Whether an answer is empty or says only that its writer does not know."""
    plain = " ".join(normalise(text).split())
    if len(plain) > _LONGEST_NOTHING:
        return False
    return not any(c.isalnum() for c in plain) or bool(_DONT_KNOW.fullmatch(plain))


def repeats_question(question: str, answer: str, asked: Question, reading: Reading) -> bool:
    """Whether an answer gives the question back, in its order or with nothing added."""
    if ratio(normalise(question), normalise(answer), score_cutoff=_REPEATED):
        return True
    if any(wording.own < _LEAST_OWN for wording in asked.wordings()):
        return False
    return len(reading.units) > 2 and all(u.key in asked.asked_keys for u in reading.units)


def is_salad(reading: Reading, found: Found, starts: Sequence[int]) -> bool:
    """Whether an answer only strings keywords together.

    Many words of content, hardly a word that joins them, no punctuation, and the words of one
    point not in the order of that point. ``starts`` holds, for each wanted unit, the first unit
    of its wording.
    """
    if len(reading.units) < _SALAD_UNITS or reading.marks > len(reading.units) // 8:
        return _is_list_of_words(reading, starts)
    kept, pairs = _order(found, starts)
    shuffled = pairs >= _MANY_PAIRS and kept < _SHUFFLED * pairs and not reading.marks
    allowed = _SHUFFLED_FUNCTION_WORDS if shuffled else _SALAD_FUNCTION_WORDS
    return reading.function_words <= allowed * reading.length and kept < _SALAD_ORDER * pairs


def _is_list_of_words(reading: Reading, starts: Sequence[int]) -> bool:
    """Single words between commas, where the points are statements of several words."""
    if len(reading.clauses) < _SALAD_UNITS or reading.function_words > len(reading.clauses) // 8:
        return False
    wordings = len(set(starts)) or 1
    return len(reading.units) <= 1.2 * len(reading.clauses) and len(starts) >= 3 * wordings


def _order(found: Found, starts: Sequence[int]) -> tuple[int, int]:
    """How many neighbouring matched words stand in the order of one point, and of how many."""
    said: dict[int, set[int]] = {}
    for here in found.clauses:
        for number, match in here.items():
            if match.strength >= 0.8:
                said.setdefault(match.given.place, set()).add(number)
    places = sorted(said)
    pairs = list(itertools.pairwise(places))
    kept = sum(
        any(starts[a] == starts[b] and 0 < b - a <= 2 for a in said[one] for b in said[two])
        for one, two in pairs
    )
    return kept, len(pairs)
