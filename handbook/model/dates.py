"""Dates as entries, pages and the link check hold them: a day, a month or a year that exists and is not absurd."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from handbook.model.cross_references import refuse

FIRST_YEAR, LAST_YEAR = "1900", "2100"

WHEN_PATTERN = r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$"
DAY_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
PUBLISHED_DAY_PATTERN = DAY_PATTERN.replace(r"\d{4}", r"(19\d\d|20\d\d|2100)", 1)


def _existing(value: str) -> str:
    """A date of four, seven or ten characters, or 'unknown', unchanged; raises where no calendar has it."""
    if value == "unknown":
        return value
    if not FIRST_YEAR <= value[:4] <= LAST_YEAR:
        raise refuse(f"the year of '{value}' cannot be meant", f"Write a year from {FIRST_YEAR} to {LAST_YEAR}")
    try:
        date.fromisoformat(value + "2000-01-01"[len(value) :])
    except ValueError:
        kind = "day" if len(value) == len("2022-07-01") else "month"
        raise refuse(f"there is no {kind} '{value}'", "Look it up in a calendar") from None
    return value


# An editor reads `since: 2022` as a number where the loader reads text, so the JSON Schema admits both.
When = Annotated[
    str,
    StringConstraints(pattern=WHEN_PATTERN),
    AfterValidator(_existing),
    WithJsonSchema({"type": ["string", "integer"], "pattern": WHEN_PATTERN}),
]
"""A year, a month or a day, or 'unknown'."""
Day = Annotated[
    str,
    StringConstraints(pattern=DAY_PATTERN),
    AfterValidator(_existing),
    # Other programs have the pattern alone, so that it names the years too; where the validator reads, it tells them.
    WithJsonSchema({"type": "string", "pattern": PUBLISHED_DAY_PATTERN}),
]
"""A day, as 2026-11-28."""
