"""The measurement of build times builds the same pages in both ways."""

from __future__ import annotations

from pathlib import Path

from scripts.bench import Build, Row, build_rows, copy_project, fill_in_macros, table


def test_filled_in_pages_hold_no_macro_call(tmp_path: Path) -> None:
    copy_project(tmp_path, 2)
    fill_in_macros(tmp_path)
    assert (
        "macros"
        not in (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").partition("plugins:")[2].partition("markdown")[0]
    )
    text = (tmp_path / "docs" / "generated" / "page-1.md").read_text(encoding="utf-8")
    assert "{{" not in text
    assert "<table class=" in text


def test_it_prints_one_table_of_ratios() -> None:
    rows = [*build_rows([Build(100, 2.0, 3.0), Build(2000, 20.0, 24.0)]), Row("check", 2.0)]
    assert table(rows).splitlines() == [
        "| what | times | at most |",
        "|---|---|---|",
        "| build of 100 pages to a plain one | 1.50 | 1.50 |",
        "| build of 2000 pages to a plain one | 1.20 | 1.25 |",
        "| cost of a page, at 2000 to 100 pages | 0.40 | 1.00 |",
        "| check | 2.00 |  |",
    ]
