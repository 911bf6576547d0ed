"""A tree as LaTeX that reads back as the same tree.

Spaces stand around relations and written operators, none inside scripts; fractions are bars,
inside scripts slashes; brackets grow (``\\left( \\right)``) only around what is tall.
"""

from __future__ import annotations

from ankigen.notation.commands import LATEX, NATIVE
from ankigen.notation.precedence import Level, wrapped
from ankigen.notation.printer import Printer
from ankigen.notation.tree import (
    Accent,
    Big,
    Call,
    Cases,
    Expr,
    Fence,
    Fraction,
    Matrix,
    Number,
    Root,
    Script,
    Symbol,
    Text,
)

_STYLES = {"cal": "\\mathcal", "bb": "\\mathbb", "bold": "\\mathbf"}
_TALL = ("\\frac", "\\sum", "\\prod", "\\int", "\\begin", "\\binom", "\\bigcup", "\\bigcap")
_BRACKETS = {
    "{": "\\{", "}": "\\}", "⟨": "\\langle", "⟩": "\\rangle", "⌊": "\\lfloor", "⌋": "\\rfloor",
    "⌈": "\\lceil", "⌉": "\\rceil", "‖": "\\|",
}  # fmt: skip
_MATRICES = {"[": "bmatrix", "(": "pmatrix", "|": "vmatrix", "‖": "Vmatrix", "": "matrix"}
_DIGITS = tuple("0123456789.")
# In braces the sign of an exponent stands close to its digits, as in 1e−8.
_CLOSE_SIGN = str.maketrans({"+": "{+}", "-": "{-}"})
_ESCAPED = str.maketrans({character: f"\\{character}" for character in "_%#&"})


def latex(tree: Expr) -> str:
    """The tree as LaTeX without delimiters, of the commands that MathJax knows by itself."""
    return _PRINTER.whole(tree)


class _Latex(Printer):
    def slashed(self, tight: bool) -> bool:
        return tight

    def sign(self, operator: str) -> str:
        return LATEX[operator]

    def words(self, words: str) -> str:
        return f"\\text{{{words.translate(_ESCAPED)}}}"

    def gap(self) -> str:
        return " \\, "

    def enclosed(self, opening: str, text: str, closing: str, tight: bool) -> str:
        opening, closing = _BRACKETS.get(opening, opening), _BRACKETS.get(closing, closing)
        if not tight and "\\" in text and any(command in text for command in _TALL):
            opening, closing = f"\\left{opening}", f"\\right{closing}"
        return self.glue(self.glue(opening, text), closing)

    def glue(self, left: str, right: str) -> str:
        if left[-1:].isdigit() and right[:1] in _DIGITS:
            return f"{left} {right}"
        if right[:1].isascii() and right[:1].isalpha() and _ends_in_command(left):
            return f"{left} {right}"
        return left + right

    def symbol(self, node: Symbol, tight: bool) -> str:
        name, primes = node.name, "'" * node.primes
        if node.style:
            inner = LATEX.get(name, name) if len(name) == 1 else self.words(name)
            return f"{_STYLES[node.style]}{{{inner}}}{primes}"
        if name in LATEX:
            return LATEX[name] + primes
        if len(name) == 1:
            return name + primes
        return (f"\\{name}" if name in NATIVE else self.words(name)) + primes

    def function(self, name: Expr, tight: bool) -> str:
        plain = isinstance(name, Symbol) and not name.style
        if plain and len(name.name) > 1 and name.name not in NATIVE:  # type: ignore[union-attr]
            assert isinstance(name, Symbol)
            return f"\\operatorname{{{name.name.translate(_ESCAPED)}}}" + "'" * name.primes
        return self.print(name, tight)

    def number(self, node: Number, tight: bool) -> str:
        if "e" not in node.text.lower():
            return node.text
        return f"\\mathrm{{{node.text.translate(_CLOSE_SIGN)}}}"

    def accent(self, node: Accent, tight: bool) -> str:
        return f"\\{node.mark}{{{self.print(node.body, tight)}}}"

    def script(self, node: Script, tight: bool) -> str:
        base = self.print(node.base, tight)
        if wrapped(node.base, tight) and not isinstance(node.base, Root):
            base = self.parenthesised(base, tight)
        return base + self.scripts(node.sub, node.sup, node.base)

    def scripts(self, sub: Expr | None, sup: Expr | None, base: Expr | None) -> str:
        lowered = "" if sub is None else f"_{self.scripted(sub)}"
        return lowered + ("" if sup is None else f"^{self.scripted(sup)}")

    def scripted(self, node: Expr) -> str:
        """A script; no braces around ``\\top`` and around one character that is no letter."""
        text = self.print(node, True)
        if text == "\\top" or (
            len(text) == 1 and text.isascii() and (text.isdigit() or text == "*")
        ):
            return text
        return f"{{{text}}}"

    def fraction(self, node: Fraction, tight: bool) -> str:
        if tight:
            return self.ratio(node, tight)
        above, below = self.print(node.numerator, False), self.print(node.denominator, False)
        return f"\\frac{{{above}}}{{{below}}}"

    def root(self, node: Root, tight: bool) -> str:
        degree = "" if node.degree is None else f"[{self.print(node.degree, True)}]"
        return f"\\sqrt{degree}{{{self.print(node.body, tight)}}}"

    def call(self, node: Call, tight: bool) -> str:
        if node.function == Symbol("binom") and len(node.arguments) == 2:
            above, below = (self.print(argument, tight) for argument in node.arguments)
            return f"\\binom{{{above}}}{{{below}}}"
        return super().call(node, tight)

    def fence(self, node: Fence, tight: bool) -> str:
        inside = "" if node.content is None else self.print(node.content, tight)
        if node.open in "|‖" and any(bar in inside for bar in ("|", "‖")):
            opening, closing = (_BRACKETS.get(bar, bar) for bar in (node.open, node.close))
            return f"\\left{opening} {inside} \\right{closing}"
        return self.enclosed(node.open, inside, node.close, tight)

    def big(self, node: Big, tight: bool) -> str:
        word = node.operator
        native = f"\\{word}" if word in NATIVE else f"\\operatorname{{{word}}}"
        head = LATEX.get(word, native) + self.scripts(node.lower, node.upper, None)
        return f"{head} {self.at(node.body, Level.BIG, tight)}"

    def cases(self, node: Cases, tight: bool) -> str:
        value, condition = node.rows[0]
        if len(node.rows) == 1 and condition is not None:
            held = self.condition(condition, tight)
            return f"{self.at(value, Level.RANGE, tight)} \\text{{ if }} {held}"
        rows = " \\\\ ".join(self.case(*row) for row in node.rows)
        return f"\\begin{{cases}} {rows} \\end{{cases}}"

    def case(self, value: Expr, condition: Expr | None) -> str:
        if condition is None:
            return f"{self.print(value, False)} & \\text{{otherwise}}"
        return f"{self.print(value, False)} & \\text{{if }} {self.print(condition, False)}"

    def matrix(self, node: Matrix, tight: bool) -> str:
        name = _MATRICES[node.bracket]
        rows = " \\\\ ".join(" & ".join(map(self.cell, row)) for row in node.rows)
        return f"\\begin{{{name}}} {rows} \\end{{{name}}}"

    def cell(self, node: Expr) -> str:
        return "" if node == Text("") else self.print(node, False)


def _ends_in_command(text: str) -> bool:
    index = len(text)
    while index and text[index - 1].isascii() and text[index - 1].isalpha():
        index -= 1
    return 0 < index < len(text) and text[index - 1] == "\\"


_PRINTER = _Latex()
