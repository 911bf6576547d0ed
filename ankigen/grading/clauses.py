"""A text read as clauses of units, each with the sign that negations and verbs of change give it.

There is no parser here and none is needed: what a verb of change or a negation governs is found
by a few rules of English word order (``scope``), and both sides of a comparison are read alike.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import lru_cache

from ankigen.grading.denials import carry_over, refuse, undo_before, undo_without
from ankigen.grading.phrases import phrased
from ankigen.grading.scope import begins_statement, deny, govern, is_comparative
from ankigen.grading.thesaurus import ARTICLES, Sense, Thesaurus, base_forms, plain_form, thesaurus
from ankigen.grading.units import HINGES, NEGATING, Clause, Reading, Token, Unit
from ankigen.grading.words import normalise, stem, tokens_of

_OPERATOR_SENSES = {
    "up": (Sense("amount", 1, 0.6),),
    "more": (Sense("amount", 1, 0.6),),
    "cause": (Sense("amount", 1, 0.4),),
    "down": (Sense("amount", -1, 0.6), Sense("kept", -1, 0.4)),
    "stop": (Sense("amount", -1, 0.6), Sense("kept", -1, 0.4)),
    "less": (Sense("amount", -1, 0.6),),
    "keep": (Sense("kept", 1, 0.7),),
}
_END = frozenset(".;!?:")
_BREAK = frozenset(',()[]"')
_CONTRASTS = frozenset(("but", "while", "whereas", "although", "though", "however", "yet"))
_CONJUNCTIONS = _CONTRASTS | frozenset([
    "because", "so", "which", "when", "since", "therefore", "thus", "hence", "if", "then",
    "unless", "where", "who",
])  # fmt: skip
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_JOINTS = frozenset(("and", "or", "vs", "versus", "than", "from", "with", "to"))
_PRONOUNS = frozenset([
    "it", "they", "he", "she", "we", "you", "this", "these", "its", "their",
])  # fmt: skip
_DETERMINERS = ARTICLES | frozenset(("my", "our", "your", "its", "their", "this", "that"))
_RETRACTION = re.compile(
    r"\b(?:(?:(?:oh|ah|um|ok),? )?no,? (?:wait|sorry|actually|it is|it's the|the other way)"
    r"|wait,? (?:no|actually)|scratch that|strike that|i meant?|correction|let me rephrase"
    r"|actually,? no|hold on|sorry,? (?:i meant?|no)|or rather)\b"
    r"|(?:(?<=[,;])|(?<=\.\.\.)) ?(?:(?:u[hm]+|erm?|eh|[ao]h|hm+),? )?no,"
)
_LEAD = 3
_WITHIN_PHRASE = 0.7
MAX_TOKENS = 900
"""More words and marks of a text than this are not read."""
_AGAIN = 1_000_000
_RETRACT = "§"
_NUMBER = re.compile(r"\d")
_NUMBER_WORDS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twenty": "20",
    "hundred": "100", "thousand": "1000", "half": "0.5", "twice": "2",
}  # fmt: skip


def read(text: str, vocabulary: frozenset[str] = frozenset()) -> Reading:
    """Read ``text`` into clauses and units, signs set.

    ``vocabulary`` holds the words of the question and its points; it decides what a short form
    with several meanings stands for.
    """
    book = thesaurus()
    marked = _RETRACTION.sub(f" {_RETRACT} ", normalise(text))
    reading = Reading([], [], 0, 0, 0)
    sentence = 0
    current: list[Token] = []
    opened = ""

    def close(by: str) -> None:
        nonlocal current, opened
        here = [token.unit for token in current if token.unit]
        if here:
            govern(current)
            carry_over(current, opened, reading)
            refuse(current, reading)
            undo_without(here, reading, sentence)
            if opened == "unless" and not undo_before(reading, sentence):
                deny(here, opened)
            here += _repeated(current, reading)
            reading.clauses.append(_clause(here, current, sentence, opened))
            reading.units.extend(here)
        current = []
        opened = by

    found = phrased(tokens_of(marked)[:MAX_TOKENS], vocabulary, book)
    reading.length = len(found)
    correlative = _correlative(found)
    for place, token in enumerate(found):
        token.place = place
        if token.text in _JOINTS:
            reading.joints.append(place)
        if token.text == _RETRACT:
            close("")
            if reading.clauses:
                reading.clauses[-1].retracted = True
        elif token.text in _END or token.text in _BREAK:
            reading.marks += 1
            if token.text == ":" and 0 < len(current) <= _LEAD:
                current.append(token)
                continue
            close(token.text)
            sentence += token.text in _END
        elif place in correlative:
            reading.function_words += 1
            close("the")
        elif token.text == "but" and place + 1 < len(found) and found[place + 1].text == "also":
            reading.function_words += 1
        elif token.text in _CONJUNCTIONS or begins_statement(found, place):
            reading.function_words += 1
            close(token.text)
        else:
            reading.function_words += token.text in book.function_words
            token.unit = _unit(token, len(reading.clauses), book)
            current.append(token)
    close("")
    return reading


def _clause(units: list[Unit], given: list[Token], sentence: int, opened: str) -> Clause:
    first = next((t for t in given if t.text not in ("and", "or", "also", "then")), given[0])
    return Clause(
        units,
        sentence,
        opened,
        supposed=opened in ("if", "unless"),
        condition=opened in ("if", "when", "unless", "the"),
        continues=opened == "and"
        or (opened in _CONJUNCTIONS and opened not in _CONTRASTS)
        or first.text in _PRONOUNS
        or first.verb
        or bool(first.operator),
        hinges=_hinges(given),
        aside=frozenset(
            t.place + 1
            for t in given
            if t.operator == "instead" or t.text in ("than", "versus", "vs", "compared")
        ),
        joined=frozenset(t.place + 1 for t in given if t.text in ("and", "or", "/")),
        passive=_passive(given),
    )


def _hinges(given: list[Token]) -> tuple[tuple[str, int], ...]:
    """The words between two things whose order matters; *to* before a verb is none."""
    found = []
    for at, token in enumerate(given):
        kind = "than" if token.text.endswith(" than") else HINGES.get(token.text, "")
        if token.text == "rather than":
            kind = "instead"
        if kind and not (token.text == "to" and at + 1 < len(given) and given[at + 1].verb):
            found.append((kind, token.place))
    return tuple(found)


def _passive(given: list[Token]) -> frozenset[int]:
    """The places of verbs in the passive voice: after a form of *be*, not in *-ing*, no nouns."""
    return frozenset(
        token.place
        for at, be in enumerate(given)
        if be.text in _BE
        for before, token in itertools.pairwise(given[at : at + 3])
        if (token.verb or token.operator)
        and not token.word.endswith("ing")
        and before.text not in _DETERMINERS
    )


def _correlative(found: list[Token]) -> frozenset[int]:
    """The places of *the* in *the higher the rate the faster it goes*: each begins a clause."""
    places = [
        place
        for place, (the, token) in enumerate(itertools.pairwise(found))
        if the.text == "the" and is_comparative(token)
    ]
    if len(places) < 2:
        return frozenset()
    ends = [place for place, token in enumerate(found) if token.text in _END]
    return frozenset(
        place
        for place in places
        if any(
            other != place and not any(min(place, other) < end < max(place, other) for end in ends)
            for other in places
        )
    )


def _repeated(clause: list[Token], reading: Reading) -> list[Unit]:
    """*A can rotate, B cannot*: a negation with nothing after it denies what was said before."""
    if clause[-1].text != "not" or not reading.clauses:
        return []
    return [
        replace(
            unit,
            clause=len(reading.clauses),
            place=unit.place + _AGAIN,
            sign=-unit.sign,
            denied=not unit.denied,
            turned_by=(clause[-1].place,),
        )
        for unit in reading.clauses[-1].units[1:]
    ]


def _unit(token: Token, clause: int, book: Thesaurus) -> Unit | None:
    """The unit a token is, or nothing for a word that only holds the sentence together."""
    word = token.text
    number = _NUMBER_WORDS.get(word, word if _NUMBER.match(word) else "")
    if token.operator in NEGATING or not word[0].isalnum():
        return None
    if word in book.function_words and not token.operator:
        return None
    key, senses, weight = _meaning(word, token.operator)
    if len(word) == 1 and not number:
        weight = 0.5
    amount = "" if token.operator else _amount(word)
    return Unit(
        name=word,
        surface=token.surface,
        key=key,
        senses=senses,
        weight=weight,
        operator=token.operator,
        clause=clause,
        place=token.place,
        number=number,
        verb=token.verb or token.operator in ("up", "down", "stop", "keep"),
        raised=_is_comparative(word) or amount == "more",
        lowered=amount == "less",
        sign=-1 if amount == "less" else 1,
        movers=(word.partition(" ")[0],) if amount else (),
    )


@lru_cache(maxsize=16384)
def _amount(word: str) -> str:
    """Which way a phrase of two words on no scale tells an amount: *small batch*, *large model*."""
    book = thesaurus()
    first, _, rest = word.partition(" ")
    operator = book.operators.get(first, "") if rest and " " not in rest else ""
    scaled = any(sense.key.startswith("antonyms") for sense in book.senses.get(word, ()))
    return "" if scaled or operator not in ("more", "less") else operator


@lru_cache(maxsize=16384)
def _is_comparative(word: str) -> bool:
    """Whether a word compares by its ending (*noisier*), its plain form being on a scale."""
    return word.endswith("er") and any(
        sense.key.startswith("antonyms")
        for form in base_forms(word)[1:]
        for sense in thesaurus().senses.get(form, ())
    )


_NEGATIVE_PREFIX = re.compile(
    r"^(?:un(?=.{3,}(?:ed|able|ible|al|ing|ful|ary|en|ant|ous)(?:ly)?$)|non(?=[a-z]{4}))"
)
_NOT_PREFIXED = re.compile(r"^(?:under|uni|until|nonsense)")


@lru_cache(maxsize=16384)
def _meaning(word: str, operator: str) -> tuple[str, tuple[Sense, ...], float]:
    """Key, senses and weight of a word: its own stem first, then the classes it stands in."""
    book = thesaurus()
    forms = (word,) if " " in word else base_forms(word)
    key = " ".join(stem(plain_form(part)) for part in word.split())
    senses = [Sense(key, 1, 1.0)]
    if " " in word:
        content = [part for part in word.split() if part not in book.function_words]
        side = -1 if "no" in word.split() else 1
        senses.extend(Sense(stem(part), side, 0.6) for part in content if part != "no")
        senses.extend(_scales_of(content, book))
    listed = [form for form in forms if form in book.senses]
    if listed and " " not in word:
        senses.append(Sense(f"form:{listed[-1]}", 1, 1.0))
    senses.extend(dict.fromkeys(sense for form in listed for sense in book.senses[form]))
    if word.startswith(("un", "non")) and not _NOT_PREFIXED.match(word):
        positive, count = _NEGATIVE_PREFIX.subn("", word)
        if count:
            senses.append(Sense(stem(positive), -1, 0.95))
    senses.extend(_OPERATOR_SENSES.get(operator, ()))
    return key, tuple(senses), _weight(word, forms, operator, book)


def _scales_of(content: list[str], book: Thesaurus) -> list[Sense]:
    """The scales and rivals on which the words of a phrase stand: *sparse vector*, *is false*."""
    return [
        sense._replace(strength=_WITHIN_PHRASE)
        for part in content
        for form in base_forms(part)
        for sense in book.senses.get(form, ())
        if sense.key.startswith(("antonyms", "entities"))
    ]


def _weight(word: str, forms: tuple[str, ...], operator: str, book: Thesaurus) -> float:
    """How much saying a word says: numbers, verbs of change and vague words say less."""
    if _NUMBER.match(word) or word in _NUMBER_WORDS:
        return 0.7
    if operator:
        return 0.5
    return 0.4 if any(form in book.light_words for form in forms) else 1.0
