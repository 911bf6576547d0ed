"""Fields back to Markdown: what comes back shows as the field did, and stays as it is from then."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen.anki.fields import cloze, inline_field, markdown_field
from ankigen.anki.fieldtext import inline_of, known_formulas, markdown_of
from ankigen.anki.fieldtree import look, opened, parsed


def back(shown: str, *known: str) -> str:
    tree = parsed(shown)
    assert tree is not None
    return markdown_of(tree, known_formulas(known))


@pytest.mark.parametrize(
    "text",
    [
        "Steam, then *dry* heat.",
        "A **bold `code` word** and a [link](https://a.b/c).",
        "Two\n\nparagraphs",
        "- one\n- two\n  - inner",
        "3. three\n4. four",
        "A table:\n\n| a | b |\n| --- | --- |\n| c | $x$ |",
        "> said\n\n```\ncode  here\n```",
        "$x^2$ and\n\n$$\\frac{a}{b}$$",
        "2 * 3 < 4 & a_b, snake_case",
        "5\\$ and 6\\$",
    ],
)
def test_what_people_write_comes_back_as_it_was(text: str) -> None:
    assert back(markdown_field(text)) == text


def test_a_formula_comes_back_as_it_was_typed() -> None:
    text = r"$\frac{1}{x_{a_{b}}}$ where $y{::}{{z}}$ is"
    assert back(markdown_field(text), text) == text


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a<br>b", "a\\\nb"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("a <b>bold </b>word", "a **bold** word"),
        ('<span style="color: red">a</span>', "a"),
        ("1. no list", "1\\. no list"),
        (r"<anki-mathjax>x</anki-mathjax> \(y\)", "x $y$"),
        ("{{c1::a::hint}} {{c2::b {{c3::c}}}}", "a b c"),
        ("<script>alert(1)</script>", "alert(1)"),
        ('<a HREF="https://a.b/?c=1&amp;d=2">e</a>', "[e](https://a.b/?c=1&d=2)"),
        ("a < b <c> d <e", "a < b  d \\<e"),
    ],
)
def test_what_the_editor_of_anki_makes(typed: str, expected: str) -> None:
    assert back(typed) == expected


def test_looks_are_equal_however_they_are_spelled() -> None:
    assert look("<p>a</p>\n<p>&lt; b&#123;</p>") == look("<p>a</p><p>&lt;  b{ </p>")
    assert look("<p>a</p>") != look("<p><b>a</b></p>")
    assert look("<strong>a</strong>") == look("<b>a</b>")
    assert look(r"\( { {{c2::x}} } \)") == look(r"\( { {{c7::x}} } \)")


def test_nested_and_long_fields_are_left_alone() -> None:
    assert parsed("<b>" * 200) is None
    assert parsed("a" * 300_000) is None
    deep = "{{c1::" * 30 + "a" + "}}" * 30
    assert "{{c1::" in opened(deep)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "bit",
    ["<!--", "<a ", "<a b='", "<![", "<?", "</", "{{c1::", " { {{c1::", "\\(", "`", "<b>", "&#"],
)
def test_a_field_that_never_closes_takes_no_long_time(bit: str) -> None:
    field = bit * (190_000 // len(bit))
    look(field)
    tree = parsed(field)
    assert tree is None or markdown_of(tree, {}) is not None


def test_comments_go() -> None:
    assert back("<!--StartFragment-->a <!-- b -->c<!-- d") == "a c d"


def test_a_line_of_markdown() -> None:
    tree = parsed(inline_field("a *b* $c$"))
    assert tree is not None
    assert inline_of(tree, {}) == "a *b* $c$"


anything = st.text(st.sampled_from("ab 1.-#*_`[]()<>&$\\|~+{}:!\n\"'é"), max_size=30)
phrases = st.sampled_from(
    ["flour", "**a b**", "*c*", "`d_e`", "$x_1$", "[i](https://j.k)", "~~m~~", "5 < 6", "a_b",
     "2 * 3", "{{c1::n}}", "\\(o\\)", "&amp;", "p & q", "{r}", "x::y", "1\\. s", "\\# t",
     "\\$ u \\$"]
)  # fmt: skip
lines = st.lists(phrases, min_size=1, max_size=4).map(" ".join)
blocks = lines | st.sampled_from(
    ["- d\n- e\n  - f", "1. g\n2. h", "7. i\n8. j", "```\nk\n  l\n```", "> m", "## n",
     "| a | b |\n| --- | --- |\n| c | $d$ |", "$$\\frac{o}{p}$$", "- q\n\n- r"]
)  # fmt: skip
texts = st.lists(blocks, min_size=1, max_size=4).map("\n\nthen\n\n".join)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_what_comes_back_shows_the_same(text: str) -> None:
    shown = markdown_field(text)
    again = back(shown, text)
    assert look(markdown_field(again)) == look(shown)
    assert back(markdown_field(again), text) == again


@settings(max_examples=100, deadline=None)
@given(anything)
def test_any_html_whatever_is_read(text: str) -> None:
    back(text)
    back(cloze(text, 1))
    look(text)
