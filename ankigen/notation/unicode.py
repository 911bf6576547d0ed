"""A tree as plain Unicode for terminals, that reads back as the same tree.

Scripts are raised and lowered letters where Unicode has them all, else ``^(…)`` and ``_(…)``;
fractions have slashes; names that would be taken apart stand in double quotes.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ankigen.notation.characters import MARKS, SUBSCRIPTS, SUPERSCRIPTS
from ankigen.notation.commands import GREEK
from ankigen.notation.constructors import TRANSPOSE
from ankigen.notation.precedence import Level, wrapped
from ankigen.notation.printer import Printer, is_letter
from ankigen.notation.reading import read
from ankigen.notation.tokens import Unreadable
from ankigen.notation.tree import (
    Accent,
    Big,
    Cases,
    Expr,
    Fence,
    Matrix,
    Number,
    Relation,
    Root,
    Script,
    Sequence,
    Symbol,
    Text,
)

_GREEK = frozenset(GREEK.values()) - {"Δ", "Σ", "Π"}
# ᵠ is left out: beside a capital it is read as a raised Q.
_DIGITS = tuple("0123456789.")
_RAISED = {plain: raised for raised, plain in SUPERSCRIPTS.items() if plain != "φ"}
_LOWERED = {plain: lowered for lowered, plain in SUBSCRIPTS.items()}
_OVER = {name: mark for mark, name in MARKS.items()}
_STYLES = {"cal": "SCRIPT", "bb": "DOUBLE-STRUCK", "bold": "BOLD"}
_COMMANDS = {"cal": "\\mathcal", "bb": "\\mathbb", "bold": "\\mathbf"}
_MATRICES = {"[": "bmatrix", "(": "pmatrix", "|": "vmatrix", "‖": "Vmatrix", "": "matrix"}
_FENCES = {"|": "abs", "‖": "norm"}


def unicode(tree: Expr) -> str:
    """The tree as one line of plain Unicode."""
    return _PRINTER.whole(tree)


class _Unicode(Printer):
    def slashed(self, tight: bool) -> bool:
        return True

    def sign(self, operator: str) -> str:
        return "∥" if operator == "‖" else operator

    def words(self, words: str) -> str:
        return words.strip() if words == "if " else f'"{words}"'

    def joins(self, before: Expr, factor: Expr) -> bool:
        letter = factor
        while isinstance(letter, (Script, Accent)):
            letter = letter.base if isinstance(letter, Script) else letter.body
        return (
            isinstance(before, Symbol)
            and before.name in _GREEK
            and not before.style
            and not before.primes
            and isinstance(letter, Symbol)
            and len(letter.name) == 1
        )

    def enclosed(self, opening: str, text: str, closing: str, tight: bool) -> str:
        return f"{opening}{text}{closing}"

    def glue(self, left: str, right: str) -> str:
        if left[-1:].isdigit() and right[:1] in _DIGITS:
            return f"{left} {right}"
        if (
            left[-1:].isalnum()
            and right[:1].isascii()
            and right[:1].isalnum()
            and (left[-1:].isascii() or left[-1:] in "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
        ):
            return f"{left} {right}"
        return left + right

    def symbol(self, node: Symbol, tight: bool) -> str:
        name, primes = node.name, "'" * node.primes
        if node.style:
            return _styled(name, node.style) + primes
        if len(name) == 1:
            return name + primes
        return (name if _is_read_whole(name) else f'"{name}"') + primes

    def function(self, name: Expr, tight: bool) -> str:
        return self.print(name, tight)

    def number(self, node: Number, tight: bool) -> str:
        return node.text

    def accent(self, node: Accent, tight: bool) -> str:
        body = node.body
        plain = isinstance(body, Symbol) and body == Symbol(body.name) and len(body.name) == 1
        if plain and node.mark in _OVER and body.name.isalpha():  # type: ignore[union-attr]
            return body.name + _OVER[node.mark]  # type: ignore[union-attr]
        return f"{node.mark}({self.print(body, tight)})"

    def script(self, node: Script, tight: bool) -> str:
        base = self.print(node.base, tight)
        if wrapped(node.base, True):
            base = self.parenthesised(base, tight)
        return base + self.scripts(node.sub, node.sup, node.base)

    def scripts(self, sub: Expr | None, sup: Expr | None, base: Expr | None) -> str:
        text = "" if sub is None else self.lowered(sub, base)
        if sup == TRANSPOSE and not (isinstance(base, Number) or base in (None, Symbol("e"))):
            return f"{text}ᵀ"  # a raised T on a number or on e is a power
        return text if sup is None else text + self.raised(sup)

    def raised(self, node: Expr) -> str:
        text = self.print(node, True)
        if text != "T" and all(character in _RAISED for character in text):
            return "".join(_RAISED[character] for character in text)
        return f"^{text}" if is_letter(node) else f"^({text})"

    def lowered(self, node: Expr, base: Expr | None) -> str:
        text = self.print(node, True)
        letter = base.body if isinstance(base, Accent) else base
        # ᵧ is read as y beside a Latin letter, and as γ beside others.
        table = _LOWERED | {"y": "ᵧ"} if is_letter(letter) else _LOWERED
        greek = isinstance(letter, Symbol) and letter.name in _GREEK
        if "γ" in text and not greek:
            return f"_({text})"
        if all(character in table for character in text):
            return "".join(table[character] for character in text)
        return f"_{text}" if is_letter(node) else f"_({text})"

    def root(self, node: Root, tight: bool) -> str:
        degree = "" if node.degree is None else f"[{self.print(node.degree, tight)}]"
        body = self.print(node.body, tight)
        base = node.body.base if isinstance(node.body, Script) else node.body
        raised = isinstance(node.body, Script) and node.body.sup is not None
        simple = isinstance(base, Number) or (isinstance(base, Symbol) and len(base.name) == 1)
        simple = simple or (isinstance(base, Accent) and not body.startswith(base.mark))
        return f"√{degree}{body if simple and not raised else f'({body})'}"

    def fence(self, node: Fence, tight: bool) -> str:
        inside = "" if node.content is None else self.print(node.content, tight)
        if node.open in _FENCES and any(bar in inside for bar in _FENCES):
            return f"{_FENCES[node.open]}({inside})"
        if node.open == "{" and not _is_set(node.content):
            return f"\\{{{inside}\\}}"  # braces around one thing would only group it
        return f"{node.open}{inside}{node.close}"

    def big(self, node: Big, tight: bool) -> str:
        head = node.operator + self.scripts(node.lower, node.upper, None)
        return f"{head} {self.at(node.body, Level.BIG, tight)}"

    def cases(self, node: Cases, tight: bool) -> str:
        return ", ".join(self.case(*row, tight) for row in node.rows)

    def case(self, value: Expr, condition: Expr | None, tight: bool) -> str:
        text = self.at(value, Level.RANGE, tight)
        return (
            f"{text} otherwise"
            if condition is None
            else (f"{text} if {self.condition(condition, tight)}")
        )

    def matrix(self, node: Matrix, tight: bool) -> str:
        rows = [self.listed(row, ",", Level.CASES, tight) for row in node.rows]
        nested = any(_is_bracket(cell) for row in node.rows for cell in row)
        if node.bracket != "[" or nested:
            return f"{_MATRICES[node.bracket]}[{'; '.join(rows)}]"
        return "[" + ", ".join(f"[{row}]" for row in rows) + "]"


def _is_bracket(cell: Expr) -> bool:
    """A cell that is empty, or would be taken for a row."""
    return cell == Text("") or (isinstance(cell, Fence) and cell.open == "[")


def _is_set(content: Expr | None) -> bool:
    return isinstance(content, Sequence) or (
        isinstance(content, Relation) and content.operators[0] == "∣"
    )


@lru_cache(maxsize=1024)
def _is_read_whole(name: str) -> bool:
    """Whether a name of several letters is read as that name, as it stands."""
    try:
        return read(name) == Symbol(name)
    except Unreadable:
        return False


@lru_cache(maxsize=1024)
def _styled(name: str, style: str) -> str:
    """``𝒩``, ``𝔼``, ``𝐱`` where Unicode has the letter, else the LaTeX."""
    word = _STYLES[style]
    for prefix in (f"MATHEMATICAL {word}", word):
        found = unicodedata.name(name, "") if len(name) == 1 else ""
        found = found.replace("LATIN ", "").replace("GREEK ", "").replace(" LETTER", "")
        try:
            character = unicodedata.lookup(f"{prefix} {found}")
        except KeyError:
            continue
        try:
            if read(character) == Symbol(name, style):  # type: ignore[arg-type]
                return character
        except Unreadable:
            continue
    return f"{_COMMANDS[style]}{{{name}}}" if len(name) == 1 else f'{_COMMANDS[style]}{{"{name}"}}'


_PRINTER = _Unicode()
