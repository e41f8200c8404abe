"""Courses and opportunities: tables of those that fit, and the directory of all."""

from __future__ import annotations

from typing import Any, get_args

from handbook.faults import MacroError, did_you_mean
from handbook.model.building import still_offered_first
from handbook.model.catalogue import Catalogue
from handbook.model.entries import CourseKind, OpportunityKind, Organisation
from handbook.model.handbook import Handbook
from macros.mentions import find
from macros.templating import render


def courses(handbook: Handbook, *, need: str = "", kind: str = "", criterion: str = "", provider: str = "") -> str:
    """A table of the courses that fit every filter given: `{{ courses(need='resilience') }}`.

    `kind` is a kind of course, `criterion` one that it builds, `provider` an organisation.
    """
    catalogue = handbook.catalogue
    found = _fitting(catalogue, catalogue.courses, need, criterion)
    if kind:
        found = [course for course in found if course.kind == _one_of(kind, get_args(CourseKind))]
    if provider:
        found = [course for course in found if course.provider is find(catalogue, "organisation", provider)]
    return _table("activities/courses.html", found, "course", _label(catalogue, "Courses and tools", need, criterion))


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


def course_directory(handbook: Handbook) -> str:
    """Every course in full, by kind: `{{ course_directory() }}`."""
    catalogue = handbook.catalogue
    groups = _by_kind(catalogue.courses, get_args(CourseKind))
    return render("activities/course_directory.html", groups=groups, later=later_names(catalogue))


def opportunity_directory(handbook: Handbook) -> str:
    """Every opportunity in full, by kind: `{{ opportunity_directory() }}`."""
    groups = _by_kind(handbook.catalogue.opportunities, get_args(OpportunityKind))
    return render("activities/opportunity_directory.html", groups=groups, later=later_names(handbook.catalogue))


def later_names(catalogue: Catalogue) -> dict[str, list[Organisation]]:
    """For each organisation, the bodies that took over its work."""
    entries = catalogue.entries["organisation"]
    return {entry.id: [entries[id_] for id_ in entry.successors] for entry in catalogue.organisations}


def _by_kind(steps: tuple[Any, ...], kinds: tuple[str, ...]) -> list[tuple[str, list[Any]]]:
    groups = [(kind, sorted((s for s in steps if s.kind == kind), key=still_offered_first)) for kind in kinds]
    return [(kind, found) for kind, found in groups if found]


def _fitting(catalogue: Catalogue, steps: tuple[Any, ...], need: str, criterion: str) -> list[Any]:
    found = sorted(steps, key=still_offered_first)
    if need:
        found = [step for step in found if find(catalogue, "need", need) in step.needs]
    if criterion:
        found = [step for step in found if find(catalogue, "criterion", criterion) in step.develops]
    return found


def _label(catalogue: Catalogue, what: str, need: str, criterion: str) -> str:
    """What a screen reader calls the table, so that two tables on a page can be told apart."""
    about = [find(catalogue, kind, id_).title for kind, id_ in (("need", need), ("criterion", criterion)) if id_]
    return ": ".join([what, *about])


def _table(template: str, found: list[Any], word: str, label: str) -> str:
    if not found:
        raise MacroError(f"no {word} fits these filters. Loosen them, or take the table away")
    return render(template, steps=found, label=label)


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise MacroError(f"no kind '{value}'. {did_you_mean(value, allowed)}")
    return value
