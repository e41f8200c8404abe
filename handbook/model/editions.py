"""The editions of the handbook and what each one brought a reader."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from handbook.model.dates import Day
from handbook.model.entries import Entry, ItsName, Record, Text
from handbook.model.kinds import kind


class Brought(Record):
    """One thing that an edition brought."""

    text: Text
    """What is new or other for a reader, in a sentence."""
    pages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md$")], ...] = ()
    """The pages where it is, as files below docs/."""


@kind("edition", "editions.yml", home="about/changes.md#edition-{id}", may_be_empty=True)
class Edition(Entry):
    """An edition of the handbook, for readers (`editions.yml`); the page What changed and the feed are made from it."""

    id: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d+)?$")]
    """Its year and month, and a number where a month has several: 2026-11."""
    title: ItsName
    published: Day
    """The day on which it came out."""
    summary: Text
    """What it is, in one sentence."""
    brought: tuple[Brought, ...] = Field(min_length=1)
    """What it brought, the most useful first."""
