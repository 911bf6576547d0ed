"""The options of a question: lines ``A. …``, or all of them on one line; and the right one."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPTION = re.compile(r"\(?([A-Ha-h])[.):]\s+(\S.*)")
_INLINE = re.compile(r"(?:(?<=\s)|^)\(?([A-Ha-h])[.)]\s+(?=\S)")
_PICK = re.compile(
    r"(?:option|answer|choice)?\s*\(?([A-Ha-h])(?:[.):]\s*|\)?\s*$|\s+[–—-]\s+)", re.I
)
_LETTERS = "ABCDEFGH"

Choices = tuple[tuple[str, str], ...]


def option_lines(texts: Sequence[str]) -> int:
    """How many lines at the end of a question are options, in order from A; 0 for none."""
    last = [_letter(text) for text in texts[-len(_LETTERS) :]]
    for count in range(len(last), 1, -1):
        if "".join(last[-count:]) == _LETTERS[:count]:
            return count
    return 0


def options(texts: Sequence[str]) -> Choices:
    """Key and text of each option line."""
    found = (_OPTION.fullmatch(text) for text in texts)
    return tuple((match[1].upper(), match[2].strip()) for match in found if match)


def inline(text: str) -> tuple[str, Choices]:
    """A question with its options on the same line, taken apart; no options where none are."""
    marks = list(_INLINE.finditer(text))
    for start in range(len(marks)):
        run = marks[start : start + len(_LETTERS)]
        length = _run_length([mark[1].upper() for mark in run])
        if length >= 3:
            ends = [*(mark.start() for mark in run[1:length]), len(text)]
            pairs = zip(run[:length], ends, strict=True)
            taken = [(mark[1].upper(), text[mark.end() : end].strip()) for mark, end in pairs]
            if all(option for _, option in taken):
                return text[: run[0].start()].strip(), tuple(taken)
    return text, ()


def pick(answer: str, choices: Choices) -> tuple[str | None, str]:
    """The key of the option an answer names, by letter or by text, and what it says beside that."""
    letter = _PICK.match(answer)
    keys = dict(choices)
    if letter and letter[1].upper() in keys:
        key = letter[1].upper()
        return key, _reason(answer[letter.end() :], keys[key])
    for key, option in choices:
        if _words(answer).startswith(_words(option)):
            return key, _reason(answer, option)
    return None, answer


def _reason(rest: str, option: str) -> str:
    # The answer often repeats the option before it says why.
    if rest.lower().startswith(option.lower().rstrip(".")):
        rest = rest[len(option.rstrip(".")) :]
    return rest.lstrip(" .,;:–—-").strip()


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _letter(text: str) -> str:
    found = _OPTION.fullmatch(text)
    return found[1].upper() if found else "?"


def _run_length(letters: Sequence[str]) -> int:
    length = 0
    while length < len(letters) and letters[length] == _LETTERS[length]:
        length += 1
    return length
