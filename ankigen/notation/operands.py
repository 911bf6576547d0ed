"""The operands of the parser: names, numbers, groups, commands, with what hangs on them."""

from __future__ import annotations

from ankigen.notation import constructors
from ankigen.notation.application import is_applied
from ankigen.notation.commands import ACCENTS, BIG_WORDS
from ankigen.notation.tokens import Token, Unreadable
from ankigen.notation.tree import (
    Accent,
    Big,
    Call,
    Cases,
    Expr,
    Fence,
    Fraction,
    Matrix,
    Number,
    Postfix,
    Product,
    Relation,
    Root,
    Script,
    Sequence,
    Sum,
    Symbol,
    Text,
)
from ankigen.notation.vocabulary import ACCENT_ENDINGS, BRACKETED, GREEK, Vocabulary

DEEPEST = 120
BOUNDED = BIG_WORDS | {"limsup", "liminf"}
_STARTS = frozenset(
    "number name letter word applied foreign text open brace function prefix big letter-big "
    "command accent style root begin infinite".split()
)
_CLOSING = {"(": ")]", "[": "])", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}
_LONE = frozenset("+-±∓*@·×⊙⊗⊕∘∩∪∖⋆′")
_FENCES = {"abs": "||", "norm": "‖‖", "floor": "⌊⌋", "ceil": "⌈⌉"}
_MATRICES = {"matrix": "", "bmatrix": "[", "pmatrix": "(", "vmatrix": "|", "Vmatrix": "‖"}
_MATRICES |= {"array": "", "smallmatrix": "", "Bmatrix": "[", "tabular": ""}


class Operands:
    """The part of the parser below its operators."""

    __slots__ = (
        "bars",
        "colon_ends",
        "in_environment",
        "in_grid",
        "index",
        "matching",
        "nesting",
        "odd_bars",
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
        self.matching, self.odd_bars = _brackets(tokens)

    def sequence(self) -> Expr | None:
        raise NotImplementedError

    def expression(self, floor: int = 0, conditional: bool = True) -> Expr:
        raise NotImplementedError

    # What comes next

    def starts(self) -> bool:
        """Whether an operand starts at the next token."""
        token = self.tokens[self.index]
        if token.kind == "bar":
            return not self.closes_bar() and self.index not in self.odd_bars
        return token.kind in _STARTS

    def closes_bar(self) -> bool:
        """Whether the next token is the second bar of an open ``|x|``."""
        token = self.tokens[self.index]
        if token.kind != "bar" or not self.bars:
            return False
        if self.bars[-1] == "|" and token.value == "‖" and self.index not in self.odd_bars:
            # ``|x||y|``: what looks like a double bar closes one and opens another.
            single = token._replace(value="|")
            self.tokens[self.index : self.index + 1] = [single, single]
            self.matching, self.odd_bars = _brackets(self.tokens)
        return self.bars[-1] == self.tokens[self.index].value

    def continues(self) -> bool:
        """Whether the line after this one goes on with a relation or an operator."""
        if self.in_environment:
            return False
        return self.tokens[self.index + 1].kind in ("relation", "operator", "slash")

    def at_bounds(self) -> bool:
        return self.tokens[self.index].kind == "script"

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
        start = here
        while self.tokens[here].kind not in (
            "separator", "row", "close", "unbrace", "cell", "end", "infix", "condition",
            "otherwise",
        ):  # fmt: skip
            if self.tokens[here].kind == "relation" and self.tokens[here].value != ":":
                return False
            here = self.matching.get(here, here) + 1
        if self.tokens[here].kind == "separator" and self.tokens[here + 1].kind == "condition":
            here += 1
        if self.tokens[here].kind not in ("condition", "otherwise"):
            return False
        self.index = start
        return True

    # Operands

    def factor(self) -> Expr:
        if self.ready is not None:
            node, self.ready = self.ready, None
            return self.finish(node, False)
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", self.tokens[self.index].position)
        node, named = self.atom()
        node = self.finish(node, named)
        self.nesting -= 1
        return node

    def finish(self, node: Expr, named: bool) -> Expr:
        """An operand with its scripts, primes and postfixes, applied if it is a function."""
        while True:
            token = self.tokens[self.index]
            if token.kind in ("script", "transpose", "prime"):
                node = self.scripts(node)
            elif token.kind == "postfix":
                self.index += 1
                node = Postfix("!" if token.value == "!" else "%", node)
                named = False
            elif named and token.kind == "open" and token.value in ("(", "["):
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
        self.ready = _grouped("(", closing, content)
        return None

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

    def scripted(self, base: Expr, sub: Expr | None, sup: Expr | None) -> Expr:
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
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", token.position)
        if self.is_lone_sign():
            value = self.tokens[self.index + 1].value
            node = Symbol("′" if value == "'" else value)
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
        lone = isinstance(node, Symbol) and node.name in _LONE
        if raised and node is not None and not lone and self.tokens[self.index].value == "^":
            node = constructors.script(node, None, self.script())
        self.nesting -= 1
        return node

    def is_lone_sign(self) -> bool:
        """``k^{+}``, ``x^(*)``: a group of one sign."""
        opening, inner, closing = self.tokens[self.index : self.index + 3]
        grouped = opening.kind == "brace" or (opening.kind, opening.value) == ("open", "(")
        lone = inner.kind in ("sign", "operator", "prime")
        return grouped and lone and closing.kind in ("close", "unbrace")

    def script_group(self) -> Expr | None:
        """A script in braces or parentheses; a parenthesis around all of it is kept."""
        start = self.index
        inner = self.tokens[start + 1]
        last = self.matching.get(start, 0)
        content = self.inside()
        whole = inner.value == "(" and inner.kind == "open" and last
        if whole and self.matching.get(start + 1) == last - 1 and content is not None:
            if isinstance(content, Fence) and content.open == "(":
                return content
            return Fence("(", ")", content)
        if isinstance(content, Fence) and content.open == "(" and self.tokens[start].value == "(":
            return content
        return content

    # Groups

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
        return _grouped(opening.value, closing, content)

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
            content = Fraction(content, below) if over else Call(_BINOM, (content, below))
        self.bars, self.colon_ends, self.in_environment = outer
        self.close(opening)
        return content

    def argument(self, after: Token) -> Expr:
        """The braced argument of a command, or the one thing after it."""
        token = self.tokens[self.index]
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", token.position)
        if token.kind == "brace":
            node = self.inside_braces()
        elif token.kind == "number" and len(token.value) > 1 and token.value.isdigit():
            # ``\frac12``: TeX takes one digit.
            rest = token._replace(value=token.value[1:], position=token.position + 1, spaced=False)
            self.tokens[self.index] = rest
            node = Number(token.value[0])
        elif token.kind in _STARTS:
            node = self.atom()[0]
        else:
            node = None
        if node is None:
            raise Unreadable(f"something is missing after {after.value!r}", after.position)
        self.nesting -= 1
        return _one(node)

    # Atoms

    def atom(self) -> tuple[Expr, bool]:
        """One indivisible operand, and whether it is a name that may be applied."""
        token = self.tokens[self.index]
        kind = token.kind
        if kind == "number":
            self.index += 1
            return Number(token.value), False
        if kind in ("name", "letter", "word", "applied", "foreign", "function"):
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
                    return Accent(value, _one(content)), True
                return Fence(_FENCES[value][0], _FENCES[value][1], content), False
            if value == "sqrt":
                return self.root(token), False
            if value == "frac" and after.kind == "brace":
                return Fraction(self.argument(token), self.argument(token)), False
            if value in _MATRICES and after.value == "[":
                return self.grid(_MATRICES[value]), False
            for ending in ACCENT_ENDINGS:
                stem = value[: -len(ending)]
                if value.endswith(ending) and (len(stem) == 1 or stem in GREEK):
                    return Accent(ending, Symbol(GREEK.get(stem, stem))), True
        return Symbol(value), True

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

    def root(self, token: Token) -> Expr:
        """``√x``, ``sqrt(x)``, ``\\sqrt[3]{x}``."""
        degree: Expr | None = None
        after = self.tokens[self.index]
        if after.value == "[" and after.kind == "open":
            degree = self.inside()
            degree = None if degree is None else _one(degree)
            after = self.tokens[self.index]
        if after.kind == "brace":
            return Root(self.argument(token), degree)
        if after.value == "(":
            return Root(self.group(), degree)
        if after.kind not in _STARTS:
            raise Unreadable("something is missing under the root", token.position)
        if token.kind == "command":
            return Root(self.argument(token), degree)
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", token.position)
        body = self.atom()[0]
        body = self.scripts(body)
        self.nesting -= 1
        return Root(body, degree)

    def command(self, token: Token) -> Expr:
        first = self.argument(token)
        if token.value == "frac":
            return Fraction(first, self.argument(token))
        if token.value == "binom":
            return Call(_BINOM, (first, self.argument(token)))
        operator = self.tokens[self.index]
        if operator.kind == "brace" and self.tokens[self.index + 2].kind == "unbrace":
            operator = self.tokens[self.index + 1]
            self.index += 2
        if token.value == "underset" and (
            operator.kind == "big" or operator.value in BOUNDED
        ):
            self.index += 1
            if not self.starts():
                raise Unreadable(f"nothing stands after {operator.value}", operator.position)
            return Big(operator.value, self.expression(60), first)
        raise Unreadable(f"\\{token.value} is not known around this", token.position)

    # Environments

    def environment(self, token: Token) -> Expr:
        """A matrix or cases."""
        name = token.value
        if name not in _MATRICES and name not in ("cases", "dcases", "rcases"):
            raise Unreadable(f"the environment {name!r} is not known", token.position)
        outer = self.bars, self.in_environment, self.in_grid
        self.bars, self.in_environment, self.in_grid = [], True, False
        cells: list[tuple[Expr, ...]] = []
        cases: list[tuple[Expr, Expr | None]] = []
        while self.tokens[self.index].kind != "end":
            if name in _MATRICES:
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
        return Matrix(tuple(cells), _MATRICES[name]) if cells else Cases(tuple(cases))

    def cells(self) -> tuple[Expr, ...]:
        row: list[Expr] = []
        while True:
            cell = self.sequence()
            if cell is not None:
                row.append(_one(cell))
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
            return value.rows if isinstance(value, Cases) else ((_one(value), None),)
        self.index += 1
        token = self.tokens[self.index]
        if token.kind in ("otherwise", "condition"):
            self.index += 1
        if token.kind == "otherwise":
            return ((_one(value), None),)
        condition = self.sequence()
        if condition is None:
            raise Unreadable("a case has no condition", start.position)
        if isinstance(condition, Sequence):
            # ``x > 0, y > 0``: both must hold.
            condition = Relation(("∧",) * (len(condition.items) - 1), condition.items)
        return ((_one(value), condition),)


_BINOM = Symbol("binom")


def _grouped(opening: str, closing: str, content: Expr | None) -> Expr:
    """A bracket with its content; a parenthesis around one expression vanishes."""
    if (opening, closing) == ("(", ")") and content is not None:
        return _one(content)
    return constructors.fence(opening, closing, content)


def _one(content: Expr) -> Expr:
    """A list as one thing: in parentheses."""
    return Fence("(", ")", content) if isinstance(content, Sequence) else content


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


def _brackets(tokens: list[Token]) -> tuple[dict[int, int], frozenset[int]]:
    """Which bracket closes which, and the bars after which an even number of bars is left."""
    matching: dict[int, int] = {}
    odd: set[int] = set()
    opened: list[int] = []
    bars: list[list[int]] = [[]]
    for index, token in enumerate(tokens):
        if token.kind in ("open", "brace"):
            opened.append(index)
            bars.append([])
        elif token.kind in ("close", "unbrace") and opened:
            matching[opened.pop()] = index
            odd.update(_alone(tokens, bars.pop()))
        elif token.kind == "bar":
            bars[-1].append(index)
    for rest in bars:
        odd.update(_alone(tokens, rest))
    return matching, frozenset(odd)


def _alone(tokens: list[Token], bars: list[int]) -> list[int]:
    """Bars with an odd number of their kind left in the group, themselves counted."""
    found: list[int] = []
    for value in ("|", "‖"):
        same = [index for index in bars if tokens[index].value == value]
        found.extend(same[-1::-2])
    return found
