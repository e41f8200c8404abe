"""Add the ids of new entries to data/ids.txt and new addresses to data/addresses.txt, from which day on they are held.

usage: python -m scripts.ids [--root DIR]
exit status: 0 written, 1 data are faulty, or an id is gone and not retired, so nothing was written
"""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.checks.ids import FILE, ids, ids_are_kept
from handbook.checks.published_addresses import FILE as ADDRESSES
from handbook.checks.published_addresses import addresses_are_kept, published
from handbook.faults import Fault, HandbookError
from handbook.model.catalogue import load_catalogue
from handbook.model.handbook import load_handbook
from handbook.model.pages import anchors
from handbook.model.wording import plural
from macros.rendering import render_pages
from scripts import command_line
from scripts.command_line import outcome

ROOT = Path(__file__).resolve().parent.parent


def add_ids(root: Path) -> str:
    """Add what is new to the list below `root`; returns what was done, in words.

    Raises HandbookError when data are faulty or an id of the list is gone.
    """
    catalogue = load_catalogue(root)
    path = root / FILE
    faults = list(ids_are_kept(catalogue, root)) if path.exists() else []
    if faults:
        raise HandbookError(faults)
    before = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    after = sorted(before | ids(catalogue))
    path.write_text("".join(f"{each}\n" for each in after), encoding="utf-8")
    return f"{plural(len(after), 'id')} in {FILE}, {len(after) - len(before)} of them new"


def add_addresses(root: Path) -> str:
    """Add the addresses of new pages and sections to the list below `root`; returns what was done, in words.

    Raises HandbookError when data or pages are faulty or an address of the list leads nowhere.
    """
    handbook = load_handbook(root)
    faults: list[Fault] = []
    offered = {path: set(anchors(text)) for path, text in render_pages(handbook, faults).items()}
    path = root / ADDRESSES
    faults += addresses_are_kept(offered, root) if path.exists() else []
    if faults:
        raise HandbookError(faults)
    before = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    after = sorted(before | published(offered, handbook.pages))
    path.write_text("".join(f"{each}\n" for each in after), encoding="utf-8")
    return f"{plural(len(after), 'address', 'addresses')} in {ADDRESSES}, {len(after) - len(before)} of them new"


def main(arguments: list[str] | None = None) -> int:
    """Add new ids to the list, unless one that it holds is gone."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    return outcome(lambda: "\n".join((add_ids(options.root), add_addresses(options.root))))


if __name__ == "__main__":
    sys.exit(command_line.run(main))
