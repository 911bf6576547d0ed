"""Longer answers to multiple choice, clause by clause: what they pick and what they rule out.

"Not B since its stride is 1, so C" picks C; so does ruling out A, B and D. A clause that says
nothing but an option picks it; one that says more about an option gives a reason and picks none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_CLAUSES = 12
"""More clauses of an answer are not read."""

MOST_DENIED = 6
"""So many things that one clause denies are looked up."""

Naming = Callable[[str], tuple[frozenset[str], bool]]
"""The options that a clause names, and whether it says nothing else."""

_JOINT = re.compile(
    r"\s*(?:[;:!?)\n]|(?<!\b\w)\(|,(?!\d)|\.(?=\s|$)|…|\.\.\.|\s[-–—]+\s|[-=]+>|→|⇒)\s*"
    r"|\b(because|bc|since|as|due to|so|therefore|thus|hence|then|which leaves|leaving|that leaves"
    r"|(?<!all )(?<!anything )(?<!everything )(?<!nothing )(?<!none )but|whereas|while|although"
    r"|though)\b",
    re.IGNORECASE,
)
_REASON = frozenset({"because", "bc", "since", "as", "due to", "whereas", "while", "then"})
_CONCLUSION = frozenset({"so", "therefore", "thus", "hence", "leaving", "which leaves"})
_ASIDE = re.compile(
    r"\b(?:thought|think it was|going to say|gonna say|was tempted|almost|at first|initially"
    r"|first guess|used to|between|torn|confused?|looks? like|sounds? like|similar to"
    r"|(?:people|others|students|some|many|most) (?:would )?(?:think|say|pick|believe|confuse))\b"
)
_OTHERS_WRONG = re.compile(
    r"\b(?:everything|all|anything|any|every(?: other)? (?:one|option)|(?:the )?others?)"
    r"(?: of them| options?| answers?)? (?:but|except(?: for)?|besides|other than|apart from)"
    r" (.{1,80}?) (?:is|are|was|were|can be|must be|seems?) (?:wrong|false|incorrect|out|excluded"
    r"|ruled out|not)\b"
)
_DENIAL = re.compile(
    r"\b(?:not|never|neither|nor|nothing|wrong|incorrect|false|rules? out|ruled out|ruling out"
    r"|excludes?|excluded|excluding|eliminates?|eliminated|eliminating|except|anything but"
    r"|all but|everything but|nonsense|impossible|makes no sense|is out|are out|is no)\b"
)


_NOR = re.compile(r"\b(?:nor|or|and)\b|/|,")
_OPEN = re.compile(r"\b(?:or|either|between)\b|/")
# "Not a, b or d" denies all three; its commas end no clause.
_LISTED = re.compile(r"\b(not|neither|rules? out|ruled out) (\w(?:, ?\w)+,? (?:or|nor|and) \w)\b")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an answer picks, and what it rules out, each by key."""

    picked: frozenset[str]
    denied: frozenset[str]


def ruling(text: str, named: Naming) -> Ruling:
    """Read an answer by its clauses.

    Args:
        text: the answer in lower case without contractions.
        named: tells which options a clause names, and whether it says nothing else.
    """
    text = _LISTED.sub(lambda listed: listed[0].replace(",", " or"), text)
    others = _OTHERS_WRONG.search(text)
    if others is not None:
        return Ruling(named(others[1])[0], frozenset())
    picked: list[frozenset[str]] = []
    concluded: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    for joint, clause in _clauses(text):
        if joint in _REASON or _ASIDE.search(clause):
            continue
        clause, ruled_out = _told_apart(clause, named)
        denied |= ruled_out
        keys, alone = named(clause) if clause else (frozenset[str](), False)
        if not keys or not alone:
            continue
        if len(keys) > 1 and _OPEN.search(clause):
            undecided |= keys
            continue
        picked.append(keys)
        if joint in _CONCLUSION:
            concluded = keys
    # "A or B, but I say B" decides; "A or B" does not.
    said = frozenset().union(*picked) or undecided
    return Ruling(concluded or said - denied, denied)


def _told_apart(clause: str, named: Naming) -> tuple[str, frozenset[str]]:
    """What a clause says before it denies something, and the options that it denies.

    What follows "not" is denied, but "A is not" and "A is wrong" deny what stands before.
    """
    denial = _DENIAL.search(clause)
    if denial is None:
        return clause, frozenset()
    parts = _NOR.split(_DENIAL.sub(" nor ", clause[denial.end() :]))
    after = frozenset[str]().union(
        *(named(part)[0] for part in parts[:MOST_DENIED] if part.strip())
    )
    return (clause[: denial.start()], after) if after else ("", named(clause[: denial.start()])[0])


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """The clauses with the word that joins each to what stands before; an arrow says "so"."""
    start, joint = 0, ""
    for found in list(_JOINT.finditer(text))[:MOST_CLAUSES]:
        if clause := text[start : found.start()].strip():
            yield joint, clause
            joint = ""
        word = (found[1] or "").lower()
        joint = word or ("so" if found[0].strip() in ("->", "=>", "→", "⇒", "-->") else joint)
        start = found.end()
    if clause := text[start:].strip():
        yield joint, clause
