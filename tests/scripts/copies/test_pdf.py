"""The PDF: tagged, with bookmarks, true page numbers and links; and each fault is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser

from scripts.copies.chapters import Chapter
from scripts.copies.edition import read_edition
from scripts.copies.pdf import PdfError, contents, destinations, pages_of, write_pdf
from scripts.copies.pdf_artifacts import mark_artifacts, painted_bare
from scripts.copies.pdf_check import bookmarks, pdf_faults
from tests.conftest import ROOT

EDITION = read_edition(ROOT)
Made = tuple[Path, dict[str, int]]


@pytest.fixture(scope="module")
def made(site: Path, few: list[Chapter], browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Made:
    target = tmp_path_factory.mktemp("pdf") / "handbook.pdf"
    return target, write_pdf(site, few, EDITION, target, browser)


def test_it_has_no_fault(made: Made) -> None:
    assert pdf_faults(made[0]) == []
    assert [each.name for each in made[0].parent.iterdir()] == ["handbook.pdf"]


def test_its_contents_name_the_pages_on_which_parts_begin(made: Made, few: list[Chapter]) -> None:
    target, numbers = made
    assert pages_of(target, few) == numbers
    assert list(numbers.values()) == sorted(numbers.values())
    assert len(set(numbers.values())) >= sum(len(chapter.parts) for chapter in few)
    for number in numbers.values():
        assert f'<span class="copy__page">{number}</span>' in contents(few, numbers)


def test_its_bookmarks_name_chapters_parts_and_sections(made: Made, few: list[Chapter]) -> None:
    with pikepdf.open(made[0]) as pdf:
        titles = bookmarks(pdf)
    assert titles[:3] == [EDITION.title, "Contents", few[0].title]
    assert {chapter.title for chapter in few} | {"The person specification", "What was missing"} <= set(titles)


def test_marks_stand_around_what_is_bare_and_never_across_a_block() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(
        b"q 1 0 0 rg 0 0 m 9 9 l f Q /P <</MCID 0>> BDC BT (a) Tj ET 1 1 re S EMC BT (b) Tj (c) Tj ET 0 0 9 9 re W n"
    )
    assert painted_bare(page) == 3
    mark_artifacts(pdf)
    steps = [str(step.operator) for step in pikepdf.parse_content_stream(page)]
    assert " ".join(steps) == ("q rg BMC m l f EMC Q BDC BT Tj ET re S EMC BT BMC Tj Tj EMC ET re W n")
    assert painted_bare(page) == 0


def test_a_part_that_is_not_found_is_told(made: Made, few: list[Chapter]) -> None:
    other = [Chapter("Other", few[0].parts)]
    with pytest.raises(PdfError, match="begins chapter-other"):
        pages_of(made[0], other)


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def with_a_doubled_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].title = "The job The job"


def without_a_place(pdf: pikepdf.Pdf) -> None:
    assert "role" in destinations(pdf)
    del pdf.Root.Dests["/role"]


def without_a_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def with_a_link_to_the_machine(pdf: pikepdf.Pdf) -> None:
    link = next(link for link in pdf.pages[1].Annots if link.Subtype == pikepdf.Name.Link)
    link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("file:///home/me/index.html"))


def without_the_meaning_of_a_tag(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.RoleMap["/Strong"]


def with_something_bare(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(b"q 0 0 9 9 re f Q")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (without_the_meaning_of_a_tag, "the tag Strong is not said to be like one that readers know"),
        (with_something_bare, "page 2: something is painted that is neither tagged nor marked"),
        (without_tags, "the text has no tags"),
        (without_bookmarks, "there are no bookmarks"),
        (with_a_doubled_bookmark, "says its title twice"),
        (without_a_place, "a link leads to /role, which is nowhere"),
        (without_a_language, "no language is given"),
        (with_a_link_to_the_machine, "on the maker's machine"),
    ],
)
def test_a_fault_is_told(made: Made, tmp_path: Path, harm: Callable[[pikepdf.Pdf], None], told: str) -> None:
    path = tmp_path / "harmed.pdf"
    shutil.copy(made[0], path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        harm(pdf)
        pdf.save(path)
    assert [fault for fault in pdf_faults(path) if told in fault]


def test_a_heavy_one_is_told(made: Made) -> None:
    assert pdf_faults(made[0], most=1000) == [f"{made[0].stat().st_size} bytes are more than 1000"]
