"""The list of sections knows the headings that macros make, without an engine and under both."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from handbook.model.pages import load_pages
from macros.outline import Section, sections
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("rendered", "found"),
    [
        ("# Title\n\n## A & b { #ab }", [Section(2, "ab", "A & b")]),
        ("## Same\n\n## Same", [Section(2, "same", "Same"), Section(2, "same_1", "Same")]),
        ("## [Linked](a.md) and `code`", [Section(2, "linked-and-code", "Linked and code")]),
        (
            '<h2 id="x" class="y">Made &amp; <b>set</b> <span class="badge">new</span></h2>',
            [Section(2, "x", "Made & set")],
        ),
        ('<h3 id="kind-coaching" class="directory__kind">Coaching</h3>', [Section(3, "kind-coaching", "Coaching")]),
        ('<h3 id="one-entry">An entry</h3>', []),
        ("<h2>Without an anchor</h2>", []),
        ("```\n## In code\n```\n\n<!-- ## Hidden -->", []),
        ("#### Deep", []),
    ],
)
def test_what_is_a_section(rendered: str, found: list[Section]) -> None:
    assert sections(rendered) == found


def test_every_section_that_is_listed_stands_on_its_page_under_that_name(site: Path) -> None:
    wrong = []
    for page in load_pages(ROOT).values():
        parsed = BeautifulSoup((site / page.url / "index.html").read_text(encoding="utf-8"), "html.parser")
        for link in parsed.select(".toc-side a"):
            heading = parsed.select_one(f"article [id='{str(link['href'])[1:]}']")
            name = " ".join(link.get_text().split())
            if heading is None or not " ".join(heading.get_text().split()).startswith(name):
                wrong.append((page.path, link["href"], name))
    assert wrong == []
