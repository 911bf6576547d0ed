r"""Field HTML back to the Markdown of the YAML: the inverse of ``fields``, for edits made in Anki.

What Markdown has no form for (colours, pictures) loses it; the caller compares how the result
shows with the field, and says so. ``known`` gives formulas back as the author typed them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ankigen.anki.fieldtree import Element, Node
from ankigen.anki.tex import field_safe

_OPENS = re.compile(r"\\[(\[]")
_DOLLARS = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
_ESCAPED = re.compile(
    r"""(?x) \\(?=[!-/:-@\[-`{-~\n]|$) | [`$] | \*(?!\s) | (?<!\s)\* | ~~ | \](?=\()
    | _(?!\w) | (?<!\w)_ | <(?=[a-zA-Z/!?]) | &(?=[a-zA-Z#][a-zA-Z0-9]{0,31};)"""
)
_LINE_START = re.compile(r"(?m)^([ ]{0,3})(?=[>|]|\*(?:\s|$)|-[\s-]|[-+]$|\+\s|#{1,6}(?:\s|$)|~~~)")
_LINE_NUMBER = re.compile(r"(?m)^([ ]{0,3}\d{1,9})(?=[.)](?:\s|$))")
# How the stylesheet numbers a list that does not begin with 1.
_START = re.compile(r"counter-reset:\s*n\s+(\d{1,8})")
_BLOCKS = frozenset(
    "p div ul ol pre table blockquote h1 h2 h3 h4 h5 h6 hr dl".split()  # noqa: SIM905
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}


def known_formulas(texts: Iterable[str]) -> dict[str, str]:
    """The TeX that cards show, to the TeX as it stands between dollars in these texts."""
    found = (match[1] or match[2] for text in texts for match in _DOLLARS.finditer(text))
    return {shown_tex(tex): tex for tex in found}


def shown_tex(tex: str) -> str:
    """TeX as it stands on a card, once the browser has read the HTML."""
    return html.unescape(field_safe(tex))


def tex_of(shown: str, known: Mapping[str, str]) -> str:
    """The TeX that shows so: as it was typed where it is known, else with its spacing undone."""
    trimmed = shown.strip()
    if shown in known or trimmed in known:
        return known.get(shown) or known[trimmed]
    return trimmed.replace(":{}:", "::").replace("} }", "}}").replace("{ {", "{{")


def markdown_of(node: Element, known: Mapping[str, str], languages: Sequence[str] = ()) -> str:
    """A tree as Markdown.

    Args:
        node: what ``fieldtree.parsed`` gave, or a part of it.
        known: what ``known_formulas`` gave.
        languages: of the code blocks, in order, which HTML does not tell.
    """
    return _Writer(known, list(languages)).blocks(node.children).strip("\n")


def inline_of(node: Element, known: Mapping[str, str]) -> str:
    """A tree as one line of Markdown."""
    written = _Writer(known, []).inline(node.children)
    return " ".join(written.replace("\\\n", " ").split())


class _Writer:
    def __init__(self, known: Mapping[str, str], languages: list[str]) -> None:
        self.known = known
        self.languages = languages

    def blocks(self, children: Sequence[Node], between: str = "\n\n") -> str:
        """Blocks one below the other; text between them is a paragraph."""
        written: list[str] = []
        run: list[Node] = []
        for child in [*children, Element("hr")]:
            if isinstance(child, Element) and child.tag in _BLOCKS:
                written.append(self._paragraph(run))
                run = []
                written.append(self._block(child))
            else:
                run.append(child)
        return between.join(block for block in written[:-1] if block)

    def _paragraph(self, run: Sequence[Node]) -> str:
        text = self.inline(run)
        lines = (line.strip(" ") for line in text.strip().split("\n"))
        started = _LINE_START.sub(r"\1\\", "\n".join(lines))
        return _LINE_NUMBER.sub(r"\1\\", started).removesuffix("\\")

    def _block(self, node: Element) -> str:
        if node.tag in ("ul", "ol"):
            return self._list(node)
        if node.tag == "pre":
            return self._code(node)
        if node.tag == "table":
            return self._table(node)
        if node.tag == "hr":
            return "---"
        inside = self.blocks(node.children)
        if node.tag == "blockquote":
            return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
        if node.tag[0] == "h":
            return f"{'#' * int(node.tag[1])} {self._paragraph(node.children)}"
        return inside

    def _list(self, node: Element) -> str:
        start = _START.search(node.attributes.get("style", ""))
        number = int(start[1]) + 1 if start else 1
        items = node.elements("li")
        loose = any(item.elements("p") for item in items)
        written = []
        for place, item in enumerate(items):
            mark = f"{number + place}. " if node.tag == "ol" else "- "
            body = self.blocks(item.children, "\n\n" if loose else "\n")
            written.append(mark + body.replace("\n", "\n" + " " * len(mark)))
        return ("\n\n" if loose else "\n").join(written)

    def _code(self, node: Element) -> str:
        code = node.text().rstrip("\n")
        fence = "`" * max(3, _longest_run(code) + 1)
        language = self.languages.pop(0) if self.languages else ""
        return f"{fence}{language}\n{code}\n{fence}"

    def _table(self, node: Element) -> str:
        rows = [
            [self.inline(cell.children).replace("|", r"\|") for cell in row.elements("th", "td")]
            for part in [node, *node.elements("thead", "tbody")]
            for row in part.elements("tr")
        ]
        if not rows:
            return ""
        head, *body = (f"| {' | '.join(row)} |" for row in rows)
        return "\n".join([head, f"|{' --- |' * len(rows[0])}", *body])

    def inline(self, children: Sequence[Node]) -> str:
        """Children as Markdown in a line of text."""
        return "".join(map(self._span, children))

    def _span(self, node: Node) -> str:
        if isinstance(node, str):
            return self._text(node)
        if node.tag == "br":
            return "\\\n"
        if node.tag == "code":
            return _code_span(node.text())
        inside = self.inline(node.children)
        if node.tag == "a" and node.attributes.get("href"):
            return f"[{inside}]({node.attributes['href']})"
        if node.tag == "img":
            return node.attributes.get("alt", "")
        mark = _MARKS.get(node.tag, "")
        bare = inside.strip()
        if not mark or not bare:
            return inside
        before, _, after = inside.partition(bare)
        return f"{before}{mark}{bare}{mark}{after}"

    def _text(self, text: str) -> str:
        pieces: list[str] = []
        done = 0
        for start, end, dollars in _formulas(text):
            tex = tex_of(text[start + 2 : end - 2], self.known)
            pieces += (_escaped(text[done:start]), f"{dollars}{tex}{dollars}")
            done = end
        return "".join((*pieces, _escaped(text[done:])))


def _formulas(text: str) -> Iterator[tuple[int, int, str]]:
    """Where formulas begin and end, and the dollars that stand for their delimiters."""
    done = 0
    never: set[str] = set()
    for match in _OPENS.finditer(text):
        closes = r"\)" if match[0] == r"\(" else r"\]"
        if match.start() < done or closes in never:
            continue
        found = text.find(closes, match.end())
        if found < 0:
            never.add(closes)
        elif found > match.end():
            done = found + 2
            yield match.start(), done, "$" if closes == r"\)" else "$$"


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"\\{match[0]}", text)


def _code_span(code: str) -> str:
    fence = "`" * (_longest_run(code) + 1)
    pad = " " if code[:1] == "`" or code[-1:] == "`" else ""
    return f"{fence}{pad}{code}{pad}{fence}"


def _longest_run(code: str) -> int:
    return max((len(run) for run in re.findall("`+", code)), default=0)
