"""The grammar of spoken formulas: sums of quotients of products of factors.

Speech leaves open how far "over", "root of" and "squared" reach; a ``Reach`` settles it.
"""

from __future__ import annotations

from .operands import Operands
from .spoken_words import AFTER, EMPTY, WHOLE

_INFIX = frozenset({"plus", "minus", "±", "times", "over", "+", "-", "*", "/", "equals", "="})


class Speech(Operands):
    """A descent over the words: sums of quotients of products of factors."""

    def whole(self) -> str:
        parts = [self.sum()]
        while self.at < len(self.words):
            word = self.peek()
            if word in ("equals", "is", "equal", "=", ",", "comma"):
                self.take()
                parts += ["=" if word not in (",", "comma") else ",", self.sum()]
            else:
                # Signs that this grammar does not know stay for the reader to judge.
                parts += [self.take(), self.sum()]
        return " ".join(p for p in parts if p)

    def inner(self) -> str:
        """A sum inside something; what is said of "all" does not belong to it."""
        self.open += 1
        written = self.sum()
        self.open -= 1
        return written

    def under(self) -> str:
        """A sum under a bar; what is said to be multiplied stands beside the bar."""
        outside, self.below = self.below, True
        written = self.inner()
        self.below = outside
        return written

    def bracketed(self) -> str:
        """A sum between brackets, which "all" means when it stands there."""
        outside = self.open, self.below
        self.open, self.below = 0, False
        written = self.sum()
        self.open, self.below = outside
        return written

    def sum(self) -> str:
        """Terms and signs; "over" may take all that stands before it."""
        written = ""
        while self.at < len(self.words):
            word = self.peek()
            if word == "pause":
                if self.reach.pause and self.open:
                    break
                self.take()
                written = f"({written})" if self.reach.pause else written
            elif word == "allover" and self.open == 0:
                self.take()
                written = f"\\frac{{{written or '1'}}}{{{self.inner()}}}"
            elif word in ("alltimes", "allto") and self.open == 0:
                self.take()
                rest = self.sum()
                written = (
                    f"({written}) * {rest}" if word == "alltimes" else f"({written})^{{{rest}}}"
                )
            elif word in ("plus", "minus", "negative", "+", "-", "−", "±"):
                self.take()
                written += " + " if word in ("plus", "+") else f" {'±' if word == '±' else '-'} "
            elif word in ("over", "/"):
                self.take()
                under = self.under() if self.reach.under and word == "over" else self.denominator()
                if self.reach.over and word == "over":
                    written = f"\\frac{{{written or '1'}}}{{{under}}}"
                else:
                    head, last = _last_term(written)
                    written = f"{head}\\frac{{{last or '1'}}}{{{under}}}"
            elif word == "allsquared":
                if self.open and self.reach.squared:
                    break
                self.take()
                sign, body = (
                    ("-", written.strip()[1:]) if written.strip()[:1] == "-" else ("", written)
                )
                written = f"{sign} ({body})^{{2}}"
            elif word == "rounded" and self.following() in ("down", "up"):
                self.take()
                ceil = self.take().lower() == "up"
                written = f"\\lceil {written} \\rceil" if ceil else f"\\lfloor {written} \\rfloor"
            elif word in WHOLE and self.reach.squared and written:
                written = f"({written}){AFTER[self.take().lower()]}"
            elif word == "times" and self.below:
                break
            elif word in ("times", "multiplied", "dot", "*", "·", "×", "@"):
                self.take()
                written += " @ " if word in ("@", "dot") else " * "
            else:
                factor = self.factor()
                if not factor:
                    break
                written += " " + factor
        return written.strip()

    def denominator(self) -> str:
        """Factors side by side; a sign or another word of reach ends them."""
        written = ""
        while self.at < len(self.words):
            if self.peek() == "pause":
                if self.reach.pause:
                    break
                self.take()
            if self.peek() in WHOLE and self.reach.squared and written:
                break
            if self.peek() in (
                "plus",
                "minus",
                "±",
                "times",
                "over",
                "+",
                "-",
                "*",
                "/",
                "equals",
                "=",
            ):
                if written or self.peek() not in ("minus", "-"):
                    break
                self.take()
                written = "-"
                continue
            factor = self.factor()
            if not factor:
                break
            written += " " + factor
        return written.strip()

    def factor(self) -> str:
        """One operand with what follows it; "" where none starts here."""
        while self.peek() in EMPTY and self.at + 1 < len(self.words):
            self.take()
        operand = self.operand()
        return self.followed(operand) if operand else ""


def _last_term(written: str) -> tuple[str, str]:
    """A sum as everything up to its last term, and that term."""
    depth = 0
    for place in range(len(written) - 1, -1, -1):
        character = written[place]
        if character in "})":
            depth += 1
        elif character in "{(":
            depth -= 1
        elif character in "+-±" and depth == 0 and written[place - 1 : place] == " ":
            return written[: place + 1] + " ", written[place + 1 :].strip()
    return "", written.strip()
