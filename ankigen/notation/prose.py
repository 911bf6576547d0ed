"""Formulas inside sentences: find them and put ``$…$`` around them, and around nothing else.

A sentence is cut at its spaces. Pieces that only formulas have (a TeX command, a Greek letter, a
script, ``f(x)``, ``z=0``) are seeds; a seed grows over operators, over the letters and numbers next
to them, and up to where its brackets close. What comes out must read as a formula, else it shrinks.
"""

from __future__ import annotations

import re

from ankigen.notation.commands import COMMANDS, FUNCTIONS, TEXTS
from ankigen.notation.evidence import CHEMICAL, FOREIGN, NUMBERED, UNIT, formula
from ankigen.notation.latex import latex
from ankigen.notation.reading import read
from ankigen.notation.tidy import tidy
from ankigen.notation.tokens import Unreadable
from ankigen.notation.tree import Expr
from ankigen.notation.vocabulary import APPLIED, SOMETIMES_APPLIED, WORDS

_LONGEST = 600
_TRIES = 6
_MATH = (
    "\u0370-\u03ff\u1d00-\u1d7f\u02b0-\u02e1\u2070-\u209f\u00b2\u00b3\u00b9\u00d7\u00b1\u2c7c\u2c7d"
    "\u2102-\u2134\u2200-\u22ff\u2a00-\u2aff\U0001d400-\U0001d7ff\u0302-\u0304\u20d7‖"
)
_TRIGGER = re.compile(rf"[\\_^=<>→{_MATH}]|[A-Za-z]\(")
_SEED = re.compile(rf"[{_MATH}]")
_PROTECTED = re.compile(
    r"\$\$[^$]{1,4000}\$\$|\$(?=[^\s$])[^$\n]{0,2000}(?<=[^\s\\])\$(?![0-9])|`[^`\n]{0,2000}`"
    r"|(?<!\S)\(?(?:https?://|www\.|[A-Za-z]:\\|[~.]?/)\S+|(?<!\S)[\w.+-]{1,64}@[\w.-]+"
)
_CHUNK = re.compile(r"\S+")
_ENDS = ".,;:!?"
_AROUND = "\"'“”‘’"
_OPERATOR = frozenset("=≠<>≤≥≈≡∝∼~∈∉⊂⊆×·⋅⊙⊗⊕+-−±*/→∣") | {":="}
_SEED_OPERATOR = frozenset("=≠<>≤≥≈≡∝∼∈∉×⊙+∣") | {":=", "<=", ">="}
_LABELS = WORDS | {
    "total",
    "smooth",
    "prev",
    "new",
    "old",
    "next",
    "pred",
    "train",
    "test",
    "model",
}
_FUNCTION = "|".join(sorted(FUNCTIONS, key=len, reverse=True))
_SCRIPTED = re.compile(
    rf"[(\[|-]*(?:[A-Za-z]|[A-Z]{{2,3}}|{_FUNCTION})'*[\])]*(?:\^|_)"
    r"(?:[({]|[A-Za-z0-9](?![A-Za-z])|(?P<label>[a-z]{2,}))"
)
_LETTERS = "".join(sorted(APPLIED | SOMETIMES_APPLIED))
_CALLED = re.compile(
    rf"[(\[|-]*(?:(?:{_FUNCTION})|[{_LETTERS}])'*\((?:[A-Za-z0-9.]'?|[,|+*/^-])+(?:\)|$|,)"
)
_CALL_WORDS = re.compile(r"[A-Za-z]{2,}")
_COMPARED = re.compile(r"[(\[]*[A-Za-z]'?(?:\([A-Za-z0-9,]+\))?(?:=|<|>|<=|>=|!=)-?[A-Za-z0-9.]+")
_NUMBER = re.compile(r"[(\[|-]*[0-9]+(?:\.[0-9]+)?(?:,[0-9]+)?(?:e-?[0-9]+)?%?[)\]|]*")
_CODE = re.compile(r"[A-Za-z]{2,}_[A-Za-z]{2,}|\w\.[A-Za-z_]{2,}\(")
_LETTER = re.compile(r"[(\[{|-]*[A-Za-z]'*[)\]}|]*")
_HYPHENED = re.compile(r"[^\W\d_]{2}[-‑–]|[-‑–][^\W\d_]{2}")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")


def mark(sentence: str) -> str:
    """The sentence with ``$…$`` around its formulas, LaTeX inside.

    A document's own LaTeX stays as it is (without sizes); other formulas are written as LaTeX.
    Text between dollars or backquotes, addresses and paths are left alone.
    """
    if not _TRIGGER.search(sentence):
        return sentence
    found: list[str] = []
    position = 0
    for protected in _PROTECTED.finditer(sentence):
        found.append(_marked(sentence[position : protected.start()]))
        found.append(protected.group())
        position = protected.end()
    found.append(_marked(sentence[position:]))
    return "".join(found)


def _marked(text: str) -> str:
    if not _TRIGGER.search(text):
        return text
    whole = _whole(text)
    if whole is not None:
        return whole
    code, foreign = bool(_CODE.search(text)), bool(FOREIGN.search(text))
    chunks = [match.span() for match in _CHUNK.finditer(text)]
    kinds = [_kind(text[start:end], code, foreign) for start, end in chunks]
    found: list[str] = []
    written, index, free = 0, 0, 0
    while index < len(chunks):
        if kinds[index] == "seed" or (
            kinds[index] == "operator" and _joins(text, chunks, kinds, index)
        ):
            first, last = _span(text, chunks, kinds, index, free)
            marked = _formula(text, chunks, kinds, first, last)
            if marked is not None:
                start, end, tex, last = marked
                found.append(f"{text[written:start]}${tex}$")
                written, index, free = end, last, last + 1
        index += 1
    found.append(text[written:])
    return "".join(found)


def _whole(text: str) -> str | None:
    """A line that is a formula, all of it or all after its label (``Tanh: tanh(z) = …``)."""
    label = 0
    while True:
        line = text[label:].strip()
        tree = formula(line) if len(line) <= _LONGEST else None
        if tree is not None:
            start = text.index(line, label)
            end = start + len(line)
            while text[end - 1] in _ENDS and not text.endswith("...", 0, end):
                end -= 1
            return f"{text[:start]}${_written(tree, text[start:end])}${text[end:]}"
        if label:
            return None
        label = text.find(": ") + 1
        if not label:
            return None


def _kind(chunk: str, code: bool, foreign: bool) -> str:
    """What a piece between spaces is: seed, operator, bar, letter, number, name or word.

    In ``code`` (a line with ``snake_case`` names or method calls) ASCII makes no seeds, in a
    ``foreign`` alphabet letters alone make none.
    """
    core = chunk.strip(_AROUND).rstrip(_ENDS).strip(_AROUND) or chunk
    if core in _OPERATOR:
        return "operator"
    if len(core) > _LONGEST:
        return "word"
    if core == "|":
        return "bar"
    if "\\" in core:
        command = _COMMAND.search(core)
        name = command.group(1) if command else ""
        if core == f"\\{name}" and COMMANDS.get(name, ("",))[0] in ("relation", "operator"):
            return "operator"
        return "seed" if name in COMMANDS or name in TEXTS or name == "begin" else "word"
    if _NUMBER.fullmatch(core):
        return "number"
    if _LETTER.fullmatch(core):
        return "letter"
    if _HYPHENED.search(core):
        return "word"
    bare = core.strip("()[]")
    if _SEED.search(core):
        excluded = (
            (foreign and core.isalpha())
            or CHEMICAL.fullmatch(bare)
            or UNIT.fullmatch(bare)
            or NUMBERED.fullmatch(bare)
        )
        if excluded or bare in ("∙", "⋅"):
            return "word"
        return "seed" if _SEED.search(core.strip("×→·")) else "word"
    if code:
        return "word"
    scripted = _SCRIPTED.match(core)
    if scripted and (scripted["label"] is None or scripted["label"] in _LABELS):
        return "seed"
    if _CALLED.match(core) and not _worded(core):
        return "seed"
    if _COMPARED.fullmatch(core.rstrip(")]")) and not _worded(core):
        return "seed"
    return "name" if bare in FUNCTIONS else "word"


def _worded(core: str) -> bool:
    """Whether a piece has words in it that are no functions."""
    return any(run not in FUNCTIONS for run in _CALL_WORDS.findall(core))


def _joins(text: str, chunks: list[tuple[int, int]], kinds: list[str], index: int) -> bool:
    """Whether an operator stands between letters or numbers, one of them a letter."""
    if not 0 < index < len(chunks) - 1:
        return False
    operator = text[slice(*chunks[index])]
    if operator not in _SEED_OPERATOR and "\\" not in operator:
        return False
    sides = kinds[index - 1], kinds[index + 1]
    if text[chunks[index - 1][1] - 1] in _ENDS:
        return False
    return "letter" in sides and all(side in ("letter", "number", "seed", "name") for side in sides)


def _span(
    text: str, chunks: list[tuple[int, int]], kinds: list[str], seed: int, free: int
) -> tuple[int, int]:
    """The first and last piece of the formula around a seed, before it is trimmed."""
    first = last = seed
    while first > free and chunks[seed][1] - chunks[first - 1][0] < _LONGEST:
        before, here = kinds[first - 1], kinds[first]
        if text[chunks[first - 1][1] - 1] in _ENDS and _depth(text, chunks, first, last) >= 0:
            break
        tied = here == "operator" or _depth(text, chunks, first, last) < 0
        operator = before == "operator" and first - 1 > free
        if not (before == "seed" or operator or (before not in ("word", "bar") and tied)):
            break
        first -= 1
    while last + 1 < len(chunks) and chunks[last + 1][1] - chunks[first][0] < _LONGEST:
        depth = _depth(text, chunks, first, last)
        after, here = kinds[last + 1], kinds[last]
        if depth <= 0 and text[chunks[last][1] - 1] in _ENDS:
            break
        braces = text.count("{", chunks[first][0], chunks[last][1]) > text.count(
            "}", chunks[first][0], chunks[last][1]
        )
        followed = last + 2 < len(chunks) and kinds[last + 2] == "operator"
        tied = (
            here in ("operator", "name")
            or depth > 0
            or (followed and text[chunks[last + 1][1] - 1] not in _ENDS)
        )
        tied = tied and after not in ("word", "bar")
        if not (braces or after in ("seed", "operator") or tied or (after == "bar" and depth > 0)):
            break
        last += 1
    return first, last


def _depth(text: str, chunks: list[tuple[int, int]], first: int, last: int) -> int:
    piece = text[chunks[first][0] : chunks[last][1]]
    return sum(map(piece.count, "([{")) - sum(map(piece.count, ")]}"))


def _formula(
    text: str, chunks: list[tuple[int, int]], kinds: list[str], first: int, last: int
) -> tuple[int, int, str, int] | None:
    """The formula in a span: where it starts and ends, its LaTeX, its last piece."""
    for _ in range(_TRIES):
        while last > first and kinds[last] == "operator":
            last -= 1
        while first < last and kinds[first] == "operator":
            first += 1
        if "seed" not in kinds[first : last + 1] and "operator" not in kinds[first : last + 1]:
            return None
        start, end = _trimmed(text, chunks[first][0], chunks[last][1])
        tex = None if text.count("|", start, end) % 2 else _tex(text[start:end])
        if tex is not None:
            return start, end, tex, last
        if last == first:
            return None
        last -= 1
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the sentence's punctuation, quotes and parentheses."""
    while True:
        piece = text[start:end]
        opening, closing = sum(map(piece.count, "([")), sum(map(piece.count, ")]"))
        if piece and (piece[-1] in _ENDS or piece[-1] in _AROUND[:1] + "“”‘"):
            end -= 1
        elif piece and piece[0] in _AROUND:
            start += 1
        elif piece and piece[-1] in ")]" and closing > opening:
            end -= 1
        elif piece and piece[0] in "([" and opening > closing:
            start += 1
        elif len(piece) > 2 and piece[0] == "(" and _wraps(piece) and "," not in piece:
            start, end = start + 1, end - 1
        else:
            return start, end


def _wraps(piece: str) -> bool:
    """Whether the first parenthesis closes at the end."""
    depth = 0
    for index, character in enumerate(piece):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return index == len(piece) - 1
    return False


def _tex(piece: str) -> str | None:
    """A piece of text as LaTeX, or None where it is no formula."""
    try:
        return _written(read(piece), piece)
    except Unreadable:
        return None


def _written(tree: Expr, piece: str) -> str:
    """A formula as the author's LaTeX where it is LaTeX already, else as printed."""
    return tidy(piece) if "\\" in piece and piece.isascii() else latex(tree)
