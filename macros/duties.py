"""The five areas of responsibility and the duties in each."""

from __future__ import annotations

from handbook.model.handbook import Handbook
from macros.mentions import find
from macros.templating import render


def areas(handbook: Handbook) -> str:
    """The areas of responsibility in brief, each linked to its duties: `{{ areas() }}`."""
    return render("duties/areas.html", areas=handbook.catalogue.areas)


def duties(handbook: Handbook, area: str) -> str:
    """Every duty of one area, with the criteria that prepare for it: `{{ duties('corporate') }}`."""
    entry = find(handbook.catalogue, "area", area)
    criteria = [criterion for criterion in handbook.catalogue.criteria if entry in criterion.serves]
    return render("duties/duties.html", area=entry, criteria=criteria)
