"""The pages of the built site as chapters of one document: which there are, and their articles made to fit together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from handbook.model.pages import page_url
from handbook.model.repository import FILE, TAGS
from handbook.model.yaml_reader import parse_document, read_document

READING = 5
"""How many chapters are for reading, from the first; then come what one looks up, the plan, and how it is made."""

# What works only in a browser, or only leads about the site.
SCREEN_ONLY = (
    "script, template, .js-only, .no-print, .next, .mend, .drawer__note, .trust, .to-top, .hero .search-box, [hidden]"
)
# Sheets that lay one page out on its own paper: in a copy they would set the paper, and hide the sources, of all.
_ALONE = ("assets/css/brief-paper.css",)
_POINTING = ("href", "for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")


@dataclass(frozen=True)
class Part:
    """One page of the site as a part of a copy: its title, its address below the site's root, and how deep it lies."""

    title: str
    url: str
    depth: int = 1

    @property
    def name(self) -> str:
        """A name for anchors and files: `role/board/` is 'role-board'."""
        return self.url.strip("/").replace("/", "-") or "home"


@dataclass(frozen=True)
class Chapter:
    """A chapter: its title and its parts in the order of the navigation."""

    title: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """The chapter's name in addresses: 'The job' is 'the-job'."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


def read_chapters(root: Path) -> list[Chapter]:
    """The chapters that mkdocs.yml names, without what stands on the first level by itself and without the last one."""
    configuration: Any = read_document(root / FILE, FILE, partial(parse_document, tags=TAGS)).value
    found = [
        (title, value) for item in configuration["nav"] for title, value in item.items() if isinstance(value, list)
    ]
    return [Chapter(title, tuple(_parts(value, title, 1))) for title, value in found[:-1]]


def _parts(items: list[Any], title: str, depth: int) -> Iterator[Part]:
    for item in items:
        if isinstance(item, str):
            yield Part(title, page_url(item), depth - 1)
            continue
        for name, value in item.items():
            if isinstance(value, list):
                yield from _parts(value, name, depth + 1)
            else:
                yield Part(name, page_url(value), depth)


def article(site: Path, part: Part) -> Tag:
    """The page's own content, without what only a screen needs, its folds open; raises ValueError where none is."""
    parsed = BeautifulSoup((site / part.url / "index.html").read_text(encoding="utf-8"), "html.parser")
    found = parsed.find("article")
    if not isinstance(found, Tag):
        raise ValueError(f"{part.url}index.html has no article")
    for each in found.select(SCREEN_ONLY):
        each.decompose()
    for each in found.select("details"):
        each["open"] = ""
    for name in ("id", "tabindex"):
        del found[name]
    return found


def prefix_ids(content: Tag, name: str) -> None:
    """Let every id of `content` begin with `name`, and what points at one of them follow, drawings included."""
    for each in content.select("[id]"):
        each["id"] = f"{name}--{each['id']}"
    for attribute in _POINTING:
        for each in content.select(f"[{attribute}]"):
            each[attribute] = _prefixed(attribute, str(each[attribute]), name)
    for each in content.find_all(True):
        for attribute, value in list(each.attrs.items()):
            if isinstance(value, str) and "url(#" in value:
                each[attribute] = value.replace("url(#", f"url(#{name}--")


def _prefixed(attribute: str, value: str, name: str) -> str:
    if attribute == "href":
        return f"#{name}--{value[1:]}" if len(value) > 1 and value[0] == "#" else value
    return " ".join(f"{name}--{each}" for each in value.split())


def site_path(part: Part, address: str) -> tuple[str, str] | None:
    """Where a link of a page leads below the site's root, with its anchor; None where it leaves the site."""
    split = urlsplit(address)
    if split.scheme or split.netloc or not split.path:
        return None
    path = posixpath.normpath(posixpath.join(part.url or ".", split.path))
    folder = "/" if split.path.endswith(("/", ".")) and path != "." else ""
    return ("" if path == "." else path + folder), split.fragment


Leads = Callable[[str, str], str]
"""From the address of a page below the site's root and an anchor to where a link leads in the copy; '' for nowhere."""


def relink(content: Tag, part: Part, leads: Leads) -> None:
    """Let links to pages of the site lead where `leads` says; what leads nowhere becomes text."""
    for link in content.select("a[href]"):
        found = site_path(part, str(link["href"]))
        address = leads(*found) if found else str(link["href"])
        if address:
            link["href"] = address
        else:
            link.unwrap()


def deepen(content: Tag, by: int) -> None:
    """Make each heading `by` levels deeper, the sixth at most."""
    for each in content.select("h1, h2, h3, h4, h5, h6"):
        each.name = f"h{min(6, int(each.name[1]) + by)}"


def sections(chapter: Chapter, site: Path, leads: Leads, by: int = 1) -> Iterator[str]:
    """The parts of a chapter as HTML that can stand in one page, each in a section of its own."""
    for part in chapter.parts:
        content = article(site, part)
        prefix_ids(content, part.name)
        relink(content, part, leads)
        deepen(content, by)
        for figure in content.select("figure"):
            figure.name = (
                "div"  # Chromium tags it as a picture, which would then lack a text; the drawing within has one
            )
        yield f'<section class="part" id="{part.name}">{content.decode_contents()}</section>'


def within(chapters: list[Chapter], elsewhere: str = "") -> Leads:
    """How links lead in one document that holds these chapters; other pages lie below `elsewhere`, where given."""
    names = {part.url: part.name for chapter in chapters for part in chapter.parts}

    def leads(path: str, anchor: str) -> str:
        if path in names:
            return f"#{names[path]}--{anchor}" if anchor else f"#{names[path]}"
        return elsewhere and f"{elsewhere}{path}" + (f"#{anchor}" if anchor else "")

    return leads


def styles(site: Path, chapters: list[Chapter]) -> list[str]:
    """The style sheets that any page of the chapters loads, as paths below the site's root, the print sheet last.

    What lays out one page alone is left out.
    """
    found: dict[str, None] = {}
    for chapter in chapters:
        for part in chapter.parts:
            text = (site / part.url / "index.html").read_text(encoding="utf-8")
            for address in re.findall(r'<link rel="stylesheet" href="([^"]+)"', text):
                found[posixpath.normpath(posixpath.join(part.url or ".", address))] = None
    kept = (path for path in found if not path.endswith(_ALONE))
    return sorted(kept, key=lambda path: path.endswith("print.css"))
