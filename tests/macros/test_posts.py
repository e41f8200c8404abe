"""What posts ask: counted from the data, drawn, and turned into questions for an interview."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from handbook.faults import MacroError
from handbook.model.handbook import Handbook
from macros.posts import counted
from macros.registry import MACROS


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_fourteen_posts_name_twenty_four_things_and_one_entry_says_what_none_names(handbook: Handbook) -> None:
    catalogue = handbook.catalogue
    assert len(catalogue.posts) == 14
    assert len(catalogue.post_criteria) == 25
    assert [entry.id for entry in catalogue.post_criteria if not entry.posts] == ["not-seen"]


def test_the_chart_has_a_bar_for_each_count_from_the_longest_to_the_shortest(handbook: Handbook) -> None:
    chart = soup(MACROS["posts_chart"](handbook))
    labels = [label.get_text() for label in chart.select(".chart__label")]
    numbers = [int(number.get_text()) for number in chart.select(".chart__number")]
    assert labels == [entry.short for entry in counted(handbook)]
    assert numbers == [len(entry.posts) for entry in counted(handbook)] == sorted(numbers, reverse=True)
    assert numbers[:3] == [10, 10, 10]
    drawn = chart.select(".chart__drawing svg .chart__bar")
    widths = [float(str(bar["width"]).rstrip("%")) for bar in drawn]
    assert widths == [round(100 * number / 14, 2) for number in numbers]


def test_the_chart_says_in_words_what_it_shows(handbook: Handbook) -> None:
    said = soup(MACROS["posts_chart"](handbook)).select_one("desc")
    assert said is not None
    assert said.get_text().startswith("24 bars, one for each thing that posts name. The longest: ")


def test_the_table_gives_each_line_its_count_and_its_nearest_criteria(handbook: Handbook) -> None:
    rows = {row["id"]: row for row in soup(MACROS["posts_table"](handbook)).select("tbody tr")}
    system = rows["asks-system"].select("td")
    assert system[0].get_text() == "10"
    assert [chip.get_text() for chip in system[2].select("li a")] == [
        "Influencing across systems",
        "Working in partnership",
    ]


def test_each_criterion_counts_a_post_once_however_many_of_its_lines_come_close(handbook: Handbook) -> None:
    rows = soup(MACROS["posts_by_criterion"](handbook)).select("tbody tr")
    shown = {row.select("th")[0].get_text(): [cell.get_text() for cell in row.select("td")] for row in rows}
    assert len(shown) == len(handbook.catalogue.criteria)
    assert shown["Quality when money is tight"][0] == "4"  # money in three posts, and GIRFT in another
    assert shown["Explaining clinical concepts"] == ["0", "Nothing in the parts read", "None listed"]
    assert shown["Working in partnership"][0] == "10"


def test_every_rule_says_what_it_is_and_what_holds(handbook: Handbook) -> None:
    rows = soup(MACROS["national_rules_table"](handbook)).select("tbody tr")
    assert len(rows) == len(handbook.catalogue.national_rules)
    assert all(cell.get_text(strip=True) for row in rows for cell in row.select("td"))


def test_every_post_is_listed_with_its_advert(handbook: Handbook) -> None:
    rows = soup(MACROS["posts_list"](handbook)).select("tbody tr")
    assert len(rows) == len(handbook.catalogue.posts)
    assert all(row.select("th a.external, th .gone") for row in rows)


def test_each_criterion_of_a_group_has_questions_with_what_a_strong_answer_shows(handbook: Handbook) -> None:
    shown = soup(MACROS["interview_questions"](handbook, "knowledge"))
    criteria = [criterion for criterion in handbook.catalogue.criteria if criterion.group == "knowledge"]
    assert [term.get_text() for term in shown.select("dt")] == [criterion.title for criterion in criteria]
    for block in shown.select(".interview__criterion"):
        assert len(block.select(".interview__question")) == len(block.select(".interview__strong")) >= 1


def test_a_group_that_does_not_exist_is_refused(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match=r"no group 'knowlege'\. Did you mean 'knowledge'"):
        MACROS["interview_questions"](handbook, "knowlege")


def test_questions_run_from_one_to_sixteen_with_answers_that_fit(handbook: Handbook) -> None:
    pages = [soup(MACROS["questions"](handbook, each)) for each in ("attraction", "experience", "timing", "support")]
    items = [item for page in pages for item in page.select("li.question")]
    assert [item["value"] for item in items] == [str(number) for number in range(1, 17)]
    for item, question in zip(items, handbook.catalogue.questions, strict=True):
        first = item.select_one("label")
        assert first is not None
        assert first.get_text(strip=True).startswith("Yes") is (question.form == "yes-no")


def test_a_story_is_told_as_a_line_of_posts_programmes_and_turning_points(handbook: Handbook) -> None:
    for story in handbook.catalogue.case_studies:
        road = soup(MACROS["case_study"](handbook, story.id)).select(".road > li")
        assert len(road) == len(story.route) >= 5
        assert {step.kind for step in story.route} >= {"post", "programme", "turning-point"}
        assert all(step.select(".route__when") and step.select(".road__title") for step in road)
