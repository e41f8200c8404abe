"""The tables of the King's Fund survey of 2010: what they hold, and whether they add up.

Every number stands in `data/survey.yml` as the report prints it. The arithmetic recomputes each sum, percentage,
average and place from the counts. Where the report itself does not add up, the table names the exception; an
exception that is not named is a fault, and so is one that is named without need.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from handbook.model.entries import Id, Record, Sourced, Text
from handbook.model.kinds import kind
from handbook.model.yaml_reader import Place

Group = Literal["medical", "clinical", "total"]
GROUPS: tuple[Group, ...] = ("medical", "clinical", "total")
# Kept with its zeros, as printed; a number in JSON.
Printed = Annotated[Decimal, Field(ge=0, le=100), PlainSerializer(float, return_type=float, when_used="json")]
Problem = tuple[Place, str, str]


class Figure(Record):
    """What the report prints for one row and one group."""

    count: int = Field(ge=0)
    """How many people chose the answer."""
    percentage: Printed | None = None
    """Their share of the base in per cent, with as many decimals as printed. Leave away what is not printed."""
    place: int | None = Field(default=None, ge=1)
    """The row's place in the ranked list that the report prints for this group."""


class Column(Record):
    """What the report prints for a whole group."""

    base: int | None = Field(default=None, ge=1)
    """How many people the percentages are said to rest on, as printed."""
    rests_on: int | None = Field(default=None, ge=1)
    """The base on which the percentages really work out, where that is not the printed one."""
    skipped: int | None = Field(default=None, ge=0)
    """How many people passed over the question."""
    average: Printed | None = None
    """The average of the column's percentages, as printed."""

    @property
    def used(self) -> int | None:
        """The number of people that the percentages work out on."""
        return self.rests_on or self.base

    @property
    def of(self) -> str:
        """The base as it follows the group's name: ', of 44'; '' where none is printed."""
        if self.base is None:
            return ""
        return f", printed as of {self.base}, in fact of {self.rests_on}" if self.rests_on else f", of {self.base}"


class Row(Record):
    """One answer or statement, with its figures."""

    id: Id
    """Lower-case words joined by hyphens; the same for the same answer in another table."""
    label: Annotated[Text, Field(max_length=42)]
    """What it is, in at most 42 characters, so that it fits a chart on a phone."""
    medical: Figure | None = None
    """Medical directors."""
    clinical: Figure | None = None
    """Clinical directors."""
    total: Figure | None = None
    """All who answered, where the report adds the groups up."""

    def figure(self, group: Group) -> Figure | None:
        """The figure of one group, or None where the report gives none."""
        found: Figure | None = getattr(self, group)
        return found


class Columns(Record):
    """The table's columns."""

    medical: Column = Column()
    """Medical directors."""
    clinical: Column = Column()
    """Clinical directors."""
    total: Column | None = None
    """All who answered, where the report adds the groups up."""


class Oddity(Record):
    """Something in the report that does not add up, or is missing, and stays so."""

    kind: Literal["base", "heads", "no-split", "no-none"]
    """base: percentages rest on another base than the printed one. heads: the groups are not as many as the survey had
    responses. no-split: a row has no figures for the groups. no-none: nobody could answer 'none'."""
    note: Text
    """What a reader must know about it."""


@kind(
    "survey_table",
    "survey.yml",
    home="evidence/survey.md#{id}",
    not_covered="The figures are the King's Fund's (\N{COPYRIGHT SIGN} The King's Fund 2010). The licence covers the "
    "arrangement and the handbook's own notes alone.",
    cited_as="The King's Fund (2010), as set out in {}",
)
class SurveyTable(Sourced):
    """One table of the survey of 2010 (`survey.yml`)."""

    number: int = Field(ge=1)
    """The table's number in the report."""
    title: Text
    """Its title in the handbook's words."""
    topic: Literal["support", "confidence"]
    """What it is about: tables on one topic are downloaded together."""
    asked: Text
    """What people were asked, in the handbook's words."""
    respondents: int = Field(ge=1)
    """How many completed surveys the report counts."""
    columns: Columns
    """The groups, with what is printed for each as a whole."""
    rows: tuple[Row, ...] = Field(min_length=1)
    """Every row, in the order of the report or, where it prints two ranked lists, in that of the medical directors."""
    control: int = Field(ge=0)
    """The sum of all counts, bases and skipped answers printed, noted when the table was typed in. It guards what no
    percentage checks."""
    exceptions: tuple[Oddity, ...] = ()
    """What does not add up in the report itself."""
    notes: tuple[Text, ...] = ()
    """What else a reader must know to read the table."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that the table has figures for."""
        return GROUPS if self.columns.total else GROUPS[:2]

    def column(self, group: Group) -> Column:
        """What is printed for a whole group."""
        return getattr(self.columns, group) or Column()


def per_cent(count: int, base: int, like: Decimal) -> Decimal:
    """`count` of `base` in per cent, rounded half up to as many decimals as `like` has.

    >>> per_cent(40, 44, Decimal("90.91"))
    Decimal('90.91')
    """
    return (Decimal(100 * count) / base).quantize(like, rounding=ROUND_HALF_UP)


def problems(table: SurveyTable) -> Iterator[Problem]:
    """Whatever does not add up in a table, each with its place in the entry, what is wrong and how to mend it."""
    found = [*_sums(table), *_percentages(table), *_averages(table), *_places(table), *_heads(table)]
    yield from found
    yield from _exceptions(table)
    counted = _control(table)
    if not found and counted != table.control:
        problem = f"counts, bases and skipped answers add up to {counted}, not to the control total {table.control}"
        yield ("control",), problem, "Compare every number with the report"


def _control(table: SurveyTable) -> int:
    """The sum of all counts, bases and skipped answers as printed."""
    columns = [table.column(group) for group in GROUPS]
    printed = sum((column.base or 0) + (column.skipped or 0) for column in columns)
    return printed + sum(figure.count for _, _, figure in _figures(table))


def _figures(table: SurveyTable) -> Iterator[tuple[int, Group, Figure]]:
    for index, row in enumerate(table.rows):
        for group in GROUPS:
            figure = row.figure(group)
            if figure:
                yield index, group, figure


def _sums(table: SurveyTable) -> Iterator[Problem]:
    for index, row in enumerate(table.rows):
        if row.medical and row.clinical and row.total:
            sum_ = row.medical.count + row.clinical.count
            if sum_ != row.total.count:
                problem = f"{row.medical.count} and {row.clinical.count} are {sum_}, not {row.total.count}"
                yield ("rows", index, "total"), problem, "Compare the row with the report"


def _percentages(table: SurveyTable) -> Iterator[Problem]:
    for index, group, figure in _figures(table):
        base = table.column(group).used
        if figure.percentage is None or base is None:
            continue
        decimals = _decimals(table, group)
        right = per_cent(figure.count, base, decimals)
        if str(right) != str(figure.percentage):
            problem = f"{figure.count} of {base} are {right} per cent, not {figure.percentage}"
            yield ("rows", index, group), problem, "Compare the row with the report"


def _decimals(table: SurveyTable, group: Group) -> Decimal:
    """The column's percentage with most decimals: all are printed with as many."""
    printed = [figure.percentage for _, each, figure in _figures(table) if each == group]
    return min((each for each in printed if each is not None), key=lambda each: int(each.as_tuple().exponent))


def _averages(table: SurveyTable) -> Iterator[Problem]:
    for group in GROUPS:
        column = table.column(group)
        counts = [figure.count for _, each, figure in _figures(table) if each == group]
        if column.average is not None and column.used:
            right = per_cent(sum(counts), column.used * len(counts), column.average)
            if right != column.average:
                problem = f"the average is {right} per cent, not {column.average}"
                yield ("columns", group, "average"), problem, "Compare the column with the report"


def _places(table: SurveyTable) -> Iterator[Problem]:
    """The places of a ranked list run from 1 without a gap, and the counts fall, or stay equal, along them."""
    for group in GROUPS:
        ranked = [(figure.place, index, figure) for index, each, figure in _figures(table) if each == group]
        places = sorted((place, index, figure) for place, index, figure in ranked if place)
        if not places:
            continue
        for expected, (place, index, _) in enumerate(places, 1):
            if place != expected:
                problem = f"place {place} stands where place {expected} was due"
                yield ("rows", index, group), problem, "Number the list from 1, each place once"
                break
        for (_, _, above), (place, index, figure) in pairwise(places):
            if figure.count > above.count:
                problem = f"place {place} has {figure.count}, more than the {above.count} above it"
                yield ("rows", index, group), problem, "Compare the list with the report"


def _heads(table: SurveyTable) -> Iterator[Problem]:
    column = table.column("total")
    if column.base is not None and column.skipped is not None and column.base + column.skipped != table.respondents:
        problem = f"{column.base} answered and {column.skipped} skipped, which is not {table.respondents}"
        yield ("columns", "total"), problem, "Compare the foot of the table with the report"


def _exceptions(table: SurveyTable) -> Iterator[Problem]:
    """What does not add up is named, and what is named does not add up."""
    named = {exception.kind: index for index, exception in enumerate(table.exceptions)}
    medical, clinical = table.columns.medical, table.columns.clinical
    true = {
        "base": any(table.column(group).rests_on not in (None, table.column(group).base) for group in GROUPS),
        "heads": bool(medical.base and clinical.base and medical.base + clinical.base != table.respondents),
        "no-split": any(row.total and not (row.medical and row.clinical) for row in table.rows),
        "no-none": table.topic == "support" and all(row.id != "none" for row in table.rows),
    }
    for name, is_so in true.items():
        if is_so and name not in named:
            problem = f"the exception '{name}' is not named"
            yield ("rows",), problem, f"Mend the numbers, or add 'kind: {name}' under 'exceptions' and say why"
        if name in named and not is_so:
            problem = f"the exception '{name}' is named, and there is none"
            yield ("exceptions", named[name]), problem, "Remove it"
