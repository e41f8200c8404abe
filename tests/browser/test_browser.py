"""The site in a browser: accessible, whole on a phone, calling nobody, and of use without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from handbook.model.pages import load_pages
from tests.browser.accessibility import (
    SCHEMES,
    Scheme,
    colour_violations,
    layout_violations,
    structure_violations,
    violations,
)
from tests.conftest import ROOT

URLS = [page.url for page in load_pages(ROOT).values()]
ONE_OF_EACH_KIND = [
    "",
    "start/routes/",
    "role/board/",
    "skills/person-specification/",
    "skills/experience/",
    "prepare/mentor-and-coach/",
    "case-studies/karen-slade/",
    "case-studies/",
    "evidence/support/",
    "directory/courses/",
    "directory/glossary/",
    "about/coverage/",
]
WIDTHS: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1280, "height": 900},
}
OUTLINE = "(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle(document.activeElement))"
# A style sheet of the test's own: a style element would be refused by the content security policy.
PLANT_STYLE = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}"""


def test_axe_knows_the_tags_that_it_is_asked_for(page: Page) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>x</h1><img src='data:,'></main>")
    assert any(fault.startswith("image-alt") for fault in violations(page))


@pytest.mark.parametrize("name", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_faint_text_is_found_in_each_width_and_scheme(page: Page, address: str, name: str, scheme: Scheme) -> None:
    page.set_viewport_size(WIDTHS[name])
    page.emulate_media(color_scheme=scheme)
    page.goto(address + "role/board/")
    assert colour_violations(page) == []
    assert colour_violations(page) == []  # every look is known by now
    last = page.locator(".prose > h2 + p").last  # one of many that look alike until it is made to differ
    last.evaluate("part => { part.style.color = '#777' }")
    assert any(fault.startswith("color-contrast") for fault in colour_violations(page))


@pytest.mark.parametrize("name", WIDTHS)
def test_a_target_that_is_too_small_is_found_wherever_the_page_stands(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(WIDTHS[name])
    page.goto(address + "prepare/plan/")
    for place in (0, 37, 400, 100_000):
        page.evaluate("place => scrollTo(0, place)", place)
        assert layout_violations(page) == [], place
    small = "<p><button class=planted>a</button><button class=planted>b</button></p>"
    page.locator("article").evaluate("(part, html) => part.insertAdjacentHTML('afterbegin', html)", small)
    page.evaluate(PLANT_STYLE, ".planted { all: unset; font-size: 8px; line-height: 8px }")
    assert any(fault.startswith("target-size") for fault in layout_violations(page))


@pytest.mark.parametrize("name", WIDTHS)
def test_nothing_that_has_the_focus_is_covered(page: Page, address: str, name: str) -> None:
    page.set_viewport_size(WIDTHS[name])
    page.goto(address + "prepare/mentor-and-coach/")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 160)")


@pytest.mark.parametrize("name", WIDTHS)
@pytest.mark.parametrize(
    "url", ["prepare/mentor-and-coach/#where", "skills/knowledge/#criterion-governance-frameworks"]
)
def test_an_anchor_lands_on_its_heading_at_once(page: Page, address: str, name: str, url: str) -> None:
    page.set_viewport_size(WIDTHS[name])
    page.goto(address + url)
    target = page.locator(":target")
    assert target.evaluate("part => part.tagName") == "H2"
    assert 0 <= target.evaluate("part => part.getBoundingClientRect().top") <= 40


# Whether what is seen at the middle of the focused part is that part, or holds it, or stands in it.
IS_SEEN = """() => {
  const part = document.activeElement;
  const { left, top, width, height } = part.getClientRects()[0];
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return part === document.body || part.contains(there) || Boolean(there?.contains(part));
}"""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all pages: a new one each would cost more than the looking."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


# What runs out of its cell, or on a phone out of its card; what is hidden from sight is no matter.
RUNS_OVER = """() => [...document.querySelectorAll("article tbody :is(td, th)")].flatMap((cell) => {
  const isCard = getComputedStyle(cell).display === "block";
  const box = (isCard ? cell.parentElement : cell).getBoundingClientRect();
  const over = (part) => {
    const { left, right, width } = part.getBoundingClientRect();
    return width && !part.closest(".sr-only") && (right > box.right + 1 || left < box.left - 1);
  };
  return [...cell.querySelectorAll("*")].filter(over).map((part) => part.outerHTML.slice(0, 160));
})"""

BETWEEN: ViewportSize = {"width": 900, "height": 900}
TALLEST = 12_000  # pixels of a page at 1280 px: a longer one is not read to its end


@pytest.mark.parametrize("url", URLS)
def test_axe_finds_nothing_and_nothing_overflows(window: Page, address: str, url: str) -> None:
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            strangers.append(request.url)

    window.on("request", note)
    window.goto(address + url)
    for name, viewport in {**WIDTHS, "between": BETWEEN}.items():
        window.set_viewport_size(viewport)
        assert window.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        assert window.evaluate(RUNS_OVER) == [], name
        if name == "desk":
            height = window.evaluate("document.documentElement.scrollHeight")
            assert height <= TALLEST, "cut it, or fold what few will read"
        if name != "between":
            assert looks(window, name, url) == [], name
    window.remove_listener("request", note)
    assert strangers == []


def looks(window: Page, name: str, url: str) -> list[str]:
    """What axe finds at this width, in light and in dark."""
    # The frame differs between the widths, the article only in where things lie.
    look = structure_violations if name == "desk" or url in ONE_OF_EACH_KIND else layout_violations
    found = look(window)
    for scheme in SCHEMES:
        window.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {fault}" for fault in colour_violations(window)]
    return found


@pytest.mark.parametrize("url", ONE_OF_EACH_KIND)
def test_a_page_is_of_use_without_javascript(browser: Browser, address: str, url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDTHS["phone"], color_scheme="dark")
    page = context.new_page()
    page.goto(address + url)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("article.prose").inner_text().strip()
    page.get_by_role("link", name="Menu").click()
    chapters = page.locator("#chapters")
    expect(chapters).to_be_in_viewport()
    chapters.get_by_role("link", name="Evidence").click()
    expect(page.locator("h1")).to_have_text("Evidence: who says so")
    context.close()


def test_the_schemes_differ(browser: Browser, address: str) -> None:
    shades = []
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address)
        shades.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert shades[0] != shades[1]


def test_the_chosen_theme_is_kept_and_nothing_else_is_stored(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("Object.keys(localStorage)") == []
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for _ in range(3):
        page.get_by_role("button", name=re.compile("^Colours")).click()
        if page.evaluate("getComputedStyle(document.body).backgroundColor") != before:
            break
    chosen = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert chosen != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == chosen
    assert page.evaluate("Object.keys(localStorage)") == ["handbook-theme"]
    assert page.context.cookies() == []


def test_the_menu_opens_and_closes_by_keyboard(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDTHS["phone"])
    page = context.new_page()
    page.goto(address)
    menu = page.locator("button[aria-controls=menu]")
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#menu a[aria-current=page]")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    context.close()


def test_the_first_tab_stop_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(address + "role/board/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_contain_text("Skip to")
    page.keyboard.press("Enter")
    target = page.url.partition("#")[2]
    assert target
    assert page.locator(f"[id='{target}']").count() == 1


@pytest.mark.parametrize("name", ["phone", "desk"])
def test_focus_can_be_seen(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(viewport=WIDTHS[name])
    page = context.new_page()
    page.goto(address + "prepare/mentor-and-coach/")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(OUTLINE)
        assert style[0] != "none"
        assert style[1] >= 2
    context.close()


def test_a_table_becomes_cards_on_a_phone(browser: Browser, address: str) -> None:
    shapes = {}
    for name, viewport in WIDTHS.items():
        context = browser.new_context(viewport=viewport)
        page = context.new_page()
        page.goto(address + "prepare/mentor-and-coach/")
        shapes[name] = page.locator("table.cards tbody td").first.evaluate("cell => getComputedStyle(cell).display")
        context.close()
    assert shapes["desk"] == "table-cell"
    assert shapes["phone"] != "table-cell"


def test_a_mark_that_runs_over_its_cell_is_seen(window: Page, address: str) -> None:
    window.goto(address + "case-studies/")
    window.set_viewport_size(WIDTHS["desk"])
    window.locator("article td:visible").first.evaluate(
        """(cell, text) => {
      const part = Object.assign(document.createElement("span"), { textContent: text });
      part.style.whiteSpace = "nowrap";
      cell.append(part);
    }""",
        "long " * 80,
    )
    assert window.evaluate(RUNS_OVER)


def test_print_leaves_the_frame_away(page: Page, address: str) -> None:
    page.goto(address + "role/stepping-in/")
    page.emulate_media(media="print")
    expect(page.locator("header").first).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()


def test_what_paper_unfolds_is_folded_again(page: Page, address: str) -> None:
    page.goto(address + "evidence/history/")
    opened = "<details open><summary>Opened by the reader</summary></details>"
    page.locator("article").evaluate("(part, html) => part.insertAdjacentHTML('beforeend', html)", opened)
    drawer = page.locator("article details.drawer:not([open])")
    folded = page.locator("article details:not([open], .drawer)")
    before = folded.count()
    assert before > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    expect(drawer).to_have_count(1)  # sources that nobody opened take no paper
    page.emulate_media(media="print")
    expect(drawer).not_to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before
    assert page.locator("article details[open]").count() == 1
