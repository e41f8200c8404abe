"""Rules on the person specification and what leads to it: criteria, needs, questions, and words of trusts."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.faults import Fault, did_you_mean
from handbook.model.building import courses_that_build, opportunities_that_build
from handbook.model.handbook import Handbook
from handbook.model.tools import DoctorsQuestion, Question
from handbook.model.yaml_reader import Place


def every_criterion_can_be_built(handbook: Handbook) -> Iterator[Fault]:
    """At least two courses or opportunities build each criterion."""
    catalogue = handbook.catalogue
    for criterion in catalogue.criteria:
        ways = len(courses_that_build(catalogue, criterion)) + len(opportunities_that_build(catalogue, criterion))
        if ways < 2:
            written = catalogue.written["criterion", criterion.id]
            mend = f"Add '{criterion.id}' under 'develops' of a course or an opportunity that builds it"
            yield written.fault(("id",), f"{ways} ways to build '{criterion.id}', two are needed", mend)


def needs_lead_to_pages(handbook: Handbook) -> Iterator[Fault]:
    """The page that a need names exists."""
    for need in handbook.catalogue.needs:
        if need.page not in handbook.pages:
            written = handbook.catalogue.written["need", need.id]
            yield written.fault(("page",), f"there is no page '{need.page}'", did_you_mean(need.page, handbook.pages))


def needs_are_answered(handbook: Handbook) -> Iterator[Fault]:
    """At least one course or opportunity answers each need."""
    catalogue = handbook.catalogue
    for need in catalogue.needs:
        if not any(need in step.needs for step in (*catalogue.courses, *catalogue.opportunities)):
            written = catalogue.written["need", need.id]
            yield written.fault(
                ("id",), f"no course or opportunity answers '{need.id}'", "Add it under 'needs' of one that does"
            )


def questions_lead_to_pages(handbook: Handbook) -> Iterator[Fault]:
    """The pages that a question names exist."""
    catalogue = handbook.catalogue
    asked: list[tuple[Question | DoctorsQuestion, str, str]]
    asked = [(each, "page", each.page) for each in catalogue.questions]
    asked += [(each, "against_page", each.against_page) for each in catalogue.questions if each.against_page]
    asked += [(each, "page", each.path) for each in catalogue.doctors_questions]
    for question, field, path in asked:
        if path not in handbook.pages:
            written = catalogue.written[question.kind_name, question.id]
            yield written.fault((field,), f"there is no page '{path}'", did_you_mean(path, handbook.pages))


def every_criterion_has_words(handbook: Handbook) -> Iterator[Fault]:
    """Each criterion has words of its own in synonyms.yml, so that a line of a specification can land on it."""
    catalogue = handbook.catalogue
    named = {entry.criterion.id for entry in catalogue.synonyms if entry.criterion}
    for criterion in catalogue.criteria:
        if criterion.id not in named:
            written = catalogue.written["criterion", criterion.id]
            mend = f"Add an entry with 'criterion: {criterion.id}' to data/synonyms.yml"
            yield written.fault(("id",), f"no words lead to '{criterion.id}'", mend)


def words_stand_once(handbook: Handbook) -> Iterator[Fault]:
    """No word or phrase of synonyms.yml stands twice under one criterion or group: one of its weights would be idle."""
    catalogue = handbook.catalogue
    for entry in catalogue.synonyms:
        seen: set[str] = set()
        for index, phrases in enumerate(entry.phrases):
            for place, each in enumerate(phrases.words):
                if each.casefold() in seen:
                    written = catalogue.written["synonym", entry.id]
                    where: Place = ("phrases", index, "words", place)
                    yield written.fault(where, f"'{each}' stands twice under '{entry.id}'", "Keep one of the two")
                seen.add(each.casefold())
