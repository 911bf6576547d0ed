"""Text to field HTML: what it looks like, and that nothing live comes through."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ankigen.anki.escape import clean
from ankigen.anki.fields import (
    cloze,
    cloze_tex,
    code_field,
    inline_field,
    markdown_field,
    plain_field,
    tex_field,
)
from ankigen.anki.markdown import parsed, rendered
from ankigen.anki.tex import typesets

CASES = yaml.safe_load(Path(__file__).with_name("faces_fields.yaml").read_text(encoding="utf-8"))

TAGS = {
    "p",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "span",
    "div",
    "ul",
    "ol",
    "li",
    "a",
    "br",
    "hr",
} | {
    *("i", "blockquote", "table", "thead", "tbody", "tr", "th", "td"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
LIVE = re.compile(
    r"\[sound:|\[anki:|\[\[|\[/?latex\]|\[/?\$+\]|\{\{|\}\}|::|[\x00-\x08\x0b-\x1f\ufdd0-\ufdef]",
    re.IGNORECASE,
)
STYLE = re.compile("text-align:(left|right|center)|counter-reset:n -?[0-9]+")
FORMULA = re.compile(r"\\\((?:\\.|[^\\])*?\\\)|\\\[(?:\\.|[^\\])*?\\\]", re.DOTALL)
MARKS = [
    *(
        "[sound:x.mp3]",
        "[anki:tts]",
        "[[type:Answer]]",
        "[latex]",
        "[$]",
        "[$$]",
        "sound:x]",
        "type:x]]",
    ),
    *("{{c1::a}}", "{{Front}}", "{{", "}}", "{", "}", "::", ":", "<", ">", "&", "%"),
    *("\\(", "\\)", "\\[", "\\]", "\\\\", "\\", "$", "$$", "$x$", "$$y_{1}$$", "\\frac{a}{b}"),
    *("\\left(", "\\right)", "\\begin{x}", "\\end{x}", "<script>", "<b>", "</b>", "<!--", "-->"),
    *("&lt;", "&#123;", "**", "__", "`", "```", "~~~", "-", "#", ">", "|", "|---|", "[a](b)"),
    *("![c](http://d/e)", "<http://f>", "[g](http://h/\\()", "\n", "\n\n", "\t", "\x00", "\x1f"),
    *("\ufdd0", "\ufdd1", "\ufdd2", "\u202e", "word", "Ünï", "文"),
]
hostile = st.lists(st.sampled_from(MARKS) | st.text(max_size=4), max_size=14).map(
    " ".join
) | st.lists(st.sampled_from(MARKS) | st.characters(), max_size=20).map("".join)


class _Shape(HTMLParser):
    """Tags that were opened and closed in order, attributes, and the text between."""

    def __init__(self, shown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _dead(shown: str) -> _Shape:
    shape = _Shape(shown)
    assert not shape.open
    assert shape.tags <= TAGS
    for name, value in shape.attributes:
        assert name in ("class", "style", "href", "title")
        assert name != "href" or (value or "").lower().startswith(("http://", "https://"))
        assert name != "style" or STYLE.fullmatch(value or "")
    assert not LIVE.search(shown)
    return shape


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_markdown(case: dict[str, str]) -> None:
    assert markdown_field(case["markdown"]) == case["html"]


@settings(max_examples=200)
@given(hostile)
def test_nothing_live_comes_through_markdown(text: str) -> None:
    for field in (markdown_field(text), inline_field(text)):
        shape = _dead(field)
        # Outside our own formulas, whose TeX holds no delimiter, MathJax finds no place to begin.
        rest = FORMULA.sub("", field)
        assert not re.search(r"\\[(\[]", rest), (field, shape.text)


@settings(max_examples=200)
@given(hostile)
def test_plain_text_reads_as_it_was_written(text: str) -> None:
    field = plain_field(text)
    assert _dead(field).text == clean(text).replace("\n", "")


@settings(max_examples=200)
@given(hostile, st.booleans())
def test_a_formula_is_typeset_or_shown_as_written(text: str, display: bool) -> None:
    field = tex_field(text, display)
    shape = _dead(field)
    if "tex" in dict(shape.attributes).values():
        assert shape.text == clean(text).strip()
    elif field:
        opening, closing = (r"\[", r"\]") if display else (r"\(", r"\)")
        assert shape.text.startswith(opening)
        assert shape.text.endswith(closing)
        assert _bare(shape.text[2:-2]) == _bare(clean(text))


def _bare(tex: str) -> str:
    """TeX without white space and what may be put in to part pairs, bare signs escaped."""
    tokens = re.findall(r"\\?.|\\$", tex, re.DOTALL)
    bare = "".join(f"\\{token}" if token in "%#" else token.rstrip() for token in tokens)
    return re.sub(r"(?<=:)\{\}(?=:)", "", bare)


@settings(max_examples=100)
@given(hostile, st.sampled_from(["python", "html", "latex", "json", "", "no such language"]))
def test_code_keeps_every_character(code: str, language: str) -> None:
    assert _dead(code_field(code, language)).text == clean(code).rstrip("\n")


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", *"*_~>#-+.!|"]), max_size=30))
def test_markdown_loses_no_word(pieces: list[str]) -> None:
    text = " ".join(pieces)
    shown = _Shape(markdown_field(text)).text
    assert re.findall("[a-z]+", shown) == re.findall("[a-z]+", text)


def test_deep_nesting_loses_no_word() -> None:
    assert "deep" in markdown_field(">" * 500 + " deep")
    assert "deep" in markdown_field("- " * 500 + "deep")
    assert "deep" in inline_field("*a " * 300 + "deep" + "*" * 300)


def test_long_hostile_fields_take_no_long_time() -> None:
    for piece in ("$a", "$$", "**a", "[", "![", "`", "\\(", "{{", "<", "_a", "~~", "\\$", "$ "):
        markdown_field(piece * 10_000)


def test_a_field_too_long_for_markdown_keeps_every_character() -> None:
    text = "**a** $x$ [sound:b]\n" * 50_000
    assert _dead(markdown_field(text)).text == text.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "hidden", "shown"),
    [
        ("a score of $x_t$", [(2, 7, 1)], r"a {{c1::score}} of \(x_t\)"),
        ("so **two words** stay", [(5, 14, 2)], "so <strong>{{c2::two words}}</strong> stay"),
        ("the rate $x_{t}$", [(9, 16, 1)], r"the rate {{c1::\(x_{t}\)}}"),
        ("the rate $x_{t}$", [(13, 14, 1)], r"the rate \(x_{ {{c1::t}}}\)"),
        ("a [sound:x]", [(3, 9, 1)], "a &#91;{{c1::sound: }}x]"),
        ("a {b} c", [(2, 5, 3)], "a {{c3::&#123;b&#125;}} c"),
        ("both A and B", [(5, 6, 1), (11, 12, 1)], "both {{c1::A}} and {{c1::B}}"),
    ],
)
def test_hiding_places_of_a_text(text: str, hidden: list[tuple[int, int, int]], shown: str) -> None:
    assert inline_field(text, hidden) == shown


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("word", [(2, 9, 1)]),
        ("two words", [(0, 5, 1), (3, 9, 2)]),
        ("the rate $x_{t}$", [(4, 12, 1)]),
        ("[paper](https://example.org)", [(20, 25, 1)]),
    ],
)
def test_what_cannot_be_hidden_is_an_error(text: str, hidden: list[tuple[int, int, int]]) -> None:
    with pytest.raises(ValueError, match="hid"):
        inline_field(text, hidden)


@settings(max_examples=100)
@given(hostile)
def test_a_marker_in_the_text_makes_no_cloze(text: str) -> None:
    assert "{{c" not in markdown_field(text + "\ufdd0\U000f0001x\ufdd1")


def test_a_hidden_line_of_code_keeps_its_indentation() -> None:
    shown = code_field("def f(x):\n    return x", "", {2: 1})
    assert shown == '<pre class="code"><code>def f(x):\n    {{c1::return x}}</code></pre>'


def test_parts_of_a_formula_as_clozes() -> None:
    assert cloze_tex(r"\sqrt{n_{i}}", 2) == r" { {{c2::\sqrt{n_{i} } }} } "
    assert cloze_tex("a<b", 1) == " { {{c1::a&lt;b}} } "
    assert cloze("ends in a brace }", 1) == "{{c1::ends in a brace } }}"


def test_a_control_space_at_the_end_leaves_the_delimiter_alone() -> None:
    assert tex_field("a\\ ") == "\\(a\\ \\)"
    assert cloze_tex("a\\ ", 1) == " { {{c1::a\\ }} } "
    assert tex_field(r"a \\") == r"\(a \\\)"


@pytest.mark.parametrize(
    ("tex", "can"),
    [
        (r"\frac{a}{b}", True),
        (r"\left( \frac{a}{b} \right]", True),
        (r"\left. x \right|_{0}", True),
        (r"\begin{cases} a & x > 0 \\[2pt] b & \text{else} \end{cases}", True),
        (r"\{ a \}", True),
        (r"\leftarrow \rightarrow", True),
        (r"a \\", True),
        ("", False),
        ("a }", False),
        ("{ a", False),
        (r"{ \left( } \right)", False),
        (r"\begin{cases} a \end{matrix}", False),
        (r"\begin{cases}", False),
        (r"\begin x", False),
        ("a \\", False),
        (r"a \) b", False),
        (r"\newcommand{\x}{y}", False),
        ("{" * 100 + "}" * 100, False),
        ("x" * 10_001, False),
    ],
)
def test_what_mathjax_may_be_given(tex: str, can: bool) -> None:
    assert typesets(tex) is can


def test_an_address_cannot_leave_its_attribute() -> None:
    field = markdown_field('[x](https://example.org/"onclick="a)')
    assert [name for name, _ in _dead(field).attributes] == ["href"]


PLAIN = [
    *("**", " **", "** ", "**word**", " **a b**", "*", "***"),
    *("word", "Ünï", "文", " ", "  ", "\t", "\x0b", "\u00a0", "\u2028", "\u200b", "\ufeff", "7"),
    *("1. ", "2) ", "- ", "+", "=", "---", "===", "|", "#", "%", '"', "'", ":", "::", "(c)"),
    *("http://x.org", "www.x.org", "a@x.org", ">", "x. ", "?", "\ufdd0\U000f0001", "\ufdd1"),
    *(
        "$",
        "$",
        "$x$",
        "$\\alpha_{i}$",
        "$x\\$",
        "$ x$",
        "$\ufdd0\U000f0001x\ufdd1$",
        "**$x$**",
        "`$`",
    ),
]


@given(st.lists(st.sampled_from(PLAIN) | st.characters(), max_size=8).map("".join), st.booleans())
@settings(max_examples=200, deadline=None)
def test_the_short_way_for_plain_bold_and_formulas_gives_what_markdown_gives(
    text: str, inline: bool
) -> None:
    source = text.replace("\0", "").replace("\r", "")
    assume(all(tex.count("\ufdd0") == tex.count("\ufdd1") for tex in source.split("$")))
    assert rendered(source, inline) == parsed(source, inline)
