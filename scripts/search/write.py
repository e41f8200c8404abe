"""Put the search's files into a built site: titles and names first, the words of the texts next, the texts last.

They are classic scripts that hand over one value each, so that they load from a disk too, where a page may fetch
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from handbook.model.handbook import Handbook
from handbook.model.pages import page_url
from handbook.model.search import SearchSynonym
from scripts.search.names import Known, known_names
from scripts.search.packed import COMMON, packed
from scripts.search.sections import BuiltPage, built_pages

FOLDER = "assets/search"
LATER = "How we know"
"""The chapter on how the handbook is made: what it holds comes after all else."""


def write_search(handbook: Handbook, site: Path) -> int:
    """Write the files for the pages that are built below `site`; returns how many sections can be found."""
    pages = list(built_pages(site))
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in search_files(handbook, pages).items():
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.js").write_text(f'handbookSearch.take("{name}",{text});\n', encoding="utf-8")
    return sum(len(page.sections) for page in pages)


def search_files(handbook: Handbook, pages: Iterable[BuiltPage]) -> dict[str, Any]:
    """What each file hands over, by its name."""
    pages = list(pages)
    names = known_names(handbook)
    texts = [section.text for page in pages for section in page.sections]
    return {
        "names": {
            "pages": [[page.url, page.chapter, page.title, int(page.chapter == LATER)] for page in pages],
            "sections": list(_sections(pages, names)),
            "common": sorted(COMMON),
            "synonyms": [_synonym(handbook, each) for each in handbook.catalogue.search_synonyms],
        },
        "words": packed(texts),
        "texts": texts,
    }


def _synonym(handbook: Handbook, entry: SearchSynonym) -> list[list[str]]:
    """What readers type, what the handbook calls it, and the places that answer, as they stand in the built site."""
    places = [place.partition("#") for place in entry.places]
    urls = [page_url(handbook.in_full(path, anchor)) + mark + anchor for path, mark, anchor in places]
    return [list(entry.typed), list(entry.means), urls]


def _sections(pages: list[BuiltPage], names: dict[str, Known]) -> Iterable[list[Any]]:
    """Page, anchor, title, names and old names of each section; what is empty at the end is left away."""
    for number, page in enumerate(pages):
        for section in page.sections:
            known = names.get(f"{page.url}#{section.anchor}", Known())
            now = [name for name in dict.fromkeys(known.now) if name != section.title]
            before = [name for name in dict.fromkeys(known.before) if name not in known.now]
            row = [number, section.anchor, section.title, now, before]
            while row and row[-1] == []:
                row.pop()
            yield row
