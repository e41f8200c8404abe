"""Rules on external addresses: each stands once and has what readers need when it fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from handbook.checks.values import texts
from handbook.faults import Fault
from handbook.model.handbook import Handbook


def link_successors_do_not_run_in_circles(handbook: Handbook) -> Iterator[Fault]:
    """Following the successors of a dead link never leads back to it."""
    links = handbook.catalogue.entries["link"]
    for id_, link in links.items():
        seen: set[str] = set()
        while link.successor and link.successor not in seen:
            seen.add(link.successor)
            link = links[link.successor]
        if id_ in seen:
            written = handbook.catalogue.written["link", id_]
            yield written.fault(("successor",), "its successors lead back to itself", "Take one step out of the circle")


LONGEST_WAIVER = timedelta(days=90)


def waivers_end_in_time(handbook: Handbook) -> Iterator[Fault]:
    """Each waiver of a failing link says since when it holds, for 90 days at most, and none has expired."""
    for link in handbook.catalogue.links:
        if not link.waiver:
            continue
        written = handbook.catalogue.written["link", link.id]
        until = date.fromisoformat(link.waiver.until)
        if not link.waiver.since:
            mend = "Write under 'since' the day on which it was granted"
            yield written.fault(("waiver",), "the waiver does not say since when it holds", mend)
        granted = min(date.fromisoformat(link.waiver.since or link.waiver.until), handbook.today)
        if until < handbook.today:
            mend = "Check the address by hand, then renew the waiver with a new reason, or remove it"
            yield written.fault(("waiver", "until"), f"the waiver ended on {until}", mend)
        elif until > granted + LONGEST_WAIVER:
            mend = "End it earlier; it can be renewed after another look"
            yield written.fault(("waiver", "until"), f"the waiver runs until {until}, for more than 90 days", mend)


def footnotes_are_complete(handbook: Handbook) -> Iterator[Fault]:
    """Each footnote of the guide is the footnote of exactly one link."""
    catalogue = handbook.catalogue
    expected = sum(document.footnotes for document in catalogue.source_documents)
    found = Counter(link.footnote for link in catalogue.links if link.footnote)
    for number in range(1, expected + 1):
        if not found[number]:
            mend = f"Add its address with 'footnote: {number}'"
            yield Fault("data/links.yml", 1, "footnote", f"no link is footnote {number} of the guide", mend)
    for link in catalogue.links:
        if link.footnote and (found[link.footnote] > 1 or link.footnote > expected):
            problem = (
                f"footnote {link.footnote} is given twice"
                if found[link.footnote] > 1
                else f"the guide has no footnote {link.footnote}"
            )
            yield catalogue.written["link", link.id].fault(("footnote",), problem, "Correct the number")


def addresses_stand_once(handbook: Handbook) -> Iterator[Fault]:
    """No address has two entries in links.yml."""
    catalogue = handbook.catalogue
    first: dict[str, str] = {}
    for link in catalogue.links:
        key = link.url.rstrip("/")
        if key in first:
            yield catalogue.written["link", link.id].fault(
                ("url",), f"the link '{first[key]}' has this address already", f"Use '{first[key]}'"
            )
        first.setdefault(key, link.id)


WAITING = "data/corrections/"  # what a reader sent; no page shows its address
SHOWS_CODE = ("about/contribute.md", "about/hosting.md")  # there an address may stand as an example, in backticks


_ADDRESS = re.compile(r"https?://[^\s)\"'`>]+|\bwww\.[^\s)\"'`>]+", re.IGNORECASE)


def addresses_stand_in_links_yml(handbook: Handbook) -> Iterator[Fault]:
    """Pages and data name an external address by its id, so that it is checked and kept in one place."""
    mend = "Add it to data/links.yml and use its id"
    for document in handbook.catalogue.documents:
        if document.file != "data/links.yml":
            for place, text in texts(document.value):
                if document.file.startswith(WAITING) and place == ("evidence",):
                    continue
                for address in _ADDRESS.findall(text):
                    where = ".".join(map(str, place))
                    yield Fault(document.file, document.line(place), where, f"a bare address '{address}'", mend)
    for page in handbook.pages.values():
        for number, line in page.lines():
            shown = re.sub(r"`[^`]*`", "", line) if page.path in SHOWS_CODE else line
            for address in _ADDRESS.findall(shown):
                yield Fault(page.file, number, "", f"a bare address '{address}'", mend + " with {{ link('id') }}")
