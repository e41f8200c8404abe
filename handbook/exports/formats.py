"""The forms that every file for readers has: CSV and JSON with the licence and how to cite the handbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

LICENCE = "CC BY 4.0"
CITATION = "The Medical Director Handbook, 2026 edition"


def as_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV (RFC 4180); a cell that a spreadsheet would run as a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def as_json(content: dict[str, Any]) -> str:
    """A JSON document that names its licence and how to cite it."""
    return json.dumps({"licence": LICENCE, "cite_as": CITATION, **content}, ensure_ascii=False, indent=2) + "\n"
