"""What the entries of the chapter on evidence must hold: frameworks, recommendations, events and themes.

They build on the kinds of `handbook.model.entries` and are read by the catalogue like those.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from handbook.model.cross_references import IdOf, refuse
from handbook.model.dates import When
from handbook.model.entries import (
    CameOut,
    Entry,
    Finding,
    Id,
    Lived,
    OrganisationRef,
    Record,
    ShortName,
    ShownBy,
    Source,
    Sourced,
    SourceItem,
    State,
    Text,
)
from handbook.model.kinds import kind

EventKind = Literal["policy", "body", "framework", "report", "scandal", "guidance"]
DatedBy = Literal["source", "stored page", "general knowledge, not confirmed"]
Outcome = Literal["done", "done in part", "done, then undone", "not seen", "unknown"]
Verdict = Literal["agree", "differ", "agree in part"]


@kind("framework", "frameworks.yml", home="evidence/frameworks.md#{id}", names=("title", "short"), macro="framework")
class Framework(Sourced, Lived):
    """A national description of what leaders in the NHS should be able to do (`frameworks.yml`)."""

    title: Text
    """Its name in full."""
    short: ShortName
    published: CameOut
    owner: Text
    """Who made it, as far as known."""
    purpose: Text
    """What it was for, in one or two sentences."""
    audience: Text
    """For whom it was written."""
    holds: Text
    """What is known of its parts; say so where they are lost or were not seen."""
    successors: tuple[Annotated[Id, IdOf("framework")], ...] = ()
    """Ids of the frameworks that took its place."""
    expected: tuple[Annotated[Id, IdOf("framework")], ...] = ()
    """Ids of the frameworks that are meant to take its place, where it may still hold."""


@kind("reform", "reforms.yml", home="evidence/history.md#{id}")
class Reform(Sourced):
    """One element of a change of law, as a source tells it and as it turned out (`reforms.yml`)."""

    title: Text
    """What part of the law it is, in a few words."""
    organisations: tuple[OrganisationRef, ...] = Field(min_length=1)
    """The bodies that it ended, made or changed."""
    planned: Text
    """What the source says that the law would do, in the handbook's own words."""
    currency: State
    """What became of it since."""


@kind("recommendation", "recommendations.yml", home="evidence/recommendations.md#{id}")
class Recommendation(Sourced):
    """One of the paper's recommendations and what has happened since (`recommendations.yml`)."""

    number: int = Field(ge=1)
    """Its number in the paper."""
    title: Text
    """What it asks for, in a few words."""
    asks: tuple[Text, ...] = Field(min_length=1)
    """Each thing that it asks for."""
    outcome: Outcome
    """How it stands today, in the handbook's judgement (editorial)."""
    since: tuple[Since, ...] = Field(min_length=1)
    """What has happened, each with its evidence."""


class Since(Finding):
    """One thing that has happened since a source was written."""


@kind("event", "timeline.yml", home="evidence/timeline.md#{id}")
class Event(Sourced):
    """Something that happened between 1948 and today (`timeline.yml`)."""

    date: When
    """When it happened: a year, a month or a day; never unknown."""
    title: Text
    """What it is, in a few words."""
    short: Annotated[str, Field(min_length=1, max_length=28)] | None = None
    """Its name on the drawing, where no title of its year is short enough for a phone."""
    what: Text
    """What happened, in one or two sentences of the handbook's own."""
    kind: EventKind
    """policy, body, framework, report, scandal or guidance."""
    dated_by: DatedBy
    """Where the date comes from: the source named, a stored page among the evidence, or general knowledge."""
    evidence: ShownBy = ()

    @model_validator(mode="after")
    def _is_dated_and_shown(self) -> Self:
        if self.date == "unknown":
            raise refuse("an event without a date", "Give at least the year, or leave the event out")
        if not self.sources and not self.evidence:
            raise refuse("neither sources nor evidence", "Name a source item, or the id of a link under 'evidence'")
        if (self.dated_by == "source" and not self.sources) or (self.dated_by == "stored page" and not self.evidence):
            raise refuse(f"dated by a {self.dated_by}, yet none is named", "Name it, or correct 'dated_by'")
        return self


class Cell(Record):
    """What one document says on a theme."""

    says: Text
    """Its position, in one or two sentences of the handbook's own."""
    sources: tuple[Source, ...] = Field(min_length=1)
    """Numbers of the source items that say it."""


@kind("theme", "themes.yml", home="evidence/agree-and-differ.md#{id}")
class Theme(Entry):
    """A theme on which the sources agree or differ (`themes.yml`)."""

    documents: ClassVar[tuple[str, ...]] = ("guide", "survey", "paper", "blog")
    title: Text
    """The theme's name."""
    verdict: Verdict
    """Whether those that speak agree (editorial)."""
    reading: Text
    """Where they meet and where they part, in the handbook's judgement (editorial)."""
    guide: Cell | None = None
    """What the guide of 2017 says; left away where it is silent."""
    survey: Cell | None = None
    """What the survey of 2010 says; left away where it is silent."""
    paper: Cell | None = None
    """What the paper of 2012 says; left away where it is silent."""
    blog: Cell | None = None
    """What the blog of 2016 and its comments say; left away where they are silent."""

    def cells(self) -> Iterator[tuple[str, Cell | None]]:
        """Each document's id with what it says, or None where it is silent."""
        for document in self.documents:
            yield document, getattr(self, document)

    @property
    def sources(self) -> tuple[SourceItem, ...]:
        """The items that its cells rest on."""
        return tuple(item for _, cell in self.cells() if cell for item in cell.sources)

    @model_validator(mode="after")
    def _cells_cite_their_own_document(self) -> Self:
        for document, cell in self.cells():
            for item in cell.sources if cell else ():
                if item.document.id != document:
                    raise refuse(
                        f"the cell '{document}' cites {item.id}, an item of '{item.document.id}'",
                        f"Cite items of '{document}' there, or move the text",
                    )
        return self


Recommendation.model_rebuild()
