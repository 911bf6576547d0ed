"""A document as numbered lines, and the account of what became of each of them.

Bytes of any encoding become text here and nowhere else, and what cannot be text is refused with
what to do about it. The ledger starts with every line unread, so that a reader that overlooks a
line shows it instead of losing it.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ankigen.problems import BadInput, Problem

MAX_BYTES = 64 * 1024 * 1024

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
# Characters that no text holds and YAML cannot carry; the tab stays, because code needs it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# No author leaves such a gap inside a line; what reads lines need not cope with longer ones.
_LONGEST_GAP = 40
_GAP = re.compile(rf"(?<=\S)\s{{{_LONGEST_GAP},}}(?=\S)")
_WIDE = re.compile(rf"[^\S\r\n]{{{_LONGEST_GAP}}}")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READ_REMEDIES = {
    errno.ENOENT: "check the name",
    errno.ENOTDIR: "check the name",
    errno.EACCES: "ask for the right to read it",
    errno.EPERM: "ask for the right to read it",
}


class Line(NamedTuple):
    """One line of a document: its number, counted from 1, and its text without the line end.

    ``bare`` is the text without the spaces around it: nearly every question about a line is asked
    of this form. A named tuple, since a document has many lines, and a frozen dataclass takes
    three times as long to make.
    """

    number: int
    text: str
    bare: str


def line_of(number: int, text: str) -> Line:
    """A line with its bare text."""
    return Line(number, text, text.strip())


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that went into no record, and why."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that the reader did not understand."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every line: ``used + len(dropped) + len(unread) == lines``."""

    lines: int
    used: int
    dropped: tuple[Dropped, ...] = ()
    unread: tuple[Unread, ...] = ()


class Ledger:
    """Keeps, line by line, whether it was used or why it was dropped; what is neither is unread."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._fate: dict[int, str] = {}
        self.drop((line for line in lines if not line.bare), "blank")

    def use(self, lines: Iterable[Line]) -> None:
        """These lines went into a record, in whole or in part."""
        for line in lines:
            self._fate[line.number] = "used"

    def drop(self, lines: Iterable[Line], reason: str) -> None:
        """These lines went into no record, for this reason."""
        for line in lines:
            self._fate[line.number] = reason

    def is_used(self, line: Line) -> bool:
        """Whether the line is in use as things stand."""
        return self._fate.get(line.number) == "used"

    def account(self) -> Account:
        """The account as it stands now."""
        dropped: list[Dropped] = []
        unread: list[Unread] = []
        for line in self._lines:
            fate = self._fate.get(line.number)
            if fate is None:
                unread.append(Unread(line.number, line.text))
            elif fate != "used":
                dropped.append(Dropped(line.number, fate, line.text))
        used = len(self._lines) - len(dropped) - len(unread)
        return Account(len(self._lines), used, tuple(dropped), tuple(unread))


def load(path: str | os.PathLike[str]) -> tuple[str, str]:
    """The text of a file and the SHA-256 of its bytes, in hexadecimal.

    Raises:
        BadInput: it cannot be read, is too large, or is not text.
    """
    name = os.fspath(path)
    content = _content(name)
    return decode(content, name), hashlib.sha256(content).hexdigest()


def decode(content: bytes, path: str) -> str:
    """Text of UTF-8 (with a byte-order mark or none), UTF-16 with its mark, or Windows-1252.

    Raises:
        BadInput: it is none of these.
    """
    if content.startswith(_UTF16):
        return _decoded(content, "utf-16", path)
    if b"\x00" in content:
        raise _bad(path, "is not a text file", "save the document as plain text in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decoded(content, "cp1252", path)
    if len(_UNPRINTABLE.findall(text)) * 50 > len(text):
        raise _bad(path, "is not a text file", "save the document as plain text in UTF-8")
    return text


def split(text: str, path: str) -> tuple[Line, ...]:
    """The numbered lines of a text, whatever ends them, without unprintable characters.

    Raises:
        BadInput: there is nothing but blanks, or the text is too large.
    """
    if len(text) > MAX_BYTES:
        raise _too_large(path)
    rows = _LINE_END.split(_UNPRINTABLE.sub("", text))
    if rows[-1] == "":
        rows.pop()
    texts: Iterable[str] = map(str.rstrip, rows)
    if _WIDE.search(text):
        texts = (_GAP.sub(" ", row) for row in texts)
    lines = tuple(Line(number, row, row.lstrip()) for number, row in enumerate(texts, 1))
    if not any(line.bare for line in lines):
        raise _bad(path, "is empty", "give a document with questions in it")
    return lines


def told_after(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """The lines after the one at ``index`` that are not blank."""
    for place in range(index + 1, len(lines)):
        if lines[place].bare:
            yield lines[place]


def _content(name: str) -> bytes:
    try:
        status = os.stat(name)
        if stat.S_ISDIR(status.st_mode):
            raise _bad(name, "is a folder", "name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise _bad(name, "is not a regular file", "save the text to a file first")
        if status.st_size > MAX_BYTES:
            raise _too_large(name)
        with open(name, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        number = error.errno if isinstance(error, OSError) else errno.ENOENT
        what = f"cannot be read: {error.strerror if isinstance(error, OSError) else error}"
        raise _bad(name, what, _READ_REMEDIES.get(number or 0, "try another copy")) from error
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    return content


def _decoded(content: bytes, encoding: str, path: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = f"byte {error.start} belongs to no encoding known here"
        raise BadInput([Problem(path, line, what, "save the document in UTF-8")]) from error


def _too_large(path: str) -> BadInput:
    return _bad(path, f"is larger than {MAX_BYTES >> 20} MB", "split it into several documents")


def _bad(path: str, what: str, remedy: str) -> BadInput:
    return BadInput([Problem(path, 0, what, remedy)])
