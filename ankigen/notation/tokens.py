"""One tokenizer for LaTeX, ASCII and Unicode. Every token knows its place in the text as given."""

from __future__ import annotations

import re
from sys import intern

from ankigen.notation.characters import composed, normalise
from ankigen.notation.commands import BIG_WORDS, CHARACTERS, COMMANDS, TEXTS

LONGEST = 4_000


class Unreadable(Exception):
    """A text that is no formula this reader knows.

    Attributes:
        reason: what was not understood, in words.
        position: the index in the text as given at which it stands.
    """

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason} (at character {position + 1})")
        self.reason = reason
        self.position = position


class Token:
    """A piece of a formula: what it is, its value, where it began, whether a space came before."""

    __slots__ = ("kind", "position", "spaced", "value")

    def __init__(self, kind: str, value: str, position: int, spaced: bool) -> None:
        self.kind = kind
        self.value = value
        self.position = position
        self.spaced = spaced


_SCAN = re.compile(
    r"""(?P<letters>[A-Za-z]+)
      | (?P<row>[ \t]*[\n\r\x0b\x0c\x85\u2028\u2029]\s*)
      | (?P<space>\s+)
      | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![A-Za-z0-9.]))?)
      | (?P<command>\\(?:operatorname\*|[A-Za-z]+|.))
      | (?P<quoted>"[^"\n]*")
      | (?P<transpose>\.T(?![A-Za-z0-9(]))
      | (?P<several>\.\.\.?|\*\*|:=|<=>|<=|>=|=>|-->|->|<-(?=\s)|!=|=/=|==|\|\||\+/-)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
# The kind of each group, as the very strings that the parser compares with.
_KINDS = ("", *map(intern, _SCAN.groupindex))
# Characters that are a token by themselves, whatever follows.
_SINGLE = {
    character: known
    for character, known in CHARACTERS.items()
    if len(character) == 1 and character not in ".*:<>=-!|+"
}
_SIZED = frozenset({"left", "right", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr"})
# Commands that are a token, whatever follows.
_COMMAND = {
    f"\\{name}": known for name, known in COMMANDS.items() if known[0] and name not in _SIZED
}
_AS_FOUND = frozenset({"letters", "number", "transpose"})
_ALIGNED = frozenset({"aligned", "align", "align*", "split", "gather", "gather*", "gathered"})
_ALIGNED |= frozenset({"equation", "equation*", "alignat", "multline", "multline*", "displaymath"})
_CONDITIONS = frozenset({"if", "for", "when", "while", "whenever", "provided"})
_WORDS = {"otherwise": "otherwise", "else": "otherwise"}
_LOGIC = {"and": "∧", "or": "∨"}
_UNSAID = str.maketrans("", "", '\\{}$"')
_TEXT_ESCAPE = re.compile(r"\\(?:[,;:! ]|(.))", re.DOTALL)


def tokenize(text: str) -> list[Token]:
    """The tokens of a formula, with three ``end`` tokens last.

    Raises:
        Unreadable: too long, a command or character that is not known, braces of words unclosed.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"longer than {LONGEST:,} characters", LONGEST)
    plain, positions = normalise(text)
    return _Scanner(plain, positions).run()


class _Scanner:
    __slots__ = ("positions", "text", "tokens")

    def __init__(self, text: str, positions: list[int] | None) -> None:
        self.text = text
        self.positions = positions
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        text, tokens, at = self.text, self.tokens, self.positions
        match_at, single = _SCAN.match, _SINGLE
        index, end, spaced = 0, len(text), False
        # What is printable has no space but the plain one, and so no ends of lines.
        one_line = text.isprintable()
        while index < end:
            start, character = index, text[index]
            if character == " " and (one_line or not text[index + 1 : index + 2].isspace()):
                spaced = True
                index += 1
                continue
            if character in single:
                kind, value = single[character]
                index += 1
            else:
                match = match_at(text, index)
                assert match is not None  # the last alternative takes any character
                kind, value = _KINDS[match.lastindex or 0], match.group()
                index = match.end()
                if kind == "space":
                    spaced = True
                    continue
                if value in _COMMAND:
                    kind, value = _COMMAND[value]
                elif kind not in _AS_FOUND:
                    before = len(tokens)
                    index = self.other(kind, value, start, index, spaced)
                    # A command that leaves no token (``\\,``) stands for a space.
                    spaced = len(tokens) == before
                    continue
            tokens.append(Token(kind, value, start if at is None else at[start], spaced))
            spaced = False
        # The parser looks two tokens ahead.
        return tokens + [Token("end", "", self.at(end), spaced)] * 3

    def other(self, kind: str, value: str, start: int, index: int, spaced: bool) -> int:
        """A piece whose tokens depend on what it says; returns where the next one starts."""
        if kind == "command":
            return self.command(value[1:], start, index, spaced)
        if kind == "row":
            self.add("row", "\n", start, spaced)
        elif value == '""':
            self.add("text", "", start, spaced)
        elif kind == "quoted":
            self.words(value[1:-1], start, spaced, "text")
        else:
            self.character(value, start, spaced)
        return index

    def at(self, index: int) -> int:
        """Where in the text as given the character at ``index`` stood."""
        if self.positions is None:
            return index
        if index < len(self.positions):
            return self.positions[index]
        return self.positions[-1] + 1 if self.positions else 0

    def add(self, kind: str, value: str, start: int, spaced: bool) -> None:
        self.tokens.append(Token(kind, value, self.at(start), spaced))

    def character(self, value: str, start: int, spaced: bool) -> None:
        known = CHARACTERS.get(value)
        if known is not None:
            self.add(known[0], known[1], start, spaced)
        elif value == "$":
            return
        elif "\ue000" <= value <= "\uf8ff":
            self.add("name", value, start, spaced)
        elif value.isalpha():
            previous = self.tokens[-1] if self.tokens and not spaced else None
            if previous is not None and previous.kind in ("letters", "foreign"):
                # A word of another alphabet is one name: letters gather in one token.
                previous.kind, previous.value = "foreign", previous.value + value
            else:
                self.add("foreign", value, start, spaced)
        else:
            raise Unreadable(f"the character {value!r} has no meaning here", self.at(start))

    def command(self, name: str, start: int, index: int, spaced: bool) -> int:
        """One LaTeX command; returns where the next token starts."""
        if name in TEXTS:
            words, index = self.braced(index, start)
            self.words(words, start, spaced, TEXTS[name])
            return index
        if name in ("begin", "end"):
            return self.environment(name, start, index, spaced)
        if name in _SIZED:
            return self.delimiter(name, start, index)
        if name == "not":
            return self.negated(start, index, spaced)
        known = COMMANDS.get(name)
        if known is None:
            spelled = f"\\{name}" if name.isprintable() else repr(name)
            raise Unreadable(f"the command {spelled} is not known", self.at(start))
        if known[0]:
            self.add(known[0], known[1], start, spaced)
        return index

    def delimiter(self, name: str, start: int, index: int) -> int:
        """After ``\\left`` or ``\\right``: a dot is nothing, a bar opens or closes for certain."""
        index = self.skip_spaces(index)
        opening = name == "left" or name.endswith("l")
        for bar, value in (("\\|", "‖"), ("\\Vert", "‖"), ("\\vert", "|"), ("|", "|"), ("‖", "‖")):
            if self.text.startswith(bar, index):
                self.add("open" if opening else "close", value, start, False)
                return index + len(bar)
        return index + 1 if self.text.startswith(".", index) else index

    def negated(self, start: int, index: int, spaced: bool) -> int:
        index = self.skip_spaces(index)
        for spelled, value in (("=", "≠"), ("\\in", "∉"), ("∈", "∉")):
            if self.text.startswith(spelled, index):
                self.add("relation", value, start, spaced)
                return index + len(spelled)
        raise Unreadable("\\not stands before something it cannot negate", self.at(start))

    def environment(self, name: str, start: int, index: int, spaced: bool) -> int:
        words, index = self.braced(index, start)
        if words in _ALIGNED:
            return index
        if name == "begin" and words in ("array", "tabular"):
            _, index = self.braced(index, start)
        self.add(name, words, start, spaced)
        return index

    def skip_spaces(self, index: int) -> int:
        while index < len(self.text) and self.text[index].isspace():
            index += 1
        return index

    def braced(self, index: int, start: int) -> tuple[str, int]:
        """The words between braces (or the one character) after a command, and where they end."""
        text = self.text
        index = self.skip_spaces(index)
        if not text.startswith("{", index):
            if index < len(text) and (text[index].isalnum()):
                return text[index], index + 1
            raise Unreadable("braces were expected after the command", self.at(start))
        depth, here = 0, index
        while here < len(text):
            if text[here] == "\\":
                here += 1
            elif text[here] == "{":
                depth += 1
            elif text[here] == "}":
                depth -= 1
                if depth == 0:
                    return text[index + 1 : here], here + 1
            here += 1
        raise Unreadable("the brace is never closed", self.at(index))

    def words(self, words: str, start: int, spaced: bool, manner: str) -> None:
        """Words in a formula: a name, a condition, or plain text."""
        if "\\" in words:
            words = _TEXT_ESCAPE.sub(lambda match: match.group(1) or " ", composed(words))
        words = words.translate(_UNSAID)
        words = " ".join(words.split())
        if manner == "name":
            words = words.replace(" ", "")
        bare = words.strip(" ,:;").lower()
        first, _, rest = bare.partition(" ")
        if not words:
            return
        if words in ("arg max", "arg min"):
            self.add("function", words.replace(" ", ""), start, spaced)
        elif manner == "text" and bare in _WORDS:
            self.add(_WORDS[bare], bare, start, True)
        elif manner == "text" and bare in _LOGIC:
            self.add("relation", _LOGIC[bare], start, True)
        elif manner == "text" and first in _CONDITIONS:
            self.add("condition", first, start, True)
            if rest:
                self.add("text", words.strip(" ,:;").partition(" ")[2], start, True)
        elif _NUMBER.fullmatch(words):
            self.add("number", words, start, spaced)
        elif _NAME.fullmatch(words):
            if words in BIG_WORDS:
                self.add("function", words, start, spaced)
                return
            known = COMMANDS.get(words) if manner == "name" else None
            if known is not None and known[0] == "function":
                self.add("function", words, start, spaced)
            else:
                kind = "applied" if manner == "name" else "name"
                self.add(kind, words, start, spaced)
        else:
            self.add("text", words, start, spaced)


_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NAME = re.compile(r"[^\W\d_]\w*(?:_\w+)*")
