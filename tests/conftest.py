"""What tests share: Chromium, Anki's web pages, MathJax; and what happens where one is absent.

A test whose tool is absent is skipped with the reason. With ``ANKIGEN_NOSKIP=1`` in the
environment it fails instead, so that a run which should have every tool cannot pass without
(tests marked ``seeds`` need documents that are not published, and may still be skipped).

Hypothesis draws the same examples in every run, so that a run says something about the change and
not about luck; ``HYPOTHESIS_PROFILE=explore`` draws new ones, and more of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import chromium
import pytest
import reviewer
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

NO_SKIP = os.environ.get("ANKIGEN_NOSKIP", "") not in ("", "0")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        _fail_unless_seeds(report, item.get_closest_marker("seeds") is not None)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if NO_SKIP and report.skipped:
        _fail_unless_seeds(report, seeds=False)
    return report


def _fail_unless_seeds(report: pytest.TestReport | pytest.CollectReport, seeds: bool) -> None:
    if not seeds:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (ANKIGEN_NOSKIP is set)"


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What builds keep for the next build is kept for the other tests, and for nobody else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium on this machine."""
    path = chromium.find()
    if path is None:
        pytest.skip(f"no Chromium: none of {', '.join(chromium.NAMES)} is on the path")
    return path


@pytest.fixture(scope="session")
def anki_web() -> Path:
    """The folder of Anki's own web pages, scripts and style sheets."""
    web = reviewer.web_assets()
    if web is None:
        pytest.skip("no web pages of Anki: pip install --no-deps aqt")
    return web


@pytest.fixture(scope="session")
def anki_reviewer(chromium_path: str, anki_web: Path) -> Iterator[reviewer.Reviewer]:
    """Anki's reviewer in Chromium: ``look(cards)``, ``picture(card, side, size)``."""
    with chromium.Chromium(chromium_path) as browser, reviewer.Reviewer(browser, anki_web) as page:
        yield page


@pytest.fixture(scope="session")
def mathjax_errors(
    anki_reviewer: reviewer.Reviewer,
) -> Callable[[Sequence[str]], dict[str, str]]:
    """What Anki's MathJax says of each LaTeX formula of a list that it does not typeset."""
    return anki_reviewer.mathjax_errors
