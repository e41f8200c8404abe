"""Published addresses stay: data/addresses.txt lists pages and sections that ever were, and each still leads somewhere.

People share links to sections. A section that goes is listed under 'moved' at the head of its page, which keeps its
anchor in the drawer and says where it leads now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.faults import Fault, HandbookError
from handbook.model.pages import Page
from handbook.model.yaml_reader import read_text

FILE = "data/addresses.txt"

# Anchors that nobody shares: numbers of sources, and the fields of forms (their ids hold two hyphens in a row).
_FURNITURE = re.compile(r"source-\d+|cite-\d+|meaning-.*|sources-and-changes|.*--.*|since-2017")


def published(offered: Mapping[str, set[str]], pages: Mapping[str, Page]) -> set[str]:
    """Every address on which a reader may have put a link: `role/board.md` and `role/board.md#unitary-board`.

    `offered` holds the anchors of each page, by its path. The heading of a page is the page itself.
    """
    found = set(offered)
    for path, anchors in offered.items():
        title = re.sub(r"[^a-z0-9]+", "-", pages[path].meta.title.casefold()).strip("-")
        found |= {f"{path}#{each}" for each in anchors if not _FURNITURE.fullmatch(each) and each != title}
    return found


def addresses_are_kept(offered: Mapping[str, set[str]], root: Path) -> Iterator[Fault]:
    """Each address of the list below `root` is still offered."""
    try:
        lines = read_text(root / FILE, FILE).splitlines()
    except HandbookError as error:
        yield from error.faults
        return
    for number, line in enumerate(lines, 1):
        path, _, anchor = line.partition("#")
        if path not in offered:
            mend = "Give the page back: people have links to it. Its text may say where its matter went"
            yield Fault(FILE, number, "", f"the page '{path}' is gone", mend)
        elif anchor and anchor not in offered[path]:
            mend = f"Write '{anchor}: new-anchor' under 'moved' at the head of docs/{path}"
            yield Fault(FILE, number, "", f"the page '{path}' has lost its section '#{anchor}'", mend)
