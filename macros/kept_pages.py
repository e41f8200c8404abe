"""Pages with their macros filled in, kept for the next run where nothing has changed that they are made from.

A page shows what it holds itself, all data and settings, and of other pages their front matter and the calls in their
text, who cites what, who mentions what, and their headings, which links name. Of the prose of other pages no macro
makes anything, and a test holds that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2

from handbook.faults import Fault, HandbookError
from handbook.leftovers import is_leftover
from handbook.model.handbook import Handbook
from handbook.model.kept import Kept
from handbook.model.pages import CALL, Page

CODE = Path(__file__).resolve().parent.parent
Render = Callable[[Page, list[Fault]], str]


class KeptPages:
    """The pages of a handbook below `root` as the last run filled them in, and as this one does."""

    def __init__(self, handbook: Handbook, root: Path) -> None:
        self._kept = Kept(root, "rendered", _code(), jinja2.__version__)
        self._around = hashlib.blake2b(repr(tuple(_around(handbook, root))).encode()).hexdigest()

    def rendered(self, page: Page, render: Render, faults: list[Fault]) -> str:
        """What `render` makes of a page; a page with faults is not kept, and its faults are added to `faults`."""

        texts = []

        def make() -> str:
            found: list[Fault] = []
            texts.append(render(page, found))
            if found:
                raise HandbookError(found)
            return texts[0]

        try:
            return self._kept.get(f"{self._around}{page.path}{page.first_line}{page.head.value}{page.body}", make)
        except HandbookError as faulty:
            faults += faulty.faults
            return "".join(texts)

    def save(self) -> None:
        """Keep what this run used."""
        self._kept.save()


def shown_to_others(page: Page) -> list[str]:
    """The macro calls in a page's text and its headings, in order; those in code and comments are text."""
    return [part for _, line in page.lines() for part in ([line] if line.startswith("#") else CALL.findall(line))]


def _around(handbook: Handbook, root: Path) -> Iterator[object]:
    """What a page may show of what it does not hold itself."""
    yield handbook.today, handbook.repository, handbook.navigation
    for path in sorted((root / "data").rglob("*.*")):
        if path.is_file() and not is_leftover(path):
            yield str(path.relative_to(root)), hashlib.blake2b(path.read_bytes()).digest()
    for page in handbook.pages.values():
        yield page.path, page.head.value, CALL.findall(page.body), shown_to_others(page)


def _code() -> list[str]:
    """The files that make pages: code and templates."""
    found = (path for folder in ("handbook", "macros") for path in (CODE / folder).rglob("*.*"))
    return sorted(str(path) for path in found if path.suffix in (".py", ".html") and not is_leftover(path))
