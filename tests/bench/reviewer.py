"""Anki's reviewer in Chromium: its own style sheets, scripts and MathJax, around rendered cards."""

from __future__ import annotations

import importlib.util
import json
import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from chromium import Chromium

PHONE = (360, 640)
DESKTOP = (820, 640)
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Card:
    """A rendered card: the HTML of both sides and its place among the note's cards."""

    name: str
    question: str
    answer: str
    order: int = 0


@dataclass(frozen=True)
class Seen:
    """What is wrong with one side as a browser shows it, and the words a reader sees.

    ``errors`` are MathJax's; ``raw`` are delimiters and marks that should have become something;
    ``wide`` are elements that stick out of the page or scroll for nothing, ``cut`` boxes too low
    for what they hold, ``faint`` texts with less contrast than 4.5 to 1 and their ratio, ``live``
    elements that no field may bring.
    """

    card: str
    side: str
    text: str
    errors: tuple[str, ...]
    raw: tuple[str, ...]
    wide: tuple[str, ...]
    cut: tuple[str, ...]
    faint: tuple[str, ...]
    live: tuple[str, ...]

    @property
    def problems(self) -> list[str]:
        found = [
            f"{self.card} {self.side}: {kind}: {item}"
            for kind in ("errors", "raw", "wide", "cut", "faint", "live")
            for item in getattr(self, kind)
        ]
        return found if self.text.strip() else [*found, f"{self.card} {self.side}: empty"]


def web_assets() -> Path | None:
    """Anki's web folder, from the package aqt (installed without what it depends on)."""
    spec = importlib.util.find_spec("_aqt")
    places = [Path(place) for place in spec.submodule_search_locations or ()] if spec else []
    return next((web for place in places if (web := place / "data" / "web").is_dir()), None)


def rendered(card: Any, name: str = "", typed: str = "") -> Card:
    """A card of a real collection as Anki's reviewer would show it after something was typed."""
    mark = re.compile(r"\[\[type:(.+?)\]\]")
    box = '<center><input type="text" id="typeans"></center>'
    return Card(
        name=name or f"note {card.nid} card {card.ord + 1}",
        question=mark.sub(box, card.question()),
        answer=mark.sub(lambda match: _compared(card, match[1], typed), card.answer()),
        order=card.ord,
    )


def _compared(card: Any, what: str, typed: str) -> str:
    fields = dict(card.note().items())
    if what.startswith("cloze:"):
        expected = card.col.extract_cloze_for_typing(fields[what[6:]], card.ord + 1)
    else:
        expected = fields[what]
    return str(card.col.compare_answer(expected, typed))


class Reviewer:
    """The reviewer's page in a browser; shows one side after another and looks at each."""

    def __init__(self, browser: Chromium, web: Path) -> None:
        self._browser = browser
        self._web = web

    def __enter__(self) -> Reviewer:
        handler = partial(_Handler, web=self._web)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._browser.size(*PHONE)
        self._browser.open(f"http://127.0.0.1:{self._server.server_address[1]}/reviewer.html")
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def look(
        self, cards: Iterable[Card], size: tuple[int, int] = PHONE, night: bool = False
    ) -> list[Seen]:
        """Both sides of every card, as seen at a size by day or night."""
        return self._seen(cards, size, (night,))

    def look_by_day_and_night(
        self, cards: Iterable[Card], size: tuple[int, int] = PHONE
    ) -> list[Seen]:
        """Both sides of every card, each as seen by day and then as the night falls on it."""
        return self._seen(cards, size, (False, True))

    def _seen(
        self, cards: Iterable[Card], size: tuple[int, int], nights: Sequence[bool]
    ) -> list[Seen]:
        self._browser.size(*size)
        seen = []
        for card in cards:
            self._show(card, "question", nights[0])
            for side in ("question", "answer"):
                for night in nights:
                    classes = _classes(card, night)
                    self._run("dress", night, classes)
                    if side == "answer" and night == nights[0]:
                        self._run("turn", card.answer, classes)
                    found = self._run("look")
                    lists = {key: tuple(value) for key, value in found.items() if key != "text"}
                    seen.append(Seen(card=card.name, side=side, text=found["text"], **lists))
        return seen

    def picture(
        self, card: Card, side: str, size: tuple[int, int], night: bool = False, scale: float = 2
    ) -> bytes:
        """One side as PNG, as wide as the size says and as high as the card, if that is less."""
        self._browser.size(*size, scale)
        self._show(card, side, night)
        height = self._browser.evaluate(
            "Math.ceil(document.querySelector('.ankigen').getBoundingClientRect().bottom) + 18"
        )
        return self._browser.screenshot(min(height, size[1]))

    def marks(self, card: Card, side: str) -> list[str]:
        """The marks that the style sheet puts after choices."""
        self._show(card, side, night=False)
        marks: list[str] = self._browser.evaluate("bench.marks()")
        return marks

    def verdict(self, card: Card, night: bool = False) -> dict[str, Any]:
        """What the back says of a typed answer: ``mark``, ``words``, ``compared``."""
        self._show(card, "answer", night)
        found: dict[str, Any] = self._browser.evaluate("bench.verdict()")
        return found

    def recovered(self, compared: str) -> str:
        """What the cards' script reads as typed from a comparison that Anki made."""
        # Here, as for ``mathjax_errors``.
        from ankigen.anki.notetypes import shipped

        start, end = "function typedIn", "function verdict"
        source = shipped("verdict.js")
        reader = source[source.index(start) : source.index(end)]
        read = "typedIn(new DOMParser().parseFromString(shown, 'text/html').body)"
        called = f"((shown) => {{ {reader} return {read}; }})({json.dumps(compared)})"
        typed: str = self._browser.evaluate(called)
        return typed

    def title(self) -> str:
        """The page's title, which a script in a field could have changed."""
        title: str = self._browser.evaluate("document.title")
        return title

    def mathjax_errors(self, formulas: Sequence[str]) -> dict[str, str]:
        """What MathJax says of each LaTeX formula that it does not typeset, as a field holds it."""
        # Here, as every test loads this file and only some need the package's Anki side.
        from ankigen.anki.tex import field_safe

        shown = "".join(
            f'<div class="formula">\\[{field_safe(formula)}\\]</div>' for formula in formulas
        )
        self._show(Card("formulas", shown, ""), "question", night=False)
        errors = self._browser.evaluate(
            "[...document.querySelectorAll('#qa > .formula')].map(box => bench.errors(box))"
        )
        return {
            formula: "; ".join(found)
            for formula, found in zip(formulas, errors, strict=True)
            if found
        }

    def _show(self, card: Card, side: str, night: bool) -> None:
        self._run("show", side, night, card.question, card.answer, _classes(card, night))

    def _run(self, function: str, *arguments: object) -> Any:
        return self._browser.evaluate(f"bench.{function}(...{json.dumps(arguments)})")


def _classes(card: Card, night: bool) -> str:
    return f"card card{card.order + 1} isLin" + (" nightMode night_mode" if night else "")


class _Handler(SimpleHTTPRequestHandler):
    """Serves Anki's web folder under /_anki/ and the bench's own page and script beside it."""

    def __init__(self, *arguments: Any, web: Path) -> None:
        self._web = web
        super().__init__(*arguments, directory=str(_HERE))

    def translate_path(self, path: str) -> str:
        if path.startswith("/_anki/"):
            self.directory = str(self._web)
            return super().translate_path(path[len("/_anki") :])
        self.directory = str(_HERE)
        return super().translate_path(path)

    def log_message(self, *_: object) -> None:
        pass
