"""The person specification: whole, by group, and one criterion with all that builds and shows it."""

from __future__ import annotations

from typing import get_args

from handbook.faults import MacroError, did_you_mean
from handbook.model.building import (
    GROUP_TITLES,
    additions_to,
    courses_that_build,
    opportunities_that_build,
    stories_that_show,
)
from handbook.model.entries import Criterion, Group
from handbook.model.handbook import Handbook
from macros.mentions import find
from macros.templating import render


def person_specification(handbook: Handbook, group: str = "") -> str:
    """The criteria with their prompts, each with an anchor: `{{ person_specification(group='experience') }}`.

    Without `group`, all four groups in order.
    """
    groups = get_args(Group)
    if group and group not in groups:
        raise MacroError(f"no group '{group}'. {did_you_mean(group, groups)}")
    criteria = [criterion for criterion in handbook.catalogue.criteria if group in ("", criterion.group)]
    return render(
        "specification/person_specification.html",
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
        "specification/criterion.html",
        criterion=entry,
        courses=courses_that_build(catalogue, entry),
        opportunities=opportunities_that_build(catalogue, entry),
        stories=stories_that_show(catalogue, entry),
        adds=additions_to(catalogue, entry),
    )
