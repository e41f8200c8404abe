"""Ids never change: data/ids.txt lists every id that ever was, and none of them may go without a word.

usage: python -m macros.rules_ids [--root DIR]   adds the ids of new entries to the list
exit status: 0 written, 1 an id is gone and not retired, so nothing was written

Saved plans and addresses hang on ids. A new entry need not be listed at once, so that it can still be added in one
file from a web editor; from the day on which it is listed, its id is held.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.catalogue import Catalogue, load_catalogue
from macros.documents import read_text
from macros.faults import Fault, HandbookError
from macros.references import words
from macros.text import plural

FILE = "data/ids.txt"
# Nothing outside the data hangs on the ids of these.
INTERNAL = ("retired", "research_row", "synonym")


def ids_are_kept(catalogue: Catalogue, root: Path) -> Iterator[Fault]:
    """Each id of the list is that of an entry, or of a retired one."""
    try:
        lines = read_text(root / FILE, FILE).splitlines()
    except HandbookError as error:
        yield from error.faults
        return
    held = _ids(catalogue) | {f"{entry.kind}/{entry.id}" for entry in catalogue.retired}
    for number, line in enumerate(lines, 1):
        if line and line not in held:
            kind, _, id_ = line.partition("/")
            mend = "Ids never change: give it back, or say in data/retired.yml what replaces it"
            yield Fault(FILE, number, "", f"the {words(kind)} '{id_}' is gone and not retired", mend)


def _ids(catalogue: Catalogue) -> set[str]:
    return {f"{kind}/{id_}" for kind, entries in catalogue.entries.items() if kind not in INTERNAL for id_ in entries}


def main(arguments: list[str] | None = None) -> int:
    """Add new ids to the list, unless one that it holds is gone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    root = parser.parse_args(arguments).root
    catalogue = load_catalogue(root)
    path = root / FILE
    faults = list(ids_are_kept(catalogue, root)) if path.exists() else []
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    before = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    after = sorted(before | _ids(catalogue))
    path.write_text("".join(f"{each}\n" for each in after), encoding="utf-8")
    print(f"{plural(len(after), 'id')} in {FILE}, {len(after) - len(before)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
