"""The files that readers can download, each made from the catalogue: its name and the function that writes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from macros.handbook import Handbook
from macros.plan_format import plan_schema
from macros.schema import Step

LICENCE = "CC BY 4.0"
CITATION = "The Medical Director Handbook, 2026 edition"

Download = Callable[[Handbook], str]


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


def coverage_matrix(handbook: Handbook) -> str:
    """Every course and opportunity against every criterion, as CSV: 1 where it builds the criterion (editorial)."""
    criteria = handbook.catalogue.criteria
    header = ["kind", "id", "title", "status", *(criterion.id for criterion in criteria), "licence", "cite_as"]
    steps: list[Step] = [*handbook.catalogue.courses, *handbook.catalogue.opportunities]
    rows = [
        [step.kind_name, step.id, step.title, step.currency.status]
        + [int(criterion in step.develops) for criterion in criteria]
        + [LICENCE, CITATION]
        for step in steps
    ]
    return as_csv(header, rows)


DOWNLOADS: dict[str, Download] = {
    "coverage-matrix.csv": coverage_matrix,
    "plan.schema.json": plan_schema,
}
