"""Code as HTML with a few classes, which the stylesheet colours for light and dark."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

# Longer code is shown without colours: lexers are regular expressions, and input is hostile.
LONGEST = 20_000


@lru_cache(maxsize=8)  # A note shows its code on two cards.
def highlighted(code: str, language: str) -> str:
    """HTML-escaped code; each coloured ``span`` begins and ends on one line.

    Classes: ``hc`` comment, ``hs`` string, ``hn`` number, ``hk`` keyword, ``hf`` the name of a
    function, class or decorator, ``hb`` a built-in name or constant.

    Args:
        code: the lines, whose number and text stay the same.
        language: a name or alias that Pygments knows; any other gives no colours.
    """
    if len(code) > LONGEST or not language:
        return html.escape(code)
    return "".join(
        f'<span class="{name}">{html.escape(text)}</span>' if name else html.escape(text)
        for name, text in _pieces(code, language)
    )


def _pieces(code: str, language: str) -> Iterator[tuple[str, str]]:
    """Class and text of each run of one class, cut at line ends."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield "", code
        return
    named = ((_class(kind), value) for kind, value in lexer.get_tokens(code))
    for name, run in groupby(named, key=itemgetter(0)):
        text = "".join(value for _, value in run)
        for piece in re.split(r"(\n)", text):
            if piece:
                yield (name if piece.strip() else ""), piece


@cache
def _class(kind: Any) -> str:
    """The class of a token of Pygments; empty where it gets no colour."""
    return next((name for ancestor, name in _classes() if kind in ancestor), "")


@cache
def _classes() -> tuple[tuple[Any, str], ...]:
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    return (
        (Comment, "hc"),
        (String, "hs"),
        (Number, "hn"),
        (Keyword.Constant, "hb"),
        (Keyword, "hk"),
        (Operator.Word, "hk"),
        (Name.Builtin, "hb"),
        (Name.Function, "hf"),
        (Name.Class, "hf"),
        (Name.Decorator, "hf"),
    )
