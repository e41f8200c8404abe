"""The five areas of responsibility and the duties in each."""

from __future__ import annotations

from macros.handbook import Handbook
from macros.marks import find
from macros.text import render


def areas(handbook: Handbook) -> str:
    """The areas of responsibility in brief, each linked to its duties: `{{ areas() }}`."""
    return render("areas.html", areas=handbook.catalogue.areas)


def duties(handbook: Handbook, area: str) -> str:
    """Every duty of one area, with the criteria that prepare for it: `{{ duties('corporate') }}`."""
    entry = find(handbook.catalogue, "area", area)
    criteria = [criterion for criterion in handbook.catalogue.criteria if entry in criterion.serves]
    return render("duties.html", area=entry, criteria=criteria)
