"""Brackets, braces, bars, matrices and cases: what holds other expressions."""

from __future__ import annotations

from ankigen.notation import constructors
from ankigen.notation.cursor import STARTS, Cursor
from ankigen.notation.tokens import Token, Unreadable
from ankigen.notation.tree import (
    Call,
    Cases,
    Expr,
    Fence,
    Fraction,
    Matrix,
    Number,
    Relation,
    Sequence,
    Symbol,
    Text,
)

BINOMIAL = Symbol("binom")
MATRICES = {"matrix": "", "bmatrix": "[", "pmatrix": "(", "vmatrix": "|", "Vmatrix": "‖"}
MATRICES |= {"array": "", "smallmatrix": "", "Bmatrix": "[", "tabular": ""}
_CLOSING = {"(": ")]", "[": "])", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}


class Groups(Cursor):
    """The part of the parser that reads what stands between an opening and a closing token."""

    __slots__ = ()

    def atom(self) -> tuple[Expr, bool]:
        """One indivisible operand, and whether it is a name that may be applied."""
        raise NotImplementedError

    def inside(self, cells: bool = False) -> Expr | None:
        """What a bracket holds (cells may be empty); leaves the reader after its end."""
        opening = self.tokens[self.index]
        self.index += 1
        outer = self.bars, self.colon_ends, self.in_environment, self.in_grid
        self.bars, self.colon_ends, self.in_environment, self.in_grid = [], False, False, cells
        content = self.sequence()
        self.bars, self.colon_ends, self.in_environment, self.in_grid = outer
        self.close(opening)
        if content is None and opening.value in ("|", "‖"):
            raise Unreadable("nothing stands between the bars", opening.position)
        return content

    def close(self, opening: Token) -> str:
        token = self.tokens[self.index]
        expected = "}" if opening.kind == "brace" else _CLOSING[opening.value]
        if token.kind == "end":
            raise Unreadable(f"{opening.value!r} is never closed", opening.position)
        closing = "unbrace" if opening.kind == "brace" else "close"
        if token.kind != closing or token.value not in expected:
            raise Unreadable(f"did not expect {token.value!r} here", token.position)
        self.index += 1
        return token.value

    def group(self) -> Expr:
        """A bracket with its content; a parenthesis around one expression vanishes."""
        opening = self.tokens[self.index]
        content = self.inside()
        closing = self.tokens[self.index - 1].value
        return grouped(opening.value, closing, content)

    def braced(self) -> Expr:
        """A group in TeX's braces, or a set where it holds a comma or a bar."""
        opening = self.tokens[self.index]
        content = self.inside_braces()
        if content is None:
            raise Unreadable("nothing stands between the braces", opening.position)
        conditional = isinstance(content, Relation) and content.operators[0] == "∣"
        if isinstance(content, Sequence) or conditional:
            return Fence("{", "}", content)
        return content

    def inside_braces(self) -> Expr | None:
        """The content of braces, where ``a \\over b`` and ``n \\choose k`` may stand."""
        opening = self.tokens[self.index]
        self.index += 1
        outer = self.bars, self.colon_ends, self.in_environment
        self.bars, self.colon_ends, self.in_environment = [], False, False
        content = self.sequence()
        token = self.tokens[self.index]
        if token.kind == "infix":
            self.index += 1
            below = self.sequence()
            if content is None or below is None:
                raise Unreadable(f"\\{token.value} needs something on both sides", token.position)
            over = token.value == "over"
            content = Fraction(content, below) if over else Call(BINOMIAL, (content, below))
        self.bars, self.colon_ends, self.in_environment = outer
        self.close(opening)
        return content

    def argument(self, after: Token) -> Expr:
        """The braced argument of a command, or the one thing after it."""
        token = self.tokens[self.index]
        self.deepen(token)
        if token.kind == "brace":
            node = self.inside_braces()
        elif token.kind == "number" and len(token.value) > 1 and token.value.isdigit():
            # ``\frac12``: TeX takes one digit.
            rest = Token("number", token.value[1:], token.position + 1, False)
            self.tokens[self.index] = rest
            node = Number(token.value[0])
        elif token.kind in STARTS:
            node = self.atom()[0]
        else:
            node = None
        if node is None:
            raise Unreadable(f"something is missing after {after.value!r}", after.position)
        self.nesting -= 1
        return one(node)

    def grid(self, bracket: str) -> Expr:
        """``pmatrix[1, 2; 3, 4]``."""
        opening = self.tokens[self.index]
        content = self.inside(cells=True)
        if content is None:
            raise Unreadable("there are no rows", opening.position)
        separated = isinstance(content, Sequence) and content.separator == ";"
        rows = content.items if isinstance(content, Sequence) and separated else (content,)
        cells = tuple(row.items if isinstance(row, Sequence) else (row,) for row in rows)
        return Matrix(cells, bracket)

    def barred(self) -> Expr:
        """``|x|`` or ``‖x‖``."""
        opening = self.tokens[self.index]
        self.index += 1
        self.bars.append(opening.value)
        content = self.sequence()
        if not self.closes_bar():
            raise Unreadable("the bar is never closed", opening.position)
        self.bars.pop()
        self.index += 1
        if content is None:
            raise Unreadable("nothing stands between the bars", opening.position)
        return Fence(opening.value, opening.value, content)

    def environment(self, token: Token) -> Expr:
        """A matrix or cases."""
        name = token.value
        if name not in MATRICES and name not in ("cases", "dcases", "rcases"):
            raise Unreadable(f"the environment {name!r} is not known", token.position)
        outer = self.bars, self.in_environment, self.in_grid
        self.bars, self.in_environment, self.in_grid = [], True, False
        cells: list[tuple[Expr, ...]] = []
        cases: list[tuple[Expr, Expr | None]] = []
        while self.tokens[self.index].kind != "end":
            if name in MATRICES:
                cells.extend([row] if (row := self.cells()) else [])
            else:
                cases.extend(self.case())
            if self.tokens[self.index].kind != "row":
                break
            self.index += 1
        finish = self.tokens[self.index]
        if finish.kind != "end" or finish.value != name:
            raise Unreadable(f"\\begin{{{name}}} is never ended", token.position)
        self.index += 1
        self.bars, self.in_environment, self.in_grid = outer
        if not cells and not cases:
            raise Unreadable("there are no rows", token.position)
        return Matrix(tuple(cells), MATRICES[name]) if cells else Cases(tuple(cases))

    def cells(self) -> tuple[Expr, ...]:
        row: list[Expr] = []
        while True:
            cell = self.sequence()
            if cell is not None:
                row.append(one(cell))
            elif row or self.tokens[self.index].kind == "cell":
                row.append(Text(""))
            if self.tokens[self.index].kind != "cell":
                return tuple(row)
            self.index += 1

    def case(self) -> tuple[tuple[Expr, Expr | None], ...]:
        """A value and its condition, None for "otherwise"; several where a row has them in line."""
        start = self.tokens[self.index]
        value = self.sequence()
        if value is None:
            return ()
        if self.tokens[self.index].kind != "cell":
            return value.rows if isinstance(value, Cases) else ((one(value), None),)
        self.index += 1
        token = self.tokens[self.index]
        if token.kind in ("otherwise", "condition"):
            self.index += 1
        if token.kind == "otherwise":
            return ((one(value), None),)
        condition = self.sequence()
        if condition is None:
            raise Unreadable("a case has no condition", start.position)
        if isinstance(condition, Sequence):
            # ``x > 0, y > 0``: both must hold.
            condition = Relation(("∧",) * (len(condition.items) - 1), condition.items)
        return ((one(value), condition),)


def grouped(opening: str, closing: str, content: Expr | None) -> Expr:
    """A bracket with its content; a parenthesis around one expression vanishes."""
    if (opening, closing) == ("(", ")") and content is not None:
        return one(content)
    return constructors.fence(opening, closing, content)


def one(content: Expr) -> Expr:
    """A list as one thing: in parentheses."""
    return Fence("(", ")", content) if isinstance(content, Sequence) else content
