"""Storage that is full, blocked, corrupt, or used by two tabs: a clear message, and no word lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.accessibility import violations
from tests.browser.plan_page import KEY, PlanPage, unfold
from tests.handbook.exports.test_plan_form import GOOD

FULL = """
    void (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); });
"""
BLOCKED = """
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""


@pytest.fixture
def plan(page: Page, address: str) -> PlanPage:
    return PlanPage(page, address).open()


@pytest.fixture
def tabs(browser: Browser, address: str) -> Iterator[tuple[PlanPage, PlanPage]]:
    """Two tabs of one browser on the plan page."""
    context: BrowserContext = browser.new_context()
    yield PlanPage(context.new_page(), address).open(), PlanPage(context.new_page(), address).open()
    context.close()


def store(plan: PlanPage, text: str) -> None:
    """Put a text where the page looks for a stored plan, and load the page anew."""
    plan.page.evaluate(f"text => localStorage.setItem('{KEY}', text)", text)
    plan.reload()


def download(plan: PlanPage, name: str) -> str:
    with plan.page.expect_download() as found:
        plan.messages.get_by_role("button", name=name).click()
    return Path(found.value.path()).read_text(encoding="utf-8")


def test_nothing_is_stored_before_the_reader_saves(plan: PlanPage) -> None:
    plan.write("trust-values", "My words")
    plan.rate("trust-values", "none")
    plan.take("Backup file (opens again here)")
    assert plan.keys() == []
    expect(plan.page.locator("[data-saved]").first).to_have_text("Changes are not saved.")
    plan.save()
    assert plan.keys() == [KEY]
    expect(plan.page.locator("[data-saved]").first).to_contain_text("Saved on")


def leave_by_a_link(plan: PlanPage, link: str) -> None:
    """Follow a link, with no dialog on the way."""
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    plan.page.on("dialog", note)
    plan.page.locator(link).first.evaluate("link => link.click()")
    plan.page.wait_for_url(lambda url: not url.endswith("prepare/plan/"))
    assert asked == []


def test_after_the_first_save_nothing_is_lost_when_the_page_is_left_by_a_link(plan: PlanPage) -> None:
    plan.rate("trust-values", "none")
    plan.pick("trust-values", "opportunity", "deputise-externally")
    plan.save()
    card = plan.page.locator("[data-actions] li")
    card.get_by_label("By when").fill("2027-01-15")
    card.get_by_label("Whom to ask").press_sequentially("The chair")
    leave_by_a_link(plan, ".site-header a[href*='..']")
    plan.open()
    expect(plan.page.locator("[data-actions] [data-due]")).to_have_value("2027-01-15")
    expect(plan.page.locator("[data-actions] [data-ask]")).to_have_value("The chair")


def test_what_is_changed_saves_itself_and_a_visit_leaves_one_trace_in_the_history(plan: PlanPage) -> None:
    plan.rate("trust-values", "none")
    plan.save()
    for rating in ("some", "strong", "tested-by-others"):
        plan.rate("trust-values", rating)
        expect(plan.page.locator("[data-saved]").first).to_contain_text("Saved on")
        assert f'"rating":"{rating}"' in (plan.stored() or "")
    history = [each["ratings"]["trust-values"] for each in json.loads(plan.stored() or "")["history"]]
    assert history == ["none", "tested-by-others"]
    plan.item("trust-values").locator("[data-evidence]").press_sequentially("Led one")
    expect(plan.page.locator("[data-saved]").first).to_contain_text("Saved on")
    plan.reload()
    assert plan.evidence("trust-values") == "Led one"


def test_a_page_that_the_browser_brings_back_shows_what_was_saved_meanwhile(plan: PlanPage) -> None:
    plan.write("trust-values", "Mine")
    plan.save()
    changed = (plan.stored() or "").replace("Mine", "Meanwhile")
    plan.page.evaluate(f"text => localStorage.setItem('{KEY}', text)", changed)
    plan.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(plan.page.locator("#e-trust-values")).to_have_value("Meanwhile")


def test_a_full_storage_loses_neither_the_new_words_nor_the_old(plan: PlanPage) -> None:
    plan.write("trust-values", "Old words")
    plan.save()
    plan.page.evaluate(FULL)
    plan.write("trust-values", "New words")
    plan.save()
    expect(plan.messages).to_contain_text("Not saved. This browser’s storage is full.")
    assert violations(plan.page) == []
    assert plan.evidence("trust-values") == "New words"
    assert "Old words" in (plan.stored() or "")
    assert "New words" in download(plan, "Download a backup file")
    expect(plan.page.locator("[data-saved]").first).to_have_text("Not saved.")


def test_a_blocked_storage_is_said_and_the_plan_can_be_taken_away(page: Page, address: str) -> None:
    page.add_init_script(BLOCKED)
    plan = PlanPage(page, address).open()
    expect(plan.messages).to_contain_text("does not let the page store anything")
    plan.write("trust-values", "My words")
    plan.save()
    expect(plan.messages).to_contain_text("Not saved.")
    assert "My words" in download(plan, "Download a backup file")
    plan.press("Delete everything on this device")
    plan.press("Yes, delete it all")
    expect(plan.messages).to_contain_text("clear this site’s data")
    assert plan.evidence("trust-values") == ""


@pytest.mark.parametrize("text", ["{ cut off", "null"])
def test_a_corrupt_plan_is_kept_aside_and_offered(plan: PlanPage, text: str) -> None:
    store(plan, text)
    expect(plan.messages).to_contain_text("cannot read it")
    expect(plan.messages).to_contain_text("kept aside")
    assert download(plan, "Download it") == text
    (key,) = plan.keys()
    assert key.startswith("handbook-aside:/ ")
    # A new plan can be made and saved beside it; it is still offered later, and deleted with all else.
    plan.write("trust-values", "New words")
    plan.save()
    plan.reload()
    assert plan.evidence("trust-values") == "New words"
    assert plan.take("Download what was kept aside") == text
    plan.press("Delete everything on this device")
    plan.press("Yes, delete it all")
    assert plan.keys() == []


def test_a_plan_of_the_first_edition_opens_and_moves_when_it_is_saved(plan: PlanPage) -> None:
    plan.page.evaluate("text => localStorage.setItem('handbook-plan', text)", json.dumps(GOOD))
    plan.reload()
    assert plan.evidence("trust-values") == "y"
    assert plan.keys() == ["handbook-plan"]
    plan.save()
    assert plan.keys() == [KEY]
    plan.reload()
    kept = plan.plan()
    assert (kept["criteria"]["trust-values"]["evidence"], kept["of-later"], kept["version"]) == ("y", {"kept": True}, 2)


def test_a_stored_plan_with_a_year_of_five_digits_opens_with_nothing_lost(plan: PlanPage) -> None:
    action = {"kind": "course", "id": "nye-bevan", "title": "x", "for": ["trust-values"], "due": "20277-01-01"}
    store(plan, json.dumps({**GOOD, "actions": [action]}))
    expect(plan.messages).to_contain_text("1 place could not be read and is kept as text under ‘Put aside’")
    expect(plan.messages).to_contain_text("actions, number 1: due")
    expect(plan.page.locator("[data-asides]")).to_contain_text("20277-01-01")
    assert plan.evidence("trust-values") == "y"
    plan.save()
    plan.reload()
    expect(plan.messages).to_be_empty()
    kept = plan.plan()
    assert [(each["id"], each["due"]) for each in kept["actions"]] == [("nye-bevan", "")]
    assert kept["aside"] == [{"place": "actions, number 1: due", "text": "20277-01-01"}]


@pytest.mark.parametrize("day", ["20277-01-01", "0202-12-12", "2300-01-01"])
def test_a_day_that_a_file_may_not_hold_cannot_be_entered(plan: PlanPage, day: str) -> None:
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-01-15")
    step = plan.step("trust-values", "opportunity", "deputise-externally")
    step.locator("[data-due]").evaluate(
        """(field, day) => {
          Object.defineProperty(field, "value", { value: day, writable: true });
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        day,
    )
    expect(step).to_contain_text("The year needs four digits.")
    expect(plan.page.locator("[data-status]")).to_have_text(
        "That is no day that the plan can keep. Write the year in four digits."
    )
    plan.save()
    plan.press("Calendar of dated actions")
    expect(plan.messages).to_contain_text("No action has a day yet.")
    plan.reload()
    assert plan.plan()["actions"][0]["due"] == ""


def test_two_copies_below_one_origin_do_not_see_each_others_data(plan: PlanPage, address: str) -> None:
    other = plan.page.context.new_page()
    other.route(
        "**/copy/**", lambda route: route.fulfill(response=other.request.get(route.request.url.replace("/copy/", "/")))
    )
    plan.write("trust-values", "In the first copy")
    plan.save()
    copy = PlanPage(other, address + "copy/").open()
    assert copy.evidence("trust-values") == ""
    copy.write("trust-values", "In the second copy")
    copy.save()
    assert plan.keys() == [KEY, "handbook:/copy/"]
    copy.press("Delete everything on this device")
    copy.press("Yes, delete it all")
    assert plan.keys() == [KEY]
    plan.reload()
    assert plan.evidence("trust-values") == "In the first copy"


def test_a_corrupt_plan_in_a_full_storage_stays_where_it_is(page: Page, address: str) -> None:
    page.add_init_script(
        """const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
          if (key.includes("aside")) throw new DOMException("full", "QuotaExceededError");
          set.call(this, key, text);
        };"""
    )
    plan = PlanPage(page, address).open()
    store(plan, "{ cut off")
    expect(plan.messages).to_contain_text("it stays where it is")
    assert plan.stored() == "{ cut off"
    # Saving would overwrite it, and it cannot be kept aside: so nothing is saved.
    plan.write("trust-values", "New words")
    plan.save()
    expect(plan.messages).to_contain_text("Not saved.")
    assert plan.stored() == "{ cut off"
    assert plan.evidence("trust-values") == "New words"


def test_a_tab_without_changes_shows_what_another_saved(tabs: tuple[PlanPage, PlanPage]) -> None:
    one, other = tabs
    one.write("trust-values", "From the first tab")
    one.save()
    expect(other.messages).to_contain_text("This page now shows it.")
    assert other.evidence("trust-values") == "From the first tab"


def test_two_tabs_with_changes_both_keep_their_words(tabs: tuple[PlanPage, PlanPage]) -> None:
    one, other = tabs
    other.write("trust-values", "From the second tab")
    one.write("trust-values", "From the first tab")
    one.save()
    expect(other.messages).to_contain_text("Yours here is not lost")
    assert other.evidence("trust-values") == "From the second tab"
    other.save()
    assert "From the first tab" in (one.stored() or "")
    expect(other.page.get_by_role("button", name="Save mine, keep the other aside")).to_be_focused()
    assert violations(other.page) == []
    other.press("Save mine, keep the other aside")
    assert "From the second tab" in (other.stored() or "")
    assert "From the first tab" in other.take("Download what was kept aside")


def test_the_other_tabs_plan_can_be_taken_and_ones_own_is_downloaded(tabs: tuple[PlanPage, PlanPage]) -> None:
    one, other = tabs
    other.write("trust-values", "From the second tab")
    one.write("trust-values", "From the first tab")
    one.save()
    other.save()
    assert "From the second tab" in other.take("Show the other, download mine")
    assert other.evidence("trust-values") == "From the first tab"


def test_a_deletion_in_another_tab_is_said_and_the_words_stay_here(tabs: tuple[PlanPage, PlanPage]) -> None:
    one, other = tabs
    one.write("trust-values", "My words")
    one.save()
    expect(other.messages).to_contain_text("This page now shows it.")
    one.press("Delete everything on this device")
    one.press("Yes, delete it all")
    expect(other.messages).to_contain_text("deleted in another tab")
    assert other.evidence("trust-values") == "My words"
    assert other.keys() == []
    expect(other.page.locator("[data-saved]").first).to_have_text("Changes are not saved.")


def test_deleting_asks_first_and_can_be_called_off(plan: PlanPage) -> None:
    plan.write("trust-values", "My words")
    plan.save()
    plan.press("Delete everything on this device")
    plan.press("Cancel")
    expect(plan.page.get_by_role("button", name="Delete everything on this device")).to_be_focused()
    assert plan.evidence("trust-values") == "My words"
    plan.press("Delete everything on this device")
    plan.press("Yes, delete it all")
    assert plan.keys() == []
    plan.reload()
    assert plan.evidence("trust-values") == ""


def test_other_settings_of_the_site_are_not_deleted(plan: PlanPage) -> None:
    plan.page.evaluate("localStorage.setItem('handbook-theme', 'dark')")
    plan.save()
    plan.press("Delete everything on this device")
    plan.press("Yes, delete it all")
    assert plan.keys() == ["handbook-theme"]


def test_a_sponsors_file_never_takes_the_place_of_ones_own_stored_plan_unasked(plan: PlanPage) -> None:
    plan.write("trust-values", "The mentor's own words")
    plan.save()
    blank = json.loads(plan.take("Download a blank plan for a sponsor"))
    plan.open_file(blank)
    expect(plan.messages).to_contain_text("You fill this in for somebody else")
    plan.write("trust-values", "What I saw of the other")
    plan.save()
    assert "The mentor's own words" in (plan.stored() or "")
    expect(plan.messages).to_contain_text("another one is stored on this device")
    expect(plan.page.get_by_role("button", name="Save mine, keep the other aside")).to_be_focused()
    plan.page.keyboard.press("Enter")
    assert "What I saw of the other" in (plan.stored() or "")
    assert "The mentor's own words" in plan.take("Download what was kept aside")
    # Once answered, it is not asked again.
    plan.write("trust-values", "More of it")
    plan.save()
    assert "More of it" in (plan.stored() or "")
    plan.reload()
    assert plan.evidence("trust-values") == "More of it"


def test_the_stored_plan_can_be_shown_instead_and_the_opened_one_is_downloaded(plan: PlanPage) -> None:
    plan.write("trust-values", "Stored words")
    plan.save()
    plan.open_file(GOOD)
    plan.save()
    assert '"evidence": "y"' in plan.take("Show the other, download mine")
    assert plan.evidence("trust-values") == "Stored words"
    assert plan.keys() == [KEY]


def test_enter_pressed_twice_deletes_nothing_and_escape_calls_it_off(plan: PlanPage) -> None:
    plan.write("trust-values", "My words")
    plan.save()
    unfold(plan.page.locator(".keep__more"))
    delete = plan.page.get_by_role("button", name="Delete everything on this device")
    delete.focus()
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_role("button", name="Cancel")).to_be_focused()
    plan.page.keyboard.press("Enter")
    expect(delete).to_be_focused()
    assert plan.keys() == [KEY]
    plan.page.keyboard.press("Enter")
    expect(plan.page.get_by_role("button", name="Cancel")).to_be_focused()
    plan.page.keyboard.press("Escape")
    expect(delete).to_be_focused()
    expect(plan.messages).to_be_empty()
    assert plan.evidence("trust-values") == "My words"
