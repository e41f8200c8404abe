"""The list of sections knows the headings that macros make, without an engine and under both."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model.pages import load_pages
from macros.outline import Section, sections
from tests.conftest import ROOT
from tests.trees import attribute, tree, words


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
        parsed = tree(site / page.url / "index.html")
        for link in parsed.css(".toc-side a"):
            address, name = attribute(link, "href"), words(link)
            heading = parsed.css_first(f"article [id='{address[1:]}']")
            if heading is None or not words(heading).startswith(name):
                wrong.append((page.path, address, name))
    assert wrong == []
