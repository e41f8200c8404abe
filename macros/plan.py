"""The form of the gap plan, made from the catalogue; `handbook.exports.plan_format` says what a saved plan holds."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, TypeVar

from markupsafe import Markup

from handbook.exports.formats import CITATION
from handbook.exports.plan_format import DAYS, RATINGS, rating_words
from handbook.model.building import GROUP_TITLES, still_offered_first, stories_that_show
from handbook.model.entries import Course, Criterion, Opportunity
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.offers import FIRST_ROWS, is_closed
from macros.criteria_map import criteria_map
from macros.templating import render

EVIDENCE_SHOWN = 3
# What other pages keep in the same document: its part, the page, and what the link to it says.
ALSO_KEPT = (
    ("ticks", "role/stepping-in.md", "Your ticks in the brief"),
    ("answers", "role/why.md", "Your answers to the sixteen questions"),
    ("pack", "prepare/application-pack.md", "Your application pack"),
    ("programme", "prepare/programme-builder.md", "Your programme"),
)


def plan_form(handbook: Handbook) -> str:
    """The form of the gap plan, of use on paper and enlivened by assets/js/plan/main.js: `{{ plan_form() }}`."""
    doing, courses = _by_criterion(handbook.catalogue.opportunities), _by_criterion(handbook.catalogue.courses)
    parts = [
        (entry.group, _criterion_parts(handbook, entry, doing[entry.id], courses[entry.id]))
        for entry in handbook.catalogue.criteria
    ]
    groups = [(title, [each for key, each in parts if key == group]) for group, title in GROUP_TITLES.items()]
    return render(
        "tools/plan_form.html",
        groups=[(title, found) for title, found in groups if found],
        ratings=RATINGS,
        rating_words=rating_words(),
        retired=json.dumps(_replacements(handbook)),
        edition=CITATION,
        days=DAYS,
        map=Markup(criteria_map(handbook, to="plan")),  # noqa: S704 - made by a template that escapes
        count=len(handbook.catalogue.criteria),
        first=FIRST_ROWS,
        gone=_gone(handbook),
        also_kept=ALSO_KEPT,
    )


StepKind = TypeVar("StepKind", Course, Opportunity)


def _by_criterion(steps: tuple[StepKind, ...]) -> dict[str, list[StepKind]]:
    """Steps by the id of each criterion that they build, those that run first; what nobody can take is not offered."""
    found: dict[str, list[StepKind]] = defaultdict(list)
    for step in sorted((step for step in steps if not is_closed(step)), key=_nearest_first):
        for criterion in step.develops:
            found[criterion.id].append(step)
    return found


ON_THE_WAY = {"consultant", "clinical-director", "deputy", "aspiring-director"}


def _nearest_first(step: Course | Opportunity) -> tuple[bool, bool, tuple[int, int, str]]:
    """Sort key: what runs, and there what most readers of the plan may take; what is for one region comes last."""
    still_offered = still_offered_first(step)
    if isinstance(step, Opportunity):
        return still_offered[0] > 0, False, still_offered
    is_for_others = bool(step.levels) and not ON_THE_WAY & set(step.levels)
    return still_offered[0] > 0, is_for_others or step.provider.kind == "local body", still_offered


def _criterion_parts(
    handbook: Handbook, criterion: Criterion, doing: list[Opportunity], courses: list[Course]
) -> dict[str, Any]:
    """What the form shows of one criterion, each list of steps with its heading, kind and page."""
    return {
        "criterion": criterion,
        "evidence": _evidence(doing),
        "stories": stories_that_show(handbook.catalogue, criterion),
        "ways": [
            ("By doing", "opportunity", KINDS["opportunity"].page, doing),
            ("By courses and tools", "course", KINDS["course"].page, courses),
        ],
    }


def _gone(handbook: Handbook) -> list[tuple[str, Course | Opportunity]]:
    """What nobody can take any more, each with its kind; plans of earlier days may hold it."""
    catalogue = handbook.catalogue
    steps = (
        [("opportunity", step) for step in catalogue.opportunities],
        [("course", step) for step in catalogue.courses],
    )
    return [(kind, step) for each in steps for kind, step in each if is_closed(step)]


def _evidence(doing: list[Opportunity]) -> list[Opportunity]:
    """The opportunities whose traces stand as examples of evidence: the first few that are still open."""
    return doing[:EVIDENCE_SHOWN]


def _replacements(handbook: Handbook) -> dict[str, str]:
    """Retired ids that a saved plan may hold, as kind:id, with the id that stands in for each or 'none'."""
    return {f"{each.kind}:{each.id}": each.replaced_by for each in handbook.catalogue.retired if _in_plans(each.kind)}


def _in_plans(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].in_plans
