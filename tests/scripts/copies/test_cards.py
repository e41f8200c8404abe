"""Social cards: one for each page that knows its address, named in the page by a whole address."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.copies.cards import HEIGHT, WIDTH, Card, card_of, draw_cards, drawing, drawn

LINK = '<link rel="canonical" href="https://a.example/h/{}">'
PAGES = {"": "index.html", "role/board/": "role/board/index.html"}


@pytest.fixture
def addressed(site: Path, tmp_path: Path) -> Path:
    """Two pages of the real site that know their address, and one that does not."""
    for url, name in PAGES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text = (site / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("</head>", LINK.format(url) + "</head>", 1), encoding="utf-8")
    (tmp_path / "about").mkdir()
    shutil.copy(site / "about" / "index.html", tmp_path / "about")
    return tmp_path


def test_each_page_that_knows_its_address_names_its_card(addressed: Path) -> None:
    for _ in range(2):  # drawn anew, the tags take the place of the old ones
        assert draw_cards(addressed) == 2
    page = (addressed / "role/board/index.html").read_text(encoding="utf-8")
    assert re.findall(r'og:image" content="([^"]+)"', page) == ["https://a.example/h/assets/cards/role-board.png"]
    home = (addressed / "index.html").read_text(encoding="utf-8")
    assert 'og:image" content="https://a.example/h/assets/cards/home.png"' in home
    assert "og:image" not in (addressed / "about/index.html").read_text(encoding="utf-8")
    image = (addressed / "assets/cards/role-board.png").read_bytes()
    assert (int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")) == (WIDTH, HEIGHT)
    assert len(image) < 100_000


def test_a_card_says_title_chapter_and_sentence(addressed: Path) -> None:
    card = card_of((addressed / "role/board/index.html").read_text(encoding="utf-8"))
    assert card
    assert card.title == "Know the board and the people on it"
    assert card.chapter == "The job"
    assert "Independent. Not an NHS publication." in drawing(card)


def test_it_is_drawn_with_the_fonts_that_are_kept_here() -> None:
    card, other = (Card(title, "Evidence", "About.", "https://a.example/") for title in ("One", "Two"))
    assert drawn(card) == drawn(card)
    assert drawn(card) != drawn(other)


def test_a_long_title_stays_on_the_card_and_markup_is_text() -> None:
    card = Card("Responsibilities of <medical> & other directors " * 3, "", "x " * 80, "https://a.example/")
    size, lines = card.lines()
    assert len(lines) <= 3
    assert max(len(line) for line in lines) * size * 0.55 < WIDTH
    assert "<medical>" not in drawing(card)
    assert drawn(card).startswith(b"\x89PNG")
