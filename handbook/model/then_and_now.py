"""What changed since the sources were written: things with a life, changes, additions to the role, and the research.

An organisation has a model of its own in `handbook.model.entries`; a thing is anything else that the sources or the
present name and that can be renamed, replaced or closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import StringConstraints

from handbook.model.cross_references import ANY_LIVING, IdOf
from handbook.model.dates import Day, When
from handbook.model.entries import (
    Confidence,
    ConfirmedByEvidence,
    CriterionRef,
    Entry,
    HowSure,
    Id,
    Lived,
    NamedBy,
    ShortName,
    ShownBy,
    Status,
    Text,
)
from handbook.model.kinds import kind

ThingKind = Literal["programme", "tool", "policy", "framework", "guidance", "role", "address"]

Theme = Literal[
    "Title and contract",
    "Safety and clinical governance",
    "Tests and standards for board members",
    "People",
    "Value, systems and technology",
]


@kind(
    "thing",
    "things.yml",
    home="directory/things.md#{id}",
    sorted_by="kind",
    label="{name}",
    names=("name", "short_name"),
    macro="thing",
    told_by_research=True,
)
class Thing(Lived):
    """A programme, tool, policy, framework, guidance, role or address that came or went (`things.yml`)."""

    name: Text
    """Its name, as the sources give it or as it is known today."""
    short_name: ShortName
    kind: ThingKind
    """programme, tool, policy, framework, guidance, role or address."""
    successors: tuple[Annotated[Id, IdOf(ANY_LIVING)], ...] = ()
    """Ids of what stands in its place: things, courses, opportunities or organisations."""
    expected: tuple[Annotated[Id, IdOf(ANY_LIVING)], ...] = ()
    """Ids of what is planned to take its place, where it still holds today."""
    sources: NamedBy = ()


@kind(
    "change",
    "changes.yml",
    home="directory/changes.md#{id}",
    sorted_by="year",
    label="{subject}",
    names=("subject",),
)
class Change(Entry, ConfirmedByEvidence):
    """What has changed since 2017, and why it matters to a medical director (`changes.yml`)."""

    subject: Text
    """What it is about, in a few words."""
    then: Text
    """What held when the sources were written."""
    now: Text
    """What holds today, as far as known."""
    why: Text
    """Why it matters to a medical director (editorial)."""
    since: When
    """When it changed, or unknown."""
    since_confidence: Confidence | None = None
    """How sure the date is, where it is less sure than the change."""
    evidence: ShownBy = ()
    checked: Day
    """The day on which somebody last read the evidence."""
    confidence: HowSure
    concerns: tuple[Annotated[Id, IdOf(ANY_LIVING)], ...] = ()
    """Ids of the organisations, things, courses and opportunities that it is about."""
    pages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md$")], ...] = ()
    """The pages that it affects, for example role/board.md; each shows it in its panel."""

    @property
    def year(self) -> str:
        """The year in which it changed, or unknown."""
        return self.since.partition("-")[0]


@kind("addition", "role_2026.yml", home="role/in-2026.md#adds-{id}", told_by_research=True)
class Addition(Entry, ConfirmedByEvidence):
    """What posts and rules of today add to the specification of 2017 (`role_2026.yml`)."""

    title: Text
    """What is added, in a few words."""
    theme: Theme
    """The part of the page that it stands in."""
    asks: Text
    """What a post or a rule asks, and of whom: of the director only where a post or the rule says so."""
    may_mean: Text | None = None
    """What of it may fall to a medical director, where that is the handbook's own inference."""
    extends: tuple[CriterionRef, ...] = ()
    """Criteria of the specification of 2017 that it adds to (editorial)."""
    rests_on: Literal["one post", "several posts", "national rules", "posts and national rules", "nothing read"]
    """What kind of evidence it rests on."""
    evidence: ShownBy = ()
    confidence: HowSure
    caution: Text
    """What the evidence does not show."""


@kind("research_row", "research_rows.yml", label="{id}", names=("id",), internal=True)
class ResearchRow(Entry):
    """A finding of the research of 2026, and the entries that tell it (`research_rows.yml`)."""

    status: Status | None = None
    """The status that the research gave, where the row is about a thing that has one."""
    confidence: Confidence
    """How sure the research was; no entry that tells the row may claim to be surer."""
    entries: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z_]+/[a-z0-9-]+$")], ...] = ()
    """The entries that tell it, as kind/id: organisation/ccg."""
    left_out: Text | None = None
    """Why no entry tells it, where none does."""

    def refers_to(self) -> Iterator[tuple[str, str]]:
        """Kind and id of each entry named."""
        for each in self.entries:
            kind, _, id_ = each.partition("/")
            yield kind, id_


def newest_first(found: tuple[Change, ...]) -> list[Change]:
    """Changes by their date, newest first; those whose date is unknown last."""
    dated = [change for change in found if change.since != "unknown"]
    undated = [change for change in found if change.since == "unknown"]
    return [*sorted(dated, key=lambda change: change.since, reverse=True), *undated]
