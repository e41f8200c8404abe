"""What data knows of the places on the pages: the names of an entry, and those of what it took over from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import page_url
from handbook.model.succession import heirs, living, successors


@dataclass
class Known:
    """The names of what stands at a place: `now` its own, `before` those of what it follows on."""

    now: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)


def known_names(handbook: Handbook) -> dict[str, Known]:
    """For each place (`directory/things/#psirf`) that is the home of an entry, what the entry is called."""
    found: dict[str, Known] = {}
    for kind, entries in handbook.catalogue.entries.items():
        for entry in entries.values():
            place = _home(handbook, entry)
            if place:
                found.setdefault(place, Known()).now += _names(kind, entry)
    for entry in living(handbook.catalogue).values():
        for later in (*successors(handbook.catalogue, entry), *heirs(handbook.catalogue, entry)):
            place = _home(handbook, later)
            if place in found:
                found[place].before += _names(entry.kind_name, entry)
    return found


def _home(handbook: Handbook, entry: Any) -> str:
    path, _, anchor = KINDS[entry.kind_name].home.partition("#")
    if not path or not anchor:
        return ""
    anchor = anchor.format(id=entry.id)
    return f"{page_url(handbook.in_full(path, anchor))}#{anchor}"


def _names(kind: str, entry: Any) -> list[str]:
    fields = KINDS[kind].names
    return list(dict.fromkeys([*(str(getattr(entry, name)) for name in fields), *getattr(entry, "named_as", ())]))
