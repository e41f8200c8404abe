"""Nothing moves while the plan loads, and the map of the criteria and the tables of the survey fit a phone's screen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.plan_page import KEY, PLAN
from tests.browser.test_browser import WIDTHS

# What the browser itself counts as a shift of the layout, from the first paint on.
WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) shifts.push([value, sources.map(({ node }) => node?.className)]);
}).observe({ type: "layout-shift", buffered: true });"""
RATED = {"strategic-development": "none", "trust-values": "strong", "corporate-decisions": "some"}
STORED: dict[str, Any] = {
    "format": "medical-director-handbook-plan",
    "version": 2,
    "id": "0123456789abcdef",
    "saved": "2026-11-20T10:00:00.000Z",
    "criteria": {id_: {"title": "", "evidence": "Led one", "rating": rating} for id_, rating in RATED.items()},
    "actions": [{"kind": "course", "id": "mba", "title": "MBA", "for": ["strategic-development"], "due": "2027-03-01"}],
}


def steady(page: Page) -> None:
    """Wait until what was laid out is painted, and look at what the browser counted."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("shifts") == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("stored", [False, True], ids=["empty", "stored"])
def test_nothing_moves_while_the_plan_loads(browser: Browser, address: str, width: str, stored: bool) -> None:
    page = browser.new_page(viewport=WIDTHS[width])
    page.add_init_script(WATCH)
    if stored:
        page.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(json.dumps(STORED))})")
    page.goto(address + PLAN, wait_until="networkidle")
    expect(page.locator("form.plan--live")).to_have_count(1)
    if stored:
        expect(page.locator("[data-strip]")).to_have_text("3 of 22 rated · 2 gaps · 1 action")
    steady(page)
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_where_saved_ratings_are_shown(browser: Browser, address: str, width: str) -> None:
    page = browser.new_page(viewport=WIDTHS[width])
    page.add_init_script(WATCH)
    page.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(json.dumps(STORED))})")
    for url in ("", "skills/", "skills/person-specification/", "directory/finder/", "role/why/", "role/stepping-in/"):
        page.goto(address + url, wait_until="networkidle")
        steady(page)
    page.context.close()


def test_a_shift_is_seen_where_there_is_one(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDTHS["phone"])
    page.add_init_script(WATCH)
    page.goto(address + PLAN, wait_until="networkidle")
    page.evaluate(
        "document.querySelector('form').before(Object.assign(document.createElement('p'), { innerText: 'x' }))"
    )
    page.wait_for_function("shifts.length > 0")
    page.context.close()


@pytest.mark.parametrize("url", ["", "skills/person-specification/", "skills/", PLAN])
def test_on_a_phone_the_map_is_folded_by_group_and_fits_one_screen(browser: Browser, address: str, url: str) -> None:
    page = browser.new_page(viewport=WIDTHS["phone"])
    page.goto(address + url)
    chart = page.locator("[data-map]").first
    expect(chart.locator("details")).to_have_count(4)
    expect(chart.locator("details[open]")).to_have_count(0)
    box = chart.bounding_box()
    assert box
    assert box["height"] <= WIDTHS["phone"]["height"] / 2
    page.context.close()


def test_the_tables_of_the_survey_need_no_sideways_scrolling_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDTHS["phone"])
    page.goto(address + "evidence/survey/")
    tables = page.locator("table.numbers:visible")
    assert tables.count() >= 2
    for right in tables.evaluate_all("tables => tables.map(table => table.getBoundingClientRect().right)"):
        assert right <= WIDTHS["phone"]["width"]
    page.context.close()
