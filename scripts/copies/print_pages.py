"""A print page a chapter: all pages of the chapter on one, below print/ of the built site."""

from __future__ import annotations

import html
from pathlib import Path

from scripts.copies.chapters import Chapter, sections, styles, within
from scripts.copies.edition import Edition

SHEET = "assets/css/copies.css"
UP = "../../"


def write_print_pages(site: Path, chapters: list[Chapter], edition: Edition) -> list[Path]:
    """Write the page of each chapter, and return them in order."""
    found = []
    for chapter in chapters:
        path = site / "print" / chapter.name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(print_page(site, chapter, edition), encoding="utf-8")
        found.append(path)
    return found


def print_page(site: Path, chapter: Chapter, edition: Edition) -> str:
    """One chapter as a page of the site that needs no script."""
    title = html.escape(chapter.title)
    back = f'<p class="no-print"><a href="{UP}about/downloads/">All downloads</a></p>'
    listed = "".join(f'<li><a href="#{part.name}">{html.escape(part.title)}</a></li>' for part in chapter.parts)
    about = f"{html.escape(edition.title)}, edition {edition.version}. {edition.licence}. Not an NHS publication."
    opening = f'<h1>{title}</h1><p>{about}</p><ul class="copy__contents">{listed}</ul>'
    parts = "".join(sections(chapter, site, within([chapter], UP)))
    body = f'{back}<div class="copy__opening">{opening}</div>{parts}'
    return document(f"{chapter.title}, to print", body, [UP + path for path in [*styles(site, [chapter]), SHEET]])


def document(title: str, body: str, sheets: list[str]) -> str:
    """A whole page with these style sheets; `body` is HTML, `title` text."""
    links = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{html.escape(title)}</title><meta name="color-scheme" content="light dark">{links}</head>'
        f'<body><main class="copy"><article class="prose">{body}</article></main></body></html>\n'
    )
