"""The application pack: a form that matches the lines of a trust's own specification to the criteria."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from handbook.exports.formats import CITATION
from handbook.exports.plan_format import rating_words
from handbook.model.building import GROUP_TITLES
from handbook.model.entries import Criterion
from handbook.model.handbook import Handbook
from macros.criteria_map import criteria_map
from macros.templating import render
from macros.tools import as_script_data, site_address


def application_pack(handbook: Handbook) -> str:
    """The form that matches the lines of a trust's specification to the criteria: `{{ application_pack() }}`."""
    catalogue = handbook.catalogue
    retired = {f"criterion:{each.id}": each.replaced_by for each in catalogue.retired if each.kind == "criterion"}
    data = {
        "criteria": [_criterion(each) for each in catalogue.criteria],
        "further": [{"id": each.id, "title": each.further} for each in catalogue.synonyms if each.further],
        "furtherPage": site_address("role/in-2026.md"),
        "groups": GROUP_TITLES,
        "synonyms": synonym_data(handbook),
        "retired": retired,
        "edition": CITATION,
    }
    return render(
        "tools/application_pack.html",
        data=as_script_data(data),
        rating_words=rating_words(),
        map=Markup(criteria_map(handbook)),  # noqa: S704 - made by a template that escapes
    )


def _criterion(criterion: Criterion) -> dict[str, str]:
    return {
        "id": criterion.id,
        "group": criterion.group,
        "title": criterion.title,
        "text": " ".join((criterion.text, *criterion.prompts)),
        "about": criterion.text,
        "page": site_address(f"skills/{criterion.group}.md", f"criterion-{criterion.id}"),
    }


def synonym_data(handbook: Handbook) -> list[dict[str, Any]]:
    """The words of `synonyms.yml` as plain values, for the matching module and its tests."""
    return [
        {
            "criterion": entry.criterion.id if entry.criterion else "",
            "group": entry.group or "",
            "further": entry.id if entry.further else "",
            "phrases": [{"weight": phrases.weight, "words": list(phrases.words)} for phrases in entry.phrases],
        }
        for entry in handbook.catalogue.synonyms
    ]
