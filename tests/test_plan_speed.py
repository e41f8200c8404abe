"""The plan page is light, and answers at once in a catalogue many times the size of today's."""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Page

from handbook.model.entries import Group
from handbook.model.handbook import Handbook
from tests.conftest import ROOT
from tests.plan_page import PLAN, PlanPage, serve_with, with_entries
from tests.test_tools import imported

SCRIPTS_KB = 35
ANSWER_MS = 50
CRITERIA, STEPS = 500, 2000

# From the answer to the frame that shows it.
ANSWER = """async selector => {
  const field = document.querySelector(selector);
  const start = performance.now();
  if (field.matches("textarea")) {
    field.value += "x";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else field.click();
  await new Promise(shown => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = shown;
    channel.port2.postMessage(0);
  }));
  return performance.now() - start;
}"""
# Half of the criteria have evidence and a rating, and 200 steps are chosen.
FILL = """count => {
  for (let i = 0; i < count; i += 2) {
    const field = document.querySelector(`#e-criterion-${i}`);
    field.value = "x".repeat(200);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector(`#plan-criterion-${i} [value=some]`).click();
  }
  for (const box of [...document.querySelectorAll("[data-pick]")].slice(0, 200)) box.click();
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
    scripts = {"assets/js/site.js", *imported(site, "assets/js/plan/main.js")}
    assert len(scripts) > 5
    assert sum(len(gzip.compress((site / name).read_bytes())) for name in scripts) <= SCRIPTS_KB * 1000


def test_only_the_modules_that_exist_are_loaded(page: Page, address: str) -> None:
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url.rpartition("/")[2]) if "js/plan" in request.url else None)
    PlanPage(page, address).open()
    assert loaded == {path.name for path in (ROOT / "docs" / "assets" / "js" / "plan").glob("*.js")}


@pytest.mark.alone
def test_an_answer_shows_at_once_in_a_large_catalogue(page: Page, address: str, site: Path, handbook: Handbook) -> None:
    serve_with(page, site, large(handbook))
    page.set_default_timeout(60_000)
    page.goto(address + PLAN)
    page.locator("form.plan--live").wait_for(state="attached", timeout=60_000)
    assert page.locator("[data-criterion]").count() == CRITERIA
    assert page.locator("li[data-step]").count() == STEPS * 4
    page.evaluate(FILL, CRITERIA)
    page.wait_for_timeout(1500)
    # The best of several rounds: other work on the machine is no fault of the page.
    best: dict[str, float] = {}
    for start in range(100, 180, 10):
        for name, median in answers(page, range(start, start + 5)).items():
            best[name] = min(median, best.get(name, median))
        if max(best.values()) <= ANSWER_MS:
            break
    print({name: round(time) for name, time in best.items()})
    assert max(best.values()) <= ANSWER_MS, best


def answers(page: Page, numbers: range) -> dict[str, float]:
    """The median time, in milliseconds, until an answer of each sort is on the screen."""
    took: dict[str, list[float]] = {"rating": [], "evidence": [], "pick": []}
    for n in numbers:
        page.evaluate(
            f"for (const id of ['plan', 'ways']) document.getElementById(`${{id}}-criterion-{n}`).open = true"
        )
        fields = (f"#plan-criterion-{n} [value={'none' if n % 2 else 'strong'}]", f"#e-criterion-{n}")
        for name, field in zip(took, (*fields, f"#ways-criterion-{n} [data-pick]"), strict=True):
            page.wait_for_timeout(250)
            took[name].append(page.evaluate(ANSWER, field))
    return {name: statistics.median(times) for name, times in took.items()}
