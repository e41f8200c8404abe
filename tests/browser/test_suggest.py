"""The form on the site makes files that the check takes, tells a bad value at its field, and works by keyboard."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.model.yaml_reader import read_document
from scripts.check import main
from tests.browser.accessibility import violations
from tests.conftest import ROOT

URL = "contribute/suggest/"
# From the first choice to the finished file, what is typed left aside; two minutes are ample for it.
MOST_KEYS = 100

STATE = {"currency.note": "Its page was read in November 2026"}
ANSWERS: dict[str, dict[str, str | list[str]]] = {
    "course": {
        "title": 'Boards: a day for doctors, and "others" - yes',
        "provider": "Faculty of Medical Leadership and Management",
        "link": "https://new.example/a/day?id=7",
        "summary": "How a board decides: #1 of three.\nIt ends with a simulation & a talk",
        "develops": ["governance-frameworks", "corporate-decisions"],
        "needs": ["board-experience"],
        "cost": "£300 (2026)",
        "levels": ["consultant", "deputy"],
        **STATE,
    },
    "opportunity": {
        "title": "Sit with the audit committee",
        "organisation": "Your own trust",
        "ask": "The chair of the committee, for a seat as an observer",
        "does": "You read the papers and listen",
        "learns": "How a trust looks at its own risks",
        "evidence": "A note of what you would have asked",
        "develops": ["governance-frameworks"],
        "needs": ["board-experience"],
        **STATE,
    },
    "organisation": {
        "name": "College of Made-up Directors",
        "short_name": "CMD",
        "role": "It teaches directors",
        "listed_for": "It offers a course",
        **STATE,
    },
    "correction": {
        "page": "role/board.md",
        "wrong": "The number of seats is an old one",
        "right": "no",
        "evidence": "https://new.example/seats",
    },
}


@dataclass
class Suggest:
    """The page with one of its forms open."""

    page: Page
    kind: str

    def open(self, address: str, anchor: str = "") -> Suggest:
        self.page.goto(f"{address}{URL}{anchor or '#' + self.kind}")
        expect(self.form).to_be_visible()
        return self

    @property
    def form(self) -> Locator:
        return self.page.locator(f"form[data-form={self.kind}]")

    def ask(self, name: str) -> Locator:
        return self.form.locator(f"[data-name='{name}']")

    def answer(self, answers: dict[str, str | list[str]]) -> None:
        self.form.locator("details").evaluate("part => { part.open = true }")
        for name, value in answers.items():
            part = self.ask(name)
            if isinstance(value, list):
                for each in value:
                    part.locator(f"[value='{each}']").check()
            elif part.locator("select").count():
                part.locator("select").select_option(value)
            else:
                part.locator("input, textarea").fill(value)

    def send(self) -> None:
        self.form.get_by_role("button", name="Make the file").click()

    def fault(self, name: str) -> str:
        """What is told at a field; a screen reader is told of it there."""
        part = self.ask(name)
        place = part.locator(".ask__fault")
        expect(place).to_be_visible()
        told = part.locator("[aria-invalid=true]").or_(part.and_(self.page.locator("[aria-invalid=true]")))
        assert str(place.get_attribute("id")) in str(told.get_attribute("aria-describedby")).split()
        return place.inner_text()

    def take(self, folder: Path) -> Path:
        """Download the file that was made to its place below `folder`."""
        where = self.page.locator("[data-file]").inner_text()
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name="Download the file").click()
        target = folder / where
        target.parent.mkdir(exist_ok=True)
        assert waiting.value.suggested_filename == target.name
        waiting.value.save_as(target)
        return target


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the check reads."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("downloads"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_file_that_a_form_makes_passes_the_check(
    kind: str, page: Page, address: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Suggest(page, kind).open(address)
    desk.answer(ANSWERS[kind])
    desk.send()
    path = desk.take(copy)
    assert main(["--root", str(copy)]) == 0, capsys.readouterr().out
    value = read_document(path, path.name).value
    assert isinstance(value, dict)
    for name, said in ANSWERS[kind].items():
        if name in ("provider", "organisation", "link") or name.startswith("currency"):
            continue
        assert value[name] == (" ".join(said.split()) if isinstance(said, str) else said)
    text = path.read_text(encoding="utf-8")
    assert page.locator("[data-text]").text_content() == text
    mail = unquote(str(page.locator("[data-mail]").get_attribute("href")))
    assert mail.startswith("mailto:?subject=")
    assert mail.endswith(text)
    assert '"true"' not in text
    expect(page.locator("[data-result]")).to_contain_text("The handbook has no e-mail address yet")
    assert page.url.endswith(f"#{kind}")


def test_an_organisation_that_was_just_made_can_offer_a_course(page: Page, address: str, copy: Path) -> None:
    desk = Suggest(page, "organisation").open(address)
    desk.answer(ANSWERS["organisation"])
    desk.send()
    desk.take(copy)
    page.get_by_role("radio", name="A course is missing").check()
    desk = Suggest(page, "course")
    desk.answer({**ANSWERS["course"], "provider": "College of Made-up Directors (new)"})
    desk.send()
    desk.take(copy)
    assert main(["--root", str(copy)]) == 0


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("title", "", "This is needed"),
        ("develops", "", "Choose at least one"),
        ("id", "Board Day", "Write lower-case words joined by hyphens: nye-bevan"),
        ("id", "../../etc/passwd", "Write lower-case words joined by hyphens: nye-bevan"),
        ("id", "nye-bevan", "This short name is taken. If it is another thing, choose another name"),
        ("link", "the site of the college", "This is no web address. Write it in full, beginning with https://"),
        ("link", "javascript:alert(1)", "This is no web address. Write it in full, beginning with https://"),
        ("link", "https://new.example/?to=me@new.example", "The address tells who follows it, by 'to'."),
        ("summary", "See https://new.example/", "An address has a field of its own. Take it out of this text"),
        ("cost", "£300", "Write the year of the figure, or 'undated'"),
        ("duration", "unknown", "Leave the field empty where you do not know"),
        ("as_of", "2099-01-01", "This day has not come yet"),
        ("currency.since", "2026-13", "No calendar has this day. Look it up"),
        ("currency.since", "May 2026", "Write it as 2022, 2022-07 or 2022-07-01"),
    ],
)
def test_a_bad_value_is_told_at_its_field(name: str, value: str, told: str, page: Page, address: str) -> None:
    desk = Suggest(page, "course").open(address)
    desk.answer({each: said for each, said in ANSWERS["course"].items() if each != name})
    if value:
        desk.answer({name: value})
    desk.send()
    assert desk.fault(name).startswith(told)
    assert page.locator("[data-result]").is_hidden()
    assert page.evaluate("document.activeElement.closest('[data-name]')?.dataset.name") == name
    expect(desk.form.locator("[data-said]")).to_have_text("1 answer to mend.")


@pytest.mark.parametrize(
    ("answers", "name", "told"),
    [
        ({"currency.status": "closed"}, "ends_here", "Say why nothing follows, or what took its place"),
        ({"currency.status": "unknown"}, "currency.confidence", "Where you do not know whether it runs, choose"),
        ({"kind": "reading"}, "develops", "A reading builds knowledge alone. Choose criteria of knowledge"),
    ],
)
def test_answers_that_do_not_fit_together_are_told(
    answers: dict[str, str | list[str]], name: str, told: str, page: Page, address: str
) -> None:
    desk = Suggest(page, "course").open(address)
    desk.answer({**ANSWERS["course"], "develops": ["resilient-leadership"], **answers})
    desk.send()
    assert desk.fault(name).startswith(told)


@pytest.mark.parametrize(
    ("given", "mended", "told"),
    [
        ("www.new.example/day", "https://www.new.example/day", "https:// was added."),
        ("new.example", "https://new.example", "https:// was added."),
        (
            "https://new.example/?utm_source=mail&id=7&fbclid=x#dates",
            "https://new.example/?id=7#dates",
            "What tells who follows it was taken away: utm_source, fbclid.",
        ),
        (
            "www.new.example/day?utm_source=mail",
            "https://www.new.example/day",
            "https:// was added. What tells who follows it was taken away: utm_source.",
        ),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("https://new.example/day?id=7", "https://new.example/day?id=7", ""),
    ],
)
def test_an_address_is_mended_and_says_so(given: str, mended: str, told: str, page: Page, address: str) -> None:
    desk = Suggest(page, "course").open(address)
    desk.answer({"link": given})
    desk.ask("link").locator("input").blur()
    expect(desk.ask("link").locator("input")).to_have_value(mended)
    if told:
        expect(desk.ask("link").locator(".hint")).to_have_text(told)
    expect(desk.form.locator("[data-said]")).to_have_text(told)


def test_the_levels_bear_the_names_that_readers_know(page: Page, address: str) -> None:
    desk = Suggest(page, "course").open(address)
    expect(desk.ask("levels").locator("label", has_text="SAS doctor")).to_have_count(1)


def test_a_fault_goes_once_it_is_mended(page: Page, address: str) -> None:
    desk = Suggest(page, "correction").open(address)
    desk.send()
    assert desk.fault("page") == "This is needed"
    desk.answer({"page": "role/board.md"})
    expect(desk.ask("page").locator(".ask__fault")).to_be_hidden()


def test_the_address_fills_in_page_and_entry_and_nothing_else(page: Page, address: str) -> None:
    desk = Suggest(page, "correction")
    desk.open(address, "#page=directory/courses.md&entry=course/nye-bevan&wrong=Text")
    assert desk.ask("page").locator("select").input_value() == "directory/courses.md"
    assert desk.ask("entry").locator("input").input_value() == "course/nye-bevan"
    assert desk.ask("wrong").locator("textarea").input_value() == ""
    desk.open(address, "?again#page=%3Cimg%20src=x%3E&entry=../../x")
    assert desk.ask("page").locator("select").input_value() == ""
    assert desk.ask("entry").locator("input").input_value() == ""


class Keys:
    """A keyboard that counts what is pressed, typed text left aside."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.pressed += 1

    def to(self, selector: str) -> None:
        """Press Tab until the focus is on what the selector finds."""
        for _ in range(80):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


def test_a_course_is_made_by_keyboard_in_few_keys(page: Page, address: str, copy: Path) -> None:
    desk = Suggest(page, "course").open(address)
    keys = Keys(page)
    page.locator("[name=kind][value=course]").focus()
    for name, text in (("title", "Board day"), ("provider", "Faculty of M"), ("link", "https://new.example/day")):
        keys.to(f"#ask-course-{name}")
        keys.type(text)
    keys.to("#ask-course-summary")
    keys.type("How a board decides")
    for box in ("governance-frameworks", "board-experience"):
        keys.to(f"[data-form=course] [value={box}]")
        keys.press("Space")
    keys.to("#ask-course-currency-note")
    keys.type("Its page was read in November 2026")
    keys.to("[data-form=course] button")
    keys.press("Enter")
    expect(page.locator("[data-result]")).to_be_focused()
    desk.take(copy)
    assert main(["--root", str(copy)]) == 0
    print(f"{keys.pressed} keys beside what is typed")
    assert keys.pressed <= MOST_KEYS


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_form_with_faults_and_a_finished_one_are_accessible(kind: str, page: Page, address: str) -> None:
    desk = Suggest(page, kind).open(address)
    desk.send()
    assert violations(page) == []
    desk.answer(ANSWERS[kind])
    desk.send()
    expect(page.locator("[data-result]")).to_be_visible()
    assert violations(page) == []


def test_without_script_it_says_what_to_do_instead(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + URL)
    expect(page.locator(".without-js")).to_contain_text("The form needs JavaScript")
    expect(page.locator("form[data-form]").first).to_be_hidden()
    context.close()


def test_the_scripts_are_small_and_none_stands_in_the_page(site: Path) -> None:
    text = (site / URL / "index.html").read_text(encoding="utf-8")
    main_part = text[text.index("<article") : text.index("</article>")]
    assert re.findall(r"<script(?! type=\"application/json\")", main_part) == []
