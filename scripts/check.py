"""Check data and pages: every fault with file, line, field, problem and mend, then a count.

usage: python -m scripts.check [--root DIR] [--today YYYY-MM-DD] [--github]
exit status: 0 nothing wrong, 1 faults were found, 2 wrong usage
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from handbook.checks.registry import check_files, check_rules
from handbook.faults import Fault, HandbookError
from handbook.model.handbook import Handbook, load_handbook
from handbook.model.wording import plural
from macros.kept_pages import KeptPages
from macros.rendering import render_pages
from scripts import command_line
from scripts.schemas import check_schemas

ROOT = Path(__file__).resolve().parent.parent


def check(root: Path, today: date | None = None) -> list[Fault]:
    """Every fault of the handbook below `root` on the day `today`, sorted by file and line."""
    try:
        handbook = load_handbook(root, today)
    except HandbookError as error:
        return error.faults
    return faults_of(handbook, root)


def faults_of(handbook: Handbook, root: Path) -> list[Fault]:
    """Every fault of a handbook that could be read from below `root`, sorted by file and line."""
    faults: list[Fault] = []
    rendered = render_pages(handbook, faults, KeptPages(handbook, root))
    return sorted({*faults, *check_rules(handbook), *check_files(handbook, root, rendered), *check_schemas(root)})


def main(arguments: list[str] | None = None) -> int:
    """Print the faults and their count."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to judge by")
    parser.add_argument(
        "--github",
        action="store_true",
        default=os.environ.get("GITHUB_ACTIONS") == "true",
        help="print faults as annotations of a GitHub workflow",
    )
    options = parser.parse_args(arguments)
    return tell(check(options.root.resolve(), options.today), options.github)


def tell(faults: list[Fault], github: bool) -> int:
    """Print the faults and their count; the exit status."""
    for fault in faults:
        print(fault.annotation() if github else fault)
    print(plural(len(faults), "fault") if faults else "0 faults: data and pages are in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(command_line.run_alone(main))
