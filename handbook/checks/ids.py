"""Ids never change: data/ids.txt lists every id that ever was, and none of them may go without a word.

Saved plans and addresses hang on ids. A new entry need not be listed at once, so that it can still be added in one
file from a web editor; from the day on which it is listed, its id is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.faults import Fault, HandbookError
from handbook.model.catalogue import Catalogue
from handbook.model.cross_references import words
from handbook.model.kinds import KINDS
from handbook.model.yaml_reader import read_text

FILE = "data/ids.txt"


def ids_are_kept(catalogue: Catalogue, root: Path) -> Iterator[Fault]:
    """Each id of the list is that of an entry, or of a retired one."""
    try:
        lines = read_text(root / FILE, FILE).splitlines()
    except HandbookError as error:
        yield from error.faults
        return
    held = ids(catalogue) | {f"{entry.kind}/{entry.id}" for entry in catalogue.retired}
    for number, line in enumerate(lines, 1):
        if line and line not in held:
            kind, _, id_ = line.partition("/")
            mend = "Ids never change: give it back, or say in data/retired.yml what replaces it"
            yield Fault(FILE, number, "", f"the {words(kind)} '{id_}' is gone and not retired", mend)


def ids(catalogue: Catalogue) -> set[str]:
    """Kind and id of every entry on which something outside the data may hang: course/nye-bevan."""
    kept = (kind.name for kind in KINDS.values() if not kind.internal)
    return {f"{kind}/{id_}" for kind in kept for id_ in catalogue.entries[kind]}
