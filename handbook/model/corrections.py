"""What readers found wrong and nobody has mended yet: a file each, until an editor mends the thing and deletes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from handbook.model.addresses import Address
from handbook.model.dates import Day
from handbook.model.entries import Entry, Text
from handbook.model.kinds import kind


@kind(
    "correction",
    "corrections/*.yml",
    file_an_entry=True,
    label="{id}",
    names=("id",),
    may_be_empty=True,
    internal=True,
)
class Correction(Entry):
    """Something that a reader found wrong, until it is mended (`corrections/`)."""

    page: Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md$")]
    """The page that says it, as its file below docs/: role/board.md."""
    entry: Annotated[str, StringConstraints(pattern=r"^[a-z_]+/[a-z0-9-]+$")] | None = None
    """The entry that says it, as kind/id, where it is one of a list: course/nye-bevan."""
    wrong: Text
    """What is wrong, as the page has it now."""
    right: Text | None = None
    """What is right, as far as you know; leave it away where you do not know."""
    evidence: Address | None = None
    """The address of a page that shows it, beginning with https://."""
    raised: Day
    """The day on which it was raised."""
