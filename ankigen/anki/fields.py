r"""Text to field HTML: Markdown with ``$…$``, plain text, TeX and code, escaped for real Anki.

Every function takes any text whatever. Nothing in the result is live but the formatting it was
asked for, MathJax between ``\(…\)`` or ``\[…\]``, and the clozes that the caller names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ankigen.anki.escape import CLOZE_CLOSE, CLOZE_OPEN, MATH, clean, dead
from ankigen.anki.highlight import highlighted
from ankigen.anki.tex import field_safe, typesets

# First and end position in the text, and the number of the cloze that hides what is between.
Hidden = tuple[int, int, int]

_DEEPEST = 40
# A cloze number travels through Markdown as one character of a private plane.
_NUMBER = 0xF0000


def plain_field(text: str) -> str:
    """Text as it stands: nothing in it is Markdown or mathematics; line ends are kept."""
    return dead(html.escape(clean(text))).replace("\n", "<br>")


def markdown_field(text: str, hidden: Sequence[Hidden] = ()) -> str:
    """Markdown as HTML: paragraphs, lists, tables, code, and mathematics between dollars.

    Args:
        text: the Markdown.
        hidden: what to hide, as positions in ``text`` that do not overlap; each becomes a cloze
            of its number. A range may hold a whole ``$…$``, or stand inside one.
    """
    return _rendered(text, hidden, inline=False)


def inline_field(text: str, hidden: Sequence[Hidden] = ()) -> str:
    """One line of Markdown as HTML without a paragraph around it, as ``markdown_field``."""
    return _rendered(text.replace("\n", " ").replace("\r", " "), hidden, inline=True)


def tex_field(tex: str, display: bool = False) -> str:
    r"""A formula for MathJax, ``\[…\]`` or ``\(…\)``; shown as text where it cannot be typeset."""
    return _formula(clean(tex), display)


def cloze_tex(tex: str, number: int) -> str:
    """Part of a formula as a cloze, to be put into the result of ``tex_field``.

    The braces around it make Anki's ``[...]`` one symbol, as the part was, and keep the cloze
    apart from braces beside it. ``tex`` must itself close what it opens.
    """
    safe = field_safe(clean(tex))
    return f" {{ {{{{c{number}::{_apart(safe)}}}}} }} "


def cloze(html_text: str, number: int) -> str:
    """A field's HTML, made by the functions here, as a cloze."""
    return f"{{{{c{number}::{_apart(html_text)}}}}}"


def code_field(code: str, language: str = "", hidden: Mapping[int, int] | None = None) -> str:
    """Code, highlighted where the language is known.

    Args:
        code: the lines, kept as they are.
        language: a name that Pygments knows; else the code is shown without colours.
        hidden: for a line, counted from 1, the number of the cloze that hides it.
    """
    lines = dead(highlighted(clean(code).rstrip("\n"), language)).split("\n")
    for line, number in (hidden or {}).items():
        shown = lines[line - 1]
        body = shown.lstrip(" \t")
        lines[line - 1] = shown[: len(shown) - len(body)] + cloze(body, number)
    return '<pre class="code"><code>' + "\n".join(lines) + "</code></pre>"


def _apart(inside: str) -> str:
    return inside + " " if inside.endswith(("}", ":")) else inside


def _formula(tex: str, display: bool) -> str:
    if not tex.strip():
        return ""
    if not typesets(tex):
        return f'<code class="tex">{dead(html.escape(tex.strip()))}</code>'
    return rf"\[{field_safe(tex)}\]" if display else rf"\({field_safe(tex)}\)"


def _rendered(text: str, hidden: Sequence[Hidden], inline: bool) -> str:
    source = _marked(text, hidden)
    markdown = _markdown()
    formulas: list[str] = []
    env = {"formulas": formulas}
    tokens = markdown.parseInline(source, env) if inline else markdown.parse(source, env)
    if _too_deep(tokens):
        shown = dead(html.escape(source)).replace("\n", "<br>")
    else:
        shown = dead(markdown.renderer.render(tokens, markdown.options, env).strip())
    shown = re.sub(f"{MATH}([0-9]+){MATH}", lambda match: formulas[int(match[1])], shown)
    return _with_clozes(shown, len(hidden))


def _too_deep(tokens: Sequence[Token]) -> bool:
    """Past the depth it is set to, Markdown drops text instead of showing it."""
    return any(token.level >= _DEEPEST - 1 or _too_deep(token.children or ()) for token in tokens)


def _marked(text: str, hidden: Sequence[Hidden]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, number in sorted(hidden):
        if not done <= start < end <= len(text):
            raise ValueError(f"cannot hide {start} to {end} of {len(text)} characters")
        pieces += (
            clean(text[done:start]),
            CLOZE_OPEN + chr(_NUMBER + number),
            clean(text[start:end]),
            CLOZE_CLOSE,
        )
        done = end
    return "".join(pieces) + clean(text[done:])


def _with_clozes(shown: str, expected: int) -> str:
    opening = re.compile(f"(\\{{?){CLOZE_OPEN}(.)")
    if len(opening.findall(shown)) != expected or shown.count(CLOZE_CLOSE) != expected:
        raise ValueError("what is to be hidden does not show in the text")
    shown = re.sub(f"(?<=[}}:]){CLOZE_CLOSE}", f" {CLOZE_CLOSE}", shown)
    shown = opening.sub(
        lambda match: (match[1] and "{ ") + f"{{{{c{ord(match[2]) - _NUMBER}::", shown
    )
    return shown.replace(CLOZE_CLOSE, "}}")


_Rule = Callable[[RendererHTML, Sequence[Token], int, Any, Any], str]


@cache
def _markdown() -> MarkdownIt:
    """The Markdown of the YAML: no HTML, no pictures, nothing that silently vanishes."""
    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": _DEEPEST})
    markdown.enable(["table", "strikethrough"])
    # An indented line is no code, a row of dashes under a line no heading, and the definition
    # of a link target would disappear from the card.
    markdown.disable(["code", "lheading", "reference", "html_block", "html_inline"])
    dollarmath_plugin(
        markdown, allow_labels=False, allow_space=False, allow_blank_lines=False, double_inline=True
    )
    markdown.validateLink = _is_web_address  # type: ignore[method-assign]
    rules: dict[str, _Rule] = {
        "math_inline": _math(display=False),
        "math_inline_double": _math(display=True),
        "math_block": _math(display=True),
        "fence": _fence,
        "image": _image,
        "table_open": lambda self, tokens, index, options, env: '<div class="wide"><table>\n',
        "table_close": lambda self, tokens, index, options, env: "</table></div>\n",
    }
    for name, rule in rules.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _is_web_address(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def _math(display: bool) -> _Rule:
    def rule(self: RendererHTML, tokens: Sequence[Token], index: int, _: Any, env: Any) -> str:
        tex = tokens[index].content
        if tex.count(CLOZE_OPEN) != tex.count(CLOZE_CLOSE):
            raise ValueError(f"what is to be hidden begins or ends inside a formula: {tex!r}")
        formulas: list[str] = env["formulas"]
        formulas.append(_formula(tex, display))
        # Put in last, so that nothing between here and there rewrites the formula.
        place = f"{MATH}{len(formulas) - 1}{MATH}"
        return f"<div>{place}</div>\n" if tokens[index].block else place

    return rule


def _fence(self: RendererHTML, tokens: Sequence[Token], index: int, _: Any, env: Any) -> str:
    token = tokens[index]
    # A lexer would take the marks of a cloze apart.
    language = "" if CLOZE_OPEN in token.content else token.info.strip().split(" ")[0]
    code = highlighted(token.content.rstrip("\n"), language)
    return f'<pre class="code"><code>{code}</code></pre>\n'


def _image(self: RendererHTML, tokens: Sequence[Token], index: int, _: Any, env: Any) -> str:
    """The words that stand for the picture: a deck carries none and fetches none."""
    return html.escape(tokens[index].content)
