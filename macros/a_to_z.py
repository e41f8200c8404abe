"""The plain page of the search: everything with a name from A to Z, and all pages by chapter."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Any, NamedTuple

from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from macros.templating import render

# What a reader looks up by its name; terms first, so that an acronym leads to what it means.
LISTED = ("term", "organisation", "thing", "framework", "course", "criterion")


class Named(NamedTuple):
    """A line of the list: the name as shown, what sort of thing it is, and the entry."""

    name: str
    sort: str
    entry: Any


def a_to_z(handbook: Handbook) -> str:
    """Every term, body, programme, framework, course and criterion by its name: `{{ a_to_z() }}`."""
    lines = [line for kind in LISTED for line in _lines(handbook, kind)]
    lines.sort(key=lambda line: (_letter(line.name), _key(line.name)))
    letters = [(letter, list(found)) for letter, found in groupby(lines, key=lambda line: _letter(line.name))]
    return render("directory/a_to_z.html", letters=letters, total=len(lines))


def site_map(handbook: Handbook) -> str:
    """All pages by chapter, in the order of the navigation: `{{ site_map() }}`."""
    return render("directory/site_map.html", items=handbook.navigation, pages=handbook.pages)


def _lines(handbook: Handbook, kind: str) -> list[Named]:
    found = []
    for entry in handbook.catalogue.entries[kind].values():
        full, short = KINDS[kind].full_name(entry), KINDS[kind].short_name(entry)
        acronym = kind == "term" and short != full
        found.append(Named(f"{short}: {full}" if acronym else full, _sort(entry), entry))
    return found


def _sort(entry: Any) -> str:
    """What sort of thing an entry is: what its kind says of it, or the name of the kind."""
    said = getattr(entry, "kind", "generic")
    return KINDS[entry.kind_name].words if said == "generic" else str(said)


def _key(name: str) -> str:
    """A name as it is sorted: without 'The', accents, marks and capitals."""
    plain = unicodedata.normalize("NFKD", name).casefold().removeprefix("the ")
    return "".join(each for each in plain if each.isalnum() or each == " ").strip()


def _letter(name: str) -> str:
    """The letter under which a name stands; a digit stands before all letters."""
    first = _key(name)[:1]
    return first.upper() if first.isalpha() else "0 to 9"
