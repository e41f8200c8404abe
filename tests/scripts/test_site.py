"""The built site: strict, whole, without a broken link, light, and free of what nobody asked for."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from handbook.model.handbook import Handbook
from scripts.build import build
from scripts.site_links import quick_check

FIRST_VIEW_KB, MEDIAN_KB = 80, 70


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def html_pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_is_built(site: Path, handbook: Handbook) -> None:
    built = {path.parent.relative_to(site).as_posix() for path in html_pages(site)}
    assert built == {page.url.rstrip("/") or "." for page in handbook.pages.values()}


def test_the_specification_page_shows_what_the_data_holds(site: Path, handbook: Handbook) -> None:
    page = soup(site / "skills" / "person-specification" / "index.html")
    assert [item["id"] for item in page.select(".person-spec__item")] == [c.id for c in handbook.catalogue.criteria]
    assert len(page.select(".prompts li")) == 13
    assert page.select_one("article .md-content, article") is not None


def test_the_directory_shows_every_course_and_opportunity(site: Path, handbook: Handbook) -> None:
    for name, entries in (("courses", handbook.catalogue.courses), ("opportunities", handbook.catalogue.opportunities)):
        pages = [soup(path) for path in sorted((site / "directory" / name).rglob("*.html"))]
        in_full = [heading["id"] for page in pages for heading in page.select(".entry h3")]
        assert sorted(in_full) == sorted(entry.id for entry in entries)
        in_short = soup(site / "directory" / name / "index.html")
        assert {row["id"] for row in in_short.select(".shelf__list > li")} == {entry.id for entry in entries}


def test_the_list_of_sections_names_every_heading_and_not_every_entry(site: Path) -> None:
    for path in html_pages(site):
        page = soup(path)
        wanted = [f"#{heading['id']}" for heading in page.select("article :is(h2[id], .directory__kind)")]
        listed = [str(link["href"]) for link in page.select(".toc-side a")]
        if "toc-side" in str(page):
            assert [each for each in listed if each in wanted] == wanted, path
            assert not {f"#{entry['id']}" for entry in page.select(".entry :is(h3, h4)[id]")} & set(listed), path
            assert len(listed) <= 25, path
        else:
            assert len(wanted) < 2 or not page.select(".page:not(.page--wide)"), path
    courses = soup(site / "directory" / "courses" / "courses-and-workshops" / "index.html")
    assert len(courses.select(':is(.toc-side, .toc-fold) a[href="#kind-workshop"]')) == 2


def test_no_macro_is_left_as_it_was_typed(site: Path) -> None:
    for path in html_pages(site):
        article = soup(path).find("article")
        assert article is not None
        for code in article.find_all("code"):
            code.decompose()
        assert "{{" not in article.get_text(), path
        assert "[^" not in article.get_text(), path
        assert '"page:' not in str(article), path


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for path in html_pages(site):
        ids = [element["id"] for element in soup(path).select("[id]") if not element.find_parent("template")]
        assert len(ids) == len(set(ids)), (path, [each for each in ids if ids.count(each) > 1])


def test_offline_lychee_finds_no_broken_link(site: Path) -> None:
    assert quick_check(site) == 0


def test_offline_lychee_finds_a_planted_one(site: Path, tmp_path: Path) -> None:
    planted = '<a href="gone/">x</a> <a href="#no-such-anchor">y</a> <img src="gone.png" alt="">'
    (tmp_path / "index.html").write_text(f"<html><body>{planted}</body></html>", encoding="utf-8")
    assert quick_check(tmp_path) == 2


def test_a_site_without_pages_is_not_passed(tmp_path: Path) -> None:
    assert quick_check(tmp_path) == 1


def first_view_bytes(site: Path, page: Path) -> int:
    """Compressed bytes of a page and of what it loads at once: its styles, scripts and images."""
    total = len(gzip.compress(page.read_bytes()))
    parsed = soup(page)
    for template in parsed.find_all("template"):
        template.decompose()
    wanted = [tag.get("href") for tag in parsed.select('link[rel="stylesheet"], link[rel="icon"]')]
    wanted += [tag.get("src") for tag in parsed.select("script[src], img[src]")]
    base = "/" + page.parent.relative_to(site).as_posix() + "/"
    for name in {urlsplit(urljoin(base, str(each))).path for each in wanted if each}:
        total += len(gzip.compress((site / name.lstrip("/")).read_bytes()))
    return total


def test_first_views_are_light(site: Path) -> None:
    weights = {path: first_view_bytes(site, path) / 1000 for path in html_pages(site)}
    heaviest = max(weights, key=lambda path: weights[path])
    assert weights[heaviest] <= FIRST_VIEW_KB, heaviest
    assert statistics.median(weights.values()) <= MEDIAN_KB


def test_no_page_names_a_host_that_it_would_call(site: Path) -> None:
    calling = re.compile(
        r"<(?:script|img|iframe|link|source|video|audio)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^>]*>"
    )
    for path in html_pages(site):
        found = [tag for tag in calling.findall(path.read_text(encoding="utf-8")) if 'rel="canonical"' not in tag]
        assert not found, path


def test_every_page_says_who_answers_for_it(site: Path, handbook: Handbook) -> None:
    for page in handbook.pages.values():
        text = soup(site / page.url / "index.html").get_text(" ", strip=True)
        assert page.meta.owner in text, page.path
        assert "Independent" in text, page.path


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/index.md", "](start/routes.md", "](start/rutes.md"),
        ("docs/role/board.md", "{{ page_end(page) }}", "{{ org('no-such') }}\n\n{{ page_end(page) }}"),
        ("docs/role/board.md", "{{ page_end(page) }}", "{{ undefined_name }}\n\n{{ page_end(page) }}"),
    ],
)
def test_a_strict_build_fails(tmp_path: Path, file: str, old: str, new: str) -> None:
    import shutil

    from tests.conftest import ROOT

    for name in ("docs", "data", "handbook", "macros", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert build("mkdocs", tmp_path / "site", tmp_path) != 0
