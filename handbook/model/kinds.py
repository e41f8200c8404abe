"""What a kind of entry is, said once: beside its class, as `@kind("course", "courses/*.yml", ...)`.

Everything that differs from kind to kind and is no field of an entry stands here: its files, the page that is its home,
how a text names it, whether it must be used. No other module holds a table of kinds; each asks `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel

from handbook.model.wording import initial

NAMES_NOT_COVERED = "Names of organisations, courses, tools and works belong to their owners."


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its name, its model, and what the handbook does with its entries."""

    name: str
    model: type[BaseModel] = field(repr=False)
    files: str
    """Where its entries stand below data/: one file that holds a list, or a pattern of several."""
    file_an_entry: bool = False
    """Whether each entry has a file of its own, named after its id."""
    may_be_empty: bool = False
    """Whether the site can do without any."""
    home: str = ""
    """Where an entry is shown in full: directory/courses.md#{id}; '' where no page shows it."""
    sorted_by: str = ""
    """The field by which a long directory of its entries is cut over several pages, or `initial` for the first letter
    of the name; '' where the directory stands on one page."""
    label: str = "{title}"
    """How a list of mixed entries names one, with its fields in braces."""
    heading: str = ""
    """The entries of the kind together, as a heading."""
    names: tuple[str, ...] = ("title",)
    """The fields that hold the name, in full and short."""
    named_in_texts: bool = True
    """Whether texts mean an entry by its name; not where the name is a task."""
    macro: str = ""
    """The macro by which a page names an entry: org for {{ org('nhs-england') }}; '' where there is none."""
    argument: str = ""
    """Or the argument of macros that does: need for {{ courses(need='resilience') }}."""
    must_be_used: bool = False
    """Whether each entry must be used by another one or named on a page."""
    citable: bool = False
    """Whether {{ cite(...) }} takes its ids."""
    in_plans: bool = False
    """Whether saved plans hold its ids."""
    internal: bool = False
    """Whether nothing outside data/ hangs on its ids: then they need not be kept for ever."""
    told_by_research: bool = False
    """Whether a row of the research must tell of each entry, unless it follows on another."""
    not_covered: str = NAMES_NOT_COVERED
    """What of its entries the handbook's licence does not cover."""
    cited_as: str = "{}"
    """How its published file is cited, with {} for the handbook's edition: figures of others by their owner first."""

    builds_only: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """For some values of an entry's `kind` the groups of criteria that it can build: reading builds knowledge."""

    @property
    def words(self) -> str:
        """The kind's name in running text: `source_item` is 'source item'."""
        return self.name.replace("_", " ")

    @property
    def file_name(self) -> str:
        """How files of its entries are named, without an ending: `courses/*.yml` is 'courses'."""
        return self.files.partition("/")[0].removesuffix(".yml").replace("_", "-")

    @property
    def lives(self) -> bool:
        """Whether its entries change with the years, and so say what became of them."""
        return "currency" in self.model.model_fields and "named_as" in self.model.model_fields

    @property
    def page(self) -> str:
        """The page that is the home of every entry, without the anchor."""
        return self.home.partition("#")[0]

    def full_name(self, entry: Any) -> str:
        """The name of an entry in full."""
        return str(getattr(entry, self.names[0]))

    def short_name(self, entry: Any) -> str:
        """The short name of an entry, where the kind has one; else the name in full."""
        return str(getattr(entry, self.names[-1]))

    def mark_of(self, entry: Any) -> str:
        """Under what a long directory sorts an entry: a letter, a kind, a year."""
        return initial(self.full_name(entry)) if self.sorted_by == "initial" else str(getattr(entry, self.sorted_by))

    def label_of(self, entry: Any) -> str:
        """How a list of mixed entries names this one."""
        return self.label.format_map({name: getattr(entry, name) for name in type(entry).model_fields})


KINDS: dict[str, Kind] = {}
"""Every kind by its name, in the order in which they are declared: each refers only to those before it."""

M = TypeVar("M", bound=BaseModel)


def kind(name: str, files: str, **more: Any) -> Callable[[type[M]], type[M]]:
    """Declare the class below as a kind of entry; `more` are fields of `Kind`."""

    def declared(model: type[M]) -> type[M]:
        KINDS[name] = Kind(name, model, files, **more)
        model.kind_name = name  # type: ignore[attr-defined]
        return model

    return declared


def living_kinds() -> tuple[str, ...]:
    """The names of the kinds whose entries change with the years."""
    return tuple(each.name for each in KINDS.values() if each.lives)
