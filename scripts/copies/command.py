"""Make copies of the built site: a ZIP that opens from disk, a PDF, an EPUB, a print page a chapter, and social cards.

They are written to copies/, print/ and assets/cards/ of the site, checked, and listed on its page Downloads. Cards are
drawn where the site was built with its address, SITE_URL.

usage: python -m scripts.copies [--site DIR] [--only zip pdf epub print cards]
exit status: 0 made and sound, 1 a copy has a fault, 2 wrong usage
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from macros.copies import MARK, MadeCopy, copies_made
from scripts import command_line
from scripts.browser import find_browser
from scripts.copies.cards import draw_cards
from scripts.copies.chapters import READING, Chapter, read_chapters
from scripts.copies.disk import write_zip
from scripts.copies.edition import Edition, read_edition
from scripts.copies.epub import write_epub
from scripts.copies.epub_check import epub_faults
from scripts.copies.pdf import write_pdf
from scripts.copies.pdf_check import pdf_faults
from scripts.copies.print_pages import write_print_pages

ROOT = Path(__file__).resolve().parents[2]
DOWNLOADS = "about/downloads/"
FOLDER = "copies"
_SECTION = re.compile(rf"<section {MARK}\b.*?</section>", re.DOTALL)


@dataclass(frozen=True)
class Format:
    """A format: how a reader knows it, what it is good for, how it is written, and what its checker finds."""

    title: str
    about: str
    write: Callable[[Path, list[Chapter], Edition, Path, Browser], object]
    faults: Callable[[Path], list[str]]


def _zip(site: Path, chapters: list[Chapter], edition: Edition, target: Path, browser: Browser) -> None:
    write_zip(site, target, edition)


FORMATS = {
    "zip": Format(
        "The whole site, as a ZIP",
        "Unpack it and open index.html: pages and tools work from disk, without a network. What you save "
        "stays on your device.",
        _zip,
        lambda path: [],
    ),
    "pdf": Format(
        "The reading chapters, as a PDF",
        "The job, Get ready, Apply and start, Stories and Evidence, with bookmarks, contents and page numbers.",
        write_pdf,
        pdf_faults,
    ),
    "epub": Format(
        "The reading chapters, as an EPUB",
        "The same chapters for an e-reader or a reading app, with letters as large as you like.",
        write_epub,
        epub_faults,
    ),
}


def make_copies(site: Path, root: Path, wanted: list[str], browser: Browser) -> list[str]:
    """Make the wanted copies of `site`, list them on its page Downloads, and return what is wrong with them."""
    edition, chapters = read_edition(root), read_chapters(root)
    faults, made = [], []
    (site / FOLDER).mkdir(exist_ok=True)
    for ending in [each for each in FORMATS if each in wanted]:
        each, target = FORMATS[ending], site / FOLDER / f"{edition.stem}.{ending}"
        each.write(site, chapters[:READING], edition, target, browser)
        faults += [f"{target.name}: {fault}" for fault in each.faults(target)]
        made.append(MadeCopy(f"{FOLDER}/{target.name}", each.title, each.about, target.stat().st_size))
    printed = write_print_pages(site, chapters, edition) if "print" in wanted else []
    pages = [
        MadeCopy(f"print/{chapter.name}/", chapter.title, "", path.stat().st_size)
        for chapter, path in zip(chapters, printed, strict=bool(printed))
    ]
    list_copies(site, made, pages, edition)
    if "cards" in wanted:
        draw_cards(site)
    return faults


def list_copies(site: Path, files: list[MadeCopy], pages: list[MadeCopy], edition: Edition) -> None:
    """Put what was made on the page Downloads, and into copies/copies.json; raises ValueError without it."""
    page = site / DOWNLOADS / "index.html"
    text = page.read_text(encoding="utf-8")
    section = copies_made(files, pages, edition).replace('"handbook:', '"../../')
    text, found = _SECTION.subn(lambda _: section, text)
    if found != 1:
        raise ValueError(f"{DOWNLOADS}index.html has {found} places for the list of copies, not one")
    page.write_text(text, encoding="utf-8")
    listed = [{"file": each.address, "title": each.title, "bytes": each.size} for each in [*files, *pages]]
    told = {"edition": edition.version, "released": edition.released, "licence": edition.licence, "files": listed}
    (site / FOLDER).mkdir(exist_ok=True)
    (site / FOLDER / "copies.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Make and check the copies, and say how large each is."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    kinds = [*FORMATS, "print", "cards"]
    parser.add_argument("--only", nargs="+", choices=kinds, default=kinds, help="make these alone (default: all)")
    options = parser.parse_args(arguments)
    if not (options.site / DOWNLOADS / "index.html").is_file():
        parser.error(f"there is no site in {options.site.name}/; run make site first")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        faults = make_copies(options.site.resolve(), ROOT, options.only, browser)
        browser.close()
    for path in sorted((options.site / FOLDER).iterdir()):
        print(f"{path.stat().st_size:>9} {path.name}")
    print("\n".join([*faults, f"{len(faults)} faults in the copies"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
