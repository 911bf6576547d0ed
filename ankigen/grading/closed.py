"""What the graders of closed questions share: limits, blank answers, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ankigen.deck import Kind
from ankigen.grading.records import Grade, PointGrade, rating_of, verdict_of

LONGEST_ANSWERS: Mapping[Kind, int] = {
    "true-false": 1_500,
    "choice": 1_500,
    "blank": 500,
    "number": 300,
    "list": 700,
    "formula": 400,
    "code": 4_000,
}
"""A closed answer of more characters is not graded at all: its beginning is not its meaning."""

_NOT_KNOWING = re.compile(
    r"\b(?:do|did|can|could|will|would)(?: ?n[o']?t| not) (?:\w+ )?"
    r"(?:know|remember|recall|understand|learn|get|tell|say)\b"
    r"|\b(?:dont|didnt|cant|cannot|can'?t|never) (?:really |even )?"
    r"(?:know|remember|recall|understand|learned)\b"
    r"|\b(?:idk|dk|dunno|no (?:idea|clue|answer|thoughts?|memory)|not (?:a clue|sure|certain)"
    r"|unsure|forgot(?:ten)?|unknown|skip(?:ped)?|pass|no comment|beats me|who knows|n/a)\b"
)
# What may stand around those words without saying anything.
_AROUND = frozenset(
    {"sorry", "hm", "hmm", "um", "uh", "honestly", "well", "i", "im", "i'm", "we", "have", "just",
     "really", "simply", "still", "at", "all", "think", "to", "say", "the", "answer", "this", "one",
     "that", "it", "about", "of", "yet", "anymore", "right", "now", "what", "how", "why", "is",
     "off", "hand", "tbh", "question", "here", "either", "anything", "am", "a", "help", "please",
     "me", "for", "on", "but", "and", "my", "head", "so"}
)  # fmt: skip


def is_blank(answer: str) -> bool:
    """Whether nothing is answered: no letter, digit or sign, or only words like "no idea"."""
    text = " ".join(answer.lower().replace("’", "'").split())
    if not any(character.isprintable() and character not in " ?-_.…" for character in text):
        return True
    if len(text) > 120:
        return False
    rest, found = _NOT_KNOWING.subn(" ", text)
    return bool(found) and all(word in _AROUND for word in re.findall(r"[\w']+", rest))


def blank() -> Grade:
    """The verdict on no answer."""
    return Grade(0.0, "blank", "again", feedback="Nothing answered yet: have a guess next time.")


def unreadable(why: str) -> Grade:
    """The verdict on what cannot be graded; ``why`` is a sentence to the learner."""
    return Grade(0.0, "unreadable", "again", unsure=True, feedback=why)


def too_long(answer: str, longest: int) -> Grade:
    """The verdict on an answer that is too long to be one."""
    return unreadable(
        f"That is {len(answer)} characters long; at most {longest} are read here. Say it shorter."
    )


def judged(
    score: float,
    feedback: str,
    *,
    unsure: bool = False,
    effortless: bool = False,
    points: tuple[PointGrade, ...] = (),
) -> Grade:
    """The verdict for a score from 0 to 1; ``effortless`` earns a full answer the rating easy."""
    score = round(min(max(score, 0.0), 1.0), 4)
    rating = rating_of(score, effortless=effortless and not unsure)
    return Grade(score, verdict_of(score), rating, unsure, points, feedback)
