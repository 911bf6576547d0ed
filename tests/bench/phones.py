"""A card's back on pages such as phones make, from what the source of their programs says.

AnkiDroid writes a whole page for each side. Its comparison stands in a ``<div>``, in ``<code>`` or,
where the learner chose so, in ``<span>``; older releases put a tick behind a right answer and line
breaks around the arrow (``cardviewer/TypeAnswer.kt`` and ``CardHtml.kt`` of ankidroid/Anki-Android;
newer releases take the comparison from Anki's own backend, as all of these do here). AnkiMobile
fills one page again and again and evaluates the scripts that it finds there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from chromium import Chromium
from reviewer import PHONE, Card

_NIGHT = " night_mode nightMode"
_SEEN = """(() => {
  const box = document.querySelector(".verdict");
  const compared = document.querySelector("#typeans");
  return {
    mark: box ? box.className : "",
    said: box ? box.firstChild.textContent : "",
    compared: Boolean(compared) && compared.checkVisibility(),
    wide: document.documentElement.scrollWidth > innerWidth,
  };
})()"""


def android(back: str, style: str, night: bool) -> str:
    """A script that shows a back as AnkiDroid does."""
    page = (
        f'<!doctype html><html class="mobile android linux js"><head><style>{style}</style></head>'
        f'<body class="card card1{_NIGHT if night else ""}"><div id="content"><div id="qa">'
        f"{back}</div></div></body></html>"
    )
    return f"document.open(); document.write({json.dumps(page)}); document.close()"


def android_before_backends(back: str, style: str, night: bool) -> str:
    """The same as releases did that compared by themselves."""
    back = back.replace("<code id=typeans>", '<div><code id="typeans">')
    tick = "" if "typearrow" in back else '<span id="typecheckmark">✔</span>'
    return android(back.replace("</code>", f"{tick}</code></div>", 1), style, night)


def android_without_code(back: str, style: str, night: bool) -> str:
    """The same with the learner's choice of a plain font."""
    back = back.replace("<code id=typeans>", '<div><span id="typeans">')
    return android(back.replace("</code>", "</span></div>", 1), style, night)


def iphone(back: str, style: str, night: bool) -> str:
    """A script that shows a back as AnkiMobile does."""
    page = (
        '<!doctype html><html class="webkit safari mobile iphone js"><body class="card card1'
        f'{_NIGHT if night else ""}"><style>{style}</style><div id="qa"></div></body></html>'
    )
    return (
        f"document.open(); document.write({json.dumps(page)}); document.close();"
        f"qa.innerHTML = {json.dumps(back)};"
        "for (const one of qa.querySelectorAll('script')) (0, eval)(one.textContent);"
    )


PAGES: tuple[Callable[[str, str, bool], str], ...] = (
    android,
    android_before_backends,
    android_without_code,
    iphone,
)


def seen(browser: Chromium, show: str) -> dict[str, Any]:
    """What a phone's screen holds after a script has shown a back."""
    browser.size(*PHONE)
    browser.evaluate(show)
    found: dict[str, Any] = browser.evaluate(_SEEN)
    return found


def parts(card: Card) -> tuple[str, str]:
    """The style sheet of a rendered card and the HTML of its back."""
    head, _, back = card.answer.partition("</style>")
    return head.removeprefix("<style>"), back
