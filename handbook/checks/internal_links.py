"""Links inside the handbook, followed on the pages as their macros fill them in: faults with file and line.

The engines report a dead link at the end of a build, often without a line. This does the same work in a
fraction of a second, so that it can run at every save.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from handbook.faults import Fault, did_you_mean
from handbook.model.handbook import Handbook
from handbook.model.pages import Page

Anchors = dict[str, set[str]]


def internal_links_lead_somewhere(
    handbook: Handbook, root: Path, rendered: dict[str, str], offered: Anchors
) -> Iterator[Fault]:
    """Every link, image and anchor on a page leads to what is there.

    `rendered` holds each page's Markdown after its macros were run, by path, and `offered` the anchors that it has.
    """
    for page in handbook.pages.values():
        yield from _link_faults(page, offered, root)
        yield from _macro_link_faults(page, rendered[page.path], offered, handbook)


def _link_faults(page: Page, offered: Anchors, root: Path) -> Iterator[Fault]:
    for link in page.markdown.links:
        if link.image and not link.words.strip():
            mend = "Write what it shows: ![words](picture.png)"
            yield Fault(page.file, link.line, "", "an image without words", mend)
        problem, mend = _target_problem(page, link.target, link.image, offered, root)
        if problem:
            yield Fault(page.file, link.line, "", problem, mend)


def _target_problem(page: Page, target: str, image: bool, offered: Anchors, root: Path) -> tuple[str, str]:
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", target, flags=re.IGNORECASE)
    if scheme:  # a bare address is a fault of its own rule
        bad = scheme[1].lower() not in ("http", "https", "mailto", "tel")
        return (f"a link may not begin with '{scheme[0]}'", "Write the way to a page below docs/") if bad else ("", "")
    path, _, anchor = target.partition("#")
    where = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
    if where not in offered:
        if not path.endswith(".md") and (root / "docs" / where).is_file():
            return "", ""
        if image:
            return f"there is no image '{target}'", "Add the file, or correct the name"
        return f"the link leads to '{path}', and there is no such page", _nearest_page(page, where, offered)
    if anchor and anchor not in offered[where]:
        return f"the page '{where}' has no anchor '#{anchor}'", did_you_mean(anchor, offered[where])
    return "", ""


def _nearest_page(page: Page, where: str, offered: Anchors) -> str:
    here = posixpath.dirname(page.path) or "."
    hint = did_you_mean(where, offered)
    near = re.match(r"Did you mean '([^']+)'", hint)
    return f"Did you mean '{posixpath.relpath(near[1], here)}'?" if near else "Write the way to a page below docs/"


CHOICE = "page="  # what follows tells the form at contribute/suggest.md which page is meant
_MADE_LINK = re.compile(r'href="handbook:([^"#]*)#([^"]+)"')


def _macro_link_faults(page: Page, rendered: str, offered: Anchors, handbook: Handbook) -> Iterator[Fault]:
    """Anchors that a macro leads to must be on the page that it leads to."""
    for url, anchor in dict.fromkeys(_MADE_LINK.findall(rendered)):
        path = handbook.by_url[url].path
        if anchor not in offered[path] and not anchor.startswith(CHOICE):
            calls = (number for number, text in page.lines() if "{{" in text)
            problem = f"a macro leads to '{path}#{anchor}', and there is no such anchor"
            yield Fault(
                page.file, next(calls), "", problem, f"Show the entry on '{path}', or mend 'home' in its @kind(…)"
            )
