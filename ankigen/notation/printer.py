"""What the printers share: the order of the pieces, and the parentheses that order needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from ankigen.notation.application import is_applied
from ankigen.notation.precedence import Level, ends_conditional, level, opening, reaches, takes
from ankigen.notation.tree import (
    Big,
    Call,
    Cases,
    Expr,
    Fence,
    Fraction,
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
from ankigen.notation.vocabulary import names

# More single letters than this are not written together.
_LONGEST_RUN = 6


class Printer:
    """Prints a tree; a notation says how its names, scripts, brackets and fractions look.

    Everything takes ``tight``: inside scripts no space stands around operators.
    """

    def __init__(self) -> None:
        # A method a kind of node, by its name in lower case: Sum is printed by ``sum``.
        self.printers: dict[type, Callable[[Any, bool], str]] = {
            kind: getattr(self, kind.__name__.lower()) for kind in get_args(Expr)
        }

    def print(self, node: Expr, tight: bool) -> str:
        return self.printers[type(node)](node, tight)

    def whole(self, tree: Expr) -> str:
        """A formula of its own: only there a statement may have its condition before it."""
        if isinstance(tree, Prefix) and isinstance(tree.operator, Text):
            return f"{self.words('if ')} {self.condition(tree.body, False)}"
        if isinstance(tree, Cases) and len(tree.rows) == 1:
            value, condition = tree.rows[0]
            if isinstance(value, Relation) and condition is not None:
                held = self.condition(condition, False)
                return f"{self.words('if ')} {held}: {self.print(value, False)}"
        return self.print(tree, False)

    # What a notation defines

    def slashed(self, tight: bool) -> bool:
        """Whether fractions are written with a slash."""
        raise NotImplementedError

    def sign(self, operator: str) -> str:
        """An operator, relation or sign."""
        raise NotImplementedError

    def words(self, words: str) -> str:
        """Words inside a formula."""
        raise NotImplementedError

    def enclosed(self, opening: str, text: str, closing: str, tight: bool) -> str:
        raise NotImplementedError

    def glue(self, left: str, right: str) -> str:
        """Two pieces side by side, with a space only where they would run into each other."""
        raise NotImplementedError

    def function(self, name: Expr, tight: bool) -> str:
        """The name of a function before its parenthesis."""
        raise NotImplementedError

    def scripts(self, sub: Expr | None, sup: Expr | None, base: Expr | None) -> str:
        raise NotImplementedError

    # What all notations share

    def level(self, node: Expr, tight: bool) -> Level:
        return level(node, self.slashed(tight))

    def at(self, node: Expr, needed: Level, tight: bool) -> str:
        """A node, in parentheses where it holds together less than needed."""
        text = self.print(node, tight)
        return self.parenthesised(text, tight) if self.level(node, tight) < needed else text

    def parenthesised(self, text: str, tight: bool) -> str:
        return self.enclosed("(", text, ")", tight)

    def spaced(self, left: str, operator: str, right: str, tight: bool) -> str:
        if tight:
            return self.glue(self.glue(left, operator), right)
        return " ".join(piece for piece in (left, operator, right) if piece)

    def text(self, node: Text, tight: bool) -> str:
        return self.words(node.words)

    def sum(self, node: Sum, tight: bool) -> str:
        text = ""
        for index, (sign, term) in enumerate(node.terms):
            piece = self.at(term, Level.BIG, tight)
            if index:
                text = self.spaced(text, self.sign(sign), piece, tight)
            elif sign != "+" or len(node.terms) == 1:
                text = self.glue(self.sign(sign), piece)
            else:
                text = piece
        return text

    def product(self, node: Product, tight: bool) -> str:
        if not node.operators[0]:
            return self.juxtaposed(node, tight)
        text = self.factor(node.factors[0], len(node.factors) == 1, tight)
        for index, operator in enumerate(node.operators, start=1):
            piece = self.factor(node.factors[index], index == len(node.operators), tight)
            text = self.spaced(text, self.sign(operator), piece, tight)
        return text

    def factor(self, node: Expr, last: bool, tight: bool) -> str:
        """One side of a written operator."""
        tied = self.level(node, tight)
        loose = tied < Level.SLASH and not (last and tied == Level.BIG)
        if loose or (not last and reaches(node, self.slashed(tight))):
            return self.parenthesised(self.print(node, tight), tight)
        return self.print(node, tight)

    def juxtaposed(self, node: Product, tight: bool) -> str:
        text, run = "", ""
        factors, slash = node.factors, self.slashed(tight)
        for index, factor in enumerate(factors):
            after = factors[index + 1] if index + 1 < len(factors) else None
            piece = self.print(factor, tight)
            tied = self.level(factor, tight)
            if tied < Level.FACTOR and not (after is None and tied == Level.BIG):
                piece = self.parenthesised(piece, tight)
            elif after is not None and takes(factor, after, slash, index + 2 == len(factors)):
                piece = f"{{{piece}}}"  # a name in braces takes nothing that follows
            if index:
                called = after is not None and opening(after, slash, False)[0] == "("
                text = self.beside(text, factors[index - 1], piece, factor, run, called)
            else:
                text = piece
            single = is_letter(factor) and piece == factor.name  # type: ignore[union-attr]
            joined = single and not text.endswith(f" {piece}")
            run = (run if joined else "") + piece if single else ""
        return text

    def beside(
        self, text: str, before: Expr, piece: str, factor: Expr, run: str, called: bool
    ) -> str:
        """A factor after the others: ``2x``, ``QKᵀ``, ``f(x)(1 - y)``, else with a space.

        ``run`` is the run of letters that ``text`` ends in; ``called`` tells whether a parenthesis
        follows.
        """
        first = piece[0]
        if first in "([" or piece.startswith("\\left"):
            return text + piece
        if isinstance(before, Number):
            apart = first.isdigit() or first in '.eE"' or "e" in before.text.lower()
            if not self.is_wordy(factor):
                return f"{text} {piece}" if apart else text + piece
        if 0 < len(run) < _LONGEST_RUN and first.isascii() and first.isalpha():
            letter = factor.base if isinstance(factor, Script) else factor
            whole = run + first
            called = called and letter is factor
            if is_letter(letter) and names(whole, called) == tuple(whole):
                return text + piece
        if self.joins(before, factor):
            return text + piece
        if self.is_wordy(before) or self.is_wordy(factor):
            return f"{text}{self.gap()}{piece}"
        return f"{text} {piece}"

    def is_wordy(self, node: Expr) -> bool:
        """Whether a factor is written in words that need a visible space beside others."""
        if isinstance(node, Script):
            node = node.base
        return isinstance(node, Text) or (
            isinstance(node, Symbol) and len(node.name) > 1 and not node.style
        )

    def joins(self, before: Expr, factor: Expr) -> bool:
        """Whether two letters of other alphabets stand side by side without a space."""
        return False

    def gap(self) -> str:
        return " "

    def ratio(self, node: Fraction, tight: bool) -> str:
        """A fraction with a slash."""
        above = self.at(node.numerator, Level.SLASH, tight)
        if self.level(node.numerator, tight) >= Level.SLASH and reaches(node.numerator, True):
            above = self.parenthesised(above, tight)
        below = self.at(node.denominator, Level.FACTOR, tight)
        return self.glue(f"{above}/", below)

    def fraction(self, node: Fraction, tight: bool) -> str:
        return self.ratio(node, tight)

    def call(self, node: Call, tight: bool) -> str:
        function = node.function
        if isinstance(function, Script):
            head = self.function(function.base, tight)
            head += self.scripts(function.sub, function.sup, function.base)
        else:
            head = self.function(function, tight)
        only = node.arguments[0] if len(node.arguments) == 1 else None
        bracketed = isinstance(only, Fence) and (only.open, only.close) == ("[", "]")
        if only is not None and bracketed and is_applied(function, (), "["):
            return head + self.print(only, tight)
        if isinstance(only, Sequence):
            inside = self.print(only, tight)
        else:
            inside = self.listed(node.arguments, ",", Level.CASES, tight)
        return head + self.enclosed("(", inside, ")", tight)

    def sequence(self, node: Sequence, tight: bool) -> str:
        needed = Level.CASES if node.separator == "," else Level.SEQUENCE
        return self.listed(node.items, node.separator, needed, tight)

    def listed(
        self,
        items: tuple[Expr, ...],
        separator: str,
        needed: Level,
        tight: bool,
        followed: bool = False,
    ) -> str:
        """Items with a separator; ``followed`` tells whether another item stands after the last."""
        pieces = []
        for index, item in enumerate(items):
            before = followed or index < len(items) - 1
            if before and isinstance(item, Sequence) and needed == Level.SEQUENCE:
                piece = self.listed(item.items, ",", Level.CASES, tight, followed=True)
            elif before and ends_conditional(item, self.slashed(tight)):
                # The next item would be read as its next case.
                piece = self.parenthesised(self.print(item, tight), tight)
            else:
                piece = self.at(item, needed, tight)
            pieces.append(piece)
        return (separator if tight else f"{separator} ").join(pieces)

    def relation(self, node: Relation, tight: bool) -> str:
        own = self.level(node, tight)
        first, last = node.sides[0], len(node.operators)
        text = "" if first is None else self.side(first, own, 0, last, tight)
        for index, operator in enumerate(node.operators, start=1):
            side = node.sides[index]
            piece = "" if side is None else self.side(side, own, index, last, tight)
            sign = self.sign(operator)
            if operator == ":":
                text = self.glue(self.glue(text, sign), piece)
            else:
                text = self.spaced(text, sign, piece, tight)
        return text

    def side(self, node: Expr, own: Level, index: int, last: int, tight: bool) -> str:
        """A side of a relation.

        Only the first may lack its own left side, only the last end in a case written in line.
        """
        piece = self.print(node, tight)
        conditional = ends_conditional(node, self.slashed(tight))
        bare = isinstance(node, Relation) and node.sides[0] is None
        if isinstance(node, Cases) and conditional:
            held = index == last and own == Level.RELATION
        else:
            held = self.level(node, tight) > own and (index == last or not conditional)
        return piece if held and not (bare and index) else self.parenthesised(piece, tight)

    def condition(self, node: Expr, tight: bool) -> str:
        """What stands after ``if``."""
        piece = self.at(node, Level.BAR, tight)
        if ends_conditional(node, self.slashed(tight)) and not isinstance(node, Cases):
            return self.parenthesised(piece, tight)
        return piece

    def prefix(self, node: Prefix, tight: bool) -> str:
        head, body = self.print(node.operator, tight), self.at(node.body, Level.FACTOR, tight)
        apart = isinstance(node.operator, Script) and body[:1] not in ("(", "\\")
        return f"{head} {body}" if apart else self.glue(head, body)

    def postfix(self, node: Postfix, tight: bool) -> str:
        body = self.print(node.body, tight)
        if isinstance(node.body, (Prefix, Postfix, Root, Big)) or (
            self.level(node.body, tight) < Level.FACTOR or isinstance(node.body, Fraction)
        ):
            body = self.parenthesised(body, tight)
        return body + ("!" if node.operator == "!" else self.sign("%"))


def is_letter(node: Expr | None) -> bool:
    """Whether a node is one plain ASCII letter."""
    return (
        isinstance(node, Symbol)
        and len(node.name) == 1
        and not node.style
        and not node.primes
        and node.name.isascii()
        and node.name.isalpha()
    )
