"""What of the courses runs, what is known of it that a reader plans by, and whom it is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from handbook.model.entries import Course, Level, Step
from handbook.model.succession import GONE
from handbook.model.wording import readable_date

LEVEL_TITLES: dict[Level | Literal[""], str] = {
    "trainee": "Resident doctor in training",
    "sas": "SAS doctor",
    "consultant": "Consultant or clinical lead",
    "clinical-director": "Clinical director",
    "deputy": "Associate or deputy medical director",
    "aspiring-director": "Aspiring director",
    "director": "Director in post",
    "": "Any level",
}

LEVEL_WORDS: dict[Level, tuple[str, ...]] = {
    "trainee": ("trainee", "registrar", "junior doctor", "SpR", "ST3 ST4 ST5 ST6 ST7 ST8", "OOPE", "out of programme"),
    "sas": ("SAS", "staff grade", "associate specialist", "specialty doctor"),
    "deputy": ("AMD", "DMD"),
    "director": ("MD", "CMO", "chief medical officer"),
}
"""What readers call themselves, beside the titles, when they look for a course."""

ANY_LEVEL: tuple[Literal[""]] = ("",)

PLANNED_BY = ("cost", "duration", "eligibility")
"""What a reader plans by: an offer that tells none of these stands under 'Ask the provider'."""

FIRST_ROWS = 4
"""A level shows so many courses first, and beyond them those alone that tell all that a reader plans by."""

SHOWN_TO_READERS = (*PLANNED_BY, "audience", "format", "apply", "dates")

# What one reads or looks up at one's desk has no intake to wait for, and stands in tables of its own.
AT_YOUR_DESK = ("reading", "tool")


def is_gone(step: Step) -> bool:
    """Whether something is renamed, merged, closed or superseded."""
    return step.currency.status in GONE


def is_closed(step: Step) -> bool:
    """Whether nobody can take it any more; what was renamed goes on under its new name."""
    return is_gone(step) and step.currency.status != "renamed"


def told(course: Course) -> int:
    """How much of what a reader plans by is known."""
    return sum(getattr(course, name) is not None for name in PLANNED_BY)


def nobody_knows(course: Course) -> list[str]:
    """The fields of a course that nobody has filled, where it may still run."""
    return [] if is_gone(course) else [name for name in SHOWN_TO_READERS if getattr(course, name) is None]


def enrolled_in(courses: Iterable[Course]) -> list[Course]:
    """The courses that run and that one enrols in, those that tell most first."""
    running = (each for each in courses if each.currency.status == "active" and each.kind not in AT_YOUR_DESK)
    return sorted(running, key=lambda course: (-told(course), course.title.casefold()))


def by_level(courses: Iterable[Course]) -> dict[Level | Literal[""], list[Course]]:
    """Courses by each level that they are made for, in the order of a career; '' is any level."""
    found: dict[Level | Literal[""], list[Course]] = {level: [] for level in LEVEL_TITLES}
    for course in courses:
        for level in course.levels or ANY_LEVEL:
            found[level].append(course)
    return {level: each for level, each in found.items() if each}


def first_and_more(courses: list[Course]) -> tuple[list[Course], list[Course]]:
    """The courses of a level, sorted by what they tell, that are shown first, and the rest."""
    full = sum(told(course) == len(PLANNED_BY) for course in courses)
    first = max(full, FIRST_ROWS)
    return courses[:first], courses[first:]


def shown_first(courses: Iterable[Course]) -> list[Course]:
    """The courses that a reader of the directory meets first, at whatever level, each once."""
    levels = by_level(course for course in enrolled_in(courses) if told(course))
    return list({course.id: course for found in levels.values() for course in first_and_more(found)[0]}.values())


def standing(course: Course) -> str:
    """What was seen of a course, in words: that it runs is one thing, that it takes applications another."""
    if is_gone(course) or course.kind in AT_YOUR_DESK:
        return ""
    since = course.last_intake
    seen = f"last seen taking people: {readable_date(since)}" if since and since != "unknown" else ""
    if course.currency.status == "active":
        return "; ".join(filter(None, ("Seen running", seen))) + ". Whether it is open for applications now: ask."
    return "; ".join(filter(None, ("Nobody has confirmed that it still runs", seen))) + ". Ask before you plan on it."


def is_long_past(course: Course) -> bool:
    """Whether the last intake that was seen lies more than a year before the entry was read."""
    year, *rest = course.as_of.split("-")
    a_year_ago = f"{int(year) - 1}-{'-'.join(rest)}"
    last = course.last_intake or "unknown"
    return last != "unknown" and last < a_year_ago[: len(last)]


def last_seen(course: Course) -> str:
    """The newest date that a page about the course shows: 2025-09, or unknown."""
    linked = () if course.link == "unknown" else (course.link,)
    dates = [link.page_date for link in (*linked, *course.currency.evidence) if link.page_date != "unknown"]
    return max(dates, default="unknown")


def when_seen(course: Course) -> str:
    """When it runs next or was last seen, in words: an intake long past before what the entry says of dates."""
    if is_long_past(course):
        return f"Last seen taking people: {readable_date(course.last_intake or '')}"
    newest = last_seen(course)
    return course.dates or ("Page without a date" if newest == "unknown" else f"Page of {readable_date(newest)}")
