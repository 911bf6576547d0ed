"""Options named by some of their words, in the words of the option or others for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ankigen.grading.asides import without_contrast, wordings_of
from ankigen.grading.likeness import affixed_apart, alike
from ankigen.grading.optionnames import has_signs
from ankigen.grading.options import Options
from ankigen.grading.optionsigns import growth_word
from ankigen.grading.picks import is_filler
from ankigen.grading.wording import (
    NEGATIONS,
    content,
    directions,
    has_senses,
    negated,
    opposite,
    synonymous,
)

LONGEST_WORDING = 300
"""In a longer answer fillers and contrasts are not told apart."""

MOST_WORDS = 40
"""So many words of an answer are looked at."""

_REASON = re.compile(r"(?<=\w)[,;]? (?:because|since|due to|which|so that|as (?:it|they))\b")
_ONLY = frozenset({"only", "just", "wrong", "mainly", "mostly", "one", "simply"})
_SEVERAL_CLAUSES = re.compile(r"[,;:.()]|\b(?:and|or|but|so|while|whereas|not)\b")
_CONDITION = re.compile(r"(?<=\w) (?:when|if|as|after|while|under|with)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# "Bias up, variance down"
_UP_OR_DOWN = re.compile(
    r"(?<!go )(?<!goes )(?<!going )(?<!went )\b(?:up|down)\b"
    r"(?=\s*(?:[,;.&/)]|and\b|but\b|while\b|$))"
)
_SOUNDS_LIKE = {"f": "p", "p": "f", "s": "c", "c": "s"}


def by_words(text: str, options: Options, question: str) -> frozenset[str]:
    for wording in wordings_of(text) if len(text) <= LONGEST_WORDING else (text,):
        found = by_wording(wording, options, question)
        if found:
            return found
    return frozenset()


def by_wording(text: str, options: Options, question: str) -> frozenset[str]:
    """The options whose words an answer says: one, several where it says several, or none."""
    text = _REASON.split(text, maxsplit=1)[0]
    given = tuple(word for word in _telling(text) if word not in _ONLY)[:MOST_WORDS]
    known = content(question[:2000])
    if not given or not options:
        return frozenset()
    given = _joined(given, options)
    wordings = [_wording(option) for _, option in options]
    said = [_said_of(word, options) for word in given]
    exact = [
        place
        for place, wording in enumerate(wordings)
        if _same_words(said, wording) and not _crossed(text, options[place][1])
    ]
    if len(exact) == 1 and negated(text) == negated(_plainly(options[exact[0]][1])):
        return frozenset({options[exact[0]][0]})
    hits = [
        [max((likeness.get(w, 0.0) for w in wording), default=0.0) for wording in wordings]
        for likeness in said
    ]
    by_word = dict(zip(given, said, strict=True))
    scores = [0.0] * len(options)
    for row in hits:
        if any(row):
            for place, hit in enumerate(row):
                scores[place] += hit * hit / sum(row)
    scores = [
        0.0 if score and _contradicts(text, by_word, options, place) else score
        for place, score in enumerate(scores)
    ]
    best = max(scores)
    place = scores.index(best)
    rivals = [p for p, score in enumerate(scores) if p != place and score > best / 2]
    if not rivals:
        if best > 0 and _says_all(said, wordings[place]):
            # Who says a whole option may add what the question says.
            given = tuple(
                g for g, row in zip(given, hits, strict=True) if any(row) or g not in known
            )
        alone = 3 * sorted(scores)[-2:][0] <= best or len(scores) < 2
        enough = best > 0 and _is_much(said, wordings[place], alone)
        return frozenset({options[place][0]} if enough else ())
    moved = _by_what_moves(text, options)
    if moved is not None:
        return frozenset({moved})
    full = [p for p, wording in enumerate(wordings) if wording and _says_all(said, wording)]
    # One clause that holds one option in full; in several, another may be what is meant.
    one = len(full) == 1 and scores[full[0]] > 0 and len(wordings[full[0]]) > 1
    one = one and _SEVERAL_CLAUSES.search(text) is None
    return frozenset(options[p][0] for p in full) if one or len(full) > 1 else frozenset()


@lru_cache(maxsize=2048)
def _wording(option: str) -> tuple[str, ...]:
    """The words by which an option is known; what it only sets itself apart from is not its own."""
    return growth_word(option) if has_signs(option) else _telling(_plainly(option))


def _telling(text: str) -> tuple[str, ...]:
    """The words that carry meaning; what denies is looked at apart from them."""
    found = content(text)
    return tuple(word for word in found if word not in NEGATIONS) or found


@lru_cache(maxsize=2048)
def _plainly(option: str) -> str:
    return without_contrast(option) or option


@lru_cache(maxsize=1024)
def _words_of(options: Options) -> frozenset[str]:
    return frozenset(
        word for _, option in options for word in (*content(option), *growth_word(option))
    )


def _joined(given: tuple[str, ...], options: Options) -> tuple[str, ...]:
    """The words of an answer, two of them as one where an option has them so: hyper-parameters."""
    known = _words_of(options)
    words: list[str] = []
    for word in given:
        if words and any(
            one.startswith(words[-1]) and alike(words[-1] + word, one) == 1 for one in known
        ):
            word = words.pop() + word
        words.append(word)
    return tuple(words)


def _by_what_moves(text: str, options: Options) -> str | None:
    """The one option in which the same things are more and less: "train low, test high"."""
    said = _moved(text)
    found = [key for key, option in options if _agree(said, _moved(option))] if said else []
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=2048)
def _moved(text: str) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """The things that a text says to be more or less, once each, and which of the two they are."""
    text = _UP_OR_DOWN.sub(lambda word: "increased" if word[0] == "up" else "decreased", text)
    signs = directions(text, causes=False)
    things = [word for word in content(text) if not directions(word, causes=False)]
    once = tuple(word for word in things if things.count(word) == 1)
    return (once, signs) if len(signs) > 1 and len(once) >= len(signs) else None


def _crossed(text: str, option: str) -> bool:
    """Whether two texts move the same things, but one more where the other moves it less."""
    said, ours = _moved(text), _moved(option)
    if said is None or ours is None or set(said[0]) != set(ours[0]):
        return False
    return len(said[1]) == len(ours[1]) == len(ours[0]) and not _agree(said, ours)


def _agree(
    said: tuple[tuple[str, ...], tuple[int, ...]],
    option: tuple[tuple[str, ...], tuple[int, ...]] | None,
) -> bool:
    """Whether two texts move the same things in the same way, in whatever order they say so."""
    if option is None or len(option[1]) != len(said[1]):
        return False
    things = tuple(w for w in said[0] if _among(w, option[0]))
    if len(things) != len(option[0]) or len(things) != len(said[1]):
        return False
    ours = dict(zip(option[0], option[1], strict=True))
    return all(
        any(_says(thing, one) and sign == ours[one] for one in ours)
        for thing, sign in zip(things, said[1], strict=True)
    )


def by_change(text: str, options: Options, question: str) -> frozenset[str]:
    """The one option that tells of the same change, up or down, in other words."""
    change = set(directions(text))
    if len(change) != 1 or negated(text):
        return frozenset()
    known = set(content(_CONDITION.split(question[:2000], maxsplit=1)[0]))
    said = [word for word in content(text) if not directions(word) and word not in ("up", "down")]
    found = [
        key
        for key, option in options
        if set(directions(option)) == change
        and all(word in known or is_filler(word) or _among(word, content(option)) for word in said)
        and all(directions(word) or _among(word, (*said, *known)) for word in content(option))
    ]
    return frozenset(found) if len(found) == 1 else frozenset()


def by_denial(text: str, options: Options) -> frozenset[str]:
    """The one option of which an answer denies the opposite: "not sensitive" for "robust"."""
    if not negated(text) or directions(text):
        return frozenset()
    said = [word for word in content(text) if not negated(word)]
    found = [
        key
        for key, option in options
        if not negated(option)
        and any(opposite(word, w) for word in said for w in content(option))
        and all(
            is_filler(word) or any(opposite(word, w) or _says(word, w) for w in content(option))
            for word in said
        )
    ]
    return frozenset(found) if len(found) == 1 else frozenset()


def _among(word: str, others: Iterable[str]) -> bool:
    return any(_says(word, other) for other in others)


def _contradicts(
    text: str, said: Mapping[str, Mapping[str, float]], options: Options, place: int
) -> bool:
    """Whether an answer turns an option round: by a negation, a direction or an opposite.

    ``said`` holds the words of the answer with the words of the options that they say.
    """
    option = _plainly(options[place][1])
    if negated(text) != negated(option) or _moves_otherwise(text, option):
        return True
    if _crossed(text, option):
        return True
    wording = content(option)
    if option != options[place][1]:
        # Who says what an option sets itself apart from says something else.
        apart = set(content(options[place][1])).difference(wording)
        if any(one.get(word) == 1 for one in said.values() for word in apart):
            return True
    unsaid = {w for w in wording if not any(one.get(w) == 1 for one in said.values())}
    # "Carbon monoxide" is no slip of "carbon dioxide".
    return any(not unsaid.isdisjoint(_against(g, options)) for g in said if g not in wording)


def _moves_otherwise(text: str, option: str) -> bool:
    """Whether two texts tell of other changes, or one of a cause and the other of a hindrance."""
    ours, theirs = (Counter(directions(one, causes=False)) for one in (option, text))
    if not (ours <= theirs or theirs <= ours):
        return True
    causes = Counter(directions(option)) - ours, Counter(directions(text)) - theirs
    return all(causes) and not (causes[0] <= causes[1] or causes[1] <= causes[0])


@lru_cache(maxsize=8192)
def _against(given: str, options: Options) -> frozenset[str]:
    """The words of the options that a word is the opposite of, or that an affix tells from it."""
    words = _words_of(options)
    return frozenset(word for word in words if opposite(given, word) or affixed_apart(given, word))


@lru_cache(maxsize=8192)
def _said_of(given: str, options: Options) -> Mapping[str, float]:
    """The words of the options that a word says, and how surely."""
    words = _words_of(options)
    if not has_senses(given):
        # Only what begins alike can be the same word.
        first = given[:2] + _SOUNDS_LIKE.get(given[0], "")
        words = frozenset(word for word in words if word[0] in first)
    likenesses = {word: _likeness(given, word) for word in words}
    return {word: likeness for word, likeness in likenesses.items() if likeness}


def _same_words(said: Sequence[Mapping[str, float]], wording: tuple[str, ...]) -> bool:
    every = all(any(one.get(word) == 1 for word in wording) for one in said)
    return every and all(any(one.get(word) == 1 for one in said) for word in wording)


def _is_much(said: Sequence[Mapping[str, float]], wording: tuple[str, ...], alone: bool) -> bool:
    """Whether enough of an answer is in one option: half of it, or, where no other option is
    touched, a third of several words, or the whole option.
    """
    hits = [max((one.get(word, 0.0) for word in wording), default=0.0) for one in said]
    count = sum(hit > 0 for hit in hits)
    several = hits.count(1.0) > 1 and 3 * count >= len(said)
    whole = all(any(one.get(word) == 1 for one in said) for word in wording)
    return 2 * count >= len(said) or (alone and (several or whole))


def _says_all(said: Sequence[Mapping[str, float]], wording: tuple[str, ...]) -> bool:
    return all(any(word in one for one in said) for word in wording)


def _says(given: str, wanted: str) -> bool:
    return _likeness(given, wanted) > 0


def _likeness(given: str, wanted: str) -> float:
    """1 for the same word, half for another that says the same."""
    if {given, wanted} == {"all", "both"}:
        return 0.0
    return 1.0 if alike(given, wanted) else 0.5 if synonymous(given, wanted) else 0.0


def is_only(rest: str, options: Options, keys: frozenset[str]) -> bool:
    """Whether what follows a key is another option's text, and no reason that mentions it."""
    wording = next(content(option) for key, option in options if key in keys)
    return all(any(alike(g, w) for w in wording) for g in content(rest)) and not negated(rest)


def is_thin(text: str, options: Options, keys: frozenset[str]) -> bool:
    """Whether most of what an answer says is not in the option it points to."""
    wording = next(content(option) for key, option in options if key in keys)
    given = content(text)
    return 2 * sum(any(_says(g, w) for w in wording) for g in given) <= len(given)


def says_only(clause: str, texts: str) -> bool:
    """Whether the words of a clause are those of some options or the question, and fillers."""
    wording = content(texts[:2000]) if texts.strip() else ()
    return all(
        is_filler(word) or any(_says(word, w) for w in wording)
        for word in _WORD.findall(clause.casefold())
    )
