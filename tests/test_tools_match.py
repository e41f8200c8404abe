"""The lines of a trust's specification land on the right criterion, and the reader sees why."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from handbook.model.handbook import Handbook
from macros.tools import synonym_data
from tests.conftest import ROOT

SPECIFICATIONS = ROOT / "tests" / "fixtures" / "specifications"
RIGHT_FIRST = 0.85
# Written before the words were settled, and used while they were.
WORKED_WITH = ("acute", "mental-health")
# Written afterwards; no word was changed for it.
HOLD_OUT = ("hold-out",)


@pytest.fixture
def module(page: Page, handbook: Handbook) -> Page:
    """A page that holds the matching module and its data, without anything else."""
    source = (ROOT / "docs" / "assets" / "js" / "match.js").read_text(encoding="utf-8")
    criteria = [
        {"id": c.id, "group": c.group, "title": c.title, "text": " ".join((c.text, *c.prompts))}
        for c in handbook.catalogue.criteria
    ]
    page.set_content("<p>x</p>")
    page.add_script_tag(content=re.sub(r"^export ", "", source, flags=re.MULTILINE))
    page.evaluate(
        "data => { window.model = prepare(data); }", {"criteria": criteria, "synonyms": synonym_data(handbook)}
    )
    return page


def matched(module: Page, paste: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = module.evaluate("paste => match(paste, model)", paste)
    return found


def best(line: dict[str, Any]) -> str:
    return str(line["matches"][0]["id"]) if line["matches"] else "none"


@pytest.mark.parametrize("name", [*WORKED_WITH, *HOLD_OUT])
def test_lines_land_on_the_right_criterion_first(module: Page, name: str, handbook: Handbook) -> None:
    right = (SPECIFICATIONS / f"{name}.expected.tsv").read_text(encoding="utf-8").split()
    found = matched(module, (SPECIFICATIONS / f"{name}.txt").read_text(encoding="utf-8"))
    assert set(right) <= {*handbook.catalogue.entries["criterion"], "none"}
    assert len(right) >= 20
    assert len(found) == len(right), [line["text"] for line in found]
    wrong = [(line["text"], best(line), each) for line, each in zip(found, right, strict=True) if best(line) != each]
    share = 1 - len(wrong) / len(right)
    print(f"{name}: {len(right) - len(wrong)} of {len(right)} right, {share:.0%}")
    assert share >= RIGHT_FIRST, wrong


def test_headings_columns_numbers_and_wrapped_lines_are_understood(module: Page) -> None:
    paste = (
        "PERSON SPECIFICATION\n\nKnowledge\nEssential\n1. Knowledge of clinical\n   governance frameworks\n"
        "- Understands national policy\tE\tA/I\nDesirable\n• An MBA\tD\tA\n\nSkills:\n(a) Resilience"
    )
    found = matched(module, paste)
    assert [line["text"] for line in found] == [
        "Knowledge of clinical governance frameworks",
        "Understands national policy",
        "An MBA",
        "Resilience",
    ]
    assert [line["importance"] for line in found] == ["essential", "essential", "desirable", "essential"]
    assert [line["group"] for line in found] == ["knowledge", "knowledge", "knowledge", "skills-and-competencies"]


def test_a_match_names_the_words_that_led_to_it(module: Page) -> None:
    (line,) = matched(module, "- Experience of job planning for consultants")
    assert best(line) == "job-planning-and-governance"
    assert "job planning" in line["matches"][0]["words"]


@pytest.mark.parametrize("paste", ["", "\n\n \t\n", "Essential\n\nDesirable\n"])
def test_nothing_to_match_gives_nothing(module: Page, paste: str) -> None:
    assert matched(module, paste) == []


def test_a_line_about_something_else_is_left_to_the_reader(module: Page) -> None:
    (line,) = matched(module, "- Full driving licence and use of a car for visits")
    assert best(line) == "none"


def test_hostile_and_huge_pastes_do_no_harm(module: Page) -> None:
    assert matched(module, "<img src=x onerror=alert(1)>" * 3)
    paste = "\n".join(f"- Line {number} asks for governance and {'word ' * 60}" for number in range(500))
    assert len(matched(module, paste)) == 500


def test_every_criterion_is_found_by_its_own_heaviest_word(module: Page, handbook: Handbook) -> None:
    for entry in handbook.catalogue.synonyms:
        if entry.criterion:
            heaviest = max(entry.phrases, key=lambda phrases: phrases.weight)
            (line,) = matched(module, f"- The post asks for {heaviest.words[0]} at all times in every part of the work")
            assert best(line) == entry.criterion.id, heaviest.words[0]


def short(module: Page, paste: str) -> list[tuple[str, str, str]]:
    return [(line["text"], line["group"], line["importance"]) for line in matched(module, paste)]


@pytest.mark.parametrize("mark", ["•", "o", "1.", "12", "-", "(a)", "\uf0b7", "·"])
def test_a_bullet_in_a_cell_of_its_own_hides_no_text(module: Page, mark: str) -> None:
    paste = f"Experience\n{mark}\tExperience of leading change\n{mark}\tExperience of job planning\tE\tA/I"
    wanted = ["Experience of leading change", "Experience of job planning"]
    assert [text for text, _, _ in short(module, paste)] == wanted


def test_a_short_line_without_a_bullet_is_no_heading(module: Page) -> None:
    assert [text for text, _, _ in short(module, "Skills\nExperience of leading change\nAbility to travel")] == [
        "Experience of leading change",
        "Ability to travel",
    ]


def test_a_table_of_group_essential_and_desirable_keeps_every_cell(module: Page) -> None:
    paste = (
        "Attributes\tEssential\tDesirable\tHow assessed\n"
        "Experience\tDivisional director or above\tExperience at board level\tApplication form and interview\n"
        "\t•\tHas led job planning\t\tInterview\n"
        "\t\tHas led a merger of services\tCV\n"
        "Skills and abilities\tResilience under pressure\t\tInterview\n"
    )
    assert short(module, paste) == [
        ("Divisional director or above", "experience", "essential"),
        ("Experience at board level", "experience", "desirable"),
        ("Has led job planning", "experience", "essential"),
        ("Has led a merger of services", "experience", "desirable"),
        ("Resilience under pressure", "skills-and-competencies", "essential"),
    ]


def test_a_group_before_other_cells_is_their_heading_also_without_a_head(module: Page) -> None:
    paste = "Experience\tDivisional director or above\tExperience at board level"
    assert [(text, group) for text, group, _ in short(module, paste)] == [
        ("Divisional director or above", "experience"),
        ("Experience at board level", "experience"),
    ]


def test_two_columns_are_essential_and_desirable(module: Page) -> None:
    paste = "Essential\tDesirable\nKnowledge of policy\tAn MBA\nLeads teams of doctors\tHas worked abroad"
    assert [(text, importance) for text, _, importance in short(module, paste)] == [
        ("Knowledge of policy", "essential"),
        ("An MBA", "desirable"),
        ("Leads teams of doctors", "essential"),
        ("Has worked abroad", "desirable"),
    ]


def test_a_tick_in_a_column_says_how_important_a_line_is(module: Page) -> None:
    paste = "Criteria\tEssential\tDesirable\nHas led job planning\t✓\t\nAn MBA\t\tx"
    assert [(text, importance) for text, _, importance in short(module, paste)] == [
        ("Has led job planning", "essential"),
        ("An MBA", "desirable"),
    ]


def test_a_column_of_numbers_counts_where_the_head_counts_it(module: Page) -> None:
    paste = "No.\tEssential\tDesirable\n1\tHas led job planning\tAn MBA\n2\t\tHas worked abroad"
    assert [importance for _, _, importance in short(module, paste)] == ["essential", "desirable", "desirable"]


def test_headings_of_importance_hold_for_the_lines_that_follow(module: Page) -> None:
    paste = (
        "Essential criteria\nExperience\n- Has led job planning\n"
        "Desirable criteria:\nKnowledge\n- An MBA\n- Has worked abroad"
    )
    assert short(module, paste) == [
        ("Has led job planning", "experience", "essential"),
        ("An MBA", "knowledge", "desirable"),
        ("Has worked abroad", "knowledge", "desirable"),
    ]


@pytest.mark.parametrize(
    ("line", "fitting"),
    [
        ("Track record of improving services for patients", {"strategic-development", "commitment-to-patients"}),
        ("Leads quality improvement", {"commitment-to-patients", "policy-into-practice", "strategic-development"}),
    ],
)
def test_lines_about_improvement_find_something_that_fits(module: Page, line: str, fitting: set[str]) -> None:
    (found,) = matched(module, f"- {line}")
    assert best(found) in fitting
