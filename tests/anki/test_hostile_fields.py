"""Everything hostile in every field of every kind, and fields of a megabyte, in real Anki."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from baking import deck
from collection import imported

from ankigen.anki import build
from ankigen.deck import KINDS, Formula, Note, Point

NOW = 1_700_000_000
MEGABYTE = 1_000_000

# Between two words that must both arrive.
HOSTILE = (
    "<script>document.title='live'</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "<style>*{display:none}</style>",
    "<!-- never closed",
    "</div></div></template>",
    "[sound:x.mp3]",
    "[anki:tts lang=en_US]x[/anki:tts]",
    "[[type:Answer]]",
    "[latex]x[/latex]",
    "[$]x[/$]",
    "{{Answer}}",
    "{{type:Answer}}",
    "{{c1::nested::hint}}",
    "{{c1::never closed",
    "}} :: {{",
    r"\(x\) \[y\]",
    "$x",
    r"$\frac{1}{$",
    r"$\def\x{y}\href{javascript:alert(1)}{x}$",
    r"$$\begin{matrix} 1 & 2$$",
    "$a}}b{{c::d$",
    "a\0b\x1fc\x7fd",
    "\u202eright to left\u202c \u2067isolated\u2069",
    "\ufdd0\ufdd1\ufdd2\ue000\U000f0001",
    "&lt;script&gt; &amp; &#0; &unknown;",
    "]]> <![CDATA[ ]]>",
    "```\nnever closed",
    "| a |\n|---|\n| b |",
    "%0A%00 ../../etc/passwd",
)
LIVE = re.compile(
    r"<(?:script|img|svg|iframe|style|template|object|embed|form|input)\b|<!--"
    r"|<[^<>]*\s(?:on\w+=|href=['\"]?(?!https?:))"
    r"|\[anki:play|\[sound:|\[anki:|\[latex\]|No cloze|\{\{",
    re.IGNORECASE,
)


def _words(place: object) -> tuple[str, str]:
    return f"before{place}x", f"after{place}x"


def _note(number: int, hostile: str) -> Note:
    def text(place: str) -> str:
        before, after = _words(f"{number}{place}")
        return f"{before} {hostile}\n\n{after}"

    kind = KINDS[number % len(KINDS)]
    correct = {"true-false": True, "choice": "A", "number": 0.25}.get(kind)
    return Note(
        id=f"N{number}",
        kind=kind,
        question=text("question") + (" ____" if kind == "blank" else ""),
        answer=text("answer"),
        points=(Point(text("point"), text("term")), Point(text("more"))),
        formulas=(Formula(f"x_{{{number}}} = 1"), Formula(hostile, text("name"))),
        choices=(("A", text("a")), ("B", text("b"))) if kind == "choice" else (),
        correct=correct,
        code=text("code"),
        language="python",
        note=text("note"),
        tags=(hostile,),
    )


def _shown(card: Any) -> tuple[str, str]:
    """HTML of both sides without what the templates bring, and the text that a reader sees."""
    sides = card.question() + card.answer()
    sides = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", sides, flags=re.DOTALL)
    return sides, html.unescape(re.sub(r"<[^>]*>", "", sides))


@pytest.mark.anki
def test_nothing_hostile_comes_alive_and_no_word_is_lost(collection: Any, tmp_path: Path) -> None:
    notes = [_note(number, hostile) for number, hostile in enumerate(HOSTILE)]
    report = build([deck(*notes)], tmp_path / "hostile.apkg", now=NOW)
    log = imported(collection, tmp_path / "hostile.apkg")
    assert (len(log.new), len(log.conflicting)) == (report.notes, 0)
    assert collection.card_count() == report.cards
    assert collection.media.check().missing == []
    for number, note in enumerate(notes):
        seen = ""
        for identity in collection.find_cards(f'"Id:N{number}"'):
            card = collection.get_card(identity)
            assert card.question_av_tags() + card.answer_av_tags() == []
            sides, text = _shown(card)
            own = re.sub(r"\[\[type:Typed\]\]|<input[^>]*id=.?typeans[^>]*>", "", sides)
            assert not LIVE.search(own), (note.id, LIVE.search(own))
            seen += text
        places = ["question", "answer", "point", "term", "more", "name", "code", "note"]
        if note.kind == "blank":
            places = ["question", "answer", "note", "name"]
        if note.kind == "choice":
            places += ["a", "b"]
        for place in places:
            for word in _words(f"{number}{place}"):
                assert word in seen, (note.id, note.kind, word)
    said, sound = collection.fix_integrity()
    assert sound, said


def _plain(field: str) -> str:
    """What a reader sees of a field; ``html.unescape`` alone would take seconds for a megabyte."""
    text = re.sub(r"<[^>]*>", "", field)
    for reference in sorted({*re.findall(r"&#?\w+;", text)} - {"&amp;"}):
        text = text.replace(reference, html.unescape(reference))
    return text.replace("&amp;", "&")


@pytest.mark.anki
@pytest.mark.parametrize("piece", ["word ", "<b>[sound:x]{{c1::y}}</b> ", "$x_{1", "文 "])
def test_fields_of_a_megabyte_arrive_whole(collection: Any, tmp_path: Path, piece: str) -> None:
    long = "Begins " + piece * (MEGABYTE // len(piece)) + "ends"
    # What every card of a note repeats stands in one that has few cards.
    texts = Note("N1", "open", long, title=long, answer=long, code=long, note=long)
    parts = Note(
        id="N2",
        kind="open",
        question="Short?",
        points=(Point(long, "Term"), Point("short", long)),
        formulas=(Formula(long, "Formula"), Formula("x = 1", long, (("x", long),))),
    )
    report = build([deck(texts, parts)], tmp_path / "long.apkg", now=NOW)
    log = imported(collection, tmp_path / "long.apkg")
    assert (len(log.new), len(log.conflicting)) == (report.notes, 0)
    wanted = " ".join(long.split())
    for note, names in (
        ("N1", ("Title", "Question", "Answer", "Code", "Note")),
        ("N2", ("Points", "Formulas")),
    ):
        (question,) = collection.find_notes(f'"note:ankigen Question" Kind:open Id:{note}')
        fields = dict(collection.get_note(question).items())
        for name in names:
            assert wanted in " ".join(_plain(fields[name]).split()), name
        assert not any(LIVE.search(text) for name, text in fields.items() if name != "Record")
    said, sound = collection.fix_integrity()
    assert sound, said
