"""Options named as a whole: by their letters, their beginning, their initials, or a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ankigen.grading.closeness import NO_UNIT, closeness
from ankigen.grading.number import settled
from ankigen.grading.options import Options, none_of_them
from ankigen.grading.symbols import number_alone, same_number, symbol
from ankigen.grading.words import normalise

LONGEST_DERIVATION = 120
"""In a longer answer no result of a derivation is looked for."""

_SIGNS = re.compile(r"[\^|=_\\{}<>√∫∑]|\w[+#]|[^\W\d_]\(|(?:^|\s)-\w")
# "First melt, then pour": the order in which things are named says the same.
_IN_ORDER = re.compile(
    r"\b(?:first(?=[ :,]+(?!one|option|answer|choice))|and then|then|next|finally|lastly"
    r"|after that)[ :,]+"
    r"|\s*(?:-+>|→|⇒)\s*",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\w[+#]")


@lru_cache(maxsize=2048)
def has_signs(option: str) -> bool:
    """Whether an option has signs without which it is another one: C and C++, x and |x|."""
    return _SIGNS.search(option) is not None


def by_name(answer: str, options: Options) -> str | None:
    """The key of the option that an answer is, in other letters or another number."""
    letter = answer.strip(" .").casefold()
    if len(letter) == 1 and letter.isalpha() and letter not in (k.casefold() for k, _ in options):
        # "T" for thymine
        begun = [key for key, option in options if option[:1].casefold() == letter]
        return begun[0] if len(begun) == 1 else None
    answer = _IN_ORDER.sub(" ", answer)
    tests: tuple[Callable[[str, str], bool], ...] = (_is_name_of, _is_same_number, _is_same)
    for test in tests:
        found = [key for key, option in options if test(answer, option)]
        if len(found) == 1:
            return found[0]
    return none_of_them(answer, options) or next(
        (key for key, option in options if _is_same(answer, option)), None
    )


def by_number(answer: str, options: Options) -> frozenset[str] | None:
    """Where all options are numbers, the key of the one that an answer comes to: "3*3 = 9".

    None where they are not, or the answer is no number.
    """
    amounts = [number_alone(option.strip()) for _, option in options]
    if not amounts or None in amounts or len(answer) > LONGEST_DERIVATION:
        return None
    result = settled(answer)
    found = [
        key
        for (key, _), amount in zip(options, amounts, strict=True)
        if result and amount and closeness(result, amount, "").score >= NO_UNIT
    ]
    return frozenset(found if len(found) == 1 else ()) if result else None


def _is_same(answer: str, option: str) -> bool:
    if has_signs(option) or _MARKED.search(answer):
        return symbol(answer) == symbol(option)
    return _squeezed(answer) == _squeezed(option)


def _is_same_number(answer: str, option: str) -> bool:
    return len(answer) < 60 and same_number(answer, option)


@lru_cache(maxsize=2048)
def _squeezed(text: str) -> str:
    """Letters and digits alone: ``drop-out`` is ``dropout``."""
    plain = normalise(text)
    return "".join(c for c in plain if c.isalnum()) or plain


def _is_name_of(answer: str, option: str) -> bool:
    """Whether an answer is an option, its beginning (maxpool), or its initials or their words."""
    if has_signs(option) or _MARKED.search(answer):
        return False
    said, text = _squeezed(answer), _squeezed(option)
    if (
        said == text
        or _has_initials_of(answer, option)
        or (len(said) >= 5 and text.startswith(said))
    ):
        return True
    return min(len(said), len(text)) > 2 and (
        said == _initials(option) or text == _initials(answer)
    )


def _has_initials_of(answer: str, option: str) -> bool:
    """Whether an answer has a name's words, the first of them as letters: "A. Smith"."""
    said, words = answer.casefold().replace(".", ". ").split(), option.casefold().split()
    return (
        1 < len(said) == len(words)
        and said[-1] == words[-1]
        and all(
            len(s) == 2 and s[1] == "." and s[0] == w[0]
            for s, w in zip(said[:-1], words[:-1], strict=True)
        )
    )


@lru_cache(maxsize=2048)
def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text.casefold()))
