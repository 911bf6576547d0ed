"""Multiple choice: a key, an ordinal or the text of an option; a pick of two is no answer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ankigen.grading.asides import second_thoughts
from ankigen.grading.closed import judged, unreadable
from ankigen.grading.elimination import ruling
from ankigen.grading.normal import normalise, without_accents
from ankigen.grading.optionfactors import by_factor
from ankigen.grading.optionnames import by_name, by_number
from ankigen.grading.optionquotes import quoted
from ankigen.grading.options import (
    Options,
    made_up_of,
    options_of,
    stand_for_several,
    without_options,
)
from ankigen.grading.optionsigns import with_keys
from ankigen.grading.optionwords import (
    by_change,
    by_denial,
    by_wording,
    by_words,
    is_only,
    is_thin,
    says_only,
)
from ankigen.grading.picks import named_keys
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request
from ankigen.grading.shortforms import completed
from ankigen.grading.wording import counted

MOST_TOKENS = 60
"""So many words and signs of an answer are looked at."""

_TAG = re.compile(r"</?[a-zA-Z]{1,10}\s?/?>")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_NOT = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|would|could|should|ca|wo|can)(?:n'?t|not)\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?<=\w)'(?:d|s|m|ll|re|ve)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_OR = re.compile(r"\bor\b|/|\bvs\b", re.IGNORECASE)
_ASKS_WHICH_NOT = re.compile(r"\bNOT\b|\bexcept\b|\b(?:is|are|does|do|can|was|were)(?: not|n't)\b")
_LAST_BUT_ONE = re.compile(
    r"\b(?:(?:second|next) to last|second last|last but one|penultimate)\b", re.IGNORECASE
)
_ALL_BUT = re.compile(
    r"\W*(?:it is |its )?(?:all|everything|every one|any|anything)(?: of (?:them|these|the above))?"
    r" (?:but|except(?: for)?|besides|other than|apart from)"
    r" ((?:(?! (?:is|are|was|were) )[^,;.]){1,80})",
    re.IGNORECASE,
)
# "B, no, C" by letters alone.
_CORRECTED = re.compile(r"\W*\w\W+(?:no|nope|nah)\W+(\w)\W*")


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
    question = without_options(request.question)
    pick = Pick(frozenset())
    corrected = _CORRECTED.fullmatch(answer)
    thoughts = (corrected[1],) if corrected else second_thoughts(answer)
    for part in reversed(thoughts):
        pick = picked(part, options, question)
        if pick.keys:
            break
    else:
        if thoughts != (answer.strip(),):
            pick = picked(answer, options, question)
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


def picked(answer: str, options: Options, question: str = "") -> Pick:
    """Read which options an answer picks; it may repeat words of the question."""
    answer, options = counted(answer), _counted_options(options)
    keyed = quoted(answer, options)
    text = completed(_as_typed(keyed), _words_of(options))
    whole = by_name(answer, options)
    if whole:
        return Pick(frozenset({whole}))
    text = with_keys(text, options, question)
    rest = _ALL_BUT.fullmatch(text)
    if rest:
        return _but_for(_named_alone(rest[1], options, question)[0], options)
    named = named_keys(*_tokens(text), options)

    def naming(clause: str) -> tuple[frozenset[str], bool]:
        return _named_alone(clause, options, question)

    if len(named.keys) == 1 and not named.rest:
        return Pick(named.keys)
    if not named.keys:
        result = by_number(answer, options) if keyed == answer else None
        if result is not None:
            return Pick(result)
        by_text = by_words(text.casefold(), options, question)
        if len(by_text) == 1:
            thin = is_thin(text, options, by_text)
            # A clause that says an option and nothing else tells more than words here and there.
            alone = ruling(text, naming).picked if thin else frozenset()
            return Pick(alone if len(alone) == 1 else by_text, unsure=thin)
        changed = (
            by_change(text, options, question)
            or by_denial(text, options)
            or by_factor(text, options)
        )
        if changed:
            return Pick(changed, unsure=True)
    found = ruling(text, naming)
    if len(named.keys) == 1 and (named.keys <= found.picked or not found.picked):
        said = by_wording(named.rest, options, question)
        other = said - named.keys
        if other and not named.certain:
            # "a pooling layer": the letter was an article.
            return Pick(said)
        if other and is_only(named.rest, options, other):
            return Pick(named.keys | other, unsure=True)
        return Pick(named.keys)
    keys = (found.picked or named.keys) - found.denied
    if len(keys) == len(options) - 1 and len(found.denied) == 1 and _asks_which_not(question):
        # "A, B and D are, C isn't": the question asks which one is not.
        return Pick(found.denied)
    if len(keys) > 1 and not _OR.search(text) and (part := made_up_of(keys, options)):
        return Pick(frozenset({part}), unsure=True)
    left = frozenset(key for key, _ in options) - found.denied
    if not keys and found.denied and len(left) == 1:
        return Pick(left, unsure=True)
    return Pick(keys)


def _but_for(denied: frozenset[str], options: Options) -> Pick:
    """The pick of who rules out one option of all: what is left, or what stands for that."""
    several = frozenset(key for key, _ in stand_for_several(options))
    left = frozenset(key for key, _ in options) - denied - several
    if not denied or len(left) == 1:
        return Pick(left if denied else denied, unsure=True)
    part = made_up_of(left, options)
    return Pick(frozenset({part}) if part else left)


def _asks_which_not(question: str) -> bool:
    """Whether a question asks which option is not so."""
    return _ASKS_WHICH_NOT.search(question[:2000]) is not None


@lru_cache(maxsize=1024)
def _words_of(options: Options) -> frozenset[str]:
    return frozenset(word for _, option in options for word in _WORD.findall(option.casefold()))


@lru_cache(maxsize=1024)
def _counted_options(options: Options) -> Options:
    return tuple((key, counted(text)) for key, text in options)


def _tokens(text: str) -> tuple[list[str], list[str]]:
    """The words and signs of an answer in lower case, and as they are typed."""
    typed = _TOKEN.findall(text)[:MOST_TOKENS]
    return [token.casefold() for token in typed], typed


def _named_alone(clause: str, options: Options, question: str) -> tuple[frozenset[str], bool]:
    """The options that a clause names, and whether it says nothing else."""
    named = named_keys(*_tokens(clause), options)
    if named.keys and named.certain:
        texts = " ".join(text for key, text in options if key in named.keys)
        return named.keys, says_only(named.rest, f"{texts} {question}")
    keys = by_words(clause.casefold(), options, question)
    texts = " ".join(text for key, text in options if key in keys)
    return keys, says_only(clause, f"{texts} {question}")


def _as_typed(answer: str) -> str:
    """The answer without tags and contractions; shorthand stays, for "b/c" may be two letters."""
    text = _TAG.sub(" ", without_accents(unicodedata.normalize("NFKC", answer))).replace("’", "'")
    text = _LAST_BUT_ONE.sub("second from the bottom", text.replace(" > ", " not "))
    return _CONTRACTED.sub("", _NOT.sub(r"\1 not", text))


def _denies(answer: str) -> bool:
    return re.search(r"\b(?:not|isn'?t|none|neither|never)\b", normalise(answer)) is not None
