"""The measurement of build times builds the same pages in both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.bench import copy_project, fill_in_macros, main


def test_filled_in_pages_hold_no_macro_call(tmp_path: Path) -> None:
    copy_project(tmp_path, 2)
    fill_in_macros(tmp_path)
    assert (
        "macros"
        not in (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").partition("plugins:")[2].partition("markdown")[0]
    )
    text = (tmp_path / "docs" / "generated" / "page-1.md").read_text(encoding="utf-8")
    assert "{{" not in text
    assert '<table class="cards"' in text


def test_it_prints_a_line_of_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--pages", "1", "--runs", "1"]) == 0
    figures = r"plain [\d.]+ s, with macros and checks [\d.]+ s \([+-]\d+%\), [\d.]+ ms a page"
    assert re.fullmatch(rf"\d+ pages: {figures}\n", capsys.readouterr().out)
