"""A print page a chapter: all pages of the chapter on one, below print/ of the built site.

It keeps the content security policy of the pages, and the chapter's first page leads to it.
"""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path

from scripts.copies.chapters import Chapter, sections, styles, within
from scripts.copies.edition import Edition

SHEET = "assets/css/copies.css"
UP = "../../"
POLICY = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>', re.IGNORECASE)
LINK = re.compile(r'<a class="to-print[^>]*>[^<]*</a>')
"""What a copy has to leave out that holds no print pages."""
# Where a page says how far to trust it; a page that only leads on says nothing of that, and has its first heading.
_TRUST, _FIRST_HEADING = re.compile(r'<p class="trust">.*?(?=</p>)', re.DOTALL), re.compile(r"(?=<h2\b)")


def write_print_pages(site: Path, chapters: list[Chapter], edition: Edition) -> list[Path]:
    """Write the page of each chapter, and return them in order."""
    found = []
    for chapter in chapters:
        path = site / "print" / chapter.name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(print_page(site, chapter, edition), encoding="utf-8")
        lead_to_print_page(site, chapter)
        found.append(path)
    return found


def lead_to_print_page(site: Path, chapter: Chapter) -> None:
    """Let the chapter's first page lead to its print page, once; raises ValueError where there is no place for it."""
    url = chapter.parts[0].url
    page = site / url / "index.html"
    text = LINK.sub("", page.read_text(encoding="utf-8"))
    address = posixpath.relpath(f"print/{chapter.name}", url.rstrip("/") or ".")
    link = f'<a class="to-print no-print" href="{address}/">Print this chapter</a>'
    text, found = _TRUST.subn(lambda trust: f"{trust[0]} {link}", text, count=1)
    if not found:
        text, found = _FIRST_HEADING.subn(f'<p class="trust">{link}</p>', text, count=1)
    if not found:
        raise ValueError(f"{url}index.html has no place for a link to its print page")
    page.write_text(text, encoding="utf-8")


def policy_of(site: Path) -> str:
    """The element that states the content security policy of the site's pages; '' where they have none."""
    found = POLICY.search((site / "index.html").read_text(encoding="utf-8"))
    return found[0].strip() if found else ""


def print_page(site: Path, chapter: Chapter, edition: Edition) -> str:
    """One chapter as a page of the site that needs no script."""
    title = html.escape(chapter.title)
    back = f'<p class="no-print"><a href="{UP}about/downloads/">All downloads</a></p>'
    listed = "".join(f'<li><a href="#{part.name}">{html.escape(part.title)}</a></li>' for part in chapter.parts)
    about = f"{html.escape(edition.title)}, edition {edition.version}. {edition.licence}. Not an NHS publication."
    opening = f'<h1>{title}</h1><p>{about}</p><ul class="copy__contents">{listed}</ul>'
    parts = "".join(sections(chapter, site, within([chapter], UP)))
    body = f'{back}<div class="copy__opening">{opening}</div>{parts}'
    sheets = [UP + path for path in [*styles(site, [chapter]), SHEET]]
    return document(f"{chapter.title}, to print", body, sheets, policy_of(site))


def document(title: str, body: str, sheets: list[str], policy: str = "") -> str:
    """A whole page with these style sheets and the element that states its policy; `body` is HTML, `title` text."""
    links = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"{policy}"
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{html.escape(title)}</title><meta name="color-scheme" content="light dark">{links}</head>'
        f'<body><main class="copy"><article class="prose">{body}</article></main></body></html>\n'
    )
