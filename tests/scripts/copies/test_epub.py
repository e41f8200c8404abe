"""The EPUB: EPUBCheck finds no error in it, its drawings are pictures with a text; and each fault is told."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.copies.chapters import Chapter
from scripts.copies.edition import read_edition
from scripts.copies.epub import write_epub
from scripts.copies.epub_check import epub_faults
from tests.conftest import ROOT

EDITION = read_edition(ROOT)


@pytest.fixture(scope="module")
def book(site: Path, few: list[Chapter], browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("epub") / "handbook.epub"
    write_epub(site, few, EDITION, target, browser)
    return target


def pages(book: Path) -> dict[str, str]:
    with zipfile.ZipFile(book) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith((".xhtml", ".opf"))}


def test_the_public_checker_finds_no_error(book: Path) -> None:
    assert epub_faults(book) == []
    assert book.stat().st_size < 5_000_000


def test_it_says_first_what_it_is(book: Path) -> None:
    with zipfile.ZipFile(book) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {entry.date_time[:3] for entry in file.infolist()} == {tuple(map(int, EDITION.released.split("-")))}


def test_every_drawing_is_a_picture_of_its_own_and_charts_have_a_text(book: Path) -> None:
    page = pages(book)["EPUB/evidence-support.xhtml"]
    images = re.findall(r"<img[^>]*>", page)
    assert "<svg" not in page
    assert len(images) >= 4
    assert [image for image in images if 'alt="Support that directors received. ' in image]
    with zipfile.ZipFile(book) as file:
        for source in re.findall(r'src="(images/[^"]+)"', page):
            assert file.read(f"EPUB/{source}").startswith(b"\x89PNG")


def test_no_form_and_no_script_is_left(book: Path) -> None:
    for page in pages(book).values():
        assert not re.search(r"<(form|input|button|script)\b", page)


def test_the_checker_refuses_a_broken_link_and_broken_markup(book: Path, tmp_path: Path) -> None:
    harmed = tmp_path / "harmed.epub"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(harmed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "EPUB/role.xhtml":
                content = content.replace(b"<h1", b'<p><a href="gone.xhtml">gone</a></p><h1', 1)
            if entry.filename == "EPUB/role-board.xhtml":
                content = content.replace(b"</h1>", b"", 1)
            new.writestr(entry, content)
    faults = epub_faults(harmed)
    assert [fault for fault in faults if "gone.xhtml" in fault]
    assert [fault for fault in faults if "role-board.xhtml" in fault]


def test_what_is_no_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.epub").write_text("no book", encoding="utf-8")
    assert epub_faults(tmp_path / "no.epub")
