"""Whatever a document is, reading gives notes that can be written down, or one clear error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ankigen import decksfile
from ankigen.problems import BadInput
from ankigen.readers import FORMATS, read_text
from ankigen.readers.lines import decode

DOCUMENTS = Path(__file__).parent / "documents"
PIECES = [
    line
    for path in sorted(DOCUMENTS.glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
]
LINES = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(
        ["Q", "A", "1", "2", "Q:", "A:", "Answer", "Where:", "•", "```", '"""', "| | |"]
    ),
    st.text(max_size=30),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from([None, *FORMATS]))
def test_any_lines(lines: list[str], format: str | None) -> None:
    check("\n".join(lines), format)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes(content: bytes) -> None:
    text = outcome(decode, content, "any.bin")
    if isinstance(text, str):
        for format in FORMATS:
            check(text, format)


def check(text: str, format: str | None) -> None:
    read = outcome(read_text, text, "any.txt", format)
    if isinstance(read, BadInput):
        assert all(problem.remedy for problem in read.problems)
        return
    deck, account = read.deck, read.account
    assert account.used + len(account.dropped) + len(account.unread) == account.lines
    assert len({note.id for note in deck.notes}) == len(deck.notes)
    assert all(note.question.strip() and note.lines for note in deck.notes)
    assert decksfile.loads(decksfile.dumps(deck), "any.yaml") == deck


def outcome(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function returns, or the error with which it says that the input is bad."""
    try:
        return function(*arguments)
    except BadInput as error:
        return error
