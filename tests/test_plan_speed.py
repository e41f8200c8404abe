"""The plan page is light, and answers at once in a catalogue many times the size of today's."""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path
from typing import get_args

from playwright.sync_api import Page

from macros.handbook import Handbook
from macros.schema import Group
from tests.conftest import ROOT
from tests.plan_page import PLAN, PlanPage, serve_with, with_entries

SCRIPTS_KB = 30
ANSWER_MS = 50
CRITERIA, STEPS = 500, 2000

# From the answer to the frame that shows it.
ANSWER = """async selector => {
  const field = document.querySelector(selector);
  const start = performance.now();
  if (field.matches("textarea, [data-ask]")) { field.value += "x"; field.dispatchEvent(new Event("input", { bubbles: true })); }
  else field.click();
  await new Promise(shown => requestAnimationFrame(() => { const port = new MessageChannel(); port.port1.onmessage = shown; port.port2.postMessage(0); }));
  return performance.now() - start;
}"""


def large(handbook: Handbook) -> Handbook:
    """A generated catalogue of 500 criteria and 2,000 courses and opportunities, each building four criteria."""
    catalogue = handbook.catalogue
    groups = get_args(Group)
    pattern = catalogue.criteria[0]
    criteria = {
        f"criterion-{n}": pattern.model_copy(
            update={"id": f"criterion-{n}", "title": f"Criterion {n}", "group": groups[n * 4 // CRITERIA]}
        )
        for n in range(CRITERIA)
    }
    found = list(criteria.values())
    steps: dict[str, dict[str, object]] = {"course": {}, "opportunity": {}}
    for n in range(STEPS):
        kind = "course" if n % 2 else "opportunity"
        one = (catalogue.courses if n % 2 else catalogue.opportunities)[n % 20]
        develops = tuple(found[(n + k * 117) % CRITERIA] for k in range(4))
        changes = {"id": f"{kind}-{n}", "title": f"Step {n}", "develops": develops}
        steps[kind][f"{kind}-{n}"] = one.model_copy(update=changes)
    return with_entries(handbook, criterion=criteria, course=steps["course"], opportunity=steps["opportunity"])


def test_the_scripts_of_the_page_are_light(site: Path) -> None:
    scripts = [site / "assets" / "js" / "site.js", *(site / "assets" / "js" / "plan").glob("*.js")]
    assert len(scripts) > 5
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= SCRIPTS_KB * 1000


def test_only_the_modules_that_exist_are_loaded(page: Page, address: str) -> None:
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url.rpartition("/")[2]) if "js/plan" in request.url else None)
    PlanPage(page, address).open()
    assert loaded == {path.name for path in (ROOT / "docs" / "assets" / "js" / "plan").glob("*.js")}


def test_an_answer_shows_at_once_in_a_large_catalogue(
    page: Page, address: str, site: Path, handbook: Handbook
) -> None:
    serve_with(page, site, large(handbook))
    page.set_default_timeout(60_000)
    page.goto(address + PLAN)
    page.locator("form.plan--live").wait_for(state="attached", timeout=60_000)
    assert page.locator("[data-criterion]").count() == CRITERIA
    assert page.locator("li[data-step]").count() == STEPS * 4
    page.evaluate(
        "n => { for (let i = 0; i < n; i += 2) { const f = document.querySelector(`#e-criterion-${i}`); f.value = 'x'.repeat(200);"
        " f.dispatchEvent(new Event('input', {bubbles: true})); document.querySelector(`#plan-criterion-${i} [value=some]`).click(); } }",
        CRITERIA,
    )
    page.evaluate("() => { for (const box of [...document.querySelectorAll('[data-pick]')].slice(0, 200)) box.click(); }")
    page.wait_for_timeout(1500)
    took: dict[str, list[float]] = {"rating": [], "evidence": [], "pick": []}
    for n in range(100, 115):
        page.evaluate(f"document.querySelector('#plan-criterion-{n}').open = true")
        page.evaluate(f"document.querySelector('#ways-criterion-{n}').open = true")
        page.wait_for_timeout(250)
        took["rating"].append(page.evaluate(ANSWER, f"#plan-criterion-{n} [value={'none' if n % 2 else 'strong'}]"))
        page.wait_for_timeout(250)
        took["evidence"].append(page.evaluate(ANSWER, f"#e-criterion-{n}"))
        page.wait_for_timeout(250)
        took["pick"].append(page.evaluate(ANSWER, f"#ways-criterion-{n} [data-pick]"))
    medians = {name: statistics.median(times) for name, times in took.items()}
    print({name: (round(value, 1), round(max(took[name]), 1)) for name, value in medians.items()})
    assert max(medians.values()) <= ANSWER_MS, medians
