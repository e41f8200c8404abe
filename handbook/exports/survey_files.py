"""The survey's tables as readers download them: a row for each number, and the whole entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.model.handbook import Handbook
from handbook.model.survey_tables import SurveyTable

GROUP_NAMES = {"medical": "medical directors", "clinical": "clinical directors", "total": "all who answered"}

HEADER = (
    "table",
    "table_id",
    "row",
    "label",
    "group",
    "count",
    "percentage_as_printed",
    "base_as_printed",
    "base_used",
    "place_in_list",
)


def survey_tables(handbook: Handbook, topic: str) -> list[SurveyTable]:
    """The tables on one topic, in the order of the report."""
    found = [table for table in handbook.catalogue.survey_tables if table.topic == topic]
    return sorted(found, key=lambda table: table.number)


def survey_rows(handbook: Handbook, topic: str) -> Iterator[list[object]]:
    """A row for each number of the tables on `topic`, under HEADER; what is not printed is empty."""
    for table in survey_tables(handbook, topic):
        for row in table.rows:
            for group in table.groups:
                figure, column = row.figure(group), table.column(group)
                if figure:
                    numbers = [figure.count, figure.percentage, column.base, column.used, figure.place]
                    cells = ["" if number is None else number for number in numbers]
                    yield [table.number, table.id, row.id, row.label, GROUP_NAMES[group], *cells]


def survey_content(handbook: Handbook, topic: str) -> dict[str, Any]:
    """The tables on `topic` whole, with their notes and exceptions, for JSON."""
    return {"tables": [table.model_dump(mode="json") for table in survey_tables(handbook, topic)]}
