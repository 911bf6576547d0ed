"""The grammar of spoken formulas: sums of quotients of products of factors.

Speech leaves open how far "over", "root of" and "squared" reach; a ``Reach`` settles it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .spoken_words import (
    AFTER,
    EMPTY,
    ENDS,
    FUNCTION_NAMES,
    FUNCTIONS,
    MARKS,
    NUMBERS,
    WHOLE,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far words reach: to the end of the sum (True) or of the next factor (False).

    ``unit`` keeps "one minus x" together. A function reaches over a
    product (0), over a quotient too (1) or over the whole sum (2).
    """

    under: int
    over: int
    root: int
    power: int
    squared: int
    unit: int
    function: int


class Speech:
    """A descent over the words: sums of quotients of products of factors."""

    def __init__(self, words: list[str], reach: Reach) -> None:
        self.words = words
        self.reach = reach
        self.at = 0
        # How many functions, roots and fractions are open: "all over" ends them.
        self.open = 0

    def peek(self) -> str:
        return self.words[self.at].lower() if self.at < len(self.words) else ""

    def following(self) -> str:
        return self.words[self.at + 1].lower() if self.at + 1 < len(self.words) else ""

    def take(self) -> str:
        self.at += 1
        return self.words[self.at - 1]

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

    def bracketed(self) -> str:
        """A sum between brackets, which "all" means when it stands there."""
        outside, self.open = self.open, 0
        written = self.sum()
        self.open = outside
        return written

    def sum(self) -> str:
        """Terms and signs; "over" may take all that stands before it."""
        written = ""
        while self.at < len(self.words):
            word = self.peek()
            if word == "allover" and self.open == 0:
                self.take()
                written = f"\\frac{{{written or '1'}}}{{{self.sum()}}}"
            elif word in ("plus", "minus", "negative", "+", "-", "−"):
                self.take()
                written += " + " if word in ("plus", "+") else " - "
            elif word in ("over", "/"):
                self.take()
                under = self.inner() if self.reach.under and word == "over" else self.denominator()
                if self.reach.over and word == "over":
                    written = f"\\frac{{{written or '1'}}}{{{under}}}"
                else:
                    head, last = _last_term(written)
                    written = f"{head}\\frac{{{last or '1'}}}{{{under}}}"
            elif word in WHOLE and self.reach.squared and written:
                written = f"({written}){AFTER[self.take().lower()]}"
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
            if self.peek() in ("plus", "minus", "times", "over", "+", "-", "*", "/", "equals", "="):
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

    def operand(self) -> str:
        word = self.peek()
        if word in ENDS:
            return ""
        if word in ("open", "(", "["):
            self.take()
            inner = [self.bracketed()]
            while self.peek() in (",", "comma"):
                self.take()
                inner.append(self.bracketed())
            if self.peek() in ("close", ")", "]"):
                self.take()
            return f"({', '.join(inner)})"
        if word == "root":
            self.take()
            return f"\\sqrt{{{self.inner() if self.reach.root else self.denominator()}}}"
        if word in ("argmax", "argmin", "max", "min") and self.following() == "over":
            return self.big(f"\\operatorname{{{word}}}")
        if word == "inverse" and self.following() == "of":
            self.take()
            return f"({self.denominator()})^{{-1}}"
        if word in ("sum", "product"):
            return self.big("\\sum" if word == "sum" else "\\prod")
        if word == "half":
            self.take()
            return f"\\frac{{1}}{{2}} ({self.sum()})" if self.peek() == "of" else "\\frac{1}{2}"
        if (
            word in ("one", "1")
            and self.reach.unit
            and self.following() in ("minus", "-", "plus", "+")
        ):
            self.take()
            sign = "-" if self.take().lower() in ("minus", "-") else "+"
            return f"(1 {sign} {self.indexed(self.operand())})"
        if word in ("squares", "square"):
            self.take()
            return f"({self.factor()})^{{2}}"
        if word in FUNCTIONS:
            self.take()
            return self.applied(FUNCTION_NAMES.get(word, word))
        self.take()
        if word in NUMBERS:
            return NUMBERS[word]
        return self.marked(self.words[self.at - 1])

    def marked(self, name: str) -> str:
        if (self.peek() in MARKS and name[:1].isalpha()) or (
            self.peek() in MARKS and name[:1] == "\\"
        ):
            return f"{MARKS[self.take().lower()]}{{{name}}}"
        return name

    def applied(self, name: str) -> str:
        """A function and its argument: a bracket, or what follows up to a sign."""
        if self.peek() in ("squared", "cubed"):
            name += AFTER[self.take().lower()]
        of = self.peek() == "of"
        while self.peek() in ("of", "the"):
            self.take()
        if self.peek() in ("(", "open"):
            inner = self.operand()
            if not of:
                return self.followed(name + inner)
            # "the mean of (…) squared" is the mean of the square.
            whole = self.followed(inner)
            return name + inner if whole == inner else f"{name}({whole})"
        if name in ("max", "min"):
            return f"{name}({', '.join(self.listed())})"
        if self.reach.function == 2:
            return f"{name}({self.inner()})"
        over = self.denominator()
        if self.reach.function == 1 and self.peek() in ("over", "/"):
            self.take()
            return f"{name}(\\frac{{{over}}}{{{self.denominator()}}})"
        return f"{name}({over})"

    def listed(self) -> list[str]:
        """Arguments with "and" or a comma between them."""
        found = [self.inner()]
        while self.peek() in ("and", ","):
            self.take()
            found.append(self.inner())
        return found

    def big(self, operator: str) -> str:
        self.take()
        lower = ""
        if self.peek() == "over":
            self.take()
            letters = [self.take()]
            while self.peek() in ("and", ","):
                self.take()
                letters.append(self.take())
            lower = f"_{{{','.join(letters)}}}"
            if self.peek() == "from":
                self.take()
                start = self.operand()
                if self.peek() == "to":
                    self.take()
                    lower = f"{lower[:-1]}={start}}}^{{{self.operand()}}}"
        if self.peek() == "from":
            self.take()
            name = self.take()
            if self.peek() in ("equals", "=", "is"):
                self.take()
            start = self.operand()
            if self.peek() == "to":
                self.take()
                lower = f"_{{{name}={start}}}^{{{self.operand()}}}"
        while self.peek() in ("of", "the"):
            self.take()
        body = self.inner() if self.reach.root else self.denominator()
        return f"{operator}{lower} ({body})" if body else operator

    def followed(self, operand: str) -> str:
        """Powers, transposes and subscripts after an operand."""
        while True:
            word = self.peek()
            if word in WHOLE and self.reach.squared:
                return operand
            if word in AFTER:
                self.take()
                operand = f"{{{operand}}}{AFTER[word]}" if word != "factorial" else operand + "!"
            elif word in ("sub", "_"):
                self.take()
                operand = f"{operand}_{{{self.subscript()}}}"
            elif word in ("to", "^"):
                self.take()
                operand = f"{{{operand}}}^{{{self.exponent()}}}"
            else:
                return operand

    def indexed(self, operand: str) -> str:
        """The operand with a subscript, if one follows."""
        if self.peek() not in ("sub", "_"):
            return operand
        self.take()
        return f"{operand}_{{{self.subscript()}}}"

    def subscript(self) -> str:
        """One operand, or what stands in braces."""
        if self.peek() != "{":
            return self.operand()
        self.take()
        inner = []
        while self.peek() not in ("}", ""):
            inner.append(self.take())
        if self.peek():
            self.take()
        return "".join(inner)

    def exponent(self) -> str:
        last = not {w.lower() for w in self.words[self.at :]} & {"to", "^"}
        if self.reach.power == 1 or (self.reach.power == 2 and last):
            return self.inner()
        while self.peek() in EMPTY:
            self.take()
        sign = ""
        while self.peek() in ("minus", "negative", "-", "−"):
            self.take()
            sign = "-"
        return sign + self.operand()


def _last_term(written: str) -> tuple[str, str]:
    """A sum as everything up to its last term, and that term."""
    depth = 0
    for place in range(len(written) - 1, -1, -1):
        character = written[place]
        if character in "})":
            depth += 1
        elif character in "{(":
            depth -= 1
        elif character in "+-" and depth == 0 and written[place - 1 : place] == " ":
            return written[: place + 1] + " ", written[place + 1 :].strip()
    return "", written.strip()
