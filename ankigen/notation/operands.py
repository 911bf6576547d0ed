"""The operands of the parser: names, numbers, groups, commands, with what hangs on them."""

from __future__ import annotations

from ankigen.notation import constructors
from ankigen.notation.application import is_applied
from ankigen.notation.commands import ACCENTS, BIG_WORDS, GREEK
from ankigen.notation.cursor import STARTS
from ankigen.notation.groups import BINOMIAL, MATRICES, grouped, one
from ankigen.notation.scripts import Scripts
from ankigen.notation.tokens import Token, Unreadable
from ankigen.notation.tree import (
    Accent,
    Big,
    Call,
    Expr,
    Fence,
    Fraction,
    Number,
    Postfix,
    Product,
    Root,
    Script,
    Sequence,
    Symbol,
    Text,
    number,
    symbol,
)
from ankigen.notation.vocabulary import ACCENT_ENDINGS

# One token that is an operand, unless one of the others hangs on it.
_LONE = frozenset({"number", "letter", "name"})
_HANGING = frozenset({"script", "transpose", "prime", "postfix", "operator", "open"})
_SCRIPTED = frozenset({"script", "transpose", "prime"})
_FENCES = {"abs": "||", "norm": "‖‖", "floor": "⌊⌋", "ceil": "⌈⌉"}


class Operands(Scripts):
    """The part of the parser below its operators."""

    __slots__ = ()

    def factor(self) -> Expr:
        if self.ready is not None:
            node, self.ready = self.ready, None
            return self.finish(node, False)
        token = self.tokens[self.index]
        if token.kind in _LONE and self.tokens[self.index + 1].kind not in _HANGING:
            self.index += 1
            return number(token.value) if token.kind == "number" else symbol(token.value)
        self.deepen(token)
        node, named = self.atom()
        node = self.finish(node, named)
        self.nesting -= 1
        return node

    def finish(self, node: Expr, named: bool) -> Expr:
        """An operand with its scripts, primes and postfixes, applied if it is a function."""
        while True:
            token = self.tokens[self.index]
            kind = token.kind
            if kind in _SCRIPTED:
                node = self.scripts(node)
            elif kind == "operator" and token.value == "*" and self.is_star():
                self.index += 1
                node = constructors.script(node, None, Symbol("*"))
            elif kind == "postfix":
                self.index += 1
                node = Postfix("!" if token.value == "!" else "%", node)
                named = False
            elif named and kind == "open" and token.value in ("(", "["):
                if token.value == "[" and not is_applied(node, (), "["):
                    return node
                applied = self.applied(node)
                if applied is None:
                    return node
                node, named = applied, False
            else:
                return node

    def applied(self, head: Expr) -> Expr | None:
        """The call of ``head``, or None with the parenthesis ready as the next factor."""
        token = self.tokens[self.index]
        if token.value == "[":
            return Call(head, (self.group(),))
        content = self.inside()
        arguments: tuple[Expr, ...]
        if isinstance(content, Sequence) and content.separator == ",":
            arguments = content.items
        else:
            arguments = () if content is None else (content,)
        closing = self.tokens[self.index - 1].value
        if closing == ")" and is_applied(head, arguments, "(", self.vocabulary):
            return Call(head, arguments)
        self.ready = grouped("(", closing, content)
        return None

    def atom(self) -> tuple[Expr, bool]:
        """One indivisible operand, and whether it is a name that may be applied."""
        token = self.tokens[self.index]
        kind = token.kind
        if kind == "number":
            self.index += 1
            return number(token.value), False
        if kind == "letter" or kind == "name":
            self.index += 1
            return symbol(token.value), True
        if kind in ("word", "applied", "foreign", "function"):
            return self.name(token)
        if kind == "open":
            return self.group(), False
        if kind == "brace":
            return self.braced(), False
        if kind == "bar":
            return self.barred(), False
        self.index += 1
        if kind == "text" and (token.value or self.in_grid):
            return Text(token.value), True
        if kind == "prefix":
            return Symbol(token.value), False
        if kind == "letter-big":
            return Symbol({"∑": "Σ", "∏": "Π"}[token.value]), False
        if kind == "infinite":
            return Symbol("∞"), False
        if kind == "accent":
            return Accent(token.value, self.argument(token)), True
        if kind == "style":
            return _styled(self.argument(token), token), True
        if kind == "root" or token.value == "sqrt":
            return self.root(token), False
        if kind == "command":
            return self.command(token), False
        if kind == "begin":
            return self.environment(token), False
        if kind == "end" and token.value == "":
            raise Unreadable("something is missing at the end", token.position)
        raise Unreadable(f"did not expect {token.value!r} here", token.position)

    def name(self, token: Token) -> tuple[Expr, bool]:
        """A name, or one of the words that spell a bracket, a root or a mark."""
        self.index += 1
        after = self.tokens[self.index]
        value = token.value
        if token.kind == "word":
            if after.value == "(" and (value in _FENCES or value in ACCENTS):
                content = self.inside()
                if content is None:
                    raise Unreadable("nothing stands in the parentheses", after.position)
                if value in ACCENTS:
                    return Accent(value, one(content)), True
                return Fence(_FENCES[value][0], _FENCES[value][1], content), False
            if value == "sqrt":
                return self.root(token), False
            if value == "frac" and after.kind == "brace":
                return Fraction(self.argument(token), self.argument(token)), False
            if value in MATRICES and after.value == "[":
                return self.grid(MATRICES[value]), False
            for ending in ACCENT_ENDINGS:
                stem = value[: -len(ending)]
                if value.endswith(ending) and (len(stem) == 1 or stem in GREEK):
                    return Accent(ending, Symbol(GREEK.get(stem, stem))), True
        return Symbol(value), True

    def root(self, token: Token) -> Expr:
        """``√x``, ``sqrt(x)``, ``\\sqrt[3]{x}``."""
        degree: Expr | None = None
        after = self.tokens[self.index]
        if after.value == "[" and after.kind == "open":
            degree = self.inside()
            degree = None if degree is None else one(degree)
            after = self.tokens[self.index]
        if after.kind == "brace":
            return Root(self.argument(token), degree)
        if after.value == "(":
            return Root(self.group(), degree)
        if after.kind not in STARTS:
            raise Unreadable("something is missing under the root", token.position)
        if token.kind == "command":
            return Root(self.argument(token), degree)
        self.deepen(token)
        body = self.atom()[0]
        body = self.scripts(body)
        self.nesting -= 1
        return Root(body, degree)

    def command(self, token: Token) -> Expr:
        first = self.argument(token)
        if token.value == "frac":
            return Fraction(first, self.argument(token))
        if token.value == "binom":
            return Call(BINOMIAL, (first, self.argument(token)))
        operator = self.tokens[self.index]
        if operator.kind == "brace" and self.tokens[self.index + 2].kind == "unbrace":
            operator = self.tokens[self.index + 1]
            self.index += 2
        if token.value == "underset" and (operator.kind == "big" or operator.value in BIG_WORDS):
            self.index += 1
            if not self.starts():
                raise Unreadable(f"nothing stands after {operator.value}", operator.position)
            return Big(operator.value, self.reach(), first)
        raise Unreadable(f"\\{token.value} is not known around this", token.position)


def _styled(node: Expr, token: Token) -> Expr:
    """A name, or names side by side, in a style of letter."""
    style = token.value
    if isinstance(node, Symbol):
        return Symbol(node.name, style or node.style, node.primes)  # type: ignore[arg-type]
    if isinstance(node, Number) and node.text.isdigit():
        return Symbol(node.text, style) if style else node  # type: ignore[arg-type]
    if isinstance(node, Product) and not any(node.operators):
        return Product(tuple(_styled(factor, token) for factor in node.factors), node.operators)
    if isinstance(node, Script):
        return Script(_styled(node.base, token), node.sub, node.sup)
    if isinstance(node, Accent):
        return Accent(node.mark, _styled(node.body, token))
    raise Unreadable("only names have a style of letter", token.position)
