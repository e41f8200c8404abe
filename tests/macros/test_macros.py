"""Each macro shows what the data holds, from data alone, and says what is wrong with a call."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment

from handbook.faults import Fault, HandbookError, MacroError
from handbook.model.handbook import Handbook, load_handbook
from macros.registry import MACROS, failing_macros, guarded_macros
from tests.conftest import Edit


@pytest.fixture
def made_up(small: Path) -> Handbook:
    return load_handbook(small)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def call(handbook: Handbook, source: str, url: str = "") -> tuple[str, list[Fault]]:
    """What a page at `url` with this Markdown renders to, and the faults found on the way."""
    faults: list[Fault] = []
    environment = Environment()  # noqa: S701
    environment.globals.update(guarded_macros(handbook, faults.append))
    return environment.from_string(source).render(page=SimpleNamespace(url=url, meta={})), faults


@pytest.mark.parametrize("name", MACROS)
def test_the_call_that_a_docstring_shows_works(name: str, handbook: Handbook) -> None:
    example = re.search(r"`(\{\{.*?\}\})`", MACROS[name].__doc__ or "")
    assert example, f"{name} shows no example"
    path = "directory/organisations/n.md" if name == "directory_parts" else "role/board.md"
    page = replace(handbook.pages[path], body=example[1], found=None)
    rendered, faults = call(Handbook(handbook.catalogue, {**handbook.pages, page.path: page}), example[1], url=page.url)
    assert not faults
    assert rendered.strip()


def test_the_whole_specification_has_an_anchor_a_criterion(handbook: Handbook) -> None:
    shown = soup(MACROS["person_specification"](handbook))
    assert [item["id"] for item in shown.select(".person-spec__item")] == [c.id for c in handbook.catalogue.criteria]
    assert len(shown.select(".prompts li")) == 13


def test_one_group_of_the_specification(handbook: Handbook) -> None:
    shown = soup(MACROS["person_specification"](handbook, group="knowledge"))
    assert len(shown.select(".person-spec__item")) == 5


def test_a_criterion_shows_all_that_builds_and_shows_it(made_up: Handbook) -> None:
    shown = soup(MACROS["criterion"](made_up, "trust-values")).get_text(" ", strip=True)
    for each in (
        "Knows what the trust stands for",
        "What do you stand for?",
        "One course",
        "One opportunity",
        "Dr Jane Doe",
    ):
        assert each in shown


@pytest.mark.parametrize(
    ("macro", "filters", "rows"),
    [
        ("courses", {"need": "resilience"}, 1),
        ("courses", {"kind": "course", "criterion": "trust-values", "provider": "north-trust"}, 1),
        ("opportunities", {"need": "resilience", "kind": "role", "organisation": "north-trust"}, 1),
    ],
)
def test_tables_keep_what_fits_every_filter(made_up: Handbook, macro: str, filters: dict[str, str], rows: int) -> None:
    assert len(soup(MACROS[macro](made_up, **filters)).select("tbody tr")) == rows


@pytest.mark.parametrize(
    ("macro", "filters", "message"),
    [
        ("courses", {"need": "resilence"}, "no need 'resilence'. Did you mean 'resilience'?"),
        ("courses", {"kind": "corse"}, "no kind 'corse'. Did you mean 'course'?"),
        ("courses", {"kind": "workshop"}, "no course fits these filters. Loosen them, or take the table away"),
        ("opportunities", {"organisation": "nth-trust"}, "no organisation 'nth-trust'. Did you mean 'north-trust'?"),
        ("person_specification", {"group": "knowlege"}, "no group 'knowlege'. Did you mean 'knowledge'?"),
        ("field_list", {"kind": "curse"}, "no kind of entry 'curse'. Did you mean 'course'?"),
    ],
)
def test_an_unknown_value_is_refused_with_a_suggestion(
    made_up: Handbook, macro: str, filters: dict[str, str], message: str
) -> None:
    with pytest.raises(MacroError) as caught:
        MACROS[macro](made_up, **filters)
    assert str(caught.value) == message


def test_every_row_of_every_table_filter_is_from_data(handbook: Handbook) -> None:
    for need in handbook.catalogue.needs:
        courses = [course for course in handbook.catalogue.courses if need in course.needs]
        if courses:
            rows = soup(MACROS["courses"](handbook, need=need.id)).select("tbody tr")
            shown = {row.th.a.get_text() for row in rows if row.th and row.th.a}
            gone = all(course.currency.status in ("closed", "superseded") for course in courses)
            assert shown or gone, need.id
            assert shown <= {course.title for course in courses}


def test_a_mention_keeps_out_of_the_sentence_what_became_of_the_organisation(made_up: Handbook) -> None:
    shown, faults = call(made_up, "{{ org('old-agency') }}", url="prepare/resilience/")
    assert not faults
    link = soup(shown).a
    assert link is not None
    assert (link.get_text(), link["title"]) == ("Old Agency", "merged 1 July 2022 into North Trust")
    assert link["href"] == "handbook:directory/organisations/#old-agency"


def test_a_mention_of_what_goes_on_carries_no_mark(made_up: Handbook) -> None:
    shown, _ = call(made_up, "{{ org('north-trust', 'your trust') }}")
    assert soup(shown).get_text() == "your trust"


def test_a_citation_leads_to_the_place_in_the_document(made_up: Handbook) -> None:
    shown, faults = call(made_up, "It is hard.{{ cite('G-1.1', 'first-fact') }}")
    assert not faults
    number = soup(shown).select_one("sup a")
    assert number is not None
    assert (number.get_text(), number["href"]) == ("1", "#source-1")
    note = soup(MACROS["page_end"](made_up, SimpleNamespace(url=""))).select_one("details #source-1")
    assert note is not None
    places = " ".join(note.get_text(" ").split())
    assert places.startswith("Guide (2017), section 1, The job. The law of the test puts a doctor on the board.")
    assert note.select_one("a[href='https://first.example/page']")
    back = note.select_one(".drawer__back")
    assert back is not None
    assert back["href"] == "#cite-1"


def test_the_trust_line_counts_sources_and_what_is_not_confirmed(made_up: Handbook) -> None:
    shown = soup(MACROS["trust_line"](made_up, SimpleNamespace(url="")))
    assert shown.get_text() == "Checked June 2026 · 2 sources · 1 point not confirmed"
    assert shown.a is not None
    assert shown.a["href"] == "#sources"


def test_the_drawer_tells_what_changed_what_is_unsure_and_where_to_go_next(made_up: Handbook) -> None:
    page = made_up.pages["prepare/resilience.md"]
    meta = page.meta.model_copy(
        update={
            "next": ("index.md",),
            "own_reading": "All of it.",
            "not_confirmed": ("The price. Ask the trust.",),
            "moved": {"old-part": "index.md#first"},
        }
    )
    changed = Handbook(made_up.catalogue, {**made_up.pages, page.path: replace(page, meta=meta)})
    shown = soup(MACROS["page_end"](changed, SimpleNamespace(url=page.url)))
    assert [link.get_text() for link in shown.select(".next a")] == ["Home"]
    drawer = shown.select_one("details#sources-and-changes:not([open])")
    assert drawer is not None
    told = " ".join(drawer.get_text(" ").split())
    for each in (
        "Old Agency : merged 1 July 2022 into North Trust",
        "It does so no longer",
        "Ask the trust.",
        "All of",
    ):
        assert each in told
    assert drawer.select_one("#old-part a[href='page:index.md#first']")


def test_coverage_tells_where_and_why_not(made_up: Handbook) -> None:
    rows = soup(MACROS["coverage_table"](made_up)).select("tbody tr")
    told = {row.th.get_text(" ", strip=True).split()[0]: row.select("td")[1].get_text() for row in rows if row.th}
    assert told["G-1.2"] == "Left out: It says nothing"
    assert told["G-1.1"].startswith("Home; Old Agency; ")


def test_hostile_text_in_data_stays_text(small: Path, edit: Edit) -> None:
    hostile = "*x* <script>alert(1)</script> {{ 7 * 7 }} [a](b) `c`"
    edit("data/courses/one-course.yml", "title: One course", f'title: "{hostile}"')
    handbook = load_handbook(small)
    for written in (MACROS["course_directory"](handbook), MACROS["case_study"](handbook, "jane-doe")):
        shown = soup(written)
        assert hostile in shown.get_text(" ")
        assert not shown.find("script")


def test_a_wrong_call_names_page_line_and_mend(small: Path) -> None:
    page = small / "docs" / "index.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("{{ counts() }}", "\n\n{{ org('old-agncy') }}"), encoding="utf-8"
    )
    handbook = load_handbook(small)
    _, faults = call(handbook, handbook.pages["index.md"].body)
    assert [str(fault) for fault in faults] == [
        "docs/index.md:18: org: no organisation 'old-agncy'. Did you mean 'old-agency'?"
    ]


def test_a_wrong_call_stops_a_build(small: Path) -> None:
    environment = Environment()  # noqa: S701
    environment.globals.update(failing_macros(load_handbook(small)))
    template = environment.from_string("\n{{ term('mdd') }}")
    with pytest.raises(HandbookError, match=r"docs/index.md:\d+: term: no term 'mdd'. Did you mean 'md'\?"):
        template.render(page=SimpleNamespace(url=""))
