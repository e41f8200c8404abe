"""Rules on editions: what they name is there."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.faults import Fault, did_you_mean
from handbook.model.handbook import Handbook


def editions_name_pages_that_are_there(handbook: Handbook) -> Iterator[Fault]:
    """Each page that an edition brought, or changed, exists."""
    for edition in handbook.catalogue.editions:
        written = handbook.catalogue.written["edition", edition.id]
        for index, brought in enumerate(edition.brought):
            for number, path in enumerate(brought.pages):
                if path not in handbook.pages:
                    where = ("brought", index, "pages", number)
                    yield written.fault(where, f"there is no page '{path}'", did_you_mean(path, handbook.pages))
