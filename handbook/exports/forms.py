"""What a form asks of somebody who adds or mends an entry, made from the schema.

The issue forms, the form on the site and the commented templates all ask for these fields. A label and an order are
said here; whether a field is needed, which words it takes, its hint and its pattern come from the class of the entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from handbook.model.addresses import Address
from handbook.model.cross_references import ID_PATTERN, referred_kind
from handbook.model.dates import DAY_PATTERN, PUBLISHED_DAY_PATTERN
from handbook.model.entries import Known
from handbook.model.kinds import KINDS

Control = Literal["text", "long", "choice", "choices", "address", "day", "entry", "entries"]

NOT_OFFERED: dict[str, tuple[str, ...]] = {
    "currency.confidence": ("confirmed from a stored page",),  # an editor confirms it, with the page that shows it
}
# An activity is not renamed, merged or superseded (handbook.checks.statements).
NOT_OF_ACTIVITIES = ("renamed", "merged", "superseded")


@dataclass(frozen=True)
class Ask:
    """A field that a form asks for: its dotted name in the entry, and the question."""

    name: str
    label: str
    long: bool = False
    needed: bool | None = None
    """Whether the form insists, where it does so otherwise than the schema."""
    initial: str = ""
    hint: str | None = None
    """What goes in, where the schema's words do not fit a form; "" where the question says it all."""


@dataclass(frozen=True)
class Form:
    """One form: the kind of entry that it makes, its words, and what it asks for."""

    kind: str
    file: str
    title: str
    about: str
    asks: tuple[Ask, ...]
    constants: tuple[tuple[str, str], ...] = ()
    """What every entry made by it holds beside: editorial: true."""


@dataclass(frozen=True)
class Field:
    """One field of a form with all that a way of asking needs."""

    name: str
    label: str
    hint: str
    control: Control
    needed: bool
    options: tuple[str, ...] = ()
    refers_to: str = ""
    initial: str = ""
    pattern: str = ""
    known: bool = False
    """Whether it is left away where nobody knows, so that 'unknown' may not stand there."""

    @property
    def id(self) -> str:
        """Its name as an id: currency-status for currency.status."""
        return self.name.replace(".", "-")


_NOTE = "One or two sentences: where you saw it, and when."
_ONE = "Choose the nearest."
_LEVELS = "None chosen means any level. A clinical lead counts as consultant."
_NATIONS = "Only where it is not the whole United Kingdom, or where that was said."
_AT_LEAST = "At least one, and as many as are plain. An editor looks at the choice."
_STATE = (
    Ask("currency.status", "Does it run today?", initial="active", hint="Choose 'unknown' where you did not find out."),
    Ask("currency.note", "What must a reader of today know about it?", long=True, hint=_NOTE),
    Ask(
        "currency.confidence",
        "How sure are you?",
        initial="general knowledge, not confirmed",
        hint="'Confirmed' is not offered: an editor confirms it, with the page that shows it.",
    ),
    Ask("currency.since", "Since when, where it has changed?", hint="2022, 2022-07 or 2022-07-01."),
    Ask("ends_here", "If it has gone: why does nothing follow?", hint="Or what took its place."),
)
_ID = Ask("id", "Its short name in addresses", needed=False, hint="Lower-case words joined by hyphens: nye-bevan. ")
_ADDRESS = "Beginning with https://, without what stands after a '?' in links from mails."
_EDITORIAL = (("editorial", "true"),)

FORMS: dict[str, Form] = {
    "course": Form(
        "course",
        "add-course.yml",
        "A course is missing",
        "A course, programme, tool or reading that would help a doctor on this road",
        (
            Ask("title", "Its name"),
            _ID,
            Ask("kind", "What sort is it?", initial="course", hint=_ONE),
            Ask(
                "provider", "Who offers it?", hint="Not listed? Then the organisation is missing: tell us of it first."
            ),
            Ask("link", "Its address", needed=False, hint=_ADDRESS),
            Ask("summary", "What is it, and what is it good for?", long=True, hint="One or two sentences."),
            Ask("develops", "Which criteria of the person specification does it build?", hint=_AT_LEAST),
            Ask("needs", "Which needs does it answer?", hint=_AT_LEAST),
            Ask("levels", "For which level of doctor is it?", hint=_LEVELS),
            Ask("audience", "For whom is it?", hint="Leave it empty where you do not know, and so below."),
            Ask("eligibility", "Who may take it?", hint="The grade, post or membership that it asks for."),
            Ask("format", "How is it taken?", hint="In person, online or self-study."),
            Ask("duration", "How long does it take?", hint="In hours, days, weeks or months."),
            Ask("cost", "What does it cost?", hint="With the year of the figure, or 'Free'."),
            Ask("apply", "How does one apply?", hint="By a form, through the employer, with what papers."),
            Ask("dates", "When does it run next?", hint="Or when it was last seen to run."),
            Ask("nations", "Where can it be taken?", hint=_NATIONS),
            *_STATE,
            Ask("as_of", "On which day did you look?", hint="Today, or the day when you last read its page."),
        ),
        _EDITORIAL,
    ),
    "opportunity": Form(
        "opportunity",
        "add-opportunity.yml",
        "An opportunity is missing",
        "Something that one does: a role, a committee, a placement, a project or a network",
        (
            Ask("title", "Its name"),
            _ID,
            Ask("kind", "What sort is it?", initial="role", hint=_ONE),
            Ask("organisation", "Where is it done?", hint="'Your own trust' stands for that of the reader."),
            Ask("ask", "Whom does one ask, and for what?", long=True, hint="Name posts, not people."),
            Ask("does", "What does one do there?", long=True, hint="In one or two sentences."),
            Ask("learns", "What does one learn by it?", long=True, hint="In one sentence."),
            Ask(
                "evidence",
                "What does it leave to show to a panel?",
                long=True,
                hint="Something to name in an application or show at an interview.",
            ),
            Ask("develops", "Which criteria of the person specification does it build?", hint=_AT_LEAST),
            Ask("needs", "Which needs does it answer?", hint=_AT_LEAST),
            *_STATE,
        ),
        _EDITORIAL,
    ),
    "organisation": Form(
        "organisation",
        "add-organisation.yml",
        "An organisation is missing",
        "A body that provides, publishes, employs or regulates",
        (
            Ask("name", "Its name", hint="Its name as it stands on its own site."),
            _ID,
            Ask("short_name", "What do people call it?", hint="An acronym or a short form."),
            Ask("kind", "What sort of body is it?", initial="training provider", hint=_ONE),
            Ask("role", "What does it do for a medical director?", long=True, hint="In one sentence."),
            Ask("link", "Its address", needed=False, hint=_ADDRESS),
            Ask("listed_for", "What is it listed for?", needed=True, hint="Why it belongs here."),
            *_STATE,
        ),
    ),
    "correction": Form(
        "correction",
        "suggest-correction.yml",
        "Something is wrong or out of date",
        "A fact, a name, a date or a link that no longer holds",
        (
            Ask("page", "Which page?", hint="Its folder and file: role/board.md."),
            Ask("entry", "Which entry of the page?", hint="For one of a list, its kind and id: course/nye-bevan."),
            Ask("wrong", "What is wrong?", long=True, hint="As the page has it now."),
            Ask("right", "What is right?", long=True, hint="Leave it empty where you do not know."),
            Ask("evidence", "Where can we see it?", hint="The web address of a page that shows it."),
            Ask("id", "A short name for this", needed=False, hint="Lower-case words joined by hyphens: old-price. "),
            Ask("raised", "On which day did you see it?", hint="Today, or the day when you read the page."),
        ),
    ),
}


def fields(form: Form) -> tuple[Field, ...]:
    """What a form asks for, each field with what the schema says of it."""
    return tuple(_field(form, ask) for ask in form.asks)


def _field(form: Form, ask: Ask) -> Field:
    info, needed = _info(KINDS[form.kind].model, ask.name)
    control, options, kind = control_of(info, long=ask.long)
    hidden: tuple[str, ...] = NOT_OFFERED.get(ask.name, ())
    if form.kind == "opportunity" and ask.name == "currency.status":
        hidden = NOT_OF_ACTIVITIES
    return Field(
        name=ask.name,
        label=ask.label,
        hint=_hint(ask, info),
        control=control,
        needed=needed if ask.needed is None else ask.needed,
        options=tuple(each for each in options if each not in hidden),
        refers_to=kind,
        initial=ask.initial,
        pattern=ID_PATTERN if ask.name == "id" else _pattern(info),
        known=any(mark in _marks(info) for mark in Known.__metadata__[1:]),  # type: ignore[attr-defined]
    )


def _hint(ask: Ask, info: FieldInfo) -> str:
    if ask.name == "id":
        return f"{ask.hint}Leave it empty and it is made from the name."
    hint = (info.description or "") if ask.hint is None else ask.hint
    return "" if hint.rstrip(".") == ask.label else hint  # nobody need hear it twice


def _info(model: type[BaseModel], name: str) -> tuple[FieldInfo, bool]:
    """The field with a dotted name, and whether an entry must have it."""
    first, _, rest = name.partition(".")
    info = model.model_fields[first]
    if not rest:
        return info, info.is_required()
    inner, needed = _info(next(_models(info.annotation)), rest)
    return inner, needed and info.is_required()


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, BaseModel):
            yield each


def control_of(info: FieldInfo, *, long: bool = False) -> tuple[Control, tuple[str, ...], str]:
    """How a field is asked for, the words that it takes, and the kind whose entries it names."""
    part, many = _part(info)
    kind = referred_kind(info.metadata) or referred_kind(getattr(part, "__metadata__", ()))
    if kind == "link" or _is_address(info):
        return "address", (), kind
    if kind:
        return "entries" if many else "entry", (), kind
    words = tuple(map(str, get_args(part))) if get_origin(part) is Literal else ()
    if words:
        return "choices" if many else "choice", words, ""
    if _pattern(info) == PUBLISHED_DAY_PATTERN:
        return "day", (), ""
    return "long" if long else "text", (), ""


def _part(info: FieldInfo) -> tuple[Any, bool]:
    """What one value of the field is, without 'or none' and, where it holds many, without the list around it."""
    annotation = info.annotation
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True
    kept = [each for each in get_args(annotation) if each is not type(None)]
    return (kept[0] if len(kept) == 1 and get_origin(annotation) is not Literal else annotation), False


def _marks(info: FieldInfo) -> Iterator[Any]:
    yield from info.metadata
    for each in get_args(info.annotation):
        if get_origin(each) is Annotated:
            yield from each.__metadata__


def _pattern(info: FieldInfo) -> str:
    found = next((each.pattern for each in _marks(info) if getattr(each, "pattern", None)), "")
    return PUBLISHED_DAY_PATTERN if found == DAY_PATTERN else found


def _is_address(info: FieldInfo) -> bool:
    return any(mark in _marks(info) for mark in Address.__metadata__)  # type: ignore[attr-defined]
