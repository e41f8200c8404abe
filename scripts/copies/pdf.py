"""One PDF of the reading chapters: Chromium prints it twice, the second time with the page numbers in its contents.

Tags and bookmarks are Chromium's; pikepdf finds where each part begins, says what the document is, marks what is no
part of the text, and packs it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from playwright.sync_api import Browser

from handbook.faults import ToldError
from handbook.model.wording import readable_date
from scripts.copies.chapters import Chapter, sections, styles, within
from scripts.copies.edition import Edition
from scripts.copies.pdf_artifacts import mark_artifacts
from scripts.copies.print_pages import SHEET, document

UNKNOWN = "000"
"""Stands for a page number in the first print: as wide as most, so that filling in moves nothing."""
OWN_TYPES = ("Strong", "Em")
"""Types of tags that Chromium takes from a later standard than readers of PDF 1.7 know."""
FOOTER = """\
<div style="width: 100%; margin: 0 18mm; font: 8pt sans-serif; color: #444; display: flex;
justify-content: space-between">
<span>{about}</span><span class="pageNumber"></span></div>"""


class PdfError(ToldError, RuntimeError):
    """The PDF could not be made as it should be."""


def write_pdf(site: Path, chapters: list[Chapter], edition: Edition, target: Path, browser: Browser) -> dict[str, int]:
    """Print the chapters into `target`; return the page on which each chapter and part begins, by its anchor.

    Raises PdfError where the numbers in the contents do not settle or a part is not found.
    """
    body = "".join(_chapter(site, chapter, chapters) for chapter in chapters)
    sheets = [(site / path).resolve().as_uri() for path in [*styles(site, chapters), SHEET]]
    source, printed = target.with_suffix(".html"), target.with_suffix(".printed.pdf")
    numbers: dict[str, int] = {}
    try:
        for _ in range(3):
            whole = _cover(edition) + contents(chapters, numbers) + body
            source.write_text(document(f"{edition.title}, edition {edition.version}", whole, sheets), encoding="utf-8")
            _print(browser, source, printed, edition)
            found = pages_of(printed, chapters)
            if found == numbers:
                _pack(printed, target, edition)
                return numbers
            numbers = found
    finally:
        source.unlink(missing_ok=True)
        printed.unlink(missing_ok=True)
    raise PdfError("the page numbers in the contents still move after three prints")


def _chapter(site: Path, chapter: Chapter, chapters: list[Chapter]) -> str:
    title = html.escape(chapter.title)
    opening = f'<div class="copy__opening" id="chapter-{chapter.name}"><h1>{title}</h1></div>'
    return opening + "".join(sections(chapter, site, within(chapters)))


def _cover(edition: Edition) -> str:
    facts = f"Edition {edition.version}, released on {readable_date(edition.released)}. {edition.licence}."
    stand = "Independent. Not an NHS publication. No legal or medical advice."
    return f'<div class="copy__cover"><h1>{html.escape(edition.title)}</h1><p>{facts}</p><p>{stand}</p></div>'


def contents(chapters: list[Chapter], numbers: Mapping[str, int]) -> str:
    """The table of contents, with the page numbers as far as they are known."""
    lines = "".join(_line(anchor, title, kind, numbers) for anchor, title, kind in _listed(chapters))
    return f'<nav aria-label="Contents"><h1>Contents</h1><ul class="copy__contents">{lines}</ul></nav>'


def _listed(chapters: list[Chapter]) -> Iterator[tuple[str, str, str]]:
    for chapter in chapters:
        yield f"chapter-{chapter.name}", chapter.title, "chapter"
        for part in chapter.parts:
            yield part.name, part.title, "within" if part.depth > 1 else "part"


def _line(anchor: str, title: str, kind: str, numbers: Mapping[str, int]) -> str:
    page = numbers.get(anchor, UNKNOWN)
    link = f'<a href="#{anchor}">{html.escape(title)}</a> <span class="copy__page">{page}</span>'
    return f'<li class="copy__{kind}">{link}</li>'


def _print(browser: Browser, source: Path, target: Path, edition: Edition) -> None:
    about = html.escape(f"{edition.title}, edition {edition.version}")
    page = browser.new_page(offline=True, color_scheme="light")
    page.goto(source.resolve().as_uri())
    page.pdf(
        path=target,
        prefer_css_page_size=True,
        print_background=True,
        tagged=True,
        outline=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=FOOTER.format(about=about),
    )
    page.close()


def pages_of(printed: Path, chapters: list[Chapter]) -> dict[str, int]:
    """The page on which each chapter and part begins, counted from 1; raises PdfError where one is not found."""
    with pikepdf.open(printed) as pdf:
        found = {name: page for name, page in destinations(pdf).items() if page}
    wanted = [anchor for anchor, _, _ in _listed(chapters)]
    missing = [anchor for anchor in wanted if anchor not in found]
    if missing:
        raise PdfError(f"no page of the PDF begins {missing[0]}")
    return {anchor: found[anchor] for anchor in wanted}


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Every named place of a PDF with its page, counted from 1; 0 where it leads to none."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    named: dict[str, Any] = {str(name).lstrip("/"): value for name, value in pdf.Root.get("/Dests", {}).items()}
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        named |= {str(name): value for name, value in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
    places = {
        name: value.get("/D") if isinstance(value, pikepdf.Dictionary) else value for name, value in named.items()
    }
    return {name: numbers.get(place[0].objgen, 0) if place else 0 for name, place in places.items()}


def inside(value: Any, *names: str) -> Any:
    """What lies in a dictionary of a PDF by these names, one in the other; None where one is missing."""
    for name in names:
        value = value.get(name) if isinstance(value, pikepdf.Dictionary) else None
    return value


def _pack(printed: Path, target: Path, edition: Edition) -> None:
    """Say what the document is, tell each link in words, and write it small."""
    part = target.with_suffix(".part")
    with pikepdf.open(printed) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
            about["dc:title"] = f"{edition.title}, edition {edition.version}"
            about["dc:language"] = ["en-GB"]
            about["dc:rights"] = edition.licence
            about["pdf:Producer"] = "Chromium, pikepdf"
        pdf.Root.Lang = "en-GB"
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary({f"/{name}": pikepdf.Name.Span for name in OWN_TYPES})
        _describe_links(pdf)
        mark_artifacts(pdf)
        pdf.save(
            part, compress_streams=True, recompress_flate=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    part.replace(target)


def _describe_links(pdf: pikepdf.Pdf) -> None:
    """Give every link its words, for readers who hear the document: where it leads."""
    places = destinations(pdf)
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            if link.get("/Subtype") != pikepdf.Name.Link or "/Contents" in link:
                continue
            address = inside(link, "/A", "/URI")
            number = places.get(str(link.get("/Dest", "")).lstrip("/"))
            link.Contents = str(address) if address else f"Page {number}" if number else "Within this document"
