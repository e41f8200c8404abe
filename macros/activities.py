"""Courses and opportunities: tables of those that fit, and the directory of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from handbook.faults import MacroError, did_you_mean
from handbook.model.building import still_offered_first
from handbook.model.catalogue import Catalogue
from handbook.model.entries import Course, CourseKind, Nation, OpportunityKind, Organisation
from handbook.model.handbook import Handbook
from handbook.model.offers import (
    AT_YOUR_DESK,
    LEVEL_TITLES,
    by_level,
    enrolled_in,
    first_and_more,
    is_closed,
    standing,
    told,
    when_seen,
)
from handbook.model.pages import Page, held
from macros.mentions import find
from macros.templating import render

ROWS_ON_A_PAGE = 8
"""A page that is about something else shows so many rows, and leads to the directory for the rest."""


def courses(
    handbook: Handbook, *, need: str = "", kind: str = "", criterion: str = "", provider: str = "", nation: str = ""
) -> str:
    """A table of the courses that run and fit every filter given: `{{ courses(need='resilience') }}`.

    `kind` is a kind of course, `criterion` one that it builds, `provider` an organisation, `nation` where it can be
    taken. What the guide named and is gone is told below, with what takes its place.
    """
    catalogue = handbook.catalogue
    found = _fitting(catalogue, catalogue.courses, need, criterion)
    if kind:
        found = [course for course in found if course.kind == _one_of(kind, get_args(CourseKind))]
    if provider:
        found = [course for course in found if course.provider is find(catalogue, "organisation", provider)]
    if nation:
        found = [course for course in found if _one_of(nation, get_args(Nation), "nation") in course.nations]
    return _courses_table(found, _label(catalogue, "Courses and tools", need, criterion, nation))


def _courses_table(found: list[Course], label: str) -> str:
    if not found:
        raise MacroError("no course fits these filters. Loosen them, or take the table away")
    on_offer = [course for course in found if not is_closed(course)]
    return render(
        "activities/courses.html",
        steps=[course for course in on_offer[:ROWS_ON_A_PAGE] if course.kind not in AT_YOUR_DESK],
        at_desk=[course for course in on_offer[:ROWS_ON_A_PAGE] if course.kind in AT_YOUR_DESK],
        more=len(on_offer[ROWS_ON_A_PAGE:]),
        gone=[course for course in found if is_closed(course)],
        label=label,
        when_seen=when_seen,
    )


def opportunities(
    handbook: Handbook, *, need: str = "", kind: str = "", criterion: str = "", organisation: str = ""
) -> str:
    """A table of the opportunities that fit every filter given: `{{ opportunities(need='inspection') }}`.

    `kind` is a kind of opportunity, `criterion` one that it builds, `organisation` where it is done.
    """
    catalogue = handbook.catalogue
    found = _fitting(catalogue, catalogue.opportunities, need, criterion)
    if kind:
        found = [item for item in found if item.kind == _one_of(kind, get_args(OpportunityKind))]
    if organisation:
        found = [item for item in found if item.organisation is find(catalogue, "organisation", organisation)]
    return _table(
        "activities/opportunities.html", found, "opportunity", _label(catalogue, "Opportunities", need, criterion)
    )


def courses_that_run(handbook: Handbook) -> str:
    """What one enrols in and that runs, a table for each level of a career: `{{ courses_that_run() }}`."""
    found = by_level(course for course in enrolled_in(handbook.catalogue.courses) if told(course))
    levels = {level: first_and_more(each) for level, each in found.items()}
    return render("activities/courses_that_run.html", levels=levels, titles=LEVEL_TITLES, when_seen=when_seen)


def courses_to_ask_about(handbook: Handbook) -> str:
    """What runs and tells nothing to plan by, then what may have ended: `{{ courses_to_ask_about() }}`."""
    found = sorted(handbook.catalogue.courses, key=still_offered_first)
    enrolled = [course for course in found if course.kind not in AT_YOUR_DESK]
    return render(
        "activities/courses_to_ask_about.html",
        silent=[course for course in enrolled_in(enrolled) if not told(course)],
        doubtful=[course for course in enrolled if course.currency.status == "unknown"],
        when_seen=when_seen,
    )


def course_directory(handbook: Handbook, here: Page | None = None) -> str:
    """The courses of the page in full that may still be taken, by kind: `{{ course_directory() }}`."""
    catalogue = handbook.catalogue
    on_offer = [each for each in held(here, "course", catalogue.courses) if not is_closed(each)]
    return _in_full(catalogue, _by_kind(on_offer, get_args(CourseKind)), folded=False)


def courses_gone(handbook: Handbook, here: Page | None = None) -> str:
    """What is gone of the page's courses, folded, each with what takes its place: `{{ courses_gone() }}`."""
    catalogue = handbook.catalogue
    gone = [each for each in held(here, "course", catalogue.courses) if is_closed(each)]
    return _in_full(catalogue, [("gone", sorted(gone, key=lambda each: each.title.casefold()))], folded=True)


def _in_full(catalogue: Catalogue, groups: list[tuple[str, list[Any]]], folded: bool) -> str:
    later = later_names(catalogue)
    return render("activities/course_directory.html", groups=groups, later=later, folded=folded, standing=standing)


def opportunity_directory(handbook: Handbook, here: Page | None = None) -> str:
    """The opportunities of the page in full, by kind: `{{ opportunity_directory() }}`."""
    groups = _by_kind(held(here, "opportunity", handbook.catalogue.opportunities), get_args(OpportunityKind))
    return render("activities/opportunity_directory.html", groups=groups, later=later_names(handbook.catalogue))


def later_names(catalogue: Catalogue) -> dict[str, list[Organisation]]:
    """For each organisation, the bodies that took over its work."""
    entries = catalogue.entries["organisation"]
    return {entry.id: [entries[id_] for id_ in entry.successors] for entry in catalogue.organisations}


def _by_kind(steps: Sequence[Any], kinds: tuple[str, ...]) -> list[tuple[str, list[Any]]]:
    groups = [(kind, sorted((s for s in steps if s.kind == kind), key=still_offered_first)) for kind in kinds]
    return [(kind, found) for kind, found in groups if found]


def _fitting(catalogue: Catalogue, steps: tuple[Any, ...], need: str, criterion: str) -> list[Any]:
    found = sorted(steps, key=still_offered_first)
    if need:
        found = [step for step in found if find(catalogue, "need", need) in step.needs]
    if criterion:
        found = [step for step in found if find(catalogue, "criterion", criterion) in step.develops]
    return found


def _label(catalogue: Catalogue, what: str, need: str, criterion: str, nation: str = "") -> str:
    """What a screen reader calls the table, so that two tables on a page can be told apart."""
    about = [find(catalogue, kind, id_).title for kind, id_ in (("need", need), ("criterion", criterion)) if id_]
    return ": ".join([what, *about, *([nation] if nation else [])])


def _table(template: str, found: list[Any], word: str, label: str) -> str:
    if not found:
        raise MacroError(f"no {word} fits these filters. Loosen them, or take the table away")
    return render(template, steps=found, label=label)


def _one_of(value: str, allowed: tuple[str, ...], word: str = "kind") -> str:
    if value not in allowed:
        raise MacroError(f"no {word} '{value}'. {did_you_mean(value, allowed)}")
    return value
