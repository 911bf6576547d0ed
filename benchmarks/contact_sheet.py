"""Makes the pictures of the cards in docs/: real packages, real Anki, its reviewer in Chromium.

``docs/cards.png`` shows one card of each kind, by day and by night, on a phone and on a desktop;
``docs/card.png`` one card for the top of the README. Needs Chromium and the packages ``anki``,
``aqt`` and ``pillow`` (``pip install anki pillow && pip install --no-deps aqt``). Run it as
``python benchmarks/contact_sheet.py [FOLDER]``.
"""

from __future__ import annotations

import base64
import io
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "bench"))

import chromium  # noqa: E402
import collection  # noqa: E402
import reviewer  # noqa: E402
from anki.collection import Collection  # noqa: E402
from PIL import Image  # noqa: E402

import ankigen  # noqa: E402

PHONE = (360, 760)
DESKTOP = (620, 760)
NOW = 1_700_000_000
SCALE = 1.25
COLOURS = 256

# A column is a stack of pictures: note, place among its cards, side, size, night.
COLUMNS = (
    (
        ("DL0048", 0, "question", PHONE, False),
        ("DL0048", 1, "question", PHONE, False),
        ("FC017", 0, "answer", PHONE, False),
        ("attention", 0, "answer", PHONE, False),
        ("FC002", 0, "answer", PHONE, False),
    ),
    (
        ("DL0048", 0, "answer", PHONE, True),
        ("FC017", 0, "question", PHONE, True),
        ("FC030", 0, "question", PHONE, True),
        ("FC025", 0, "answer", PHONE, True),
        ("FC021", 0, "question", PHONE, True),
    ),
    (
        ("DL0048", 0, "answer", DESKTOP, False),
        ("attention", 1, "question", DESKTOP, True),
        ("DL0046", 0, "answer", DESKTOP, False),
        ("FC004", 0, "answer", DESKTOP, True),
    ),
)
README = (
    (("DL0048", 0, "answer", DESKTOP, False),),
    (("DL0048", 1, "question", PHONE, True), ("FC002", 0, "answer", PHONE, False)),
)
Shot = tuple[str, int, str, tuple[int, int], bool]


def main(folder: Path) -> None:
    """Build the deck, import it, and save both pictures in ``folder``."""
    with tempfile.TemporaryDirectory() as work:
        cards = _cards(Path(work))
        with chromium.Chromium(str(chromium.find())) as browser:
            with reviewer.Reviewer(browser, reviewer.web_assets() or Path()) as page:
                sheets = [
                    [
                        [page.picture(_card(cards, shot), *shot[2:]) for shot in column]
                        for column in sheet
                    ]
                    for sheet in (COLUMNS, README)
                ]
            for name, sheet in zip(("cards.png", "card.png"), sheets, strict=True):
                _save(browser, folder / name, sheet)


def _cards(work: Path) -> dict[str, list[reviewer.Card]]:
    """The cards of the deck by note, in the order of the package."""
    deck = ankigen.load(HERE / "contact_sheet.yaml")
    ankigen.build([deck], work / "cards.apkg", now=NOW)
    anki = Collection(str(work / "collection.anki2"))
    collection.imported(anki, work / "cards.apkg")
    found: dict[str, list[reviewer.Card]] = {}
    for number in sorted(anki.find_cards(""), key=lambda number: anki.get_card(number).due):
        card = anki.get_card(number)
        found.setdefault(card.note()["Id"], []).append(reviewer.rendered(card))
    anki.close()
    return found


def _card(cards: dict[str, list[reviewer.Card]], shot: Shot) -> reviewer.Card:
    return cards[shot[0]][shot[1]]


def _save(browser: chromium.Chromium, path: Path, columns: Iterable[Iterable[bytes]]) -> None:
    """Columns of pictures on one sheet, as PNG of so few colours that it stays small."""
    shown = "".join(
        "<div>" + "".join(f'<img src="{_data(picture)}">' for picture in column) + "</div>"
        for column in columns
    )
    style = (
        "body { margin: 0; padding: 16px; width: max-content; background: #c9ced8;"
        " display: flex; gap: 16px } div { display: flex; flex-direction: column; gap: 16px;"
        " align-items: flex-start } img { zoom: 0.5; border-radius: 20px }"
    )
    page = f"<!doctype html><style>{style}</style>{shown}"
    browser.size(1500, 100, SCALE)
    browser.open("about:blank")
    browser.evaluate(
        f"document.write({json.dumps(page)}); document.close();"
        "Promise.all([...document.images].map(image => image.decode()))"
    )
    width, height = browser.evaluate("[document.body.offsetWidth, document.body.offsetHeight]")
    browser.size(width, height, SCALE)
    picture = Image.open(io.BytesIO(browser.screenshot(height))).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


def _data(picture: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(picture).decode()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "docs")
