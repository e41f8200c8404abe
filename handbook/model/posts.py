"""What posts of today ask for, the national rules that no advert names, and what a panel may ask."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.cross_references import reference_to
from handbook.model.dates import When
from handbook.model.entries import CriterionRef, Fact, LinkRef, Sourced, Text
from handbook.model.kinds import kind

Level = Literal[
    "trust board",
    "group board",
    "board of a provider",
    "advisory board",
    "site",
    "region",
    "national",
    "directorate",
    "deputy",
    "division",
]
In2017 = Literal["asked", "partly", "new"]


@kind("post", "posts.yml", home="skills/what-posts-ask.md#post-{id}")
class Post(Sourced):
    """One post whose advert was read, in full or in part (`posts.yml`)."""

    title: Text
    """The post's title, as advertised."""
    employer: Text
    """Who advertised it."""
    level: Level
    """At which level of an organisation it stands."""
    closed: When
    """When applications closed, as far as the advert says; unknown where it shows no date."""
    dates: Text | None = None
    """What else is known of its dates."""
    part_read: Text
    """Which part of the advert could be read."""
    pay: Text | None = None
    """What the part read says about pay."""
    evidence: tuple[LinkRef, ...] = Field(min_length=1)
    """Ids of links to the advert."""


Nearest = Annotated[
    tuple[CriterionRef, ...],
    Field(description="Ids of the criteria that come closest to it: the handbook's own judgement."),
]
PostRef = Annotated[Post, *reference_to("post")]


@kind("post_criterion", "post_criteria.yml", home="skills/what-posts-ask.md#asks-{id}")
class PostCriterion(Sourced):
    """Something that posts ask for, and which posts name it (`post_criteria.yml`)."""

    short: Annotated[str, Field(min_length=1, max_length=44)]
    """What it is in a few words, as the chart shows it."""
    title: Text
    """What it is in full."""
    posts: tuple[PostRef, ...]
    """Ids of the posts that name it in the part that was read; their number is the count."""
    in_2017: In2017
    """Whether the specification of 2017 asks for it: asked, partly or new."""
    then: Text
    """What the guide of 2017 has of it."""
    criteria: Nearest = ()
    caution: Text | None = None
    """What a reader must know about the count."""


@kind("national_rule", "national_rules.yml", home="skills/what-posts-ask.md#rule-{id}")
class NationalRule(Sourced):
    """A national rule that stands beside what adverts ask (`national_rules.yml`)."""

    title: Text
    """What it is called."""
    force: Text
    """What sort of rule it is, and whom it binds."""
    holds: Text
    """What holds, in one or two short sentences."""
    facts: tuple[Annotated[Fact, *reference_to("fact")], ...] = Field(min_length=1)
    """Ids of the facts that it rests on, in full and with their evidence."""
    criteria: Nearest = ()


@kind(
    "interview_question",
    "interview_questions.yml",
    home="apply/interview.md#interview-{id}",
    label="{text}",
    names=("text",),
)
class InterviewQuestion(Sourced):
    """A question that a panel may ask about one criterion, made by the handbook (`interview_questions.yml`)."""

    criterion: CriterionRef
    """Id of the criterion that it tests."""
    text: Text
    """The question."""
    strong: Text
    """What a strong answer shows."""
    posts: tuple[Annotated[PostCriterion, *reference_to("post_criterion")], ...] = ()
    """Ids of what posts ask that the question picks up."""
