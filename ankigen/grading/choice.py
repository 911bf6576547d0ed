"""Multiple choice: a key, an ordinal or the text of an option; a pick of two is no answer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ankigen.grading.asides import second_thoughts, wordings_of
from ankigen.grading.blank import same_number
from ankigen.grading.closed import judged, unreadable
from ankigen.grading.options import Options, options_of
from ankigen.grading.picks import named_keys
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request
from ankigen.grading.wording import alike, content, direction, negated, opposite, synonymous
from ankigen.grading.words import normalise

LONGEST_WORDING = 300
"""In a longer answer fillers and contrasts are not told apart."""

MOST_TOKENS = 60
"""So many words and signs of an answer are looked at."""

_TAG = re.compile(r"</?[a-zA-Z]{1,10}\s?/?>")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")


_REASON = re.compile(r"(?<=\w)[,;]? (?:because|since|due to|which|so that|as (?:it|they))\b")
_ONLY = frozenset({"only", "just", "mainly", "mostly", "one", "simply"})


@dataclass(frozen=True, slots=True)
class Pick:
    """The keys that an answer picks; ``unsure`` where one would ask back."""

    keys: frozenset[str]
    unsure: bool = False


def grade(request: Request, answer: str) -> Grade:
    """Grade the pick of an option.

    Raises:
        BadRequest: the request does not say which option is right.
    """
    options = options_of(request)
    wanted = _wanted(request, options)
    pick = Pick(frozenset())
    for part in reversed(second_thoughts(answer)):
        pick = picked(part, options)
        if pick.keys:
            break
    else:
        pick = picked(answer, options)
    if not pick.keys:
        if _denies(answer):
            return judged(0.0, "You say which it is not; name the one you pick.")
        return unreadable("I cannot tell which option you mean; give its letter.")
    if pick.keys == wanted:
        return judged(1.0, "Right.", unsure=pick.unsure)
    if len(pick.keys) > len(wanted):
        several = "one option" if len(wanted) == 1 else f"{len(wanted)} options"
        return judged(0.0, f"Pick {several}, not {len(pick.keys)}.")
    if pick.keys < wanted:
        share = len(pick.keys) / len(wanted)
        return judged(share, f"Right so far, but there are {len(wanted)} right options.")
    return judged(0.0, "That is not the right option.", unsure=pick.unsure)


def _wanted(request: Request, options: Options) -> frozenset[str]:
    printed = (request.correct,) if isinstance(request.correct, str) else request.references
    for text in printed:
        keys = _keys_of(text, options)
        if keys:
            return keys
    raise BadRequest('neither "correct" nor "references" names one of the options')


@lru_cache(maxsize=2048)
def _keys_of(text: str, options: Options) -> frozenset[str]:
    """The right keys as a deck or a document gives them: ``B``, ``A, C``, ``B. Text of it``."""
    by_name = {key.casefold(): key for key, _ in options}
    if text.strip().casefold() in by_name:
        return frozenset({by_name[text.strip().casefold()]})
    return picked(text, options).keys


def picked(answer: str, options: Options) -> Pick:
    """Read which options an answer picks."""
    text = _lowered(answer)
    whole = [key for key, option in options if _is_name_of(answer, option)]
    if len(whole) != 1:
        whole = [key for key, option in options if len(answer) < 60 and same_number(answer, option)]
    if len(whole) != 1:
        whole = [key for key, option in options if _squeezed(option) == _squeezed(answer)]
    if whole:
        return Pick(frozenset(whole[:1]))
    tokens, typed = _TOKEN.findall(text)[:MOST_TOKENS], _TOKEN.findall(answer)[:MOST_TOKENS]
    named = named_keys(tokens, typed, options)
    if len(named.keys) == 1:
        other = _by_text(named.rest, options) - named.keys
        if other and not named.certain:
            # "a pooling layer": the letter was an article.
            return Pick(other)
        if other and _is_only(named.rest, options, other):
            return Pick(named.keys | other, unsure=True)
        return Pick(named.keys)
    if named.keys:
        return Pick(named.keys)
    by_text = _by_wordings(text, options)
    return Pick(by_text, unsure=len(by_text) == 1 and _thin(text, options, by_text))


def _lowered(answer: str) -> str:
    """Lower case without tags; shorthand stays as it is, for "b/c" may be two letters."""
    return _TAG.sub(" ", unicodedata.normalize("NFKC", answer)).casefold().replace("’", "'")


@lru_cache(maxsize=2048)
def _squeezed(text: str) -> str:
    """Letters and digits alone: ``drop-out`` is ``dropout``."""
    plain = normalise(text)
    return "".join(c for c in plain if c.isalnum()) or plain


def _is_name_of(answer: str, option: str) -> bool:
    """Whether an answer is an option, its beginning (maxpool), or its initials or their words."""
    said, text = _squeezed(answer), _squeezed(option)
    if said == text or (len(said) >= 5 and text.startswith(said)):
        return True
    return min(len(said), len(text)) > 2 and (
        said == _initials(option) or text == _initials(answer)
    )


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text.casefold()))


def _by_wordings(text: str, options: Options) -> frozenset[str]:
    for wording in wordings_of(text) if len(text) <= LONGEST_WORDING else (text,):
        found = _by_text(wording, options)
        if found:
            return found
    return frozenset()


def _by_text(text: str, options: Options) -> frozenset[str]:
    """The options whose words an answer says: one, several where it says several, or none."""
    text = _REASON.split(text, maxsplit=1)[0]
    given = tuple(word for word in content(text) if word not in _ONLY)[:MOST_TOKENS]
    if not given or not options:
        return frozenset()
    wordings = [content(option) for _, option in options]
    exact = [place for place, wording in enumerate(wordings) if _same_words(given, wording)]
    if len(exact) == 1 and negated(text) == negated(options[exact[0]][1]):
        return frozenset({options[exact[0]][0]})
    hits = [
        [max((_likeness(g, w) for w in wording), default=0.0) for wording in wordings]
        for g in given
    ]
    scores = [0.0] * len(options)
    for row in hits:
        if any(row):
            for place, hit in enumerate(row):
                scores[place] += hit * hit / sum(row)
    scores = [
        0.0 if _contradicts(text, given, option, wording) else score
        for score, (_, option), wording in zip(scores, options, wordings, strict=True)
    ]
    best = max(scores)
    place = scores.index(best)
    if best == 0 or sum(row[place] > 0 for row in hits) * 2 < len(given):
        return frozenset()
    rivals = [p for p, score in enumerate(scores) if p != place and score > best / 2]
    if not rivals:
        return frozenset({options[place][0]})
    full = [
        p
        for p, wording in enumerate(wordings)
        if all(any(_says(g, w) for g in given) for w in wording)
    ]
    return frozenset(options[p][0] for p in full) if len(full) > 1 else frozenset()


def _contradicts(text: str, given: tuple[str, ...], option: str, wording: tuple[str, ...]) -> bool:
    """Whether an answer turns an option round: by a negation, a direction or an opposite."""
    if negated(text) != negated(option) or direction(text) * direction(option) < 0:
        return True
    return any(opposite(g, w) for g in given for w in wording if g not in wording)


def _same_words(given: tuple[str, ...], wording: tuple[str, ...]) -> bool:
    every = all(any(alike(g, w) for w in wording) for g in given)
    return every and all(any(alike(g, w) for g in given) for w in wording)


def _says(given: str, wanted: str) -> bool:
    return _likeness(given, wanted) > 0


def _likeness(given: str, wanted: str) -> float:
    """1 for the same word, half for another that says the same."""
    return 1.0 if alike(given, wanted) else 0.5 if synonymous(given, wanted) else 0.0


def _is_only(rest: str, options: Options, keys: frozenset[str]) -> bool:
    """Whether what follows a key is another option's text, and no reason that mentions it."""
    wording = next(content(option) for key, option in options if key in keys)
    return all(any(alike(g, w) for w in wording) for g in content(rest)) and not negated(rest)


def _thin(text: str, options: Options, keys: frozenset[str]) -> bool:
    """Whether most of what an answer says is not in the option it points to."""
    wording = next(content(option) for key, option in options if key in keys)
    given = content(text)
    return 2 * sum(any(_says(g, w) for w in wording) for g in given) <= len(given)


def _denies(answer: str) -> bool:
    return re.search(r"\b(?:not|isn'?t|none|neither|never)\b", normalise(answer)) is not None
