"""Is a whole line or phrase a formula? Decided by what only formulas have and only prose has."""

from __future__ import annotations

import functools
import re
from itertools import pairwise

from ankigen.notation.commands import BIG, FUNCTIONS, GREEK
from ankigen.notation.reading import parse, unpunctuated
from ankigen.notation.tokens import Token, Unreadable, tokenize
from ankigen.notation.tree import Expr
from ankigen.notation.vocabulary import APPLIED, SOMETIMES_APPLIED, WORDS, names

_LONGEST = 600
_CONDITIONS = frozenset({"if", "for", "when", "while", "else", "otherwise", "and", "or"})
_SPELLED = FUNCTIONS | frozenset(GREEK) | frozenset(BIG) | _CONDITIONS
_MAY_QUOTE = re.compile(r'[\\"“”＂＼]')
# A run of letters with another one after a space. It starts after a space or a bracket, so that it
# is a token of its own, and what follows is two letters, so that no mark makes a name of it.
_BEFORE_WORD = re.compile(r"(?<![^ (\[,])[A-Za-z]{2,}(?= +[A-Za-z]{2})")
_LABEL = re.compile(r"([A-Za-z][A-Za-z ]*): ?[\w(]")
# ``H₂O``, ``Na⁺``, ``SO₄²⁻``: elements, with a count or a charge that a product would not have.
CHEMICAL = re.compile(
    r"(?:[A-Z][a-z]?[₀-₉]*){2,}[⁰¹²³⁴-⁹]*[⁺⁻]?|[A-Z][a-z]?[₀-₉]*[⁰¹²³⁴-⁹]*[⁺⁻]|[HON][₂₃]"
)
# Words of Greek (accents, long runs) and of Cyrillic, not letters of a formula.
FOREIGN = re.compile("[άέήίόύώϊϋΆΈΉΊΌΎΏ\u0400-\u04ff]|[\u0370-\u03ff]{4}")
UNIT = re.compile(r"[μµ][msgLlAVFMWJ]|[kM]?Ω|Å|°[CF]?")
# ``1ˢᵗ``, and a word with the mark of a footnote.
NUMBERED = re.compile(r"[0-9]+(?:ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)|[^\W\d_]{2,}[⁰¹²³⁴-⁹]+")
_RELATIONS = frozenset("=≠<>≤≥≈≡∝∼∈∉⊂⊆→←↦⇒⇔") | {":="}
_INFIX = frozenset({"operator", "relation", "sign", "slash"})
_BEGINNING = frozenset({"letters", "foreign", "number"})
_ENDING = _BEGINNING | {"close", "name"}
_MARK = re.compile(r"[\\=<>_^(+*/|\[{~]")
_TELLING = frozenset("×⊙⊗⊕∘∩∪·")


@functools.lru_cache(maxsize=512)
def is_formula(text: str) -> bool:
    """Whether a whole line or phrase is a formula; in doubt it is not."""
    return formula(text) is not None


def formula(text: str) -> Expr | None:
    """The tree of a line or phrase that is a formula, None where it is prose or in doubt."""
    text = text.strip()
    if text.endswith((".", ",", ";", ":")) and not text.endswith(".."):
        text = text[:-1]
    if not text or len(text) > _LONGEST or not _could_be(text) or _is_sentence(text):
        return None
    if FOREIGN.search(text) and "\\" not in text:
        return None
    if CHEMICAL.fullmatch(text) or UNIT.fullmatch(text) or NUMBERED.fullmatch(text):
        return None
    try:
        tokens = tokenize(text)
        if _has_prose(tokens) or not _has_evidence(tokens, "\\" in text):
            return None
        bare = unpunctuated(text)
        return parse(tokens if bare == text else tokenize(bare), tex="\\" in text)
    except Unreadable:
        return None


def _could_be(text: str) -> bool:
    """A cheap look before the tokenizer: something in it must be more than letters and spaces."""
    return not text.isascii() or _MARK.search(text) is not None


def _is_sentence(text: str) -> bool:
    """What ``_has_prose`` would find, where it shows without tokens: no quotes, no TeX."""
    if _MAY_QUOTE.search(text):
        return False
    label = _LABEL.match(text)
    if label and "if" not in label[1].split():
        return True
    return any(run not in _SPELLED for run in _BEFORE_WORD.findall(text))


def _is_word(token: Token) -> bool:
    """A run of letters that reads as a word: no function, no spelled letter, no condition."""
    run = token.value
    return token.kind in ("letters", "foreign") and len(run) > 1 and run not in _SPELLED


def _has_prose(tokens: list[Token]) -> bool:
    """Whether words stand side by side, or a label with a colon stands before the rest."""
    depth = 0
    kinds = {token.kind for token in tokens}
    in_code = tokens[0].value == "(" and tokens[-4].value == ")" and any(map(_is_word, tokens))
    if in_code and not kinds & {"relation", "operator", "slash"}:
        return True  # a list of names in code
    if sum(token.kind == "bar" and token.spaced for token in tokens) > 2:
        return True  # a row of a table
    for index, (token, after) in enumerate(pairwise(tokens[:-2])):
        kind = token.kind
        if kind in ("open", "brace"):
            depth += 1
        elif kind in ("close", "unbrace"):
            depth -= 1
        if token.value == ":" and depth == 0 and after.kind != "end":
            conditional = any(before.value == "if" for before in tokens[:index])
            if not conditional:
                return True
        if not after.spaced:
            continue
        remark = after.value == "(" and tokens[index + 3].kind == "close"
        if remark and _is_word(tokens[index + 2]) and kind not in _INFIX:
            return True  # ``yᵢ = γxᵢ + β (learnable)``
        begins = after.kind in _BEGINNING or after.value == "("
        if begins and kind in _ENDING and (_is_word(token) or _is_word(after)):
            return True
    return False


def _has_evidence(tokens: list[Token], tex: bool) -> bool:
    """Whether something in it only a formula has."""
    kinds = {token.kind for token in tokens}
    if tex or kinds & {"big", "letter-big", "root", "prefix", "accent", "style", "command"}:
        return True
    relation = any(token.value in _RELATIONS for token in tokens if token.kind == "relation")
    if relation and (_has_name(tokens) or _has_operator(tokens) or _are_factors(tokens)):
        return True
    if any(token.kind == "operator" and token.value in _TELLING for token in tokens):
        return True
    if any(token.kind == "name" and token.value != "…" for token in tokens):
        return True
    return _has_script(tokens) or _has_call(tokens) or _has_sum(tokens) or _has_range(tokens)


def _are_factors(tokens: list[Token]) -> bool:
    """Whether no run of letters can be a word and one is several names: ``PV = nRT``."""
    runs = [token.value for token in tokens if token.kind in ("letters", "foreign")]
    parts = [len(names(run)) for run in runs if run not in WORDS]
    return bool(parts) and min(parts) > 1


def _has_name(tokens: list[Token]) -> bool:
    """A single letter of its own (not the T of ``T5``), or a letter with a script."""
    return any(
        (token.kind == "name" and token.value != "…")
        or (token.kind in ("bar", "bars"))
        or (
            token.kind == "letters"
            and (len(token.value) == 1 or token.value in FUNCTIONS)
            and (tokens[index + 1].kind != "number" or token.value.islower())
        )
        for index, token in enumerate(tokens)
    ) or _has_script(tokens)


def _has_operator(tokens: list[Token]) -> bool:
    return any(
        token.kind in ("operator", "sign", "slash")
        and (token.spaced or token.kind == "operator")
        and tokens[index + 1].kind in ("letters", "number", "open", "name")
        and (tokens[index + 1].spaced or token.kind == "operator")
        for index, token in enumerate(tokens)
    )


def _has_script(tokens: list[Token]) -> bool:
    """A script on a letter, a bracket or a capital abbreviation; not ``seq_len``."""
    for index, token in enumerate(tokens):
        if token.kind != "script" or not index:
            continue
        base, after = tokens[index - 1], tokens[index + 1]
        if token.value == "^" and base.kind != "end":
            return True
        if base.kind in ("name", "close", "unbrace"):
            return True
        if base.kind == "letters" and (len(base.value) == 1 or base.value in FUNCTIONS):
            return True
        if after.kind in ("number", "brace") or len(after.value) == 1:
            return True
    return False


def _has_call(tokens: list[Token]) -> bool:
    """A letter or a function right before a parenthesis with letters and numbers in it."""
    return any(
        token.kind == "letters"
        and tokens[index + 1].value == "("
        and not tokens[index + 1].spaced
        and (token.value in APPLIED or token.value in SOMETIMES_APPLIED or token.value in FUNCTIONS)
        and not _is_word(tokens[index + 2])
        and tokens[index + 2].kind != "close"
        for index, token in enumerate(tokens)
    )


def _has_sum(tokens: list[Token]) -> bool:
    """``x + y``, ``1/n``: an operator between single letters and numbers, one letter at least."""
    for index in range(1, len(tokens) - 3):
        token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
        sides = [
            side for side in (before, after) if side.kind == "letters" and len(side.value) == 1
        ]
        rest = all(
            side in sides or side.kind in ("number", "open", "close") for side in (before, after)
        )
        if not sides or not rest:
            continue
        if token.kind in ("sign", "operator") and (token.spaced or token.value == "*"):
            return True
        if token.kind == "slash" and (token.spaced or before.kind == "number"):
            return True
    return False


def _has_range(tokens: list[Token]) -> bool:
    """``(0, 1)``, ``{0, 1}``: numbers in a bracket, with a comma between them."""
    inside = tokens[1:-4]
    return (
        len(tokens) > 7
        and tokens[0].kind in ("open", "brace")
        and tokens[-4].kind in ("close", "unbrace")
        and any(token.value == "," for token in inside)
        and all(token.kind in ("number", "sign", "separator", "name") for token in inside)
    )
