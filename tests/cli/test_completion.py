"""What shells complete: commands, options, choices, and paths wherever one is wanted."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def complete(line: str) -> list[str]:
    """What bash is told to complete the last word of the line with."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", "from ankigen.cli import main; main()"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **words, "_ANKIGEN_COMPLETE": "bash_complete"},
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("ankigen ex", ["plain,extract"]),
        ("ankigen build --show", ["plain,--show-cards"]),
        ("ankigen extract --format p", ["plain,posts"]),
        *(
            (f"ankigen {before} ./n", ["file,./n"])
            for before in (
                "build",
                "build -o",
                "diff",
                "equal --batch",
                "extract",
                "extract -o",
                "extract --onto",
                "extract --report",
                "grade --batch",
                "grade --deck",
                "import",
                "init",
                "quiz",
            )
        ),
    ],
)
def test_the_last_word_is_completed(line: str, wanted: list[str]) -> None:
    assert complete(line) == wanted
