"""Documents of other subjects, with every irregularity of the real ones, read as a reader would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ankigen.readers import Extraction, extract, read_text

DOCUMENTS = Path(__file__).parent / "documents"
NAMES = ("statistics", "chemistry", "history")


@pytest.mark.parametrize("name", NAMES)
def test_document_reads_as_written_down(
    name: str, compare: Callable[[Extraction, Mapping[str, Any]], None]
) -> None:
    expected = yaml.safe_load((DOCUMENTS / f"{name}.yaml").read_text("utf-8"))
    compare(extract(DOCUMENTS / f"{name}.txt"), expected)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_make_no_difference(name: str, end: str) -> None:
    text = (DOCUMENTS / f"{name}.txt").read_text("utf-8")
    plain, other = read_text(text, name), read_text(text.replace("\n", end), name)
    assert other.deck.notes == plain.deck.notes
    assert other.account == plain.account


@pytest.mark.parametrize("name", NAMES)
def test_the_format_can_be_named(name: str) -> None:
    path = DOCUMENTS / f"{name}.txt"
    found = extract(path)
    assert found.deck.source is not None
    assert extract(path, found.deck.source.format) == found
