"""Values by their conditions: ``1 if z > 0 else 0``, ``x for x ≥ 0, 0 otherwise``, ``if c: v``."""

from __future__ import annotations

from ankigen.notation.frames import RELATION
from ankigen.notation.operands import Operands
from ankigen.notation.tree import Cases, Expr, Prefix, Text


class Conditions(Operands):
    """The part of the parser that reads cases written in a line or on several."""

    __slots__ = ()

    def expression(self, floor: int = 0, conditional: bool = True) -> Expr:
        """One expression of operators not looser than ``floor``."""
        raise NotImplementedError

    def cases(self, value: Expr) -> Expr:
        """Rows of a value and its condition, written in a line or in several."""
        rows: list[tuple[Expr, Expr | None]] = []
        while True:
            rows.append((value, self.condition()))
            if not self.another_row():
                return Cases(tuple(rows))
            if self.tokens[self.index].kind == "otherwise":
                self.index += 1
                if self.tokens[self.index].kind in ("separator", "row"):
                    self.index += 1
                value = self.expression(RELATION, False)
                if self.at_condition():
                    continue
                rows.append((value, None))
                return Cases(tuple(rows))
            value = self.expression(RELATION, False)

    def condition(self) -> Expr | None:
        """What stands after ``if``; None for ``otherwise``."""
        while self.tokens[self.index].kind == "separator":
            self.index += 1
        token = self.tokens[self.index]
        self.index += 1
        if token.kind == "otherwise":
            return None
        return self.expression(0, False)

    def conditional_statement(self) -> Expr:
        """``if c: v``, or the condition alone."""
        self.index += 1
        outer, self.colon_ends = self.colon_ends, True
        condition = self.expression(0, False)
        self.colon_ends = outer
        token = self.tokens[self.index]
        if token.value in (":", ",", "\n") and self.tokens[self.index + 1].kind != "end":
            self.index += 1
            if self.tokens[self.index].kind == "row":
                self.index += 1
            return Cases(((self.expression(0, False), condition),))
        if token.value == ":":
            self.index += 1
        return Prefix(Text("if"), condition)
