"""A social card for each page: what a message shows beside a link to it. Drawn without a network, alike anywhere.

Cards need the site's address, since whoever shows one asks for it by its whole address; without SITE_URL none is drawn.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import resvg_py
from bs4 import BeautifulSoup

FONTS = Path(__file__).with_name("fonts")
WIDTH, HEIGHT, LEFT = 1200, 630, 88
# Sizes of the title by how many lines it takes, and the letters that a line of each holds.
TITLES = ((76, 26), (64, 31), (54, 37))
WORDS = 76
_TAGS = re.compile(r'\n?<meta (?:property="og:|name="twitter:)[^>]*>')


@dataclass(frozen=True)
class Card:
    """What a card says of one page, and where the page lies."""

    title: str
    chapter: str
    about: str
    address: str

    def lines(self) -> tuple[int, list[str]]:
        """The title's size and its lines: as large as three lines allow."""
        tried = [(size, textwrap.wrap(self.title, letters)) for size, letters in TITLES]
        size, lines = next((each for each in tried if len(each[1]) <= 2), tried[-1])
        return size, lines[:3]


def draw_cards(site: Path) -> int:
    """Draw the card of every page of the built `site` that knows its address, name it in the page, and count them."""
    number = 0
    for path in sorted(site.rglob("index.html")):
        name = path.parent.relative_to(site).as_posix()
        text = path.read_text(encoding="utf-8")
        card = card_of(text)
        if not card or name.startswith(("print/", "copies/")):
            continue
        image = f"assets/cards/{name.replace('/', '-') if name != '.' else 'home'}.png"
        (site / image).parent.mkdir(parents=True, exist_ok=True)
        (site / image).write_bytes(drawn(card))
        root = card.address if name == "." else card.address.removesuffix(f"{name}/")
        path.write_text(with_tags(text, card, root + image), encoding="utf-8")
        number += 1
    return number


def card_of(page: str) -> Card | None:
    """What the card of a built page says; None where the page does not know its address."""
    parsed = BeautifulSoup(page, "html.parser")
    wanted = ('link[rel="canonical"]', 'meta[name="description"]', "h1")
    link, about, title = (parsed.select_one(each) for each in wanted)
    if not link or not about or not title:
        return None
    crumbs = [" ".join(each.get_text().split()) for each in parsed.select(".crumbs li")]
    chapter = crumbs[1] if len(crumbs) > 1 else ""
    return Card(" ".join(title.get_text(" ").split()), chapter, str(about["content"]), str(link["href"]))


def with_tags(page: str, card: Card, image: str) -> str:
    """The page with what names its card; tags from before go."""
    told = {"og:type": "article", "og:title": card.title, "og:description": card.about, "og:url": card.address}
    sizes = {"og:image": image, "og:image:width": str(WIDTH), "og:image:height": str(HEIGHT)}
    alt = {"og:image:alt": f"{card.title}. The Medical Director Handbook"}
    every = (told | sizes | alt).items()
    tags = [f'\n<meta property="{name}" content="{html.escape(value)}">' for name, value in every]
    tags.append('\n<meta name="twitter:card" content="summary_large_image">')
    return _TAGS.sub("", page).replace("</head>", "".join(tags).lstrip("\n") + "\n</head>", 1)


def drawn(card: Card) -> bytes:
    """The card as a PNG."""
    files = [str(path) for path in sorted(FONTS.glob("*.otf"))]
    image: bytes = bytes(resvg_py.svg_to_bytes(svg_string=drawing(card), skip_system_fonts=True, font_files=files))
    return image


def drawing(card: Card) -> str:
    """The card as an SVG."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf6"/><rect width="28" height="{HEIGHT}" fill="#0b5a62"/>'
        f"{''.join(_texts(card))}</svg>"
    )


def _texts(card: Card) -> Iterator[str]:
    yield _text(96, 34, "#0b5a62", "Source Serif Pro", "The Medical Director Handbook")
    if card.chapter:
        yield _text(148, 28, "#4a5759", "Source Sans Pro", card.chapter)
    size, lines = card.lines()
    top = 270
    for number, line in enumerate(lines):
        yield _text(top + round(number * size * 1.16), size, "#17262a", "Source Serif Pro", line)
    top += round((len(lines) - 1) * size * 1.16) + 76
    for number, line in enumerate(textwrap.wrap(card.about, WORDS)[:3]):
        yield _text(top + number * 44, 33, "#2e3d40", "Source Sans Pro", line)
    yield _text(590, 26, "#4a5759", "Source Sans Pro", "Independent. Not an NHS publication.")


def _text(y: int, size: int, colour: str, family: str, text: str) -> str:
    weight = 600 if family == "Source Serif Pro" else 400
    style = f'font-family="{family}" font-weight="{weight}" font-size="{size}" fill="{colour}"'
    return f'<text x="{LEFT}" y="{y}" {style}>{html.escape(text)}</text>'
