"""What a page says of itself: its title, headings and text, its places and where it sends the visitor on.

selectolax reads the page as browsers do. A page comes from a stranger, though, and may be made to hold up the run: with
200,000 open elements, or a few dozen open marks of bold, any parser that builds the tree takes minutes and gigabytes.
So the page is read only up to the point where it gets that deep; browsers draw such a line too.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = 6  # as many are looked at: an error page says so in its first
HEADING_LENGTH = 200
LONGEST_REFRESH = 30.0  # seconds after which a page that sends the visitor on no longer stands in place of another
SHORT = 500  # characters of text: so short a page may be judged by its text


@dataclass
class Page:
    """The beginning of a page; `whole` says whether there was no more of it."""

    headings: list[str] = field(default_factory=list)  # its title and its headings
    places: set[str] = field(default_factory=set)  # what a fragment may name
    refresh: str | None = None  # where it sends the visitor on of itself
    whole: bool = True
    text: str = ""  # what a visitor reads, its beginning
    lines: list[str] = field(default_factory=list)  # the same piece by piece, where there is little
    bare: bool = False  # whether there is nothing at all to see in it
    scripts: bool = False  # whether scripts may add to it
    own_links: set[str] = field(default_factory=set)  # places of its own that it links to
    password: bool = False  # whether it asks for one
    sources: str = ""  # the addresses of its scripts and frames

    @staticmethod
    def refresh_of(content: str) -> str | None:
        """The address in `0; url=/page`, where the visitor is sent there soon."""
        match = re.match(r"\s*(\d{0,6})[\d.]*[;,\s]+(?:url\s*=\s*)?[\"']?([^\"']+)", content, re.I)
        return match[2].strip() if match and float(match[1] or 0) <= LONGEST_REFRESH else None


def read_page(body: bytes, encoding: str | None = None, whole: bool = True) -> Page:
    """Read a page, or the beginning of one, in the `encoding` that its server named."""
    text = decoded(body, encoding)
    end = readable(text)
    page = Page(whole=whole and end == len(text))
    tree = LexborHTMLParser(text[:end])
    if tree.root is None:
        return page
    _take_places(page, tree)
    _take_ways_on(page, tree)
    _take_words(page, tree)
    return page


def _take_places(page: Page, tree: LexborHTMLParser) -> None:
    page.places |= {str(node.attributes.get("id")) for node in tree.css("[id]")}
    page.places |= {str(node.attributes.get("name")) for node in tree.css("a[name]")}
    links = (str(node.attributes.get("href") or "") for node in tree.css('a[href^="#"]'))
    page.own_links = {link[1:] for link in links if len(link) > 1}


def _take_ways_on(page: Page, tree: LexborHTMLParser) -> None:
    for node in tree.css("meta[http-equiv]"):
        refresh = (node.attributes.get("http-equiv") or "").strip().lower() == "refresh"
        if refresh and page.refresh is None and not _within(node, "noscript"):
            page.refresh = Page.refresh_of(node.attributes.get("content") or "")
    page.password = tree.css_first('input[type="password" i]') is not None
    sources = [node.attributes.get("src") or "" for node in tree.css("script[src], iframe[src], frame[src]")]
    page.sources = " ".join(sources)[:20_000]
    page.scripts = tree.css_first("script") is not None


def _within(node: LexborNode, name: str) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == name:
            return True
        above = above.parent
    return False


def _take_words(page: Page, tree: LexborHTMLParser) -> None:
    title = tree.css_first("head title") or tree.css_first("title")
    if title is not None and not _within(title, "svg"):
        page.headings.append(_words(title.text()))
    seen = tree.css_first("img, svg, video, audio, object, embed, iframe, frame, frameset, canvas, form, script")
    tree.strip_tags(["script", "style", "noscript", "template", "svg", "title"])
    headings = tree.css("h1") or tree.css("h2")
    page.headings += [_words(node.text(separator=" ")) for node in headings[: HEADINGS - 1]]
    everything = tree.body.text(separator="\n") if tree.body else ""
    page.text = _words(everything, 10 * SHORT)
    if len(page.text) <= SHORT:
        page.lines = [line for line in (_words(each) for each in everything.split("\n")) if line]
    page.bare = not page.text and seen is None


def _words(text: str, most: int = HEADING_LENGTH) -> str:
    return " ".join(text[: 10 * most].split())[:most]


# Elements that have no end, or that the next of their kind ends: they do not make a page deep.
_SHALLOW = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p"}
    | {"li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption"}
    | {"html", "head", "body", "rb", "rt", "rp", "rtc"}
)
# Those that are opened anew in every paragraph until they are closed.
_MARKS = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
_RAW = {
    name: re.compile(f"</{name}", re.I)
    for name in ("title", "script", "style", "textarea", "iframe", "xmp", "noembed", "noframes")
}
_END_OF_COMMENT = re.compile("--!?>")
MOST_TAGS, MOST_OPEN, MOST_MARKS = 60_000, 500, 20
_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*))")


def readable(text: str) -> int:
    """How many characters of a page are read: all, unless it has very many tags or leaves very many open."""
    opened: Counter[str] = Counter()
    depth = marks = tags = at = 0
    while (match := _TAG.search(text, at)) and tags < MOST_TAGS and depth < MOST_OPEN and marks < MOST_MARKS:
        at, tags = match.end(), tags + 1
        name = (match[3] or "").lower()
        if match[1]:
            at = _after(_END_OF_COMMENT, text, match.start() + 2)
        elif name in _RAW and not match[2] and not opened["svg"] and not opened["math"]:
            at = _after(_RAW[name], text, at)
        elif name not in _SHALLOW and (opened[name] or not match[2]):
            step = -1 if match[2] else 1
            opened[name] += step
            depth += step
            marks += step * (name in _MARKS)
    return match.start() if match else len(text)


def _after(end: re.Pattern[str], text: str, at: int) -> int:
    found = end.search(text, at)
    return found.end() if found else len(text)


# What pages are written in. Some of Python's other codecs are no encodings of pages, and slow.
_ENCODINGS = re.compile(r"ascii|utf-(8|16)|iso8859|cp\d|gb|big5|shift_jis|euc_|koi8|mac")


def decoded(body: bytes, encoding: str | None) -> str:
    """The text of a page in the encoding that its server or, near its beginning, it itself names; else in UTF-8."""
    declared = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", body[:2048])
    for name in (encoding, declared[1].decode() if declared else None):
        try:
            codec = codecs.lookup(name or "").name
        except (LookupError, ValueError):
            continue
        if _ENCODINGS.match(codec):
            return body.decode(codec, "replace")
    return body.decode("utf-8-sig", "replace")
