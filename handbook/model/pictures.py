"""What pictures are drawn from where no other kind holds it: who sits on the board, who stands around a trust."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, WithJsonSchema

from handbook.model.cross_references import IdOf
from handbook.model.entries import Id, OrganisationRef, Sourced, Text
from handbook.model.kinds import kind
from handbook.model.tools import PagePlace

Seat = Literal["chair", "non-executive", "chief-executive", "executive", "below the board"]
Year = Literal["2017", "2026"]
Tier = Literal["government", "nation", "region", "area", "regulator", "help", "profession"]


@kind(
    "board_member",
    "board.yml",
    home="role/board.md#board-map",
    label="The board: {name}",
    names=("name",),
    may_be_empty=True,
    named_in_texts=False,
    internal=True,
)
class BoardMember(Sourced):
    """Who sits on a trust's board, and what each answers for (`board.yml`)."""

    name: Text
    """The member, or the members together."""
    seat: Seat
    """chair, non-executive, chief-executive, executive, or below the board."""
    answers_for: Annotated[str, Field(min_length=1, max_length=110)]
    """What it is responsible for, in a few words."""
    ask: Text | None = None
    """What a new medical director asks them about (editorial)."""
    page: PagePlace
    """The place that tells more: role/board.md#chair."""


@kind(
    "system_body",
    "system.yml",
    home="prepare/system-leadership.md#system-map",
    label="The system around a trust: {does}",
    names=("does",),
    may_be_empty=True,
    named_in_texts=False,
    internal=True,
)
class SystemBody(Sourced):
    """A body around a trust in one of two years; what holds of it stands in its own entry (`system.yml`)."""

    organisation: OrganisationRef
    """Id of the body."""
    part: Text | None = None
    """The part of it that is meant, where it is not the whole: 'Regions of NHS England'."""
    year: Annotated[Year, PlainSerializer(int, return_type=int), WithJsonSchema({"enum": [2017, 2026]})]
    """2017 or 2026."""
    tier: Tier
    """government, nation, region, area, regulator, help or profession: where the drawing puts it (editorial)."""
    does: Annotated[str, Field(min_length=1, max_length=80)]
    """What it is to a trust or its medical director, in a few words."""
    going: bool = False
    """true where it is due to end or to be absorbed."""


@kind(
    "contrast",
    "contrasts.yml",
    home="evidence/leader-and-manager.md#leader-and-manager",
    label="Leadership and management: {who}",
    names=("who",),
    may_be_empty=True,
    named_in_texts=False,
    internal=True,
)
class Contrast(Sourced):
    """How somebody whom the paper quotes tells leadership from management (`contrasts.yml`)."""

    who: Text
    """Who said it."""
    leadership: Text
    """What leadership is to them, in the handbook's own words."""
    management: Text
    """What management is to them, in the handbook's own words."""
    reference: Annotated[Id, IdOf("reference")]
    """Id of the work in which they said it."""
