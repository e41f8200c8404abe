"""The sections of a page, those that its macros make included, for the list that the theme shows beside the text.

Both engines hand a macro the page that it stands on, and the theme the same page's front matter. So what `page_end`,
the last call on every page, puts there reaches the theme under both, and while serving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from html import unescape
from typing import Any

from jinja2.runtime import Context
from markdown.extensions.toc import slugify

from handbook.model.pages import Page
from handbook.model.reviews import is_overdue

WORDS_A_MINUTE = 220
LONG = 5
"""From how many minutes on a page says how long it takes to read."""
NOT_READ_THROUGH = (
    "directory/",
    "about/",
    "index.md",
    "evidence/timeline.md",
    "prepare/application-pack.md",
    "prepare/ask-sheets.md",
    "prepare/plan.md",
    "prepare/programme-builder.md",
    "role/stepping-in.md",
    "role/why.md",
)
"""Where one looks something up or fills in a form, folders and pages."""
LAST_CALL = "{{ page_end(page) }}"


@dataclass(frozen=True)
class Section:
    """A heading of the second or third level that the list of sections names."""

    level: int
    anchor: str
    title: str


def tell_theme(context: Context, here: Page, today: date) -> None:
    """Put into the front matter that the theme reads: sections, minutes of a long page, and that a review is overdue.

    `context` is that of the macro call; where no engine stands behind it, as in the check, nothing is done.
    """
    page: Any = context.get("page")
    if not hasattr(page, "title"):
        return
    template = context.environment.from_string(here.body.replace(LAST_CALL, ""))
    rendered = template.render(context.get_all())
    page.meta["overdue"] = is_overdue(here, today)
    page.meta["outline"] = [asdict(section) for section in sections(rendered)]
    minutes = round(len(_plain(_NOT_READ.sub("", rendered)).split()) / WORDS_A_MINUTE)
    if minutes >= LONG and is_read(here):
        page.meta["minutes"] = minutes


def is_read(page: Page) -> bool:
    """Whether a reader goes through a page from top to bottom, so that it helps to know how long it takes."""
    return not page.path.startswith(NOT_READ_THROUGH)


def sections(rendered: str) -> list[Section]:
    """What the list of sections names, from a page's Markdown after its macros were run.

    Named are the headings of the second level, and of the third those that stand in the page's own text or name a kind
    in a directory: not every entry.

    >>> sections("## Where to *begin*\\n\\n<h3 class='entry'>One</h3>\\n\\n### Then { #then }")
    [Section(level=2, anchor='where-to-begin', title='Where to begin'), Section(level=3, anchor='then', title='Then')]
    """
    return [section for section in _headings(_CODE.sub("", rendered)) if section.level in (2, 3)]


_NOT_READ = re.compile(
    r"<(form|select|script)\b.*?</\1>", re.DOTALL
)  # what is filled in or chosen, and data for a script
_CODE = re.compile(r"^(```|~~~).*?^\1|<!--.*?-->", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *$|<h([23])\b([^>]*)>(.*?)</h[23]>", re.DOTALL | re.MULTILINE)
_ID = re.compile(r"""\bid=["']([^"']+)""")
_EXPLICIT = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}\s*$")
_BADGE = re.compile(r'<span class="badge.*?</span>', re.DOTALL)


def _headings(text: str) -> Iterator[Section]:
    seen: dict[str, int] = {}
    for marks, heading, level, attributes, content in _HEADING.findall(text):
        if level:
            found = _ID.search(attributes)
            if found and (level == "2" or "directory__kind" in attributes):
                yield Section(int(level), found[1], _plain(content))
        else:
            yield Section(len(marks), _anchor(heading, seen), _plain(_EXPLICIT.sub("", heading)))


def _anchor(heading: str, seen: dict[str, int]) -> str:
    """The anchor that both engines give a heading: the written one, or its words, numbered where they recur."""
    explicit = _EXPLICIT.search(heading)
    if explicit:
        return explicit[1]
    slug = slugify(_plain(heading), "-")
    seen[slug] = seen.get(slug, -1) + 1
    return f"{slug}_{seen[slug]}" if seen[slug] else slug


def _plain(text: str) -> str:
    """The words of a piece of Markdown or HTML; a badge at the end of a heading is no part of its name."""
    words = re.sub(r"<[^>]+>|[*`]|(?<!\w)_|_(?!\w)", "", _BADGE.sub("", text))
    return unescape(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words)).strip()
