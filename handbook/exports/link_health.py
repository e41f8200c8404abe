"""Link health as a file: every external address with what the link check last found there."""

from __future__ import annotations

from handbook.exports.formats import CITATION, LICENCE, as_csv
from handbook.model.entries import Link
from handbook.model.handbook import Handbook
from handbook.model.link_status import STATES


def worst_first(handbook: Handbook) -> list[Link]:
    """Every link, the worst first, then by title."""
    order = list(STATES)
    return sorted(handbook.catalogue.links, key=lambda link: (order.index(link.health.state), link.title.casefold()))


def link_health_csv(handbook: Handbook) -> str:
    """The state of every external address as CSV, with everything that is known of it."""
    health = ["state", "checked", "last_ok", "failures", "first_failure", "gone_since", "code", "target", "detail"]
    own = ["id", "title", "url", "owner", "status", "note", "confidence"]
    header = [*own, *health, "archive_kind", "archive", "successor", "waiver_until", "waiver_reason"]
    rows = [
        [getattr(link, name) for name in own]
        + [_cell(getattr(link.health, name)) for name in health]
        + [*link.archived, _cell(link.successor)]
        + ([link.waiver.until, link.waiver.reason] if link.waiver else ["", ""])
        + [LICENCE, CITATION]
        for link in worst_first(handbook)
    ]
    return as_csv([*header, "licence", "cite_as"], rows)


def _cell(value: object) -> object:
    return "" if value is None else value
