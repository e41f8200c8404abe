"""Each page and each entry leads to the form with its own name filled in, and to the very file that holds it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup

from handbook.model.handbook import Handbook, load_handbook
from handbook.model.kinds import KINDS
from handbook.model.repository import Repository
from macros.rendering import render_pages
from tests.conftest import ROOT

SUGGEST = re.compile(r'href="handbook:contribute/suggest/#([^"]*)"')
DIRECTORIES = {
    "directory/courses.md": "course",
    "directory/opportunities.md": "opportunity",
    "directory/organisations.md": "organisation",
    "directory/things.md": "thing",
    "directory/changes.md": "change",
    "directory/glossary.md": "term",
    "directory/references.md": "reference",
    "directory/voices.md": "voice",
    "skills/what-posts-ask.md": "post",
}


@pytest.fixture(scope="module")
def rendered(handbook: Handbook) -> dict[str, str]:
    """Each page of a handbook whose repository is known."""
    known = replace(handbook, repository=Repository("https://host.example/us/handbook"))
    return render_pages(known, [])


def suggested(text: str) -> list[tuple[str, str]]:
    """The page and the entry of each link to the form."""
    found = (parse_qs(unescape(each)) for each in SUGGEST.findall(text))
    return [(each["page"][0], each.get("entry", [""])[0]) for each in found]


def test_each_page_leads_to_its_own_correction_and_its_own_file(handbook: Handbook, rendered: dict[str, str]) -> None:
    for path, page in handbook.pages.items():
        assert (path, "") in suggested(rendered[path]), path
        assert f'href="https://host.example/us/handbook/edit/main/{page.file}"' in rendered[path]
        assert (ROOT / page.file).is_file()


@pytest.mark.parametrize(("path", "kind"), DIRECTORIES.items())
def test_each_entry_leads_to_its_own_correction_and_its_own_file(
    path: str, kind: str, handbook: Handbook, rendered: dict[str, str]
) -> None:
    entries = handbook.catalogue.entries[kind]
    assert entries
    seen = {page: suggested(text) for page, text in rendered.items() if page.startswith(path.removesuffix(".md"))}
    named = {entry for there in seen.values() for _, entry in there if entry.startswith(f"{kind}/")}
    assert named == {f"{kind}/{id_}" for id_ in entries}
    for id_ in entries:
        page = handbook.in_full(path, id_)  # a long directory has its entries on pages of their own
        assert (page, f"{kind}/{id_}") in seen[page]
        file = handbook.catalogue.written[kind, id_].document.file
        assert (ROOT / file).is_file()
        assert f'/edit/main/{file}"' in rendered[page]
        if KINDS[kind].file_an_entry:
            assert file.endswith(f"/{id_}.yml")


def test_a_criterion_leads_to_its_correction_where_it_stands_in_full(
    handbook: Handbook, rendered: dict[str, str]
) -> None:
    groups = [text for path, text in rendered.items() if path.startswith("skills/")]
    found = [entry for text in groups for _, entry in suggested(text) if entry.startswith("criterion/")]
    assert sorted(found) == sorted(f"criterion/{each.id}" for each in handbook.catalogue.criteria)
    assert any('/edit/main/data/person_specification.yml"' in unescape(text) for text in groups)


def test_a_fact_leads_to_its_correction_in_the_drawer_of_each_page_that_cites_it(
    handbook: Handbook, rendered: dict[str, str]
) -> None:
    for path, page in handbook.pages.items():
        cited = {f"fact/{id_}" for ids in page.cited for id_ in ids if id_ in handbook.catalogue.entries["fact"]}
        found = [(where, entry) for where, entry in suggested(rendered[path]) if entry.startswith("fact/")]
        assert {entry for _, entry in found} == cited, path
        assert {where for where, _ in found} <= {path}
    assert '/edit/main/data/facts/law.yml"' in rendered["role/the-law-and-you.md"]


def test_where_no_repository_is_known_nothing_leads_there(handbook: Handbook) -> None:
    page = render_pages(replace(handbook, repository=Repository()), [])["role/board.md"]
    assert "Edit this" not in page
    assert "<code>docs/role/board.md</code>" in page


def test_the_links_of_entries_have_names_of_their_own_and_stand_aside(site: Path) -> None:
    page = BeautifulSoup((site / "directory/organisations/a-to-g/index.html").read_text("utf-8"), "html.parser")
    names = [" ".join(link.get_text().split()) for link in page.select(".entry .mend a")]
    assert len(names) > 15
    assert len(set(names)) == len(names)
    assert not page.select(".prose > p:not(.mend) a[href*='suggest/#page=']")
    assert page.select(".drawer .mend a")


def test_a_handbook_without_the_form_shows_no_link_to_it(small: Path) -> None:
    assert "contribute/suggest" not in render_pages(load_handbook(small), [])["directory/courses.md"]
