"""``ankigen init``: a deck to start from, which loads, builds and passes its own check."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ankigen import decksfile
from ankigen.cli import main
from ankigen.cli.init import starter
from ankigen.deck import KINDS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments)])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


def workflow_commands(folder: Path) -> list[str]:
    document = yaml.safe_load((folder / ".github" / "workflows" / "deck.yml").read_text())
    return [
        step["run"] for job in document["jobs"].values() for step in job["steps"] if "run" in step
    ]


def test_what_it_says_next_builds_and_the_workflow_holds(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run("init", "My Spanish")
    assert (status, err) == (0, "")
    following = re.search(r"^Next: cd 'My Spanish' && ankigen (.+)$", out, re.MULTILINE)
    assert following
    monkeypatch.chdir("My Spanish")
    assert run(*following[1].split())[0] == 0
    (check,) = (one for one in workflow_commands(Path()) if one.startswith("ankigen "))
    assert run(*check.split()[1:]) == (0, "Up to date.\n", "")
    said = re.findall(r"^ankigen (.+)$", Path("README.md").read_text(), re.MULTILINE)
    assert len(said) == 2
    for command in said:
        assert run(*command.split())[0] == 0
    assert run(*check.split()[1:])[0] == 0


def test_the_deck_shows_every_kind_and_explains_itself(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "new", "-q")
    path = tmp_path / "new" / "decks" / "deck.yaml"
    assert {note.kind for note in decksfile.load(path).notes} == set(KINDS)
    assert path.read_text().count("#") > 10


def test_the_release_attaches_the_package(tmp_path: Path) -> None:
    made = starter(tmp_path / "new")
    text = made[tmp_path / "new" / ".github" / "workflows" / "deck.yml"].decode()
    (release,) = re.findall(r"run: (gh release create .*)", text)
    assert "dist/new.apkg" in release
    assert "@" not in re.sub(r"actions/\S+@v\d", "", text)


def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    status, out, err = run("init", tmp_path)
    assert (status, out) == (2, "")
    assert f"{tmp_path / 'README.md'}: is there already; name a new folder" in err
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_json(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("init", tmp_path / "new", "--json")
    assert status == 0
    assert all(Path(path).is_file() for path in json.loads(out)["files"])
    assert run("init", tmp_path / "other", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("folder", "deck", "package"),
    [
        ("It's a deck", "It's a deck", "it-s-a-deck"),
        ("A::B", "A: B", "a-b"),
        ("日本語", "日本語", "deck"),
        ("$(rm) @NAME@", "$(rm) @NAME@", "rm-name"),
    ],
)
def test_any_folder_gives_a_name(folder: str, deck: str, package: str, tmp_path: Path) -> None:
    made = starter(tmp_path / folder)
    text = made[tmp_path / folder / "decks" / "deck.yaml"].decode()
    assert decksfile.loads(text).name == deck
    assert f"dist/{package}.apkg" in made[tmp_path / folder / "README.md"].decode()
