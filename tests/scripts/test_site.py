"""The built site: strict, whole, without a broken link, light, and free of what nobody asked for."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from handbook.model.handbook import Handbook
from scripts.build import build
from scripts.site_links import quick_check
from tests.conftest import ROOT
from tests.trees import attribute, fresh, tree, words

FIRST_VIEW_KB, MEDIAN_KB = 60, 30


def html_pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_is_built(site: Path, handbook: Handbook) -> None:
    built = {path.parent.relative_to(site).as_posix() for path in html_pages(site)}
    assert built == {page.url.rstrip("/") or "." for page in handbook.pages.values()}


def test_the_specification_page_shows_what_the_data_holds(site: Path, handbook: Handbook) -> None:
    page = tree(site / "skills" / "person-specification" / "index.html")
    shown = [attribute(item, "id") for item in page.css("article .person-spec__item")]
    assert shown == [criterion.id for criterion in handbook.catalogue.criteria]
    assert len(page.css(".prompts li")) == 13


def test_the_directory_shows_every_course_and_opportunity(site: Path, handbook: Handbook) -> None:
    for name, entries in (("courses", handbook.catalogue.courses), ("opportunities", handbook.catalogue.opportunities)):
        pages = [tree(path) for path in sorted((site / "directory" / name).rglob("*.html"))]
        in_full = [attribute(heading, "id") for page in pages for heading in page.css(".entry h3")]
        assert sorted(in_full) == sorted(entry.id for entry in entries)
        in_short = tree(site / "directory" / name / "index.html").css(".shelf__list > li")
        assert {attribute(row, "id") for row in in_short} == {entry.id for entry in entries}


def test_the_list_of_sections_names_every_heading_and_not_every_entry(site: Path) -> None:
    for path in html_pages(site):
        page = tree(path)
        wanted = [f"#{attribute(each, 'id')}" for each in page.css("article :is(h2[id], .directory__kind)")]
        listed = [attribute(link, "href") for link in page.css(".toc-side a")]
        if page.css(".toc-side"):
            assert [each for each in listed if each in wanted] == wanted, path
            entries = {f"#{attribute(each, 'id')}" for each in page.css(".entry :is(h3, h4)[id]")}
            assert not entries & set(listed), path
            assert len(listed) <= 25, path
        else:
            assert len(wanted) < 2 or not page.css(".page:not(.page--wide)"), path
    courses = tree(site / "directory" / "courses" / "courses-and-workshops" / "index.html")
    for place in (".toc-side", ".toc-fold"):
        assert len(courses.css(f'{place} a[href="#kind-workshop"]')) == 1, place


def test_no_macro_is_left_as_it_was_typed(site: Path) -> None:
    for path in html_pages(site):
        article = fresh(path).css_first("article")
        assert article is not None
        for code in article.css("code"):
            code.decompose()
        assert "{{" not in words(article), path
        assert "[^" not in words(article), path
        assert '"page:' not in str(article.html), path


def test_ids_are_unique_on_each_page(site: Path) -> None:
    for path in html_pages(site):
        page = tree(path)
        copied = [attribute(part, "id") for part in page.css("x-template [id]")]
        ids = [attribute(part, "id") for part in page.css("[id]")]
        for each in copied:
            ids.remove(each)
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
    parsed = tree(page)
    wanted = [attribute(tag, "href") for tag in parsed.css('link[rel="stylesheet"], link[rel="icon"]')]
    wanted += [attribute(tag, "src") for tag in parsed.css("script[src], img[src]")]
    base = "/" + page.parent.relative_to(site).as_posix() + "/"
    for name in {urlsplit(urljoin(base, each)).path for each in wanted if each}:
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
        text = words(tree(site / page.url / "index.html").body, " ")
        assert page.meta.owner in text, page.path
        assert "Independent" in text, page.path


def test_a_build_fails_where_the_engine_warns(tmp_path: Path) -> None:
    for name in ("docs", "data", "handbook", "macros", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    page = tmp_path / "docs" / "index.md"
    text = page.read_text(encoding="utf-8")
    assert "](start/routes.md" in text
    page.write_text(text.replace("](start/routes.md", "](start/rutes.md", 1), encoding="utf-8")
    assert build("mkdocs", tmp_path / "site", tmp_path) != 0
