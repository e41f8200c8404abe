"""Both engines build the same pages from the same files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from handbook.model.handbook import Handbook

PAGE = "skills/person-specification/index.html"


def article(site: Path, page: str) -> Tag:
    """The page's own content, without the frame that each engine puts around it."""
    found = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser").find("article")
    assert isinstance(found, Tag)
    for extra in found.select(".headerlink, .footnote hr"):
        extra.decompose()
    return found


def sections(page: Path) -> list[tuple[str, str]]:
    """What the list 'On this page' names, with its addresses."""
    parsed = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return [(str(link["href"]), link.get_text()) for link in parsed.select(".toc-side a, .toc-fold a")]


def targets(content: Tag, url: str) -> list[str]:
    """Where each link leads: the engines write the way into a folder beside the page differently."""
    return [urljoin(f"/{url}", str(link.get("href", ""))) for link in content.select("a")]


def letters(content: Tag) -> str:
    """The text without white space: one engine wraps each token of a code block, the other does not."""
    return "".join(content.get_text().split())


def shown(content: Tag) -> list[tuple[str, str, str]]:
    """Each criterion: its anchor, its text, and the links in it."""
    items = content.select(".person-spec__item")
    return [
        (
            str(item["id"]),
            " ".join(item.get_text(" ").split()),
            ", ".join(str(a["href"]) for a in item.select("a[href]")),
        )
        for item in items
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
        if {e["id"] for e in ours.select("[id]")} != {e["id"] for e in theirs.select("[id]")}:
            different.append((path, "anchors"))
    assert not different


@pytest.mark.parametrize("page", ["index.html", PAGE])
def test_the_frame_is_the_same_under_both(site: Path, zensical_site: Path, page: str) -> None:
    frames = []
    for each in (site, zensical_site):
        parsed = BeautifulSoup((each / page).read_text(encoding="utf-8"), "html.parser")
        footer = parsed.find("footer")
        assert footer is not None
        frames.append(" ".join(footer.get_text(" ").split()))
    assert frames[0] == frames[1]
