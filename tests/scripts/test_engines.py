"""Both engines build the same pages from the same files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborNode

from handbook.model.handbook import Handbook
from tests.trees import attribute, fresh, tree, words

PAGE = "skills/person-specification/index.html"


def article(site: Path, page: str) -> LexborNode:
    """The page's own content, without the frame that each engine puts around it."""
    found = fresh(site / page).css_first("article")
    assert found is not None
    for extra in found.css(".headerlink, .footnote hr"):
        extra.decompose()
    return found


def sections(page: Path) -> list[tuple[str, str]]:
    """What the list 'On this page' names, with its addresses."""
    return [(attribute(link, "href"), link.text()) for link in tree(page).css(".toc-side a, .toc-fold a")]


def anchors(content: LexborNode) -> set[str]:
    """Every place that a link can lead to."""
    return {attribute(part, "id") for part in content.css("[id]")}


def targets(content: LexborNode, url: str) -> list[str]:
    """Where each link leads: the engines write the way into a folder beside the page differently."""
    return [urljoin(f"/{url}", attribute(link, "href")) for link in content.css("a")]


def letters(content: LexborNode) -> str:
    """The text without white space: one engine wraps each token of a code block, the other does not."""
    return "".join(content.text().split())


def shown(content: LexborNode) -> list[tuple[str, str, str]]:
    """Each criterion: its anchor, its text, and the links in it."""
    return [
        (
            attribute(item, "id"),
            words(item, " "),
            ", ".join(attribute(link, "href") for link in item.css("a[href]")),
        )
        for item in content.css(".person-spec__item")
    ]


def test_the_specification_is_the_same_under_both(site: Path, zensical_site: Path, handbook: Handbook) -> None:
    ours, theirs = shown(article(site, PAGE)), shown(article(zensical_site, PAGE))
    assert [anchor for anchor, _, _ in ours] == [criterion.id for criterion in handbook.catalogue.criteria]
    assert len(ours) == 22
    assert ours == theirs


def test_every_page_has_the_same_text_and_links_under_both(site: Path, zensical_site: Path, handbook: Handbook) -> None:
    different = []
    for page in handbook.pages.values():
        path = f"{page.url}index.html"
        ours, theirs = article(site, path), article(zensical_site, path)
        if letters(ours) != letters(theirs):
            different.append((path, "text"))
        if targets(ours, page.url) != targets(theirs, page.url):
            different.append((path, "links"))
        if sections(site / path) != sections(zensical_site / path):
            different.append((path, "list of sections"))
        if anchors(ours) != anchors(theirs):
            different.append((path, "anchors"))
    assert not different


@pytest.mark.parametrize("page", ["index.html", PAGE])
def test_the_frame_is_the_same_under_both(site: Path, zensical_site: Path, page: str) -> None:
    ours, theirs = (words(tree(each / page).css_first("footer"), " ") for each in (site, zensical_site))
    assert ours == theirs
