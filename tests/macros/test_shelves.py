"""Long directories on several pages: nothing is lost, links lead to the whole entry, and every old address leads on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from handbook.faults import MacroError
from handbook.model.handbook import Handbook, load_handbook
from handbook.model.pages import held
from handbook.model.shelves import Holds
from macros.registry import MACROS
from macros.shelves import ORDERS, directory_parts, entry_list, groups_of
from tests.trees import attribute, tree, words


def parsed(site: Path, url: str) -> LexborHTMLParser:
    return tree(site / url / "index.html")


@pytest.mark.parametrize(
    ("holds", "taken"),
    [
        ({"values": ["programme"]}, {"a", "m"}),
        ({"letters": "A-L"}, {"a", "b"}),
        ({"values": ["programme"], "letters": "M-Z"}, {"m"}),
        ({"letters": "0-A"}, {"a", "3"}),
    ],
)
def test_what_a_page_holds(handbook: Handbook, holds: dict[str, object], taken: set[str]) -> None:
    course = next(iter(handbook.catalogue.courses))
    titles = {"a": "Alpha", "b": "beta", "m": "(Mu)", "3": "3D"}
    kinds = {"a": "programme", "m": "programme", "b": "course", "3": "course"}
    made_up = [course.model_copy(update={"id": id_, "title": titles[id_], "kind": kinds[id_]}) for id_ in titles]
    shelf = Holds.model_validate({"kind": "course", **holds})
    assert {each.id for each in made_up if shelf.takes(each)} == taken


def test_every_entry_of_a_long_directory_stands_in_full_on_one_page(site: Path, handbook: Handbook) -> None:
    held_kinds = {page.meta.holds.kind for page in handbook.pages.values() if page.meta.holds}
    assert held_kinds == {
        "course",
        "opportunity",
        "organisation",
        "thing",
        "change",
        "reference",
        "link",
        "source_item",
    }
    for page in (each for each in handbook.pages.values() if each.meta.holds):
        kind = page.meta.holds.kind if page.meta.holds else ""
        shown = parsed(site, page.url)
        for entry in held(page, kind, handbook.catalogue.entries[kind].values()):
            assert shown.css(f"[id='{entry.id}']") or entry.id in words(shown.body), (page.path, entry.id)


def test_links_lead_to_the_whole_entry(site: Path, handbook: Handbook) -> None:
    in_short = {each for each in handbook.shelves if not each.startswith("directory/link-health.md")}
    for page in handbook.pages.values():
        for link in parsed(site, page.url).css("article a[href*='#']"):
            target, _, anchor = attribute(link, "href").partition("#")
            for name in ("courses", "organisations", "things", "opportunities", "references", "changes"):
                if target.endswith(f"directory/{name}/"):
                    assert f"directory/{name}.md#{anchor}" not in in_short, (page.path, link.html)


@pytest.mark.parametrize("kind", ORDERS)
def test_the_list_has_every_entry_with_its_count(handbook: Handbook, kind: str) -> None:
    groups = groups_of(handbook, kind)
    assert sorted(each.id for group in groups for _, each in group.entries) == sorted(handbook.catalogue.entries[kind])
    shown = BeautifulSoup(entry_list(handbook, kind), "html.parser")
    for group in groups:
        assert shown.select_one(f"#{group.anchor}"), group.anchor
        link = shown.select_one(f".a-to-z [href='#{group.anchor}']")
        assert link is not None
        assert link.get_text() == f"{group.heading} {len(group.entries)}"


def test_a_list_of_no_kind_is_told(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match=r"no list of 'curse'\. Did you mean 'course'"):
        entry_list(handbook, "curse")


def test_a_page_that_holds_nothing_has_no_parts_beside_it(handbook: Handbook) -> None:
    with pytest.raises(MacroError, match="the page holds no part of a directory"):
        directory_parts(handbook, handbook.pages["role/board.md"])


def test_a_directory_that_is_not_cut_shows_everything(small: Path) -> None:
    handbook = load_handbook(small)
    assert handbook.shelves == {}
    page = handbook.pages["directory/courses.md"]
    assert 'id="one-course"' in MACROS["course_directory"](handbook, here=page)
    assert handbook.in_full("directory/courses.md", "one-course") == "directory/courses.md"


def test_each_part_names_the_others_and_marks_itself(site: Path) -> None:
    parts = parsed(site, "directory/organisations/h-to-m/")
    links = [words(link) for link in parts.css("nav.parts a")]
    assert links == ["All, in short", "A to G", "H to M", "N", "O to Z"]
    assert [words(link) for link in parts.css("nav.parts [aria-current=page]")] == ["H to M"]


OLD = "directory/courses/#nye-bevan"
WHOLE = "directory/courses/programmes-m-to-z/#nye-bevan"


def test_an_old_address_leads_to_the_whole_entry(page: Page, address: str) -> None:
    page.goto(address + OLD)
    page.wait_for_url(address + WHOLE)
    expect(page.locator("#nye-bevan")).to_be_in_viewport()


def test_an_old_address_leads_on_without_script(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + OLD)
    page.locator("#nye-bevan").get_by_role("link").click()
    assert page.url == address + WHOLE
    page.context.close()


def test_a_moved_section_leads_on(page: Page, address: str) -> None:
    page.goto(address + "directory/courses/#wales")
    page.wait_for_url(address + "directory/courses/scotland-wales-and-northern-ireland/#wales")
    expect(page.locator("#wales")).to_be_in_viewport()


def test_a_number_of_a_source_leads_nowhere_else(page: Page, address: str) -> None:
    page.goto(address + "role/board/#source-1")
    expect(page.locator("#source-1")).to_be_visible()
    assert page.url == address + "role/board/#source-1"
