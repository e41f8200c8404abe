"""Rules on the words of readers: each leads to one thing, and to something that stands on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.faults import Fault, did_you_mean
from handbook.model.handbook import Handbook

_TAG = re.compile(r"<[^>]+>")


def typed_words_stand_once(handbook: Handbook) -> Iterator[Fault]:
    """No word or phrase that readers type stands twice in search_synonyms.yml: it would lead to two things."""
    catalogue = handbook.catalogue
    seen: dict[str, str] = {}
    for entry in catalogue.search_synonyms:
        written = catalogue.written["search_synonym", entry.id]
        for index, each in enumerate(entry.typed):
            if _plain(each) in seen:
                problem = f"'{each}' stands under '{seen[_plain(each)]}' already"
                yield written.fault(("typed", index), problem, "Keep one of the two")
            seen.setdefault(_plain(each), entry.id)


def search_leads_to_something(
    handbook: Handbook, rendered: dict[str, str], offered: dict[str, set[str]]
) -> Iterator[Fault]:
    """The sections that an entry names exist, and the words that it means stand on a page.

    `rendered` holds each page's text after its macros were run, `offered` its anchors, both by path.
    """
    catalogue = handbook.catalogue
    text = " ".join(_plain(_TAG.sub(" ", each)) for each in rendered.values())
    for entry in catalogue.search_synonyms:
        written = catalogue.written["search_synonym", entry.id]
        for index, each in enumerate(entry.means):
            if _plain(each) not in text:
                mend = "Write the word that the handbook uses"
                yield written.fault(("means", index), f"'{each}' stands on no page", mend)
        for index, place in enumerate(entry.places):
            path, _, anchor = place.partition("#")
            if path not in offered:
                problem, mend = f"there is no page '{path}'", did_you_mean(path, offered)
            elif anchor and anchor not in offered[path]:
                problem, mend = f"the page '{path}' has no anchor '#{anchor}'", did_you_mean(anchor, offered[path])
            else:
                continue
            yield written.fault(("places", index), problem, mend)


def _plain(text: str) -> str:
    """The words of a text in small letters, with a blank around each."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} ".replace("  ", " ")
