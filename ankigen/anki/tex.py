r"""TeX on its way into an Anki field: what MathJax may read, and what must be shown as text.

Anki looks at fields before MathJax does: a cloze ends at the first ``}}`` and has its hint after
the first ``::``, and an unescaped ``<`` starts an HTML tag. The rewriting here changes spacing at
most, never what the formula says.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from ankigen.anki.escape import brackets, dead

# Longer or deeper than any formula a person reads; MathJax's own recursion stays shallow.
LONGEST = 10_000
DEEPEST = 60

# They define macros for every card that follows, fetch, link, or style the page around the card.
_BARRED = re.compile(
    r"""\\(?:
        [gex]?def | let | (?:re)?new(?:command|environment|tagform) | providecommand | Newextarrow
        | DeclareMathOperator | DeclarePairedDelimiter(?:X|XPP)? | require | usetagform
        | href | url | includegraphics | unicode | mmlToken | data | style | class | cssId | bbox
        | texttip | mathtip | toggle | label | ref | eqref
        | [()\[\]]
    )""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"\\(?:(?:begin|end)\s*\{[a-zA-Z]{1,20}\*?\}|[a-zA-Z]+|.|$)|[{}]", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{(.*)\}")
_CLOSED_BY = {"{": "}", r"\left": r"\right"}
_CLOSING = frozenset(_CLOSED_BY.values())
_HALVES = frozenset(("\\", r"\begin", r"\end"))
_BARE_SIGN = re.compile(r"(\\.)|([%#])", re.DOTALL)
_WORDS = re.compile(r"\\(text(?:rm|bf|it|sf|tt|up|md|normal)?|mbox|hbox)\s*\{([^{}]*)\}")
_SIGN_IN_WORDS = re.compile(r"\\?([_%&#])")


def typesets(tex: str) -> bool:
    r"""Whether MathJax may be given ``tex``: it closes what it opens and holds nothing barred.

    Braces, ``\left … \right`` and environments must nest; macros that define, link, fetch or
    style are barred. An unknown macro is not looked for.
    """
    if not tex.strip() or len(tex) > LONGEST:
        return False
    suspect = _BARRED.search(tex)
    expected: list[str] = []
    for token in _TOKEN.findall(tex):
        if token in _HALVES or (suspect and _BARRED.fullmatch(token)):
            return False
        edge = _ENVIRONMENT.fullmatch(token) if token[-1] == "}" and len(token) > 2 else None
        if token in _CLOSED_BY or (edge and edge[1] == "begin"):
            expected.append(edge[2] if edge else _CLOSED_BY[token])
            if len(expected) > DEEPEST:
                return False
        elif (token in _CLOSING or edge) and (
            not expected or expected.pop() != (edge[2] if edge else token)
        ):
            return False
    return not expected


def field_safe(tex: str) -> str:
    """TeX as HTML that Anki leaves alone, inside a cloze as well; cleaned text is expected.

    ``::``, ``{{`` and ``}}`` get something invisible between them; ``%`` and ``#`` become the
    signs, as one begins a comment and the other is an error; runs of white space become one.
    """
    if "\\text" in tex or "box" in tex:
        tex = _WORDS.sub(_spelled, tex)
    if "%" in tex or "#" in tex:
        tex = _BARE_SIGN.sub(lambda match: match[1] or f"\\{match[2]}", tex)
    tex = " ".join(tex.split())
    if tex[-1:] == "\\" and (len(tex) - len(tex.rstrip("\\"))) % 2:
        tex += " "  # a control space, which would otherwise take the delimiter after it
    for pair, parted in (("::", ":{}:"), ("{{", "{ {"), ("}}", "} }")):
        while pair in tex:
            tex = tex.replace(pair, parted)
    return brackets(html.escape(tex, quote=False))


def _spelled(match: re.Match[str]) -> str:
    r"""Words with their signs outside: Anki's MathJax shows the backslash of ``\text{a\_b}``."""
    pieces = _SIGN_IN_WORDS.split(match[2])
    if len(pieces) == 1:
        return match[0]
    shown = (
        f"\\{piece}" if place % 2 else f"\\{match[1]}{{{piece}}}"
        for place, piece in enumerate(pieces)
        if piece
    )
    return f"{{{''.join(shown)}}}"


@lru_cache(maxsize=256)  # A formula stands on several cards of its note.
def formula(tex: str, display: bool) -> str:
    r"""Cleaned TeX between ``\[…\]`` or ``\(…\)``; as text where MathJax may not be given it."""
    if not tex.strip():
        return ""
    if not typesets(tex):
        return f'<code class="tex">{dead(html.escape(tex.strip()))}</code>'
    safe = field_safe(tex)
    if not display:
        return rf"\({safe}\)"
    # The delimiter's own bracket must not make a mark with what follows it.
    return rf"\[ {safe}\]" if brackets(f"[{safe}") != f"[{safe}" else rf"\[{safe}\]"
