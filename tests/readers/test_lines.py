"""Files of any encoding become lines, and what is no text is refused with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ankigen.problems import BadInput
from ankigen.readers import extract, read_text
from ankigen.readers.lines import MAX_BYTES, decode, split

CARDS = "Körper\n1\nQ\nWas heißt „Mut“?\nA\ncourage\n2\nQ\nAnd “Ruhe”?\nA\ncalm…\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_notes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "cards.txt"
    path.write_bytes(CARDS.encode(encoding))
    assert extract(path).deck.notes == read_text(CARDS, "cards.txt").deck.notes


def test_utf_16_of_either_byte_order() -> None:
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert decode(mark + CARDS.encode(encoding), "cards.txt") == CARDS


def test_every_kind_of_line_end() -> None:
    lines = split("a\r\nb\rc\u2028d\n\ne", "x")
    assert [(line.number, line.text) for line in lines] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (4, "d"),
        (5, ""),
        (6, "e"),
    ]


def test_unprintable_characters_go_and_tabs_stay() -> None:
    (line,) = split("\ufeffa\x07b\tc\ud800d\x9f", "x")
    assert line.text == "ab\tcd"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not a text file"),
        (b"1\nQ\n\x01\x02\x03\x04", "is not a text file"),
        ("1\nQ\n".encode("utf-16-le"), "is not a text file"),
        (b"\xff\xfe\x00", "belongs to no encoding"),
        (b"caf\x81\xe9", "belongs to no encoding"),
        (b"Just a letter to a friend.\n", "is in no format known here"),
    ],
)
def test_bad_content_is_one_clear_error(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    problem = only_problem(path)
    assert what in problem.what
    assert problem.remedy


def test_an_unknown_format_says_what_each_looks_for(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear aunt,\n\nthank you for the socks.\n")
    remedy = only_problem(path).remedy
    assert all(name in remedy for name in ("posts", "guide", "flashcards"))


def test_a_document_without_notes_in_the_named_format() -> None:
    with pytest.raises(BadInput, match="no questions in the format guide"):
        read_text("1\nnothing\n", format="guide")


def test_a_format_that_does_not_exist() -> None:
    with pytest.raises(BadInput, match="no format 'cards'; one of posts, guide, flashcards"):
        read_text(CARDS, format="cards")


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in only_problem(tmp_path).what


def test_a_missing_file_and_an_impossible_name(tmp_path: Path) -> None:
    assert "cannot be read" in only_problem(tmp_path / "none.txt").what
    with pytest.raises(BadInput, match="cannot be read"):
        extract("a\x00b")


def test_a_device_is_not_waited_for() -> None:
    assert "not a regular file" in only_problem(Path("/dev/zero")).what


def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(CARDS)
    path.chmod(0)
    if os.access(path, os.R_OK):
        # Root reads everything: the system's refusal is shown on a file that root cannot open.
        path = Path("/proc/self/mem")
        assert "cannot be read" in only_problem(path).what
    else:
        assert "right to read" in only_problem(path).remedy


def test_200_megabytes_are_refused_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    problem = only_problem(path)
    assert problem.what == f"is larger than {MAX_BYTES >> 20} MB"


def only_problem(path: Path):  # type: ignore[no-untyped-def]
    with pytest.raises(BadInput) as caught:
        extract(path)
    (problem,) = caught.value.problems
    assert problem.path == str(path)
    return problem
