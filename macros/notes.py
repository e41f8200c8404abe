"""What the numbers of a page stand for: references that name the same places of the same documents share one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from handbook.model.entries import Fact, Link, SourceDocument, SourceItem
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import Page


@dataclass(frozen=True)
class Note:
    """What one number of a page stands for: places in source documents, facts with their evidence, and addresses."""

    items: tuple[SourceItem, ...]
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    back: bool
    """Whether it can lead back to the text: its first reference is made at one place alone."""

    @property
    def places(self) -> list[tuple[SourceDocument, list[str]]]:
        """The documents that it names, each with its places, a place that several items share once."""
        found: dict[str, list[str]] = {}
        documents = {item.document.id: item.document for item in self.items}
        for item in self.items:
            places = found.setdefault(item.document.id, [])
            if item.place not in places:
                places.append(item.place)
        return [(documents[id_], places) for id_, places in found.items()]

    @property
    def told(self) -> str:
        """What tells it from another: two notes of which a reader would read the same are one."""
        places = [(document.id, *sorted(places)) for document, places in self.places]
        return repr((sorted(places), [each.id for each in (*self.facts, *self.links)]))


@dataclass(frozen=True)
class Notes:
    """The notes of a page in their order, and the number of each of its references."""

    notes: tuple[Note, ...]
    numbers: dict[tuple[str, ...], int]
    backs: frozenset[tuple[str, ...]]
    """The references that notes lead back to."""


@lru_cache(maxsize=4096)
def _notes(handbook: Handbook, path: str) -> Notes:
    page = handbook.pages[path]
    by_told: dict[str, tuple[int, Note]] = {}
    numbers, backs = {}, set()
    for ids in page.cited:
        note = _note(handbook, ids, back=page.cited_once(ids))
        if note.back and note.told not in by_told:
            backs.add(ids)
        number, _ = by_told.setdefault(note.told, (len(by_told) + 1, note))
        numbers[ids] = number
    return Notes(tuple(note for _, note in by_told.values()), numbers, frozenset(backs))


def notes(handbook: Handbook, page: Page) -> tuple[Note, ...]:
    """What each number of the page stands for, in their order."""
    return _notes(handbook, page.path).notes


def number_of(handbook: Handbook, page: Page, ids: tuple[str, ...]) -> int | None:
    """The number of a reference that the page makes to `ids`; None where it makes none."""
    return _notes(handbook, page.path).numbers.get(ids)


def leads_back(handbook: Handbook, page: Page, ids: tuple[str, ...]) -> bool:
    """Whether the note of a reference to `ids` leads back to it."""
    return ids in _notes(handbook, page.path).backs


def citable(handbook: Handbook, id_: str) -> SourceItem | Fact | Link | None:
    """The source item, fact or link of this id, if there is one."""
    entries = handbook.catalogue.entries
    return next((entries[kind][id_] for kind in citable_kinds() if id_ in entries[kind]), None)


def citable_kinds() -> list[str]:
    """The kinds that a reference may name; a rule keeps their ids apart."""
    return [kind.name for kind in KINDS.values() if kind.citable]


def _note(handbook: Handbook, ids: tuple[str, ...], back: bool) -> Note:
    parts = [each for id_ in ids if (each := citable(handbook, id_))]  # `cite` itself faults what is unknown
    items = tuple(each for each in parts if isinstance(each, SourceItem))
    facts = tuple(each for each in parts if isinstance(each, Fact))
    return Note(items, facts, tuple(each for each in parts if isinstance(each, Link)), back)
