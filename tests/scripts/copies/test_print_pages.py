"""A print page a chapter: every part of it, ids once, links that lead somewhere, nothing that only a screen needs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from scripts.copies.chapters import Chapter, Part, article, prefix_ids, read_chapters, site_path
from scripts.copies.edition import read_edition
from scripts.copies.print_pages import write_print_pages
from scripts.site_links import served
from tests.browser.accessibility import violations
from tests.conftest import ROOT

EDITION = read_edition(ROOT)


@pytest.fixture(scope="module")
def own_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site: the one that all tests share keeps no print page."""
    return Path(shutil.copytree(site, tmp_path_factory.mktemp("copies") / "site"))


@pytest.fixture(scope="module")
def printed(own_site: Path, few: list[Chapter]) -> list[Path]:
    return write_print_pages(own_site, few, EDITION)


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def lost_links(page: Path, site: Path) -> list[str]:
    """Links of a page that lead to no anchor of it and to no file of the site."""
    parsed, here = soup(page), Part("", page.parent.relative_to(site).as_posix() + "/")
    ids, lost = {str(each["id"]) for each in parsed.select("[id]")}, []
    for link in parsed.select("[href]"):
        address = str(link["href"])
        found = site_path(here, address)
        if address.startswith("#") and address[1:] not in ids:
            lost.append(address)
        if found and not ((site / found[0]).is_file() or (site / found[0] / "index.html").is_file()):
            lost.append(address)
    return lost


def test_every_chapter_of_the_navigation_is_found() -> None:
    chapters = read_chapters(ROOT)
    assert [each.title for each in chapters][:2] == ["The job", "Get ready"]
    assert len(chapters) == 6
    assert not [part for chapter in chapters for part in chapter.parts if not part.title]


def test_each_page_holds_its_parts_and_leads_somewhere(printed: list[Path], few: list[Chapter], own_site: Path) -> None:
    for path, chapter in zip(printed, few, strict=True):
        parsed = soup(path)
        assert [each["id"] for each in parsed.select(".part")] == [part.name for part in chapter.parts]
        ids = [each["id"] for each in parsed.select("[id]")]
        assert len(ids) == len(set(ids))
        assert lost_links(path, own_site) == []
        assert not parsed.select("script, .js-only, details:not([open])")
        assert len(parsed.select("h1")) == 1


def test_a_lost_link_is_told(printed: list[Path], own_site: Path) -> None:
    page = own_site / "print" / "lost" / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text('<a href="#no"></a><a href="../../gone/"></a><a href="../../role/"></a>', encoding="utf-8")
    assert lost_links(page, own_site) == ["#no", "../../gone/"]
    page.unlink()
    page.parent.rmdir()


def test_drawings_keep_their_patterns_and_names(site: Path) -> None:
    content = article(site, Part("Support", "evidence/support/"))
    prefix_ids(content, "x")
    ids = {str(each["id"]) for each in content.select("[id]")}
    text = str(content)
    assert set(re.findall(r"url\(#([\w-]+)\)", text)) <= ids
    assert {each for names in re.findall(r'aria-labelledby="([^"]+)"', text) for each in names.split()} <= ids
    assert "url(#x--" in text


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(printed: list[Path], page: Page, own_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    with served(own_site) as address:
        page.goto(address + printed[-1].parent.relative_to(own_site).as_posix() + "/")
        assert not violations(page)
