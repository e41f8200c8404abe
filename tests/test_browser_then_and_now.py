"""The wording of the sources, that of 2026, or both: by keyboard, without script and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

PANEL = "prepare/performance-concerns/"
MARKED = "prepare/system-leadership/"
FORWARD_VIEW = ".mention:has(.state)[href$=five-year-forward-view]"


@pytest.mark.parametrize("url", [PANEL, "directory/changes/"])
def test_the_wording_is_chosen_by_keyboard_and_not_kept(page: Page, address: str, url: str) -> None:
    page.goto(address + url)
    then, now = page.locator(".wording--then").first, page.locator(".wording--now").first
    expect(then).to_be_visible()
    expect(now).to_be_visible()
    page.locator(".wording input:checked").focus()
    page.keyboard.press("ArrowDown")
    expect(then).to_be_visible()
    expect(now).to_be_hidden()
    expect(page.locator(".wording [role=status]")).to_have_text("The wording of the sources alone is shown.")
    page.keyboard.press("ArrowDown")
    expect(then).to_be_hidden()
    expect(now).to_be_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.reload()
    expect(then).to_be_visible()


def test_the_wording_of_the_sources_has_no_marks(page: Page, address: str) -> None:
    page.goto(address + MARKED)
    mark = page.locator(".mention .state").first
    expect(mark).to_be_visible()
    page.get_by_label("of the sources").check()
    expect(mark).to_be_hidden()
    page.emulate_media(media="print")
    expect(mark).to_be_visible()


def test_without_script_both_wordings_and_the_marks_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MARKED)
    expect(page.locator(".wording--then").first).to_be_visible()
    expect(page.locator(".wording--now").first).to_be_visible()
    expect(page.locator(".wording")).to_be_hidden()
    mention = page.locator(FORWARD_VIEW).first
    expect(mention).to_have_attribute(
        "title",
        "It was the strategy of 2014, when the guide was written. "
        "Two plans have followed it; do not quote it as the present one. General knowledge, not confirmed.",
    )
    mention.click()
    assert page.url.endswith("/directory/things/#five-year-forward-view")
    context.close()


def test_a_focused_mark_says_the_whole_note(page: Page, address: str) -> None:
    page.goto(address + MARKED)
    page.locator(FORWARD_VIEW).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    added = "getComputedStyle(document.activeElement.querySelector('.state'), '::after').content"
    assert "It was the strategy of 2014" in page.evaluate(added)


def test_the_chains_fit_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for url in ("directory/organisations/", "directory/things/"):
        page.goto(address + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect(page.locator(".chains a").first).to_be_visible()
    page.close()
