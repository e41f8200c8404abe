"""Five readers reach what they came for from the home page: in three clicks at most, and by keyboard alone.

A journey is a list of links to follow, the goal, and the work that comes after. Every click counts, those of the goal
too: a link, a button, a box, the choice of an option, and a field that is clicked to write in it. Where the reader's
work goes on (the other fifteen questions; a plan from a rating to the calendar), its clicks are counted with the rest
and have a bound of their own. In the journeys by keyboard nothing but keys is used. To extend a journey, add links or
checks to JOURNEYS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, expect

from tests.browser.accessibility import violations_in_each_scheme
from tests.browser.test_browser import OUTLINE, WIDTHS

MOST_CLICKS = 3
MOST_TABS = 120


@dataclass
class Reader:
    """A person at the page, whose clicks or keys are counted."""

    page: Page
    by_keyboard: bool
    clicks: int = 0
    keys: int = 0

    def look(self) -> None:
        """Where the reader has arrived: axe finds nothing in either scheme, and nothing overflows.

        By keys the same states are met as by clicks, so axe, which is slow, looks once.
        """
        assert self.by_keyboard or violations_in_each_scheme(self.page) == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.keys += 1

    def reach(self, target: Locator, key: str = "Tab") -> None:
        """Tab to the target; focus is seen all the way and never lost."""
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
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

    def choose(self, group: Locator, value: str) -> None:
        """Choose one of a group of radio buttons; at the keyboard the arrows lead from one to the next."""
        wanted = group.locator(f"[value={value}]")
        if not self.by_keyboard:
            return self.use(wanted)
        self.reach(group.locator("input").first)
        self.press("Space")
        while not wanted.is_checked():
            self.press("ArrowDown")
        return None

    def select(self, target: Locator, label: str) -> None:
        """Choose an option of a list; at the keyboard by typing its name."""
        if self.by_keyboard:
            self.reach(target)
            self.page.keyboard.type(label)
            self.keys += len(label)
        else:
            target.select_option(label=label)
            self.clicks += 1

    def hears(self, text: str | re.Pattern[str]) -> None:
        """A live region says so."""
        expect(self.page.get_by_role("status").filter(has_text=text).first).to_be_attached()

    def has_focus(self) -> None:
        """The focus is on something that can be seen."""
        assert self.page.evaluate("document.activeElement !== document.body"), "the focus is lost"

    def prints(self, name: str) -> None:
        """Print by the button of this name; on paper the chrome of the site is gone."""
        self.use(self.page.get_by_role("button", name=name))
        assert self.page.evaluate("window.printed") == 1
        self.has_focus()
        self.page.emulate_media(media="print")
        expect(self.page.locator("header").first).not_to_be_visible()
        self.page.emulate_media(media="screen")
        self.page.evaluate("dispatchEvent(new Event('afterprint'))")

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
            target.click(position={"x": 14, "y": 14})
            self.clicks += 1
        self.page.keyboard.type(text)

    def download(self, target: Locator) -> str:
        """Take a file; the way to its button counts as keys and not as waiting."""
        if self.by_keyboard:
            self.reach(target)
        with self.page.expect_download() as found:
            self.use(target)
        file: Download = found.value
        return Path(file.path()).read_text(encoding="utf-8-sig")


def leaves_with_one_thing_to_do(reader: Reader) -> None:
    """A question is answered, the page says where that leads, and one thing to do this month is in sight."""
    page = reader.page
    expect(page.locator("h1")).to_contain_text("Is it for me?")
    reader.skip()
    reader.choose(page.locator("[data-question]").first, "thin")
    reader.hears("Prepare. Something is thin, and it can be built. 15 questions are still open.")
    reader.has_focus()
    reader.look()
    expect(page.locator("[data-outcome-month]")).to_be_visible()
    expect(page.locator("[data-outcome-month]")).to_contain_text("This month")


def answers_the_other_questions(reader: Reader) -> None:
    page = reader.page
    for question in page.locator("[data-question]").all()[1:]:
        reader.choose(question, "good")
    reader.hears(re.compile("^Prepare. Something is thin, and it can be built.$"))
    reader.use(page.locator("#outcome").get_by_role("link", name="How to prepare"))
    assert page.url.endswith("#prepare")
    assert page.evaluate("Object.keys(localStorage)") == []


def begins_a_plan(reader: Reader) -> None:
    """The goal is the plan itself, open at a criterion, with the evidence written."""
    page = reader.page
    item = page.locator("#plan-strategic-development")
    expect(page.locator("form.plan--live")).to_have_count(1)
    reader.skip()
    reader.write(item.locator("[data-evidence]"), "Led one redesign.")
    expect(item.locator("[data-evidence]")).to_have_value("Led one redesign.")


def exports_dated_actions(reader: Reader) -> None:
    """A rating, one action with a day and a person, and the calendar."""
    page = reader.page
    item = page.locator("#plan-strategic-development")
    reader.choose(item.locator(".plan-ratings"), "none")
    reader.hears("Strategic development: none. 1 gap.")
    ways = item.locator("#ways-strategic-development")
    expect(ways).to_have_attribute("open", "")
    step = ways.locator("li[data-step]").first
    reader.use(step.locator("[data-pick]"), "Space")
    reader.hears("Added to your actions:")
    reader.write(step.locator("[data-due]"), "12122027")  # the same day in whatever order the browser asks for it
    expect(step.locator("[data-due]")).to_have_value("2027-12-12")
    reader.write(step.locator("[data-ask]"), "The medical director")
    if reader.by_keyboard:
        reader.use(step.get_by_role("link", name="Go to your actions"))
    actions = page.locator("[data-actions]")
    expect(actions.get_by_label("By when")).to_have_value("2027-12-12")
    expect(actions.get_by_label("Whom to ask")).to_have_value("The medical director")
    reader.look()
    calendar = reader.download(page.get_by_role("button", name="Calendar of dated actions"))
    reader.hears("Calendar with 1 dated action downloaded.")
    reader.has_focus()
    assert "DTSTART;VALUE=DATE:20271212" in calendar
    assert page.evaluate("Object.keys(localStorage)") == []


def prints_the_brief(reader: Reader) -> None:
    article = reader.page.locator("article.prose")
    for words in ("chief executive", "esponsible officer", "afeguarding", "ontrolled drugs", "nfection", "incident"):
        expect(article).to_contain_text(words)
    reader.skip()
    reader.prints("Print this brief")


def filters_and_takes_the_matrix(reader: Reader) -> None:
    """Narrow the finder by a criterion, and take the coverage matrix with its licence and citation."""
    page = reader.page
    all_rows = page.locator("article.prose tbody tr:visible").count()
    reader.skip()
    reader.select(page.locator("select[name=criterion]"), "The trust's values")
    reader.hears(re.compile(r"^\d+ of \d+ courses and opportunities shown\.$"))
    assert 0 < page.locator("article.prose tbody tr:visible").count() < all_rows
    assert page.url.endswith("?criterion=trust-values")
    reader.look()
    licensed(reader.download(page.get_by_role("link", name="coverage matrix (CSV)")))


def takes_what_is_shown(reader: Reader) -> None:
    page = reader.page
    choices = page.locator("[data-finder-choices] > summary")
    if reader.by_keyboard:
        reader.reach(choices, "Shift+Tab")
    reader.use(choices)
    button = page.get_by_role("button", name="Download what is shown (CSV)")
    if reader.by_keyboard:
        reader.reach(button)
    licensed(reader.download(button))
    reader.hears(re.compile(r"^\d+ rows saved as finder\.csv\.$"))
    reader.has_focus()


def licensed(text: str) -> None:
    assert "CC BY 4.0" in text
    assert "The Medical Director Handbook" in text


def prints_a_conversation_sheet(reader: Reader) -> None:
    expect(reader.page.locator("h1")).to_contain_text(re.compile("nursing director", re.IGNORECASE))
    for part in ("#shared", "#side-by-side"):
        expect(reader.page.locator(part)).to_be_visible()
    reader.skip()
    reader.prints("Print this sheet")


def no_more(_: Reader) -> None:
    """Nothing follows the goal."""


@dataclass(frozen=True)
class Journey:
    """Links to follow from the home page, the goal, the work that follows, and how much the whole may take."""

    links: tuple[str, ...]
    goal: Callable[[Reader], None]
    most_keys: int
    work: Callable[[Reader], None] = no_more
    most_clicks: int = MOST_CLICKS


JOURNEYS = {
    "registrar": Journey(
        ("Go through the questions that decide it",),
        leaves_with_one_thing_to_do,
        100,
        answers_the_other_questions,
        2 + 15 + 1,
    ),
    "clinical director": Journey(
        ("Make your plan, one criterion at a time",), begins_a_plan, 60, exports_dated_actions, MOST_CLICKS + 6
    ),
    "interim": Journey(("Open the brief for stepping in",), prints_the_brief, 20),
    "education lead": Journey(
        ("Find courses and opportunities",), filters_and_takes_the_matrix, 320, takes_what_is_shown, MOST_CLICKS + 2
    ),
    "nursing director": Journey(("Set the two roles side by side",), prints_a_conversation_sheet, 42),
}


@pytest.fixture(params=WIDTHS, scope="module")
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDTHS[request.param], reduced_motion="reduce")
    context.set_default_timeout(30_000)
    context.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
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
    journey.goal(reader)
    assert reader.clicks <= MOST_CLICKS
    journey.work(reader)
    assert reader.clicks <= journey.most_clicks
    print(f"{name}: {reader.clicks} clicks, {reader.keys} keys")
    assert reader.keys <= journey.most_keys
    reader.page.close()


SPECIFICATION = "Knowledge\n- Knows our vision and values\n- Clinical governance\n"


def test_what_is_rated_once_is_known_everywhere_and_nothing_is_lost(browser: Browser, address: str) -> None:
    """Rate on the map, find a course for the gap, take it into the plan, paste a specification, save, close, print."""
    context = browser.new_context(viewport=WIDTHS["desk"], reduced_motion="reduce")
    strangers: list[str] = []
    context.on("request", lambda sent: None if sent.url.startswith((address, "blob:")) else strangers.append(sent.url))
    page = context.new_page()
    page.goto(address + "skills/person-specification/")
    page.locator("[data-map]").get_by_role("link", name="The trust's values").click()
    page.locator("#trust-values").get_by_role("link", name="Rate this").click()
    page.wait_for_url("**/prepare/plan/#plan-trust-values")
    item = page.locator("#plan-trust-values")
    item.get_by_role("radio", name="None").check()
    item.get_by_label("Your evidence").fill("Spoke at one induction")
    page.get_by_role("button", name="Save and next").click()
    expect(page.locator("[data-saved]").first).to_contain_text("Saved on")
    page.goto(address + "directory/finder/")
    page.locator("[data-finder-choices] > summary").click()
    gap = page.locator("[data-map-criterion=trust-values]")
    expect(gap).to_contain_text("None")
    gap.get_by_role("link").click()
    row = page.locator("[data-finder-table] tbody tr").first
    step = row.get_by_role("link").first.inner_text()
    row.get_by_role("button", name="Add to my plan").click()
    expect(page.locator("[data-finder-said]")).to_contain_text("In your plan")
    page.goto(address + "prepare/application-pack/")
    page.locator("#pack-text").fill(SPECIFICATION)
    page.get_by_role("button", name="Match the lines").click()
    expect(page.locator("#line-1")).to_contain_text("rated none · example: begun")
    page.get_by_role("button", name="Save on this device").click()
    page.close()
    page = context.new_page()
    page.goto(address + "prepare/application-pack/")
    expect(page.locator("#line-1").get_by_label("Action")).to_have_value("Spoke at one induction")
    page.goto(address + "prepare/plan/")
    expect(page.locator("[data-actions] li")).to_contain_text([step])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for words in (step, "Spoke at one induction"):
        expect(page.locator("[data-paper]")).to_contain_text(words)
    assert strangers == []
    context.close()
