"""Operands of spoken formulas: names, functions, sums with their bounds, what follows them."""

from __future__ import annotations

from .reach import Reach
from .spoken_words import (
    AFTER,
    EMPTY,
    ENDS,
    FUNCTION_NAMES,
    FUNCTIONS,
    MARKS,
    NUMBERS,
    OF_WHAT_FOLLOWS,
    WHOLE,
)


class Operands:
    """The words of a sentence, read from left to right, and what one operand takes of them."""

    def __init__(self, words: list[str], reach: Reach) -> None:
        self.words = words
        self.reach = reach
        self.at = 0
        # How many functions, roots and fractions are open: "all over" ends them.
        self.open = 0
        # Whether a sum under a bar is read.
        self.below = False

    def inner(self) -> str:
        """A sum inside something."""
        raise NotImplementedError

    def bracketed(self) -> str:
        """A sum between brackets."""
        raise NotImplementedError

    def sum(self) -> str:
        """Terms and signs."""
        raise NotImplementedError

    def under(self) -> str:
        """A sum up to what is said to be multiplied."""
        raise NotImplementedError

    def denominator(self) -> str:
        """Factors side by side."""
        raise NotImplementedError

    def factor(self) -> str:
        """One operand with what follows it."""
        raise NotImplementedError

    def peek(self) -> str:
        return self.words[self.at].lower() if self.at < len(self.words) else ""

    def following(self) -> str:
        return self.words[self.at + 1].lower() if self.at + 1 < len(self.words) else ""

    def take(self) -> str:
        self.at += 1
        return self.words[self.at - 1]

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
            return f"\\sqrt{{{self.rooted()}}}"
        if word in ("argmax", "argmin", "max", "min") and self.following() == "over":
            return self.big(f"\\operatorname{{{word}}}")
        if word in OF_WHAT_FOLLOWS and self.following() == "of":
            self.take()
            whole = self.under() if self.reach.function == 2 else self.denominator()
            return f"({whole}){OF_WHAT_FOLLOWS[word]}"
        if word == "difference":
            return self.difference()
        if word in ("sum", "product"):
            return self.big("\\sum" if word == "sum" else "\\prod")
        if word == "half":
            self.take()
            if self.peek() != "of":
                return "\\frac{1}{2}"
            whole = self.sum() if self.reach.function == 2 else self.denominator()
            return f"\\frac{{1}}{{2}} ({whole})"
        if word == "quantity":
            self.take()
            return f"({self.inner()})"
        if (
            word in ("one", "1")
            and self.reach.unit
            and self.following() in ("minus", "-", "plus", "+")
        ):
            self.take()
            sign = "-" if self.take().lower() in ("minus", "-") else "+"
            other = self.operand()
            other = self.indexed(other) if self.reach.unit == 1 else self.followed(other)
            return f"(1 {sign} {other})"
        if word in ("squares", "square"):
            self.take()
            return f"({self.factor()})^{{2}}"
        if word in FUNCTIONS:
            self.take()
            return self.applied(FUNCTION_NAMES.get(word, word))
        self.take()
        if word.isdigit() and self.peek() == "/" and self.following().isdigit():
            self.take()
            return f"\\frac{{{word}}}{{{self.take()}}}"
        if word in NUMBERS:
            return NUMBERS[word]
        return self.marked(self.words[self.at - 1])

    def rooted(self) -> str:
        """What stands under a root: the whole sum (1), a quotient (2), or factors alone."""
        if self.reach.root == 1:
            return self.inner()
        factors = self.denominator()
        if self.reach.root == 2 and self.peek() in ("over", "/"):
            self.take()
            return f"\\frac{{{factors}}}{{{self.denominator()}}}"
        return factors

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
        if name == "log" and self.peek() == "base":
            self.take()
            name = f"\\log_{{{self.operand()}}}"
        of = self.peek() == "of"
        while self.peek() in ("of", "the"):
            self.take()
        if self.peek() in ("(", "open"):
            inner = self.operand()
            if of and self.reach.function and self.peek() in ("over", "/"):
                self.take()
                return f"{name}(\\frac{{{inner}}}{{{self.denominator()}}})"
            if not of:
                return self.followed(name + inner)
            # "the mean of (…) squared" is the mean of the square.
            whole = self.followed(inner)
            return name + inner if whole == inner else f"{name}({whole})"
        if name in ("max", "min"):
            return f"{name}({', '.join(self.listed())})"
        if name == "mean" and of:
            both = self.average()
            if both:
                return both
        if self.reach.function == 2:
            return f"{name}({self.inner()})"
        over = self.denominator()
        if self.reach.squared and self.peek() in WHOLE - {"inverse"}:
            # "one minus tanh of x squared": what is squared is the function.
            return f"{{{name}({over})}}{AFTER[self.take().lower()]}"
        if self.reach.function == 1 and self.peek() in ("over", "/"):
            self.take()
            return f"{name}(\\frac{{{over}}}{{{self.denominator()}}})"
        return f"{name}({over})"

    def difference(self) -> str:
        """The difference between a and b."""
        self.take()
        while self.peek() in ("of", "between", "the"):
            self.take()
        first = self.inner()
        if self.peek() == "and":
            self.take()
        return f"({first} - ({self.inner()}))"

    def listed(self) -> list[str]:
        """Arguments with "and" or a comma between them."""
        one = self.inner if self.reach.function == 2 else self.denominator
        found = [one()]
        while self.peek() in ("and", ","):
            self.take()
            found.append(one())
        return found

    def average(self) -> str:
        """The average of two things, half their sum; "" where it is of one."""
        start = self.at
        both = self.listed()
        if len(both) == 2:
            return f"\\frac{{{both[0]} + {both[1]}}}{{2}}"
        self.at = start
        return ""

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
            if self.peek() == "≠":
                self.take()
                lower = f"{lower[:-1]} \\ne {self.take()}}}"
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
        body = self.inner() if self.reach.root == 1 else self.denominator()
        if self.peek() == "and" and not lower and body:
            # "the product of a and b" names its factors.
            self.take()
            sign = "+" if operator == "\\sum" else "*"
            return f"(({body}) {sign} ({self.inner()}))"
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
        if self.peek() in ("max", "min"):
            return self.take()
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
        power = self.indexed(self.operand())
        if self.reach.power == 3 and self.peek() in ("over", "/"):
            self.take()
            power = f"\\frac{{{power}}}{{{self.indexed(self.operand())}}}"
        return sign + power
