"""What machines read of a page: JSON-LD that holds what its types need, the same under both engines; robots.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from handbook.model.handbook import Handbook
from macros.structured_data import TAUGHT, as_script
from scripts.build import write_robots
from tests.trees import attribute, tree, words

# What search engines say that they need of each type.
NEEDED = {
    "WebPage": {"name", "description", "url", "dateModified", "license"},
    "BreadcrumbList": {"itemListElement"},
    "Course": {"name", "description", "provider", "url"},
    "ItemList": {"name", "itemListElement"},
    "DefinedTermSet": {"name", "hasDefinedTerm"},
    "DefinedTerm": {"name", "description", "url"},
    "ScholarlyArticle": {"name", "author", "datePublished", "isPartOf"},
    "Report": {"name", "author", "datePublished"},
}


def parsed(site: Path, url: str) -> LexborHTMLParser:
    return tree(site / url / "index.html")


def blocks(page: LexborHTMLParser) -> list[dict[str, Any]]:
    return [json.loads(each.text()) for each in page.css('script[type="application/ld+json"]')]


def nodes(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in found:
        for node in block.get("@graph", [block]):
            yield node
            yield from node.get("hasDefinedTerm", [])
            yield from (each["item"] for each in node.get("itemListElement", []) if isinstance(each["item"], dict))


def lacking(found: list[dict[str, Any]]) -> list[str]:
    """What the nodes lack, by type."""
    return [
        f"{node['@type']} lacks {name}"
        for node in nodes(found)
        for name in sorted(NEEDED.get(node["@type"], set()) - {name for name, value in node.items() if value})
    ]


def test_every_page_says_what_it_is_and_where_it_lies(site: Path, zensical_site: Path, handbook: Handbook) -> None:
    descriptions = set()
    for known in handbook.pages.values():
        page = parsed(site, known.url)
        found = blocks(page)
        assert not lacking(found), known.path
        assert found == blocks(parsed(zensical_site, known.url)), known.path
        assert found[0]["@graph"][0]["name"] == known.meta.title
        shown = [words(each) for each in page.css(".crumbs li")]
        listed = [each["name"] for each in found[1]["itemListElement"]] if known.url else []
        assert listed[: len(shown)] == shown, known.path
        descriptions |= {attribute(meta, "content") for meta in page.css('meta[name="description"]')}
    assert len(descriptions) == len(handbook.pages)


def test_pages_name_their_entries(site: Path, handbook: Handbook) -> None:
    def types(url: str) -> list[str]:
        return [node["@type"] for node in nodes(blocks(parsed(site, url)))]

    assert types("directory/glossary/").count("DefinedTerm") == len(handbook.catalogue.terms)
    assert {"ScholarlyArticle", "Report"} <= set(types("about/sources/"))


def test_each_course_that_runs_is_told_once_where_it_stands_in_full(site: Path, handbook: Handbook) -> None:
    told = {}
    for page in (each for each in handbook.pages.values() if each.path.startswith("directory/courses")):
        shown = parsed(site, page.url)
        for node in nodes(blocks(shown)):
            if node["@type"] == "Course":
                path, _, id_ = node["url"].partition("#")
                assert (site / page.url / path).resolve() == (site / page.url).resolve(), id_
                assert id_ not in told, id_
                told[id_] = shown.css(f"[id='{id_}']")
    running = [each for each in handbook.catalogue.courses if each.currency.status == "active" and each.kind in TAUGHT]
    assert set(told) == {each.id for each in running}
    assert len(told) > 20
    for each in running:
        assert told[each.id], each.id


def test_its_addresses_lead_to_pages_and_anchors_of_the_site(site: Path) -> None:
    for url in ("directory/courses/programmes-a-to-l/", "directory/glossary/", "skills/person-specification/"):
        page = parsed(site, url)
        for node in nodes(blocks(page)):
            items = [each["item"] for each in node.get("itemListElement", []) if isinstance(each["item"], str)]
            for address in [*items, *([node["url"]] if "url" in node else [])]:
                path, _, anchor = address.partition("#")
                target = (site / url / path / "index.html").resolve()
                assert target.is_file(), address
                assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), address


def test_a_node_without_what_it_needs_is_told() -> None:
    course = {"@type": "Course", "name": "A", "description": "", "url": "x"}
    assert lacking([{"@graph": [course]}]) == ["Course lacks description", "Course lacks provider"]


def test_no_text_ends_the_script() -> None:
    text = as_script([{"@type": "Thing", "name": "</script><script>alert(1)</script> & more"}])
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><script>alert(1)</script> & more"


@pytest.mark.parametrize(("address", "listed"), [("", False), ("https://a.example/h", True)])
def test_robots_may_read_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, listed: bool) -> None:
    monkeypatch.setenv("SITE_URL", address)
    write_robots(tmp_path)
    text = (tmp_path / "robots.txt").read_text(encoding="utf-8")
    assert text.startswith("User-agent: *\nAllow: /\n")
    assert ("Sitemap: https://a.example/h/sitemap.xml\n" in text) == listed
