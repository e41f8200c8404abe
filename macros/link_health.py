"""Link health: what the link check last found at every external address, as a page."""

from __future__ import annotations

from collections import Counter

from handbook.exports.link_health import worst_first
from handbook.model.handbook import Handbook
from handbook.model.link_status import MEANINGS, STATES, WORKING
from macros.templating import render


def link_health(handbook: Handbook) -> str:
    """The state of every external address with its dates, and how many are in each state: `{{ link_health() }}`."""
    links = worst_first(handbook)
    counted: Counter[str] = Counter(link.health.state for link in links)
    return render(
        "directory/link_health.html",
        links=links,
        counts=[(STATES[state][0], STATES[state][1], counted[state]) for state in STATES if counted[state]],
        names={state: name for state, (name, _) in STATES.items()},
        looks={state: _look(state) for state in STATES},
        owners=handbook.catalogue.entries["organisation"],
    )


def link_outcomes(handbook: Handbook) -> str:
    """What each state means, how it shows and what a maintainer does about it: `{{ link_outcomes() }}`."""
    return render("directory/link_outcomes.html", meanings=MEANINGS.values())


def _look(state: str) -> str:
    """The mark that a state shares with the states of organisations and courses."""
    if state == "ok":
        return "active"
    if state in WORKING:
        return "renamed"
    return "closed" if state in ("dead", "soft-404", "parked", "malformed", "wrong-scheme") else "unknown"
