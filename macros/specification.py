"""The person specification: whole, by group, and one criterion with all that builds and shows it."""

from __future__ import annotations

from typing import get_args

from macros.catalogue import Catalogue
from macros.faults import MacroError, did_you_mean
from macros.handbook import Handbook
from macros.marks import find
from macros.schema import CaseStudy, Course, Criterion, Group, Opportunity
from macros.schema_then_now import Addition
from macros.text import render

GROUP_TITLES = {
    "experience": "Experience",
    "knowledge": "Knowledge",
    "skills-and-competencies": "Skills and competencies",
    "desirable": "Desirable criteria",
}


def person_specification(handbook: Handbook, group: str = "") -> str:
    """The criteria with their prompts, each with an anchor: `{{ person_specification(group='experience') }}`.

    Without `group`, all four groups in order.
    """
    groups = get_args(Group)
    if group and group not in groups:
        raise MacroError(f"no group '{group}'. {did_you_mean(group, groups)}")
    criteria = [criterion for criterion in handbook.catalogue.criteria if group in ("", criterion.group)]
    return render(
        "person_specification.html",
        criteria=criteria,
        titles=GROUP_TITLES,
        with_headings=not group,
        adds={criterion.id: additions_to(handbook.catalogue, criterion) for criterion in criteria},
    )


def criterion(handbook: Handbook, id: str) -> str:
    """One criterion, with its prompts, areas, what builds it and who shows it: `{{ criterion('trust-values') }}`."""
    catalogue = handbook.catalogue
    entry: Criterion = find(catalogue, "criterion", id)
    return render(
        "criterion.html",
        criterion=entry,
        courses=courses_that_build(catalogue, entry),
        opportunities=opportunities_that_build(catalogue, entry),
        stories=stories_that_show(catalogue, entry),
        adds=additions_to(catalogue, entry),
    )


def courses_that_build(catalogue: Catalogue, entry: Criterion) -> list[Course]:
    """The courses that develop a criterion, those still offered first."""
    return sorted((course for course in catalogue.courses if entry in course.develops), key=still_offered_first)


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


def still_offered_first(step: Course | Opportunity) -> tuple[int, str]:
    """Sort key: by state (active, changed, not confirmed, gone), then by title."""
    return _ORDER[step.currency.status], step.title.casefold()
