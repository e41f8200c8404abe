"""List the pages whose review is due, the longest overdue first, as Markdown.

usage: python -m scripts.reviews [--root DIR] [--today YYYY-MM-DD]
exit status: 0 listed, 1 the pages cannot be read
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from handbook.model.pages import Page, load_pages
from handbook.model.wording import plural
from scripts.outcome import outcome

ROOT = Path(__file__).resolve().parent.parent


def overdue(pages: dict[str, Page], today: date) -> list[Page]:
    """The pages whose review fell due before `today`, the longest overdue first."""
    late = [page for page in pages.values() if date.fromisoformat(page.meta.review_due) < today]
    return sorted(late, key=lambda page: (page.meta.review_due, page.path))


def report(pages: dict[str, Page], today: date) -> str:
    """A Markdown report with a line a page: title, file, owner and how long it is overdue."""
    late = overdue(pages, today)
    lines = [f"{plural(len(late), 'page')} of {len(pages)} overdue on {today.isoformat()}."]
    for page in late:
        days = (today - date.fromisoformat(page.meta.review_due)).days
        lines.append(f"- {page.meta.title} (`{page.file}`), owner: {page.meta.owner}, {plural(days, 'day')} overdue")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to judge by")
    options = parser.parse_args(arguments)
    return outcome(lambda: report(load_pages(options.root), options.today))


if __name__ == "__main__":
    sys.exit(main())
