r"""What Anki would act on in a field, made harmless; what the reader sees stays the same.

A field is HTML that Anki searches for its own marks before a browser reads it: ``[sound:…]``,
``[anki:…]``, ``[[type:…]]``, ``[latex]``, ``[$]``, clozes, and ``\(…\)`` for MathJax. Character
references hide the first kind from Anki and are plain characters again in the browser. MathJax
reads what the browser shows, so its delimiters are parted by an empty element instead.
"""

from __future__ import annotations

import re

# Private to this package between two passes; taken out of everything that comes in.
CLOZE_OPEN, CLOZE_CLOSE, MATH = "\ufdd0", "\ufdd1", "\ufdd2"

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BRACKET = re.compile(rf"\[(?=\[|sound:|anki:|/?latex\]|/?\$|{CLOZE_OPEN})", re.IGNORECASE)
_MATHJAX = re.compile(r"\\(?=[(\[])")
_PLAIN = re.compile(r"[^&<>\"'{}\[\\:]*")


def is_plain(text: str) -> bool:
    """Whether a text is HTML already: one line, and nothing in it has a meaning for anybody."""
    return text.isprintable() and _PLAIN.fullmatch(text) is not None


def clean(text: str) -> str:
    """Text with one kind of line end and, for each character no field may hold, U+FFFD.

    Apart from carriage returns the length stays the same, so places in the text hold.
    """
    if text.isprintable():
        return text
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def brackets(html: str) -> str:
    """HTML in which no square bracket opens a mark of Anki's."""
    return _BRACKET.sub("&#91;", html)


def dead(html: str) -> str:
    """HTML of our own making, outside formulas, in which nothing is live for Anki or MathJax."""
    html = html.replace("{", "&#123;").replace("}", "&#125;").replace("::", "&#58;&#58;")
    return _MATHJAX.sub("&#92;<i></i>", brackets(html))
