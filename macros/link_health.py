"""Link health: what the link check last found at every external address, as a page and as CSV."""

from __future__ import annotations

from collections import Counter

from macros.handbook import Handbook
from macros.link_status import STATES, WORKING
from macros.schema import Link
from macros.text import render


def _by_state(handbook: Handbook) -> list[Link]:
    """Every link, the worst first, then by title."""
    order = list(STATES)
    return sorted(handbook.catalogue.links, key=lambda link: (order.index(link.health.state), link.title.casefold()))


def link_health(handbook: Handbook) -> str:
    """The state of every external address with its dates, and how many are in each state: `{{ link_health() }}`."""
    links = _by_state(handbook)
    counted: Counter[str] = Counter(link.health.state for link in links)
    return render(
        "link_health.html",
        links=links,
        counts=[(STATES[state][0], STATES[state][1], counted[state]) for state in STATES if counted[state]],
        names={state: name for state, (name, _) in STATES.items()},
        looks={state: _look(state) for state in STATES},
        owners=handbook.catalogue.entries["organisation"],
    )


def _look(state: str) -> str:
    """The mark that a state shares with the states of organisations and courses."""
    if state == "ok":
        return "active"
    if state in WORKING:
        return "renamed"
    return "closed" if state in ("dead", "soft-404", "malformed", "wrong-scheme") else "unknown"


def link_health_csv(handbook: Handbook) -> str:
    """The same as CSV, with everything that is known of an address."""
    from macros.downloads import CITATION, LICENCE, as_csv  # that module lists this function

    health = ["state", "checked", "last_ok", "failures", "first_failure", "gone_since", "code", "target", "detail"]
    own = ["id", "title", "url", "owner", "status", "note", "confidence"]
    header = [*own, *health, "archive_kind", "archive", "successor", "waiver_until", "waiver_reason"]
    rows = [
        [getattr(link, name) for name in own]
        + [_cell(getattr(link.health, name)) for name in health]
        + [*link.archived, _cell(link.successor)]
        + ([link.waiver.until, link.waiver.reason] if link.waiver else ["", ""])
        + [LICENCE, CITATION]
        for link in _by_state(handbook)
    ]
    return as_csv([*header, "licence", "cite_as"], rows)


def _cell(value: object) -> object:
    return "" if value is None else value
