"""The drawings of pages as pictures: beyond the site's styles, as in an e-reader, an inline SVG loses its look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bs4 import Tag
from playwright.sync_api import Browser, ViewportSize

from scripts.copies.chapters import SCREEN_ONLY, Part

# As wide as a small reader's page, and twice as fine.
WIDTH, HEIGHT, FINE = 640, 900, 2
_FIND = """(svgs, skipped) => svgs.flatMap((svg, at) =>
  svg.parentElement.closest("svg") || svg.closest(skipped) ? [] : [at])"""


def outer_drawings(content: Tag) -> list[Tag]:
    """The drawings of a page that stand in no other one."""
    return [each for each in content.select("svg") if not each.find_parent("svg")]


def text_of(drawing: Tag) -> str:
    """What stands in for a drawing where it is not seen: its title and description; '' where it is decoration."""
    parts = [drawing.find(name, recursive=False) for name in ("title", "desc")]
    return " ".join(" ".join(part.get_text(" ").split()).rstrip(".") + "." for part in parts if part)


def shown_width(image: bytes) -> int:
    """How wide a picture of `pictures` is to be shown, in pixels of a page: its PNG header says how many it has."""
    return int.from_bytes(image[16:20], "big") // FINE


def pictures(site: Path, parts: Iterable[Part], browser: Browser) -> dict[str, list[bytes]]:
    """For each part with drawings, by its name, each drawing as a PNG, in the order of `outer_drawings`.

    One that is not shown at this width, since another takes its place, is empty.
    """
    pages = {part.name: site / part.url / "index.html" for part in parts}
    drawn = {name: path for name, path in pages.items() if "<svg" in _article(path)}
    return {name: list(_taken(browser, path.resolve().as_uri())) for name, path in drawn.items()}


def _article(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]


def _taken(browser: Browser, address: str) -> Iterator[bytes]:
    """Each outer drawing of a page's article, in light colours, with every folded part open."""
    viewport = ViewportSize(width=WIDTH, height=HEIGHT)
    page = browser.new_page(viewport=viewport, device_scale_factor=FINE, color_scheme="light", offline=True)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.evaluate("document.documentElement.style.setProperty('--paper', '#fff')")
    drawings = page.locator("article svg")
    for at in drawings.evaluate_all(_FIND, SCREEN_ONLY):
        yield drawings.nth(at).screenshot(type="png") if drawings.nth(at).is_visible() else b""
    page.close()
