"""What the aids are made from: words that find a criterion, the 'not yet?' questions, what doctors ask, ask-sheets."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from handbook.model.cross_references import reference_to, refuse
from handbook.model.entries import (
    Course,
    CriterionRef,
    Entry,
    Fact,
    Group,
    LinkRef,
    Opportunity,
    Record,
    Source,
    Sourced,
    Text,
)
from handbook.model.kinds import kind

OpportunityRef = Annotated[Opportunity, *reference_to("opportunity")]
CourseRef = Annotated[Course, *reference_to("course")]
QuestionSet = Literal["attraction", "experience", "timing", "support"]
Path = Literal["prepare", "another-path"]
Form = Literal["open", "yes-no"]
QuestionGroup = Literal["Is it for me?", "Getting there", "Pay and terms", "Law and risk", "Who gets the post"]
PagePlace = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md(#[\w-]+)?$")]


class Phrases(Record):
    """Words and phrases of one weight."""

    weight: int = Field(ge=1, le=9)
    """How much a phrase counts: 9 settles the match, 1 only tips a balance."""
    words: tuple[Text, ...] = Field(min_length=1)
    """The words or phrases as a trust's specification writes them; endings are ignored."""


@kind("synonym", "synonyms.yml", label="{id}", names=("id",), internal=True)
class Synonym(Entry):
    """The words by which a line of a trust's own specification is matched (`synonyms.yml`), the handbook's own work."""

    criterion: CriterionRef | None = None
    """Id of the criterion that the words point to."""
    group: Group | None = None
    """Or the part of the specification that the words point to, as a heading or at the head of a line."""
    further: Text | None = None
    """Or what a line asks for that is none of the 22 criteria, as posts of today do: the title of that."""
    phrases: tuple[Phrases, ...] = Field(min_length=1)
    """The words, by weight."""

    @model_validator(mode="after")
    def _points_to_one_thing(self) -> Self:
        if [self.criterion, self.group, self.further].count(None) != 2:
            mend = "Write one of 'criterion: …', 'group: …' and 'further: …'"
            raise refuse("it must point to a criterion, a group or something further", mend)
        return self


@kind("question", "questions.yml", home="role/why.md#question-{id}", label="Question: {text}", names=("text",))
class Question(Sourced):
    """One question that a doctor asks themselves before applying (`questions.yml`)."""

    set: QuestionSet
    """The set that the guide puts it in: attraction, experience, timing or support."""
    form: Form
    """open or yes-no: which answers can be chosen."""
    text: Text
    """The question, reworded."""
    thin: Text
    """What a thin answer points to, as a sentence of advice (editorial)."""
    page: Text
    """The page that helps with a thin answer, for example role/board.md."""
    page_title: Text
    """What the link to that page says."""
    against: Text
    """What an answer that speaks against the job points to, as a sentence of advice (editorial)."""
    against_page: Text | None = None
    """The page for such an answer, where another one than that of a thin answer helps."""
    against_page_title: Text | None = None
    """What the link to that page says."""
    against_leads_to: Path
    """Where such an answer leads: 'prepare' where it can change, 'another-path' where it is about the job itself."""
    later: Text | None = None
    """What a weak answer means to a doctor still in training, where it is not in their power: it counts as later."""
    step: OpportunityRef
    """The one thing to do this month where this answer is the weakest (editorial)."""
    against_step: OpportunityRef | None = None
    """The same for an answer that speaks against the job, where something else helps."""
    training_step: OpportunityRef | None = None
    """The same for a doctor still in training, where something else is in their power."""
    training_course: CourseRef | None = None
    """Or a course for them."""

    @property
    def steps(self) -> dict[str, Course | Opportunity]:
        """The one thing to do this month: for a thin answer, one against the job, and a doctor in training."""
        return {
            "thin": self.step,
            "against": self.against_step or self.step,
            "training": self.training_course or self.training_step or self.step,
        }

    @property
    def pages(self) -> dict[str, tuple[str, str]]:
        """The page, with the words of the link to it, for a thin answer and for one against the job."""
        thin = (self.page, self.page_title)
        return {"thin": thin, "against": (self.against_page or thin[0], self.against_page_title or thin[1])}

    @model_validator(mode="after")
    def _page_and_words_go_together(self) -> Self:
        if (self.against_page is None) != (self.against_page_title is None):
            raise refuse("only one of 'against_page' and 'against_page_title' is given", "Give both or none")
        if self.training_course and self.training_step:
            raise refuse("both 'training_course' and 'training_step' are given", "Give one of them")
        return self


@kind(
    "doctors_question",
    "doctors_questions.yml",
    home="directory/questions-doctors-ask.md#asked-{id}",
    label="Asked by doctors: {question}",
    names=("question",),
)
class DoctorsQuestion(Entry):
    """A question that prospective medical directors ask, with its answer and where to read on.

    They stand in `doctors_questions.yml`, in the order and the groups in which the page shows them.
    """

    group: QuestionGroup
    """The heading under which it stands."""
    question: Text
    """The question, as doctors put it."""
    answer: Text
    """Two or three sentences that answer it, or 'No public figure' and whom to ask."""
    page: PagePlace
    """The page that tells more, with its anchor where there is one: role/terms.md#pension."""
    facts: tuple[Annotated[Fact, *reference_to("fact")], ...] = ()
    """Ids of the facts that the answer states."""
    links: tuple[LinkRef, ...] = ()
    """Ids of the links whose pages show what no fact states."""
    sources: tuple[Source, ...] = ()
    """Numbers of the source items that the answer rests on."""

    @property
    def path(self) -> str:
        """The page that tells more, without its anchor."""
        return self.page.partition("#")[0]

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of all that the answer rests on."""
        return tuple(each.id for each in (*self.facts, *self.links, *self.sources))

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not self.cited:
            raise refuse("the answer rests on nothing", "Name its facts, its links or its source items")
        return self


class Line(Record):
    """One line that says where it comes from."""

    text: Text
    """The line."""
    sources: tuple[Source, ...] = ()
    """Numbers of the source items that it rests on; none where it is the handbook's own."""


@kind("ask_sheet", "ask_sheets.yml", home="prepare/ask-sheets.md#ask-{id}", label="Ask-sheet: {title}")
class AskSheet(Sourced):
    """What to ask one person on or near the board, what to shadow and which paper to offer (`ask_sheets.yml`)."""

    title: Text
    """Whom the sheet is for, for example 'The chief executive'."""
    holds: tuple[Line, ...] = Field(min_length=1)
    """What this person answers for, so that you do not ask what you could have known."""
    questions: tuple[Line, ...] = Field(min_length=4)
    """What to ask."""
    shadow: tuple[Line, ...] = Field(min_length=1)
    """What to ask to watch."""
    paper: tuple[Line, ...] = Field(min_length=1)
    """Which piece of work to offer."""
    opportunities: tuple[Annotated[Opportunity, *reference_to("opportunity")], ...] = ()
    """Ids of the opportunities that this person can open."""
