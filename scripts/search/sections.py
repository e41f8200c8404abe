"""What the built pages hold, a section each: the same under both engines, because only the article is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = ("h1", "h2", "h3", "h4")
# Not part of what a page says: its way onward, its sources, what is drawn, numbers and labels of tables and forms, what
# an attribute leaves out.
LEFT_OUT = (
    "nav, details.drawer, details.basis, svg, script, style, template, form, button, thead, table.numbers td, label, "
    ".entry summary, sup.cite, .sr-only, .trust, .badge, .confidence, .headerlink, .chart__legend, .chart__files, "
    "[data-unsearched]"
)
_BLOCKS = frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "div",
        "section",
        "article",
        "figure",
        "figcaption",
        "table",
        "tr",
        "td",
        "th",
        "br",
        "summary",
        "details",
    ]
)


_EDGE = "\0"  # where a block begins


@dataclass(frozen=True)
class Section:
    """A piece of a page under one heading; `anchor` is '' for what stands above the second heading."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class BuiltPage:
    """A page as readers see it: its address below the site's root, its chapter, its title and its sections."""

    url: str
    chapter: str
    title: str
    sections: tuple[Section, ...]


def built_pages(site: Path) -> Iterator[BuiltPage]:
    """Every page of the built `site` that has an article, in the order of their addresses."""
    for path in sorted(site.rglob("index.html")):
        url = path.parent.relative_to(site).as_posix()
        page = read_page("" if url == "." else f"{url}/", path.read_text(encoding="utf-8"))
        if page:
            yield page


def read_page(url: str, html: str) -> BuiltPage | None:
    """What the page at `url` holds; None where `html` has no article with a heading."""
    tree = LexborHTMLParser(html)
    article = tree.css_first("article.prose")
    heading = article.css_first("h1") if article else None
    if article is None or heading is None:
        return None
    crumbs = [node.text(strip=True) for node in tree.css(".crumbs li")]
    summary = tree.css_first('meta[name="description"]')
    described = (summary.attributes.get("content") if summary else "") or ""
    for part in article.css(LEFT_OUT):
        part.decompose()
    title = _plain(heading.text())
    sections = tuple(_sections(article, described))
    return BuiltPage(url, crumbs[1] if len(crumbs) > 1 else "", title, sections)


def _sections(article: LexborNode, described: str) -> Iterator[Section]:
    anchor, title, parts = "", "", [""]
    for node in article.traverse(include_text=True):
        place = _place(node, article) if node.tag in HEADINGS else None
        if place is not None:
            if title:
                yield Section(anchor, title, _plain("".join(parts)))
            anchor, title, parts = place, _plain(node.text()), [described, _EDGE] if node.tag == "h1" else []
        elif node.tag == "-text":
            if not _within_title(node, article):
                parts.append(node.text_content or "")
                parts.append(_EDGE if _opens(node.parent) else "")
        elif node.tag in _BLOCKS or node.tag in HEADINGS:
            parts.append(_EDGE)
    if title:
        yield Section(anchor, title, _plain("".join(parts)))


def _place(heading: LexborNode, article: LexborNode) -> str | None:
    """The anchor that shows a heading: its own, or that of what it is the first heading of; None where it has none."""
    if heading.tag == "h1":
        return ""
    own = heading.attributes.get("id")
    around = heading.parent
    if own or around is None or around.mem_id == article.mem_id:
        return own
    first = around.css_first("h2, h3, h4")
    return around.attributes.get("id") if first is not None and first.mem_id == heading.mem_id else None


def _within_title(node: LexborNode, article: LexborNode) -> bool:
    """Whether a text is the title of a section, and so no part of what stands below it."""
    around = node.parent
    while around is not None and around.tag not in ("article", "p", "li", "div", "section"):
        if around.tag in HEADINGS:
            return _place(around, article) is not None
        around = around.parent
    return False


def _opens(node: LexborNode | None) -> bool:
    """Whether it is the state with which a paragraph opens, so that what follows is another piece."""
    if node is None or node.parent is None or node.parent.tag != "strong":
        return False
    return "state" in (node.attributes.get("class") or "").split()


def _plain(text: str) -> str:
    """One line of text; a point stands between blocks where the first does not end in a mark of its own."""
    line = ""
    for block in filter(None, (" ".join(each.split()) for each in text.split(_EDGE))):
        between = "" if not line else " " if line.endswith((".", "?", "!", ":", ";", ",", "…")) else " · "
        line += between + block
    return line
