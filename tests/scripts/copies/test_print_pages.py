"""A print page a chapter: every part of it, ids once, links that lead somewhere, nothing that only a screen needs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from scripts.copies.chapters import Chapter, Part, article, prefix_ids, read_chapters, site_path, styles
from scripts.copies.disk import page_from_disk
from scripts.copies.edition import read_edition
from scripts.copies.print_pages import lead_to_print_page, policy_of, write_print_pages
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


def test_no_page_lays_out_the_paper_of_all_others(site: Path) -> None:
    sheets = styles(site, read_chapters(ROOT))
    assert "assets/css/brief.css" in sheets
    assert [each for each in sheets if "@page" in (site / each).read_text("utf-8")] == ["assets/css/print.css"]


def test_each_page_holds_its_parts_and_leads_somewhere(printed: list[Path], few: list[Chapter], own_site: Path) -> None:
    for path, chapter in zip(printed, few, strict=True):
        parsed = soup(path)
        assert [each["id"] for each in parsed.select(".part")] == [part.name for part in chapter.parts]
        ids = [each["id"] for each in parsed.select("[id]")]
        assert len(ids) == len(set(ids))
        assert lost_links(path, own_site) == []
        assert not parsed.select("script, .js-only, details:not([open])")
        assert len(parsed.select("h1")) == 1


def test_the_first_page_of_a_chapter_leads_to_it_once(printed: list[Path], few: list[Chapter], own_site: Path) -> None:
    for path, chapter in zip(printed, few, strict=True):
        lead_to_print_page(own_site, chapter)  # again, as when copies are made anew
        first = own_site / chapter.parts[0].url / "index.html"
        links = soup(first).select("article .trust .to-print")
        assert [link.get_text() for link in links] == ["Print this chapter"]
        assert (first.parent / str(links[0]["href"]) / "index.html").resolve() == path.resolve()
        assert "to-print" not in page_from_disk(first.read_text(encoding="utf-8"))  # where there are no print pages


def test_a_page_without_a_line_on_trust_leads_there_too(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    page, chapter = tmp_path / "a" / "index.html", Chapter("The end", (Part("A", "a/"),))
    page.write_text("<p>One.</p><h2>Two</h2>", encoding="utf-8")
    lead_to_print_page(tmp_path, chapter)
    link = '<a class="to-print no-print" href="../print/the-end/">Print this chapter</a>'
    assert f"{link}</p><h2>" in page.read_text(encoding="utf-8")
    page.write_text("<p>One.</p>", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for a link to its print page"):
        lead_to_print_page(tmp_path, chapter)


def test_it_keeps_the_policy_of_the_pages(printed: list[Path], own_site: Path) -> None:
    for path in printed:
        assert policy_of(own_site) in path.read_text(encoding="utf-8")
        told = [each.name for each in soup(path).find_all() if any(re.match(r"on|style$", name) for name in each.attrs)]
        assert told == []
    assert "default-src 'none'" in policy_of(own_site)


@pytest.mark.breaks_the_policy
def test_what_is_planted_in_it_does_not_run(
    printed: list[Path], page: Page, own_site: Path, policy_refusals: list[str]
) -> None:
    path, planted = printed[0].with_name("planted.html"), "<script>document.title = 'run'</script>"
    with served(own_site) as address:
        page.goto(address + printed[0].relative_to(own_site).as_posix())
        assert policy_refusals == []
        path.write_text(printed[0].read_text("utf-8").replace("</main>", f"{planted}</main>"), encoding="utf-8")
        page.goto(address + path.relative_to(own_site).as_posix())
    path.unlink()
    assert page.title() != "run"
    assert len(policy_refusals) == 1


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
