"""The lexicon, read once and late: which words mean the same, the opposite, or turn a sense round.

The words live in readable text files in ``lexicon/``, one job a file. Words are looked up by their
dictionary form (``reduces`` finds ``reduce``), so a file lists forms only where spelling does not
show them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

_PLAIN = ("synonyms", "phrases", "explanation", "machine_learning", "sciences")
_CLASSES = (*((name, 0.8) for name in _PLAIN), ("antonyms", 0.85))
"""The files of classes, and how surely two words of one class mean the same."""

_RIVAL = 0.85

AKIN = 0.3
"""How surely words of classes one step apart mean the same."""

_MANY_CLASSES = 3
_MOST_KIN = 4096
_LEXICON = Path(__file__).parent / "lexicon"

FILES: tuple[str, ...] = (
    "abbreviations",
    "antonyms",
    "directions",
    "distinct",
    "entities",
    "explanation",
    "function_words",
    "light_words",
    "machine_learning",
    "negations",
    "phrases",
    "sciences",
    "synonyms",
    "verbs",
)


ARTICLES = frozenset({"a", "an", "the"})
"""Words that a phrase may have or lack without being another phrase."""


class Sense(NamedTuple):
    """One meaning of a word: the class it belongs to, on which side, and how surely."""

    key: str
    sign: int
    strength: float


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All files of the lexicon. Words and phrases are American, lower case, dictionary forms."""

    senses: dict[str, tuple[Sense, ...]]
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]
    operators: dict[str, str]
    abbreviations: dict[str, tuple[tuple[str, ...], ...]]
    ambiguous: frozenset[str]
    function_words: frozenset[str]
    light_words: frozenset[str]
    verbs: frozenset[str]
    distinct: frozenset[frozenset[str]]
    members: dict[tuple[str, int], tuple[str, ...]]
    contrasts: dict[str, tuple[tuple[int, int], ...]]
    rivals: dict[int, tuple[tuple[str, int], ...]]
    vocabulary: frozenset[str] = field(repr=False)
    turning: frozenset[str] = field(repr=False)
    steps: dict[tuple[str, int], tuple[tuple[str, int], ...]] = field(default_factory=dict)
    kin: dict[tuple[Sense, ...], dict[str, int]] = field(default_factory=dict)

    def akin(self, senses: tuple[Sense, ...]) -> dict[str, int]:
        """Classes one step away, with the sides: those of words that share a class with ``senses``.

        Words of very many classes lead nowhere in particular and are left out.
        """
        found = self.kin.get(senses)
        if found is None:
            found = {}
            for sense in senses:
                found.update(self._one_step_from(sense.key, sense.sign))
            for sense in senses:
                found.pop(sense.key, None)
            if len(self.kin) < _MOST_KIN:
                self.kin[senses] = found
        return found

    def _one_step_from(self, key: str, sign: int) -> tuple[tuple[str, int], ...]:
        """The plain classes that words of one class stand in, found once for each class."""
        found = self.steps.get((key, sign))
        if found is None:
            reached = {
                (other.key, other.sign): None
                for entry in self.members.get((key, sign), ())
                if len(self.senses[entry]) <= _MANY_CLASSES
                for other in self.senses[entry]
                if other.key.startswith(_PLAIN)
            }
            found = self.steps[key, sign] = tuple(reached)
        return found

    def knows(self, word: str) -> bool:
        """Whether a word or its dictionary form stands anywhere in the lexicon."""
        return word in self.vocabulary or not self.vocabulary.isdisjoint(base_forms(word))


_IRREGULAR = {
    "better": "good", "best": "good", "worse": "bad", "worst": "bad", "fewer": "few",
    "fewest": "few", "lower": "low", "grew": "grow", "grown": "grow", "rose": "rise",
    "risen": "rise", "fell": "fall", "fallen": "fall", "shrank": "shrink", "shrunk": "shrink",
    "kept": "keep", "held": "hold", "lost": "lose", "made": "make", "gave": "give",
    "given": "give", "took": "take", "taken": "take", "began": "begin", "begun": "begin",
    "broke": "break", "broken": "break", "brought": "bring", "built": "build", "chose": "choose",
    "chosen": "choose", "came": "come", "dealt": "deal", "drew": "draw", "drawn": "draw",
    "drove": "drive", "driven": "drive", "ate": "eat", "eaten": "eat", "fed": "feed",
    "felt": "feel", "fought": "fight", "found": "find", "flew": "fly", "forgot": "forget",
    "forgotten": "forget", "froze": "freeze", "frozen": "freeze", "got": "get", "went": "go",
    "gone": "go", "hid": "hide", "hidden": "hide", "knew": "know", "known": "know", "led": "lead",
    "left": "leave", "lent": "lend", "lay": "lie", "lit": "light", "meant": "mean", "met": "meet",
    "paid": "pay", "ran": "run", "said": "say", "saw": "see", "seen": "see", "sold": "sell",
    "sent": "send", "shook": "shake", "shown": "show", "sang": "sing", "sank": "sink",
    "sunk": "sink", "slept": "sleep", "spoke": "speak", "spoken": "speak", "spent": "spend",
    "stood": "stand", "stole": "steal", "stolen": "steal", "stuck": "stick", "struck": "strike",
    "swam": "swim", "taught": "teach", "tore": "tear", "torn": "tear", "thought": "think",
    "threw": "throw", "thrown": "throw", "understood": "understand", "woke": "wake", "wore": "wear",
    "worn": "wear", "won": "win", "wrote": "write", "written": "write", "bound": "bind",
    "fled": "flee", "became": "become", "children": "child", "men": "man", "women": "woman",
    "people": "person", "feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose",
    "matrices": "matrix", "vertices": "vertex", "indices": "index", "axes": "axis",
    "analyses": "analysis", "bases": "basis", "hypotheses": "hypothesis", "bacteria": "bacterium",
    "criteria": "criterion", "phenomena": "phenomenon", "mitochondria": "mitochondrion",
    "fungi": "fungus", "larvae": "larva", "algae": "alga", "spectra": "spectrum",
    "strata": "stratum", "ova": "ovum", "genera": "genus", "loci": "locus", "optima": "optimum",
    "minima": "minimum", "maxima": "maximum", "media": "medium", "formulae": "formula",
    "nuclei": "nucleus", "stimuli": "stimulus",
    "lives": "life", "halves": "half", "leaves": "leaf", "wolves": "wolf", "data": "data",
    "bigger": "big", "biggest": "big", "further": "far", "dying": "die", "tying": "tie",
    "lying": "lie", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
    "has": "have", "had": "have", "does": "do", "did": "do", "done": "do",
}  # fmt: skip
_ENDINGS = {
    "s": (("ies", "y"), ("es", ""), ("s", "")),
    "d": (("ied", "y"), ("ed", ""), ("ed", "e")),
    "g": (("ing", ""), ("ing", "e")),
    "r": (("ier", "y"), ("er", ""), ("er", "e")),
    "t": (("iest", "y"), ("est", ""), ("est", "e")),
    "y": (("ily", "y"), ("ly", ""), ("bly", "ble"), ("ically", "ic")),
}
"""Endings of inflected words by their last letter, and what stands there instead."""

_DOUBLED_ENDING = re.compile(r"([bdgklmnprt])\1(?:ed|ing|er|est)$")


_AMBIGUOUS = frozenset([
    "left", "lay", "lie", "saw", "bound", "found", "felt", "rose", "fell", "lit", "led", "better",
    "best", "worse", "lower", "fewer", "fewest", "further", "data", "lives", "leaves", "bases",
    "axes", "is", "are", "was", "were", "been", "be", "has", "had", "does", "did", "done",
])  # fmt: skip
"""Irregular forms that are also words of their own."""


def plain_form(word: str) -> str:
    """The dictionary form of an irregular form that is nothing else: *bacteria*, *kept*."""
    return word if word in _AMBIGUOUS else _IRREGULAR.get(word, word)


def irregular_forms(word: str) -> tuple[str, ...]:
    """The irregular forms of a dictionary form that are nothing else: *kept* for *keep*."""
    return tuple(form for form in _IRREGULAR if form != word and plain_form(form) == word)


@lru_cache(maxsize=16384)
def base_forms(word: str) -> tuple[str, ...]:
    """The word itself, then the dictionary forms it may be an inflection of, likeliest first."""
    forms = [word]
    if word in _IRREGULAR:
        forms.append(_IRREGULAR[word])
    if len(word) > 3 and word[-1] in _ENDINGS:
        for ending, instead in _ENDINGS[word[-1]]:
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                forms.append(word[: len(word) - len(ending)] + instead)
        if _DOUBLED_ENDING.search(word):
            forms.append(_DOUBLED_ENDING.sub(r"\1", word))
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The lexicon that comes with ankigen, read on the first call and then kept."""
    return read_thesaurus(FILES)


def read_thesaurus(names: tuple[str, ...]) -> Thesaurus:
    """Read the named files of the lexicon; the ablation table leaves one out at a time."""
    lines = defaultdict(list, {name: lexicon_lines(name) for name in names})
    book = _Book()
    for file, strength in _CLASSES:
        for number, line in enumerate(lines[file]):
            book.add_class(f"{file}:{number}", line, strength)
    for file in ("directions", "negations"):
        book.add_operators(lines[file])
    contrasts: dict[str, tuple[tuple[int, int], ...]] = {}
    rivals: dict[int, tuple[tuple[str, int], ...]] = {}
    for group, line in enumerate(lines["entities"]):
        for member, listed in enumerate(line.split(",")):
            for entry in _entries(listed.replace("/", ",")):
                contrasts[entry] = (*contrasts.get(entry, ()), (group, member))
                rivals[group] = (*rivals.get(group, ()), (entry, member))
                book.note_words(entry)
        book.add_rivals(f"entities:{group}", line)
    function_words = frozenset(word for line in lines["function_words"] for word in line.split())
    light_words = frozenset(word for line in lines["light_words"] for word in line.split())
    verbs = frozenset(word for line in lines["verbs"] for word in line.split())
    abbreviations: dict[str, tuple[tuple[str, ...], ...]] = {}
    ambiguous: set[str] = set()
    for line in lines["abbreviations"]:
        short, _, written = line.partition("=")
        meanings = tuple(tuple(meaning.split()) for meaning in written.split("|"))
        abbreviations[short.strip()] = tuple(meaning for meaning in meanings if meaning)
        if len(meanings) > 1:
            ambiguous.add(short.strip())
        book.vocabulary.update(word for meaning in meanings for word in meaning)
    distinct = {
        frozenset((one, other))
        for line in lines["distinct"]
        for one in line.split()
        for other in line.split()
        if one != other
    }
    book.vocabulary.update(word for pair in distinct for word in pair)
    return Thesaurus(
        senses={word: tuple(senses) for word, senses in book.senses.items()},
        phrases=book.phrases_longest_first(),
        operators=book.operators,
        abbreviations=abbreviations,
        ambiguous=frozenset(ambiguous),
        function_words=function_words,
        light_words=light_words,
        verbs=verbs,
        distinct=frozenset(distinct),
        members={side: tuple(entries) for side, entries in book.members.items()},
        contrasts=contrasts,
        rivals=rivals,
        vocabulary=frozenset(book.vocabulary) | function_words | light_words | verbs,
        turning=frozenset(word for entry in book.operators for word in entry.split()),
    )


class _Book:
    """The classes, phrases and operators gathered while the files are read."""

    def __init__(self) -> None:
        self.senses: dict[str, list[Sense]] = {}
        self.members: dict[tuple[str, int], list[str]] = {}
        self.phrases: dict[tuple[str, ...], str] = {}
        self.operators: dict[str, str] = {}
        self.vocabulary: set[str] = set()

    def add_class(self, key: str, line: str, strength: float) -> None:
        """One line: entries that mean the same; after a bar, those that mean the opposite."""
        for sign, side in zip((1, -1), line.split("|"), strict=False):
            for entry in _entries(side):
                self.add_entry(entry, Sense(key, sign, strength))

    def add_rivals(self, key: str, line: str) -> None:
        """One line of things told apart: each is the opposite of each other one."""
        members = [_entries(names.replace("/", ",")) for names in line.split(",")]
        for one, two in combinations(range(len(members)), 2):
            for sign, member in ((1, one), (-1, two)):
                for name in members[member]:
                    self.add_entry(name, Sense(f"{key}:{one}:{two}", sign, _RIVAL))

    def add_entry(self, entry: str, sense: Sense) -> None:
        self.senses.setdefault(entry, []).append(sense)
        self.members.setdefault((sense.key, sense.sign), []).append(entry)
        self.note_words(entry)

    def note_words(self, entry: str) -> None:
        parts = tuple(part for part in entry.split() if part not in ARTICLES)
        self.vocabulary.update(parts)
        if len(parts) > 1:
            self.phrases.setdefault(parts, entry)

    def phrases_longest_first(self) -> dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]:
        """The phrases by their first and their second word."""
        found: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        for parts, entry in sorted(self.phrases.items(), key=lambda phrase: -len(phrase[0])):
            found.setdefault(parts[0], {}).setdefault(parts[1], []).append((parts, entry))
        return found

    def add_operators(self, lines: list[str]) -> None:
        """Lines ``operator: entries``; what each operator does stands in ``polarity``."""
        for line in lines:
            operator, _, listed = line.partition(":")
            for entry in _entries(listed):
                self.operators.setdefault(entry, operator.strip())
                self.note_words(entry)


def _entries(listed: str) -> list[str]:
    return [" ".join(entry.split()) for entry in listed.split(",") if entry.strip()]


def lexicon_lines(name: str) -> list[str]:
    """The lines of a file of the lexicon, without comments and blank lines."""
    text = (_LEXICON / f"{name}.txt").read_text("utf-8")
    stripped = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in stripped if line]
