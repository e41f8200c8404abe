"""Who uses what: the ids that entries and pages name, and what is listed for nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.model.catalogue import Catalogue, kinds_of_ids
from handbook.model.entries import Entry, Organisation, Record
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS


def ids_used(handbook: Handbook) -> set[tuple[str, str]]:
    """Kind and id of each entry that another entry or a page names."""
    return _named_in_data(handbook.catalogue) | _named_on_pages(handbook)


def listed_for_nothing_yet(handbook: Handbook) -> list[Organisation]:
    """The organisations that nothing uses and that say themselves why they are listed."""
    used = ids_used(handbook)
    listed = (each for each in handbook.catalogue.organisations if each.listed_for)
    return [each for each in listed if ("organisation", each.id) not in used]


def _named_on_pages(handbook: Handbook) -> set[tuple[str, str]]:
    """Kind and id of each entry that stands on some page, as `org('ccg')` or `need='resilience'`."""
    kinds = {f"{each.macro}(" if each.macro else f"{each.argument}=": each.name for each in KINDS.values()}
    calls = "|".join(re.escape(call) for call in kinds if call != "=")
    naming = re.compile(rf"""\b({calls})\s*["']([^"']+)["']""")
    found = (each for page in handbook.pages.values() for each in naming.findall(page.body))
    return {(kinds[call], id_) for call, id_ in found}


def _named_in_data(catalogue: Catalogue) -> set[tuple[str, str]]:
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
