"""Markdown with mathematics between dollars as HTML in which nothing is live."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath.index import math_block_dollar, math_inline_dollar

from ankigen.anki.escape import CLOZE_CLOSE, CLOZE_OPEN, MATH, dead
from ankigen.anki.highlight import highlighted
from ankigen.anki.tex import formula

# Text beyond these is shown as it was written: Markdown drops what is nested too deep, and takes
# a time that grows with the square of some hostile texts.
DEEPEST = 40
LONGEST = 50_000

# A line in which no character has a meaning, neither for Markdown nor for ``dead``; as a
# paragraph it must begin with a letter, as digits, dashes and spaces may begin other blocks.
_TEXT = r"[^\n\\`*_~\[\]!<>&$:{}]*(?::(?!:)[^\n\\`*_~\[\]!<>&$:{}]*)*"
_PLAIN = re.compile(_TEXT)
_SIGN = re.compile(r"[\\`*_~\[\]!<>&${}]")
_PLAIN_PARAGRAPH = re.compile(rf"(?:[^\W\d_]|{MATH}){_TEXT}")
# Bold where nothing around it lets Markdown take its stars for anything else.
_BOLD = re.compile(rf"\*\*(?<![^ ]\*\*)([^\W_](?:{_TEXT}[^\W_])?)\*\*(?=[ .,;?)]|$)")
# Between two dollars, where these can only be its own.
_FORMULA = re.compile(r"(?:[^\s$][^$\n]*)?[^\s$\\]")


def is_plain_line(text: str, inline: bool) -> bool:
    """Whether a text is one line that shows as it stands but for its double quotes."""
    if not text.isprintable() or _SIGN.search(text) or "::" in text:
        return False
    first = text[:1]
    fits = inline or (first.isalnum() and not first.isdecimal())
    return fits and text[-1:] != " " != first


@lru_cache(maxsize=256)  # A note's question, points and title stand on several of its cards.
def rendered(source: str, inline: bool) -> str:
    """Cleaned Markdown as HTML, with the marks of clozes where they stood.

    Args:
        source: the Markdown.
        inline: as one line, without a paragraph around it.
    """
    if len(source) > LONGEST:
        return _as_written(source)
    words, formulas = _parted(source) if "$" in source else (source, [])
    pieces = _BOLD.split(words) if "**" in words else [words]
    if not (_PLAIN if inline else _PLAIN_PARAGRAPH).fullmatch("".join(pieces)):
        return parsed(source, inline)
    pieces[1::2] = [f"<strong>{bold}</strong>" for bold in pieces[1::2]]
    text = "".join(pieces).strip().replace('"', "&quot;")
    for tex in formulas:
        text = text.replace(MATH, formula(tex, False), 1)
    return text if inline else f"<p>{text}</p>"


def _parted(source: str) -> tuple[str, list[str]]:
    """A line with a mark for each formula between dollars, and these; as it is where only a
    parser can tell which dollars belong together."""
    pieces = source.split("$")
    formulas = pieces[1::2]
    if (
        len(pieces) % 2
        and "$$" not in source
        and MATH not in source
        and all(map(_is_one, formulas))
    ):
        return MATH.join(pieces[::2]), formulas
    return source, []


def _is_one(tex: str) -> bool:
    """Whether what stands between two dollars is a formula and cuts no cloze."""
    return bool(_FORMULA.fullmatch(tex)) and tex.count(CLOZE_OPEN) == tex.count(CLOZE_CLOSE)


def parsed(source: str, inline: bool) -> str:
    """What ``rendered`` gives, without its short way for plain text and formulas."""
    markdown = _markdown()
    formulas: list[str] = []
    env = {"formulas": formulas}
    tokens = markdown.parseInline(source, env) if inline else markdown.parse(source, env)
    if _too_deep(tokens):
        return _as_written(source)
    shown = dead(markdown.renderer.render(tokens, markdown.options, env).strip())
    return re.sub(f"{MATH}([0-9]+){MATH}", lambda match: formulas[int(match[1])], shown)


def _as_written(source: str) -> str:
    return dead(html.escape(source)).replace("\n", "<br>")


def _too_deep(tokens: Sequence[Token]) -> bool:
    return any(token.level >= DEEPEST - 1 or _too_deep(token.children or ()) for token in tokens)


_Rule = Callable[[RendererHTML, Sequence[Token], int, Any, Any], str]


@cache
def _markdown() -> MarkdownIt:
    """The Markdown of the YAML: no HTML, no pictures, nothing that silently vanishes."""
    markdown = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": DEEPEST})
    markdown.enable(["table", "strikethrough"])
    # An indented line is no code, a row of dashes under a line no heading, and the definition
    # of a link target would disappear from the card.
    markdown.disable(["code", "lheading", "reference", "html_block", "html_inline"])
    markdown.inline.ruler.before("escape", "math_inline", _math_inline)
    markdown.block.ruler.before("fence", "math_block", _math_block)
    markdown.validateLink = _is_web_address  # type: ignore[method-assign]
    rules: dict[str, _Rule] = {
        "math_inline": _math(display=False),
        "math_inline_double": _math(display=True),
        "math_block": _math(display=True),
        "fence": _fence,
        "image": _image,
        "ordered_list_open": _numbered,
        "table_open": lambda self, tokens, index, options, env: '<div class="wide"><table>\n',
        "table_close": lambda self, tokens, index, options, env: "</table></div>\n",
    }
    for name, rule in rules.items():
        markdown.add_render_rule(name, rule)
    return markdown


_between_dollars = math_inline_dollar(allow_space=False, allow_digits=True, allow_double=True)
_block_between_dollars = math_block_dollar(allow_labels=False, allow_blank_lines=False)


def _math_inline(state: StateInline, silent: bool) -> bool:
    """A formula in a line; at its start the rule would look for a backslash at its very end."""
    if state.pos:
        return _between_dollars(state, silent)
    line = state.src
    state.src = line + " "
    found = _between_dollars(state, silent)
    state.src = line
    return found


def _math_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula on lines of its own; a line with several formulas is a paragraph."""
    line = state.line
    if not _block_between_dollars(state, start, end, silent):
        return False
    if "$$" in state.tokens[-1].content:
        state.tokens.pop()
        state.line = line
        return False
    return True


def _is_web_address(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def _math(display: bool) -> _Rule:
    def rule(self: RendererHTML, tokens: Sequence[Token], index: int, _: Any, env: Any) -> str:
        tex = tokens[index].content
        if tex.count(CLOZE_OPEN) != tex.count(CLOZE_CLOSE):
            raise ValueError(f"what is to be hidden begins or ends inside a formula: {tex!r}")
        formulas: list[str] = env["formulas"]
        formulas.append(formula(tex, display))
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


def _numbered(self: RendererHTML, tokens: Sequence[Token], index: int, _: Any, env: Any) -> str:
    """A list that begins elsewhere than at 1 tells the style sheet, which counts by itself."""
    start = tokens[index].attrGet("start")
    return "<ol>\n" if start is None else f'<ol style="counter-reset:n {int(start) - 1}">\n'


def _image(self: RendererHTML, tokens: Sequence[Token], index: int, _: Any, env: Any) -> str:
    """The words that stand for the picture: a deck carries none and fetches none."""
    return html.escape(tokens[index].content)
