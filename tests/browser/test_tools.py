"""The tools in a browser: what they do, by keyboard, told politely, accessible at each step, calling nobody."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook.model.handbook import Handbook
from macros.templating import nickname, with_acronym
from scripts.bench_answers import more_rows
from tests.browser.accessibility import violations
from tests.browser.test_browser import WIDTHS
from tests.conftest import ROOT
from tests.trees import attribute, tree

TOOLS = {
    "role/why/": "assets/js/not-yet.js",
    "prepare/application-pack/": "assets/js/pack/main.js",
    "prepare/ask-sheets/": "assets/js/print-sheets.js",
    "prepare/programme-builder/": "assets/js/programme-builder.js",
    "directory/finder/": "assets/js/finder.js",
    "role/nursing-director/": "assets/js/print-sheets.js",
    "role/stepping-in/": "assets/js/checks.js",
}
SCRIPTS_KB = 35
SCRIPTS_KB_WITHOUT_TOOLS = 5
SPECIFICATION = (ROOT / "tests" / "fixtures" / "specifications" / "acute.txt").read_text(encoding="utf-8")


@pytest.fixture(params=[(scheme, width) for scheme in ("light", "dark") for width in WIDTHS], ids="-".join)
def seen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page in one colour scheme and width that notes errors, requests elsewhere and what is stored."""
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport=WIDTHS[width], reduced_motion="reduce")
    yield from watched(context, address)


@pytest.fixture
def tool(browser: Browser, address: str) -> Iterator[Page]:
    """The same in one window."""
    yield from watched(browser.new_context(viewport=WIDTHS["desk"], reduced_motion="reduce"), address)


def watched(context: BrowserContext, address: str) -> Iterator[Page]:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda sent: faults.append(sent.url) if not sent.url.startswith((address, "blob:")) else None)
    page.on("request", lambda sent: faults.append(sent.method) if sent.method != "GET" else None)
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    yield page
    assert faults == []
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == []
    assert context.cookies() == []
    context.close()


def sound(page: Page) -> None:
    """Axe is silent and nothing overflows.

    At the top of the page: elsewhere the header that stays in sight may cut a target in two, as on any page.
    """
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "it overflows"


def pages_on_paper(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4", prefer_css_page_size=True)))


def saved(page: Page, button: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff"), "a spreadsheet would not read it as UTF-8"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# The scripts.


def imported(site: Path, name: str) -> set[str]:
    """A script and all that it imports, by path below the site's root."""
    found, ahead = set(), {name}
    while ahead:
        each = ahead.pop()
        found.add(each)
        text = (site / each).read_text(encoding="utf-8")
        names = re.findall(r'^import [^"]*"([^"]+)"', text, flags=re.MULTILINE)
        ahead |= {urljoin(each, other) for other in names} - found
    return found


def test_scripts_are_light_and_pages_without_tools_load_none(site: Path) -> None:
    with_tools = set()
    for path in site.rglob("index.html"):
        page = tree(path)
        url = "" if path.parent == site else path.parent.relative_to(site).as_posix() + "/"
        modules = page.css('script[type="module"][src]')
        sources = [urljoin("/" + url, attribute(tag, "src")).lstrip("/") for tag in modules]
        wanted = {name for source in sources for name in imported(site, source)} | {
            "assets/js/site.js",
            "assets/js/first.js",
        }
        # No tools: the choice of wording beside a panel, the map, which only shows, and what helps to read.
        tools = [each for each in sources if not each.endswith(("/then-now.js", "/map.js", "/reading.js"))]
        bound = SCRIPTS_KB if tools else SCRIPTS_KB_WITHOUT_TOOLS
        assert sum(len(gzip.compress((site / name).read_bytes())) for name in wanted) <= bound * 1000, url
        with_tools |= {url} if tools else set()
    assert set(TOOLS) <= with_tools
    assert not with_tools & {"", "role/board/", "skills/experience/", "directory/courses/", "case-studies/"}


@pytest.mark.parametrize(("url", "script"), TOOLS.items())
def test_a_tool_loads_its_script_as_a_module(site: Path, url: str, script: str) -> None:
    page = BeautifulSoup((site / url / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert any(str(tag["src"]).endswith(script) for tag in page.select('script[type="module"][src]'))


@pytest.mark.parametrize("url", [*TOOLS, "case-studies/"])
def test_without_javascript_a_tool_is_of_use(browser: Browser, address: str, url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDTHS["phone"])
    page = context.new_page()
    page.goto(address + url)
    expect(page.locator("h1")).to_be_visible()
    for button in page.locator("article button").all():
        expect(button).not_to_be_visible()
    assert len(page.locator("article").inner_text()) > 1500
    context.close()


# 3. The application pack.


def filled_pack(page: Page, address: str) -> None:
    page.goto(address + "prepare/application-pack/")
    page.locator("#pack-text").fill(SPECIFICATION)
    page.get_by_role("button", name="Match the lines").click()
    expect(page.locator("#pack-lines")).to_be_focused()


def test_a_pasted_specification_is_matched_confirmed_moved_and_saved(tool: Page, address: str) -> None:
    filled_pack(tool, address)
    status = tool.locator("[data-pack-said]")
    expect(status).to_contain_text(
        "24 lines: 24 for one of the 22 criteria. 0 examples complete, 0 begun. 7 headings and"
    )
    line = tool.locator("#line-4")
    expect(line).to_contain_text("Medical management role (sure)")
    line.locator("summary").click()
    expect(line).to_contain_text("Because of: associate medical director")
    line.get_by_label("This is right").check()
    other = tool.locator("#line-5")
    other.locator("summary").click()
    other.get_by_label("Asks for").select_option("further:digital")
    expect(other).to_contain_text("You placed it here. The example of 2017 does not name it")
    expect(status).to_contain_text("0 examples complete, 0 begun")
    other.get_by_label("Importance").select_option("desirable")
    line.get_by_label("Action").fill("I led the <b>team</b>\nof twelve")
    row = tool.locator("[data-pack-overview] tr").nth(3)
    expect(row).to_contain_text("Medical management role, confirmed by you")
    expect(row).to_contain_text("begun")
    name, text = saved(tool, "Text file")
    assert re.fullmatch(r"application-pack-\d{4}-\d\d-\d\d\.txt", name)
    assert "\n\n4. At least three years as a clinical director" in text
    assert text.index("\n4. At least") < text.index("\n1. ")  # what is answered stands first
    assert "Essential. Medical management role." in text
    assert "(desirable)" in text
    assert "Action: I led the <b>team</b>\nof twelve" in text
    assert "Situation" not in text
    assert tool.url == address + "prepare/application-pack/"


def test_what_was_read_as_a_heading_can_be_turned_back_and_a_line_set_apart(tool: Page, address: str) -> None:
    filled_pack(tool, address)
    status = tool.locator("[data-pack-said]")
    heading = tool.locator(".pack__other").filter(has_text="Heading: Knowledge")
    heading.get_by_role("button", name="This is a line").focus()
    tool.keyboard.press("Enter")
    tool.wait_for_timeout(400)  # a count that came late would have talked over it by then
    expect(status).to_have_text(re.compile(r"^Now a line: ‘Knowledge’\. 25 lines: \d+ for one"))
    expect(tool.locator(".pack__line summary").filter(has_text="Knowledge").first).to_be_focused()
    line = tool.locator("#line-2")
    line.locator("summary").click()
    line.get_by_label("Task").fill("Mine")
    line.get_by_role("button", name="Set this line apart").click()
    tool.wait_for_timeout(400)
    expect(status).to_have_text(re.compile(r"^Set apart: ‘Can show.*’\. 24 lines: \d+ for one"))
    tool.locator(".pack__other").filter(has_text="Set apart: Can show").get_by_role(
        "button", name="This is a line"
    ).click()
    expect(tool.locator("#line-2").get_by_label("Task")).to_have_value("Mine")


def test_what_was_written_survives_a_second_match(tool: Page, address: str) -> None:
    filled_pack(tool, address)
    tool.locator("#line-1 summary").click()
    tool.locator("#line-1").get_by_label("Task").fill("Mine")
    tool.locator("#pack-text").fill("- Experience of job planning\n")
    tool.get_by_role("button", name="Match the lines").click()
    expect(tool.locator(".pack__line")).to_have_count(2)
    expect(tool.locator("#line-2").get_by_label("Task")).to_have_value("Mine")
    expect(tool.locator("#line-2")).to_contain_text("no longer in the text")
    expect(tool.locator("[data-pack-said]")).to_contain_text("1 line of yours no longer in the text, kept at the end.")


def test_an_answer_moves_to_the_nearest_line_of_a_new_text(tool: Page, address: str) -> None:
    match_text(tool, address, "- Has led job planning for a clinical division\n- Has an MBA")
    tool.locator("#line-1 summary").click()
    tool.locator("#line-1").get_by_label("Task").fill("Mine")
    match_again(tool, "- Has an MBA\n- Has led job planning for a large clinical division")
    expect(tool.locator(".pack__line")).to_have_count(2)
    expect(tool.locator("#line-2").get_by_label("Task")).to_have_value("Mine")
    expect(tool.locator("[data-pack-said]")).to_contain_text("1 answer moved to the nearest line.")


def test_a_line_is_joined_to_the_one_above_by_keyboard_and_parted_again(tool: Page, address: str) -> None:
    paste = "- Sees to the quality of care\n- of every clinic (desirable)\n- Has led job planning"
    match_text(tool, address, paste)
    tool.locator("#line-1 summary").click()
    tool.locator("#line-1").get_by_label("Task").fill("Mine")
    tool.locator("#line-2 summary").click()
    tool.locator("#line-2").get_by_role("button", name="Join to the line above").focus()
    tool.keyboard.press("Enter")
    expect(tool.locator("#line-1 summary")).to_be_focused()
    expect(tool.locator("#line-1 summary")).to_contain_text("Sees to the quality of care of every clinic desirable")
    expect(tool.locator("#line-1").get_by_label("Task")).to_have_value("Mine")
    expect(tool.locator("#line-1").get_by_role("button", name="Join to the line above")).to_have_count(0)
    match_again(tool, paste)  # what was joined stays joined
    expect(tool.locator(".pack__line")).to_have_count(2)
    tool.locator("#line-1").get_by_label("Result").fill("Later")
    tool.locator("#line-1").get_by_role("button", name="Undo the join").press("Enter")
    expect(tool.locator(".pack__line")).to_have_count(3)
    expect(tool.locator("#line-1 summary")).to_be_focused()
    expect(tool.locator("#line-1 summary")).to_contain_text("essential")
    expect(tool.locator("#line-1").get_by_label("Result")).to_have_value("Later")
    expect(tool.locator("#line-2 summary")).to_contain_text("desirable")


def test_filling_says_what_it_did_and_leaves_lines_open(tool: Page, address: str) -> None:
    filled_pack(tool, address)
    tool.locator("#line-3 summary").click()
    tool.get_by_role("button", name="Fill empty examples from my plan").click()
    said = tool.locator("[data-pack-filled]")
    expect(said).to_have_text("Nothing to fill: your plan has no text for what these lines ask for.")
    expect(tool.locator("#line-3").get_by_label("Task")).to_be_visible()


def test_a_pack_is_copied_as_text_with_the_post_and_the_name(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    match_text(page, address, "Post: Deputy Medical Director\n- Has led job planning\n- Has an MBA")
    expect(page.get_by_label("Post", exact=True)).to_have_value("Deputy Medical Director")
    page.get_by_label("Your name").fill("A. Surgeon")
    page.locator("#line-2 summary").click()
    page.locator("#line-2").get_by_label("Result").fill("Used daily")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("[data-messages]")).to_contain_text("Copied")
    head, first, rest, _ = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert head.splitlines()[:3] == ["Application pack", "Deputy Medical Director", "A. Surgeon"]
    assert first.splitlines()[::2] == ["2. Has an MBA", "Result: Used daily"]
    assert rest == "Lines without an example\n1. Has led job planning (essential)"
    context.close()


def match_text(page: Page, address: str, text: str) -> None:
    page.goto(address + "prepare/application-pack/")
    match_again(page, text)


def match_again(page: Page, text: str) -> None:
    page.locator("#pack-text").fill(text)
    page.get_by_role("button", name="Match the lines").click()
    expect(page.locator("#pack-lines")).to_be_focused()


def test_a_pack_is_kept_with_the_plan_and_knows_what_was_rated(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDTHS["desk"])
    plan = {
        "format": "medical-director-handbook-plan",
        "version": 1,
        "criteria": {"medical-management-role": {"evidence": "Led <i>surgery</i>", "rating": "some"}},
        "actions": [
            {"kind": "own", "id": "x", "title": "x", "for": ["medical-management-role"], "outcome": "Waits halved"}
        ],
    }
    page.goto(address + "prepare/application-pack/")
    page.locator(".keep__more summary").click()
    page.get_by_label("Open a backup file").set_input_files(
        {"name": "p.json", "mimeType": "application/json", "buffer": json.dumps(plan).encode()}
    )
    expect(page.locator("[data-messages]")).to_contain_text("Opened: 0 lines in the pack")
    page.locator("#pack-text").fill(SPECIFICATION)
    page.get_by_role("button", name="Match the lines").click()
    line = page.locator("#line-4")
    expect(line).to_contain_text("rated some · example: begun")
    expect(line.get_by_label("Action")).to_have_value("Led <i>surgery</i>")
    expect(line.get_by_label("Result")).to_have_value("Waits halved")
    page.get_by_role("button", name="Save on this device").click()
    expect(page.locator("[data-saved]")).to_contain_text("Saved on")
    expect(page.locator("[data-kept]")).to_contain_text("Safari may clear it after seven days")
    page.reload()
    expect(page.locator("#pack-text")).to_have_value(SPECIFICATION)
    expect(page.locator(".pack__line")).to_have_count(24)
    expect(page.locator("#line-4").get_by_label("Result")).to_have_value("Waits halved")
    # The plan shows what was opened and saved here.
    page.goto(address + "prepare/plan/")
    expect(page.locator("#e-medical-management-role")).to_have_value("Led <i>surgery</i>")
    page.context.close()


def test_a_target_under_a_retired_id_leads_to_what_replaced_it(tool: Page, address: str) -> None:
    tool.goto(address)
    found = tool.evaluate(
        """async source => {
          const { today } = await import(source);
          const retired = { "criterion:a": "between", "criterion:between": "b", "criterion:gone": "none" };
          const listed = { has: id => id === "b" };
          return ["a", "b", "gone"].map(id => today({ retired }, "criterion", id, listed));
        }""",
        address + "assets/js/lib/fit.js",
    )
    assert found == ["b", "b", "gone"]


def test_one_of_a_thing_is_said_in_the_singular(tool: Page, address: str) -> None:
    tool.goto(address + "prepare/programme-builder/")
    tool.locator("[name=criterion]").first.check()
    expect(tool.locator("[data-builder-said]")).to_contain_text("1 criterion chosen.")
    tool.locator("[name=step]").first.check()
    tool.locator("[name=cohort]").fill("1")
    tool.locator("[name=cohort]").press("Tab")
    expect(tool.locator("#builder-paper")).to_contain_text("1 doctor. ")


def test_one_button_deletes_everything(tool: Page, address: str) -> None:
    filled_pack(tool, address)
    tool.get_by_role("button", name="Save on this device").click()
    tool.locator(".keep__more summary").click()
    tool.get_by_role("button", name="Delete everything on this device").click()
    tool.get_by_role("button", name="Yes, delete it all").click()
    expect(tool.locator("[data-messages]")).to_contain_text("Everything is deleted")
    expect(tool.locator("#pack-text")).to_have_value("")
    expect(tool.locator("[data-pack-result]")).not_to_be_visible()


def test_an_empty_pack_says_what_to_do(tool: Page, address: str) -> None:
    tool.goto(address + "prepare/application-pack/")
    tool.get_by_role("button", name="Match the lines").click()
    expect(tool.locator("[data-pack-said]")).to_contain_text("Paste the text")
    tool.get_by_role("button", name="Copy as text").click()
    expect(tool.locator("[data-messages]")).to_contain_text("There is nothing to take away yet.")


def test_the_pack_is_sound_at_each_step(seen: Page, address: str) -> None:
    seen.goto(address + "prepare/application-pack/")
    sound(seen)
    filled_pack(seen, address)
    seen.locator(".pack__line summary").first.click()
    sound(seen)


def test_the_pack_prints_what_is_answered_first_and_the_rest_as_a_list(tool: Page, address: str) -> None:
    filled_pack(tool, address)
    tool.locator("#line-3 summary").click()
    tool.locator("#line-3").get_by_label("Action").fill("I did it")
    tool.evaluate("dispatchEvent(new Event('beforeprint'))")
    tool.emulate_media(media="print")
    sheet = tool.locator("#pack-sheet")
    expect(sheet).to_contain_text("I did it")
    expect(sheet.locator(".pack__answer")).to_have_count(1)
    expect(sheet.locator(".pack__rest li")).to_have_count(23)
    for hidden in (".pack__line", ".pack__overview", "#pack-text", "[data-do=copy]"):
        expect(tool.locator(hidden).first).not_to_be_visible()


# 4. The sixteen questions.


def answer(page: Page, **given: str) -> None:
    """Answer every question well, but for those given by id with hyphens as underscores."""
    answers = {key.replace("_", "-"): value for key, value in given.items()}
    for field in page.locator("[data-question]").all():
        field.locator(f"[value={answers.get(field.get_attribute('data-question') or '', 'good')}]").check()


@pytest.mark.parametrize(
    ("given", "said", "reason"),
    [
        ({}, "Go. You have a good answer to every question.", "What to do when the answer is go"),
        ({"led_improvement": "thin"}, "Prepare. Something is thin, and it can be built.", "Lead one project"),
        (
            {"right_moment": "against", "led_improvement": "against"},
            "Not yet, perhaps. 2 answers speak against it, and time can change that.",
            "Write down what has to happen first",
        ),
        (
            {"letting_go_of_patients": "against", "led_improvement": "thin"},
            "Another path, perhaps. 1 answer speaks against it.",
            "miss patients too much",
        ),
    ],
)
def test_answers_lead_somewhere_with_reasons(
    tool: Page, address: str, given: dict[str, str], said: str, reason: str
) -> None:
    tool.goto(address + "role/why/")
    answer(tool, **given)
    outcome = tool.locator("#outcome")
    expect(outcome.get_by_role("status")).to_have_text(said)
    expect(outcome).to_contain_text(reason)
    expect(outcome).to_contain_text("This month: ")
    assert not re.search(r"\b\d+ (?:of|out of|points)|score|%", outcome.inner_text())
    for link in outcome.locator("a").all():
        assert tool.request.get(urljoin(tool.url, link.get_attribute("href") or "")).ok


def test_an_answer_against_leads_elsewhere_than_a_thin_one(tool: Page, address: str) -> None:
    tool.goto(address + "role/why/")
    for given, page in (("thin", "time-for-the-job"), ("against", "quality-improvement")):
        answer(tool, letting_go_of_patients=given)
        expect(tool.locator(f"#outcome li a[href*='/{page}/']")).to_have_count(1)


def test_every_answer_that_speaks_against_it_counts_as_one(tool: Page, address: str, handbook: Handbook) -> None:
    tool.goto(address + "role/why/")
    said = tool.locator("#outcome").get_by_role("status")
    for number, question in enumerate(handbook.catalogue.questions, start=1):
        tool.locator(f"[data-question={question.id}] [value=against]").check()
        speak = "1 answer speaks against it" if number == 1 else f"{number} answers speak against it"
        expect(said).to_contain_text(speak)
    numbers = tool.locator(".question").evaluate_all("items => items.map(item => item.value)")
    assert numbers == list(range(1, 17))


def test_answers_are_kept_when_the_reader_saves_them_and_can_be_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "role/why/")
    answer(page, led_improvement="thin")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-status]")).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Prepare. Something is thin")
    assert "This month: Lead quality improvement across the trust." in copied
    page.get_by_role("button", name="Save on this device").click()
    page.reload()
    expect(page.locator("[data-question=led-improvement] [value=thin]")).to_be_checked()
    expect(page.locator("#outcome")).to_contain_text("This month: Lead quality improvement across the trust.")
    context.close()


def test_what_is_not_in_a_trainees_power_counts_as_later(tool: Page, address: str) -> None:
    tool.goto(address + "role/why/")
    answer(tool, right_moment="against", letting_go_of_patients="thin")
    said = tool.locator("#outcome").get_by_role("status")
    expect(said).to_have_text("Not yet, perhaps. 1 answer speaks against it, and time can change that.")
    tool.get_by_label("I am still in training").check()
    expect(said).to_have_text("Prepare. Nothing speaks against it; some of it comes later.")
    outcome = tool.locator("#outcome")
    expect(outcome.get_by_role("heading", name="What comes later")).to_be_visible()
    expect(outcome).not_to_contain_text("Exchange one clinic")
    expect(outcome).to_contain_text("This month: Shadow your medical director.")


def test_the_one_thing_of_the_month_goes_into_the_plan_and_the_answers_with_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "role/why/")
    answer(page, know_the_job="thin")
    assert page.locator("article").inner_text().count("This month") == 1
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.get_by_role("link", name="In your plan")).to_be_visible()
    page.locator("[data-question=know-the-job] [value=good]").check()
    page.get_by_role("link", name="My plan").first.evaluate("link => link.click()")
    expect(page.locator("[data-actions] li")).to_contain_text("Shadow your medical director")
    page.goto(address + "role/why/")
    expect(page.locator("[data-question=know-the-job] [value=good]")).to_be_checked()
    page.context.close()


def test_the_first_question_stands_on_a_phones_first_screen(tool: Page, address: str) -> None:
    tool.set_viewport_size(WIDTHS["phone"])
    tool.goto(address + "role/why/")
    last = tool.locator("[data-question] label").nth(2).bounding_box()
    assert last
    assert last["y"] + last["height"] <= WIDTHS["phone"]["height"]


def test_open_questions_are_told_and_answers_can_be_cleared(tool: Page, address: str) -> None:
    tool.goto(address + "role/why/")
    tool.locator("[data-question] input").first.focus()
    tool.keyboard.press("Space")
    status = tool.locator("#outcome").get_by_role("status")
    expect(status).to_have_text("Nothing speaks against it so far. 15 questions are still open.")
    tool.get_by_role("button", name="Clear my answers").click()
    expect(tool.locator("[data-question] input:checked")).to_have_count(0)
    expect(tool.locator("[data-question] input").first).to_be_focused()


def test_the_questions_are_sound_at_each_step(seen: Page, address: str) -> None:
    seen.goto(address + "role/why/")
    sound(seen)
    answer(seen, letting_go_of_patients="against", led_improvement="thin")
    sound(seen)


def test_the_sixteen_questions_are_the_guides(handbook: Handbook) -> None:
    by_set: dict[str, int] = {}
    for question in handbook.catalogue.questions:
        by_set[question.set] = by_set.get(question.set, 0) + 1
    assert by_set == {"attraction": 4, "experience": 6, "timing": 5, "support": 1}


# 5. The brief for tomorrow.


@pytest.mark.parametrize("by_button", [False, True])
def test_the_brief_prints_on_two_pages(tool: Page, address: str, by_button: bool) -> None:
    tool.goto(address + "role/stepping-in/")
    if by_button:
        tool.get_by_role("button", name="Print this brief").click()
        assert tool.evaluate("window.printed") == 1
    assert pages_on_paper(tool) == 2


def test_what_to_check_has_a_real_box_on_screen_and_on_paper(tool: Page, address: str) -> None:
    tool.goto(address + "role/stepping-in/")
    assert "\u2610" not in tool.locator("article").inner_text()
    boxes = tool.locator("article > ul > li > input[type=checkbox]")
    lists = ":is(#first-day + p, #first-week, #mental-health + p) + ul > li"
    assert boxes.count() == tool.locator(lists).count() == 22
    names = boxes.evaluate_all("boxes => boxes.map(box => box.getAttribute('aria-label'))")
    assert len(set(names)) == 22
    tool.emulate_media(media="print")
    for box in boxes.all():
        expect(box).to_be_visible()


def test_each_list_of_the_brief_ends_with_one_reference_and_no_code(site: Path) -> None:
    page = BeautifulSoup((site / "role/stepping-in/index.html").read_text(encoding="utf-8"), "html.parser")
    lists = page.select("article > ul")
    assert len(lists) == 6
    for each in lists:
        assert [len(line.select("sup")) for line in each.select("li")] == [0] * (len(each.select("li")) - 1) + [1]
        assert not {mark.get_text() for mark in each.select("strong")} & {"N", "E"}


@pytest.mark.parametrize(
    "topic",
    [
        "responsible officer",
        "job plans",
        "safeguarding",
        "controlled drugs",
        "infection",
        "mhps",
        "incidents",
        "five areas",
        "chief executive",
        "nhs resolution",
    ],
)
def test_the_brief_leaves_nothing_out(site: Path, topic: str) -> None:
    page = BeautifulSoup((site / "role/stepping-in/index.html").read_text(encoding="utf-8"), "html.parser")
    article = page.find("article")
    assert article is not None
    assert topic in article.get_text(" ", strip=True).lower()


# 6 and 10. Sheets.


def test_each_ask_sheet_is_a_page(tool: Page, address: str, handbook: Handbook) -> None:
    tool.goto(address + "prepare/ask-sheets/")
    sheets = handbook.catalogue.ask_sheets
    expect(tool.locator(".sheet")).to_have_count(len(sheets))
    buttons = tool.get_by_role("button", name="Print this sheet")
    for index, sheet in enumerate(sheets):
        buttons.nth(index).click()
        assert pages_on_paper(tool) == 1, sheet.title
        tool.evaluate("dispatchEvent(new Event('afterprint'))")
    assert pages_on_paper(tool) >= len(sheets)


def test_an_ask_sheet_has_lines_to_write_on_down_to_its_foot(tool: Page, address: str) -> None:
    tool.goto(address + "prepare/ask-sheets/")
    tool.set_viewport_size({"width": 658, "height": 979})  # what the margins leave of A4, at 96 dots an inch
    tool.emulate_media(media="print")
    for sheet in tool.locator(".sheet").all():
        page, notes = sheet.bounding_box(), sheet.locator(".sheet__notes").bounding_box()
        assert page is not None
        assert notes is not None
        assert 850 < page["height"] <= 979
        assert notes["height"] / 34 >= 7, "fewer than seven lines"  # 9 mm each
        assert notes["y"] + notes["height"] > page["y"] + 0.9 * page["height"]


def test_the_questions_of_the_conversation_are_numbered_through(site: Path) -> None:
    page = BeautifulSoup((site / "role/nursing-director/index.html").read_text(encoding="utf-8"), "html.parser")
    lists = page.select("#conversation-sheet ol")
    first = [int(str(each.get("start", "1"))) for each in lists]
    counts = [len(each.select("li")) for each in lists]
    assert first == [1, 1 + counts[0], 1 + counts[0] + counts[1]]
    assert sum(counts) == 12


def test_the_conversation_sheet_is_a_page(tool: Page, address: str) -> None:
    tool.goto(address + "role/nursing-director/")
    tool.get_by_role("button", name="Print this sheet").focus()
    tool.keyboard.press("Enter")
    assert tool.evaluate("window.printed") == 1
    assert pages_on_paper(tool) == 1


@pytest.mark.parametrize("url", ["prepare/ask-sheets/", "role/nursing-director/", "role/stepping-in/"])
def test_sheets_are_sound(seen: Page, address: str, url: str) -> None:
    seen.goto(address + url)
    sound(seen)


def test_the_numbers_of_a_sheet_have_room_for_two_figures_on_paper(tool: Page, address: str) -> None:
    tool.goto(address + "role/nursing-director/")
    tool.emulate_media(media="print")
    room = """list => {
        const style = getComputedStyle(list);
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = style.font;
        return parseFloat(style.paddingLeft) - pen.measureText("12. ").width;
    }"""
    lists = tool.locator("#conversation-sheet ol")
    assert lists.count() > 0
    assert all(each.evaluate(room) >= 0 for each in lists.all())


def test_the_sheets_hold_lines_to_ask_and_the_page_says_once_whose_they_are(site: Path) -> None:
    page = BeautifulSoup((site / "prepare/ask-sheets/index.html").read_text(encoding="utf-8"), "html.parser")
    assert len(page.select(".sheet li")) > 70
    assert not page.select(".sheet .origin")
    drawer = page.select_one("#sources-and-changes")
    assert drawer is not None
    assert "The questions, what to watch and what to offer are ours." in drawer.get_text(" ", strip=True)


def test_numbers_of_two_digits_have_room_on_a_printed_sheet(tool: Page, address: str) -> None:
    tool.goto(address + "role/nursing-director/")
    tool.get_by_role("button", name="Print this sheet").click()
    tool.emulate_media(media="print")
    room = tool.locator("#conversation-sheet ol").first.evaluate(
        """list => {
          const style = getComputedStyle(list);
          const ruler = document.createElement("canvas").getContext("2d");
          ruler.font = style.font;
          return parseFloat(style.paddingLeft) - ruler.measureText("10. ").width;
        }"""
    )
    assert room > 0


def test_what_is_ticked_is_kept_when_the_reader_saves_it(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDTHS["desk"])
    page.goto(address + "role/stepping-in/")
    box = page.get_by_role("checkbox", name="Done: Responsible officer")
    box.check()
    expect(page.locator("[data-checks-said]")).to_contain_text("1 of ")
    page.get_by_role("button", name="Save on this device").click()
    # From then on a tick saves itself, also where the page is left by a link at once.
    other = page.get_by_role("checkbox", name="Done: Safeguarding")
    other.check()
    page.locator("article").get_by_role("link", name="the board", exact=True).evaluate("link => link.click()")
    page.wait_for_url("**/role/board/")
    page.goto(address + "role/stepping-in/")
    expect(box).to_be_checked()
    expect(other).to_be_checked()
    page.goto(address + "prepare/plan/")
    expect(page.locator("[data-also]").get_by_role("link", name="Your ticks in the brief")).to_be_visible()
    page.context.close()


# 7. The finder.


AT_ONCE = 40  # rows that the finder shows until more are asked for


def rows(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-finder-table] tbody tr").evaluate_all(
        "rows => rows.map(row => row.dataset.id)"
    )
    return found


def test_the_finder_narrows_sorts_and_remembers_in_the_address(tool: Page, address: str, handbook: Handbook) -> None:
    catalogue = handbook.catalogue
    steps = [*catalogue.courses, *catalogue.opportunities]
    tool.goto(address + "directory/finder/")
    assert len(rows(tool)) == AT_ONCE < len(steps)
    tool.get_by_role("button", name="Show more").click()
    assert len(rows(tool)) > AT_ONCE
    tool.get_by_label("Builds the criterion").select_option("governance-frameworks")
    tool.locator("[data-finder-choices] > summary").click()
    tool.get_by_label("State").select_option("active")
    wanted = {
        step.id
        for step in steps
        if "governance-frameworks" in {c.id for c in step.develops} and step.currency.status == "active"
    }
    assert set(rows(tool)) == wanted
    status = tool.locator("[data-finder-said]")
    expect(status).to_have_text(f"{len(wanted)} of {len(steps)} courses and opportunities shown.")
    assert tool.url.endswith("directory/finder/?criterion=governance-frameworks&status=active")
    tool.get_by_label("Sort by").select_option("title")
    titles = tool.locator("[data-finder-table] tbody th > a").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    tool.reload()
    assert set(rows(tool)) == wanted
    expect(tool.get_by_label("Sort by")).to_have_value("title")
    tool.locator("[data-finder-choices] > summary").click()
    tool.get_by_role("button", name="Show all").click()
    expect(tool.locator("[data-finder-table] tbody tr")).to_have_count(AT_ONCE)
    assert tool.url == address + "directory/finder/"


def test_every_other_choice_narrows_too(tool: Page, address: str) -> None:
    tool.goto(address + "directory/finder/")
    tool.locator("[data-finder-choices] > summary").click()
    names = tool.locator(".finder__filters select:not([name=sort])").evaluate_all("all => all.map(each => each.name)")
    assert {"need", "kind", "provider"} <= set(names)
    for name in names:
        choice = tool.locator(f"[name={name}]")
        for value in choice.locator("option").evaluate_all("all => all.map(each => each.value)")[1:4]:
            choice.select_option(value)
            expect(tool.locator("[data-finder-said]")).to_have_text(re.compile(r"^[1-9]\d* of \d+ courses"))
            assert tool.url.endswith(f"?{name}={value}")
            assert re.fullmatch(r"[a-z0-9-]+", value)
        choice.select_option("")


def test_the_formats_are_few_and_guess_nothing(site: Path, handbook: Handbook) -> None:
    page = BeautifulSoup((site / "directory/finder/index.html").read_text(encoding="utf-8"), "html.parser")
    by_id = {str(row["data-id"]): row for row in page.select("[data-finder-table] tbody tr")}
    assert {"mixed", "by-doing", "self-study", "online"} <= {str(row["data-format"]) for row in by_id.values()}
    assert len({str(row["data-format"]) for row in by_id.values()}) <= 7
    for course in handbook.catalogue.courses:
        row = by_id[course.id]
        shown = " ".join(row.get_text().split()).replace("\u2019", "'")
        assert (course.format or "").lower() in shown.lower()
        assert (row["data-format"] == "mixed") or course.format is not None


def test_a_choice_is_offered_where_most_rows_say_something_there(site: Path) -> None:
    page = BeautifulSoup((site / "directory/finder/index.html").read_text(encoding="utf-8"), "html.parser")
    rows = page.select("[data-finder-table] tbody tr")
    for name, silent in (("kind", ""), ("provider", ""), ("format", "mixed"), ("cost", "unknown")):
        told = [str(row[f"data-{name}"]) for row in rows if row[f"data-{name}"] not in (silent, "none-recorded")]
        offered = {str(each["value"]) for each in page.select(f"[name={name}] option[value]:not([value=''])")}
        if len(told) <= len(rows) / 2:
            assert not offered, name
        else:
            assert set(told) <= offered, name


def test_what_is_shown_downloads(tool: Page, address: str) -> None:
    tool.goto(address + "directory/finder/?criterion=trust-values")
    shown = rows(tool)
    tool.locator("[data-finder-choices] > summary").click()
    name, text = saved(tool, "Download what is shown")
    assert name == "finder.csv"
    found = table(text)
    assert [row["id"] for row in found] == shown
    assert {row["licence"] for row in found} == {"CC BY 4.0"}
    assert all("trust-values" in row["criteria"].split() and row["cite_as"] for row in found)
    assert all("The trust's values" in row["criteria_titles"] and row["provider_title"] for row in found)
    courses = [row for row in found if row["type"] == "course"]
    for name in ("who", "last_seen", "summary", "entry"):
        assert any(row[name] for row in courses), name


def test_the_entry_that_was_arrived_at_shows_its_facts(tool: Page, address: str) -> None:
    tool.goto(address + "directory/courses/programmes-m-to-z/#nye-bevan")
    entry = tool.locator("article.entry:has(#nye-bevan)")
    expect(entry.get_by_text("Nominations closed on 26 June 2026")).to_be_visible()
    expect(tool.locator(".entry__facts[open]")).to_have_count(1)


def test_free_text_narrows_and_never_stands_in_the_address(tool: Page, address: str) -> None:
    tool.set_viewport_size(WIDTHS["phone"])
    tool.goto(address + "directory/finder/")
    first = tool.locator("[data-finder-table] tbody tr").first.bounding_box()
    assert first
    assert first["y"] < WIDTHS["phone"]["height"] - 60
    tool.get_by_label("Search in all of it").fill("Nye Bevan")
    expect(tool.locator("[data-finder-said]")).to_have_text(
        re.compile(r"^\d+ of \d+ courses and opportunities shown\.$")
    )
    assert "nye-bevan" in rows(tool)
    assert tool.url == address + "directory/finder/"
    tool.get_by_label("Search in all of it").fill("zzz")
    expect(tool.locator("[data-finder-said]")).to_contain_text("None of")


def test_a_choice_is_offered_only_where_it_divides_what_is_there(site: Path) -> None:
    page = BeautifulSoup((site / "directory/finder/index.html").read_text(encoding="utf-8"), "html.parser")
    assert "cost" not in [each["name"] for each in page.select("select")]
    for choice in page.select("select:not([name=sort])"):
        values = [str(row.get(f"data-{choice['name']}")) for row in page.select("[data-finder-table] tbody tr")]
        assert len(set(values)) > 1, choice["name"]


def test_a_step_goes_from_the_finder_into_the_plan(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDTHS["desk"])
    page.goto(address + "directory/finder/?criterion=trust-values")
    row = page.locator("[data-finder-table] tbody tr").first
    title = row.locator("a").first.inner_text()
    row.get_by_role("button", name="Add to my plan").click()
    expect(page.locator("[data-finder-said]")).to_contain_text(f"In your plan, saved on this device: {title}.")
    expect(row.get_by_role("link", name="In your plan")).to_be_focused()
    page.reload()
    row.get_by_role("link", name="In your plan").click()
    expect(page.locator("[data-actions] li")).to_contain_text([title])
    expect(page.locator("[data-actions] li")).to_contain_text(["The trust's values"])
    page.context.close()


@pytest.mark.parametrize("typed", ["registrar", "Trainee", "junior", "ST6", "OOPE"])
def test_a_trainee_finds_what_trainees_may_take(tool: Page, address: str, handbook: Handbook, typed: str) -> None:
    tool.goto(address + "directory/finder/")
    tool.get_by_label("Search in all of it").fill(typed)
    expect(tool.locator("[data-finder-said]")).to_contain_text("shown.")
    assert {course.id for course in handbook.catalogue.courses if "trainee" in course.levels} <= set(rows(tool))


def test_the_first_choice_is_who_may_take_it_and_what_is_made_for_them_comes_first(tool: Page, address: str) -> None:
    tool.goto(address + "directory/finder/")
    assert tool.locator("[data-finder] select").first.get_attribute("name") == "level"
    tool.get_by_label("Who may take it").select_option("trainee")
    expect(tool).to_have_url(address + "directory/finder/?level=trainee")
    first = tool.locator("[data-finder-table] tbody tr").first
    assert "trainee" in (first.get_attribute("data-level") or "").split()
    assert tool.locator("[data-finder-table] tr:not([data-level=''], [data-level~=trainee])[data-id]").count() == 0
    expect(first.locator("td").nth(1)).not_to_be_empty()


def test_an_address_with_unknown_ids_is_told(tool: Page, address: str) -> None:
    tool.goto(address + "directory/finder/?criterion=no-such-criterion&need=resilience&note=%3Cb%3Ehello")
    status = tool.locator("[data-finder-said]")
    expect(status).to_contain_text("no longer listed (2)")
    assert tool.url.endswith("?need=resilience")
    assert "hello" not in tool.locator("article").inner_text()


def test_nothing_that_fits_says_so(tool: Page, address: str) -> None:
    tool.goto(address + "directory/finder/?kind=mba&status=closed&need=charities&criterion=job-planning-and-governance")
    expect(tool.locator("[data-finder-said]")).to_be_visible()
    assert rows(tool) == []


def test_the_finder_is_a_plain_table_without_javascript(browser: Browser, address: str, handbook: Handbook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "directory/finder/?criterion=trust-values")
    expect(page.locator("[data-finder-table] tbody tr")).to_have_count(
        len(handbook.catalogue.courses) + len(handbook.catalogue.opportunities)
    )
    expect(page.locator("form.finder")).not_to_be_visible()
    context.close()


def test_the_finder_is_sound_at_each_step(seen: Page, address: str) -> None:
    seen.goto(address + "directory/finder/")
    sound(seen)
    seen.locator("[data-finder-choices] > summary").click()
    seen.get_by_label("Helps with").select_option("resilience")
    sound(seen)


def test_the_finder_filters_2000_rows(tool: Page, address: str, site: Path) -> None:
    own = (site / "directory/finder/index.html").read_text(encoding="utf-8")
    html = more_rows(own, re.findall(r"<tr[^>]* data-id=.*?</tr>", own, re.DOTALL))
    tool.route("**/directory/finder/", lambda route: route.fulfill(body=html, content_type="text/html"))
    tool.goto(address + "directory/finder/")
    tool.get_by_label("Builds the criterion").select_option("governance-frameworks")
    expect(tool.locator("[data-finder-said]")).to_contain_text(re.compile(r"of 2\d\d\d courses"))


def test_an_acronym_is_told_from_a_shorter_name(handbook: Handbook) -> None:
    names = {entry.id: with_acronym(entry) for entry in handbook.catalogue.organisations}
    assert names["ccg"] == "Clinical commissioning groups (CCGs)"
    assert names["kings-fund"] == "The King's Fund"
    by_id = handbook.catalogue.entries["organisation"]
    assert nickname(by_id["nhs-leadership-academy"]) == "The Academy"
    assert nickname(by_id["kings-fund"]) == nickname(by_id["ccg"]) == ""


# 8. The programme builder.


def planned(page: Page, address: str) -> None:
    page.goto(address + "prepare/programme-builder/")
    for name in ("Strategic development", "Governance frameworks", "Commitment to patients"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_role("checkbox", name=re.compile("^Sit on a subcommittee")).check()
    page.get_by_label("Hours each: Sit on a subcommittee").fill("12")
    page.get_by_label("Doctors in the cohort").fill("6")
    page.get_by_label("Doctors in the cohort").press("Tab")


def test_a_programme_shows_what_is_not_covered(tool: Page, address: str) -> None:
    planned(tool, address)
    status = tool.locator("[data-builder-said]")
    expect(status).to_have_text("1 of 3 criteria covered, 2 not covered.")
    matrix = tool.get_by_role("table").filter(has_text="Ways")
    expect(matrix.locator("tbody tr")).to_have_count(3)
    expect(matrix.locator("tr.matrix__gap")).to_have_count(2)
    expect(matrix.locator("tr.matrix__gap").first).to_contain_text("Not covered")
    way_on = matrix.locator("tr.matrix__gap").get_by_role("link", name="Find what builds it").first
    expect(way_on).to_have_attribute("href", address + "directory/finder/?criterion=strategic-development")
    expect(tool.locator("#builder-paper")).to_contain_text(
        "6 doctors. 12 of 40 hours each, 72 in all; 28 left for each."
    )
    name, text = saved(tool, "Spreadsheet (CSV)")
    found = table(text)
    assert name == "programme.csv"
    assert [row["criterion_id"] for row in found][-1] == "hours_each"
    by_id = {row["criterion_id"]: row for row in found}
    assert by_id["governance-frameworks"]["criterion"] == "Governance frameworks"
    (step,) = [head for head in found[0] if head.endswith("(sit-on-board-subcommittee)")]
    assert step.startswith("Sit on a subcommittee")
    assert by_id["governance-frameworks"][step] == "1"
    assert by_id["strategic-development"]["covered_by"] == "0"
    assert by_id["hours_each"][step] == "12"
    assert {row["licence"] for row in found} == {"CC BY 4.0"}
    assert all(row["cite_as"] and row["doctors"] == "6" for row in found)
    assert tool.url == address + "prepare/programme-builder/"


def test_the_builders_download_does_not_move_below_the_finger(tool: Page, address: str) -> None:
    planned(tool, address)
    button = tool.get_by_role("button", name="Spreadsheet (CSV)")
    tool.get_by_label("Doctors in the cohort").fill("12")
    before = button.bounding_box()
    tool.get_by_label("Doctors in the cohort").blur()
    assert button.bounding_box() == before
    with tool.expect_download():
        button.click()


def test_too_many_hours_are_flagged_and_a_pick_is_never_lost(tool: Page, address: str) -> None:
    planned(tool, address)
    tool.get_by_label("Hours each: Sit on a subcommittee").fill("50")
    expect(tool.locator("#builder-paper")).to_contain_text("10 too many for each")
    tool.get_by_role("checkbox", name="Governance frameworks", exact=True).uncheck()
    expect(tool.get_by_role("checkbox", name=re.compile("^Sit on a subcommittee"))).to_be_checked()
    tool.get_by_role("button", name="Choose none").click()
    expect(tool.locator("[data-builder-said]")).to_have_text("No criterion is chosen yet.")


def test_every_criterion_can_be_chosen_and_is_covered(tool: Page, address: str) -> None:
    tool.goto(address + "prepare/programme-builder/")
    tool.get_by_role("button", name="Choose all").click()
    for box in tool.locator("[name=step]").all():
        box.check()
    expect(tool.locator("[data-builder-said]")).to_contain_text("of 22 criteria covered")


def test_the_builder_is_sound_at_each_step(seen: Page, address: str) -> None:
    seen.goto(address + "prepare/programme-builder/")
    sound(seen)
    planned(seen, address)
    sound(seen)


# 9. The stories side by side.


def test_stories_are_chosen_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "case-studies/")
    heads = page.locator("table.comparison thead th")
    boxes = page.locator("[data-story]")
    assert heads.count() == boxes.count() + 1 >= 4
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    expect(heads.nth(1)).not_to_be_visible()
    expect(heads.nth(2)).to_be_visible()
    for box in boxes.all():
        box.uncheck()
    expect(page.get_by_text("No story is chosen.")).to_be_visible()
    context.close()


def test_the_comparison_is_sound_at_each_step(seen: Page, address: str) -> None:
    seen.goto(address + "case-studies/")
    sound(seen)
    seen.locator("[data-story]").nth(1).uncheck()
    sound(seen)


# Keys and ways.


@pytest.mark.parametrize(
    "url", ["role/why/", "prepare/application-pack/", "prepare/programme-builder/", "directory/finder/"]
)
def test_every_control_is_reached_by_tab_with_a_visible_focus(tool: Page, address: str, url: str) -> None:
    tool.goto(address + url)
    if url.startswith("prepare/application"):
        filled_pack(tool, address)
    tool.locator("#__skip").focus()
    reached: set[Any] = set()
    for _ in range(40):
        tool.keyboard.press("Tab")
        place = tool.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            const outlined = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
            return [e.tagName, e.closest("article") !== null, outlined] }"""
        )
        if place[1]:
            assert place[2], place
            reached.add(place[0])
    assert reached & {"INPUT", "SELECT", "TEXTAREA"}


GOALS = [
    "role/why/",
    "prepare/plan/",
    "role/stepping-in/",
    "directory/finder/",
    "prepare/programme-builder/",
    "role/nursing-director/",
    "prepare/application-pack/",
    "prepare/ask-sheets/",
    "case-studies/",
]


@pytest.mark.parametrize("goal", GOALS)
def test_each_goal_is_at_most_three_clicks_from_the_home_page(site: Path, goal: str) -> None:
    reached, ahead = {""}, [""]
    for _ in range(3):
        found = set()
        for url in ahead:
            for link in tree(site / url / "index.html").css("article a[href]"):
                target = urljoin("/" + url, attribute(link, "href").partition("#")[0]).lstrip("/")
                if (site / target / "index.html").is_file():
                    found.add(target)
        ahead = sorted(found - reached)
        reached |= found
        if goal in reached:
            return
    pytest.fail(f"{goal} is further than three clicks away")
