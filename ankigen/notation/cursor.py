"""Where the parser stands in the tokens, and what it can see from there."""

from __future__ import annotations

from ankigen.notation.tokens import Token, Unreadable
from ankigen.notation.tree import Expr
from ankigen.notation.vocabulary import Vocabulary

DEEPEST = 120
_STARTING = (
    "number name letter word applied foreign text open brace function prefix big letter-big "
    "command accent style root begin infinite"
)
STARTS = frozenset(_STARTING.split())
_BRACKETS = frozenset({"open", "brace", "close", "unbrace", "bar"})
_ENDING = "separator row close unbrace cell end infix condition otherwise"
_ENDS_ROW = frozenset(_ENDING.split())


class Cursor:
    """The tokens, the place in them, and what is open around it.

    Attributes:
        ready: an operand that was read already and comes next.
        bars: the bars that wait for their second half, innermost last.
        in_environment: whether ``\\\\`` and ``&`` separate rows and cells here.
        in_grid: whether a cell here may be empty.
        colon_ends: whether a colon ends the condition that is being read.
    """

    __slots__ = (
        "_brackets",
        "bars",
        "colon_ends",
        "in_environment",
        "in_grid",
        "index",
        "nesting",
        "ready",
        "tokens",
        "vocabulary",
    )

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.index = 0
        self.nesting = 0
        self.ready: Expr | None = None
        self.bars: list[str] = []
        self.in_environment = False
        self.in_grid = False
        self.colon_ends = False
        self._brackets: tuple[dict[int, int], frozenset[int]] | None = None

    @property
    def brackets(self) -> tuple[dict[int, int], frozenset[int]]:
        """For every opening bracket where it closes, and the bars that stand alone in theirs.

        Bars that stand alone are relations. Most formulas are read without a look at this.
        """
        if self._brackets is None:
            self._brackets = _brackets(self.tokens)
        return self._brackets

    def sequence(self) -> Expr | None:
        """What stands up to the end of a group."""
        raise NotImplementedError

    def reach(self) -> Expr:
        """What a big operator reaches over."""
        raise NotImplementedError

    def deepen(self, token: Token) -> None:
        """Count one level of nesting; the caller takes it back when it is done."""
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", token.position)

    def starts(self) -> bool:
        """Whether an operand starts at the next token."""
        token = self.tokens[self.index]
        if token.kind == "bar":
            return not self.closes_bar() and self.index not in self.brackets[1]
        return token.kind in STARTS

    def closes_bar(self) -> bool:
        """Whether the next token is the second bar of an open ``|x|``."""
        token = self.tokens[self.index]
        if token.kind != "bar" or not self.bars:
            return False
        return self.bars[-1] == token.value

    def continues(self) -> bool:
        """Whether the line after this one goes on with a relation or an operator."""
        if self.in_environment:
            return False
        return self.tokens[self.index + 1].kind in ("relation", "operator", "slash")

    def is_infimum(self) -> bool:
        return self.tokens[self.index].value == "inf" and self.tokens[self.index + 1].value == "_"

    def signed_argument(self) -> bool:
        """``log -x``: a sign that stands close to what follows and away from the function."""
        token, after = self.tokens[self.index], self.tokens[self.index + 1]
        return token.kind == "sign" and token.spaced and not after.spaced

    def arrowed(self) -> bool:
        """``[h→; h←]``: an arrow with nothing after it is a mark over what stands before."""
        token, after = self.tokens[self.index], self.tokens[self.index + 1]
        return token.value in ("→", "←") and after.kind in ("close", "separator")

    def is_star(self) -> bool:
        """``θ* = …``: a star close to a name with nothing after it to multiply."""
        token, after = self.tokens[self.index], self.tokens[self.index + 1]
        alone = after.kind in ("relation", "close", "unbrace", "separator", "row", "end")
        return token.kind == "operator" and not token.spaced and alone

    def at_condition(self) -> bool:
        here = self.index
        if self.tokens[here].kind == "separator" and self.tokens[here].value == ",":
            return self.tokens[here + 1].kind == "condition"
        return self.tokens[here].kind in ("condition", "otherwise")

    def another_row(self) -> bool:
        """Whether another case follows; stops after the separator before it."""
        if self.tokens[self.index].kind == "otherwise":
            return True
        if self.tokens[self.index].kind not in ("separator", "row"):
            return False
        here = self.index + 1
        while self.tokens[here].kind in ("separator", "row"):
            here += 1
        start, barred = here, False
        while barred or self.tokens[here].kind not in _ENDS_ROW:
            token = self.tokens[here]
            if token.kind == "end" or (token.kind == "relation" and token.value != ":"):
                return False
            if token.kind == "bar" and (barred or here not in self.brackets[1]):
                barred = not barred
            here = self.brackets[0].get(here, here) + 1
        if self.tokens[here].kind == "separator" and self.tokens[here + 1].kind == "condition":
            here += 1
        if self.tokens[here].kind not in ("condition", "otherwise"):
            return False
        self.index = start
        return True


def _brackets(tokens: list[Token]) -> tuple[dict[int, int], frozenset[int]]:
    """Which bracket closes which, and the bars after which an even number of bars is left."""
    matching: dict[int, int] = {}
    odd: set[int] = set()
    opened: list[int] = []
    bars: list[list[int]] = [[]]
    for index, token in enumerate(tokens):
        kind = token.kind
        if kind not in _BRACKETS:
            continue
        if kind == "bar":
            bars[-1].append(index)
        elif kind in ("open", "brace"):
            opened.append(index)
            bars.append([])
        elif opened:
            matching[opened.pop()] = index
            if group := bars.pop():
                odd.update(_alone(tokens, group))
    for rest in bars:
        if rest:
            odd.update(_alone(tokens, rest))
    return matching, frozenset(odd)


def _alone(tokens: list[Token], bars: list[int]) -> list[int]:
    """Bars with an odd number of their kind left in the group, themselves counted."""
    found: list[int] = []
    for value in ("|", "‖"):
        same = [index for index in bars if tokens[index].value == value]
        found.extend(same[-1::-2])
    return found
