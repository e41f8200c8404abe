"""What readers download is what the catalogue holds, and says its licence and how to cite it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from handbook.exports.downloads import DOWNLOADS
from handbook.exports.formats import as_csv
from handbook.model.handbook import Handbook
from scripts.open_data import main


def test_the_coverage_matrix_agrees_with_the_entries(handbook: Handbook) -> None:
    rows = list(csv.DictReader(io.StringIO(DOWNLOADS["coverage-matrix.csv"](handbook), newline="")))
    catalogue = handbook.catalogue
    assert len(rows) == len(catalogue.courses) + len(catalogue.opportunities)
    for row in rows:
        built = {criterion.id for criterion in catalogue.entries[row["kind"]][row["id"]].develops}
        assert {criterion.id for criterion in catalogue.criteria if row[criterion.id] == "1"} == built
        assert row["licence"].startswith("CC BY 4.0")
        assert row["cite_as"]


def test_a_cell_is_never_a_formula() -> None:
    assert as_csv(["a"], [["=1+1"], ["@x"], ["plain"], [-1]]) == "a\r\n'=1+1\r\n'@x\r\nplain\r\n-1\r\n"


def test_downloads_are_written_once_and_stale_ones_go(small: Path) -> None:
    folder = small / "docs" / "downloads"
    assert main(["--root", str(small)]) == 0
    first = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(first) == set(DOWNLOADS)
    (folder / "old.csv").write_text("x", encoding="utf-8")
    (small / "docs" / "data" / "v1" / "old.csv").write_text("x", encoding="utf-8")
    assert main(["--root", str(small)]) == 0
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == first
    assert not (small / "docs" / "data" / "v1" / "old.csv").exists()
