"""What builds a criterion, what shows it, and what of that is still on offer."""

from __future__ import annotations

from handbook.model.catalogue import Catalogue
from handbook.model.entries import CaseStudy, Course, Criterion, Opportunity
from handbook.model.offers import is_closed, told
from handbook.model.then_and_now import Addition

GROUP_TITLES = {
    "experience": "Experience",
    "knowledge": "Knowledge",
    "skills-and-competencies": "Skills and competencies",
    "desirable": "Desirable criteria",
}


def courses_that_build(catalogue: Catalogue, entry: Criterion) -> list[Course]:
    """The courses that develop a criterion and may be taken, those that run and tell most first."""
    found = (course for course in catalogue.courses if entry in course.develops and not is_closed(course))
    return sorted(found, key=still_offered_first)


def opportunities_that_build(catalogue: Catalogue, entry: Criterion) -> list[Opportunity]:
    """The opportunities that develop a criterion, those still open first."""
    return sorted((item for item in catalogue.opportunities if entry in item.develops), key=still_offered_first)


def additions_to(catalogue: Catalogue, entry: Criterion) -> list[Addition]:
    """What 2026 adds to a criterion, in the order of the file."""
    return [addition for addition in catalogue.additions if entry in addition.extends]


def stories_that_show(catalogue: Catalogue, entry: Criterion) -> list[CaseStudy]:
    """The case studies that illustrate a criterion."""
    return [story for story in catalogue.case_studies if entry in story.illustrates]


_ORDER = {"active": 0, "renamed": 1, "merged": 1, "unknown": 2, "superseded": 3, "closed": 4}


def still_offered_first(step: Course | Opportunity) -> tuple[int, int, str]:
    """Sort key: by state (active, changed, not confirmed, gone), what tells most to plan by, then by title."""
    known = told(step) if isinstance(step, Course) else 0
    return _ORDER[step.currency.status], -known, step.title.casefold()
