"""Runs the real Anki desktop without a screen: imports a package, types an answer, looks.

A program of its own, as one process holds one Anki:
``python desktop.py FOLDER PACKAGE PICTURE THEME TYPED`` with THEME ``light`` or ``dark``. FOLDER
is where a fresh profile is made. Prints as JSON what the reviewer shows on both sides of the
first card, and saves a picture of its back.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "QTWEBENGINE_DISABLE_SANDBOX": "1",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --no-sandbox --disable-background-networking",
    "ANKI_SINGLE_INSTANCE_KEY": f"ankigen-bench-{os.getpid()}",
}
LOOK = """JSON.stringify({
    text: document.getElementById("qa")?.innerText ?? "",
    formulas: document.querySelectorAll("mjx-container").length,
    errors: document.querySelectorAll("[data-mjx-error], mjx-merror").length,
    paper: getComputedStyle(document.body).backgroundColor,
    compared: document.querySelector("code#typeans")?.innerText ?? "",
    verdict: [...document.querySelectorAll(".verdict span")].map((one) => one.innerText).join("|"),
})"""


def main(folder: str, package: str, picture: str, theme: str, typed: str) -> None:
    """Review the first card of a package in a new profile under ``folder``."""
    os.environ.update(ENVIRONMENT)
    app, window = _started(Path(folder), theme)
    _import(window, package)
    _study(window)
    _wait(app, lambda: window.state == "review" and window.reviewer.card is not None)
    question = _look(app, window)
    if typed:
        _type(app, window, typed)
    window.reviewer._getTypedAnswer()
    _wait(app, lambda: window.reviewer.state == "answer")
    answer = _look(app, window, after=question)
    window.grab().save(picture)
    print(json.dumps({"question": question, "answer": answer}))
    sys.stdout.flush()
    window.col.close()
    # Closing the window would ask about backups and synchronization.
    os._exit(0)


def _started(folder: Path, theme: str) -> tuple[Any, Any]:
    import aqt
    from aqt.profiles import ProfileManager, VideoDriver
    from aqt.theme import Theme

    profiles = ProfileManager(ProfileManager.get_created_base_folder(str(folder)))
    profiles.setupMeta()
    profiles.setLang("en_US")
    profiles.meta.update(firstRun=False)
    profiles.set_update_check(False)
    profiles.create("User 1")
    profiles.openProfile("User 1")
    profiles.set_video_driver(VideoDriver.Software)
    profiles.set_theme(Theme.DARK if theme == "dark" else Theme.LIGHT)
    profiles.save()
    profiles.db.close()
    app = aqt._run(["anki", "-b", str(folder), "-p", "User 1"], exec=False)
    window = aqt.mw
    _wait(app, lambda: window.state == "deckBrowser")
    window.resize(760, 900)
    return app, window


def _import(window: Any, package: str) -> None:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
    assert window.col.import_anki_package(request).log.new, "nothing was imported"


def _study(window: Any) -> None:
    first = window.col.get_card(min(window.col.find_cards("")))
    window.col.decks.select(first.did)
    window.moveToState("review")


def _look(app: Any, window: Any, after: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the reviewer's page holds, once it has come to rest and is not ``after`` any more."""
    last: dict[str, Any] = {}
    for _ in range(60):
        _pump(app, 0.25)
        # A page that is being exchanged gives nothing.
        seen: dict[str, Any] = json.loads(_asked(app, window, LOOK) or "{}")
        if seen == last and seen.get("text", "").strip() and seen != after:
            break
        last = seen
    return last


def _type(app: Any, window: Any, text: str) -> None:
    """Press the keys of a text in the field for the answer until they have arrived there."""
    from aqt.qt import Qt
    from PyQt6.QtTest import QTest

    web = window.reviewer.web
    for _ in range(20):
        window.activateWindow()
        web.setFocus(Qt.FocusReason.OtherFocusReason)
        web.eval("typeans.value = ''; typeans.focus()")
        _pump(app, 0.5)
        QTest.keyClicks(web.focusProxy(), text)
        _pump(app, 0.5)
        if _asked(app, window, "typeans.value") == text:
            return
    raise TimeoutError("the keys did not arrive in the field")


def _asked(app: Any, window: Any, script: str) -> str:
    """What a script in the reviewer's page gives; nothing where the page is not there yet."""
    given: list[str | None] = []
    window.reviewer.web.page().runJavaScript(script, given.append)
    _wait(app, lambda: bool(given))
    return given[0] or ""


def _pump(app: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def _wait(app: Any, ready: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("Anki did not get there")
        _pump(app, 0.05)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BaseException:
        # Anki puts its own window of errors in the place of the standard one.
        traceback.print_exc(file=sys.__stderr__)
        os._exit(1)
