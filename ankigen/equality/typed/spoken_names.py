"""Names as they are said: ``h t minus one`` for h_{t-1}, ``f of x``, "the forget gate"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ankigen.notation import tree
from ankigen.notation.commands import GREEK

from .marks import Rule, indexed_names
from .spoken_roles import spoken_roles
from .spoken_words import NUMBERS

_SAID_SIGNS = {"-": r" ?(?:minus|-) ?", "+": r" ?(?:plus|\+) ?"}
_SAID_DIGITS = {digit: f"(?:{digit}|{word})" for word, digit in NUMBERS.items() if len(digit) == 1}
# What a thing of the field is called, and the letters that stand for it, the likeliest first.
_ROLES = (
    (r"(?:conditional )?entropy(?= of)", ("H",)),
    (r"forget gate", ("f",)),
    (r"input gate", ("i",)),
    (r"output gate", ("o",)),
    (r"update gate", ("z", "u")),
    (r"reset gate", ("r",)),
    (r"candidate(?: cell| hidden)?(?: state| value)?", ("tilde c", "tilde C", "tilde h", "g")),
    (r"cell(?: state)?", ("c", "C", "s")),
    (r"hidden(?: state)?", ("h", "s")),
    (r"discount(?: factor| rate)?", ("γ",)),
    (r"step size", ("η", "α")),
    (r"initial (?:velocity|speed)", ("u",)),
    (r"final (?:velocity|speed)", ("v",)),
    (r"sample mean", ("bar x", "bar X")),
    (r"sample size|number of (?:samples|observations|data points|examples)", ("n", "N", "m")),
    (r"number of classes", ("K", "C")),
    (r"speed of light", ("c",)),
    (r"spring constant", ("k",)),
    (r"ideal gas constant|gas constant", ("R",)),
)


@dataclass(frozen=True, slots=True)
class Said:
    """How the names of an expected side are said: things, and functions with their arguments."""

    letters: frozenset[str]
    names: list[Rule]
    functions: list[Rule]


def said(expected: tree.Expr) -> Said:
    """What is to be known of the expected side to understand speech about it."""
    letters = frozenset(n.name for n in tree.walk(expected) if isinstance(n, tree.Symbol))
    return Said(letters, said_names(expected), said_functions(expected))


def said_names(expected: tree.Expr) -> list[Rule]:
    """Patterns for what the names of the expected side are called, with how they are written."""
    accents = {
        f"{n.mark} {n.body.name}"
        for n in tree.walk(expected)
        if isinstance(n, tree.Accent) and isinstance(n.body, tree.Symbol)
    }
    letters = {n.name for n in tree.walk(expected) if isinstance(n, tree.Symbol)}
    found = [(rf"\b{role}\b", words) for role, words in spoken_roles(expected)]
    found += _indices(expected) + _started(expected)
    for role, candidates in _ROLES:
        name = next((c for c in candidates if c in letters | accents), None)
        if name is not None:
            mark, _, letter = name.rpartition(" ")
            found.append((rf"\b(?:the )?{role}\b(?! (?:state )?[a-z]\b)", f" {letter} {mark} "))
    if "Δ" in letters and "δ" not in letters:
        found.append((r"\bdelta ?(?=[A-Za-z]\b)", " Δ"))
    spelled = [word for word, letter in GREEK.items() if letter in letters and len(word) > 2]
    if spelled:
        found.append((rf"\b(?:all )?(?:of )?(?:the )?({'|'.join(sorted(spelled))})s\b", r" \1 "))
    return [(re.compile(pattern, re.IGNORECASE), words) for pattern, words in found]


def _indices(expected: tree.Expr) -> list[tuple[str, str]]:
    """Indexed names, "sub" or not: ``d k``, ``h t minus 1``, ``v zero``; the longest first."""
    found: dict[str, str] = {}
    for base, index in indexed_names(expected):
        if re.fullmatch(r"[A-Za-z0-9+-]+", index):
            said = re.sub(r"[-+]", lambda m: _SAID_SIGNS[m[0]], index)
            said = re.sub(r"(?<!\w)\d(?!\w)", lambda m: _SAID_DIGITS[m[0]], said)
            name = "(?:" + "|".join(sorted({re.escape(base), *_spelled(base)})) + ")"
            hat = r"(?P<mark>(?: (?:hat|bar|tilde))?)"
            pattern = rf"\b(?P<name>{name}){hat} (?:sub )?{said}(?![\w'])"
            found[pattern] = rf"\g<name>\g<mark> sub {{{index}}}"
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _started(expected: tree.Expr) -> list[tuple[str, str]]:
    """``initial velocity`` for v₀, where the expected side has just that at nought."""
    names = [base for base, index in indexed_names(expected) if index == "0"]
    if len(names) != 1:
        return []
    return [(r"\binitial [A-Za-z]+\b", f" {names[0]} sub 0 "), (r"\bfinal ([A-Za-z]+)\b", r" \1 ")]


def _spelled(symbol: str) -> list[str]:
    return [name for name, letter in GREEK.items() if letter == symbol]


def said_functions(expected: tree.Expr) -> list[Rule]:
    """Patterns for ``f of x`` and how it is written, for letters applied there."""
    letters = {n.name for n in tree.walk(expected) if isinstance(n, tree.Symbol)}
    found: dict[str, str] = {}
    for node in tree.walk(expected):
        if isinstance(node, tree.Call) and isinstance(node.function, tree.Symbol):
            letter = node.function.name
            if len(letter) == 1:
                names = {letter, letter.lower(), *_spelled(letter)}
                if letter.lower() not in letters:
                    names |= {word.lower() for word in _spelled(letter)}
                said = rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names)))})"
                found[rf"{said} of (\w+),? given (\w+)\b"] = rf"{letter}(\1|\2)"
                if len(node.arguments) == 2:
                    found[rf"{said} of (\w+)(?: and|,)? (\w)\b"] = rf"{letter}(\1, \2)"
                found[rf"{said} of (?:the )?(\w+)\b"] = rf"{letter}(\1)"
    return [(re.compile(pattern), words) for pattern, words in found.items()]
