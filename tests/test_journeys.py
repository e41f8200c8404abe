"""Five readers reach what they came for from the home page: in three clicks at most, and by keyboard alone.

A journey is a list of links to follow and a check of the goal. To extend one, add links or checks to JOURNEYS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, expect

from tests.test_browser import OUTLINE, WIDTHS, violations

MOST_CLICKS = 3
MOST_TABS = 120


@dataclass
class Reader:
    """A person at the page, whose clicks or keys are counted."""

    page: Page
    by_keyboard: bool
    clicks: int = 0
    keys: int = 0
    seen: list[str] = field(default_factory=list)

    def look(self) -> None:
        """Where the reader has arrived: axe finds nothing and nothing overflows."""
        assert violations(self.page) == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.keys += 1

    def reach(self, target: Locator) -> None:
        """Tab to the target; focus is seen all the way and never lost."""
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
            style, width = self.page.evaluate(OUTLINE)
            assert style != "none", "the focus cannot be seen"
            assert width >= 2
            assert self.page.evaluate("document.activeElement !== document.body"), "the focus is lost"
        pytest.fail(f"not reached in {MOST_TABS} tabs: {target}")

    def use(self, target: Locator, key: str = "Enter") -> None:
        """Follow a link or press a button."""
        if self.by_keyboard:
            self.reach(target)
            self.press(key)
        else:
            target.click()
            self.clicks += 1

    def skip(self) -> None:
        """Skip to the content, as people at the keyboard do."""
        if self.by_keyboard:
            self.press("Tab")
            self.press("Enter")

    def follow(self, name: str) -> None:
        """Skip to the content, and follow the link of this name."""
        self.skip()
        before = self.page.url.partition("#")[0]  # the skip link changes the fragment alone
        self.use(self.page.get_by_role("article").get_by_role("link", name=name, exact=True).first)
        self.page.wait_for_url(lambda url: url.partition("#")[0] != before)

    def write(self, target: Locator, text: str) -> None:
        """Type into a field; the words are the reader's own and are not counted."""
        if self.by_keyboard:
            self.reach(target)
        else:
            target.click()
        self.page.keyboard.type(text)

    def download(self, target: Locator) -> str:
        """Take a file."""
        with self.page.expect_download() as found:
            self.use(target)
        file: Download = found.value
        return Path(file.path()).read_text(encoding="utf-8-sig")


def leaves_with_one_thing_to_do(reader: Reader) -> None:
    page = reader.page
    expect(page.locator("h1")).to_contain_text("become")
    expect(page.locator("article.prose")).to_contain_text("This month")
    assert page.locator(".admonition.action").count() >= 1


def exports_dated_actions(reader: Reader) -> None:
    """The goal is the plan itself; what follows is one criterion, one action and the calendar."""
    page = reader.page
    item = page.locator("#plan-strategic-development")
    expect(page.locator("form.plan--live")).to_have_count(1)
    reader.skip()
    reader.use(item.locator("> summary"))
    expect(item.locator("[data-evidence]")).to_be_visible()
    reader.write(item.locator("[data-evidence]"), "Led one redesign.")
    if reader.by_keyboard:
        reader.reach(item.locator("[value=none]"))
        reader.press("Space")
    else:
        reader.use(item.locator("[value=none]"))
    expect(page.locator("[data-gaps] #ways-strategic-development")).to_have_count(1)
    reader.use(item.get_by_role("link", name="Choose what builds it"))
    step = page.locator("#ways-strategic-development li[data-step]").first
    expect(page.locator("#ways-strategic-development > summary")).to_be_focused()
    reader.use(step.locator("[data-pick]"), "Space")
    if reader.by_keyboard:
        reader.reach(step.locator("[data-due]"))
        page.keyboard.type("01122027")
    step.locator("[data-due]").fill("2027-12-01")
    reader.write(step.locator("[data-ask]"), "The medical director")
    expect(page.locator("[data-actions]")).to_contain_text("1 December 2027")
    reader.look()
    calendar = reader.download(page.get_by_role("button", name="Calendar of dated actions"))
    assert "DTSTART;VALUE=DATE:20271201" in calendar
    assert page.evaluate("Object.keys(localStorage)") == []


def opens_the_brief(reader: Reader) -> None:
    page = reader.page
    article = page.locator("article.prose")
    for words in ("chief executive", "esponsible officer", "afeguarding", "ontrolled drugs", "nfection", "incident"):
        expect(article).to_contain_text(words)
    page.emulate_media(media="print")
    expect(page.locator("header").first).not_to_be_visible()
    page.emulate_media(media="screen")


def filters_and_takes_the_matrix(reader: Reader) -> None:
    """Narrow the finder by a criterion, then take what is shown and the whole matrix, with licence and citation."""
    page = reader.page
    all_rows = page.locator("article.prose tbody tr:visible").count()
    choice = page.locator("select[name=criterion]")
    if reader.by_keyboard:
        reader.skip()
        reader.reach(choice)
    choice.select_option("trust-values")
    expect(page.locator("article.prose tbody tr:visible").first).to_be_visible()
    assert page.locator("article.prose tbody tr:visible").count() < all_rows
    assert page.url.endswith("?criterion=trust-values")
    reader.look()
    for text in (
        reader.download(page.get_by_role("button", name="Download what is shown (CSV)")),
        reader.download(page.get_by_role("link", name="coverage matrix (CSV)")),
    ):
        assert "CC BY 4.0" in text
        assert "The Medical Director Handbook" in text


def sees_what_is_shared_and_distinct(reader: Reader) -> None:
    expect(reader.page.locator("h1")).to_contain_text(re.compile("nursing director", re.IGNORECASE))
    expect(reader.page.locator("article.prose")).to_contain_text(re.compile("share", re.IGNORECASE))


@dataclass(frozen=True)
class Journey:
    """Links to follow from the home page, the goal, and how many keys the whole may take."""

    links: tuple[str, ...]
    goal: Callable[[Reader], None]
    most_keys: int


JOURNEYS = {
    "registrar": Journey(("Go through the questions that decide it",), leaves_with_one_thing_to_do, 6),
    "clinical director": Journey(("Make your plan, one criterion at a time",), exports_dated_actions, 60),
    "interim": Journey(("Open the brief for stepping in",), opens_the_brief, 12),
    "education lead": Journey(("Find courses and opportunities",), filters_and_takes_the_matrix, 90),
    "nursing director": Journey(("Set the two roles side by side",), sees_what_is_shared_and_distinct, 16),
}


@pytest.fixture(
    params=[(scheme, width) for scheme in ("light", "dark") for width in WIDTHS], ids="-".join, scope="module"
)
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport=WIDTHS[width], reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.mark.parametrize("by_keyboard", [False, True], ids=["clicks", "keys"])
@pytest.mark.parametrize("name", JOURNEYS)
def test_a_reader_reaches_the_goal(view: BrowserContext, address: str, name: str, by_keyboard: bool) -> None:
    journey = JOURNEYS[name]
    reader = Reader(view.new_page(), by_keyboard)
    reader.page.goto(address)
    for link in journey.links:
        reader.follow(link)
        reader.look()
    assert reader.clicks <= MOST_CLICKS
    journey.goal(reader)
    print(f"{name}: {reader.clicks} clicks, {reader.keys} keys")
    assert reader.keys <= journey.most_keys
    reader.page.close()
