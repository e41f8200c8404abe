"""`make copies` lists what it made on the page Downloads, which without copies offers none."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.copies import MadeCopy
from scripts.copies.command import DOWNLOADS, FORMATS, list_copies, main, make_copies
from scripts.copies.edition import read_edition
from tests.conftest import ROOT

EDITION = read_edition(ROOT)


@pytest.fixture
def built(site: Path, tmp_path: Path) -> Path:
    page = Path(DOWNLOADS) / "index.html"
    (tmp_path / page).parent.mkdir(parents=True)
    shutil.copy(site / page, tmp_path / page)
    return tmp_path


def page(built: Path) -> str:
    return (built / DOWNLOADS / "index.html").read_text(encoding="utf-8")


def test_without_copies_the_page_offers_none_and_says_how_to_print(built: Path) -> None:
    assert "save it as a PDF from the print window" in page(built)
    assert "copies/medical-director-handbook" not in page(built)


def test_with_copies_it_says_edition_licence_and_size(built: Path) -> None:
    name = f"copies/{EDITION.stem}.pdf"
    for _ in range(2):  # made anew, the list takes the place of the old one
        list_copies(
            built, [MadeCopy(name, "As a PDF", "About", 3_679_237)], [MadeCopy("print/a/", "A", "", 9)], EDITION
        )
    text = page(built)
    assert text.count(f'href="../../{name}"') == 1
    assert "3.7 MB" in text
    assert f"Edition {EDITION.version}" in text
    assert "CC BY 4.0" in text
    assert "22 November 2026" in text or EDITION.released != "2026-11-22"
    assert "print window" not in text
    told = json.loads((built / "copies" / "copies.json").read_text(encoding="utf-8"))
    assert told["edition"] == EDITION.version
    assert told["files"][0] == {"file": name, "title": "As a PDF", "bytes": 3_679_237}


def test_a_page_without_the_place_is_told(built: Path) -> None:
    (built / DOWNLOADS / "index.html").write_text("<p>no place</p>", encoding="utf-8")
    with pytest.raises(ValueError, match="has 0 places"):
        list_copies(built, [], [], EDITION)


def test_without_a_site_it_asks_for_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--site", str(tmp_path)])
    assert stop.value.code == 2
    assert "run make site first" in capsys.readouterr().err


def test_one_format_alone_is_made_and_its_faults_are_told(
    site: Path, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(site / "about", tmp_path / "about")
    monkeypatch.setitem(FORMATS, "zip", replace(FORMATS["zip"], faults=lambda path: ["bad"]))
    assert make_copies(tmp_path, ROOT, ["zip"], browser) == [f"{EDITION.stem}.zip: bad"]
    assert {path.name for path in (tmp_path / "copies").iterdir()} == {f"{EDITION.stem}.zip", "copies.json"}
