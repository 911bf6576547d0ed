"""What is raised, lowered or primed after an operand."""

from __future__ import annotations

from ankigen.notation import constructors
from ankigen.notation.groups import Groups
from ankigen.notation.tokens import Unreadable
from ankigen.notation.tree import Expr, Fence, Relation, Sum, Symbol, number, symbol

_NAMED = frozenset({"letter", "name", "number"})
_OPENING = frozenset({"open", "brace"})
_CLOSING = frozenset({"close", "unbrace"})
_SIGNS = frozenset("+-±∓*@·×⊙⊗⊕∘∩∪∖⋆′")


class Scripts(Groups):
    """The part of the parser that reads scripts, bounds and primes."""

    __slots__ = ()

    def scripts(self, base: Expr) -> Expr:
        """``base`` with the scripts and primes that follow."""
        sub: Expr | None = None
        sup: Expr | None = None
        while True:
            token = self.tokens[self.index]
            if token.kind == "transpose":
                self.index += 1
                return constructors.script(
                    constructors.script(base, sub, sup), None, constructors.TRANSPOSE
                )
            if token.kind == "prime":
                count = 0
                while self.tokens[self.index].kind == "prime":
                    self.index += 1
                    count += 1
                if sup is not None or not isinstance(base, Symbol):
                    base = constructors.script(base, sub, sup)
                    sub = sup = None
                base = constructors.primed(base, count)
            elif token.kind == "script" and token.value != "^" and sub is None:
                sub = self.script()
            elif token.kind == "script" and token.value == "^" and sup is None:
                sup = self.script()
            elif token.kind == "script":
                base = constructors.script(base, sub, sup)
                sub = sup = None
            else:
                return constructors.script(base, sub, sup)

    def bounds(self) -> tuple[Expr | None, Expr | None]:
        """The lower and upper bound of a big operator."""
        lower: Expr | None = None
        upper: Expr | None = None
        while self.tokens[self.index].kind == "script":
            token = self.tokens[self.index]
            if token.value == "^" and upper is None:
                upper = self.script()
            elif token.value != "^" and lower is None:
                lower = self.script()
            else:
                raise Unreadable("a bound is given twice", token.position)
        return lower, upper

    def script(self) -> Expr | None:
        """What stands raised or lowered after ``^`` or ``_``."""
        raised = self.tokens[self.index].value == "^"
        self.index += 1
        token = self.tokens[self.index]
        node: Expr | None
        if token.kind in _NAMED and self.tokens[self.index + 1].value != "^":
            self.index += 1
            return number(token.value) if token.kind == "number" else symbol(token.value)
        self.deepen(token)
        inner = self.tokens[self.index + 1] if token.kind == "brace" else token
        if token.kind == "brace" and inner.kind in _NAMED and self.holds_one():
            self.index += 3
            node = number(inner.value) if inner.kind == "number" else symbol(inner.value)
        elif primes := self.lone_primes():
            node = constructors.prime_marks(primes)
            self.index += primes + 2
        elif self.is_lone_sign():
            node = Symbol(self.tokens[self.index + 1].value)
            self.index += 3
        elif token.kind == "brace" or token.value == "(":
            node = self.script_group()
        elif token.kind == "sign":
            self.index += 1
            if self.starts() and not self.tokens[self.index].spaced:
                node = Sum(((token.value, self.atom()[0]),))  # type: ignore[arg-type]
            else:
                node = Symbol(token.value)
        elif token.kind == "relation":
            self.index += 1
            node = Relation((token.value,), (None, self.atom()[0]))
        elif token.kind == "operator":
            self.index += 1
            node = Symbol(token.value)
        elif token.kind == "prime":
            self.index += 1
            node = Symbol("′")
        elif token.kind in ("big", "end", "close", "unbrace", "bar"):
            raise Unreadable("a script is missing here", token.position)
        else:
            node = self.atom()[0]
        lone = isinstance(node, Symbol) and node.name in _SIGNS
        if raised and node is not None and not lone and self.tokens[self.index].value == "^":
            node = constructors.script(node, None, self.script())
        self.nesting -= 1
        return node

    def lone_primes(self) -> int:
        """How many primes a group holds that holds nothing else: ``f^{\\prime\\prime}``."""
        if self.tokens[self.index + 1].kind != "prime":
            return 0
        last = self.brackets[0].get(self.index, 0)
        inner = self.tokens[self.index + 1 : last]
        return len(inner) if all(token.kind == "prime" for token in inner) else 0

    def is_lone_sign(self) -> bool:
        """``k^{+}``, ``x^(*)``: a group of one sign."""
        return self.tokens[self.index + 1].kind in ("sign", "operator") and self.holds_one()

    def holds_one(self) -> bool:
        """Whether the group that starts here, with what is no bracket, holds one token."""
        opened = self.tokens[self.index].kind in _OPENING
        return opened and self.tokens[self.index + 2].kind in _CLOSING

    def script_group(self) -> Expr | None:
        """A script in braces or parentheses; a parenthesis around all of it is kept."""
        start = self.index
        inner = self.tokens[start + 1]
        content = self.inside()
        if inner.value != "(" or inner.kind != "open" or content is None:
            return content
        matching = self.brackets[0]
        last = matching.get(start, 0)
        if last and matching.get(start + 1) == last - 1:
            listed = isinstance(content, Fence) and content.open == "("
            return content if listed else Fence("(", ")", content)
        return content
