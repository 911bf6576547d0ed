"""True or false: the truth word that an answer settles on.

The first clause that judges the statement counts, with its negations; what follows is reasons.
"false, no wait, true" is settled by its last word. Both words joined by "or" settle nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from ankigen.grading.asides import after_rejection, second_thoughts
from ankigen.grading.closed import judged, unreadable
from ankigen.grading.records import Grade
from ankigen.grading.request import BadRequest, Request
from ankigen.grading.words import normalise, stem

_TRUE = frozenset(
    {"true", "t", "yes", "y", "yeah", "yep", "yup", "yea", "right", "correct", "correctly", "sure",
     "agree", "agreed", "affirmative", "certainly",
     "indeed", "hold", "holds", "absolutely", "valid", "accurate", "truth", "fact",
     "✓", "✔", "✅", "☑", "👍"}
)  # fmt: skip
_FALSE = frozenset(
    {"false", "f", "no", "n", "nope", "nah", "wrong", "incorrect", "untrue", "disagree", "invalid",
     "inaccurate", "mistaken", "lie", "myth", "bogus", "nonsense", "rubbish", "negative",
     "falsehood", "misconception",
     "✗", "✘", "❌", "☒", "👎"}
)  # fmt: skip
# Understood, but it is not the language of the question.
_FOREIGN = {
    **dict.fromkeys(("wahr", "richtig", "ja", "vrai", "oui", "verdadero", "si", "vero"), True),
    **dict.fromkeys(("verdadeiro", "sim", "waar", "правда", "верно", "да"), True),
    **dict.fromkeys(("falsch", "nein", "faux", "non", "falso", "nee", "onwaar"), False),
    **dict.fromkeys(("nao", "неверно", "ложь", "нет"), False),
}
# Fillers that assent where nothing else is said.
_ASSENT = frozenset(
    {"definitely", "totally", "completely", "clearly", "obviously", "course", "exactly",
     "precisely", "always", "definition"}
)  # fmt: skip
_NEGATIONS = frozenset({"not", "never", "hardly", "nor", "nt", "far", "nothing"})
_GUESSES = frozenset({"maybe", "perhaps", "probably", "possibly", "guess", "might", "unsure"})
# Words that a bare judgement may hold beside its truth word.
_FILLERS = frozenset(
    {"it", "is", "this", "that", "the", "a", "an", "statement", "answer", "claim", "sentence", "i",
     "think", "believe", "guess", "say", "would", "definitely", "totally", "completely", "clearly",
     "obviously", "of", "course", "so", "very", "quite", "just", "really", "be", "must", "should",
     "probably", "maybe", "perhaps", "possibly", "might", "my", "general", "all", "entirely", "in",
     "always", "necessarily", "case", "generally", "absolutely", "certainly", "for", "to", "from",
     "at", "was", "do", "does", "they", "what", "not", "never", "far", "surely", "exactly",
     "precisely", "by", "definition"}
)  # fmt: skip
_STATEMENT = frozenset({"statement", "claim", "sentence", "assertion", "answer"})
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[✓✔✅☑👍✗✘❌☒👎/|]")
_CLAUSE = re.compile(r"[,;.:!?()\n]|\s-\s|\b(?:because|since|as|but|although|though|if|when|due)\b")
_CONCLUSION = re.compile(r"\b(?:so|therefore|thus|hence)\b")
_ELLIPSIS = re.compile(
    r"(?:it|they|that|this|we|there) (?:do|does|did|is|are|was|were|can|will|has|have)"
    r"(?P<not> not)?(?: at all)?(?P<rest>(?: \w+){0,3})"
)
_UNBELIEVED = re.compile(r"\bnot (?:think|believe|say|see|find)\b")
_POINTING = frozenset({"so", "that", "it", "this"})
_SURE = re.compile(
    r"^(?:spot|bang|dead) on$|\b(?:(?:no|without(?: an?y?)?|beyond(?: any| a)?) (?:doubt|question)"
    r"|i (?:do )?(?:think|believe|guess|suppose|would say) so)\b"
)
_NOT_THE_CASE = re.compile(
    r"^(?:no way|far from it|hardly|never|as if|by no means|on the contrary)$"
    r"|^(?:quite |just |exactly )?the (?:opposite|contrary|reverse)$"
    r"|\b(?:the )?(?:opposite|contrary|reverse) (?:is|holds)\b|\bother way a?round\b"
    r"|\bnot (?:(?:the )?case|so\b|really|quite|necessarily|always)"
)
_LABEL = re.compile(r"\s*(?:answer|ans|solution|a)\s*\d*\s*[:.)]\s*", re.IGNORECASE)
_ASKED = re.compile(
    r"\W*(?:is (?:it|this) )?\b(?:t|true)\W*(?:or|/)?\W*(?:f|false)\b\W*", re.IGNORECASE
)
_WRONG = "That is not right: ask yourself where the statement holds."
# "True, isn't it?"
_TAG = re.compile(r",\s*(?:no|right|correct|is(?:n't| not) it|is it)\s*\?+\s*$", re.IGNORECASE)
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
FIRST_WORDS = 6
"""A truth word counts among the first words of a clause; later it belongs to the reasons."""


def grade(request: Request, answer: str) -> Grade:
    """Grade an answer to a statement that is true or false.

    Raises:
        BadRequest: the request does not say which of the two is right.
    """
    wanted = _wanted(request)
    said = _settled(answer)
    if said == "both":
        return judged(0.0, "Decide for one of the two: true or false.")
    foreign = False
    if said is None:
        said, foreign = _foreign(answer), True
    if said is None:
        return _in_other_words(request.question, answer, wanted)
    if said != wanted:
        return judged(0.0, _WRONG)
    if foreign:
        return judged(0.5, "That seems right; say it with true or false.", unsure=True)
    return judged(1.0, "Right.", unsure=_guesses(answer))


def _wanted(request: Request) -> bool:
    if isinstance(request.correct, bool):
        return request.correct
    printed = (request.correct,) if isinstance(request.correct, str) else request.references
    for text in printed:
        truth = _settled(_LABEL.sub("", text, count=1) if _LABEL.match(text) else text)
        if isinstance(truth, bool):
            return truth
    raise BadRequest('neither "correct" nor "references" says true or false')


def _settled(answer: str) -> bool | str | None:
    """True, False, "both" where the answer does not decide, None where it judges nothing."""
    digit = answer.strip(" .!?()\n")
    if digit in ("0", "1"):
        return digit == "1"
    answer = after_rejection(_TAG.sub("", answer))
    for part in reversed(second_thoughts(answer)):
        truth = _judgement(part)
        if truth is not None:
            return truth
    return _judgement(answer)


def _judgement(text: str) -> bool | str | None:
    """What the leading clauses judge; two bare judgements that differ settle nothing."""
    concluded = _TOKEN.findall(_CONCLUSION.split(normalise(text))[-1])
    if 0 < len(concluded) < FIRST_WORDS and _bare(concluded) and _CONCLUSION.search(text.lower()):
        truth = _truth(concluded, " ".join(concluded))
        if truth is not None:
            return truth
    found: bool | str | None = None
    settled = opened = False
    for clause in _CLAUSE.split(normalise(text))[:40]:
        words = _TOKEN.findall(clause)
        truth = _truth(words, " ".join(words))
        names_it = not _STATEMENT.isdisjoint(words) and _bare(words)
        if truth is not None and found is not None and names_it:
            # "It is true that …, but the statement is false."
            return truth
        if truth is None:
            # The statement was judged before, and what follows are reasons.
            if found is not None and words:
                settled = True
            continue
        if settled:
            continue
        if found is None and words == ["right"]:
            # "Right, false": the word only opens the answer, if another follows.
            opened = True
        elif found is None:
            found = truth
            settled = not _bare(words)
        elif truth != found and _bare(words) and words != ["right"]:
            return "both"
    return True if found is None and opened else found


def _truth(words: list[str], clause: str) -> bool | str | None:
    if _NOT_THE_CASE.search(clause):
        return False
    if "thought" in words:
        return None
    if _SURE.search(clause) and "not" not in words and not any(w in _FALSE for w in words[1:]):
        return True
    if words[:1] == ["neither"] or _both_bare(words):
        return "both"
    said = 0
    for place, word in enumerate(words):
        sure_of_it = word == "sure" and words[0] in ("i", "im", "am")
        plain = None if sure_of_it else _truth_word(word, alone=place == 0)
        if plain is None or (word == "no" and words[place + 1 : place + 2] in (["doubt"], ["way"])):
            said += word not in _FILLERS
            if said >= FIRST_WORDS:
                return None
            continue
        before, after = words[max(0, place - 3) : place], words[place + 1 : place + 3]
        if after[:1] and after[0] in ("or", "/", "|", "and") and _other_word(after[1:], plain):
            return "both"
        turned = any(other in _NEGATIONS for other in before) or after in (["not"], ["not", "at"])
        turned = turned or _UNBELIEVED.search(" ".join(words[:place])) is not None
        return plain != turned
    if words and all(word in _FILLERS for word in words):
        if "not" in words:
            return False
        return True if not _ASSENT.isdisjoint(words) else None
    return None


def _both_bare(words: list[str]) -> bool:
    """``t f``: both words and nothing that chooses."""
    return {_truth_word(word, alone=True) for word in words} == {True, False}


def _other_word(words: list[str], plain: bool) -> bool:
    return bool(words) and _truth_word(words[0], alone=True) == (not plain)


@lru_cache(maxsize=1024)
def _truth_word(word: str, alone: bool) -> bool | None:
    """What one word says; single letters and slips of the keys only where it leads."""
    word = _DRAWN_OUT.sub(r"\1", word)
    if word in _TRUE | _FALSE:
        return word in _TRUE if len(word) > 1 or alone or not word.isalnum() else None
    if alone and len(word) >= 3 and word not in _FOREIGN:
        for right, truth in (("true", True), ("false", False)):
            if word[0] == right[0] and OSA.distance(word, right, score_cutoff=1) <= 1:
                return truth
    return None


def _bare(words: list[str]) -> bool:
    return all(word in _FILLERS or _truth_word(word, alone=True) is not None for word in words)


def _foreign(answer: str) -> bool | None:
    words = _TOKEN.findall(normalise(answer))
    return _FOREIGN.get(words[0]) if words else None


def _guesses(answer: str) -> bool:
    return not _GUESSES.isdisjoint(_TOKEN.findall(answer.lower()[:200]))


def _in_other_words(question: str, answer: str, wanted: bool) -> Grade:
    """The statement said again with or without a "not" judges it, if nothing else is changed."""
    statement = _ASKED.sub("", question, count=1) if _ASKED.match(question) else question
    elliptical = _elliptical(answer, statement)
    if elliptical is not None:
        return judged(1.0, "Right.") if elliptical == wanted else judged(0.0, _WRONG)
    theirs, ours = _content(answer), _content(statement)
    denies = answer.lower().lstrip().startswith(("not ", "never "))
    same = theirs[0] <= ours[0] if denies else theirs[0] == ours[0]
    # "A virus is not a cell" denies that it is a living cell.
    same = same or (theirs[1] and len(theirs[0]) > 1 and theirs[0] < ours[0])
    if theirs[0] and same and theirs[1] != ours[1]:
        if not wanted:
            return judged(1.0, "Right, if you mean that the statement is false.", unsure=True)
        return judged(0.0, "You say that the statement is false; look at it again.", unsure=True)
    return unreadable("Say true or false first, then why.")


def _elliptical(answer: str, statement: str) -> bool | None:
    """What "it does" or "they do not change" says of a statement that may itself deny."""
    said = _ELLIPSIS.fullmatch(" ".join(_TOKEN.findall(normalise(answer))))
    if said is None:
        return None
    words, denied = _content(statement)
    rest = {stem(word) for word in said["rest"].split()} - _POINTING
    if not rest <= words:
        return None
    return (said["not"] is not None) == denied


def _content(text: str) -> tuple[frozenset[str], bool]:
    """Stems of a sentence without its negations and small words, and whether it is negated."""
    words = _TOKEN.findall(normalise(text))
    negations = sum(word in ("not", "no", "never", "nt") for word in words)
    small = _FILLERS | {"no", "do", "does", "did", "are", "were", "will", "can", "any"}
    return frozenset(stem(word) for word in words if word not in small), negations % 2 == 1
