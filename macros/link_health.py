"""Link health: what the link check last found at every external address, as a page."""

from __future__ import annotations

from collections import Counter

from handbook.exports.link_health import worst_first
from handbook.model.entries import Link
from handbook.model.handbook import Handbook
from handbook.model.link_status import MEANINGS, STATES, WORKING
from handbook.model.pages import Page, held
from macros.templating import render


def link_counts(handbook: Handbook) -> str:
    """How many of the external addresses are in each state: `{{ link_counts() }}`."""
    counted: Counter[str] = Counter(link.health.state for link in handbook.catalogue.links)
    counts = [(STATES[state][0], STATES[state][1], counted[state]) for state in STATES if counted[state]]
    return render("directory/link_counts.html", counts=counts)


def links_to_mend(handbook: Handbook) -> str:
    """The addresses at which the last check found a fault, the worst first: `{{ links_to_mend() }}`."""
    failing = [link for link in worst_first(handbook) if link.health.state not in (*WORKING, "unchecked")]
    return _table(handbook, failing) if failing else "<p>No address is known to fail.</p>"


def link_health(handbook: Handbook, here: Page | None = None) -> str:
    """The state of the page's external addresses with its dates, the worst first: `{{ link_health() }}`."""
    return _table(handbook, held(here, "link", worst_first(handbook)))


def _table(handbook: Handbook, links: list[Link]) -> str:
    return render(
        "directory/link_health.html",
        links=links,
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
