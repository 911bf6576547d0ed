"""Letters to names: what the tokenizer saw as a run of letters becomes the names it stands for."""

from __future__ import annotations

from ankigen.notation.commands import BIG, BIG_WORDS, COMMANDS, FUNCTIONS, GREEK
from ankigen.notation.tokens import Token
from ankigen.notation.vocabulary import EMPTY, Vocabulary, names

_CONDITIONS = frozenset({"if", "for", "when", "while", "whenever", "provided"})
_OTHERWISE = frozenset({"otherwise", "else"})
_LOGIC = {"and": "∧", "or": "∨"}
# Words that only prose has: a row of words with one of them is a phrase, not a product.
_PROSE = frozenset({"of", "the", "from", "with", "per", "by", "to", "over"})
_SPELLED_PREFIXES = {"nabla": "∇", "partial": "∂", "forall": "∀", "exists": "∃"}
_NO_GATES: frozenset[str] = frozenset()
_INFINITE = frozenset({"inf", "infty", "infinity"})


def resolve(tokens: list[Token], vocabulary: Vocabulary, tex: bool) -> list[Token]:
    """The tokens with every run of letters as names, functions, operators, conditions or text.

    The tokens given are used up.
    """
    values = {token.value for token in tokens}
    gates = _gates(tokens) if "[" in values else _NO_GATES
    if "‖" in values:
        tokens = _single_bars(tokens)
    found: list[Token] = []
    index, end, looked = 0, len(tokens), 0
    while index < end:
        token = tokens[index]
        if token.kind != "letters":
            found.append(token)
            index += 1
            continue
        if len(token.value) == 1:
            _single_letter(token, tokens[index + 1], found)
            index += 1
            continue
        if index >= looked:
            looked, is_prose = _phrase(tokens, index)
            if is_prose:
                words = " ".join(part.value for part in tokens[index:looked])
                found.append(Token("text", words, token.position, token.spaced))
                index = looked
                continue
        joined = _joined(tokens, index, vocabulary)
        if joined > index:
            name = "_".join(part.value for part in tokens[index:joined] if part.kind == "letters")
            found.append(Token("name", name, token.position, token.spaced))
            index = joined
            continue
        _names_of(tokens, index, vocabulary, gates, tex, found)
        index += 1
    return found


def _single_bars(tokens: list[Token]) -> list[Token]:
    """``||`` as a norm's bar, or as two: in ``|x||y|`` it closes one bar and opens the next."""
    group, singles, stack = [], [0], [0]
    for token in tokens:
        if token.kind in ("open", "brace"):
            stack.append(len(singles))
            singles.append(0)
        group.append(stack[-1])
        singles[stack[-1]] += token.kind == "bar" and token.value == "|"
        if token.kind in ("close", "unbrace") and len(stack) > 1:
            stack.pop()
    found: list[Token] = []
    seen = [0] * len(singles)
    for token, place in zip(tokens, group, strict=True):
        seen[place] += token.kind == "bar" and token.value == "|"
        if token.kind != "bars":
            found.append(token)
        elif seen[place] % 2 and not singles[place] % 2:
            found.append(Token("bar", "|", token.position, token.spaced))
            found.append(Token("bar", "|", token.position, False))
        else:
            found.append(Token("bar", token.value, token.position, token.spaced))
    return found


def _gates(tokens: list[Token]) -> frozenset[str]:
    """Letters that label a weight applied to a list (``Wf[h, x]``): then ``bf`` is its bias."""
    return frozenset(
        token.value[1]
        for token, after in zip(tokens, tokens[1:], strict=False)  # noqa: RUF007 (lists are short)
        if token.kind == "letters"
        and len(token.value) == 2
        and token.value[0] in "WU"
        and token.value[1].islower()
        and after.value == "["
        and not after.spaced
    )


def _phrase(tokens: list[Token], index: int) -> tuple[int, bool]:
    """Where the row of words that starts here ends, and whether it is prose."""
    here = index
    while (
        tokens[here].kind == "letters"
        and len(tokens[here].value) > 1
        and tokens[here].value not in _CONDITIONS
        and tokens[here].value not in _OTHERWISE
        and (here == index or tokens[here].spaced)
    ):
        here += 1
    if here <= index + 1:
        return index + 1, False
    return here, any(token.value in _PROSE for token in tokens[index:here])


def _joined(tokens: list[Token], index: int, vocabulary: Vocabulary) -> int:
    """Where a name of words and underscores ends (``warmup_steps``); ``index`` if there is none."""
    if tokens[index + 1].kind != "script" or not _wordlike(tokens[index].value, vocabulary):
        return index
    here = index + 1
    while (
        tokens[here].kind == "script"
        and tokens[here].value in ("_", "\\_")
        and not tokens[here].spaced
        and tokens[here + 1].kind == "letters"
        and not tokens[here + 1].spaced
        and len(tokens[here + 1].value) > 1
    ):
        here += 2
    return here if here > index + 1 else index


def _wordlike(run: str, vocabulary: Vocabulary) -> bool:
    """Whether a run is a word that an underscore joins to another word."""
    if run in GREEK or run in FUNCTIONS or run in BIG or run in BIG_WORDS or len(run) == 1:
        return False
    return names(run, False, vocabulary) == (run,)


def _single_letter(token: Token, after: Token, found: list[Token]) -> None:
    """A letter by itself; a number close after it is its index (``x1``)."""
    scripted = bool(found) and found[-1].kind == "script" and not token.spaced
    token.kind = "letter"
    found.append(token)
    if after.kind == "number" and not scripted:
        _index(after, found)


def _index(number: Token, found: list[Token]) -> None:
    """The underscore that is not written in ``x1``."""
    if not number.spaced and number.value.isdigit():
        found.append(Token("script", "_", number.position, False))


def _names_of(
    tokens: list[Token],
    index: int,
    vocabulary: Vocabulary,
    gates: frozenset[str],
    tex: bool,
    found: list[Token],
) -> None:
    token, after = tokens[index], tokens[index + 1]
    scripted = bool(found) and found[-1].kind == "script" and not token.spaced
    run, position, spaced = token.value, token.position, token.spaced
    parts: tuple[str, ...]
    if len(run) == 2 and run[0] in "WUb" and run[1] in gates and vocabulary is EMPTY:
        parts = (f"{run[0]}_{run[1]}",)
    else:
        parts = names(run, after.value == "(" and not after.spaced, vocabulary)
    # Outside LaTeX a subscript takes the whole run of letters without braces: W_hh.
    whole = scripted and not tex and found[-1].value == "_" and len(parts) > 1
    if whole:
        found.append(Token("brace", "{", position, False))
    offset = 0
    for part in parts:
        base, _, label = part.partition("_")
        found.append(_named(base, position + offset, spaced and offset == 0))
        offset += len(base)
        if label:
            found.append(Token("script", "_", position + offset, False))
            found.append(Token("brace", "{", position + offset, False))
            found.extend(
                Token("name", letter, position + offset + shift, False)
                for shift, letter in enumerate(label)
            )
            offset += len(label)
            found.append(Token("unbrace", "}", position + offset, False))
    if whole:
        found.append(Token("unbrace", "}", position + offset, False))
    elif after.kind == "number" and not scripted:
        _index(after, found)


def _named(name: str, position: int, spaced: bool) -> Token:
    """One name that came without a backslash."""
    if name in GREEK:
        known = COMMANDS[name]
        return Token(known[0], known[1], position, spaced)
    if name in _INFINITE:
        return Token("infinite", "inf" if name == "inf" else "", position, spaced)
    if name in FUNCTIONS or name in BIG_WORDS:
        return Token("function", name, position, spaced)
    if name in BIG:
        return Token("big", BIG[name], position, spaced)
    if name in _SPELLED_PREFIXES:
        return Token("prefix", _SPELLED_PREFIXES[name], position, spaced)
    if name in _CONDITIONS:
        return Token("condition", name, position, True)
    if name in _OTHERWISE:
        return Token("otherwise", name, position, True)
    if name in _LOGIC:
        return Token("relation", _LOGIC[name], position, True)
    return Token("letter" if len(name) == 1 else "word", name, position, spaced)
