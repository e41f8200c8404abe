"""Rules on corrections that wait: each is about a page or an entry that is there."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.faults import Fault, did_you_mean
from handbook.model.handbook import Handbook


def corrections_name_what_is_there(handbook: Handbook) -> Iterator[Fault]:
    """The page and the entry of a correction exist."""
    catalogue = handbook.catalogue
    for each in catalogue.corrections:
        written = catalogue.written["correction", each.id]
        if each.page not in handbook.pages:
            mend = did_you_mean(each.page, handbook.pages)
            yield written.fault(("page",), f"there is no page '{each.page}'", mend)
        kind, _, id_ = (each.entry or "").partition("/")
        if kind and kind not in catalogue.entries:
            mend = did_you_mean(kind, catalogue.entries)
            yield written.fault(("entry",), f"no kind of entry '{kind}'", mend)
        elif kind and id_ not in catalogue.entries[kind]:
            mend = did_you_mean(id_, catalogue.entries[kind])
            yield written.fault(("entry",), f"no {kind.replace('_', ' ')} '{id_}'", mend)
