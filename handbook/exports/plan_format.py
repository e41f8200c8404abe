"""The format of a saved gap plan: what its JSON holds, published as a schema that readers can download."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handbook.model.cross_references import ID_PATTERN
from handbook.model.handbook import Handbook

VERSION = 1

PlanId = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Rating = Literal["none", "some", "strong", "tested-by-others"]
DueDay = Annotated[str, StringConstraints(pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$")]


class Kept(BaseModel):
    """A part of a plan: fields that this version does not know are kept, never dropped."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)


class PlannedCriterion(Kept):
    """What the reader says of one criterion."""

    title: str = ""
    """The criterion's title when the plan was made."""
    evidence: str = ""
    """What the reader did, when, what changed and who saw it."""
    rating: Rating | None = None
    """none, some, strong or tested-by-others; null where it is not rated."""


class PlannedAction(Kept):
    """One thing that the reader means to do."""

    kind: Literal["course", "opportunity", "own"]
    """An entry of the directory, or the reader's own idea."""
    id: PlanId
    """The entry's id; for an own idea the id of the criterion that it serves."""
    title: str
    """Its title when the plan was made."""
    criteria: list[PlanId] = Field(alias="for", default=[])
    """Ids of the criteria that it is to build."""
    due: DueDay = ""
    """The day by which it is done, as 2027-03-01; empty where no day is set."""
    ask: str = ""
    """The person to ask."""


class Snapshot(Kept):
    """The ratings when the plan was saved."""

    at: str
    """The moment, in UTC, as 2026-11-22T09:30:00.000Z."""
    ratings: dict[PlanId, Rating] = {}
    """Each rated criterion's id with its rating."""


class SponsorView(Kept):
    """What a sponsor sent back."""

    id: str = ""
    """The id of the sponsor's plan; a later copy with the same id takes its place."""
    name: str = ""
    """The sponsor's name or role, where given."""
    at: str = ""
    """When it was saved or exported."""
    criteria: dict[PlanId, PlannedCriterion] = {}
    """The sponsor's evidence and ratings, by criterion."""
    actions: list[PlannedAction] = []
    """What the sponsor suggests."""


class Plan(Kept):
    """A plan made on the plan page of the Medical Director Handbook and kept as a file."""

    format: Literal["medical-director-handbook-plan"]
    """Always this text, so that another file is not taken for a plan."""
    version: int = Field(ge=1)
    """The version of the format; a later page opens every earlier one."""
    id: str = ""
    """A random id of this plan; calendar entries are told apart by it."""
    view: Literal["own", "sponsor"] = "own"
    """Whose view it is: the reader's own, or a sponsor's view of somebody else."""
    name: str = ""
    """The reader's name or initials, where given."""
    made_with: str = ""
    """The edition of the handbook."""
    saved: str = ""
    """When it was last saved or exported, in UTC."""
    criteria: dict[PlanId, PlannedCriterion] = {}
    """What is said of each criterion, by its id."""
    actions: list[PlannedAction] = []
    """What the reader means to do."""
    history: list[Snapshot] = []
    """The ratings at earlier moments, oldest first."""
    sponsors: list[SponsorView] = []
    """Views of sponsors that were merged in."""


def plan_schema(handbook: Handbook) -> str:
    """The JSON Schema (2020-12) of a saved plan; the same for every catalogue."""
    schema = _ids_alone(Plan.model_json_schema(by_alias=True))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Gap plan, version {VERSION}"}
    return json.dumps({**schema, **head}, ensure_ascii=False, indent=2) + "\n"


def _ids_alone(schema: Any) -> Any:
    """The schema with every mapping closed to keys that are no ids; pydantic states the pattern and leaves it open."""
    if isinstance(schema, list):
        return [_ids_alone(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "patternProperties" in schema else {}
    return {key: _ids_alone(value) for key, value in schema.items()} | closed
