"""How long finder and plan take to answer in a browser, as ratios between a large page and today's."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from playwright.sync_api import Page, sync_playwright

from handbook.model.entries import Group
from handbook.model.handbook import Handbook
from macros.plan import plan_form
from scripts.browser import find_browser
from scripts.site_links import served

FINDER, PLAN = "directory/finder/", "prepare/plan/"
ROWS, CRITERIA, STEPS = 2000, 500, 2000

# Milliseconds until the table is laid out anew, for twelve criteria in two orders.
FINDER_ANSWERS = """() => {
  const field = document.querySelector("[name=criterion]");
  return [...field.options].slice(0, 12).flatMap((option) => ["", "title"].map((sort) => {
    document.querySelector("[name=sort]").value = sort;
    field.value = option.value;
    const start = performance.now();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  }));
}"""
# Milliseconds until a rating is laid out, for twelve criteria.
PLAN_ANSWERS = """() => [...document.querySelectorAll("[data-criterion]")].slice(0, 12).map((item) => {
  const field = item.querySelector("[data-rating]:not(:checked)");
  const start = performance.now();
  field.click();
  document.body.getBoundingClientRect();
  return performance.now() - start;
})"""


def answer_ratios(site: Path, handbook: Handbook) -> dict[str, tuple[float, float]]:
    """For finder and plan: how many times longer an answer takes on the large page, and how many times larger that is.

    The scripts answer in proportion where the first is not above the second.
    """
    finder = (site / FINDER / "index.html").read_text(encoding="utf-8")
    plan = (site / PLAN / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr[^>]* data-id=.*?</tr>", finder, re.DOTALL)
    form = re.search(r'<form class="plan.*?</form>', plan, re.DOTALL)
    if not rows or not form:
        raise ValueError("the built site has no finder or no plan to measure. Build it with make site")
    many = plan.replace(form[0], plan_form(large_catalogue(handbook)))
    with _page(site) as (page, address):
        small = _median(page, address + FINDER, finder, FINDER_ANSWERS)
        big = _median(page, address + FINDER, more_rows(finder, rows), FINDER_ANSWERS)
        few = _median(page, address + PLAN, plan, PLAN_ANSWERS)
        lot = _median(page, address + PLAN, many, PLAN_ANSWERS)
    return {
        f"finder, {ROWS} rows to {len(rows)}": (big / small, ROWS / len(rows)),
        f"plan, {CRITERIA} criteria to {len(handbook.catalogue.criteria)}": (
            lot / few,
            CRITERIA / len(handbook.catalogue.criteria),
        ),
    }


def more_rows(finder: str, rows: list[str]) -> str:
    """The finder's page with ROWS rows in place of its own, each with an id of its own."""
    made = (rows[number % len(rows)].replace('data-id="', f'data-id="made-{number}-', 1) for number in range(ROWS))
    return finder.replace(rows[0], "".join(made), 1)


def large_catalogue(handbook: Handbook) -> Handbook:
    """A made catalogue of CRITERIA criteria and STEPS courses and opportunities, each building four criteria."""
    catalogue, groups = handbook.catalogue, get_args(Group)
    criteria = {
        f"criterion-{n}": catalogue.criteria[0].model_copy(
            update={"id": f"criterion-{n}", "title": f"Criterion {n}", "group": groups[n * 4 // CRITERIA]}
        )
        for n in range(CRITERIA)
    }
    found = list(criteria.values())
    entries = {**catalogue.entries, "criterion": criteria}
    for kind, known in (("course", catalogue.courses), ("opportunity", catalogue.opportunities)):
        entries[kind] = {
            f"{kind}-{n}": known[n % 20].model_copy(
                update={
                    "id": f"{kind}-{n}",
                    "title": f"Step {n}",
                    "develops": tuple(found[(n + k * 117) % CRITERIA] for k in range(4)),
                }
            )
            for n in range(STEPS // 2)
        }
    return Handbook(replace(catalogue, entries=MappingProxyType(entries)), handbook.pages)


@contextmanager
def _page(site: Path) -> Iterator[tuple[Page, str]]:
    with served(site) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        yield page, address
        browser.close()


def _median(page: Page, address: str, body: str, script: str) -> float:
    """The best of three rounds' medians on the page at `address`, whose text is `body`."""
    page.route(address, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    best: float = min(statistics.median(page.evaluate(script)) for _ in range(3))
    page.unroute(address)
    return max(best, 0.1)
