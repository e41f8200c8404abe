"""The plan page is light and loads what it needs, and works in a catalogue many times the size of today's.

How long it takes there is measured by `make bench`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Page

from handbook.model.handbook import Handbook
from scripts.bench_answers import CRITERIA, large_catalogue
from tests.browser.plan_page import PLAN, PlanPage, serve_with
from tests.browser.test_tools import imported
from tests.conftest import ROOT

SCRIPTS_KB = 35


def test_the_scripts_of_the_page_are_light(site: Path) -> None:
    scripts = {"assets/js/site.js", "assets/js/first.js", *imported(site, "assets/js/plan/main.js")}
    assert len(scripts) > 5
    assert sum(len(gzip.compress((site / name).read_bytes())) for name in scripts) <= SCRIPTS_KB * 1000


def test_only_the_modules_that_exist_are_loaded(page: Page, address: str) -> None:
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url.rpartition("/")[2]) if "js/plan" in request.url else None)
    PlanPage(page, address).open()
    assert loaded == {path.name for path in (ROOT / "docs" / "assets" / "js" / "plan").glob("*.js")}


def test_an_answer_shows_in_a_large_catalogue(page: Page, address: str, site: Path, handbook: Handbook) -> None:
    serve_with(page, site, large_catalogue(handbook))
    page.set_default_timeout(60_000)
    page.goto(address + PLAN)
    page.locator("form.plan--live").wait_for(state="attached", timeout=60_000)
    assert page.locator("[data-criterion]").count() == CRITERIA
    page.evaluate("document.querySelector('#plan-criterion-100 [data-rating][value=none]').click()")
    assert page.locator("#plan-criterion-100 [data-rating][value=none]").is_checked()
