"""What changed, for readers: the page, the feed that RFC 4287 would take, and what is new since a reader last saved."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from handbook.exports.feed import atom_feed
from handbook.model.handbook import Handbook

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "about/changes/"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


def feed_faults(text: str) -> list[str]:
    """What RFC 4287 asks of a feed and its entries and this one lacks (sections 4.1.1 and 4.1.2)."""
    feed = ElementTree.fromstring(text)  # noqa: S314 - our own file
    faults = [] if feed.tag == f"{ATOM}feed" else [f"the root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    has_author = feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [part.findtext(f"{ATOM}id", "") for part in (feed, *entries)]
    faults += ["two parts share an id"] if len(set(ids)) < len(ids) else []
    for part in (feed, *entries):
        name = part.tag.removeprefix(ATOM)
        for tag in ("id", "title", "updated"):
            found = part.findall(f"{ATOM}{tag}")
            if len(found) != 1 or not (found[0].text or "").strip():
                faults.append(f"{name}: {tag} does not stand once")
        if not re.match(r"[a-z][a-z0-9+.-]*:\S+$", part.findtext(f"{ATOM}id", "")):
            faults.append(f"{name}: the id is no IRI")
        faults += [f"{name}: no moment in updated" for each in part.findall(f"{ATOM}updated") if not _is_moment(each)]
        if not (has_author or part.find(f"{ATOM}author/{ATOM}name") is not None):
            faults.append(f"{name}: no author")
        if (
            part is not feed
            and not part.findall(f"{ATOM}link[@rel='alternate']")
            and part.find(f"{ATOM}content") is None
        ):
            faults.append("entry: neither content nor an alternate link")
    return faults


def _is_moment(element: ElementTree.Element) -> bool:
    text = element.text or ""
    return bool(MOMENT.fullmatch(text)) and datetime.fromisoformat(text.replace("Z", "+00:00")) is not None


def test_the_feed_has_what_the_rfc_asks_for(handbook: Handbook) -> None:
    text = atom_feed(handbook)
    assert feed_faults(text) == []
    entries = ElementTree.fromstring(text).findall(f"{ATOM}entry")  # noqa: S314 - our own file
    assert len(entries) == len(handbook.catalogue.editions) > 0


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (r"<updated>[^<]*</updated>", "", "feed: updated does not stand once"),
        (r"<updated>[^<]*</updated>", "<updated>2026-11-30</updated>", "feed: no moment in updated"),
        (r"<id>[^<]*</id>", "<id>changes</id>", "feed: the id is no IRI"),
        (r"(?s)<author>.*?</author>", "", "feed: no author"),
        (r"(?s)(<entry>\s*)<title>[^<]*</title>", r"\1", "entry: title does not stand once"),
        (r"(?s)(<entry>.*?<id>)[^<]*", r"\1urn:x:1</id><id>urn:x:2", "entry: id does not stand once"),
    ],
)
def test_a_feed_that_lacks_something_is_refused(old: str, new: str, fault: str, handbook: Handbook) -> None:
    broken, count = re.subn(old, new, atom_feed(handbook), count=1)
    assert count == 1
    assert fault in feed_faults(broken)


def test_the_names_of_the_feed_hang_on_no_host(handbook: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    here = atom_feed(handbook)
    assert 'href="../about/changes/"' in here
    monkeypatch.setenv("SITE_URL", "https://host.example/handbook/")
    there = atom_feed(handbook)
    assert 'href="https://host.example/handbook/downloads/changes.atom"' in there
    assert re.findall(r"<id>.*?</id>", here) == re.findall(r"<id>.*?</id>", there)


def test_both_engines_publish_the_feed_and_each_page_names_it(site: Path) -> None:
    assert feed_faults((site / "downloads" / "changes.atom").read_text(encoding="utf-8")) == []
    for page in ("index.html", "about/changes/index.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert re.search(
            r'<link rel="alternate" type="application/atom\+xml"[^>]*href="[^"]*downloads/changes.atom"', text
        )


def test_a_reader_sees_what_came_after_an_edition_and_nothing_is_stored(
    page: Page, address: str, handbook: Handbook
) -> None:
    page.goto(address + URL)
    shown = page.locator(".edition:visible")
    expect(shown).to_have_count(len(handbook.catalogue.editions))
    newest = max(each.published for each in handbook.catalogue.editions)
    page.locator("[data-visit-edition]").select_option(newest)
    expect(shown).to_have_count(0)
    expect(page.locator("[data-visit-said]")).to_have_text("Nothing has changed since then.")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({"saved": "2020-01-01T10:00:00Z"}, "You last saved on 1 January 2020."),
        ({"saved": "2099-01-01T10:00:00Z"}, "Nothing has changed since then."),
        ({"saved": 7}, ""),
    ],
)
def test_the_day_of_the_saved_plan_tells_what_is_new(
    kept: dict[str, object], said: str, page: Page, address: str
) -> None:
    page.goto(address + URL)
    page.evaluate("text => localStorage.setItem('handbook:/', text)", json.dumps(kept))
    page.reload()
    expect(page.locator("[data-visit]")).to_be_visible()
    assert said in page.locator("[data-visit-said]").inner_text()
