"""The questions that doctors ask: all 29 are answered, and the page cites what its answers rest on."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from handbook.faults import MacroError
from handbook.model.entries import Id
from handbook.model.handbook import Handbook
from handbook.model.tools import DoctorsQuestion, QuestionGroup
from macros.tools import doctors_questions, doctors_questions_list

PAGE = "directory/questions-doctors-ask.md"

# What prospective directors were seen to ask, in the research of November 2026.
ASKED = [
    "why-would-you",
    "pay",
    "pay-at-risk",
    "pension",
    "stop-clinical",
    "pa-split",
    "a-day",
    "how-to-become",
    "clinicians-credibility",
    "which-course",
    "ro-training",
    "non-doctor",
    "who-appraises-me",
    "contract",
    "notice",
    "go-back",
    "indemnity",
    "struck-off",
    "how-many-apply",
    "how-long-last",
    "interview",
    "women",
    "ethnicity-img",
    "age",
    "become-ceo",
    "settings",
    "gp",
    "time-family",
    "group-site",
]

QUESTIONS = pytest.mark.parametrize("id_", ASKED)


def entry(handbook: Handbook, id_: Id) -> DoctorsQuestion:
    found = handbook.catalogue.entries["doctors_question"][id_]
    assert isinstance(found, DoctorsQuestion)
    return found


def test_every_question_that_was_seen_is_answered_and_none_besides(handbook: Handbook) -> None:
    assert sorted(each.id for each in handbook.catalogue.doctors_questions) == sorted(ASKED)
    assert len(ASKED) == 29


@QUESTIONS
def test_an_answer_has_two_or_three_sentences_or_says_whom_to_ask(handbook: Handbook, id_: str) -> None:
    answer = entry(handbook, id_).answer
    sentences = re.findall(r"[.?!](?= [A-Z]|$)", answer)
    assert 2 <= len(sentences) <= 3, answer
    if "no public figure" in answer.lower():
        assert re.search(r"\b[Aa]sk\b", answer), "it leaves the reader with nobody to ask"


@QUESTIONS
def test_the_page_cites_what_an_answer_rests_on(handbook: Handbook, id_: str) -> None:
    cited = {each for call in handbook.pages[PAGE].cited for each in call}
    assert set(entry(handbook, id_).cited) <= cited


def test_every_group_is_shown_with_its_questions_answers_and_pages(handbook: Handbook) -> None:
    body = handbook.pages[PAGE].body
    for group in get_args(QuestionGroup):
        assert f"doctors_questions('{group}')" in body
        shown = doctors_questions(handbook, group)
        expected = [each for each in handbook.catalogue.doctors_questions if each.group == group]
        assert re.findall(r'<section id="asked-([a-z-]+)"', shown) == [each.id for each in expected]
        assert re.findall(r'href="page:([^"]+)"', shown) == [each.page for each in expected]


def test_a_group_that_is_not_there_is_refused(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match=r"^no group 'Pay and term'\. Did you mean 'Pay and terms'\?$"):
        doctors_questions(handbook, "Pay and term")


def test_all_questions_are_listed_and_each_leads_to_its_answer(handbook: Handbook) -> None:
    listed = re.findall(r'href="#([\w-]+)"', doctors_questions_list(handbook))
    assert sorted(listed) == sorted(ASKED)
    answers = "".join(doctors_questions(handbook, group) for group in get_args(QuestionGroup))
    assert re.findall(r'<h3 id="([\w-]+)"', answers) == listed


def test_an_answer_names_the_section_where_it_goes_on(handbook: Handbook) -> None:
    answers = doctors_questions(handbook, "Who gets the post")
    assert "#women" in answers
    assert ">Who gets the post: Women</a>" in answers
