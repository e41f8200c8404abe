"""What became of things: the wording of the changes, the drawer of a page, and names that lead to their entry."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

MARKED = "prepare/mentor-and-coach/"


def test_the_wording_is_chosen_by_keyboard_and_not_kept(page: Page, address: str) -> None:
    page.goto(address + "directory/changes/from-2025/")
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


def test_the_drawer_is_closed_and_a_number_opens_it_at_its_note_which_leads_back(page: Page, address: str) -> None:
    page.goto(address + MARKED)
    drawer = page.locator("details.drawer")
    expect(drawer).not_to_have_attribute("open", "")
    page.locator("sup.cite a").first.click()
    expect(drawer).to_have_attribute("open", "")
    expect(page.locator("#source-1")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the text of source 1", exact=True).click()
    expect(page.locator("sup.cite").first).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
def test_the_line_below_the_answer_opens_the_drawer_and_lands_on_it(
    browser: Browser, address: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(address + MARKED)
    for _ in range(2):  # a second time too, after it was closed by hand
        page.locator(".trust a").click()
        expect(page.locator("details.drawer > summary")).to_be_in_viewport()
        expect(page.locator("#sources")).to_be_in_viewport()
        page.locator("details.drawer > summary").click()
        expect(page.locator("#source-1")).to_be_hidden()
    context.close()


def test_what_became_of_a_body_stands_in_no_sentence_and_its_name_leads_there(page: Page, address: str) -> None:
    page.goto(address + "role/")
    mention = page.locator("article p .mention--changed").first
    title = mention.get_attribute("title")
    assert title
    assert title not in page.locator("article p:has(.mention--changed)").first.inner_text()
    mention.click()
    assert "#" in page.url
    expect(page.locator(":target")).to_be_visible()


def test_the_chains_fit_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for url in ("directory/organisations/", "directory/things/"):
        page.goto(address + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect(page.locator(".chains a").first).to_be_visible()
    page.close()


def test_a_term_is_told_in_place_by_touch_and_by_keys_and_links_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + "role/")
    term = page.locator("a.term").first
    meaning = page.get_by_role("dialog", name="chief medical officer")
    term.tap()
    expect(meaning).to_be_visible()
    assert page.url.endswith("/role/")
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Enter")
    expect(meaning.get_by_role("link", name="In the glossary")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/directory/glossary/#chief-medical-officer")
    context.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(address + "role/")
    plain.locator("a.term").first.click()
    assert plain.url.endswith("directory/glossary/#chief-medical-officer")
