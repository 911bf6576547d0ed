"""From tokens to a tree: one operator-precedence parser for all three notations.

From loosest to tightest:

1. ``;`` (also a new line that no relation continues), then ``,``
2. a value with its condition: ``a if c, b otherwise``; the condition ends at a comma
3. the bars of ``P(A∣B)`` and ``KL(P‖Q)``; then ``⇒ ⇔ ∧ ∨``; then ``= ≠ < ≤ ∈ → ∼ …``; then ``:``
4. ``+ - ± ∓``, also before the first term
5. ``∑ ∏ ∫`` and ``max_a`` reach over what follows, up to a sign or a relation; in a denominator
   after a slash only over what is juxtaposed
6. written operators ``· × ⊙ ⊗ ∘ * @ ∩ ∪``, in one row from left to right: their product is a node
   of its own around juxtaposed products, which bind tighter
7. ``/``, from left to right. ``1/2 x`` (number by number), ``λ/2 x`` (by a number, with no space
   but after it), a denominator that ends in a bracket
   before a space (``QKᵀ/√(d) V``) and one before a big operator (``1/n Σx``) are closed there;
   ``∂a/∂b`` binds like one factor
8. functions without parentheses (``log p``) take what is juxtaposed, up to the next function,
   parenthesis or big operator
9. juxtaposition
10. ``∂ ∇ Δ ¬ ∀`` before one factor; scripts, primes, ``!``, ``%`` after it; ``√`` before one
    scripted name or a parenthesis

In a product written and juxtaposed operators never mix in one node. Parentheses vanish where they
only group, save around the whole of a script: ``W^{(l)}`` keeps them. Brackets ``[ ]`` stay.
"""

from __future__ import annotations

from ankigen.notation import constructors
from ankigen.notation.commands import BIG_WORDS
from ankigen.notation.conditions import Conditions
from ankigen.notation.cursor import STARTS
from ankigen.notation.frames import (
    APPLY,
    BAR,
    BIG,
    CLOSE_BIG,
    DERIVATIVE,
    DIFFERENTIALS,
    JUXTAPOSED,
    LOOSE,
    PREFIX,
    PRODUCT,
    RELATION,
    RELATION_LEVELS,
    SIGN,
    SLASH,
    SUM,
    Frame,
    close,
    fold,
)
from ankigen.notation.tokens import Unreadable
from ankigen.notation.tree import (
    Accent,
    Call,
    Expr,
    Fence,
    Number,
    Script,
    Sequence,
    Symbol,
)

# What is an operand and nothing else.
_PLAIN = frozenset({"number", "name", "letter", "word", "applied", "open", "brace"})
_ENDS_GROUP = frozenset({"close", "unbrace", "cell", "end", "infix"})
_PARTIAL = Symbol("∂")


class Parser(Conditions):
    """Reads tokens whose runs of letters are resolved; ``formula`` is the whole of them."""

    __slots__ = ()

    def formula(self) -> Expr:
        conditional = self.tokens[0].kind == "condition"
        tree = self.conditional_statement() if conditional else self.sequence()
        token = self.tokens[self.index]
        if token.kind != "end":
            raise Unreadable(f"did not expect {token.value!r} here", token.position)
        if tree is None:
            raise Unreadable("there is no formula", token.position)
        return tree

    def sequence(self) -> Expr | None:
        """Items between separators, up to what closes the group; None where it is empty."""
        rows: list[list[Expr]] = [[]]
        kind = self.tokens[self.index].kind
        if kind in _PLAIN:
            # Nearly always one thing stands alone.
            first = self.expression()
            if self.tokens[self.index].kind in _ENDS_GROUP:
                return first
            rows[-1].append(first)
        while True:
            kind = self.tokens[self.index].kind
            if kind in ("separator", "row"):
                if kind == "row" and self.in_environment:
                    break
                if self.tokens[self.index].value == ",":
                    self.expect_operand_before(rows[-1])
                elif rows[-1]:
                    rows.append([])
                self.index += 1
            elif kind in _ENDS_GROUP or self.closes_bar():
                break
            elif rows[-1] and self.tokens[self.index - 1].kind not in ("separator", "row"):
                token = self.tokens[self.index]
                raise Unreadable(f"did not expect {token.value!r} here", token.position)
            else:
                rows[-1].append(self.expression())
        if not rows[-1]:
            rows.pop()
        items = [row[0] if len(row) == 1 else Sequence(tuple(row)) for row in rows]
        if len(items) < 2:
            return items[0] if items else None
        return Sequence(tuple(items), ";")

    def expect_operand_before(self, row: list[Expr]) -> None:
        token = self.tokens[self.index]
        if not row or self.tokens[self.index - 1].kind == "separator":
            raise Unreadable("nothing stands before the comma", token.position)

    def reach(self) -> Expr:
        return self.expression(BIG)

    def expression(self, floor: int = 0, conditional: bool = True) -> Expr:
        """One expression of operators not looser than ``floor``."""
        pending: list[Frame] = []
        while True:
            right = self.operand(pending)
            after = self.tokens[self.index]
            if after.kind == "row" and self.continues():
                self.index += 1
                after = self.tokens[self.index]
            if after.kind == "relation" and self.arrowed():
                mark = "overrightarrow" if after.value == "→" else "overleftarrow"
                right = Accent(mark, right)
                self.index += 1
            level, operator = self.infix(pending, right)
            if level <= floor:
                if conditional and self.at_condition():
                    right = fold(pending, right, RELATION + 1)
                    right = self.cases(right)
                return fold(pending, right, 0) if pending else right
            if pending:
                if level == SLASH and self.divides_alike(pending):
                    right = fold(pending, right, BIG)
                if level == JUXTAPOSED and self.ends_application(pending, right):
                    right = fold(pending, right, APPLY)
                right = fold(pending, right, level + 1)
            frame = pending[-1] if pending else None
            if frame is None or frame.level != level:
                pending.append(Frame(level, [operator], [right]))
            elif level in (SLASH, DERIVATIVE):
                pending[-1] = Frame(level, [operator], [close(frame, right)])
            else:
                frame.operators.append(operator)
                frame.operands.append(right)
            if level not in (JUXTAPOSED, LOOSE, DIFFERENTIALS):
                self.index += 1

    def operand(self, pending: list[Frame]) -> Expr:
        """The next operand; signs and operators that stand before it become frames."""
        while True:
            token = self.tokens[self.index]
            kind = token.kind
            if kind in _PLAIN or self.ready is not None:
                return self.factor()
            if kind == "sign":
                self.index += 1
                below = pending[-1].level if pending else 0
                level = SUM if below < SUM else SIGN
                pending.append(Frame(level, [token.value], []))
            elif kind == "relation" and not pending:
                self.index += 1
                level = RELATION_LEVELS.get(token.value, RELATION)
                pending.append(Frame(level, [token.value], [None]))
            elif kind in ("big", "letter-big") or (kind == "infinite" and self.is_infimum()):
                frame = self.big(pending)
                if isinstance(frame, Frame):
                    pending.append(frame)
                else:
                    return frame
            elif kind == "prefix" or (
                kind == "function" and self.tokens[self.index + 1].value != "("
            ):
                head = self.function_or_prefix(pending)
                if head is not None:
                    return head
            elif kind == "condition":
                raise Unreadable(f"no value stands before {token.value!r}", token.position)
            else:
                return self.factor()

    def big(self, pending: list[Frame]) -> Frame | Expr:
        """``∑`` and its like with their bounds; Σ and Π with nothing to reach over are letters."""
        token = self.tokens[self.index]
        self.index += 1
        letter = {"∑": "Σ", "∏": "Π"}.get(token.value, "") if token.kind == "letter-big" else ""
        after = self.tokens[self.index]
        if letter and (after.value == "^" or not (after.value == "_" or self.starts())):
            return self.finish(Symbol(letter), False)
        first = self.index
        lower, upper = self.bounds()
        end = self.index
        if not self.starts() and (letter or self.tokens[self.index].kind != "sign"):
            if letter:
                return self.finish(constructors.script(Symbol(letter), lower, upper), False)
            raise Unreadable(f"nothing stands after {token.value}", token.position)
        in_denominator = bool(pending) and pending[-1].level == SLASH
        level = CLOSE_BIG if in_denominator else BIG
        return Frame(level, [token.value], [], None, (lower, upper), (first, end))

    def function_or_prefix(self, pending: list[Frame]) -> Expr | None:
        """A name such as ``log`` or ``∇`` becomes a frame; alone, an operand."""
        token = self.tokens[self.index]
        self.index += 1
        if (
            token.kind == "function"
            and token.value in BIG_WORDS
            and self.tokens[self.index].kind == "script"
        ):
            lower, upper = self.bounds()
            if lower is not None and upper is None and self.starts():
                pending.append(Frame(BIG, [token.value], [], None, (lower, None)))
                return None
            return self.finish(constructors.script(Symbol(token.value), lower, upper), True)
        head = self.scripts(Symbol(token.value))
        if not isinstance(head.base if isinstance(head, Script) else head, Symbol):
            return self.finish(head, False)
        if self.tokens[self.index].value == "(" and token.kind == "function":
            return self.finish(head, True)
        if self.starts() or (token.kind == "function" and self.signed_argument()):
            level = APPLY if token.kind == "function" else PREFIX
            pending.append(Frame(level, [], [], head))
            return None
        return self.finish(head, False)

    def infix(self, pending: list[Frame], right: Expr) -> tuple[int, str]:
        """The level and operator of what follows an operand; level 0 where the expression ends."""
        if self.ready is not None:
            return JUXTAPOSED, ""
        token = self.tokens[self.index]
        kind = token.kind
        if kind in _ENDS_GROUP or kind == "separator":
            return 0, ""
        if kind == "relation":
            if token.value == ":" and (
                self.colon_ends or self.tokens[self.index + 1].kind == "end"
            ):
                return 0, ""
            return RELATION_LEVELS.get(token.value, RELATION), token.value
        if kind == "sign":
            return SUM, token.value
        if kind == "operator":
            return PRODUCT, token.value
        if kind == "slash":
            return DERIVATIVE if self.is_derivative(pending) else SLASH, "/"
        if kind == "bar" and not self.starts():
            if self.closes_bar():
                return 0, ""
            return BAR, "∣" if token.value == "|" else "‖"
        if kind in STARTS or kind == "bar":
            return self.juxtaposition(pending, right) if pending else JUXTAPOSED, ""
        return 0, ""

    def juxtaposition(self, pending: list[Frame], right: Expr) -> int:
        """Whether what follows belongs to the denominator before it, or closes it."""
        token = self.tokens[self.index]
        levels = [frame.level for frame in pending[-3:] if frame.level != PREFIX]
        if levels and levels[-1] in (DERIVATIVE, DIFFERENTIALS):
            return DIFFERENTIALS if token.value == "∂" and not token.spaced else JUXTAPOSED
        if SLASH in levels[-2:] and token.kind in ("big", "letter-big"):
            return LOOSE
        if pending and pending[-1].level == SLASH:
            before = self.tokens[self.index - 1]
            if isinstance(pending[-1].operands[-1], Number) and isinstance(right, Number):
                return LOOSE
            slash = self.tokens[self.index - 2]
            if isinstance(right, Number) and token.spaced and not (before.spaced or slash.spaced):
                return LOOSE
            if before.kind in ("close", "unbrace") and token.spaced:
                return LOOSE
        return JUXTAPOSED

    def is_derivative(self, pending: list[Frame]) -> bool:
        """``∂a/∂b`` is one factor: ``η ∂L/∂w`` is η times it."""
        operator = pending[-1].head if pending and pending[-1].level == PREFIX else None
        base = operator.base if isinstance(operator, Script) else operator
        return base == _PARTIAL and self.tokens[self.index + 1].value == "∂"

    def divides_alike(self, pending: list[Frame]) -> bool:
        """Whether ``Σ a / Σ b`` stands here: both with the same bounds, or with none."""
        big = next((frame for frame in reversed(pending) if frame.level == BIG), None)
        if big is None or self.tokens[self.index + 1].kind not in ("big", "letter-big"):
            return False
        first, end = big.written
        place = self.index + 2
        written = [token.value for token in self.tokens[first:end]]
        again = [token.value for token in self.tokens[place : place + end - first]]
        return written == again and self.tokens[place + end - first].kind != "script"

    def ends_application(self, pending: list[Frame], right: Expr) -> bool:
        """Whether ``log p`` is complete before what follows."""
        if all(frame.level != APPLY for frame in pending[-2:]):
            return False
        token = self.tokens[self.index]
        if token.kind in ("function", "big", "letter-big", "open", "bar"):
            return True
        return pending[-1].level == APPLY and isinstance(right, (Call, Fence))
