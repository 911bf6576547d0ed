"""Where a field hides something, as Anki reads it."""

import pytest

from ankigen.anki.clozespans import cloze_spans


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("nothing", []),
        ("a {{c1::b}} c {{c12::d::hint}}", [(1, "b"), (12, "d")]),
        ("{{c1::a {b}}} c", [(1, "a {b")]),
        ("{{c1::one {{c2::two}} rest}}", [(1, "one {{c2")]),
        ("{{c1::never closed", []),
        ("{{c1::" * 100_000, []),
    ],
)
def test_what_is_hidden(text: str, hidden: list[tuple[int, str]]) -> None:
    found = [*cloze_spans(text)]
    assert [(span.number, span.inside) for span in found] == hidden
    assert all(text[span.start :].startswith("{{c") for span in found)
    assert all(text[: span.end].endswith("}}") for span in found)
