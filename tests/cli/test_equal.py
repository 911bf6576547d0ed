"""``ankigen equal`` from the command line: verdicts, exit statuses, batches."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ankigen.cli.equal import command
from ankigen.equality.request import answer
from ankigen.jsonlines import judged

SIGMOID = r"\sigma(z) = \frac{1}{1 + e^{-z}}"


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(command, list(arguments), input=text)


@pytest.mark.parametrize(
    ("given", "status"),
    [("1/(1+exp(-z))", 0), ("1/(1+exp(z))", 1), ("1/(1+exp(-z)", 2)],
)
def test_exit_status(given: str, status: int) -> None:
    assert run(SIGMOID, given).exit_code == status


def test_both_sides_are_shown_as_read() -> None:
    shown = run(SIGMOID, "1/(1+exp(z))").output
    assert "1/(1 + e⁻ᶻ)" in shown
    assert "different" in shown
    assert "exponent" in shown


def test_what_is_said_of_names_and_left_sides_counts_for_what_is_shown() -> None:
    shown = run("--lhs", "required", "y = x", "x").output
    assert "left side is missing" in shown
    assert run("--scalar", "W", "--scalar", "x", "Wx", "xW").output.count("Wx") == 1


@pytest.mark.parametrize("text", ["", "\udcff", "x\x00", "(" * 5_000])
def test_json_of_what_is_no_formula(text: str) -> None:
    found = run("--json", "x", text)
    assert json.loads(found.output)["verdict"] == "unreadable"
    assert found.exit_code == 2
    assert run("x", text).exit_code == 2


def test_json_is_one_document() -> None:
    found = json.loads(run("--json", SIGMOID, "1/(1+").output)
    assert list(found) == ["verdict", "method", "reason", "hint", "position"]
    assert found["verdict"] == "unreadable"
    assert isinstance(found["position"], int)


def test_options_reach_the_verdict() -> None:
    assert run("a b", "b a").exit_code == 0
    assert run("--matrix", "a", "--matrix", "b", "a b", "b a").exit_code == 1
    assert run("--lhs", "required", "y = x", "x").exit_code == 1


def test_batch_keeps_order_and_other_keys() -> None:
    rows = [
        {"expected": SIGMOID, "given": "1/(1+exp(-z))", "id": 1},
        {"expected": "QK^T", "given": "KQ^T", "id": 2},
    ]
    found = run("--batch", "-", text="\n".join(map(json.dumps, rows)) + "\n")
    lines = [json.loads(line) for line in found.output.splitlines()]
    assert [line["id"] for line in lines] == [1, 2]
    assert [line["verdict"] for line in lines] == ["equal", "different"]
    assert found.exit_code == 1


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"expected": "x"}',
        '{"expected": "x", "given": 3}',
        '{"expected": "x", "given": "x", "lhs": "maybe"}',
        '{"expected": "x", "given": "x", "matrices": "W"}',
        '{"expected": "x", "given": "x", "n": NaN}',
    ],
)
def test_a_broken_line_gets_an_error_and_the_run_goes_on(line: str) -> None:
    whole = json.dumps({"expected": "x", "given": "x"})
    found = run("--batch", "-", text=f"{line}\n\n{whole}\n")
    first, second = [json.loads(shown) for shown in found.output.splitlines()]
    assert first["error"]
    assert second["verdict"] == "equal"
    assert found.exit_code == 2


def test_several_processes_keep_the_order(tmp_path: Path) -> None:
    rows = [{"expected": f"x + {n}", "given": f"{n} + x", "n": n} for n in range(300)]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "equal", "--batch", str(path), "--jobs", "2"],
        capture_output=True,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["n"] for line in lines] == list(range(300))
    assert {line["verdict"] for line in lines} == {"equal"}


def test_many_lines_hold_no_more_memory_than_few() -> None:
    def lines() -> Iterator[bytes]:
        for n in range(4_000):
            yield json.dumps({"expected": f"x_{n} + {n} y", "given": f"{n} y + x_{n}"}).encode()

    held = []
    for number, _ in enumerate(judged(lines(), answer), start=1):
        if number in (1_500, 4_000):
            gc.collect()
            held.append(sys.getallocatedblocks())
    early, late = held
    assert late < 1.02 * early


def test_a_missing_file_is_bad_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ankigen", "equal", "--batch", "no-such-file"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("no-such-file: cannot be read")


def test_neither_pair_nor_batch_is_bad_usage() -> None:
    assert run().exit_code == 2
    assert run("x").exit_code == 2
    assert run("--batch", "-", "x", "y").exit_code == 2
    assert run("--batch", "-", "--matrix", "A").exit_code == 2


def test_sympy_is_not_imported_for_a_verdict() -> None:
    script = (
        "import sys; from ankigen.equality import equal; "
        "assert equal('1/(1+exp(-x))', 'e^x/(1+e^x)').accepted; "
        "print('sympy' in sys.modules, 'genanki' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False"]
