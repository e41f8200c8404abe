"""What runs stands first, tells enough to plan by, and nothing that is closed is offered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup

from handbook.model.building import courses_that_build
from handbook.model.entries import Course
from handbook.model.handbook import Handbook
from handbook.model.offers import (
    LEVEL_TITLES,
    by_level,
    enrolled_in,
    first_and_more,
    is_closed,
    is_long_past,
    last_seen,
    nobody_knows,
    shown_first,
    standing,
    told,
    when_seen,
)
from macros.activities import courses, courses_gone, courses_that_run, courses_to_ask_about
from macros.registry import MACROS


def share(found: list[Course], field: str) -> float:
    """How many of the courses tell something in a field, as a share of 1."""
    return sum(getattr(course, field) is not None for course in found) / len(found)


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_the_courses_shown_first_can_be_planned_by(handbook: Handbook) -> None:
    first = shown_first(handbook.catalogue.courses)
    assert len(first) >= 25
    assert share(first, "cost") >= 0.6
    assert share(first, "duration") >= 0.8
    assert all(course.currency.status == "active" for course in first)


def test_that_a_course_runs_and_that_it_takes_people_are_told_apart(handbook: Handbook) -> None:
    by_id: Mapping[str, Any] = handbook.catalogue.entries["course"]
    long_past, fresh, doubtful = (by_id[id_] for id_ in ("elizabeth-garrett-anderson", "nye-bevan", "topol"))
    assert is_long_past(long_past)
    assert not is_long_past(fresh)
    assert when_seen(long_past) == "Last seen taking people: March 2025"
    assert when_seen(fresh) == "Nominations closed on 26 June 2026"
    ask = "Whether it is open for applications now: ask."
    assert standing(long_past) == f"Seen running; last seen taking people: March 2025. {ask}"
    assert standing(doubtful) == "Nobody has confirmed that it still runs. Ask before you plan on it."
    assert not standing(by_id["mindtools-values"]), "a tool has no intake"


def test_an_entry_lists_each_link_of_its_basis_once_and_marks_no_link_as_the_course(handbook: Handbook) -> None:
    page = parsed(MACROS["course_directory"](handbook))
    for entry in page.select("article.entry"):
        for basis in entry.select("details.basis"):
            links = [str(link["href"]) for link in basis.select("a")]
            assert len(links) == len(set(links)), entry.h3
        assert not entry.select(".kind > .external + .state, .kind > .confidence"), entry.h3


def test_reading_stands_beside_the_table_and_asks_for_no_length_or_cost(handbook: Handbook) -> None:
    page = parsed(courses(handbook, need="understand-the-role"))
    beside = [link.get_text() for link in page.select("ul li > a:first-child")]
    reading = [each.title for each in handbook.catalogue.courses if each.kind == "reading" and not is_closed(each)]
    assert set(beside) & set(reading)
    assert not set(reading) & {link.get_text() for link in page.select("tbody th a")}


def test_every_row_says_who_may_take_the_course_or_to_ask(handbook: Handbook) -> None:
    rows = parsed(courses_that_run(handbook)).select("tbody tr")
    assert len(rows) >= len(shown_first(handbook.catalogue.courses))
    for row in rows:
        cells = [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        assert len(cells) == 5
        assert all(cells), cells
        assert cells[1:4].count("Ask") < 3, "it belongs under 'Ask the provider'"


def test_every_level_has_its_table_and_leads_to_it(handbook: Handbook) -> None:
    page = parsed(courses_that_run(handbook))
    assert [heading.get_text() for heading in page.select("h2")] == list(LEVEL_TITLES.values())
    for level, found in by_level(course for course in enrolled_in(handbook.catalogue.courses) if told(course)).items():
        first, more = first_and_more(found)
        assert page.select_one(f"[href='#level-{level or 'any'}']")
        assert len(first) + len(more) == len(found)
        assert min(map(told, first)) >= max(map(told, more), default=0)


def test_what_tells_nothing_stands_apart(handbook: Handbook) -> None:
    silent = [course for course in enrolled_in(handbook.catalogue.courses) if not told(course)]
    asked, run = courses_to_ask_about(handbook), courses_that_run(handbook)
    assert silent
    for course in silent:
        assert f"courses.md#{course.id}" in asked
        assert f"courses.md#{course.id}" not in run


def test_what_is_gone_is_folded_with_what_takes_its_place(handbook: Handbook) -> None:
    gone = parsed(courses_gone(handbook))
    fold = gone.select_one("details:not([open])")
    assert fold
    shown = {heading["id"] for heading in fold.select("h3")}
    assert shown == {course.id for course in handbook.catalogue.courses if is_closed(course)}
    elsewhere = MACROS["course_directory"](handbook)
    assert not any(f'id="{id_}"' in elsewhere for id_ in shown)


def test_nothing_closed_is_offered_as_a_way_to_build(handbook: Handbook) -> None:
    for criterion in handbook.catalogue.criteria:
        assert not [course.id for course in courses_that_build(handbook.catalogue, criterion) if is_closed(course)]
    rows = parsed(MACROS["finder"](handbook)).select("tr[data-type=course]")
    closed = {course.id for course in handbook.catalogue.courses if is_closed(course)}
    assert {str(row["data-id"]) for row in rows if not row["data-criterion"]} == closed


@pytest.mark.parametrize("nation", ["Scotland", "Wales", "Northern Ireland"])
def test_each_nation_finds_what_it_can_take(handbook: Handbook, nation: str) -> None:
    table = courses(handbook, nation=nation)
    for course in handbook.catalogue.courses:
        assert (f"courses.md#{course.id}" in table) == (nation in course.nations), course.id


def test_a_page_about_something_else_shows_a_few_and_says_how_many_more(handbook: Handbook) -> None:
    table = parsed(courses(handbook, need="taught-programmes"))
    assert len(table.select("tbody tr")) == 8
    fitting = [each for each in handbook.catalogue.courses if "taught-programmes" in {need.id for need in each.needs}]
    open_to_take = [course for course in fitting if not is_closed(course)]
    assert f"{len(open_to_take) - 8} more courses fit" in table.get_text(" ")


def test_a_page_where_all_is_gone_says_what_came_after(handbook: Handbook) -> None:
    words = parsed(courses(handbook, need="job-planning")).get_text(" ", strip=True)
    assert re.search(r"No longer as the guide names it: Consultant job planning.*, now ", words)


def test_the_last_sight_of_a_course_is_its_newest_page(handbook: Handbook) -> None:
    by_id: Mapping[str, Any] = handbook.catalogue.entries["course"]
    assert last_seen(by_id["durham-online-mba"]) == "2026-02-22"
    assert last_seen(by_id["mindtools-values"]) == "unknown"


def test_what_nobody_knows_is_asked_of_what_may_run_alone(handbook: Handbook) -> None:
    for course in handbook.catalogue.courses:
        wanted = nobody_knows(course)
        assert not wanted or not is_closed(course)
        assert all(getattr(course, field) is None for field in wanted)
