"""The editions as an Atom feed (RFC 4287), for those who want to be told of a new one."""

from __future__ import annotations

import os
import uuid
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from handbook.model.editions import Edition
from handbook.model.handbook import Handbook

ATOM = "http://www.w3.org/2005/Atom"
TITLE = "The Medical Director Handbook: what changed"
# Names that never change, whatever host publishes a copy: RFC 4287 wants one for the feed and one for each entry.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:medical-director-handbook")
PAGE, FILE = "about/changes/", "downloads/changes.atom"


def atom_feed(handbook: Handbook) -> str:
    """The feed, newest edition first; addresses are whole where SITE_URL says where the site is published."""
    editions = newest_first(handbook)
    base = os.environ.get("SITE_URL", "").rstrip("/")
    root = f"{base}/" if base else "../"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    _text(feed, "title", TITLE)
    _text(feed, "id", _name("feed"))
    _text(feed, "updated", _moment(max((each.published for each in editions), default="2026-11-30")))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": root + FILE})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": root + PAGE})
    _text(SubElement(feed, "author"), "name", "The editors of the Medical Director Handbook")
    _text(feed, "rights", "CC BY 4.0")
    for each in editions:
        _entry(feed, each, root)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def newest_first(handbook: Handbook) -> list[Edition]:
    """The editions, the newest first."""
    return sorted(handbook.catalogue.editions, key=lambda edition: (edition.published, edition.id), reverse=True)


def _entry(feed: Element, edition: Edition, root: str) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "title", edition.title)
    _text(entry, "id", _name(f"edition/{edition.id}"))
    _text(entry, "updated", _moment(edition.published))
    _text(entry, "published", _moment(edition.published))
    address = f"{root}{PAGE}#edition-{edition.id}"
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _text(entry, "summary", edition.summary)
    _text(entry, "content", "\n".join(f"- {each.text}" for each in edition.brought))


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _name(of: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, of)}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
