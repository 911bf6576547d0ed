"""Packages that are none, damaged ones, and those made to do harm: one clear error each."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from ankigen.anki import collection as collection_module
from ankigen.anki.unpack import unpack
from ankigen.problems import BadInput


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "empty zip"]
)
def test_what_is_no_package(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.apkg").write_bytes(content)
    with pytest.raises(BadInput, match="no Anki package that can be read"):
        unpack(tmp_path / "a.apkg")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "CREATE TABLE notes(id)",
        "CREATE VIEW notes AS SELECT 1 AS id",
        "CREATE TABLE col(models, decks); INSERT INTO col VALUES ('[]', '{}')",
        "CREATE TABLE col(models, decks); INSERT INTO col VALUES ('" + "[" * 100_000 + "', '{}')",
    ],
)
def test_a_hostile_database(script: str, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    connection.executescript(script)
    connection.close()
    with zipfile.ZipFile(tmp_path / "a.apkg", "w") as archive:
        archive.write(tmp_path / "collection.anki2", "collection.anki2")
    with pytest.raises(BadInput, match="database is damaged"):
        unpack(tmp_path / "a.apkg")


@pytest.mark.parametrize("member", ["collection.anki2", "collection.anki21b"])
def test_a_bomb_goes_no_further(
    member: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection_module, "LARGEST", 1_000_000)
    content = bytes(50_000_000)
    if member.endswith("b"):
        zstandard = pytest.importorskip("zstandard", reason="no zstandard: pip install zstandard")
        content = zstandard.ZstdCompressor().compress(content)
    with zipfile.ZipFile(tmp_path / "a.apkg", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    assert (tmp_path / "a.apkg").stat().st_size < 100_000
    with pytest.raises(BadInput, match="larger than 1 MB"):
        unpack(tmp_path / "a.apkg")


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"id":1}', "[" * 5000, '{"id":"a","numbers":[[1]]}', "null"]
)
def test_a_damaged_record_is_no_note(record: str) -> None:
    from ankigen.anki.record import read_record

    assert read_record(record) is None
