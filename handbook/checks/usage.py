"""Rules on what hangs together: nothing is listed for nobody, nothing that was retired comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.faults import Fault, did_you_mean
from handbook.model.catalogue import Catalogue, kinds_of_ids
from handbook.model.cross_references import words
from handbook.model.entries import Entry, Record
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.succession import living as lives


def retired_ids_stay_retired(handbook: Handbook) -> Iterator[Fault]:
    """A retired id names nothing any more, and what replaces it exists."""
    catalogue = handbook.catalogue
    for entry in catalogue.retired:
        written = catalogue.written["retired", entry.id]
        living = catalogue.entries.get(entry.kind)
        if living is None:
            yield written.fault(("kind",), f"no kind '{entry.kind}'", did_you_mean(entry.kind, catalogue.entries))
            continue
        if entry.id in living:
            yield written.fault(
                ("id",), f"the {words(entry.kind)} '{entry.id}' is retired and still listed", "Remove one of the two"
            )
        heirs = {**living, **lives(catalogue)}  # a thing may go on as a course
        if entry.replaced_by != "none" and entry.replaced_by not in heirs:
            mend = did_you_mean(entry.replaced_by, heirs)
            yield written.fault(("replaced_by",), f"no {words(entry.kind)} '{entry.replaced_by}'", mend)


def nothing_is_orphaned(handbook: Handbook) -> Iterator[Fault]:
    """Every entry of a kind that must be used is used by another one or named on a page."""
    catalogue = handbook.catalogue
    used = _ids_used(catalogue) | _named_on_pages(handbook)
    for kind in (each for each in KINDS.values() if each.must_be_used):
        for id_ in catalogue.entries[kind.name]:
            if (kind.name, id_) in used or _is_footnote(catalogue, kind.name, id_):
                continue
            mend = f"Use it, for example {{{{ {kind.macro or kind.argument}('{id_}') }}}} on a page, or delete it"
            yield catalogue.written[kind.name, id_].fault(("id",), f"nothing uses the {kind.words} '{id_}'", mend)


def _named_on_pages(handbook: Handbook) -> set[tuple[str, str]]:
    """Kind and id of each entry that stands on some page, as `org('ccg')` or `need='resilience'`."""
    kinds = {f"{each.macro}(" if each.macro else f"{each.argument}=": each.name for each in KINDS.values()}
    calls = "|".join(re.escape(call) for call in kinds if call != "=")
    naming = re.compile(rf"""\b({calls})\s*["']([^"']+)["']""")
    found = (each for page in handbook.pages.values() for each in naming.findall(page.body))
    return {(kinds[call], id_) for call, id_ in found}


def _is_footnote(catalogue: Catalogue, kind: str, id_: str) -> bool:
    return kind == "link" and catalogue.entries["link"][id_].footnote is not None


def _ids_used(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Every (kind, id) that some other entry refers to."""
    used: set[tuple[str, str]] = set()
    for (kind, id_), _ in catalogue.written.items():
        used |= set(_references(catalogue.entries[kind][id_])) - {(kind, id_)}
    return used


def _references(record: Any) -> Iterator[tuple[str, str]]:
    if hasattr(record, "refers_to"):
        yield from record.refers_to()
    model: type[Record] = type(record)
    for name, wanted in kinds_of_ids(model).items():
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if wanted:
                yield wanted, each
            elif isinstance(each, Entry) and each.kind_name in KINDS:
                yield each.kind_name, each.id
            elif isinstance(each, Record):
                yield from _references(each)
