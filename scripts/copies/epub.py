"""The reading chapters as an EPUB 3: one XHTML file a page, drawings as pictures, written with the standard library.

The container format is EPUB 3.3 (w3.org/TR/epub-33): a ZIP whose first file, not compressed, says what it is.
"""

from __future__ import annotations

import html
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import Tag
from playwright.sync_api import Browser

from handbook.model.wording import readable_date
from scripts.copies.chapters import Chapter, Part, article, relink
from scripts.copies.drawings import outer_drawings, pictures, shown_width, text_of
from scripts.copies.edition import Edition

STYLE = Path(__file__).with_name("epub.css")
LANGUAGE = "en-GB"
# What an e-reader has no use for, or the format no place.
_NO_USE = "form, input, button, select, textarea, output, dialog, iframe, noscript"
_ATTRIBUTES = {"id", "class", "lang", "href", "src", "alt", "width"}
_ATTRIBUTES |= {"colspan", "rowspan", "scope", "open", "start", "datetime", "value"}
_CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""


@dataclass
class Book:
    """The files of the book below EPUB/, and the order in which its pages are read."""

    files: dict[str, bytes] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def add_page(self, name: str, title: str, body: str) -> None:
        """Add a page that is read next."""
        self.files[f"{name}.xhtml"] = _page(title, body).encode()
        self.order.append(name)


def write_epub(site: Path, chapters: list[Chapter], edition: Edition, target: Path, browser: Browser) -> None:
    """Write the chapters of the built site as an EPUB to `target`; the same site, the same pages."""
    parts = [part for chapter in chapters for part in chapter.parts]
    drawn = pictures(site, parts, browser)
    articles = {part.name: _article(site, part, parts, drawn.get(part.name, [])) for part in parts}
    _mend_anchors(articles)
    book = Book({"style.css": STYLE.read_bytes()})
    book.add_page("cover", edition.title, _cover(edition))
    for chapter in chapters:
        book.add_page(f"chapter-{chapter.name}", chapter.title, f"<h1>{html.escape(chapter.title)}</h1>")
        for part in chapter.parts:
            book.add_page(part.name, part.title, articles[part.name].decode_contents())
    for name, images in drawn.items():
        book.files |= {f"images/{name}-{number}.png": image for number, image in enumerate(images) if image}
    book.files["nav.xhtml"] = _page("Contents", _navigation(chapters)).encode()
    _write(book, edition, target)


def _article(site: Path, part: Part, parts: list[Part], images: list[bytes]) -> Tag:
    """A page's content as the format wants it."""
    content = article(site, part)
    _show_pictures(content, part, images)
    for each in content.select(_NO_USE):
        each.decompose()
    names = {each.url: f"{each.name}.xhtml" for each in parts}
    relink(content, part, lambda path, anchor: names.get(path, "") and names[path] + (f"#{anchor}" if anchor else ""))
    for each in content.find_all(True):
        for name in [name for name in each.attrs if name not in _ATTRIBUTES]:
            del each[name]
        if each.get("id") and not re.match(r"[A-Za-z_]", str(each["id"])):
            each["id"] = f"n-{each['id']}"
    for link in content.select('a[href^="#"]'):
        if not re.match(r"#[A-Za-z_]", str(link["href"])):
            link["href"] = f"#n-{str(link['href'])[1:]}"
    return content


def _show_pictures(content: Tag, part: Part, images: list[bytes]) -> None:
    """Put a picture in the place of each drawing; raises ValueError where there are not as many."""
    drawings = outer_drawings(content)
    if len(drawings) != len(images):
        raise ValueError(f"{part.url}: {len(drawings)} drawings, yet {len(images)} pictures")
    for number, (drawing, image) in enumerate(zip(drawings, images, strict=True)):
        if not image:
            drawing.decompose()
            continue
        shown = Tag(name="img", can_be_empty_element=True)
        width = str(shown_width(image))
        shown.attrs.update(src=f"images/{part.name}-{number}.png", alt=text_of(drawing), width=width)
        drawing.replace_with(shown)


def _mend_anchors(articles: Mapping[str, Tag]) -> None:
    """Let a link to a part of a page that no copy holds, such as a field of a form, lead to the page itself."""
    ids = {name: {str(each["id"]) for each in content.select("[id]")} for name, content in articles.items()}
    for name, content in articles.items():
        for link in content.select("a[href]"):
            page, mark, anchor = str(link["href"]).partition("#")
            inside = ids.get(page.removesuffix(".xhtml") if page else name)
            if mark and inside is not None and anchor not in inside:
                link["href"] = page or f"{name}.xhtml"


def _cover(edition: Edition) -> str:
    facts = f"Edition {edition.version}, released on {readable_date(edition.released)}. {edition.licence}."
    stand = "Independent. Not an NHS publication. No legal or medical advice."
    return f'<div class="cover"><h1>{html.escape(edition.title)}</h1><p>{facts}</p><p>{stand}</p></div>'


def _page(title: str, body: str) -> str:
    head = f'<title>{html.escape(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{LANGUAGE}" xml:lang="{LANGUAGE}"><head>{head}</head><body>{body}</body></html>\n'
    )


def _navigation(chapters: list[Chapter]) -> str:
    items = "".join(
        f'<li><a href="chapter-{chapter.name}.xhtml">{html.escape(chapter.title)}</a><ol>{_listed(chapter)}</ol></li>'
        for chapter in chapters
    )
    return f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>{items}</ol></nav>'


def _listed(chapter: Chapter) -> str:
    return "".join(f'<li><a href="{part.name}.xhtml">{html.escape(part.title)}</a></li>' for part in chapter.parts)


_TYPES = {"xhtml": "application/xhtml+xml", "css": "text/css", "png": "image/png"}


def _package(book: Book, edition: Edition) -> str:
    identity = uuid.uuid5(uuid.NAMESPACE_URL, edition.stem)
    items = "".join(_item(path) for path in sorted(book.files))
    order = "".join(f'<itemref idref="{name}"/>' for name in [book.order[0], "nav", *book.order[1:]])
    told = "".join(_told(edition))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{LANGUAGE}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>'
        f"{told}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>\n"
    )


def _told(edition: Edition) -> Iterator[str]:
    """What the book says of itself, how it can be read included."""
    yield f"<dc:title>{html.escape(edition.title)}, edition {edition.version}</dc:title>"
    yield f"<dc:language>{LANGUAGE}</dc:language><dc:date>{edition.released}</dc:date>"
    yield "<dc:creator>The contributors to the Medical Director Handbook</dc:creator>"
    yield f"<dc:rights>{edition.licence}</dc:rights>"
    yield f'<meta property="dcterms:modified">{edition.released}T00:00:00Z</meta>'
    features = ("structuralNavigation", "tableOfContents", "readingOrder", "alternativeText")
    facts = [("accessMode", "textual"), ("accessMode", "visual"), ("accessModeSufficient", "textual")]
    facts += [*(("accessibilityFeature", each) for each in features), ("accessibilityHazard", "none")]
    facts += [("accessibilitySummary", "Every drawing has a text, and its content stands as text beside it.")]
    for name, value in facts:
        yield f'<meta property="schema:{name}">{value}</meta>'


def _item(path: str) -> str:
    nav = ' properties="nav"' if path == "nav.xhtml" else ""
    name = path.removesuffix(".xhtml").replace("/", "-")
    return f'<item id="{name}" href="{path}" media-type="{_TYPES[path.rpartition(".")[2]]}"{nav}/>'


def _write(book: Book, edition: Edition, target: Path) -> None:
    year, month, day = map(int, edition.released.split("-"))
    files = {"META-INF/container.xml": _CONTAINER.encode(), "EPUB/package.opf": _package(book, edition).encode()}
    files |= {f"EPUB/{path}": content for path, content in sorted(book.files.items())}
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w") as file:
        for path, content in {"mimetype": b"application/epub+zip", **files}.items():
            packed = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(path, (year, month, day, 0, 0, 0)), content, packed)
    part.replace(target)
