"""The form of the gap plan, made from the catalogue; the format of a saved plan is in `macros.plan_format`."""

from __future__ import annotations

import json
from typing import Any

from macros.downloads import CITATION
from macros.handbook import Handbook
from macros.schema import Criterion, Opportunity
from macros.specification import GROUP_TITLES, courses_that_build, opportunities_that_build, stories_that_show
from macros.text import render

RATINGS = {
    "none": ("None", "nothing to show yet"),
    "some": ("Some", "in part, on a small scale or long ago"),
    "strong": ("Strong", "led by me, recent, with a change that can be named"),
    "tested-by-others": ("Tested by others", "strong, and somebody who owes me nothing has said so"),
}
EVIDENCE_SHOWN = 3


def plan_form(handbook: Handbook) -> str:
    """The form of the gap plan, of use on paper and enlivened by assets/js/plan/main.js: `{{ plan_form() }}`."""
    groups = [
        (title, [_criterion_parts(handbook, entry) for entry in handbook.catalogue.criteria if entry.group == group])
        for group, title in GROUP_TITLES.items()
    ]
    return render(
        "plan_form.html",
        groups=[(title, found) for title, found in groups if found],
        ratings=RATINGS,
        retired=json.dumps(_replacements(handbook)),
        edition=CITATION,
    )


def _criterion_parts(handbook: Handbook, criterion: Criterion) -> dict[str, Any]:
    """What the form shows of one criterion; each step with the words that lead to its entry."""
    catalogue = handbook.catalogue
    doing = opportunities_that_build(catalogue, criterion)
    return {
        "criterion": criterion,
        "evidence": _evidence(doing),
        "stories": stories_that_show(catalogue, criterion),
        "ways": [
            ("By doing", "opportunity", "directory/opportunities.md", doing),
            ("By courses and tools", "course", "directory/courses.md", courses_that_build(catalogue, criterion)),
        ],
    }


def _evidence(doing: list[Opportunity]) -> list[Opportunity]:
    """The opportunities whose traces stand as examples of evidence: the first few that are still open."""
    return [step for step in doing if step.currency.status != "closed"][:EVIDENCE_SHOWN]


def _replacements(handbook: Handbook) -> dict[str, str]:
    """Retired ids that a saved plan may hold, as kind:id, with the id that stands in for each or 'none'."""
    kinds = ("criterion", "course", "opportunity")
    return {f"{each.kind}:{each.id}": each.replaced_by for each in handbook.catalogue.retired if each.kind in kinds}
