"""Rules on what is said of today: evidence that can show it, states of the thing itself, successors that follow on.

Each was made from a fault of the first edition: a page of 2017 that confirmed a fact of 2025, an activity called
superseded because its example had gone, a body said to follow one that ended nine years before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.faults import Fault, did_you_mean
from handbook.model.catalogue import Written
from handbook.model.entries import Course, Link, Opportunity
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.succession import living
from handbook.model.yaml_reader import Place

CONFIRMED = "confirmed from a stored page"

# A successor may begin as much as a year after what it follows: bodies are wound up by stages.
LONGEST_GAP_IN_YEARS = 1
# A page may tell what comes into force in the year after it was written.
YEARS_THAT_A_PAGE_KNOWS_AHEAD = 1
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def evidence_is_not_older_than_what_it_confirms(handbook: Handbook) -> Iterator[Fault]:
    """What is confirmed and dated rests on a page of that date or later, or on one that shows no date."""
    catalogue = handbook.catalogue
    for (kind, id_), written in catalogue.written.items():
        for place, since, evidence in _confirmed(catalogue.entries[kind][id_]):
            dates = [link.page_date for link in evidence]
            if dates and all(_is_older(date, since) for date in dates):
                problem = f"confirmed since {since} by a page of {max(dates)}, which is older"
                mend = "Name newer evidence, lower the confidence, or write 'planned: true'"
                yield written.fault(place, problem, mend)


def confirmed_facts_name_no_year_that_their_evidence_could_not_know(handbook: Handbook) -> Iterator[Fault]:
    """The last year that a confirmed fact names is not beyond what its newest page could know; undated pages pass."""
    for fact in handbook.catalogue.facts:
        years, dates = _YEAR.findall(fact.says), [link.page_date for link in fact.evidence]
        if fact.confidence != CONFIRMED or not years or not dates or "unknown" in dates:
            continue
        if int(max(years)) > int(max(dates)[:4]) + YEARS_THAT_A_PAGE_KNOWS_AHEAD:
            problem = f"tells of {max(years)}, and its newest page is of {max(dates)}"
            mend = "Make it a fact of its own with newer evidence, or lower the confidence"
            yield handbook.catalogue.written["fact", fact.id].fault(("says",), problem, mend)


def _confirmed(entry: Any) -> Iterator[tuple[Place, str, tuple[Link, ...]]]:
    """Each confirmed and dated statement of an entry: its place, its date and its evidence."""
    parts: list[tuple[Place, Any]] = [((), entry)]
    for name in ("currency", "example"):
        parts.append(((name,), getattr(entry, name, None)))
    parts += [(("statements", index), each) for index, each in enumerate(getattr(entry, "statements", ()))]
    for place, part in parts:
        since = getattr(part, "since", "unknown")
        sure = getattr(part, "since_confidence", None) or getattr(part, "confidence", "")
        if isinstance(since, str) and since != "unknown" and sure == CONFIRMED and not getattr(part, "planned", False):
            yield (*place, "evidence"), since, part.evidence


def _is_older(page: str, fact: str) -> bool:
    """Whether a page of one date was written before the other date, as far as both tell.

    >>> _is_older("2024-06", "2024"), _is_older("2024-06", "2024-07-01"), _is_older("unknown", "2024")
    (False, True, False)
    """
    shortest = min(len(page), len(fact))
    return page != "unknown" and page[:shortest] < fact[:shortest]


def successors_are_of_one_sort(handbook: Handbook) -> Iterator[Fault]:
    """A body follows a body, a document a document, a tool a tool: what only helps instead stands under 'instead'."""
    known = living(handbook.catalogue)
    for id_, entry in known.items():
        for index, each in enumerate(entry.successors):  # type: ignore[attr-defined]
            if each in known and sort(known[each]) != sort(entry):
                problem = f"the {sort(known[each])} '{each}' does not follow a {sort(entry)}"
                mend = "Write it under 'instead', and say why a reader turns to it"
                yield handbook.catalogue.written[entry.kind_name, id_].fault(("successors", index), problem, mend)


_SORTS = {"reading": "document", "tool": "tool", "programme": "offer", "role": "role", "address": "address"}


def sort(entry: Any) -> str:
    """What sort of thing an entry is, whichever kind of entry tells it: body, activity, document, tool, offer ..."""
    if entry.kind_name == "organisation":
        return "body"
    if entry.kind_name == "opportunity":
        return "activity"
    if entry.kind_name == "course":
        return _SORTS.get(entry.kind, "offer")
    return _SORTS.get(getattr(entry, "kind", ""), "document")


def successors_follow_on(handbook: Handbook) -> Iterator[Fault]:
    """A successor that goes on began when its predecessor ended, or within a year of that."""
    known = living(handbook.catalogue)
    for id_, entry in known.items():
        for index, each in enumerate(entry.successors):  # type: ignore[attr-defined]
            began, ended = known[each].currency.since if each in known else "unknown", entry.currency.since
            if each not in known or known[each].currency.status != "active" or "unknown" in (began, ended):
                continue
            if int(began[:4]) - int(ended[:4]) > LONGEST_GAP_IN_YEARS:
                problem = f"'{each}' began {began}, and this ended {ended}"
                mend = "Name what came between, or write it under 'instead' and say why a reader turns to it"
                yield handbook.catalogue.written[entry.kind_name, id_].fault(("successors", index), problem, mend)


def what_stands_instead_exists(handbook: Handbook) -> Iterator[Fault]:
    """What is named under 'instead' is an entry that lives, and no successor as well."""
    known = living(handbook.catalogue)
    for id_, entry in known.items():
        written = handbook.catalogue.written[entry.kind_name, id_]
        for index, each in enumerate(entry.instead):
            if each.id not in known:
                yield written.fault(("instead", index, "id"), f"no entry '{each.id}'", did_you_mean(each.id, known))
            elif each.id in entry.successors:  # type: ignore[attr-defined]
                problem = f"'{each.id}' stands under 'successors' too"
                yield written.fault(("instead", index, "id"), problem, "Keep one of the two")


def activities_end_or_go_on(handbook: Handbook) -> Iterator[Fault]:
    """An activity is not renamed, merged or superseded: that happens to the example that a source gave of it."""
    for entry in handbook.catalogue.opportunities:
        if entry.currency.status in ("renamed", "merged", "superseded"):
            problem = f"an activity is not {entry.currency.status}"
            mend = "Write what became of the example under 'example', and the state of the activity itself here"
            yield _at(handbook, entry).fault(("currency", "status"), problem, mend)


def readings_build_knowledge(handbook: Handbook) -> Iterator[Fault]:
    """What one reads builds knowledge; experience and skills come from doing. See @kind(…)."""
    steps: tuple[Course | Opportunity, ...] = (*handbook.catalogue.courses, *handbook.catalogue.opportunities)
    for entry in steps:
        groups = KINDS[entry.kind_name].builds_only.get(entry.kind)
        for index, criterion in enumerate(entry.develops if groups else ()):
            if groups and criterion.group not in groups:
                allowed = " or ".join(groups)
                problem = f"a {entry.kind} does not build '{criterion.id}', which is no {allowed}"
                mend = f"Name criteria of the group '{allowed}' alone"
                yield _at(handbook, entry).fault(("develops", index), problem, mend)


def _at(handbook: Handbook, entry: Course | Opportunity) -> Written:
    return handbook.catalogue.written[entry.kind_name, entry.id]
