"""Long directories on several pages: what a page holds of a kind, and on which page an entry stands in full.

A page below a directory says at its head what it holds: `holds: {kind: course, values: [programme]}`, or for a list
from A to Z `holds: {kind: organisation, letters: A-G}`. The directory itself keeps a row for each entry,
with its id, so that every address that was ever shared still leads to it.
"""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import StringConstraints, field_validator, model_validator

from handbook.faults import did_you_mean
from handbook.model.cross_references import refuse
from handbook.model.entries import Record, Text
from handbook.model.kinds import KINDS
from handbook.model.wording import initial


class Holds(Record):
    """Which entries of a kind stand in full on a page: those of some values, of a range of letters, or of both."""

    kind: Text
    """The kind of entry: course, organisation and so on."""
    values: tuple[Text, ...] = ()
    """What its entries must be, as their kind sorts them: programme or workshop for courses, 2025 for changes."""
    letters: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]-[A-Z]$")] | None = None
    """The first letters of their names, from and to: A-G. Digits come before A."""

    @field_validator("kind")
    @classmethod
    def _kind_is_sorted(cls, value: str) -> str:
        sorted_ = [each.name for each in KINDS.values() if each.sorted_by]
        if value not in sorted_:
            raise refuse(f"no kind '{value}' with a directory on several pages", did_you_mean(value, sorted_))
        return value

    @model_validator(mode="after")
    def _values_or_letters(self) -> Self:
        if not self.values and not self.letters:
            raise refuse("neither 'values' nor 'letters'", "Write values: [programme], letters: A-G, or both")
        return self

    def takes(self, entry: Any) -> bool:
        """Whether an entry of the kind stands on the page."""
        kind = KINDS[self.kind]
        first, last = (self.letters[0], self.letters[-1]) if self.letters else ("", "Z")
        return first <= initial(kind.full_name(entry)) <= last and (
            not self.values or kind.mark_of(entry) in self.values
        )


def index_of(path: str) -> str:
    """The directory that a page is a part of.

    >>> index_of("directory/courses/programmes.md")
    'directory/courses.md'
    """
    return path.rpartition("/")[0] + ".md"
