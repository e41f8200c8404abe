"""Rules on the chapter on evidence: the timeline is in order, the tables of the survey add up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.faults import Fault
from handbook.model.handbook import Handbook
from handbook.model.survey_tables import problems


def events_stand_in_order(handbook: Handbook) -> Iterator[Fault]:
    """The events of the timeline are written in the order of their dates, as the page shows them."""
    catalogue = handbook.catalogue
    for before, event in pairwise(catalogue.events):
        if event.date < before.date:
            problem = f"{event.date} stands after '{before.id}' of {before.date}"
            mend = "Move the event up to its place, or correct the date"
            yield catalogue.written["event", event.id].fault(("date",), problem, mend)


def survey_tables_add_up(handbook: Handbook) -> Iterator[Fault]:
    """Sums, percentages, averages and places of the survey's tables follow from their counts, exceptions named."""
    catalogue = handbook.catalogue
    for table in catalogue.survey_tables:
        written = catalogue.written["survey_table", table.id]
        for where, problem, mend in problems(table):
            yield written.fault(where, problem, mend)
