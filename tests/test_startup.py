"""What is imported when: people wait for --help, and an add-on carries only pure parts."""

import subprocess
import sys

import pytest

import ankigen

HEAVY = ("sympy", "mpmath", "genanki", "yaml", "rich", "rapidfuzz", "markdown_it")


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter holds after running the code."""
    listing = "import sys; sys.stderr.write('\\n'.join(sys.modules))"
    program = f"{code}\n{listing}"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_help_imports_nothing_heavy() -> None:
    code = "from ankigen.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert not modules_after(code) & {*HEAVY}


@pytest.mark.parametrize(
    "code",
    [
        "import ankigen",
        "from ankigen.deck import Note",
        "from ankigen.notation import read, latex; latex(read('1/(1+e^{-x})'))",
    ],
)
def test_the_ground_floor_imports_no_package(code: str) -> None:
    assert not modules_after(code) & {*HEAVY, "click"}


def test_building_imports_no_sympy() -> None:
    assert "sympy" not in modules_after(
        "import ankigen; ankigen.build; ankigen.extract; ankigen.load"
    )


@pytest.mark.parametrize("name", ankigen.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(ankigen, name).__module__.startswith("ankigen.")


def test_an_unknown_name_says_so() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'bild'"):
        _ = ankigen.bild
