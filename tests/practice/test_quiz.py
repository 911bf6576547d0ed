"""A round of the quiz with a scripted learner: what is shown, and what is made of the replies."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from ankigen.practice.decks import cards_of
from ankigen.practice.quiz import Console, EditorMissing, run
from ankigen.practice.screen import Screen
from ankigen.practice.session import Session

CELLS = Path(__file__).parent / "cells.yaml"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return Path(shutil.copy(CELLS, tmp_path / "cells.yaml"))


def _round(
    deck: Path, ids: str, replies: Iterable[str | type[BaseException]], edited: str | None = None
) -> tuple[Session, str]:
    """Ask the notes with these ids; a reply that is an exception is raised."""
    cards = {card.note.id: card for card in cards_of([deck])}
    told = iter(replies)
    shown = io.StringIO()

    def ask(prompt: str) -> str:
        reply = next(told, EOFError)
        if isinstance(reply, str):
            return reply
        raise reply

    screen = Screen(shown, width=60)
    session = run([cards[name] for name in ids.split()], Console(screen, ask, lambda _: edited))
    screen.summary(session)
    return session, shown.getvalue()


def test_the_proposed_rating_is_taken_with_enter(deck: Path) -> None:
    session, shown = _round(deck, "CELL01", ["mitochondrion", ""])
    assert [outcome.rating for outcome in session.outcomes] == ["easy"]
    assert "Right  → easy" in shown
    assert "1 of 1 answered: 1 easy." in shown


@pytest.mark.parametrize(
    ("reply", "rating"), [("1", "again"), ("2", "hard"), ("g", "good"), ("easy", "easy")]
)
def test_the_learner_has_the_last_word(deck: Path, reply: str, rating: str) -> None:
    session, _ = _round(deck, "CELL01", ["mitochondrion", "what?", reply])
    assert [outcome.rating for outcome in session.outcomes] == [rating]


def test_points_are_shown_with_what_became_of_them(deck: Path) -> None:
    _, shown = _round(deck, "CELL05", ["prophase, anaphase", ""])
    assert "✓ prophase" in shown
    assert "○ telophase  missing" in shown
    assert "50%" in shown


def test_that_was_right_keeps_the_wording(deck: Path) -> None:
    session, shown = _round(deck, "CELL01", ["power house", "r", "y"])
    assert session.outcomes[0].rating == "good"
    assert session.outcomes[0].kept
    assert "Kept." in shown
    assert "'power house'" in deck.read_text("utf-8")


def test_that_was_right_keeps_nothing_without_a_yes(deck: Path) -> None:
    session, _ = _round(deck, "CELL01", ["power house", "r", ""])
    assert session.outcomes[0].rating == "good"
    assert deck.read_bytes() == CELLS.read_bytes()


def test_the_wording_goes_to_the_points_that_the_learner_names(deck: Path) -> None:
    _round(deck, "CELL06", ["a bouncer at the door", "r", "2", "y"])
    points = {card.note.id: card.note for card in cards_of([deck])}["CELL06"].points
    assert [point.accept for point in points] == [
        ("walls the cell off",),
        ("a bouncer at the door",),
        (),
    ]


def test_a_right_answer_cannot_be_called_right_again(deck: Path) -> None:
    session, _ = _round(deck, "CELL01", ["mitochondrion", "r", "3"])
    assert [outcome.rating for outcome in session.outcomes] == ["good"]


def test_formulas_are_drawn_in_unicode_and_code_is_kept_as_it_is(deck: Path) -> None:
    _, shown = _round(deck, "CELL07 CELL08", ["N", "", "", ""])
    assert "$" not in shown
    assert "\\frac" not in shown
    assert "        counts[base] = counts.get(base, 0) + 1" in shown


def test_a_longer_answer_comes_from_the_editor(deck: Path) -> None:
    code = "c = {}\nfor b in dna:\n    c[b] = c.get(b, 0) + 1\n"
    session, _ = _round(deck, "CELL08", [":e", ""], edited=code)
    assert session.outcomes[0].grade.score == 1.0


def test_a_question_can_be_put_aside_and_the_round_ended(deck: Path) -> None:
    session, shown = _round(deck, "CELL01 CELL02 CELL03", [":s", "no", "", ":q"])
    assert (session.skipped, len(session.outcomes)) == (1, 1)
    assert "1 of 3 answered" in shown


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_the_end_of_the_input_ends_the_round_politely(deck: Path, end: type[BaseException]) -> None:
    session, shown = _round(deck, "CELL01 CELL02", ["mitochondria", end])
    assert [outcome.rating for outcome in session.outcomes] == ["easy"]
    assert "1 of 2 answered" in shown


def test_nothing_is_wider_than_the_terminal_and_nothing_steers_it(deck: Path) -> None:
    text = deck.read_text("utf-8").replace(
        "human body cell", "human [bold]body[/] cell " + "x" * 70
    )
    deck.write_text(text, "utf-8")
    _, shown = _round(deck, "CELL04 CELL06", ["\x1b[31m23", "", "walls \x07 the cell off", ""])
    assert max(map(len, shown.splitlines())) <= 60
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[bold]body[/]" in shown


def test_what_was_not_understood_may_be_said_again(deck: Path) -> None:
    session, shown = _round(deck, "CELL01", ["x" * 600, "mitochondrion", ""])
    assert [outcome.rating for outcome in session.outcomes] == ["easy"]
    assert "600 characters" in shown


def test_who_goes_on_is_shown_the_answer(deck: Path) -> None:
    session, shown = _round(deck, "CELL01", ["x" * 600, "", "1"])
    assert [outcome.rating for outcome in session.outcomes] == ["again"]
    assert "Not understood" in shown
    assert "Answer:" in shown


def test_without_an_editor_a_line_is_asked_for(deck: Path) -> None:
    cards = {card.note.id: card for card in cards_of([deck])}
    replies = iter([":e", "mitochondrion", ""])
    shown = io.StringIO()

    def no_editor(_: str) -> str | None:
        raise EditorMissing("nano: not found.")

    console = Console(Screen(shown, width=60), lambda _: next(replies), no_editor)
    session = run([cards["CELL01"]], console)
    assert [outcome.rating for outcome in session.outcomes] == ["easy"]
    assert "nano: not found. Type it here instead." in shown.getvalue()


def test_an_editor_left_without_saving_asks_again(deck: Path) -> None:
    session, shown = _round(deck, "CELL01", [":e", "mitochondrion", ""])
    assert [outcome.rating for outcome in session.outcomes] == ["easy"]
    assert "Nothing was saved" in shown
