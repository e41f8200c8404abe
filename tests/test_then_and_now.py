"""Then and now: every finding is told, marks say what became of things, changes stand on their pages."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest

from macros.downloads import changes_csv, then_and_now_csv
from macros.faults import MacroError
from macros.handbook import Handbook
from macros.lives import LIVING, aftermath, full_name, heirs, living
from macros.marks import org, thing
from macros.page_checks import PageView
from macros.specification import person_specification
from macros.then_and_now import changes, newest_first, organisation_chains, role_in_2026, since_2017, thing_chains

FINDINGS = 224


def test_every_finding_of_the_research_has_its_entry(handbook: Handbook) -> None:
    rows = handbook.catalogue.research_rows
    assert len(rows) == len({row.id for row in rows}) == FINDINGS
    assert Counter(row.confidence for row in rows) == {
        "confirmed from a stored page": 138,
        "general knowledge, not confirmed": 43,
        "unknown": 43,
    }
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
        ("ncas", "renamed 2018: now NHS Resolution"),
        ("nhs-england", "planned to pass to DHSC"),
        ("nhs-confederation", "merged 1 April 2026 (planned, not confirmed)"),
        ("five-year-forward-view", "superseded January 2019 by NHS Long Term Plan, today 10 Year Health Plan"),
        ("model-hospital", "renamed: now Model Health System"),
        ("nye-bevan", "not confirmed"),
        ("psirf", ""),
    ],
)
def test_a_mark_says_what_became_of_it_and_what_came_after(handbook: Handbook, id_: str, words: str) -> None:
    assert aftermath(handbook.catalogue, living(handbook.catalogue)[id_]) == words


def test_a_mark_can_be_read_without_script_and_leads_to_the_entry(handbook: Handbook) -> None:
    shown = org(handbook, "hee")
    assert shown.count("<a ") == 1
    assert "page:directory/organisations.md#hee" in shown
    assert ">merged 1 April 2023 into NHS England</span>" in shown
    assert 'title="' in shown
    assert "<div" not in shown
    assert "state" not in thing(handbook, "psirf")


def test_every_chain_ends_in_something_that_goes_on_or_says_why_not(handbook: Handbook) -> None:
    for entry in living(handbook.catalogue).values():
        for heir in heirs(handbook.catalogue, entry):
            assert heir.currency.status in ("active", "unknown") or heir.ends_here


def test_the_chains_are_drawn_and_told_in_a_table(handbook: Handbook) -> None:
    for chains, kinds in ((organisation_chains, ("organisation",)), (thing_chains, LIVING[1:])):
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


def test_a_panel_holds_the_changes_of_its_page_and_no_others(handbook: Handbook) -> None:
    shown = since_2017(handbook, PageView("prepare/performance-concerns/", {}))
    found = set(re.findall(r"changes\.md#([a-z0-9-]+)", shown))
    assert found == {
        change.id for change in handbook.catalogue.changes if "prepare/performance-concerns.md" in change.pages
    }
    assert since_2017(handbook, PageView("role/why/", {})) == ""


def test_the_second_layer_is_folded_away_and_marked_as_added(handbook: Handbook) -> None:
    shown = person_specification(handbook)
    layers = re.findall(r"<details[^>]*>\s*<summary>(.*?)</summary>", shown, flags=re.DOTALL)
    extended = {criterion.id for addition in handbook.catalogue.additions for criterion in addition.extends}
    assert len(layers) == len(extended) >= 20
    assert '<details class="adds-to" open' not in shown
    assert all(layer.startswith("Added since 2017") and "three posts" in layer for layer in layers)


def test_an_unknown_theme_is_told(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match=r"no theme 'Peeple'\. Did you mean 'People'"):
        role_in_2026(handbook, "Peeple")


def test_downloads_hold_every_finding_and_every_change(handbook: Handbook) -> None:
    assert len(list(csv.DictReader(io.StringIO(then_and_now_csv(handbook))))) == FINDINGS
    rows = list(csv.DictReader(io.StringIO(changes_csv(handbook))))
    assert {row["id"] for row in rows} == set(handbook.catalogue.entries["change"])


# How pages name what has changed, where that is neither its name nor a short form of more than three letters.
OTHER_FORMS = {
    "ccg": "CCGs?|[Cc]linical commissioning groups?",
    "stp": "STPs?|[Ss]ustainability and transformation (?:plans?|partnerships?)",
    "hee": "HEE",
    "letb": "LETBs?|[Ll]ocal education and training boards?",
    "ncas": "NCAS",
    "sha": "SHAs?|[Ss]trategic health authorit(?:y|ies)",
    "pct": "PCTs?|[Pp]rimary care trusts?",
    "ahsn": "AHSNs?|[Aa]cademic health science networks?",
    "area-teams": "area teams?",
    "cancer-network": "[Cc]ancer networks?",
    "junior-doctors": "[Jj]unior doctors?",
    "vanguards": "[Vv]anguards?",
}
# A person's post; a mark on a person's name would read as if the person had closed.
UNMARKED = {"peter-lees", "kathy-mclean", "twitter"}


def test_a_mark_stands_on_every_page_that_names_what_has_changed(handbook: Handbook) -> None:
    """Prose of pages; what macros write shows states of its own, and the directories are the marks' homes."""
    missing = []
    for path, page in handbook.pages.items():
        if path.startswith(("directory/", "about/slips")):
            continue
        prose = re.sub(r"\{\{.*?\}\}", "", "\n".join(line for _, line in page.lines()))
        for id_, entry in living(handbook.catalogue).items():
            if id_ in UNMARKED or not aftermath(handbook.catalogue, entry):
                continue
            forms = OTHER_FORMS.get(id_) or re.escape(full_name(entry))
            named = re.search(rf"(?<![\w-])(?:{forms})(?![\w-])", prose)
            call = re.search(rf"""\b{entry.kind_name[:3]}\w*\(\s*["']{id_}["']""", page.body)
            if named and not call:
                macro = {"organisation": "org"}.get(entry.kind_name, entry.kind_name)
                missing.append(f"{page.file}: '{named[0]}' bears no mark: write {{{{ {macro}('{id_}') }}}}")
    assert not missing, "\n".join(missing)
