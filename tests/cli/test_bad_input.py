"""Whatever a file holds, the commands end with status 2 and one clear line, or do what was asked.

Nothing is half written: after an error every file is as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commandline import DECK, DOCUMENT, NOTES, SHORT, ankigen, contents

# Ten levels of ten: ten thousand million texts, if anything followed the aliases.
BOMB = "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10) if level else 'lol'}]\n"
    for level in range(10)
)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


BAD_DECKS: dict[str, tuple[bytes | Callable[[Path], object], str]] = {
    "empty": (b"", "deck.yaml: the file is empty; write 'schema: 1', 'deck:' and 'notes:'"),
    "blank": (b" \n\n# nothing\n", "deck.yaml: the file is empty"),
    "binary": (bytes(range(256)) * 40, "deck.yaml:"),
    "compressed": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "deck.yaml:1: control character U+0003"),
    "UTF-16": (DECK.encode("utf-16"), "deck.yaml:1: not UTF-8; save the file as UTF-8"),
    "Windows-1252": ("é".join([SHORT, ""]).encode("cp1252"), "deck.yaml:8: not UTF-8; save"),
    "200 MB": (_sparse, "deck.yaml: larger than 64 MB; split the deck into several files"),
    "a folder of that name": (Path.mkdir, "deck.yaml: no deck files in this folder"),
    "alias bomb": (BOMB.encode(), "deck.yaml:1: anchors and aliases"),
    "deep": (b"notes: " + b"[" * 100_000, "deck.yaml:1: nested more than 20 levels deep"),
    "no notes": (b"schema: 1\ndeck: Bread\nnotes: []\n", "deck.yaml:"),
    "notes without answers": (
        (NOTES + "- {id: N1, kind: open, question: Why?}\n").encode(),
        "deck.yaml: a deck with no notes to learn; give it a note that has an answer",
    ),
    "an id twice": ((SHORT + SHORT.removeprefix(NOTES)).encode(), "deck.yaml:8: "),
    "two documents in one": ((SHORT + "---\n" + SHORT).encode(), "deck.yaml:8: a second document"),
    "cut short": (DECK[: len(DECK) // 2].rstrip().encode() + b"\n  answer: '", "deck.yaml:"),
    "something else": (b"[1, 2, 3]\n", "deck.yaml:1: "),
    "program": (b"!!python/object/apply:os.system ['touch pwned']\n", "deck.yaml:1: the tag"),
    "a null": (SHORT.replace("knead", "kn\0ead").encode(), "deck.yaml:6: control character U+0000"),
}


@pytest.mark.parametrize("name", BAD_DECKS)
def test_a_bad_deck_is_one_clear_line_and_nothing_is_written(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    content, said = BAD_DECKS[name]
    path = folder / "deck.yaml"
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    before = contents(folder)
    assert ankigen("build", "deck.yaml", "-o", "new/bread.apkg") == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    assert not (folder / "new").exists()
    assert contents(folder) == before


BAD_DOCUMENTS: dict[str, tuple[bytes | Callable[[Path], object], str]] = {
    "empty": (b"", "notes.txt: "),
    "blank": (b"\n \n\t\n", "notes.txt: "),
    "binary": (b"\x7fELF" + bytes(range(256)) * 40, "notes.txt: "),
    "200 MB": (_sparse, "notes.txt: is larger than 64 MB; split it into several documents"),
    "no known format": (b"A recipe, and nothing to learn.\n" * 9, "notes.txt: is in no format"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "notes.txt: "),
}


@pytest.mark.parametrize("command", ["extract", "build"])
@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_bad_document_is_one_clear_line_and_nothing_is_written(
    folder: Path, capfd: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    content, said = BAD_DOCUMENTS[name]
    path = folder / "notes.txt"
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    assert ankigen(command, "notes.txt", "-o", "new") == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert len(err.splitlines()) == 1
    assert os.listdir(folder) == ["notes.txt"]


def test_a_document_that_is_a_folder(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "notes").mkdir()
    assert ankigen("extract", "notes", "-o", "decks") == 2
    assert capfd.readouterr().err.startswith("notes: ")
    assert ankigen("build", "notes") == 2
    assert capfd.readouterr().err == (
        "notes: no deck files in this folder; name a folder that holds YAML, or a document\n"
    )
    assert os.listdir(folder) == ["notes"]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["UTF-16", "byte order mark", "CRLF", "CR"],
)
def test_a_document_saved_elsewhere_gives_the_same_notes(
    folder: Path, encode: Callable[[str], bytes]
) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    (folder / "a" / "notes.txt").write_text(text, encoding="utf-8")
    (folder / "b" / "notes.txt").write_bytes(encode(text))
    for each in ("a", "b"):
        assert ankigen("extract", f"{each}/notes.txt", "-o", each, "-q") == 0
    plain, other = ((folder / each / "notes.yaml").read_text() for each in ("a", "b"))
    assert _without_hash(plain) == _without_hash(other)


def _without_hash(yaml: str) -> list[str]:
    return [line for line in yaml.splitlines() if "sha256" not in line]


def test_a_deck_with_other_line_ends_gives_the_same_package(folder: Path) -> None:
    made = []
    for text in (DECK, DECK.replace("\n", "\r\n"), "\ufeff" + DECK):
        (folder / "deck.yaml").write_bytes(text.encode())
        assert ankigen("build", "deck.yaml", "-q") == 0
        made.append((folder / "deck.apkg").read_bytes())
        for name in ("deck.apkg", "ankigen.lock"):
            (folder / name).unlink()
    assert made[0] == made[1] == made[2]


def test_two_files_with_one_id_are_named_both(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(SHORT)
    shutil.copy(DOCUMENT, folder / "c.txt")
    shutil.copy(DOCUMENT, folder / "d.txt")
    assert ankigen("build", "a.yaml", "b.yaml") == 2
    assert capfd.readouterr().err == (
        "b.yaml: ids that stand in a.yaml too: 'N1'; give each note an id of its own\n"
    )
    assert ankigen("build", "c.txt", "d.txt", "-o", "x.apkg") == 2
    err = capfd.readouterr().err
    assert err.startswith("d.txt: ids that stand in c.txt too: ")
    assert len(err.splitlines()) == 1
    assert sorted(os.listdir(folder)) == ["a.yaml", "b.yaml", "c.txt", "d.txt"]
