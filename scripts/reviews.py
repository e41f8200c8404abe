"""List, by owner, what is to be read again and what nobody knows yet, as Markdown for one rolling issue.

For each owner: pages and entries whose review is overdue or due soon, corrections that wait, what is not confirmed,
what nobody knows of the courses, and what is listed though nothing uses it. A line that begins with '-' is overdue.

usage: python -m scripts.reviews [--root DIR] [--today YYYY-MM-DD]
exit status: 0 listed, 1 the pages or the data cannot be read
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from handbook.model.handbook import Handbook, load_handbook
from handbook.model.offers import nobody_knows
from handbook.model.reviews import Review, entry_reviews, owner_of, page_reviews
from handbook.model.uses import listed_for_nothing_yet
from handbook.model.wording import plural, readable_date
from scripts import command_line
from scripts.command_line import outcome

ROOT = Path(__file__).resolve().parent.parent
SOON = timedelta(days=60)
MOST = 60
"""So many lines of a section are shown: an issue holds 65,536 characters."""

Lines = Iterator[tuple[str, str]]
"""An owner and a line of the report each."""


def report(handbook: Handbook, today: date) -> str:
    """The report: how much is overdue, then each owner's sections."""
    pages = page_reviews(handbook)
    late = [each for each in pages if each.due < today.isoformat()]
    lines = [f"{plural(len(late), 'page')} of {len(pages)} overdue on {today.isoformat()}."]
    by_owner: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for title, found in _sections(handbook, today):
        for owner, line in found:
            by_owner[owner][title].append(line)
    for owner in sorted(by_owner):
        lines += ["", f"## {owner[:1].upper()}{owner[1:]}"]
        for title, listed in by_owner[owner].items():
            lines += ["", f"### {title}: {len(listed)}", "", *listed[:MOST]]
            lines += [f"* and {len(listed) - MOST} more"] if len(listed) > MOST else []
    return "\n".join(lines)


def _sections(handbook: Handbook, today: date) -> Iterator[tuple[str, Lines]]:
    both = [*page_reviews(handbook), *entry_reviews(handbook)]
    yield "Overdue", _overdue(both, today)
    yield f"Due by {readable_date((today + SOON).isoformat())}", _due_soon(both, today)
    yield "Corrections that wait", _corrections(handbook)
    yield "Not confirmed", _not_confirmed(handbook)
    yield "To find out", _to_find_out(handbook)
    yield "Listed, and used by nothing yet", _orphans(handbook)


def _overdue(reviews: list[Review], today: date) -> Lines:
    for each in reviews:
        days = (today - date.fromisoformat(each.due)).days
        if days > 0:
            yield each.owner, f"- {each.title} (`{each.file}`), {plural(days, 'day')} overdue"


def _due_soon(reviews: list[Review], today: date) -> Lines:
    for each in reviews:
        if today.isoformat() <= each.due <= (today + SOON).isoformat():
            yield each.owner, f"* {each.title} (`{each.file}`), by {readable_date(each.due)}"


def _corrections(handbook: Handbook) -> Lines:
    for each in handbook.catalogue.corrections:
        page = handbook.pages.get(each.page)
        owner = page.meta.owner if page else "nobody"
        yield owner, f"* {each.entry or each.page} (`data/corrections/{each.id}.yml`), since {each.raised}"


def _not_confirmed(handbook: Handbook) -> Lines:
    """The entries whose state nobody confirmed, and what pages say of themselves that they could not confirm."""
    for (kind, id_), written in handbook.catalogue.written.items():
        state = getattr(handbook.catalogue.entries[kind][id_], "currency", None)
        if state and not state.confidence.startswith("confirmed"):
            yield owner_of(handbook, kind, id_), f"* {kind}/{id_} (`{written.document.file}`): {state.confidence}"
    for page in handbook.pages.values():
        if page.meta.not_confirmed:
            yield (
                page.meta.owner,
                f"* {page.meta.title} (`{page.file}`): {plural(len(page.meta.not_confirmed), 'point')}",
            )


def _to_find_out(handbook: Handbook) -> Lines:
    """What nobody knows of each course that may run."""
    for course in handbook.catalogue.courses:
        wanted = nobody_knows(course)
        if wanted:
            line = f"* {course.title} (`data/courses/{course.id}.yml`): {', '.join(wanted)}"
            yield owner_of(handbook, "course", course.id), line


def _orphans(handbook: Handbook) -> Lines:
    for each in listed_for_nothing_yet(handbook):
        file = handbook.catalogue.written["organisation", each.id].document.file
        yield owner_of(handbook, "organisation", each.id), f"* {each.name} (`{file}`): {each.listed_for}"


def main(arguments: list[str] | None = None) -> int:
    """Print the report."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to judge by")
    options = parser.parse_args(arguments)
    return outcome(lambda: report(load_handbook(options.root), options.today))


if __name__ == "__main__":
    sys.exit(command_line.run(main))
