"""What a page says of itself: its title, its headings, its places and where it sends the visitor on.

A page comes from a stranger and may be made to hold up the run: Python's own parser takes minutes over a megabyte of
`<!--`. Here each character is passed over a few times, whatever it is, and only what the check needs is kept.
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass, field

HEADINGS = 6  # as many are looked at: an error page says so in its first
HEADING_LENGTH = 200
LONGEST_REFRESH = 30.0  # seconds after which a page that sends the visitor on no longer stands in place of another


@dataclass
class Page:
    """The beginning of a page; `whole` says whether there was no more of it."""

    headings: list[str] = field(default_factory=list)  # its title and its h1
    places: set[str] = field(default_factory=set)  # what a fragment may name
    refresh: str | None = None  # where it sends the visitor on of itself
    whole: bool = True


_OPEN = re.compile(r"<(?:(!--)|([!?/])|([a-z][^\s/>]*))", re.I)
_END_OF_COMMENT = re.compile("--!?>")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(>)|(=?[^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)?))?)""",
)
_RAW = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.I)
    for name in ("title", "script", "style", "textarea", "noscript", "iframe", "xmp", "noembed", "noframes")
}
_END_OF_HEADING = re.compile("</h1", re.I)


def read_page(body: bytes, encoding: str | None = None, whole: bool = True) -> Page:
    """Read a page, or the beginning of one, in the `encoding` that its server named."""
    text = decoded(body, encoding)
    page, at = Page(whole=whole), 0
    while opened := _OPEN.search(text, at):
        if opened[1]:
            end = _END_OF_COMMENT.search(text, opened.start() + 2)
            at = end.end() if end else len(text)
        elif opened[2]:
            at = text.find(">", opened.end()) + 1 or len(text)
        else:
            at = _take_element(page, text, opened[3].lower(), opened.end())
    return page


def _take_element(page: Page, text: str, name: str, at: int) -> int:
    """Take in the element whose attributes begin at `at`; returns where to go on."""
    attributes, at = _attributes(text, at)
    if at >= len(text) and not text.endswith(">"):  # cut within the tag
        return at
    page.places.add(attributes.get("id", ""))
    if name == "a":
        page.places.add(attributes.get("name", ""))
    if name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        page.refresh = page.refresh or _refresh(attributes.get("content", ""))
    end = _RAW[name].search(text, at) if name in _RAW else None
    if name in _RAW:
        end_at = end.start() if end else len(text)
        if name == "title" and not page.headings:  # a drawing may have one too, further down
            _take_heading(page, text[at : min(end_at, at + 10 * HEADING_LENGTH)])
        return end_at
    if name == "h1" and len(page.headings) < HEADINGS:
        heading = text[at : at + 10 * HEADING_LENGTH]
        _take_heading(page, _END_OF_HEADING.split(heading, maxsplit=1)[0])
    return at


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag from `at` on, the first of each name, and where the tag ends."""
    found: dict[str, str] = {}
    while at < len(text) and (match := _ATTRIBUTE.match(text, at)):
        at = match.end()
        if match[1]:
            break
        value = next((each for each in match.groups()[2:] if each is not None), "")
        if match[2].lower() in ("id", "name", "http-equiv", "content"):
            found.setdefault(match[2].lower(), html.unescape(value[:2000]))
    return found, at


def _take_heading(page: Page, markup: str) -> None:
    text = html.unescape(re.sub(r"<[^>]*>", " ", markup))
    page.headings.append(" ".join(text.split())[:HEADING_LENGTH])


def _refresh(content: str) -> str | None:
    """The address in `0; url=/page`, where the visitor is sent there soon."""
    match = re.match(r"\s*(\d{1,6})[\d.]*[;,\s]+(?:url\s*=\s*)?[\"']?([^\"']+)", content, re.I)
    return match[2].strip() if match and float(match[1]) <= LONGEST_REFRESH else None


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
