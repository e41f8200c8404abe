"""What every entry of `data/` must hold.

One class a kind of entry. It gives the check, the typed objects that macros use, and the JSON Schema
in `data/schema/` that editors use; the descriptions below are the hover help there and the field list
on the contributor's page. What nobody knows is left away or, where a field must stand, written `unknown`; it is
never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    computed_field,
    model_validator,
)

from handbook.model.addresses import NONE_FOUND, Address, AddressOfCopy
from handbook.model.cross_references import ANY_LIVING, ID_PATTERN, IdOf, reference_to, refuse
from handbook.model.dates import Day, When
from handbook.model.kinds import kind
from handbook.model.link_status import LinkHealth

# Lists the copies that the Internet Archive holds of the address that follows; general knowledge, not tried here.
WEB_ARCHIVE = "https://web.archive.org/web/*/"


def _something_known(value: str) -> str:
    if value.casefold().startswith("unknown"):
        raise refuse(f"'{value}' helps no reader", "Leave the field away: make reviews lists it as a thing to find out")
    return value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Known = Annotated[Text, AfterValidator(_something_known)]
# Fields that several kinds have, here and below, are each said once: their type, and their help in the editor.
ItsName = Annotated[Text, Field(description="Its name.")]
CameOut = Annotated[When, Field(description="When it came out.")]
ShortName = Annotated[Text, Field(description="The acronym or short form that people say.")]
HoldsSince = Annotated[When, Field(description="Since when it holds, as far as known: 2022, 2022-07 or 2022-07-01.")]

Status = Literal["active", "renamed", "merged", "closed", "superseded", "unknown"]
Confidence = Literal[
    "confirmed from a stored page",
    "likely, from an old or indirect page",
    "general knowledge, not confirmed",
    "unknown",
]
Group = Literal["experience", "knowledge", "skills-and-competencies", "desirable"]
CourseKind = Literal[
    "programme",
    "course",
    "fellowship",
    "workshop",
    "coaching",
    "mentoring",
    "membership",
    "support",
    "event",
    "tool",
    "reading",
]
Level = Literal[
    "trainee",
    "sas",
    "consultant",
    "clinical-director",
    "deputy",
    "aspiring-director",
    "director",
]
Nation = Literal["England", "Scotland", "Wales", "Northern Ireland"]
OpportunityKind = Literal["role", "committee", "placement", "project", "network"]
Topic = Literal[
    "why",
    "the-job",
    "the-board",
    "skills",
    "the-step-up",
    "on-the-job",
    "mentoring",
    "performance-concerns",
    "resilience",
    "taught-programmes",
    "development",
    "quality-improvement",
    "finance",
    "systems",
    "colleges",
    "charities",
    "mix-of-skills",
    "quality-and-money",
    "managers-and-doctors",
    "time",
    "say-in-decisions",
]


class Record(BaseModel):
    """A part of an entry: unknown keys are refused and nothing changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Entry(Record):
    """What every entry has."""

    kind_name: ClassVar[str]
    """The name of its kind; `@kind` sets it where the class is declared as one."""
    id: Id
    """Lower-case words joined by hyphens; equal to the file's name; never changes."""


@kind("retired", "retired.yml", label="{id}", names=("id",), may_be_empty=True, internal=True)
class Retired(Entry):
    """An id that is no longer listed (`retired.yml`); saved plans and links hang on ids, so it stays here."""

    kind: Id
    """What it named: course, opportunity, criterion and so on."""
    replaced_by: Id
    """The id that stands in for it, or none."""
    since: Day
    """When it was retired."""
    reason: Text
    """Why."""


@kind("source_document", "sources.yml", home="about/sources.md#{id}", names=("title", "short"))
class SourceDocument(Entry):
    """One of the documents that the handbook restructures (`sources.yml`)."""

    short: Text
    """How a citation names it, for example 'Guide'."""
    title: Text
    """Its title as printed."""
    authors: Text
    """Who wrote or published it, as far as known."""
    published: CameOut
    summary: Text
    """What it is, in one or two sentences."""
    rights: Text
    """What is known of its copyright and licence."""
    missing: Text
    """What of it did not survive extraction: drawings, lists, labels."""
    footnotes: int = Field(default=0, ge=0)
    """How many numbered footnotes with an address it has; each must be accounted for in `links.yml`."""
    references: int = Field(default=0, ge=0)
    """How many numbered references it has; each must be accounted for in `references.yml`."""


@kind("source_item", "inventory/*.yml", sorted_by="section", label="{place}", names=("place",), citable=True)
class SourceItem(Entry):
    """One item of a source document: a paragraph, list, remark, figure or footnote (`inventory/*.yml`)."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]+-[A-Z0-9]+(\.[0-9]+)?$")]
    """The item's number in the inventory, for example G-3.13 or Q-G05."""
    document: Annotated[SourceDocument, *reference_to("source_document")]
    """The document that it stands in."""
    place: Text
    """Where in the document, as a reader would look for it: 'section 1, The board'."""
    about: Text
    """What it says, in a few words of the handbook's own."""
    left_out: Text | None = None
    """Why the handbook does not tell it. Leave it away when some page or entry cites the item."""

    @property
    def section(self) -> str:
        """The part of the inventory that it stands in: 'G-3' of G-3.13, 'Q-G' of Q-G05, 'G-FN' of G-FN16."""
        return self.id.partition(".")[0] if "." in self.id else self.id.rstrip("0123456789")


Source = Annotated[SourceItem, *reference_to("source_item")]


class Sourced(Entry):
    """An entry that says where it comes from."""

    sources: tuple[Source, ...] = ()
    """Numbers of the source items that it rests on, for example [G-3.13, G-FN16]."""
    editorial: bool = False
    """true where the entry is the handbook's own and rests on no source document."""

    @model_validator(mode="after")
    def _says_where_from(self) -> Self:
        if bool(self.sources) == self.editorial:
            problem = (
                "neither sources nor 'editorial: true'" if not self.sources else "both sources and 'editorial: true'"
            )
            raise refuse(f"the entry has {problem}", "Name its source items, or mark it 'editorial: true'")
        return self


class Waiver(Record):
    """Why a failing address is accepted for a while."""

    reason: Text
    """Why the check's finding is accepted, and what was done instead: 'opened by hand, refuses machines'."""
    until: Day
    """The day on which the waiver ends: at most 90 days after since."""
    since: Day | None = None
    """The day on which it was granted; always needed."""


@kind(
    "link",
    "links.yml",
    home="directory/addresses.md#{id}",
    sorted_by="initial",
    label="Address: {title}",
    macro="link",
    must_be_used=True,
    citable=True,
)
class Link(Sourced):
    """An external address, held once and used by id everywhere (`links.yml`)."""

    url: Address
    """The address, beginning with https:// or http://."""
    title: Text
    """What a reader finds there."""
    owner: Annotated[Id, IdOf("organisation")]
    """Id of the organisation that publishes it."""
    status: Status
    """What became of the page at this address."""
    note: Text
    """What a reader of today must know about the address. Whether it was checked stands in the status file."""
    confidence: Confidence
    """How sure the status is."""
    archive: AddressOfCopy = NONE_FOUND
    """Address of an archived copy that somebody opened, or 'none found': then readers get a search of a web archive."""
    successor: Annotated[Id, IdOf("link")] | None = None
    """Id of the link that stands in for this one once it is dead."""
    waiver: Waiver | None = None
    """Why a failing check of this address is accepted, and until when."""
    page_date: When = "unknown"
    """The date that the page itself shows, by which it can or cannot bear a statement; unknown where it shows none."""
    footnote: int | None = Field(default=None, ge=1)
    """The number of the footnote of the guide that gives this address."""
    _health: LinkHealth | None = PrivateAttr(default=None)
    _next: Link | None = PrivateAttr(default=None)

    @property
    def health(self) -> LinkHealth:
        """What the link check last found; the catalogue joins it from `link_status.json`."""
        return self._health or LinkHealth(url=self.url)

    @property
    def is_dead(self) -> bool:
        """Whether readers are kept from it: gone on two days or its host in other hands, and not waived."""
        return self.health.state in ("dead", "parked") and not self.waiver

    @property
    def archived(self) -> tuple[Literal["seen", "search"], str]:
        """A copy that was seen, or else the address that searches a web archive for one and may find nothing."""
        return ("search", WEB_ARCHIVE + self.url) if self.archive == NONE_FOUND else ("seen", self.archive)

    @property
    def stand_in(self) -> Link | None:
        """The first of its successors that is not dead itself."""
        ahead, seen = self._next, {self.id}
        while ahead and ahead.is_dead and ahead.id not in seen:
            seen.add(ahead.id)
            ahead = ahead._next
        return None if ahead and ahead.is_dead else ahead

    def join_health(self, found: LinkHealth | None, successor: Link | None = None) -> None:
        """Keep what the check found, unless it was found at another address, and the link that stands in."""
        self._health = found if found and found.url == self.url else None
        self._next = successor


LinkRef = Annotated[Link, *reference_to("link")]
LinkOrUnknown = Annotated[Link | Literal["unknown"], *reference_to("link", or_unknown=True)]

ShownBy = Annotated[tuple[LinkRef, ...], Field(description="Ids of links that show it.")]
HowSure = Annotated[Confidence, Field(description="How sure it is.")]
NamedBy = Annotated[tuple[Source, ...], Field(description="Numbers of the source items that name it.")]


class ConfirmedByEvidence(Record):
    """What has evidence and a confidence, as fields of its own: nothing but a page confirms it."""

    if TYPE_CHECKING:
        evidence: tuple[LinkRef, ...]
        confidence: Confidence

    @model_validator(mode="after")
    def _confirmed_by_something(self) -> Self:
        if self.confidence == "confirmed from a stored page" and not self.evidence:
            raise refuse("confirmed, yet no evidence", "Add the id of a link under 'evidence', or lower the confidence")
        return self


class Finding(ConfirmedByEvidence):
    """Something that is said to hold, with its evidence and how sure it is."""

    note: Text
    """What a reader of today must know, in one or two sentences."""
    evidence: ShownBy = ()
    confidence: HowSure


@kind("fact", "facts/*.yml", label="{says}", names=("says",), citable=True)
class Fact(Entry, ConfirmedByEvidence):
    """A statement about today that stands alone; pages cite it, and their drawer shows its evidence (`facts/`)."""

    topic: Literal["law", "terms", "routes", "selection", "posts", "research", "courses"]
    """What it is about; equal to the name of its file."""
    says: Text
    """What holds, in the handbook's own words."""
    since: HoldsSince = "unknown"
    evidence: tuple[LinkRef, ...] = ()
    """Ids of the links whose pages show it."""
    confidence: Confidence
    """How sure it is: confirmed needs evidence that is not older than the fact."""


class Statement(Finding):
    """One thing that holds today, with its own date, evidence and confidence."""

    since: HoldsSince = "unknown"


class State(Finding):
    """What became of an organisation, a course or an opportunity since the sources named it."""

    status: Status
    """active, renamed, merged, closed, superseded or unknown."""
    since: When = "unknown"
    """When it became so: 2022, 2022-07 or 2022-07-01."""
    since_confidence: Confidence | None = None
    """How sure the date is, where it is less sure than the status."""
    planned: bool = False
    """true where status and date are those of a plan, and that it happened is not confirmed."""

    @model_validator(mode="after")
    def _unknown_is_not_sure(self) -> Self:
        if self.status == "unknown" and self.confidence != "unknown":
            raise refuse("the status is unknown, yet the confidence is not", "Write 'confidence: unknown'")
        return self


class Instead(Record):
    """What a reader turns to where nothing succeeds: it took over some of the work, or answers the same need."""

    id: Id
    """Id of an organisation, thing, framework, course or opportunity."""
    why: Text
    """What it has of the old one, in a few words: 'took over specialised commissioning'."""


class Lived(Entry):
    """What changes with the years: an organisation, a thing, a course or an opportunity."""

    currency: State
    """What became of it since the sources named it: of the thing itself, never of an example."""
    statements: tuple[Statement, ...] = ()
    """What else holds today, each statement for itself."""
    instead: tuple[Instead, ...] = ()
    """What a reader turns to today, where it is no successor."""
    ends_here: Text | None = None
    """Why nothing follows, where it is renamed, merged, closed or superseded and no successor can be named."""
    named_as: tuple[Text, ...] = ()
    """Other forms by which texts name it, so that a mark stands there too; a plural in s needs none of its own."""


@kind(
    "organisation",
    "organisations/*.yml",
    file_an_entry=True,
    home="directory/organisations.md#{id}",
    sorted_by="initial",
    label="{name}",
    names=("name", "short_name"),
    macro="org",
    must_be_used=True,
)
class Organisation(Lived):
    """A body that provides, publishes, employs or regulates (`organisations/`)."""

    name: Text
    """Its name as the sources give it, or as it is today where they do not."""
    short_name: ShortName
    kind: Literal[
        "regulator",
        "national body",
        "faculty or college",
        "charity",
        "provider trust",
        "local body",
        "membership body",
        "training provider",
        "public company",
        "network",
        "generic",
    ]
    """What sort of body it is."""
    role: Text
    """What it does for a medical director, in one sentence."""
    successors: tuple[Annotated[Id, IdOf("organisation")], ...] = ()
    """Ids of the organisations that took over its work."""
    expected: tuple[Annotated[Id, IdOf("organisation")], ...] = ()
    """Ids of the organisations that are planned to take over, where it still works today."""
    link: LinkOrUnknown
    """Id of the link to its own site, or unknown."""
    listed_for: Text | None = None
    """Why it is listed, where no other entry and no page names it yet; make reviews lists it until one does."""
    sources: NamedBy = ()


OrganisationRef = Annotated[Organisation, *reference_to("organisation")]


@kind("need", "needs.yml", argument="need", must_be_used=True)
class Need(Entry):
    """Something that a doctor on this road wants help with (`needs.yml`)."""

    title: Text
    """The need in a reader's words."""
    page: Text
    """The page that tells about it, for example prepare/mentor-and-coach.md."""


@kind("area", "responsibilities.yml", home="role/responsibilities.md#duties-{id}")
class Area(Sourced):
    """An area of responsibility of a medical director (`responsibilities.yml`)."""

    title: ItsName
    summary: Text
    """What it is about, in one sentence."""
    duties: tuple[Duty, ...] = Field(min_length=1)
    """Each duty that the guide lists for it."""


class Duty(Sourced):
    """One duty within an area."""

    kind_name = "duty"
    short: Annotated[str, Field(min_length=1, max_length=44)]
    """What it is in a few words, as the drawing of the five areas shows it (editorial)."""
    text: Text
    """What a medical director does, as a sentence that follows 'You'."""


@kind("criterion", "person_specification.yml", home="skills/person-specification.md#{id}", in_plans=True)
class Criterion(Sourced):
    """One line of the person specification (`person_specification.yml`)."""

    group: Group
    """The part of the specification that it stands in."""
    importance: Literal["essential", "desirable"]
    """Whether applicants must or should meet it."""
    title: Text
    """Its short name, used in tables and plans."""
    text: Text
    """What it asks for, in the handbook's own words."""
    serves: tuple[Annotated[Area, *reference_to("area")], ...] = Field(min_length=1)
    """The areas of responsibility that it prepares for (editorial)."""
    prompts: tuple[Text, ...] = ()
    """The questions that the guide puts under it, reworded."""


CriterionRef = Annotated[Criterion, *reference_to("criterion")]


class Step(Sourced, Lived):
    """What a course and an opportunity have in common: something that a doctor can do next."""

    title: ItsName
    develops: tuple[CriterionRef, ...] = Field(min_length=1)
    """Criteria that it builds: the handbook's own judgement (editorial)."""
    needs: tuple[Annotated[Need, *reference_to("need")], ...] = Field(min_length=1)
    """Needs that it answers."""
    successors: tuple[Annotated[Id, IdOf(ANY_LIVING)], ...] = ()
    """Ids of what stands in its place today: things, courses, opportunities or organisations."""


@kind(
    "course",
    "courses/*.yml",
    file_an_entry=True,
    home="directory/courses.md#{id}",
    sorted_by="kind",
    heading="Courses and tools",
    macro="course",
    in_plans=True,
    builds_only={"reading": ("knowledge",)},
)
class Course(Step):
    """Something that one enrols in, reads or uses (`courses/`)."""

    kind: CourseKind
    """What sort it is: the nearest."""
    provider: OrganisationRef
    """Who offers or offered it."""
    link: LinkOrUnknown
    """Id of its address in links.yml, or unknown."""
    summary: Text
    """What it is and what it is good for, in one or two sentences."""
    levels: tuple[Level, ...] = ()
    """For whom it is made, from trainee to director; none is anybody. A clinical lead counts as consultant."""
    nations: tuple[Nation, ...] = ()
    """Where it can be taken, if not in the whole United Kingdom or if that was said."""
    audience: Known | None = None
    """Whom it is for. Leave it away where nobody knows, and so for the fields that follow."""
    format: Known | None = None
    """How it is taken: in person, online, self-study."""
    duration: Known | None = None
    """How long it takes."""
    cost: Known | None = None
    """What it costs, with the year of the figure, or 'Free'."""
    eligibility: Known | None = None
    """Who may take it."""
    apply: Known | None = None
    """How to get in: by a form, through the employer, with what papers."""
    dates: Known | None = None
    """When it runs next, or when it was last seen to run."""
    last_intake: When | None = None
    """When it was last seen to take people: the start of a cohort, or the end of its applications."""
    as_of: Day
    """The day on which this entry was last read against its evidence."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def address(self) -> str | None:
        """The web address behind `link`, where one is known."""
        return None if self.link == "unknown" else self.link.url

    @model_validator(mode="after")
    def _a_sum_has_its_year(self) -> Self:
        if self.cost and re.search(r"[£€$]\s?\d", self.cost) and not re.search(r"\b(19|20)\d\d\b|undated", self.cost):
            raise refuse(f"'{self.cost}' names a sum and no year", "Write the year of the figure, or 'undated'")
        return self


class Example(State):
    """An example that a source gave of an activity, and what became of the example."""

    name: Text
    """What the source named: 'A seat on a neighbouring CCG's governing body'."""


@kind(
    "opportunity",
    "opportunities/*.yml",
    file_an_entry=True,
    home="directory/opportunities.md#{id}",
    sorted_by="kind",
    heading="Opportunities",
    named_in_texts=False,
    macro="opportunity",
    in_plans=True,
)
class Opportunity(Step):
    """Something that one does: a role, committee, placement or project (`opportunities/`)."""

    kind: OpportunityKind
    """role, committee, placement, project or network."""
    organisation: OrganisationRef
    """Where it is done."""
    ask: Text
    """Whom to ask, and for what."""
    does: Text
    """What one does there."""
    learns: Text
    """What one learns by it."""
    evidence: Text
    """What it leaves that can be shown to an appointment panel (editorial)."""
    links: tuple[LinkRef, ...] = ()
    """Ids of addresses that help."""
    example: Example | None = None
    """The example of a source, where it has gone or changed while the activity goes on."""


@kind(
    "rung",
    "rungs.yml",
    home="role/routes-and-settings.md#ladder",
    label="The posts on the way: {title}",
    may_be_empty=True,
    named_in_texts=False,
    internal=True,
)
class Rung(Sourced):
    """A post on the way to the board, the lowest first (`rungs.yml`)."""

    title: Text
    """The post's usual title."""
    leads: Annotated[str, Field(min_length=1, max_length=80)]
    """What its holder usually leads, in a few words."""
    ask: Text
    """What to ask of such a post before one takes it (editorial)."""
    term: Annotated[Id, IdOf("term")] | None = None
    """Id of its entry in the glossary."""
    beside: bool = False
    """true where it is no step of the ladder, but stands beside, below or above it."""


class RouteStep(Record):
    """One step of a career."""

    when: Annotated[Text, WithJsonSchema({"type": ["string", "integer"]})]
    """The date where the source gives one, otherwise where the step stands in the story, or 'not dated'."""
    kind: Literal["post", "programme", "turning-point", "clinical"]
    """post, programme, turning-point or clinical: how the line of the road marks it."""
    title: Text
    """The post, the programme or the event, in a few words."""
    step: Text
    """What happened."""
    rung: Annotated[Rung, *reference_to("rung")] | None = None
    """Id of the rung of the ladder that the post was (editorial match)."""
    course: Annotated[Course, *reference_to("course")] | None = None
    """Id of the programme that the step was."""
    opportunity: Annotated[Opportunity, *reference_to("opportunity")] | None = None
    """Id of what the step was, where others can do it too (editorial match)."""


class InShort(Record):
    """A story in a few words, as the comparison shows it."""

    started: Text
    """Where the person came from."""
    planned: Text
    """How much of it was planned."""
    turning_point: Text
    """What tipped it."""
    way_in: Text
    """By which roles the person came in."""
    learning: Text
    """What the person took or studied."""
    credits: Text
    """Whom and what the person credits."""
    clinical_work: Text
    """What became of clinical work."""


class Later(Finding):
    """What a person did after the story was told: persons have posts, and no state."""

    when: When
    """When it was so, as far as the page that shows it tells."""


@kind(
    "case_study", "case_studies/*.yml", file_an_entry=True, home="case-studies/{id}.md", label="{name}", names=("name",)
)
class CaseStudy(Sourced):
    """The road of one medical director, as told (`case_studies/`)."""

    name: Text
    """The person's name and title as printed."""
    post: Text
    """The post held when the story was told."""
    as_told: When
    """When the story was published."""
    organisation: OrganisationRef
    """The organisation of that time; its entry says what became of it."""
    background: Text
    """Where the person came from."""
    route: tuple[RouteStep, ...] = Field(min_length=2)
    """The steps in order."""
    trigger: Text
    """What made the person step forward."""
    programmes: tuple[Annotated[Course, *reference_to("course")], ...] = ()
    """Programmes that the story names."""
    opportunities: tuple[Annotated[Opportunity, *reference_to("opportunity")], ...] = ()
    """Things done on the way that others can do too (editorial match)."""
    support: tuple[Text, ...] = Field(min_length=1)
    """Who and what helped."""
    lessons: tuple[Text, ...] = Field(min_length=1)
    """What the person learned or advises, in reported speech."""
    illustrates: tuple[CriterionRef, ...] = Field(min_length=1)
    """Criteria that the story shows (editorial)."""
    in_short: InShort
    """The story in a few words, for the comparison."""
    since: tuple[Later, ...] = ()
    """What is known of the person since, each statement with its own evidence; none where nothing was found."""


@kind("voice", "voices.yml", home="directory/voices.md#{id}", label="Remark: {role}, {region}", names=("role",))
class Voice(Sourced):
    """A remark by a director or another person, in reported speech (`voices.yml`)."""

    role: Text
    """The speaker's role as printed."""
    region: Text
    """The speaker's region as printed, or 'not given'."""
    topic: Topic
    """What it is about."""
    gist: Text
    """What the speaker says, in reported speech and the handbook's own words."""


@kind(
    "term",
    "glossary.yml",
    home="directory/glossary.md#{id}",
    label="{long}",
    names=("long", "short"),
    macro="term",
    must_be_used=True,
)
class Term(Sourced):
    """A word or acronym of the glossary (`glossary.yml`)."""

    short: Text
    """The acronym or word as it stands in a text."""
    long: Text
    """It in full."""
    meaning: Text
    """What it means for a medical director, in one or two sentences."""
    organisation: OrganisationRef | None = None
    """The organisation, where the term is one."""


Area.model_rebuild()
