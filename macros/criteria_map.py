"""The map of the 22 criteria: one picture, by group, that shows where the reader stands."""

from __future__ import annotations

import json
from itertools import groupby

from markupsafe import Markup

from handbook.exports.plan_format import rating_words
from handbook.faults import MacroError, did_you_mean
from handbook.model.building import GROUP_TITLES
from handbook.model.entries import Criterion
from handbook.model.handbook import Handbook
from macros.templating import render
from macros.tools import site_address

# Where a criterion of the map leads, by the page on which the map stands.
WAYS = ("criterion", "specification", "plan", "finder")


def criteria_map(handbook: Handbook, to: str = "criterion") -> str:
    """All criteria by group with the reader's ratings, each a link: `{{ criteria_map(to='specification') }}`.

    `to` says where a criterion leads: 'criterion' (what builds it), 'specification' (below, on the same page), 'plan'
    (its step on the same page) or 'finder' (what is on offer for it, on the same page). Raises MacroError for others.
    """
    if to not in WAYS:
        raise MacroError(f"no way '{to}'. {did_you_mean(to, WAYS)}")
    groups = [
        (GROUP_TITLES[group], [(each, _address(each, to)) for each in found])
        for group, found in groupby(handbook.catalogue.criteria, lambda criterion: criterion.group)
    ]
    return render("tools/criteria_map.html", groups=groups, rating_words=rating_words(), retired=retired(handbook))


def retired(handbook: Handbook) -> str:
    """Retired criteria that saved ratings may be of, with the id that stands in for each or 'none', as JSON."""
    found = {each.id: each.replaced_by for each in handbook.catalogue.retired if each.kind == "criterion"}
    return json.dumps(found)


def _address(criterion: Criterion, to: str) -> Markup:
    here = {
        "specification": f"#{criterion.id}",
        "plan": f"#plan-{criterion.id}",
        "finder": f"?criterion={criterion.id}",
    }
    address = here.get(to) or site_address(f"skills/{criterion.group}.md", f"criterion-{criterion.id}")
    return Markup(address)  # noqa: S704 - made of ids alone
