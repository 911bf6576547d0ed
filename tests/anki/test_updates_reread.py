"""A document changes and is read again: in real Anki just that change arrives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from learner import MONDAY, TUESDAY, Learner

from ankigen import decksfile, extract
from ankigen.cli import cli

pytestmark = pytest.mark.anki

DOCUMENT = """\
1
Q
What makes a good crust?
A
Steam first, then dry heat.
2
Q
What is the crumb of a loaf?
A
The soft inside.
3
Q
What is a peel good for?
A
It slides loaves into the oven.
"""
CHANGED = (
    DOCUMENT.replace("3\nQ", "4\nQ")
    .replace("2\nQ", "2\nQ\nWhat is a score?\nA\nA cut in the dough.\n3\nQ")
    .replace("Steam first", "Much steam first")
)


@pytest.fixture
def learner(new_collection: Callable[[], Any], tmp_path: Path) -> Learner:
    return Learner(new_collection(), tmp_path)


def test_a_document_read_again_brings_its_changes_alone(learner: Learner, tmp_path: Path) -> None:
    document = tmp_path / "notes.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    learner.gets(extract(document).deck, now=MONDAY)
    learner.reviews_everything()
    before = learner.history()
    document.write_text(CHANGED, encoding="utf-8")
    log = learner.gets(extract(document).deck, now=TUESDAY)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (1, 1, 0)
    assert learner.collection.find_notes('"Answer:*Much steam first*"')
    assert learner.collection.find_notes('"Question:*What is a score*" is:new')
    assert {card: learner.history().get(card) for card in before} == before
    learner.check()


def test_a_question_reworded_in_the_document_keeps_its_history(
    learner: Learner, tmp_path: Path
) -> None:
    document, decks = tmp_path / "notes.txt", tmp_path / "decks"
    document.write_text(DOCUMENT, encoding="utf-8")
    _run("extract", document, "-o", decks)
    (file,) = decks.glob("*.yaml")
    file.write_text(file.read_text().replace("The soft inside.", "The soft inside, with holes."))
    learner.gets(decksfile.load(file), now=MONDAY)
    learner.reviews_everything()
    before = learner.history()
    reworded = CHANGED.replace("What makes a good crust?", "What makes a really good crust?")
    document.write_text(reworded.replace("Much steam first", "Steam first"), encoding="utf-8")
    _run("extract", document, "--onto", decks)
    log = learner.gets(decksfile.load(file), now=TUESDAY)
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (1, 1, 0)
    assert learner.collection.find_notes('"Question:*really good crust*" -is:new')
    assert learner.collection.find_notes('"Answer:*with holes*"')
    assert {card: learner.history().get(card) for card in before} == before
    learner.check()


def _run(*arguments: object) -> None:
    done = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
