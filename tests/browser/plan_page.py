"""What the tests of the gap plan share: the page as a reader uses it, and the page with another catalogue."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from handbook.model.handbook import Handbook
from macros.plan import plan_form

PLAN = "prepare/plan/"
KEY = "handbook:/"  # the handbook lies at the root of the address of the tests
RATINGS = {"none": "None", "some": "Some", "strong": "Strong", "tested-by-others": "Tested by others"}
FORM = re.compile(r"<form class=\"plan plan--steps\".*?</form>", re.DOTALL)


@dataclass
class PlanPage:
    """The plan page in a browser."""

    page: Page
    address: str

    def open(self, anchor: str = "") -> PlanPage:
        """Go to the page, and wait until it is enlivened."""
        self.page.set_default_timeout(30_000)
        self.page.goto(self.address + PLAN + anchor)
        return self.ready()

    def ready(self) -> PlanPage:
        """Wait until the page is enlivened."""
        expect(self.page.locator("form.plan--live")).to_have_count(1)
        return self

    def reload(self) -> PlanPage:
        """Load the page anew."""
        self.page.reload()
        return self.ready()

    def item(self, criterion: str) -> Locator:
        """The view of a criterion, reached by the map."""
        item = self.page.locator(f"#plan-{criterion}")
        if not item.is_visible():
            self.page.locator(f"[data-map-criterion={criterion}] a").first.evaluate("link => link.click()")
        return item

    def ways(self, criterion: str) -> Locator:
        """What builds a criterion, unfolded."""
        return unfold(self.item(criterion).locator(f"#ways-{criterion}"))

    def write(self, criterion: str, evidence: str) -> None:
        """Write evidence."""
        self.item(criterion).locator("[data-evidence]").fill(evidence)

    def evidence(self, criterion: str) -> str:
        """The evidence that the form shows."""
        return self.page.locator(f"#e-{criterion}").input_value()

    def rate(self, criterion: str, rating: str) -> None:
        """Choose a rating."""
        self.item(criterion).locator(f"input[value={rating}]").check()

    def rating(self, criterion: str) -> str | None:
        """The rating that the form shows."""
        chosen = self.page.locator(f"#plan-{criterion} input[data-rating]:checked")
        return chosen.get_attribute("value") if chosen.count() else None

    def step(self, criterion: str, kind: str, step: str) -> Locator:
        """A course or an opportunity below a criterion; `own` for the reader's idea."""
        wanted = self.page.locator(f"[data-kind={kind}][data-step={step}]")
        ways = self.ways(criterion)
        for more in ways.locator(".plan-more").filter(has=wanted).all():
            unfold(more)
        return ways.locator(wanted)

    def pick(self, criterion: str, kind: str, step: str, due: str = "", ask: str = "") -> None:
        """Choose a step, and give it a day and a person."""
        place = self.step(criterion, kind, step)
        place.locator("[data-pick]").check()
        if due:
            place.locator("[data-due]").fill(due)
        if ask:
            place.locator("[data-ask]").fill(ask)

    def press(self, name: str) -> None:
        """Press a button; some stand in a folded part."""
        if name.startswith("Delete everything"):
            unfold(self.page.locator(".keep__more"))
        self.page.get_by_role("button", name=name, exact=True).click()

    def save(self) -> None:
        """Save on this device."""
        self.press("Save on this device")

    def take(self, name: str) -> str:
        """What the download of a button holds."""
        with self.page.expect_download() as download:
            self.press(name)
        return Path(download.value.path()).read_bytes().decode()

    def copied(self) -> str:
        """What the button for copying puts into the clipboard."""
        self.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
        self.press("Copy as text")
        found: str = self.page.evaluate("window.copied")
        return found

    def plan(self) -> dict[str, Any]:
        """The plan as its JSON export holds it."""
        found: dict[str, Any] = json.loads(self.take("Backup file (opens again here)"))
        return found

    def give(self, label: str, content: str | dict[str, Any], name: str = "plan.json") -> None:
        """Open a file through the field with this label."""
        text = content if isinstance(content, str) else json.dumps(content)
        field = self.page.get_by_label(label)
        field.set_input_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})

    def open_file(self, content: str | dict[str, Any], name: str = "plan.json") -> None:
        """Open a plan from a file."""
        self.give("Open a backup file", content, name)

    def compare(self, content: str | dict[str, Any]) -> None:
        """Compare with a sponsor's file."""
        self.give("Compare with the file that came back", content)

    @property
    def messages(self) -> Locator:
        """The messages that the page shows."""
        return self.page.locator("[data-messages]")

    def stored(self) -> str | None:
        """The stored text."""
        found: str | None = self.page.evaluate(f"localStorage.getItem('{KEY}')")
        return found

    def keys(self) -> list[str]:
        """The names of all that the page has stored."""
        found: list[str] = self.page.evaluate("Object.keys(localStorage).sort()")
        return found


def unfold(part: Locator) -> Locator:
    """A folded part, unfolded. The page may unfold it at the same moment, and then a click folds it again."""
    for _ in range(3):
        if part.get_attribute("open") is None:
            part.locator("> summary").click()
    expect(part).to_have_attribute("open", "")
    return part


def with_entries(handbook: Handbook, **kinds: dict[str, Any]) -> Handbook:
    """The handbook with other entries of some kinds, by id."""
    entries = {**handbook.catalogue.entries, **kinds}
    return Handbook(replace(handbook.catalogue, entries=MappingProxyType(entries)), handbook.pages)


def serve_with(page: Page, site: Path, handbook: Handbook) -> None:
    """Serve the plan page with the catalogue of another handbook."""
    built = (site / PLAN / "index.html").read_text(encoding="utf-8")
    form = plan_form(handbook)
    body, found = FORM.subn(lambda _: form, built)
    assert found == 1

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route(re.compile(f"/{PLAN}(#.*)?$"), answer)
