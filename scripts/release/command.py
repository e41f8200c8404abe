"""Stamp an edition: its number and day in all files that name it, or in none.

They are pyproject.toml, CITATION.cff, CHANGELOG.md, data/editions.yml, and what the open data says of its citation.

usage: python -m scripts.release EDITION [--date YYYY-MM-DD] [--root DIR]
EDITION is the year and month, as 2026.12, with .1 and so on behind it for a second one in a month. The changelog's
first section must be called 'Next'; it gets the edition's name. What data/editions.yml tells readers of the edition is
taken from it, unless an editor has written an entry with the edition's id, as 2026-12. A second run changes nothing.
exit status: 0 stamped, 1 something is not ready (each thing is told, and nothing was changed), 2 wrong usage
"""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from scripts import command_line
from scripts.check import check
from scripts.release.stamps import EDITIONS, FILES, is_stamped, stamped
from scripts.release.together import keep, restore, write_together

ROOT = Path(__file__).resolve().parents[2]
_EDITION = re.compile(r"20\d\d\.(0[1-9]|1[0-2])(\.[1-9]\d*)?")


def stamp(root: Path, edition: str, day: date) -> str:
    """Stamp the edition into the files below `root`; returns what was done, in words.

    Raises ValueError with what is not ready, and OSError where a file cannot be read or written: nothing has changed
    then.
    """
    restore(root)  # what a run that was killed had begun
    texts = {}
    for name in FILES:
        with (root / name).open(encoding="utf-8", newline="") as file:
            texts[name] = file.read()
    if is_stamped(texts, edition):
        return f"edition {edition} is stamped already; nothing was changed"
    write_together(root, stamped(texts, edition, day))
    try:
        faults = check(root, day)
    except BaseException:
        restore(root)
        raise
    if faults:
        restore(root)
        raise ValueError("\n".join(["stamped, the handbook would have faults:", *map(str, faults)]))
    keep(root)
    return f"edition {edition} of {day} is stamped in {', '.join(FILES)}; read {EDITIONS} before you commit"


def main(arguments: list[str] | None = None) -> int:
    """Stamp the edition, or say what is not ready."""
    options = _options(arguments)
    try:
        print(stamp(options.root, options.edition, options.date))
    except (ValueError, OSError) as error:
        print(f"{error}\nnothing was changed", file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str] | None) -> Namespace:
    parser = command_line.parser(__doc__)
    parser.add_argument("edition", help="year and month: 2026.12")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="the day (default: today)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    if not _EDITION.fullmatch(options.edition):
        parser.error(f"'{options.edition}' is no edition; write the year and month: make release EDITION=2026.12")
    return options
