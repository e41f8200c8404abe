"""Open data: every file fits its schema, CSV and JSON say the same, and nothing that a version promised goes."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from handbook.exports.data_fields import cell, columns, fields_of
from handbook.exports.open_data import VERSION, data_package, document_schema, open_data
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS, Kind
from tests.conftest import ROOT

PROMISED = ROOT / "tests" / "open_data_v1.txt"
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def files(handbook: Handbook) -> dict[str, str]:
    return open_data(handbook)


def document(files: dict[str, str], kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[f"{VERSION}/{kind.file_name}.json"])
    return found


def table(files: dict[str, str], kind: Kind) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{VERSION}/{kind.file_name}.csv"], newline="")))


def promised() -> set[tuple[str, str, str]]:
    rows = (line.split("\t") for line in PROMISED.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(file, field, kind) for file, field, kind in rows}


def broken_promises(kept: set[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return sorted(promised() - kept)


def offered() -> set[tuple[str, str, str]]:
    return {(kind.file_name, field.path, field.type) for kind in KINDS.values() for field in fields_of(kind)}


@every_kind
def test_every_file_fits_its_schema(files: dict[str, str], handbook: Handbook, kind: Kind) -> None:
    schema = json.loads(files[f"{VERSION}/{kind.file_name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    found = document(files, kind)
    jsonschema.validate(found, schema)
    assert [each["id"] for each in found["entries"]] == list(handbook.catalogue.entries[kind.name])
    assert found["licence"] == "CC BY 4.0"
    assert found["cite_as"]


@every_kind
def test_a_schema_refuses_what_is_wrong(files: dict[str, str], kind: Kind) -> None:
    good = document(files, kind)
    wrong = [{**good, "licence": None}, {**good, "kind": "another"}, {**good, "entries": [{"no_such_field": 1}]}]
    for first in good["entries"][:1]:  # a kind may have no entry today
        bad = [
            {**first, "no_such_field": 1},
            {**first, "id": 1},
            {name: value for name, value in first.items() if name != "id"},
        ]
        wrong += [{**good, "entries": [each]} for each in bad]
    for each in wrong:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(each, document_schema(kind))


@every_kind
def test_a_table_says_what_the_document_says(files: dict[str, str], kind: Kind) -> None:
    entries, rows = document(files, kind)["entries"], table(files, kind)
    assert len(entries) == len(rows)
    for entry, row in zip(entries, rows, strict=True):
        for column in columns(kind):
            assert row[column.path].removeprefix("'") == str(cell(entry, column.path)).removeprefix("'")
        assert row["licence"].startswith("CC BY 4.0")
        assert ("King's Fund" in row["licence"]) == (kind.name == "survey_table")


@every_kind
def test_a_table_keeps_what_the_package_says_of_its_columns(
    files: dict[str, str], handbook: Handbook, kind: Kind
) -> None:
    resource = next(each for each in data_package(handbook)["resources"] if each["name"] == kind.file_name)
    rows, fields = table(files, kind), {each["name"]: each for each in resource["schema"]["fields"]}
    head = next(csv.reader(io.StringIO(files[f"{VERSION}/{kind.file_name}.csv"], newline="")))
    assert head == list(fields)
    assert resource["rows"] == len(rows)
    for row in rows:
        for name, value in row.items():
            limits = fields[name].get("constraints", {})
            assert value or not limits.get("required"), (name, row)
            assert not value or value in limits.get("enum", [value])
            assert not value or fields[name]["type"] != "integer" or value.isdigit()
    assert len({row["id"] for row in rows}) == len(rows)


def test_the_figures_of_the_survey_are_told_to_be_the_kings_funds(files: dict[str, str]) -> None:
    assert "King's Fund" in document(files, KINDS["survey_table"])["not_covered"]
    assert "King's Fund" not in document(files, KINDS["course"])["not_covered"]


def test_nothing_that_the_version_promised_is_gone() -> None:
    assert broken_promises(offered()) == []
    assert len(promised()) > 300


def test_a_field_that_goes_or_changes_its_type_is_told() -> None:
    field = ("courses", "develops", "list of ids")
    assert broken_promises(offered() - {field}) == [field]
    assert broken_promises(offered() - {field} | {("courses", "develops", "text")}) == [field]


def test_every_field_is_told_in_the_dictionary(files: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(files[f"{VERSION}/dictionary.csv"], newline="")))
    assert {(row["file"], row["field"]) for row in rows} == {(file, field) for file, field, _ in offered()}
    assert not [row for row in rows if not row["meaning"]]


def test_the_example_in_python_runs_as_it_stands(files: dict[str, str], tmp_path: Path) -> None:
    page = (ROOT / "docs" / "about" / "open-data.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert code
    for name in re.findall(r'"([a-z-]+\.json)"', code[1]):
        (tmp_path / name).write_text(files[f"{VERSION}/{name}"], encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code[1]], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 5


def test_the_columns_that_the_other_examples_name_are_there() -> None:
    page = (ROOT / "docs" / "about" / "open-data.md").read_text(encoding="utf-8")
    have = {column.path for column in columns(KINDS["course"])}
    assert {"currency.status", "levels", "develops"} <= have
    assert set(re.findall(r"(?:courses|running)\$([\w.]+)", page)) <= have


def test_the_site_offers_every_file(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        assert (site / "data" / name).read_text(encoding="utf-8").replace("\r\n", "\n") == text.replace("\r\n", "\n")
    page = (site / "about" / "open-data" / "index.html").read_text(encoding="utf-8")
    assert {f"../../data/{name}" for name in files} <= set(re.findall(r'href="([^"]+)"', page))
