"""The format of a saved gap plan: what its JSON holds, published as a schema that readers can download."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handbook.model.cross_references import ID_PATTERN
from handbook.model.dates import FIRST_YEAR, LAST_YEAR, Day
from handbook.model.handbook import Handbook

VERSION = 2
# The days that a plan can hold; the form in the browser takes no others.
DAYS = (f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31")

PlanId = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Rating = Literal["none", "some", "strong", "tested-by-others"]
PlannedDay = Day | Literal[""]
Amount = Annotated[float, Field(ge=0)]


# What the ratings are called, and what each means, from the weakest.
RATINGS = {
    "none": ("None", "nothing to show yet"),
    "some": ("Some", "in part, on a small scale or long ago"),
    "strong": ("Strong", "led by me, recent, with a change that can be named"),
    "tested-by-others": ("Tested by others", "strong, and somebody who owes me nothing has said so"),
}


def rating_words() -> str:
    """The words of the ratings by their ids, as JSON for a page."""
    return json.dumps({rating: word for rating, (word, _) in RATINGS.items()})


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
    due: PlannedDay = ""
    """The day by which it is done, as 2027-03-01; empty where no day is set."""
    ask: str = ""
    """The person to ask."""
    done: PlannedDay = ""
    """The day on which it was done; empty while it is open."""
    outcome: str = ""
    """What came of it."""


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


class PackLine(Kept):
    """One line of a trust's person specification, and the example for it."""

    text: str
    """The line as it was pasted, without its bullet."""
    is_: Literal["line", "heading", "aside"] = Field(alias="is", default="line")
    """Whether it is a line of the specification, a heading, or beside the point."""
    importance: Literal["essential", "desirable"] = "essential"
    """How the specification marks it."""
    target: str = ""
    """What it asks for: criterion:ID, further:ID, none, or nothing yet."""
    confirmed: bool = False
    """Whether the reader has judged the match."""
    situation: str = ""
    """The example: where and when, and what was at stake."""
    task: str = ""
    """The example: what fell to the reader."""
    action: str = ""
    """The example: what the reader did."""
    result: str = ""
    """The example: what changed."""
    gone: bool = False
    """Whether the specification, pasted again, has it no longer."""
    parts: list[str] = []
    """The lines that the reader joined to this one, where that was done."""


class Pack(Kept):
    """An application pack."""

    text: str = ""
    """The specification as it was pasted."""
    post: str = ""
    """The post that it describes."""
    lines: list[PackLine] = []
    """Its lines."""


class Programme(Kept):
    """A programme for a cohort."""

    criteria: list[PlanId] = []
    """Ids of the criteria that it is to cover."""
    steps: list[PlanId] = []
    """Ids of the courses and opportunities that are chosen."""
    hours: dict[PlanId, Amount] = {}
    """Hours that each doctor needs for a step, where known."""
    cohort: Amount = 0
    """How many doctors."""
    each: Amount = 0
    """Hours that each doctor has."""


class PutAside(Kept):
    """A field that could not be read, kept as text."""

    place: str = ""
    """Where it stood."""
    text: str = ""
    """What stood there."""


class Plan(Kept):
    """What a reader keeps: a plan made on the plan page of the Medical Director Handbook and kept as a file."""

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
    pack: Pack | None = None
    """The application pack, where there is one."""
    answers: dict[PlanId, Literal["good", "thin", "against"]] = {}
    """Answers to the questions of 'Is it for me?', by the question's id."""
    in_training: bool = False
    """Whether the reader of those questions is still in training; what is not in their power then counts as later."""
    ticks: dict[PlanId, Literal[True]] = {}
    """What was ticked in a checklist, by the id of the box."""
    programme: Programme | None = None
    """The programme for a cohort, where there is one."""
    aside: list[PutAside] = []
    """What could not be read when the plan was opened."""


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
