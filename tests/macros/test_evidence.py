"""The chapter on evidence: paper and blog are accounted for, and its macros show what the data holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from handbook.faults import MacroError
from handbook.model.evidence import Theme
from handbook.model.handbook import Handbook, load_handbook
from macros.mentions import find
from macros.registry import MACROS
from macros.timeline import by_decade


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(("series", "count"), [("P-", 55), ("Q-P", 2), ("B-", 21), ("Q-B", 3)])
def test_the_inventory_lists_every_item_of_paper_and_blog(handbook: Handbook, series: str, count: int) -> None:
    assert sum(item.id.startswith(series) for item in handbook.catalogue.source_items) == count


@pytest.mark.parametrize(
    ("item", "page"),
    [
        ("Q-P11", "evidence/leader-and-manager.md"),
        ("P-9.4", "evidence/recommendations.md"),
        ("B-C3", "evidence/blog.md"),
        ("P-F1", "evidence/frameworks.md"),
        ("P-F2", "evidence/frameworks.md"),
        ("P-F3", "evidence/frameworks.md"),
        ("P-F4", "evidence/co-production.md"),
    ],
)
def test_what_readers_look_for_is_told_where_they_look(handbook: Handbook, item: str, page: str) -> None:
    assert page in [each.path for each in handbook.citing_pages[item]]


def test_the_paper_has_five_recommendations_each_with_what_came_of_it(handbook: Handbook) -> None:
    assert [entry.number for entry in handbook.catalogue.recommendations] == [1, 2, 3, 4, 5]
    shown = soup(MACROS["recommendation_list"](handbook))
    assert len(shown.select(".entry")) == 5
    assert all(entry.select(".since li") for entry in shown.select(".entry"))


def test_table_1_has_five_elements(handbook: Handbook) -> None:
    assert len(soup(MACROS["reform_table"](handbook)).select("tbody tr")) == 5


def test_events_run_from_1948_to_2026_by_decade(handbook: Handbook) -> None:
    events = handbook.catalogue.events
    assert (events[0].date[:4], events[-1].date[:4]) == ("1948", "2026")
    decades = by_decade(events)
    assert [name for name, _ in decades] == sorted({name for name, _ in decades})
    assert sum(len(found) for _, found in decades) == len(events) >= 50


def test_the_timeline_shows_every_event_once_and_counts_each_kind(handbook: Handbook) -> None:
    shown = soup(MACROS["timeline"](handbook))
    assert [item["id"] for item in shown.select(".event")] == [event.id for event in handbook.catalogue.events]
    kinds = Counter(event.kind for event in handbook.catalogue.events)
    for choice in shown.select("input[value]:not([value=''])"):
        label = choice.find_parent("label")
        assert label is not None
        assert label.get_text(strip=True).endswith(f"({kinds[str(choice['value'])]})")  # type: ignore[index]


def test_one_kind_of_the_timeline_has_no_controls_and_no_anchors(handbook: Handbook) -> None:
    shown = soup(MACROS["timeline"](handbook, kind="framework"))
    assert {item["data-kind"] for item in shown.select(".event")} == {"framework"}
    assert not shown.select("form, [id]")


def test_an_event_that_nobody_dated_says_so(handbook: Handbook) -> None:
    shown = soup(MACROS["timeline"](handbook))
    basis = {str(item["id"]): item.select_one("details.basis") for item in shown.select(".event")}
    marked = {id_ for id_, told in basis.items() if told and "Date: general knowledge" in told.get_text()}
    assert marked == {event.id for event in handbook.catalogue.events if event.dated_by.startswith("general")}


def test_an_unknown_kind_of_event_is_refused_with_a_suggestion(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match=r"no kind 'bodies'\. Did you mean 'body'\?"):
        MACROS["timeline"](handbook, kind="bodies")


def test_a_framework_leads_to_its_successor(small: Path) -> None:
    made_up = load_handbook(small)
    shown = soup(MACROS["framework_table"](made_up))
    links = [link["href"] for link in shown.select(".entry:has(> #old-framework) dd a")]
    assert links == ["page:evidence/frameworks.md#new-framework"]
    assert "superseded 2011" in soup(MACROS["framework"](made_up, "old-framework")).a["title"]  # type: ignore[index]


def test_every_line_of_frameworks_ends_at_one_in_use(handbook: Handbook) -> None:
    known = handbook.catalogue.entries["framework"]
    for entry in known.values():
        last = entry
        while last.successors or last.expected:
            last = known[(last.successors or last.expected)[0]]
        assert last.currency.status == "active", entry.id


def test_nine_themes_show_every_document_and_who_is_silent(handbook: Handbook) -> None:
    themes = handbook.catalogue.themes
    assert len(themes) == 9
    shown = soup(MACROS["theme_table"](handbook))
    for theme, section in zip(themes, shown.select(".theme"), strict=True):
        silent = sum(cell is None for _, cell in theme.cells())
        assert len(section.select("td")) == len(Theme.documents)
        assert len(section.select(".silent")) == silent


def test_conflicts_stay_conflicts(handbook: Handbook) -> None:
    differing = {theme.id for theme in handbook.catalogue.themes if theme.verdict == "differ"}
    assert {"mentoring", "managers-and-doctors", "finance"} <= differing


def test_the_story_from_the_blog_is_marked_and_last(handbook: Handbook) -> None:
    story = find(handbook.catalogue, "case_study", "binita")
    assert {item.document.id for item in story.sources} == {"blog"}
    heads = soup(MACROS["case_study_comparison"](handbook)).select("thead th")
    assert heads[-1].get_text(strip=True) == "Binita (from a blog)"


def test_the_timeline_is_filtered_by_keyboard_and_told_politely(page: Page, address: str) -> None:
    page.goto(f"{address}evidence/timeline/")
    events = page.locator(".event")
    whole = events.count()
    page.get_by_role("radio", name="All kinds").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".event:visible").first).to_have_attribute("data-kind", "policy")
    left = page.locator(".event:visible").count()
    assert 0 < left < whole
    expect(page.get_by_role("status").filter(has_text="events")).to_have_text(f"{left} of {whole} events are shown.")
    assert page.locator(".decade:visible").count() == page.locator(".decade:visible:has(.event:visible)").count()
    page.keyboard.press("ArrowLeft")
    assert page.locator(".event:visible").count() == whole


def test_an_address_of_a_hidden_event_shows_it(page: Page, address: str) -> None:
    page.goto(f"{address}evidence/timeline/")
    page.get_by_role("radio", name="Scandals").check()
    page.evaluate("location.hash = 'griffiths-report'")
    expect(page.locator("#griffiths-report")).to_be_visible()
    expect(page.get_by_role("radio", name="All kinds")).to_be_checked()


def test_without_script_every_event_stands_and_no_control_is_offered(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}evidence/timeline/")
    assert plain.locator(".event:visible").count() == plain.locator(".event").count() >= 50
    assert plain.locator(".timeline form:visible").count() == 0
    context.close()
