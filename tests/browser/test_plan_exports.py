"""What the plan page hands out is read by others' readers: iCalendar, CSV, JSON by its schema, Markdown."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import icalendar
import jsonschema
import pytest
from playwright.sync_api import Page, expect

from handbook.exports.downloads import DOWNLOADS
from handbook.model.handbook import Handbook
from tests.browser.plan_page import PlanPage

AWKWARD = 'Ask Zoë, the chair; "first" thing\\now – 中文 😀 ' + "and on " * 20


@pytest.fixture
def plan(page: Page, address: str) -> PlanPage:
    plan = PlanPage(page, address).open()
    plan.write("trust-values", "=1+1\nA second line, with \"quotes\" and 'more'; # not a heading <b>")
    plan.rate("trust-values", "some")
    plan.rate("strategic-development", "tested-by-others")
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-12-31", AWKWARD[:200])
    plan.pick("strategic-development", "opportunity", "clinical-senate", "2028-02-29")
    own = plan.step("trust-values", "own", "trust-values")
    own.locator("[data-own]").fill(AWKWARD)
    own.locator("[data-due]").fill("2027-01-04")
    plan.pick("trust-values", "course", "mindtools-values")
    return plan


def calendar_of(plan: PlanPage) -> tuple[str, dict[str, Any]]:
    text = plan.take("Calendar of dated actions")
    calendar = icalendar.Calendar.from_ical(text)
    return text, {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_is_read_by_a_public_parser(plan: PlanPage) -> None:
    _, events = calendar_of(plan)
    assert len(events) == 3
    by_step = {uid.partition("@")[0].rpartition("-")[0]: event for uid, event in events.items()}
    own = by_step["own-trust-values"]
    assert str(own["SUMMARY"]) == AWKWARD
    assert own["DTSTART"].dt == datetime.date(2027, 1, 4)
    assert own["DTEND"].dt == datetime.date(2027, 1, 5)
    assert own["DTSTAMP"].dt.tzinfo is not None
    last_of_year = by_step["opportunity-deputise-externally"]
    assert last_of_year["DTEND"].dt == datetime.date(2028, 1, 1)
    assert AWKWARD[:150] in str(last_of_year["DESCRIPTION"])
    assert "The trust's values" in str(last_of_year["DESCRIPTION"])
    assert by_step["opportunity-clinical-senate"]["DTEND"].dt == datetime.date(2028, 3, 1)


def test_the_calendar_keeps_to_the_form_of_its_lines(plan: PlanPage) -> None:
    text, _ = calendar_of(plan)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two


def test_the_same_action_is_the_same_event_when_it_comes_again(plan: PlanPage) -> None:
    _, first = calendar_of(plan)
    plan.save()
    plan.reload()
    plan.step("trust-values", "own", "trust-values").locator("[data-due]").fill("2027-02-01")
    _, again = calendar_of(plan)
    assert set(first) == set(again)


def test_without_a_day_there_is_no_calendar_but_a_word(page: Page, address: str) -> None:
    plan = PlanPage(page, address).open()
    plan.press("Calendar of dated actions")
    expect(plan.messages).to_contain_text("No action has a day yet.")


def test_the_table_is_read_by_a_standard_reader(plan: PlanPage, handbook: Handbook) -> None:
    text = plan.take("Spreadsheet")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert {row["criterion_id"] for row in rows} == {criterion.id for criterion in handbook.catalogue.criteria}
    values = [row for row in rows if row["criterion_id"] == "trust-values"]
    assert [row["action_id"] for row in values] == ["deputise-externally", "trust-values", "mindtools-values"]
    assert values[0]["evidence"] == "'=1+1\nA second line, with \"quotes\" and 'more'; # not a heading <b>"
    assert values[0]["by_when"] == "2027-12-31"
    assert values[1]["action"] == AWKWARD
    assert values[0]["rating"] == "Some"


def test_the_json_is_read_by_its_published_schema(plan: PlanPage, handbook: Handbook) -> None:
    schema = json.loads(DOWNLOADS["plan.schema.json"](handbook))
    plan.save()
    found = plan.plan()
    jsonschema.Draft202012Validator(schema).validate(found)
    jsonschema.Draft202012Validator(schema).validate(json.loads(plan.stored() or ""))
    jsonschema.Draft202012Validator(schema).validate(json.loads(plan.take("Download a blank plan for a sponsor")))
    assert found["version"] == 2
    plan.compare(found)
    expect(plan.page.locator(".plan-sponsor")).to_have_count(1)
    jsonschema.Draft202012Validator(schema).validate(plan.plan())


def test_the_published_schema_is_on_the_site(page: Page, address: str) -> None:
    PlanPage(page, address).open()
    with page.expect_response("**/plan.schema.json") as response:
        page.evaluate("fetch(document.querySelector('a[href$=\"plan.schema.json\"]').href)")
    assert response.value.ok


def test_the_markdown_puts_actions_and_gaps_first(plan: PlanPage) -> None:
    text = plan.copied()
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[:5] == [
        "# Gap plan",
        "## Actions",
        "## Gaps",
        "### The trust's values: some",
        "## Evidence in hand",
    ]
    assert "> A second line, with \"quotes\" and 'more'; # not a heading &lt;b>" in text
    assert text.index("4 January 2027") < text.index("31 December 2027")
