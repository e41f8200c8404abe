"""The copies that readers take along, on a page: how to print, until `make copies` lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.model.handbook import Handbook
from macros.templating import render

MARK = "data-copies"
"""The attribute of the section that `make copies` fills on the built page; no section stands within it."""


@dataclass(frozen=True)
class MadeCopy:
    """A file that was made: its address below the site's root, what it is, and how large, in bytes."""

    address: str
    title: str
    about: str
    size: int

    @property
    def readable_size(self) -> str:
        """Its size as people read it: '3.7 MB', '840 kB'."""
        return f"{self.size / 1e6:.1f} MB" if self.size >= 1e6 else f"{max(1, round(self.size / 1e3))} kB"


def copies(handbook: Handbook) -> str:
    """The copies to take along, or how to print a page where there are none: `{{ copies() }}`."""
    return render("copies/copies.html", files=(), chapters=(), edition=None)


def copies_made(files: Sequence[MadeCopy], chapters: Sequence[MadeCopy], edition: object) -> str:
    """What stands there once copies are made: files with size, edition and licence, and a print page a chapter."""
    return render("copies/copies.html", files=files, chapters=chapters, edition=edition)
