"""Each mistake in mistakes.txt is told as it stands there."""

import re
from pathlib import Path

import pytest

from ankigen.decksfile import load, loads
from ankigen.problems import BadInput

CASES = [
    tuple(re.split(r"\n---\n|^---\n", case, maxsplit=1))
    for case in Path(__file__).with_name("mistakes.txt").read_text("utf-8").split("\n\n")[1:]
]


@pytest.mark.parametrize(("title", "rest"), CASES, ids=[case[0] for case in CASES])
def test_mistake(title: str, rest: str) -> None:
    lines = rest.splitlines()
    wanted = [line[4:] for line in lines if line.startswith("==> ")]
    text = "\n".join(line for line in lines if not line.startswith("==>"))
    if wanted:
        with pytest.raises(BadInput) as caught:
            loads(text)
        assert [str(problem) for problem in caught.value.problems] == wanted
    else:
        loads(text)


def test_deep_nesting_is_refused_before_it_hurts() -> None:
    with pytest.raises(BadInput, match="nested more than 20"):
        loads("[" * 1_000_000)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes("schema: 1\ndeck: é\n".encode("latin-1"))
    with pytest.raises(BadInput, match=r"deck\.yaml:2: not UTF-8; save the file as UTF-8"):
        load(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        load(tmp_path / "none.yaml")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(BadInput, match="larger than 64 MB"):
        load(path)
