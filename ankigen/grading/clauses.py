"""A text read as clauses of units, each with the sign that negations and verbs of change give it.

There is no parser here and none is needed: what a verb of change or a negation governs is found
by a few rules of English word order (``scope``), and both sides of a comparison are read alike.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ankigen.grading.scope import begins_statement, govern
from ankigen.grading.thesaurus import ARTICLES, Sense, Thesaurus, base_forms, thesaurus
from ankigen.grading.units import HINGES, NEGATING, Clause, Reading, Token, Unit
from ankigen.grading.words import normalise, stem, tokens_of, typed_for

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
_AUXILIARIES = frozenset(("to", "can", "will", "may", "must", "they", "we", "not", "that", "which"))
_JOINTS = frozenset(("and", "or", "vs", "versus", "than", "from", "with", "to"))
_PRONOUNS = frozenset([
    "it", "they", "he", "she", "we", "you", "this", "these", "its", "their",
])  # fmt: skip
_RETRACTION = re.compile(
    r"\b(?:(?:(?:oh|ah|um|ok),? )?no,? (?:wait|sorry|actually|it is|it's the|the other way)"
    r"|wait,? (?:no|actually)|scratch that|strike that|i meant?|correction|let me rephrase"
    r"|actually,? no|hold on|sorry,? (?:i meant?|no)|or rather)\b"
)
_LEAD = 3
_MOST_SLIPS = 100
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
            here += _repeated(current, reading)
            reading.clauses.append(_clause(here, current, sentence, opened))
            reading.units.extend(here)
        current = []
        opened = by

    written = _expanded(tokens_of(marked)[:MAX_TOKENS], vocabulary, book)
    found = _phrases(_mended(written, vocabulary, book), book)
    reading.length = len(found)
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
        supposed=opened in ("if", "unless"),
        continues=opened == "and"
        or (opened in _CONJUNCTIONS and opened not in _CONTRASTS)
        or first.text in _PRONOUNS
        or first.verb
        or bool(first.operator),
        hinges=tuple((HINGES[t.text], t.place) for t in given if t.text in HINGES),
        aside=frozenset(
            t.place + 1
            for t in given
            if t.operator == "instead" or t.text in ("than", "versus", "vs", "compared")
        ),
        joined=frozenset(t.place + 1 for t in given if t.text in ("and", "or", "/")),
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
            turned_by=[clause[-1].place],
        )
        for unit in reading.clauses[-1].units[1:]
    ]


def _expanded(found: tuple[str, ...], vocabulary: frozenset[str], book: Thesaurus) -> list[Token]:
    written: list[Token] = []
    for token in found:
        meanings = book.abbreviations.get(token)
        if meanings:
            fitting = [m for m in meanings if vocabulary.issuperset(m)]
            chosen = fitting[0] if fitting else meanings[0]
            if token in book.ambiguous and not fitting:
                chosen = (token,)
            written.extend(Token(word, token) for word in chosen)
        else:
            written.append(Token(token, token))
    return written


def _mended(written: list[Token], vocabulary: frozenset[str], book: Thesaurus) -> list[Token]:
    """Replace words that nobody knows by those of the question and its points they are slips of.

    A verb of change with a typing error would otherwise govern nothing. No more than
    ``_MOST_SLIPS`` words are looked up, which is more than anybody mistypes.
    """
    if not vocabulary:
        return written
    wanted = _by_initial(vocabulary)
    mended: list[Token] = []
    unknown = 0
    for token in written:
        word = token.text
        if (
            unknown < _MOST_SLIPS
            and len(word) > 3
            and word.isalpha()
            and word not in vocabulary
            and not book.knows(word)
        ):
            unknown += 1
            near = [(typed_for(word, other), other) for other in wanted.get(word[0], ())]
            strength, best = max(near, default=(0.0, ""))
            if strength:
                token = Token(best, token.surface)
        mended.append(token)
    return mended


@lru_cache(maxsize=256)
def _by_initial(vocabulary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The words of a vocabulary in order, by their first letter.

    Plurals of plurals, which a vocabulary has from adding endings, are left out.
    """
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        if len(word) > 3 and word.isalpha() and not word.endswith("ss"):
            found.setdefault(word[0], []).append(word)
    return {initial: tuple(listed) for initial, listed in found.items()}


def _phrases(given: list[Token], book: Thesaurus) -> list[Token]:
    """Join the words of each phrase that the lexicon knows, longest first."""
    joined: list[Token] = []
    at = 0
    while at < len(given):
        found = _phrase_at(given, at, book)
        if found:
            name, length = found
            surface = " ".join(dict.fromkeys(t.surface for t in given[at : at + length]))
            joined.append(Token(name, surface))
            at += length
        else:
            joined.append(given[at])
            at += 1
    for token in joined:
        token.operator, token.verb = _part_of_speech(token.text)
    for before, token, after in zip(joined, joined[1:], joined[2:], strict=False):
        # "Lower" is an adjective before a noun and a verb after an auxiliary or before an article.
        if token.text == "lower" and after.text not in ARTICLES and before.text not in _AUXILIARIES:
            token.operator = "less"
    return joined


def _phrase_at(given: list[Token], at: int, book: Thesaurus) -> tuple[str, int] | None:
    """The longest phrase that begins at ``at``, articles aside, and how many tokens it takes."""
    best: tuple[str, int] | None = None
    longest = 0
    second = _past_articles(given, at + 1)
    if second == len(given):
        return None
    for form in base_forms(given[at].text):
        following = book.phrases.get(form)
        if not following:
            continue
        for next_form in base_forms(given[second].text):
            for parts, name in following.get(next_form, ()):
                if len(parts) <= longest:
                    break
                end = _end_of(parts, given, second + 1)
                if end:
                    best, longest = (name, end - at), len(parts)
    return best


def _end_of(parts: tuple[str, ...], given: list[Token], place: int) -> int:
    """Where a phrase ends whose third word, if it has one, should stand at ``place``; else 0."""
    for part in parts[2:]:
        place = _past_articles(given, place)
        if place == len(given) or part not in base_forms(given[place].text):
            return 0
        place += 1
    return place


def _past_articles(given: list[Token], place: int) -> int:
    while place < len(given) and given[place].text in ARTICLES:
        place += 1
    return place


@lru_cache(maxsize=16384)
def _part_of_speech(word: str) -> tuple[str, bool]:
    """The operator a word is, if any, and whether it is a common verb."""
    book = thesaurus()
    forms = (word,) if " " in word else base_forms(word)
    operator = next((book.operators[form] for form in forms if form in book.operators), "")
    return operator, any(form in book.verbs for form in forms)


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
    key = " ".join(stem(part) for part in word.split())
    senses = [Sense(key, 1, 1.0)]
    if " " in word:
        content = [part for part in word.split() if part not in book.function_words]
        senses.extend(Sense(stem(part), 1, 0.6) for part in content)
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
