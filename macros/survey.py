"""The survey of 2010: its tables, charts drawn from them as SVG, and shares that the handbook worked out itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from handbook.exports.survey_files import GROUP_NAMES
from handbook.faults import MacroError, did_you_mean
from handbook.model.handbook import Handbook
from handbook.model.survey_tables import Figure, Group, Row, SurveyTable, per_cent
from macros.mentions import find
from macros.templating import render, render_inline

Pick = Callable[[Row], Figure | None]

# A chart's measures in em of its own text, so that it grows with the reader's type; lengths of bars are in per cent of
# the room that the page gives.
LABEL, BAR, GAP, TEXT = 1.5, 1.5, 0.7, 0.9


def survey_table(handbook: Handbook, id: str) -> str:
    """One table of the survey with every number as printed, and its notes: `{{ survey_table('support-wanted') }}`."""
    return render("survey/survey_table.html", table=find(handbook.catalogue, "survey_table", id), names=GROUP_NAMES)


def survey_chart(handbook: Handbook, id: str) -> str:
    """Medical against clinical directors in one table, as a chart: `{{ survey_chart('confidence-in-leading') }}`.

    Bars show percentages where the report prints a base for the group, and numbers of people where it does not.
    """
    table: SurveyTable = find(handbook.catalogue, "survey_table", id)
    series = [
        Series(group, name, f"{group} directors{table.column(group).of}", _of(group)) for name, group in _SHORT.items()
    ]
    rows = [row for row in table.rows if row.medical and row.clinical]
    shares = table.topic == "confidence"
    if not shares:
        rows.sort(key=lambda row: -sum(figure.count for figure in (row.medical, row.clinical) if figure))
    largest = None if shares else _longest(handbook, table.topic)
    chart = Chart(f"chart-{id}", table.title, _unit(largest), series, rows, largest)
    return _drawn(chart, [table])


def survey_comparison(handbook: Handbook, had: str, wanted: str, group: str) -> str:
    """What one group had against what it wanted, as a chart.

    `{{ survey_comparison('support-received', 'support-wanted', 'clinical') }}`; every chart on a topic has one scale.
    """
    if group not in get_args(Group)[:2]:
        raise MacroError(f"no group '{group}'. {did_you_mean(group, get_args(Group)[:2])}")
    tables: list[SurveyTable] = [find(handbook.catalogue, "survey_table", each) for each in (had, wanted)]
    pick = _of(group)
    in_second = {row.id: pick(row) for row in tables[1].rows}
    rows = [row for row in tables[0].rows if pick(row) and in_second.get(row.id)]
    rows.sort(key=lambda row: -(in_second[row.id] or Figure(count=0)).count)
    series = [
        Series("had", "Had", "had it", pick),
        Series("wanted", "Wanted", "wanted it and did not have it", lambda row: in_second[row.id]),
    ]
    largest = _longest(handbook, tables[0].topic)
    title = f"Support that {GROUP_NAMES[group]} had, and support that they wanted"
    return _drawn(Chart(f"chart-compared-{group}", title, _unit(largest), series, rows, largest), tables)


def survey_share(handbook: Handbook, table: str, row: str, group: str, base: str) -> str:
    """A share that the report does not print, worked out and marked so.

    `{{ survey_share('support-received', 'none', 'clinical', '63') }}`; `base` is the number of people it is taken of.
    """
    entry: SurveyTable = find(handbook.catalogue, "survey_table", table)
    rows = {each.id: each for each in entry.rows}
    if row not in rows:
        raise MacroError(f"table '{table}' has no row '{row}'. {did_you_mean(row, rows)}")
    figure = _of(group)(rows[row]) if group in get_args(Group) else None
    if figure is None:
        raise MacroError(f"row '{row}' has no number for '{group}'. {did_you_mean(group, get_args(Group))}")
    if not base.isdigit() or int(base) < figure.count or int(base) == 0:
        raise MacroError(f"'{base}' is no base for {figure.count} people. Write a whole number that is not smaller")
    share = per_cent(figure.count, int(base), Decimal("0.1"))
    return render_inline("survey/survey_share.html", count=figure.count, base=base, share=share)


@dataclass(frozen=True)
class Series:
    """One set of bars: how they look, the name beside them, its meaning in the legend, and its figure in a row."""

    style: str
    name: str
    legend: str
    pick: Pick


@dataclass(frozen=True)
class Chart:
    """What a chart shows: bars are per cent of `largest` people, or printed percentages where it is None."""

    id: str
    title: str
    unit: str
    series: list[Series]
    rows: list[Row]
    largest: int | None

    def length(self, figure: Figure) -> Decimal:
        """The length of a bar in per cent of the longest that there can be."""
        return figure.percentage or Decimal(0) if self.largest is None else per_cent(figure.count, self.largest, _FINE)

    def number(self, figure: Figure) -> str:
        """What stands at the end of a bar."""
        return f"{figure.percentage}%" if self.largest is None else str(figure.count)

    def height(self) -> float:
        """The chart's height in em."""
        return round(len(self.rows) * self.row_height(), 2)

    def row_height(self) -> float:
        """The height of one row in em."""
        return LABEL + BAR * len(self.series) + GAP


@dataclass(frozen=True)
class Bar:
    """One bar as drawn: the places of its upper edge and of its text in em, its length in per cent."""

    style: str
    name: str
    top: float
    text: float
    length: Decimal
    number: str


_FINE = Decimal("0.01")
_SHORT: dict[str, Group] = {"Medical": "medical", "Clinical": "clinical"}


def _of(group: str) -> Pick:
    return lambda row: getattr(row, group)


def _longest(handbook: Handbook, topic: str) -> int:
    """The largest number of people in any table on a topic: one scale for all of its charts."""
    tables = [table for table in handbook.catalogue.survey_tables if table.topic == topic]
    figures = (figure for table in tables for row in table.rows for figure in (row.medical, row.clinical))
    return max(figure.count for figure in figures if figure)


def _unit(largest: int | None) -> str:
    if largest is None:
        return "Per cent of each group, as printed; the grey bar is 100 per cent"
    return f"Numbers of people, as printed; in all four charts the longest bar is {largest} people"


def _drawn(chart: Chart, tables: Iterable[SurveyTable]) -> str:
    lines = [_line(chart, index, row) for index, row in enumerate(chart.rows)]
    tables = list(tables)
    return render("survey/survey_chart.html", chart=chart, lines=lines, summary=_summary(chart), tables=tables)


def _line(chart: Chart, index: int, row: Row) -> tuple[float, str, list[Bar]]:
    """One row of the chart: where its label stands, the label, and its bars."""
    top = index * chart.row_height()
    bars = []
    for place, series in enumerate(chart.series):
        figure = series.pick(row)
        if figure:
            above = top + LABEL + place * BAR
            length, number = chart.length(figure), chart.number(figure)
            bars.append(Bar(series.style, series.name, round(above, 2), round(above + TEXT, 2), length, number))
    return round(top + 1.05, 2), row.label, bars


def _summary(chart: Chart) -> str:
    """What a screen reader hears: how many rows, and the ends of each series."""
    parts = [f"{chart.unit}; {len(chart.rows)} rows with a bar for each of two series."]
    for series in chart.series:
        figures = [
            (chart.length(figure), row.label, chart.number(figure))
            for row in chart.rows
            if (figure := series.pick(row))
        ]
        high, low = max(figures, key=lambda each: each[0]), min(figures, key=lambda each: each[0])
        parts.append(f"{series.name}: longest bar {high[1]}, {high[2]}; shortest {low[1]}, {low[2]}.")
    return " ".join([*parts, "Every number stands in the table below the chart."])
