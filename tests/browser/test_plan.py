"""The gap plan as a reader uses it: fill in, rate, choose, see the gaps, compare, and lose nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook.exports.downloads import DOWNLOADS
from handbook.model.entries import Retired
from handbook.model.handbook import Handbook
from tests.browser.accessibility import violations
from tests.browser.plan_page import PlanPage, serve_with, with_entries
from tests.browser.test_browser import WIDTHS
from tests.handbook.exports.test_plan_form import FAULTY, GOOD


@pytest.fixture
def plan(page: Page, address: str) -> PlanPage:
    return PlanPage(page, address).open()


@pytest.fixture(
    params=[(scheme, width) for scheme in ("light", "dark") for width in WIDTHS], ids="-".join, scope="module"
)
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    scheme, width = request.param
    context = browser.new_context(color_scheme=scheme, viewport=WIDTHS[width], reduced_motion="reduce")
    yield context
    context.close()


def fill_fully(plan: PlanPage, handbook: Handbook) -> None:
    """Evidence and a rating for each criterion, and three actions."""
    ratings = ["none", "some", "strong", "tested-by-others"]
    for number, criterion in enumerate(handbook.catalogue.criteria):
        plan.write(criterion.id, f"Évidence {number}: led <b>it</b>, “quoted”; 5 %, a\nb")
        plan.rate(criterion.id, ratings[number % 4])
    plan.pick("trust-challenges", "opportunity", "meet-the-finance-director", "2027-02-28", "Finance director")
    plan.pick("strategic-development", "opportunity", "clinical-senate", "2027-01-15", "Regional medical director")
    own = plan.step("leadership-cpd", "own", "leadership-cpd")
    own.locator("[data-own]").fill("Read one board paper a month")


def words(plan: dict[str, Any]) -> dict[str, Any]:
    """What the reader entered, without the moment of saving."""
    return {key: plan[key] for key in ("criteria", "actions", "name", "sponsors")}


def test_gaps_come_first_with_what_builds_them(plan: PlanPage) -> None:
    plan.rate("trust-values", "some")
    plan.rate("self-development", "none")
    plan.rate("current-issues", "strong")
    plan.rate("leadership-cpd", "none")
    gaps = plan.page.locator("[data-gaps-text]")
    expect(gaps).to_have_text(
        "3 gaps. No action yet for any of them: Self-development; Continuing leadership development; "
        "The trust's values."
    )
    expect(plan.page.locator("#ways-leadership-cpd")).to_have_attribute("open", "")
    assert plan.ways("self-development").locator("[data-pick]").count() > 5
    plan.rate("self-development", "strong")
    plan.pick("trust-values", "opportunity", "deputise-externally")
    expect(gaps).to_have_text("2 gaps. No action yet for Continuing leadership development.")


def test_one_criterion_is_shown_and_save_and_next_leads_on(plan: PlanPage) -> None:
    shown = plan.page.locator(".plan-item:visible")
    strip = plan.page.locator("[data-plan-strip]")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("1 of 22")
    plan.write("strategic-development", "Led one redesign.")
    plan.rate("strategic-development", "none")
    plan.press("Save and next")
    expect(shown).to_have_attribute("id", "plan-medical-management-role")
    expect(shown.get_by_role("heading")).to_be_focused()
    expect(strip).to_contain_text(re.compile(r"1 of 22 rated · 1 gap · Saved on .*\d\d:\d\d"))
    plan.press("Previous")
    expect(shown).to_have_attribute("id", "plan-strategic-development")
    assert plan.evidence("strategic-development") == "Led one redesign."
    plan.item("leadership-cpd")
    expect(plan.page.locator("[data-map-criterion=leadership-cpd] a")).to_have_attribute("aria-current", "step")
    plan.press("Save and next")
    expect(plan.page.locator("#plan-actions")).to_be_focused()
    plan.press("Show all 22 in one long form")
    expect(shown).to_have_count(22)
    plan.press("Show one criterion at a time")
    expect(shown).to_have_count(1)


def test_an_empty_plan_begins_with_an_input_on_a_phones_first_screen_and_nothing_shifts(
    browser: Browser, address: str
) -> None:
    for name, viewport in WIDTHS.items():
        page = browser.new_page(viewport=viewport)
        page.add_init_script(
            "window.shift = 0; new PerformanceObserver(list => { for (const each of list.getEntries()) "
            "window.shift += each.value; }).observe({ type: 'layout-shift', buffered: true });"
        )
        PlanPage(page, address).open()
        field = page.locator("textarea:visible").first.bounding_box()
        assert field
        assert field["y"] + field["height"] < viewport["height"], name
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") < 0.01, name
        page.close()


def test_what_came_of_an_action_goes_back_to_its_criterion(plan: PlanPage) -> None:
    plan.write("trust-values", "Before")
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-01-15")
    row = plan.page.locator("[data-actions] li")
    row.get_by_role("checkbox").check()
    outcome = row.get_by_label("What came of it")
    expect(outcome).to_be_focused()
    outcome.fill("The partners agreed")
    row.get_by_role("button", name="Put it into my evidence").click()
    expect(plan.page.locator("[data-status]")).to_contain_text("Added to your evidence for The trust's values.")
    assert re.fullmatch(
        r"Before\n.+ \(\d+ \w+ \d{4}\): The partners agreed", plan.plan()["criteria"]["trust-values"]["evidence"]
    )
    plan.save()
    plan.reload()
    expect(outcome).to_have_value("The partners agreed")
    assert "- [x] **" in plan.copied()
    plan.press("Calendar of dated actions")
    expect(plan.messages).to_contain_text("No action has a day yet.")


def test_a_rating_can_be_taken_back_and_the_words_stay(plan: PlanPage) -> None:
    back = plan.page.get_by_role("button", name="Take the rating back for The trust's values")
    plan.write("trust-values", "My words")
    expect(back).not_to_be_visible()
    plan.rate("trust-values", "none")
    expect(plan.page.locator("[data-strip]")).to_have_text("1 of 22 rated · 1 gap")
    back.press("Enter")
    expect(plan.page.locator("[data-strip]")).to_have_text("0 of 22 rated · 0 gaps")
    expect(plan.page.locator("#plan-trust-values input[value=none]")).to_be_focused()
    expect(plan.page.locator("[data-status]")).to_have_text("The trust's values: not rated. 0 gaps.")
    expect(back).not_to_be_visible()
    kept = plan.plan()["criteria"]["trust-values"]
    assert (kept["rating"], kept["evidence"]) == (None, "My words")


def test_a_step_that_builds_two_criteria_is_one_action(plan: PlanPage) -> None:
    plan.pick("strategic-development", "opportunity", "clinical-senate", "2027-01-15", "Regional director")
    plan.pick("current-issues", "opportunity", "clinical-senate")
    expect(plan.step("current-issues", "opportunity", "clinical-senate").locator("[data-ask]")).to_have_value(
        "Regional director"
    )
    (action,) = plan.plan()["actions"]
    assert action["for"] == ["strategic-development", "current-issues"]
    plan.step("strategic-development", "opportunity", "clinical-senate").locator("[data-pick]").uncheck()
    assert plan.plan()["actions"][0]["for"] == ["current-issues"]


def test_a_step_taken_away_by_mistake_comes_back_with_day_and_person(plan: PlanPage) -> None:
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-01-15", "The chair")
    box = plan.step("trust-values", "opportunity", "deputise-externally").locator("[data-pick]")
    box.uncheck()
    assert plan.plan()["actions"] == []
    box.check()
    assert plan.plan()["actions"][0]["ask"] == "The chair"


def test_actions_stand_by_day_and_can_be_removed_with_the_focus_kept(plan: PlanPage) -> None:
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-03-01")
    plan.pick("current-issues", "opportunity", "clinical-senate", "2027-01-15", "Regional director")
    rows = plan.page.locator("[data-actions] li")
    expect(rows).to_have_count(2)
    expect(rows.first.get_by_label("By when")).to_have_value("2027-01-15")
    rows.first.get_by_role("button", name="Remove").click()
    expect(rows).to_have_count(1)
    expect(plan.page.locator("#plan-actions")).to_be_focused()
    expect(plan.page.locator("[data-status]")).to_contain_text("Removed")


def test_the_picture_and_its_words_show_what_moved_since_the_last_saved_state(plan: PlanPage) -> None:
    words_of = plan.page.locator("[data-map-words]")
    cell = plan.page.locator("[data-map-criterion=strategic-development]")
    assert plan.page.locator("li .map__gauge").count() == 22
    plan.rate("strategic-development", "none")
    plan.rate("partnership-working", "strong")
    expect(words_of.first).to_have_text("4 criteria: 1 strong, 1 none, 2 not rated")
    plan.save()
    plan.rate("strategic-development", "strong")
    plan.rate("partnership-working", "some")
    expect(words_of.first).to_have_text("4 criteria: 1 strong, 1 some, 2 not rated")
    expect(cell).to_contain_text("Strong (was none)")
    plan.save()
    plan.reload()
    expect(cell).to_contain_text("Strong (was none)")


def test_what_is_not_confirmed_stands_last_and_what_is_gone_is_not_offered(plan: PlanPage) -> None:
    states = (
        plan.ways("policy-into-practice")
        .locator("fieldset")
        .nth(1)
        .locator("li")
        .evaluate_all("items => items.map(item => item.querySelector('.state')?.textContent ?? '')")
    )
    assert states == [""] * 6 + ["not confirmed"] * 3
    offered = plan.page.locator("[data-ways] .state").all_text_contents()
    assert not {"closed", "superseded", "merged"} & {state.split()[0] for state in offered}


def test_what_has_closed_since_it_was_planned_says_so_wherever_it_goes(plan: PlanPage) -> None:
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-05-01")
    held = plan.plan()
    held["actions"][0].update(kind="course", id="generationq", title="GenerationQ")
    plan.open_file(held)
    expect(plan.page.locator("[data-actions] li")).to_contain_text("closed")
    assert "** (closed): by 1 May 2027" in plan.copied()
    (row,) = [line for line in plan.take("Spreadsheet").splitlines() if "generationq" in line]
    assert row.endswith(",closed,,")
    assert "State in the handbook: closed" in plan.take("Calendar of dated actions")
    plan.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(plan.page.locator("[data-paper]")).to_contain_text("(closed)")


def test_a_day_that_has_passed_is_remarked_on_and_stays(plan: PlanPage) -> None:
    plan.pick("current-issues", "opportunity", "clinical-senate", "2020-01-15")
    step = plan.step("current-issues", "opportunity", "clinical-senate")
    expect(step).to_contain_text("This day has passed.")
    expect(plan.page.locator("[data-status]")).to_have_text("15 January 2020 has passed. It stays as you wrote it.")
    expect(plan.page.locator("[data-actions]")).to_contain_text("This day has passed.")
    assert plan.plan()["actions"][0]["due"] == "2020-01-15"
    step.locator("[data-due]").fill("2099-01-15")
    expect(step).not_to_contain_text("This day has passed.")


def test_on_a_phone_names_have_the_width_and_one_label_stands_by_a_link(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=WIDTHS["phone"])
    plan = PlanPage(context.new_page(), address).open()
    step = plan.step("strategic-development", "course", "digital-boards")
    box, label, more = (step.locator(part).bounding_box() for part in ("input[data-pick]", "> label", "> a"))
    assert box
    assert label
    assert more
    assert label["width"] - box["width"] > 220
    assert more["y"] >= label["y"] + label["height"] - 1
    context.close()


def test_an_action_is_dated_in_its_own_card_which_stands_first_when_the_reader_returns(plan: PlanPage) -> None:
    plan.rate("strategic-development", "strong")
    plan.rate("medical-management-role", "none")
    plan.pick("trust-values", "opportunity", "deputise-externally")
    card = plan.page.locator("[data-actions] li")
    expect(card.get_by_role("link").first).to_have_attribute("href", re.compile("#deputise-externally$"))
    card.get_by_label("By when").fill("2027-01-15")
    card.get_by_label("Whom to ask").fill("The chair")
    place = plan.step("trust-values", "opportunity", "deputise-externally")
    expect(place.locator("[data-due]")).to_have_value("2027-01-15")
    expect(place.locator("[data-ask]")).to_have_value("The chair")
    assert (plan.plan()["actions"][0]["due"], plan.plan()["actions"][0]["ask"]) == ("2027-01-15", "The chair")
    plan.save()
    plan.reload()
    expect(card.get_by_label("Whom to ask")).to_have_value("The chair")
    above, below = card.bounding_box(), plan.page.locator("[data-plan-strip]").bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    expect(plan.page.locator("[data-strip]")).to_have_text("2 of 22 rated · 1 gap · 1 action")
    # The form goes on at the first criterion that is not rated.
    expect(plan.page.locator(".plan-item.is-current")).to_have_attribute("id", "plan-job-planning-and-governance")


def test_previous_leads_nowhere_from_the_first_criterion(plan: PlanPage) -> None:
    previous = plan.page.get_by_role("button", name="Previous")
    expect(previous).to_be_disabled()
    plan.press("Save and next")
    expect(previous).to_be_enabled()


def test_a_full_plan_survives_saving_reloading_exporting_and_opening(plan: PlanPage, handbook: Handbook) -> None:
    fill_fully(plan, handbook)
    before = plan.plan()
    plan.save()
    plan.reload()
    assert words(plan.plan()) == words(before)
    saved = plan.plan()
    plan.press("Delete everything on this device")
    plan.press("Yes, delete it all")
    assert plan.keys() == []
    assert plan.plan()["criteria"] == {}
    plan.open_file(json.dumps(saved))
    expect(plan.messages).to_contain_text("Opened: 22 of 22 criteria rated")
    assert words(plan.plan()) == words(before)
    assert plan.keys() == []
    for criterion in handbook.catalogue.criteria:
        assert plan.evidence(criterion.id) == before["criteria"][criterion.id]["evidence"]


def test_a_plan_of_an_older_catalogue_opens_and_nothing_is_dropped(
    page: Page, address: str, site: Path, handbook: Handbook
) -> None:
    plan = PlanPage(page, address).open()
    fill_fully(plan, handbook)
    plan.save()
    old = plan.plan()
    serve_with(page, site, later(handbook))
    plan.reload()
    # Renamed: the words stay with the id, under the new name.
    expect(page.locator("#plan-trust-values h3")).to_contain_text("What the trust is for")
    assert plan.evidence("trust-values") == old["criteria"]["trust-values"]["evidence"]
    # Retired with a replacement: both texts stand under it. Added: empty.
    moved = plan.evidence("trust-challenges")
    for id_ in ("trust-challenges", "current-issues"):
        assert old["criteria"][id_]["evidence"] in moved
    assert plan.evidence("digital-leadership") == ""
    # Retired without one: kept, and shown as such.
    kept = page.locator("[data-unlisted]")
    expect(kept).to_contain_text("Self-development")
    expect(kept).to_contain_text("Évidence 18")
    assert "self-development" in plan.plan()["criteria"]
    assert "Évidence 18" in plan.copied()
    assert "Évidence 18" in plan.take("Spreadsheet")
    # A retired opportunity leads to its replacement, with day and person.
    actions = {action["id"]: action for action in plan.plan()["actions"]}
    assert actions["clinical-reference-group"]["ask"] == "Regional medical director"
    assert "clinical-senate" not in actions
    expect(page.locator("[data-actions]")).to_contain_text("no longer listed")


def later(handbook: Handbook) -> Handbook:
    """A later catalogue: a criterion renamed, two retired, one added; two opportunities gone."""
    criteria = dict(handbook.catalogue.entries["criterion"])
    criteria["trust-values"] = criteria["trust-values"].model_copy(update={"title": "What the trust is for"})
    new = criteria["trust-values"].model_copy(update={"id": "digital-leadership", "title": "Digital leadership"})
    criteria["digital-leadership"] = new
    opportunities = dict(handbook.catalogue.entries["opportunity"])
    del criteria["current-issues"], criteria["self-development"]
    del opportunities["clinical-senate"], opportunities["meet-the-finance-director"]
    retired = [("criterion", "current-issues", "trust-challenges"), ("criterion", "self-development", "none")]
    retired.append(("opportunity", "clinical-senate", "clinical-reference-group"))
    entries = {
        old: Retired(id=old, kind=kind, replaced_by=now, since="2027-06-01", reason="Made up.")
        for kind, old, now in retired
    }
    return with_entries(handbook, criterion=criteria, opportunity=opportunities, retired=entries)


def test_fields_of_a_later_version_survive(plan: PlanPage) -> None:
    plan.open_file({**GOOD, "version": 7})
    expect(plan.messages).to_contain_text("newer version")
    plan.write("trust-values", "changed")
    plan.save()
    plan.reload()
    kept = plan.plan()
    assert kept["of-later"] == {"kept": True}
    assert kept["criteria"]["trust-values"]["of-later"] == 1
    assert kept["version"] == 7


def test_a_foreign_file_changes_nothing(plan: PlanPage) -> None:
    plan.write("trust-values", "My words")
    plan.open_file({**GOOD, "format": "something-else"}, "theirs.json")
    expect(plan.messages).to_contain_text("‘theirs.json’ was not opened.")
    expect(plan.messages).to_contain_text("not a plan of this handbook")
    assert plan.evidence("trust-values") == "My words"


def test_a_bad_field_is_named_and_kept_as_text_and_all_the_rest_opens(plan: PlanPage, handbook: Handbook) -> None:
    schema = json.loads(DOWNLOADS["plan.schema.json"](handbook))
    for fault, bad in FAULTY.items():
        if fault == "not a plan":
            continue
        plan.open_file({**GOOD, "name": "Dr Who", **bad})
        expect(plan.messages).to_contain_text("could not be read")
        expect(plan.messages).to_contain_text(fault)
        kept = plan.plan()
        assert kept["name"] == "Dr Who"
        assert [fault in each["place"] for each in kept["aside"]] == [True], fault
        jsonschema.validate(kept, schema)
    expect(plan.page.locator("[data-asides]")).to_contain_text("history, number 1: at")
    assert kept["aside"][0]["text"] == '{"ratings":{}}'


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "%PDF-1.7", '{"format":'])
def test_a_file_that_is_no_plan_at_all(plan: PlanPage, text: str) -> None:
    plan.open_file(text, "x.json")
    expect(plan.messages).to_contain_text("‘x.json’ was not opened.")
    expect(plan.messages).to_contain_text("unchanged")


def test_opening_a_file_can_be_undone(plan: PlanPage) -> None:
    plan.write("trust-values", "My words")
    plan.open_file(GOOD)
    expect(plan.page.locator("#e-trust-values")).to_have_value("y")
    plan.press("Bring back what was here")
    expect(plan.page.locator("#e-trust-values")).to_have_value("My words")


def test_what_was_written_after_opening_a_file_comes_back_too(plan: PlanPage) -> None:
    plan.write("trust-values", "My words")
    plan.open_file(GOOD)
    plan.write("current-issues", "Written since")
    plan.press("Bring back what was here")
    expect(plan.page.locator("#e-current-issues")).to_have_value("")
    plan.press("Show it again")
    expect(plan.page.locator("#e-current-issues")).to_have_value("Written since")
    plan.press("Show it again")
    expect(plan.page.locator("#e-trust-values")).to_have_value("My words")


def own_idea(plan: PlanPage, words: str, due: str = "") -> None:
    """Write an idea of one's own under a criterion."""
    own = plan.step("trust-values", "own", "trust-values")
    own.locator("[data-own]").fill(words)
    if due:
        own.locator("[data-due]").fill(due)


def test_a_sponsors_own_idea_stands_beside_mine_and_both_can_be_kept(
    page: Page, address: str, browser: Browser
) -> None:
    plan = PlanPage(page, address).open()
    context = browser.new_context()
    theirs = PlanPage(context.new_page(), address).open()
    own_idea(theirs, "Shadow the chair", "2027-02-01")
    file = theirs.plan()
    context.close()
    own_idea(plan, "Read the strategy")
    plan.compare({**file, "view": "sponsor"})
    idea = page.locator(".plan-sponsor li")
    expect(idea).to_contain_text("Shadow the chair; by 1 February 2027")
    page.get_by_role("button", name="Add to my actions").click()
    expect(idea).to_have_count(0)
    (action,) = plan.plan()["actions"]
    assert action["title"] == "Read the strategy; Shadow the chair"
    assert action["due"] == "2027-02-01"


def test_a_plan_of_ones_own_is_not_taken_for_a_sponsors_view(plan: PlanPage) -> None:
    plan.compare(GOOD)
    expect(plan.messages).to_contain_text("Merged: you differ on no criterion that both have rated.")
    expect(plan.messages).to_contain_text("not a view that a sponsor filled in")
    plan.compare({**GOOD, "view": "sponsor"})
    expect(plan.messages.locator("p").last).to_have_text("Merged: you differ on no criterion that both have rated.")


def test_a_message_outlives_what_is_drawn_anew(plan: PlanPage) -> None:
    plan.compare(GOOD)
    plan.page.locator(".plan-sponsor h3").focus()
    plan.compare({**GOOD, "id": "another"})
    plan.page.get_by_role("button", name="Remove this view").first.focus()
    plan.open_file("{", "x.json")
    message = plan.messages.get_by_text("was not opened")
    expect(message).to_be_visible()
    plan.page.get_by_role("button", name="Remove this view").first.click()
    plan.write("trust-values", "My words")
    plan.page.wait_for_timeout(300)
    expect(message).to_be_visible()


def test_text_in_a_file_stays_text(plan: PlanPage) -> None:
    attack = "<img src=x onerror=\"document.title='hit'\">"
    entry = {"title": attack, "evidence": attack, "rating": "none"}
    action = {"kind": "course", "id": "gone", "title": attack, "for": ["gone"], "ask": attack}
    sponsor = {"id": "s", "name": attack, "criteria": {"trust-values": entry}, "actions": [action | {"id": "b"}]}
    plan.open_file(
        {**GOOD, "criteria": {"trust-values": entry, "gone": entry}, "actions": [action], "sponsors": [sponsor]}
    )
    expect(plan.page.locator("[data-unlisted]")).to_contain_text("onerror")
    assert plan.page.locator("form img").count() == 0
    assert plan.page.title() != "hit"


def test_a_sponsor_fills_in_a_blank_plan_and_disagreements_come_first(
    page: Page, address: str, browser: Browser
) -> None:
    plan = PlanPage(page, address).open()
    blank = json.loads(plan.take("Download a blank plan for a sponsor"))
    assert len(blank["criteria"]) == 22
    assert not any(entry["evidence"] or entry["rating"] for entry in blank["criteria"].values())
    context = browser.new_context()
    theirs = PlanPage(context.new_page(), address).open()
    theirs.open_file(blank)
    expect(theirs.page.locator("[data-plan-sponsor-banner]")).to_be_visible()
    theirs.page.get_by_label("Name or initials").fill("My mentor")
    for criterion, rating in (("trust-values", "some"), ("current-issues", "some"), ("self-development", "strong")):
        theirs.rate(criterion, rating)
    theirs.write("trust-values", "Rarely says what the trust stands for")
    theirs.pick("trust-values", "opportunity", "deputise-externally", "2027-01-15", "The chair")
    file = theirs.plan()
    context.close()
    plan.rate("current-issues", "some")
    plan.rate("self-development", "some")
    plan.rate("trust-values", "tested-by-others")
    plan.compare(file)
    rows = plan.page.locator(".plan-sponsor tbody tr")
    expect(rows).to_have_count(3)
    assert [row.locator("th").inner_text().strip() for row in rows.all()] == [
        "The trust's values",
        "Self-development",
        "Current issues",
    ]
    assert [row.locator("td").last.inner_text().strip() for row in rows.all()] == [
        "2 lower than you",
        "1 higher than you",
        "agreed",
    ]
    expect(rows.first).to_contain_text("Rarely says what the trust stands for")
    expect(plan.page.get_by_role("heading", name=re.compile("You and My mentor"))).to_be_focused()
    plan.page.get_by_role("button", name="Add to my actions").click()
    assert plan.plan()["actions"][0]["ask"] == "The chair"
    # The reader's own words and ratings are as they were, and the view survives saving.
    assert plan.rating("trust-values") == "tested-by-others"
    plan.save()
    plan.reload()
    expect(rows).to_have_count(3)
    plan.compare(file)
    expect(plan.page.locator(".plan-sponsor")).to_have_count(1)


def test_nothing_leaves_the_page_and_no_text_stands_in_an_address(page: Page, address: str) -> None:
    plan = PlanPage(page, address).open()
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Name or initials").fill("Secret name")
    page.keyboard.press("Enter")
    plan.write("trust-values", "Secret evidence")
    plan.rate("trust-values", "none")
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-01-15", "Secret person")
    plan.step("trust-values", "opportunity", "deputise-externally").locator("[data-ask]").press("Enter")
    plan.save()
    for name in ("Backup file (opens again here)", "Spreadsheet", "Calendar of dated actions"):
        assert plan.take(name)
    assert plan.copied()
    plan.open_file(plan.plan())
    plan.press("Delete everything on this device")
    plan.press("Yes, delete it all")
    # The browser itself fetches the site's icon when it likes.
    assert [url for url in asked if not url.startswith("blob:") and not url.endswith("favicon.svg")] == []
    assert "ecret" not in page.url
    assert page.evaluate("history.length") <= 3


def test_without_script_the_form_can_be_filled_in(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDTHS["phone"])
    page = context.new_page()
    page.goto(address + "prepare/plan/")
    expect(page.locator("#e-trust-values")).to_be_visible()
    assert page.locator(".plan-choice:visible").count() == 88
    page.locator("#ways-trust-values [data-step=deputise-externally] [data-pick]").check()
    expect(page.locator("#ways-trust-values .plan-own [data-due]")).to_be_visible()
    assert page.locator(".plan button:visible").count() == 0
    context.close()


def test_a_filled_plan_prints_on_two_pages(plan: PlanPage, handbook: Handbook) -> None:
    fill_fully(plan, handbook)
    for criterion in handbook.catalogue.criteria:
        plan.write(criterion.id, "What I did, when it was, what changed for patients, and who saw it. " * 3)
    document = plan.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", document)) <= 2
    plan.page.emulate_media(media="print")
    expect(plan.page.locator("[data-paper]")).to_contain_text("Finance director")
    expect(plan.page.locator("#plan-evidence")).not_to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_an_empty_plan_prints_as_a_form_of_four_pages_at_most(
    browser: Browser, address: str, handbook: Handbook, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(address + "prepare/plan/")
    document = page.pdf(prefer_css_page_size=True)
    assert 2 <= len(re.findall(rb"/Type /Page\b", document)) <= 4
    page.emulate_media(media="print")
    blank = page.locator(".plan-blank")
    for criterion in handbook.catalogue.criteria:
        expect(blank.locator("tbody th", has_text=criterion.title).first).to_be_visible()
    row = blank.locator("tbody tr").nth(1)
    for words in ("☐ Tested by others", "Next step", "By when", "Whom to ask"):
        expect(row).to_contain_text(words)
    expect(page.locator("#e-trust-values")).not_to_be_visible()
    # What was typed is printed, also without script.
    page.emulate_media(media="screen")
    if script:
        PlanPage(page, address).ready().write("trust-values", "My words")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    else:
        page.locator("#e-trust-values").fill("My words")
    page.emulate_media(media="print")
    expect(blank).not_to_be_visible()
    expect(page.locator("[data-paper]" if script else "#e-trust-values")).to_be_visible()
    context.close()


def test_a_filled_print_holds_the_sponsors_views(plan: PlanPage) -> None:
    plan.rate("trust-values", "tested-by-others")
    action = {"kind": "own", "id": "trust-values", "title": "Shadow the chair", "due": "2027-02-01", "ask": "Chair"}
    plan.compare({**GOOD, "view": "sponsor", "name": "Dr Who", "saved": "2026-12-01T09:00:00Z", "actions": [action]})
    plan.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = plan.page.locator("[data-paper]")
    for words in (
        "Dr Who’s view, 1 December 2026",
        "you: Tested by others; they: Some",
        "Shadow the chair",
        "ask Chair",
    ):
        expect(paper).to_contain_text(words)


def test_every_step_is_accessible_and_nothing_overflows(view: BrowserContext, address: str) -> None:
    page = view.new_page()
    plan = PlanPage(page, address).open()

    def sound() -> None:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.evaluate(
            "[...document.querySelectorAll('.plan :is(button, summary, input, textarea)')]"
            ".filter(e => e.checkVisibility()).every(e => e.getBoundingClientRect().height >= 22)"
        )

    sound()
    plan.write("trust-values", "Evidence")
    plan.rate("trust-values", "none")
    sound()
    expect(page.locator("#ways-trust-values")).to_have_attribute("open", "")
    plan.pick("trust-values", "opportunity", "deputise-externally", "2027-01-15", "The chair")
    expect(page.locator("[data-actions] li")).to_have_count(1)
    sound()
    plan.save()
    plan.open_file({**GOOD, "criteria": {"gone": {"title": "Gone", "evidence": "x", "rating": "none"}}})
    plan.compare(GOOD)
    expect(page.locator(".plan-sponsor")).to_have_count(1)
    sound()
    plan.press("Delete everything on this device")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    sound()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Yes, delete it all")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Delete everything on this device")).to_be_focused()
    sound()
    page.close()


def test_changes_are_announced(plan: PlanPage) -> None:
    plan.rate("trust-values", "none")
    expect(plan.page.locator("[data-status]")).to_have_text("The trust's values: none. 1 gap.")
    plan.pick("trust-values", "opportunity", "deputise-externally")
    expect(plan.page.locator("[data-status]")).to_contain_text("Added to your actions")
    plan.save()
    expect(plan.page.locator("[data-status]")).to_contain_text("Saved on this device")


def test_pages_without_tools_load_no_script_of_the_plan(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for url in ("", "role/board/", "directory/courses/", "skills/assess-yourself/"):
        page.goto(address + url, wait_until="networkidle")
    assert not [url for url in asked if "js/plan" in url]


def test_after_printing_all_is_folded_as_it_was(plan: PlanPage) -> None:
    plan.rate("trust-values", "none")
    opened = "document.querySelectorAll('.prose details[open]').length"
    before = plan.page.evaluate(opened)
    plan.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert plan.page.evaluate(opened) > before
    plan.page.evaluate("dispatchEvent(new Event('afterprint'))")
    plan.page.locator("[data-paper]").evaluate("paper => paper.replaceChildren()")
    assert plan.page.evaluate(opened) == before


def test_initials_with_a_full_stop_print_with_one(plan: PlanPage) -> None:
    plan.page.get_by_label("Name or initials").fill("A.N.O.")
    plan.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(plan.page.locator(".plan-paper__head")).to_contain_text(re.compile(r"^A\.N\.O\. \d"))
    assert plan.page.locator("h1").inner_text() == "My plan"


def test_a_refusal_goes_once_a_good_file_is_opened(plan: PlanPage) -> None:
    plan.open_file("{", "x.json")
    expect(plan.messages).to_contain_text("was not opened")
    plan.open_file(GOOD)
    expect(plan.messages).to_contain_text("Opened:")
    expect(plan.messages).not_to_contain_text("was not opened")
    expect(plan.page.locator("[data-gaps-text]")).to_have_text("1 gap: The trust's values. Its actions are below.")
