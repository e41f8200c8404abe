"""Then and now: every finding is told, marks say what became of things, changes stand on their pages."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.exports.downloads import changes_csv, then_and_now_csv
from handbook.faults import MacroError
from handbook.model.entries import Entry, Record, State
from handbook.model.handbook import Handbook
from handbook.model.kinds import living_kinds
from handbook.model.succession import aftermath, full_name, heirs, living
from handbook.model.then_and_now import newest_first
from macros.drawer import page_end
from macros.mentions import org, thing, with_marks
from macros.person_specification import person_specification
from macros.rendering import PageView
from macros.templating import escape, named
from macros.then_and_now import changes, organisation_chains, role_in_2026, thing_chains
from tests.scripts.test_site import html_pages
from tests.trees import attribute, fresh

SOURCES_NAMED = 224
"""Findings on what the sources name: the first look at them."""

LATER_FINDINGS = {
    "again": 60,
    "offer": 123,
    "law": 78,
    "terms": 24,
    "routes": 27,
    "selection": 10,
    "handbooks": 7,
    "post": 14,
    "criterion": 25,
    "rule": 21,
    "question": 29,
}
"""Findings that came after, by the word that their ids begin with."""


def test_every_finding_of_the_research_is_told_or_left_out(handbook: Handbook) -> None:
    rows = handbook.catalogue.research_rows
    assert len(rows) == len({row.id for row in rows}) == SOURCES_NAMED + sum(LATER_FINDINGS.values())
    later = Counter(row.id.partition("-")[0] for row in rows[SOURCES_NAMED:])
    assert later == LATER_FINDINGS
    assert all(bool(row.entries) != bool(row.left_out) for row in rows)
    footnotes = [row for row in rows if row.id.startswith("fn-")]
    assert len(footnotes) == 40
    for row in footnotes:
        ((kind, id_),) = row.refers_to()
        assert handbook.catalogue.entries[kind][id_].footnote == int(row.id[3:])


def test_each_addition_to_the_role_is_a_finding(handbook: Handbook) -> None:
    told = {entry for row in handbook.catalogue.research_rows for entry in row.entries}
    assert {f"addition/{addition.id}" for addition in handbook.catalogue.additions} == {
        entry for entry in told if entry.startswith("addition/")
    }
    assert len(handbook.catalogue.additions) == 27


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("nhs-improvement", "merged 1 July 2022 into NHS England"),
        ("pct", "closed 1 April 2013; then CCGs, today ICBs"),
        ("ncas", "renamed 2018: now Practitioner Performance Advice"),
        ("monitor", "merged 1 July 2022 into NHS England"),
        ("nhs-institute", "closed 2013; then NHS IQ, today NHS England"),
        ("cancer-network", "superseded 2013 by Strategic clinical networks, today Cancer alliances"),
        ("lqf", "superseded October 2011 by LF, later HLM"),
        ("nicholson-challenge", "closed 2015"),
        ("twitter", "renamed 2023: now X"),
        ("nhs-england", "planned to pass to DHSC"),
        ("nhs-confederation", "merged 1 April 2026 (planned)"),
        ("five-year-forward-view", "superseded January 2019 by NHS Long Term Plan, today 10 Year Health Plan"),
        ("model-hospital", "renamed: now Model Health System"),
        ("better-value", "not confirmed"),
        ("psirf", ""),
    ],
)
def test_a_mark_says_what_became_of_it_and_what_came_after(handbook: Handbook, id_: str, words: str) -> None:
    assert aftermath(handbook.catalogue, living(handbook.catalogue)[id_]) == words


def test_a_mark_can_be_read_without_script_and_leads_to_the_entry(handbook: Handbook) -> None:
    shown = org(handbook, "hee")
    assert shown.count("<a ") == 1
    assert "page:directory/organisations.md#hee" in shown
    assert 'title="merged 1 April 2023 into NHS England"' in shown
    assert "<div" not in shown
    assert "title" not in thing(handbook, "psirf")


def test_no_mark_stands_between_the_words_of_a_sentence(handbook: Handbook) -> None:
    for id_ in ("hee", "department-of-health", "mas"):
        shown = BeautifulSoup(org(handbook, id_), "html.parser")
        assert shown.get_text() == full_name(handbook.catalogue.entries["organisation"][id_])


def test_every_chain_ends_in_something_that_goes_on_or_says_why_not(handbook: Handbook) -> None:
    for entry in living(handbook.catalogue).values():
        for heir in heirs(handbook.catalogue, entry):
            assert heir.currency.status in ("active", "unknown") or heir.ends_here


def test_the_chains_are_drawn_and_told_in_a_table(handbook: Handbook) -> None:
    for chains, kinds in ((organisation_chains, ("organisation",)), (thing_chains, living_kinds()[1:])):
        shown = chains(handbook)
        drawn, _, table = shown.partition("</figure>")
        for kind in kinds:
            for entry in handbook.catalogue.entries[kind].values():
                if entry.successors:
                    name = re.escape(full_name(entry)).replace("'", ".+?")
                    assert re.search(f">{name}</a>", table), entry.id
                    assert f"#{entry.id}" in drawn, entry.id


def test_changes_stand_newest_first_and_undated_last(handbook: Handbook) -> None:
    found = newest_first(handbook.catalogue.changes)
    dates = [change.since for change in found if change.since != "unknown"]
    assert dates == sorted(dates, reverse=True)
    assert [change.since for change in found][len(dates) :] == ["unknown"] * (len(found) - len(dates))
    assert len(found) >= 40


@pytest.mark.parametrize(
    "id_",
    [
        "nhs-improvement",
        "clinical-commissioning-groups",
        "sustainability-and-transformation-partnerships",
        "health-education-england",
        "national-clinical-assessment-service",
        "nye-bevan",
        "good-medical-practice",
        "healthcare-leadership-model",
        "patient-safety-incidents",
        "medical-examiners",
    ],
)
def test_what_a_reader_of_2026_must_know_is_told_with_its_confidence(handbook: Handbook, id_: str) -> None:
    change = handbook.catalogue.entries["change"][id_]
    assert change.evidence
    assert f'id="{id_}"' in changes(handbook)


def test_a_drawer_holds_the_changes_of_its_page_and_no_others(handbook: Handbook) -> None:
    shown = page_end(handbook, PageView("prepare/performance-concerns/", {}))
    found = set(re.findall(r"changes\.md#([a-z0-9-]+)", shown))
    assert found == {
        change.id for change in handbook.catalogue.changes if "prepare/performance-concerns.md" in change.pages
    }


def test_the_second_layer_is_folded_away_and_marked_as_added(handbook: Handbook) -> None:
    shown = person_specification(handbook)
    layers = re.findall(r"<details[^>]*>\s*<summary>(.*?)</summary>", shown, flags=re.DOTALL)
    extended = {criterion.id for addition in handbook.catalogue.additions for criterion in addition.extends}
    assert len(layers) == len(extended) >= 20
    assert '<details class="adds-to" open' not in shown
    assert all(layer.startswith("What posts and rules add today") for layer in layers)


def test_an_unknown_theme_is_told(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match=r"no theme 'Peeple'\. Did you mean 'People'"):
        role_in_2026(handbook, "Peeple")


def test_downloads_hold_every_finding_and_every_change(handbook: Handbook) -> None:
    assert len(list(csv.DictReader(io.StringIO(then_and_now_csv(handbook))))) == SOURCES_NAMED + sum(
        LATER_FINDINGS.values()
    )
    rows = list(csv.DictReader(io.StringIO(changes_csv(handbook))))
    assert {row["id"] for row in rows} == set(handbook.catalogue.entries["change"])


# Names and titles, which bear no mark; what became of an entry, which is the mark's own text.
NO_TEXTS = {
    "id",
    "name",
    "short_name",
    "short",
    "title",
    "long",
    "subject",
    "sources",
    "named_as",
    "currency",
    "evidence",
}
NOT_SHOWN_AS_TEXT = {"link", "source_item", "research_row", "synonym", "question"}


LONG = 50  # characters: a shorter text may be a title as well


def texts_that_name_what_has_changed(handbook: Handbook) -> Iterator[tuple[str, set[str]]]:
    """Each text of data that does, with the ids of what bears a mark in it."""
    for kind, entries in handbook.catalogue.entries.items():
        for entry in entries.values() if kind not in NOT_SHOWN_AS_TEXT else ():
            told = {entry.id, *getattr(entry, "concerns", ())}
            told |= {each.id for each in (getattr(entry, "organisation", None),) if each}
            for text in texts_of(entry):
                found = {entry.id for entry, _ in handbook.names.changed(escape(text))} - told
                if found and len(text) > LONG:
                    yield text, found


def texts_of(part: Any) -> Iterator[str]:
    for field in type(part).model_fields.keys() - NO_TEXTS:
        value = getattr(part, field)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str):
                yield each
            elif isinstance(each, Record) and not isinstance(each, Entry | State):
                yield from texts_of(each)


BLOCKS = "article :is(p, li, td:not([data-label='Told in']), dd)"


def without(parts: str, page: LexborHTMLParser) -> LexborHTMLParser:
    for part in page.css(parts):
        part.decompose()
    return page


def plain(block: LexborNode | None) -> str:
    """The text of a block whose marks are gone."""
    assert block is not None
    return " ".join(block.text().replace("\xa0", "").split())


def test_a_name_within_a_text_of_data_bears_a_mark(site: Path, handbook: Handbook) -> None:
    texts = list(texts_that_name_what_has_changed(handbook))
    assert len(texts) > 60
    shown: dict[str, list[LexborNode]] = {text: [] for text, _ in texts}
    for path in html_pages(site):
        # What a term means is shown in place without marks; the entry that it leads to has them.
        whole, unmarked = without(".meanings", fresh(path)), without(".meanings, .state", fresh(path))
        for block, bare in zip(whole.css(BLOCKS), unmarked.css(BLOCKS), strict=True):
            said = plain(bare)
            for text in shown:
                if text in said:
                    shown[text].append(block)
    for text, named_ids in texts:
        assert shown[text], f"shown nowhere: {text}"
        for block in shown[text]:
            links = block.css("a.mention--changed, a:has(+ .state)")
            marked = {attribute(link, "href").rpartition("#")[2] for link in links}
            assert named_ids <= marked, f"{named_ids - marked} without a mark: {block.html}"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ask HEE, or Health Education England’s own office.", ["hee"]),
        ("A clinical commissioning group and two CCGs", ["ccg"]),
        ("The Department of Health and Social Care", []),
        ("The college tutor and the monitor on the ward", []),
        ("SCCGs, CCG-wide and PSIRF", []),
        ("NHS England merged NHS Improvement", ["nhs-england", "nhs-improvement"]),
    ],
)
def test_names_are_known_by_their_forms(handbook: Handbook, text: str, marked: list[str]) -> None:
    shown = with_marks(named(text), handbook)
    assert re.findall(r'class="mention mention--changed" href="page:[^"#]*#([a-z-]+)"', shown) == marked
    assert plain(without(".state", LexborHTMLParser(shown)).body) == text


def test_a_text_bears_no_mark_on_what_it_is_about(handbook: Handbook) -> None:
    assert with_marks(named("NCAS & <b>HEE</b>", ["ncas", "hee"]), handbook) == "NCAS &amp; &lt;b&gt;HEE&lt;/b&gt;"


def test_what_was_planned_says_so_and_is_not_called_confirmed_and_unconfirmed_at_once(handbook: Handbook) -> None:
    planned = [each for each in handbook.catalogue.organisations if each.currency.planned]
    assert planned
    html = organisation_chains(handbook)
    assert "(planned)" in html
    assert "planned, not confirmed" not in html
