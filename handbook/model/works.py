"""What an entry of `references.yml` must hold: a work that a source document cites, in the fields of CSL-JSON.

A source may name a work in full, in part or not at all. Each field says where it comes from: the source itself, a
page that was read, or general knowledge; the state of identification follows from that and is never typed in.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from handbook.model.cross_references import reference_to, refuse
from handbook.model.dates import When
from handbook.model.entries import Entry, Id, LinkRef, Record, SourceDocument, Text
from handbook.model.kinds import kind

State = Literal["identified", "partly", "not identified"]
STATES: tuple[State, ...] = ("identified", "partly", "not identified")
WorkType = Literal[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "document",
    "legislation",
    "post-weblog",
    "report",
    "speech",
    "webpage",
]
CslField = Literal[
    "title",
    "author",
    "editor",
    "issued",
    "container-title",
    "volume",
    "issue",
    "page",
    "edition",
    "number",
    "publisher",
    "publisher-place",
    "DOI",
]
_WITHOUT_ORIGIN = {"type", "container-title-short"}  # form, not fact


def _csl_name(name: str) -> str:
    return name.replace("_", "-")


class Name(Record):
    """A person (family and given name) or a body (literal)."""

    family: Text | None = None
    """The family name of a person."""
    given: Text | None = None
    """Given names or initials, as far as known."""
    literal: Text | None = None
    """The name of a body, or of a person whose parts are not known."""

    @model_validator(mode="after")
    def _person_or_body(self) -> Self:
        if bool(self.family) == bool(self.literal):
            raise refuse(
                "a name needs either 'family' or 'literal'", "Write 'family' for a person, 'literal' for a body"
            )
        return self


class Csl(Record):
    """The work itself, in fields of CSL-JSON; leave away what is not known."""

    model_config = ConfigDict(alias_generator=_csl_name)

    type: WorkType
    """What sort of work it is, in the words of CSL; `document` where that is not known."""
    title: Text | None = None
    """Its title, subtitle after a colon."""
    author: tuple[Name, ...] = ()
    """Who wrote or issued it, in the order printed."""
    editor: tuple[Name, ...] = ()
    """Who edited the book that it stands in."""
    issued: When | None = None
    """When it came out: 2008, 2008-06 or 2008-06-30."""
    container_title: Text | None = None
    """The journal, book or site that it stands in."""
    container_title_short: Text | None = None
    """The journal's abbreviation, used in Vancouver style."""
    volume: Text | None = None
    """The volume of the journal."""
    issue: Text | None = None
    """The issue within the volume."""
    page: Text | None = None
    """First and last page: 551-553."""
    edition: Text | None = None
    """The edition: 3rd."""
    number: Text | None = None
    """The number of a report or Act: Cm 7432, c. 7."""
    publisher: Text | None = None
    """Who published it."""
    publisher_place: Text | None = None
    """Where it was published."""
    DOI: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    """Its digital object identifier, without an address before it."""

    @property
    def given_fields(self) -> list[str]:
        """The fields that hold something and whose origin must be known."""
        found = self.model_dump(by_alias=True, exclude_defaults=True)
        return [name for name in found if name not in _WITHOUT_ORIGIN]


class Completion(Record):
    """Fields that the source does not give, with where they come from."""

    fields: tuple[CslField, ...] = Field(min_length=1)
    """Names of the fields."""
    completed_from: Literal["confirmed from a stored page", "general knowledge, not confirmed"]
    """How sure they are."""
    evidence: tuple[LinkRef, ...] = ()
    """Ids of links where they were seen."""

    @model_validator(mode="after")
    def _confirmed_by_something(self) -> Self:
        confirmed = self.completed_from == "confirmed from a stored page"
        if confirmed and not self.evidence:
            raise refuse(
                "confirmed, yet no evidence", "Add the id of a link under 'evidence', or lower 'completed_from'"
            )
        return self


class CitedBy(Record):
    """Where a source document cites the work."""

    document: Annotated[SourceDocument, *reference_to("source_document")]
    """The document that cites it."""
    place: Text
    """Where in the document, as a reader would look for it."""
    number: int | None = Field(default=None, ge=1)
    """The number of the reference, where the document numbers its references."""


@kind(
    "reference",
    "references.yml",
    home="directory/references.md#{id}",
    sorted_by="part",
    label="{id}",
    names=("id",),
    macro="ref",
)
class Reference(Entry):
    """A work that a source document cites, or a source document itself (`references.yml`)."""

    also: tuple[Id, ...] = ()
    """Other ids under which it can be mentioned, where one work has several numbers."""
    document: Annotated[SourceDocument, *reference_to("source_document")] | None = None
    """The source document that it is; leave it away for a work that the sources cite."""
    csl: Csl
    """What is known of the work."""
    from_source: tuple[CslField, ...] = ()
    """The fields that a source document gives in so many words."""
    completed: tuple[Completion, ...] = ()
    """The fields that it does not give, with where they come from."""
    doubt: Text | None = None
    """Why it is not certain that this work is meant; it keeps the work out of 'identified'."""
    note: Text | None = None
    """What else a reader must know."""
    seen: tuple[LinkRef, ...] = ()
    """Ids of links that show what 'doubt' or 'note' says."""
    backs: Text | None = None
    """What the citing sentence says, in the handbook's own words."""
    cited: tuple[CitedBy, ...] = ()
    """Which documents cite it, and where."""

    @property
    def state(self) -> State:
        """How far the work is identified: by title from a source or a page that was read, in part, or not at all."""
        if not self.csl.given_fields:
            return "not identified"
        sure = set(self.from_source)
        for each in self.completed:
            if each.completed_from == "confirmed from a stored page":
                sure |= set(each.fields)
        return "identified" if "title" in sure and not self.doubt else "partly"

    @property
    def part(self) -> str:
        """The part of the list that it stands in: 'documents' for a source document, else its state."""
        return "documents" if self.document else self.state

    def unconfirmed(self) -> list[str]:
        """The fields that rest on general knowledge alone."""
        unsure = (each for each in self.completed if each.completed_from == "general knowledge, not confirmed")
        return [name for each in unsure for name in each.fields]

    @model_validator(mode="after")
    def _every_field_says_where_from(self) -> Self:
        marked: Counter[str] = Counter([*self.from_source, *(name for each in self.completed for name in each.fields)])
        given = self.csl.given_fields
        for name in given:
            if not marked[name]:
                mend = "Name it under 'from_source', or under 'completed' with 'completed_from'"
                raise refuse(f"nothing says where '{name}' comes from", mend)
        for name, times in marked.items():
            if name not in given:
                raise refuse(
                    f"'{name}' is marked, yet 'csl' does not hold it", "Add it to 'csl', or take the mark away"
                )
            if times > 1:
                raise refuse(f"'{name}' is marked twice", "Keep one mark")
        if not given and not self.backs:
            raise refuse("nothing is known of the work", "Say under 'backs' what the citing sentence says")
        return self
