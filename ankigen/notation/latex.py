"""A tree as LaTeX that reads back as the same tree.

Spaces stand around relations and written operators, none inside scripts; fractions are bars,
inside scripts slashes; brackets grow (``\\left( \\right)``) only around what is tall.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ankigen.notation.application import is_applied
from ankigen.notation.commands import BIG, GREEK, LATEX, NATIVE
from ankigen.notation.precedence import Level, level, reaches, takes, wrapped
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
    Postfix,
    Prefix,
    Product,
    Relation,
    Root,
    Script,
    Sequence,
    Sum,
    Symbol,
    Text,
)
from ankigen.notation.vocabulary import EMPTY, names

_STYLES = {"cal": "\\mathcal", "bb": "\\mathbb", "bold": "\\mathbf"}
_TALL = ("\\frac", "\\sum", "\\prod", "\\int", "\\begin", "\\binom", "\\bigcup", "\\bigcap")
_BRACKETS = {
    "{": "\\{", "}": "\\}", "⟨": "\\langle", "⟩": "\\rangle", "⌊": "\\lfloor", "⌋": "\\rfloor",
    "⌈": "\\lceil", "⌉": "\\rceil", "‖": "\\|",
}  # fmt: skip
_MATRICES = {"[": "bmatrix", "(": "pmatrix", "|": "vmatrix", "‖": "Vmatrix", "": "matrix"}
_ESCAPED = str.maketrans(
    {"_": "\\_", "%": "\\%", "#": "\\#", "&": "\\&", "$": "\\$", "{": "\\{", "}": "\\}"}
)


def latex(tree: Expr) -> str:
    """The tree as LaTeX without delimiters, of the commands that MathJax knows by itself."""
    return _print(tree, False)


def _print(node: Expr, tight: bool) -> str:
    return _PRINTERS[type(node)](node, tight)


def _at(node: Expr, needed: Level, tight: bool) -> str:
    """A node, in parentheses where it holds together less than needed."""
    text = _print(node, tight)
    return _enclosed("(", text, ")", tight) if level(node, tight) < needed else text


def _enclosed(opening: str, text: str, closing: str, tight: bool) -> str:
    """Text between brackets, which grow only outside scripts and around what is tall."""
    opening, closing = _BRACKETS.get(opening, opening), _BRACKETS.get(closing, closing)
    if not tight and "\\" in text and any(command in text for command in _TALL):
        return _glue(_glue(f"\\left{opening}", text), f"\\right{closing}")
    return _glue(_glue(opening, text), closing)


def _glue(left: str, right: str) -> str:
    """Two pieces side by side, with a space only where a command would run into a letter."""
    if right[:1].isascii() and right[:1].isalpha() and _ends_in_command(left):
        return f"{left} {right}"
    return left + right


def _ends_in_command(text: str) -> bool:
    index = len(text)
    while index and text[index - 1].isascii() and text[index - 1].isalpha():
        index -= 1
    return 0 < index < len(text) and text[index - 1] == "\\"


def _spaced(left: str, operator: str, right: str, tight: bool) -> str:
    if tight:
        return _glue(_glue(left, operator), right)
    return " ".join(piece for piece in (left, operator, right) if piece)


def _symbol(node: Symbol, tight: bool) -> str:
    name, primes = node.name, "'" * node.primes
    if node.style:
        inner = LATEX.get(name, name) if len(name) == 1 else _words(name)
        return f"{_STYLES[node.style]}{{{inner}}}{primes}"
    if name in LATEX:
        return LATEX[name] + primes
    if len(name) == 1:
        return name + primes
    if name in NATIVE:
        return f"\\{name}{primes}"
    return _words(name) + primes


def _words(name: str) -> str:
    return f"\\text{{{name.translate(_ESCAPED)}}}"


def _number(node: Number, tight: bool) -> str:
    return f"\\text{{{node.text}}}" if "e" in node.text.lower() else node.text


def _text(node: Text, tight: bool) -> str:
    return _words(node.words)


def _accent(node: Accent, tight: bool) -> str:
    return f"\\{node.mark}{{{_print(node.body, tight)}}}"


def _script(node: Script, tight: bool) -> str:
    base = _print(node.base, tight)
    if wrapped(node.base, tight) and not (isinstance(node.base, Root) and not tight):
        base = _enclosed("(", base, ")", tight)
    return base + _scripts(node.sub, node.sup)


def _scripts(sub: Expr | None, sup: Expr | None) -> str:
    return ("" if sub is None else f"_{_scripted(sub)}") + (
        "" if sup is None else f"^{_scripted(sup)}"
    )


def _scripted(node: Expr) -> str:
    """A script; braces fall away around one character that is no letter, and around ``\\top``."""
    text = _print(node, True)
    if text == "\\top" or (len(text) == 1 and not text.isalpha() and text.isascii()):
        return text
    return f"{{{text}}}"


def _sum(node: Sum, tight: bool) -> str:
    text = ""
    for index, (sign, term) in enumerate(node.terms):
        piece = _at(term, Level.BIG, tight)
        if index:
            text = _spaced(text, LATEX[sign], piece, tight)
        elif sign != "+" or len(node.terms) == 1:
            text = _glue(LATEX[sign], piece)
        else:
            text = piece
    return text


def _product(node: Product, tight: bool) -> str:
    if not node.operators[0]:
        return _juxtaposed(node, tight)
    text = ""
    for index, factor in enumerate(node.factors):
        last = index == len(node.factors) - 1
        piece = _at(factor, Level.BIG if last else Level.SLASH, tight)
        if isinstance(factor, Product) and factor.operators[0]:
            piece = _enclosed("(", _print(factor, tight), ")", tight)
        elif not last and level(factor, tight) >= Level.SLASH and reaches(factor, tight):
            piece = _enclosed("(", piece, ")", tight)
        operator = LATEX[node.operators[index - 1]] if index else ""
        text = _spaced(text, operator, piece, tight) if index else piece
    return text


def _juxtaposed(node: Product, tight: bool) -> str:
    text, before = "", None
    for index, factor in enumerate(node.factors):
        after = node.factors[index + 1] if index + 1 < len(node.factors) else None
        piece = _print(factor, tight)
        needs = Level.FACTOR if after is not None else Level.BIG
        tied = level(factor, tight)
        if tied < needs or Level.BIG < tied < Level.FACTOR:
            piece = _enclosed("(", piece, ")", tight)
        elif after is not None and takes(factor, after, tight):
            piece = f"{{{piece}}}"
        text = piece if before is None else _beside(text, before, piece, factor, after)
        before = factor
    return text


def _beside(text: str, before: Expr, piece: str, factor: Expr, after: Expr | None) -> str:
    """A factor after the others: ``2x``, ``QK^\\top``, ``f(x)(1 - y)``, else with a space."""
    first = piece[0]
    if first in "([" or piece.startswith("\\left"):
        return text + piece
    if isinstance(before, Number):
        return f"{text} {piece}" if first.isdigit() or first in ".e\\" and piece[1:5] == "text" else (
            f"{text} {piece}" if first in "eE." else text + piece
        )
    if _letter(before) and first.isascii() and first.isalpha():
        run = _run(text) + first
        base = factor.base if isinstance(factor, Script) else factor
        if _letter(base) and names(run, False) == names(run, True) == tuple(run):
            return text + piece
    return f"{text} {piece}"


def _letter(node: Expr | None) -> bool:
    return isinstance(node, Symbol) and len(node.name) == 1 and not node.style and (
        node.name.isascii() and not node.primes
    )


def _run(text: str) -> str:
    """The letters at the end of a text."""
    index = len(text)
    while index and text[index - 1].isascii() and text[index - 1].isalpha():
        index -= 1
    return text[index:]


def _fraction(node: Fraction, tight: bool) -> str:
    if not tight:
        return f"\\frac{{{_print(node.numerator, False)}}}{{{_print(node.denominator, False)}}}"
    above = _at(node.numerator, Level.SLASH, True)
    if level(node.numerator, True) >= Level.SLASH and reaches(node.numerator, True):
        above = f"({above})"
    return f"{above}/{_at(node.denominator, Level.FACTOR, True)}"


def _root(node: Root, tight: bool) -> str:
    degree = "" if node.degree is None else f"[{_print(node.degree, True)}]"
    return f"\\sqrt{degree}{{{_print(node.body, tight)}}}"


def _call(node: Call, tight: bool) -> str:
    if node.function == Symbol("binom") and len(node.arguments) == 2:
        above, below = node.arguments
        return f"\\binom{{{_print(above, tight)}}}{{{_print(below, tight)}}}"
    head = _function(node, tight)
    if len(node.arguments) == 1 and isinstance(node.arguments[0], Fence):
        only = node.arguments[0]
        if (only.open, only.close) == ("[", "]") and is_applied(node.function, (), "["):
            return head + _print(only, tight)
    inside = (", " if not tight else ",").join(
        _at(argument, Level.CASES, tight)
        if len(node.arguments) > 1 or not isinstance(argument, Sequence)
        else _only_argument(argument, tight)
        for argument in node.arguments
    )
    return head + _enclosed("(", inside, ")", tight)


def _only_argument(argument: Sequence, tight: bool) -> str:
    return _print(argument, tight) if argument.separator == ";" else _at(argument, Level.ATOM, tight)


def _function(node: Call, tight: bool) -> str:
    """The name of a function, said to be one where a parenthesis alone would not tell."""
    function = node.function
    if isinstance(function, Script):
        return _named(function.base, node, tight) + _scripts(function.sub, function.sup)
    return _named(function, node, tight)


def _named(name: Expr, call: Call, tight: bool) -> str:
    if not isinstance(name, Symbol):
        return _print(name, tight)
    plain = not name.style and name.name not in NATIVE and name.name not in LATEX
    if plain and len(name.name) > 1:
        return f"\\operatorname{{{name.name.translate(_ESCAPED)}}}" + "'" * name.primes
    return _print(name, tight)


def _fence(node: Fence, tight: bool) -> str:
    inside = "" if node.content is None else _print(node.content, tight)
    if node.open in "|‖" and ("|" in inside or "‖" in inside):
        opening, closing = _BRACKETS.get(node.open, "|"), _BRACKETS.get(node.close, "|")
        return f"\\left{opening} {inside} \\right{closing}"
    return _enclosed(node.open, inside, node.close, tight)


def _big(node: Big, tight: bool) -> str:
    operator = LATEX.get(node.operator)
    if operator is None:
        word = node.operator
        operator = f"\\{word}" if word in NATIVE else f"\\operatorname{{{word}}}"
    body = _at(node.body, Level.BIG, tight)
    return _glue(operator + _scripts(node.lower, node.upper) + ("" if tight else " "), body)


def _relation(node: Relation, tight: bool) -> str:
    own = level(node, tight)
    text = "" if node.sides[0] is None else _side(node.sides[0], own, tight)
    for operator, side in zip(node.operators, node.sides[1:], strict=True):
        piece = "" if side is None else _side(side, own, tight)
        sign = LATEX[operator]
        if operator == ":":
            text = _glue(_glue(text, sign), piece)
        else:
            text = _spaced(text, sign, piece, tight)
    return text


def _side(node: Expr, own: Level, tight: bool) -> str:
    return _at(node, Level(own + 1), tight)


def _sequence(node: Sequence, tight: bool) -> str:
    needed = Level.CASES if node.separator == "," else Level.SEQUENCE
    separator = node.separator if tight else f"{node.separator} "
    return separator.join(_at(item, needed, tight) for item in node.items)


def _cases(node: Cases, tight: bool) -> str:
    if len(node.rows) == 1:
        return _single_case(node, tight)
    rows = " \\\\ ".join(
        f"{_print(value, False)} & "
        + ("\\text{otherwise}" if condition is None else f"\\text{{if }} {_print(condition, False)}")
        for value, condition in node.rows
    )
    return f"\\begin{{cases}} {rows} \\end{{cases}}"


def _single_case(node: Cases, tight: bool) -> str:
    value, condition = node.rows[0]
    if condition is None:
        return f"\\begin{{cases}} {_print(value, tight)} & \\text{{otherwise}} \\end{{cases}}"
    held = _at(condition, Level.BAR, tight)
    if isinstance(value, Relation):
        return f"\\text{{if }} {held}: {_at(value, Level.BAR, tight)}"
    return f"{_at(value, Level.RANGE, tight)} \\text{{ if }} {held}"


def _matrix(node: Matrix, tight: bool) -> str:
    name = _MATRICES[node.bracket]
    rows = " \\\\ ".join(" & ".join(_print(cell, False) for cell in row) for row in node.rows)
    return f"\\begin{{{name}}} {rows} \\end{{{name}}}"


def _prefix(node: Prefix, tight: bool) -> str:
    if isinstance(node.operator, Text):
        return f"\\text{{{node.operator.words} }} {_at(node.body, Level.BAR, tight)}"
    return _glue(
        _print(node.operator, tight) + ("" if _compact(node) else " "),
        _at(node.body, Level.FACTOR, tight),
    )


def _compact(node: Prefix) -> bool:
    return True


def _postfix(node: Postfix, tight: bool) -> str:
    body = _print(node.body, tight)
    if wrapped(node.body, tight) and not isinstance(node.body, Script):
        body = _enclosed("(", body, ")", tight)
    return body + ("!" if node.operator == "!" else "\\%")


_PRINTERS: dict[type, Callable[[Any, bool], str]] = {
    Accent: _accent,
    Big: _big,
    Call: _call,
    Cases: _cases,
    Fence: _fence,
    Fraction: _fraction,
    Matrix: _matrix,
    Number: _number,
    Postfix: _postfix,
    Prefix: _prefix,
    Product: _product,
    Relation: _relation,
    Root: _root,
    Script: _script,
    Sequence: _sequence,
    Sum: _sum,
    Symbol: _symbol,
    Text: _text,
}
