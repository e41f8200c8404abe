"""List the pages whose review is due, the longest overdue first, and what nobody knows of the courses, as Markdown.

usage: python -m scripts.reviews [--root DIR] [--today YYYY-MM-DD]
exit status: 0 listed, 1 the pages cannot be read
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from handbook.model.handbook import Handbook, load_handbook
from handbook.model.kinds import KINDS
from handbook.model.offers import nobody_knows
from handbook.model.pages import Page
from handbook.model.wording import plural
from scripts.outcome import outcome

ROOT = Path(__file__).resolve().parent.parent


def overdue(pages: dict[str, Page], today: date) -> list[Page]:
    """The pages whose review fell due before `today`, the longest overdue first."""
    late = [page for page in pages.values() if date.fromisoformat(page.meta.review_due) < today]
    return sorted(late, key=lambda page: (page.meta.review_due, page.path))


def to_find_out(handbook: Handbook) -> list[str]:
    """Lines on what nobody knows of each course that may run, under the owner of the page that lists them."""
    found = [(course, nobody_knows(course)) for course in handbook.catalogue.courses]
    lines = [
        f"* {course.title} (`data/courses/{course.id}.yml`): {', '.join(wanted)}" for course, wanted in found if wanted
    ]
    page = handbook.pages.get(KINDS["course"].page)
    owner = page.meta.owner if page else "nobody"
    return [f"## To find out: {owner}", "", f"{plural(len(lines), 'course')} with something that nobody knows.", *lines]


def report(pages: dict[str, Page], today: date) -> str:
    """A Markdown report with a line a page: title, file, owner and how long it is overdue."""
    late = overdue(pages, today)
    lines = [f"{plural(len(late), 'page')} of {len(pages)} overdue on {today.isoformat()}."]
    for page in late:
        days = (today - date.fromisoformat(page.meta.review_due)).days
        lines.append(f"- {page.meta.title} (`{page.file}`), owner: {page.meta.owner}, {plural(days, 'day')} overdue")
    return "\n".join(lines)


def _whole(handbook: Handbook, today: date) -> str:
    return "\n".join([report(handbook.pages, today), "", *to_find_out(handbook)])


def main(arguments: list[str] | None = None) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to judge by")
    options = parser.parse_args(arguments)
    return outcome(lambda: _whole(load_handbook(options.root), options.today))


if __name__ == "__main__":
    sys.exit(main())
