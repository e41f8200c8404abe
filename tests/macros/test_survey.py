"""The survey's tables equal the report, add up, and are drawn, shown and downloaded as they stand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from handbook.exports.downloads import DOWNLOADS
from handbook.faults import MacroError
from handbook.model.handbook import Handbook
from handbook.model.survey_tables import GROUPS, SurveyTable, per_cent, problems
from macros.registry import MACROS

# What the report prints, read a second time: medical, clinical, all, per cent of all who answered.
PRINTED_SUPPORT = {
    1: {
        "benchmarking-workshop": (10, 8, 18, "17.1"),
        "budgeting-workshop": (17, 13, 30, "28.6"),
        "coaching": (8, 7, 15, "14.3"),
        "contingency-planning": (17, 7, 24, "22.9"),
        "discussions-with-chief-executive": (42, 33, 75, "71.4"),
        "discussions-with-medical-director": (13, 28, 41, "39.0"),
        "mentoring": (1, 5, 6, "5.7"),
        "networks": (16, 8, 24, "22.9"),
        "scenario-planning": (16, 8, 24, "22.9"),
        "simulations": (5, 1, 6, "5.7"),
        "stakeholder-planning": (19, 2, 21, "20.0"),
        "team-briefings": (32, 32, 64, "61.0"),
        "none": (0, 11, 11, "10.5"),
    },
    2: {
        "benchmarking-workshop": (12, 24, 36, "37.9"),
        "budgeting-workshop": (7, 29, 36, "37.9"),
        "coaching": (11, 13, 24, "25.3"),
        "contingency-planning": (15, 24, 39, "41.1"),
        "discussions-with-chief-executive": (2, 8, 10, "10.5"),
        "discussions-with-medical-director": (1, 6, 7, "7.4"),
        "mentoring": (11, 13, 24, "25.3"),
        "networks": (11, 18, 29, "30.5"),
        "scenario-planning": (14, 23, 37, "38.9"),
        "simulations": (13, 21, 34, "35.8"),
        "stakeholder-planning": (14, 25, 39, "41.1"),
        "team-briefings": (3, 3, 6, "6.3"),
    },
}
OTHER = {1: 21, 2: 7}
FOOT = {1: (105, 3), 2: (95, 13)}
# The two ranked lists, from the top: number and per cent, with the average at the end.
PRINTED_LISTS = {
    (3, "medical"): "40 90.91 36 81.82 35 79.55 30 68.18 27 61.36 25 56.82 24 54.55 22 50.00 22 50.00 19 43.18 63.64",
    (3, "clinical"): "43 68.25 39 61.90 35 55.56 33 52.38 32 50.79 29 46.03 28 44.44 25 39.68 23 36.51 22 34.92 49.05",
    (4, "medical"): "40 90.91 39 88.64 38 86.36 34 77.27 33 75.00 30 68.18 81.06",
    (4, "clinical"): "58 93.55 51 82.26 50 80.65 50 80.65 49 79.03 42 67.74 80.65",
}
BASES = {"medical": 44, "clinical": 63}
CHARTS = ["support-received", "support-wanted", "confidence-in-managing", "confidence-in-leading"]


def tables(handbook: Handbook) -> dict[int, SurveyTable]:
    return {table.number: table for table in handbook.catalogue.survey_tables}


def test_there_are_four_tables(handbook: Handbook) -> None:
    assert sorted(tables(handbook)) == [1, 2, 3, 4]


@pytest.mark.parametrize("number", PRINTED_SUPPORT)
def test_support_is_as_printed(handbook: Handbook, number: int) -> None:
    table = tables(handbook)[number]
    found = {
        row.id: (row.medical.count, row.clinical.count, row.total.count, str(row.total.percentage))
        for row in table.rows
        if row.medical and row.clinical and row.total
    }
    assert found == PRINTED_SUPPORT[number]
    others = [row.total for row in table.rows if not row.medical]
    assert [(other.count, other.percentage) for other in others if other] == [(OTHER[number], None)]
    assert table.columns.total is not None
    assert (table.columns.total.base, table.columns.total.skipped) == FOOT[number]


@pytest.mark.parametrize(("number", "group"), PRINTED_LISTS)
def test_confidence_is_as_printed_in_each_groups_own_order(handbook: Handbook, number: int, group: Any) -> None:
    table = tables(handbook)[number]
    figures = [figure for row in table.rows if (figure := row.figure(group))]
    ranked = sorted(figures, key=lambda figure: figure.place or 0)
    listed = " ".join(f"{figure.count} {figure.percentage}" for figure in ranked)
    assert f"{listed} {table.column(group).average}" == PRINTED_LISTS[number, group]
    assert table.column(group).base == BASES[group]


def test_every_number_of_the_real_tables_is_recomputed(handbook: Handbook) -> None:
    for table in handbook.catalogue.survey_tables:
        assert list(problems(table)) == []
    recomputed = per_cent(58, 62, Decimal("93.55"))
    assert recomputed == Decimal("93.55")
    assert per_cent(58, 63, Decimal("93.55")) == Decimal("92.06")


def numbers_in(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every number in an entry."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from numbers_in(value, (*path, key))
    elif isinstance(content, list | tuple):
        for index, value in enumerate(content):
            yield from numbers_in(value, (*path, index))
    elif isinstance(content, int | Decimal) and not isinstance(content, bool):
        yield path


# What no arithmetic holds: the table's own number, and the count of all surveys where it only feeds an exception.
FREE = {("number",), ("respondents",)}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_no_number_can_change_unseen(handbook: Handbook, number: int) -> None:
    table = tables(handbook)[number]
    content = table.model_dump(exclude={"sources", "editorial"})
    for path in set(numbers_in(content)) - FREE:
        copy = deepcopy(content)
        inner = copy
        for key in path[:-1]:
            inner = inner[key]
        value = inner[path[-1]]
        inner[path[-1]] = value + (1 if isinstance(value, int) else Decimal(1).scaleb(value.as_tuple().exponent))
        wrong = SurveyTable.model_validate({**copy, "editorial": True})
        assert list(problems(wrong)), f"table {number}: {path} changed unseen"


def test_an_exception_that_is_missing_is_told(handbook: Handbook) -> None:
    for table in handbook.catalogue.survey_tables:
        bare = table.model_copy(update={"exceptions": ()})
        wanted = [f"the exception '{exception.kind}' is not named" for exception in table.exceptions]
        assert sorted(problem for _, problem, _ in problems(bare)) == sorted(wanted)
    kinds = {number: [each.kind for each in table.exceptions] for number, table in tables(handbook).items()}
    assert kinds == {1: ["no-split"], 2: ["no-split", "no-none"], 3: ["heads"], 4: ["base", "heads"]}


@pytest.mark.parametrize("id_", CHARTS)
def test_a_table_shows_every_number_as_printed(handbook: Handbook, id_: str) -> None:
    table: SurveyTable = handbook.catalogue.entries["survey_table"][id_]
    shown = BeautifulSoup(MACROS["survey_table"](handbook, id_), "html.parser")
    assert shown.find(id=id_)
    rows = shown.select("tbody tr")
    for row, cells in zip(table.rows, rows, strict=False):
        texts = [cell.get_text(" ", strip=True) for cell in cells.select("td")]
        assert cells.th is not None
        assert cells.th.get_text() == row.label
        for group, text in zip(table.groups, texts, strict=True):
            figure = row.figure(group)
            numbers = re.findall(r"[\d.]+", text)
            expected = [] if figure is None else [figure.count, figure.percentage, figure.place]
            wanted = [str(each) for each in expected if each is not None]
            assert numbers[: len(wanted)] == wanted
    for exception in table.exceptions:
        assert exception.note in shown.get_text()


def drawing(html: str) -> ElementTree.Element:
    """The chart's SVG, read as XML."""
    found = re.search(r'<svg class="chart__drawing".*\n</svg>', html, flags=re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0].replace(" data-unsearched", ""))  # noqa: S314 - our own text


def texts(svg: ElementTree.Element, style: str) -> list[str]:
    return [each.text or "" for each in svg.iter("text") if each.get("class") == style]


@pytest.mark.parametrize("id_", CHARTS)
def test_a_chart_draws_what_the_table_holds(handbook: Handbook, id_: str) -> None:
    table: SurveyTable = handbook.catalogue.entries["survey_table"][id_]
    svg = drawing(MACROS["survey_chart"](handbook, id_))
    rows = {row.label: row for row in table.rows if row.medical and row.clinical}
    labels = texts(svg, "chart__label")
    assert sorted(labels) == sorted(rows)
    bars = [each for each in svg.iter("rect") if "chart__bar" in (each.get("class") or "").split()]
    lengths = [Decimal((bar.get("width") or "").removesuffix("%")) for bar in bars]
    figures = [figure for label in labels for group in GROUPS[:2] if (figure := rows[label].figure(group))]
    assert len(lengths) == len(figures) == 2 * len(rows)
    if table.topic == "confidence":
        assert lengths == [figure.percentage for figure in figures]
        assert texts(svg, "chart__number") == [f"{figure.percentage}%" for figure in figures]
    else:
        assert lengths == [per_cent(figure.count, 42, Decimal("0.01")) for figure in figures]  # as in every other
        assert texts(svg, "chart__number") == [str(figure.count) for figure in figures]


@pytest.mark.parametrize("id_", CHARTS)
def test_a_screen_reader_gets_title_summary_and_table(handbook: Handbook, id_: str) -> None:
    html = MACROS["survey_chart"](handbook, id_)
    svg = drawing(html)
    named = (svg.get("aria-labelledby") or "").split()
    by_id = {each.get("id"): each.text or "" for each in svg.iter() if each.get("id")}
    assert svg.get("role") == "img"
    assert [bool(by_id[name]) for name in named] == [True, True]
    shown = BeautifulSoup(html, "html.parser")
    rows = shown.select("details tbody tr")
    assert [row.th.get_text() for row in rows if row.th] == texts(svg, "chart__label")
    assert {link.get_text().split()[0] for link in shown.select("a.download")} == {"CSV", "JSON"}


def test_the_summary_names_the_ends(handbook: Handbook) -> None:
    summary = drawing(MACROS["survey_chart"](handbook, "confidence-in-leading")).findtext("desc") or ""
    assert (
        "Medical: longest bar Share values on what patients experience, 90.91%; shortest Negotiate, 68.18%." in summary
    )


def test_groups_differ_by_pattern_and_by_name(handbook: Handbook) -> None:
    svg = drawing(MACROS["survey_chart"](handbook, "support-wanted"))
    hatched = [each for each in svg.iter("rect") if (each.get("fill") or "").startswith("url(")]
    assert {each.get("class") for each in hatched} == {"chart__bar chart__bar--clinical"}
    assert set(texts(svg, "chart__name")) == {"Medical", "Clinical"}


@pytest.mark.parametrize("group", GROUPS[:2])
def test_had_stands_against_wanted_on_one_scale(handbook: Handbook, group: Any) -> None:
    svg = drawing(MACROS["survey_comparison"](handbook, "support-received", "support-wanted", group))
    had, wanted = (handbook.catalogue.entries["survey_table"][f"support-{each}"] for each in ("received", "wanted"))
    both = [{row.label: row.figure(group) for row in table.rows} for table in (had, wanted)]
    labels = texts(svg, "chart__label")
    expected = [str(each[label].count) for label in labels for each in both]
    assert texts(svg, "chart__number") == expected
    assert "None" not in labels
    bars = [each for each in svg.iter("rect") if "chart__bar" in (each.get("class") or "").split()]
    assert [bar.get("width") for bar in bars] == [f"{per_cent(int(n), 42, Decimal('0.01'))}%" for n in expected]


def test_no_id_stands_twice_among_the_charts(handbook: Handbook) -> None:
    html = "".join(MACROS["survey_chart"](handbook, id_) for id_ in CHARTS)
    html += "".join(
        MACROS["survey_comparison"](handbook, "support-received", "support-wanted", group) for group in GROUPS[:2]
    )
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_share_of_our_own_names_its_base_and_is_marked(handbook: Handbook) -> None:
    shown = MACROS["survey_share"](handbook, "support-received", "none", "clinical", "63")
    assert BeautifulSoup(shown, "html.parser").get_text() == "11 of 63, or 17.5 per cent our arithmetic"


def test_only_62_of_108_are_57_per_cent() -> None:
    fits = [n for n in range(109) if [int(per_cent(each, 108, Decimal(1))) for each in (n, 108 - n)] == [57, 43]]
    assert fits == [62]


@pytest.mark.parametrize(
    ("macro", "arguments", "message"),
    [
        ("survey_table", ("support",), "no survey table 'support'. Did you mean 'support-wanted'?"),
        (
            "survey_comparison",
            ("support-received", "support-wanted", "nurses"),
            "no group 'nurses'. Known: clinical, medical",
        ),
        (
            "survey_share",
            ("support-received", "non", "clinical", "63"),
            "table 'support-received' has no row 'non'. Did you mean 'none'?",
        ),
        (
            "survey_share",
            ("support-received", "other", "clinical", "63"),
            "row 'other' has no number for 'clinical'. Did you mean 'clinical'?",
        ),
        (
            "survey_share",
            ("support-received", "none", "clinical", "0"),
            "'0' is no base for 11 people. Write a whole number that is not smaller",
        ),
    ],
)
def test_a_wrong_call_says_what_to_write(
    handbook: Handbook, macro: str, arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises(MacroError) as caught:
        MACROS[macro](handbook, *arguments)
    assert str(caught.value) == message


@pytest.mark.parametrize(("topic", "numbers"), [("support", {1, 2}), ("confidence", {3, 4})])
def test_downloads_hold_every_number(handbook: Handbook, topic: str, numbers: set[int]) -> None:
    rows = list(csv.DictReader(io.StringIO(DOWNLOADS[f"survey-{topic}.csv"](handbook), newline="")))
    content = json.loads(DOWNLOADS[f"survey-{topic}.json"](handbook))
    expected = [
        (table.number, row.id, figure.count, "" if figure.percentage is None else str(figure.percentage))
        for number, table in sorted(tables(handbook).items())
        if number in numbers
        for row in table.rows
        for group in table.groups
        if (figure := row.figure(group))
    ]
    read = [(int(row["table"]), row["row"], int(row["count"]), row["percentage_as_printed"]) for row in rows]
    assert read == expected
    assert {row["licence"] for row in rows} == {content["licence"]}
    assert content["licence"] == "CC BY 4.0 for the arrangement and the handbook's own notes alone"
    assert {row["owner"] for row in rows} == {content["owner"]}
    assert content["owner"].startswith("\N{COPYRIGHT SIGN} The King's Fund 2010; its figures are not covered")
    assert [table["number"] for table in content["tables"]] == sorted(numbers)
    counts = [
        row[group]["count"] for table in content["tables"] for row in table["rows"] for group in GROUPS if row[group]
    ]
    assert counts == [count for _, _, count, _ in expected]


@pytest.mark.parametrize(("series", "count"), [("S-", 68), ("Q-S", 25), ("L-", 11)])
def test_the_inventory_lists_every_item_of_the_survey(handbook: Handbook, series: str, count: int) -> None:
    assert sum(1 for item in handbook.catalogue.source_items if item.id.startswith(series)) == count


def test_25_remarks_are_told(handbook: Handbook) -> None:
    voices = [voice for voice in handbook.catalogue.voices if voice.id.startswith("q-s")]
    assert [voice.id for voice in voices] == [f"q-s{number:02}" for number in range(1, 26)]
    assert [voice.sources[0].id for voice in voices] == [f"Q-S{number:02}" for number in range(1, 26)]
