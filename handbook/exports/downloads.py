"""The files that readers can download, each made from the catalogue: its name and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from handbook.exports.feed import atom_feed
from handbook.exports.formats import CITATION, LICENCE, as_csv, as_json
from handbook.exports.link_health import link_health_csv
from handbook.exports.plan_format import plan_schema
from handbook.exports.reference_files import REFERENCE_DOWNLOADS
from handbook.exports.survey_files import HEADER, survey_content, survey_rows
from handbook.model.entries import Step
from handbook.model.handbook import Handbook
from handbook.model.then_and_now import newest_first

Download = Callable[[Handbook], str]


def coverage_matrix(handbook: Handbook) -> str:
    """Every course and opportunity against every criterion, as CSV: 1 where it builds the criterion (editorial)."""
    criteria = handbook.catalogue.criteria
    header = ["kind", "id", "title", "status", *(criterion.id for criterion in criteria), "licence", "cite_as"]
    steps: list[Step] = [*handbook.catalogue.courses, *handbook.catalogue.opportunities]
    rows = [
        [step.kind_name, step.id, step.title, step.currency.status]
        + [int(criterion in step.develops) for criterion in criteria]
        + [LICENCE, CITATION]
        for step in steps
    ]
    return as_csv(header, rows)


def then_and_now_csv(handbook: Handbook) -> str:
    """Every finding of the research with the entries that tell it, as CSV."""
    header = ["row", "status", "confidence", "entries", "licence", "cite_as"]
    rows = [
        [row.id, row.status, row.confidence, " ".join(row.entries), LICENCE, CITATION]
        for row in handbook.catalogue.research_rows
    ]
    return as_csv(header, rows)


def changes_csv(handbook: Handbook) -> str:
    """Every change since 2017, newest first, as CSV."""
    header = [
        *("id", "subject", "then", "now", "why", "since", "since_confidence"),
        *("checked", "confidence", "evidence", "licence", "cite_as"),
    ]
    rows = [
        [
            *(change.id, change.subject, change.then, change.now, change.why, change.since),
            *(change.since_confidence or change.confidence, change.checked),
            *(change.confidence, " ".join(link.url for link in change.evidence), LICENCE, CITATION),
        ]
        for change in newest_first(handbook.catalogue.changes)
    ]
    return as_csv(header, rows)


# The tables are the King's Fund's; the handbook's licence covers the arrangement and its own notes, and no more.
SURVEY_ORIGIN = {
    "source": "Leadership needs of medical directors and clinical directors (2010)",
    "owner": "\N{COPYRIGHT SIGN} The King's Fund 2010; its figures are not covered by the handbook's licence",
    "licence": f"{LICENCE} for the arrangement and the handbook's own notes alone",
    "cite_as": f"The King's Fund (2010), as set out in {CITATION}",
}


def survey_csv(topic: str, handbook: Handbook) -> str:
    """The survey's tables on one topic as CSV, a row for each number."""
    rows = ([*row, *SURVEY_ORIGIN.values()] for row in survey_rows(handbook, topic))
    return as_csv([*HEADER, *SURVEY_ORIGIN], rows)


def survey_json(topic: str, handbook: Handbook) -> str:
    """The survey's tables on one topic as JSON, with their notes."""
    return as_json({**survey_content(handbook, topic), **SURVEY_ORIGIN})


DOWNLOADS: dict[str, Download] = {
    "coverage-matrix.csv": coverage_matrix,
    "then-and-now.csv": then_and_now_csv,
    "changes-since-2017.csv": changes_csv,
    "survey-support.csv": partial(survey_csv, "support"),
    "survey-support.json": partial(survey_json, "support"),
    "survey-confidence.csv": partial(survey_csv, "confidence"),
    "survey-confidence.json": partial(survey_json, "confidence"),
    **REFERENCE_DOWNLOADS,
    "link-health.csv": link_health_csv,
    "plan.schema.json": plan_schema,
    "changes.atom": atom_feed,
}
