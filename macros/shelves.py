"""Long directories on several pages: the list of all in the directory itself, and the way from one page to the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from handbook.faults import MacroError, did_you_mean
from handbook.model.entries import CourseKind, OpportunityKind
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import Page
from handbook.model.shelves import index_of
from handbook.model.then_and_now import ThingKind, newest_first
from macros.templating import kind_title, render, thing_kind, with_acronym
from macros.works import PART_TITLES, parts, short_name

MOST_IN_SIGHT = 300
"""A list of more entries is folded, letter by letter."""


@dataclass(frozen=True)
class Order:
    """How a list of a kind names its entries and its groups, and in which order the groups stand."""

    name: Callable[[Any], str]
    heading: Callable[[str], str] = str
    anchor: str = "letter-{}"
    groups: tuple[str, ...] = ()
    """The groups in their order, where it is neither that of the alphabet nor that of the entries."""


def _title(entry: Any) -> str:
    return str(entry.title)


ORDERS: dict[str, Order] = {
    "course": Order(_title, kind_title, "kind-{}", get_args(CourseKind)),
    "opportunity": Order(_title, kind_title, "kind-{}", get_args(OpportunityKind)),
    "thing": Order(with_acronym, thing_kind, "kind-{}", get_args(ThingKind)),
    "organisation": Order(with_acronym),
    "link": Order(_title),
    "change": Order(lambda change: str(change.subject), lambda year: f"Year {year}", "year-{}"),
    "reference": Order(short_name, lambda part: PART_TITLES[part], "{}", tuple(PART_TITLES)),
}


@dataclass(frozen=True)
class Group:
    """Entries that stand under one heading, each with its name."""

    heading: str
    anchor: str
    entries: list[tuple[str, Any]]


def entry_list(handbook: Handbook, kind: str) -> str:
    """Every entry of a kind in a line, by letter or kind, with the way to it in full: `{{ entry_list('course') }}`."""
    if kind not in ORDERS:
        raise MacroError(f"no list of '{kind}'. {did_you_mean(kind, ORDERS)}")
    folded = len(handbook.catalogue.entries[kind]) > MOST_IN_SIGHT
    return render("directory/entry_list.html", groups=groups_of(handbook, kind), folded=folded)


def directory_parts(handbook: Handbook, here: Page) -> str:
    """The pages over which a long directory is cut, this one marked: `{{ directory_parts() }}`."""
    index = index_of(here.path)
    beside = [page for page in handbook.pages.values() if page.meta.holds and index_of(page.path) == index]
    if here not in beside or index not in handbook.pages:
        raise MacroError("the page holds no part of a directory. Write 'holds' at its head, or take the call away")
    return render("directory/directory_parts.html", index=handbook.pages[index], pages=beside, here=here)


def groups_of(handbook: Handbook, kind: str) -> list[Group]:
    """The entries of a kind by what they are sorted by, groups and entries in the order in which they are shown."""
    order = ORDERS[kind]
    found: dict[str, list[tuple[str, Any]]] = {}
    for entry in _ordered(handbook, kind):
        found.setdefault(KINDS[kind].mark_of(entry), []).append((order.name(entry), entry))
    marks = [mark for mark in order.groups if mark in found] or list(found)
    return [Group(order.heading(mark), anchor_of(kind, mark), found[mark]) for mark in marks]


def anchor_of(kind: str, mark: str) -> str:
    """The anchor of a group: 'kind-programme', 'letter-a', 'not-identified'."""
    return ORDERS[kind].anchor.format(re.sub(r"\W+", "-", mark.lower()))


def _ordered(handbook: Handbook, kind: str) -> list[Any]:
    if kind == "change":
        return newest_first(handbook.catalogue.changes)
    if kind == "reference":
        return [each.work for part in parts(handbook) for each in part.found]
    return sorted(handbook.catalogue.entries[kind].values(), key=lambda entry: _sorting(ORDERS[kind].name(entry)))


def _sorting(name: str) -> str:
    """A name as the alphabet sorts it: without case, and without a bracket or quotation mark before it."""
    return re.sub(r"^\W+", "", name).casefold()
