"""``ankigen extract``: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ankigen import decksfile
from ankigen.cli import main
from ankigen.readers import extract

DOCUMENTS = Path(__file__).parents[1] / "readers" / "documents"
HISTORY = str(DOCUMENTS / "history.txt")
CHEMISTRY = str(DOCUMENTS / "chemistry.txt")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line; gives exit status, standard output and standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["extract", *arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


def test_one_yaml_a_document(run: Run, tmp_path: Path) -> None:
    status, out, err = run(HISTORY, CHEMISTRY, "-o", str(tmp_path / "new"))
    assert (status, err) == (0, "")
    assert {path.name for path in (tmp_path / "new").glob("*.yaml")} == {
        "history.yaml",
        "chemistry.yaml",
    }
    assert decksfile.load(tmp_path / "new" / "history.yaml") == extract(HISTORY).deck
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "history.txt" in out
    assert "flashcards" in out


def test_the_report_accounts_for_every_line(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    run(HISTORY, "-o", str(tmp_path), "--report", str(report), "--quiet")
    (one,) = json.loads(report.read_text("utf-8"))
    assert (one["path"], one["format"]) == (HISTORY, "flashcards")
    lines = Path(HISTORY).read_text("utf-8").splitlines()
    assert one["used"] + len(one["dropped"]) + len(one["unread"]) == one["lines"] == len(lines)
    assert all(lines[each["line"] - 1] == each["text"] for each in one["dropped"])


def test_json_is_all_there_is_on_standard_output(run: Run, tmp_path: Path) -> None:
    status, out, _ = run(HISTORY, "-o", str(tmp_path), "--json")
    assert status == 0
    assert [set(one) for one in json.loads(out)] == [
        {"path", "format", "lines", "used", "dropped", "unread"}
    ]


def test_quiet_says_nothing(run: Run, tmp_path: Path) -> None:
    assert run(HISTORY, "-o", str(tmp_path), "-q") == (0, "", "")


def test_nothing_is_written_when_one_document_is_bad(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("Dear aunt,\n")
    status, out, err = run(HISTORY, str(bad), "-o", str(tmp_path / "new"))
    assert (status, out) == (2, "")
    assert err.startswith(f"{bad}: is in no format known here; ")
    assert not (tmp_path / "new").exists()


def test_two_documents_with_one_name(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "history.txt"
    other.write_text("1\nQ\nWho?\nA\nShe.\n")
    status, _, err = run(HISTORY, str(other), "-o", str(tmp_path / "new"))
    assert status == 2
    assert err.startswith(f"{other}: would be written to history.yaml, as {HISTORY} would; ")
    assert not (tmp_path / "new").exists()


def test_two_documents_with_one_id(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "copy.txt"
    shutil.copy(HISTORY, other)
    status, _, err = run(HISTORY, str(other), "-o", str(tmp_path / "new"))
    assert status == 2
    assert err.startswith(f"{other}:5: the id ")
    assert f"stands in {HISTORY} too; give one of the notes another id" in err
    assert not (tmp_path / "new").exists()


def test_the_format_can_be_named(run: Run, tmp_path: Path) -> None:
    status, _, err = run(HISTORY, "--format", "posts", "-o", str(tmp_path))
    assert status == 2
    assert "holds no questions in the format posts" in err


def test_a_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    status, _, err = run(HISTORY, "-o", str(tmp_path / "file"))
    assert status == 2
    assert "cannot be written" in err
