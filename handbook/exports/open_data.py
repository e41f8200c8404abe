"""Open data: every kind of entry as JSON and CSV under versioned addresses, with schema, dictionary and licence.

Within a version, fields are added and none is taken away or given another meaning (tests/open_data_v1.txt holds that);
a change that breaks a reader's program begins a new version.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from handbook.exports.data_fields import DataField, cell, columns, entry_schema, fields_of
from handbook.exports.formats import CITATION, LICENCE, as_csv
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS, NAMES_NOT_COVERED, Kind

VERSION = "v1"
# What changed in the form of the data, newest first: the day, the version, and what. Entries themselves change daily.
HISTORY = (("2026-12-01", "v1", "First version: every kind of entry as JSON and CSV, with schema and dictionary."),)
_YES = {True: "yes", False: "no"}
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


def open_data(handbook: Handbook) -> dict[str, str]:
    """Every file of open data: its path below data/, and its text."""
    files = {path: text for kind in KINDS.values() for path, text in _files_of(kind, handbook)}
    package = _json(data_package(handbook))
    return files | {f"{VERSION}/datapackage.json": package, f"{VERSION}/dictionary.csv": dictionary_csv()}


def entries_of(kind: Kind, handbook: Handbook) -> list[dict[str, Any]]:
    """Every entry of a kind as plain values: references are ids."""
    return [each.model_dump(mode="json", by_alias=True) for each in handbook.catalogue.entries[kind.name].values()]


def _files_of(kind: Kind, handbook: Handbook) -> Iterator[tuple[str, str]]:
    entries, path = entries_of(kind, handbook), f"{VERSION}/{kind.file_name}"
    yield f"{path}.json", _json(_document(kind, entries))
    yield f"{path}.csv", _table(kind, entries)
    yield f"{path}.schema.json", _json(document_schema(kind))


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _document(kind: Kind, entries: list[dict[str, Any]]) -> dict[str, Any]:
    head = {"$schema": f"{kind.file_name}.schema.json", "kind": kind.name, "version": VERSION}
    rights = {"licence": LICENCE, "not_covered": kind.not_covered, "cite_as": kind.cited_as.format(CITATION)}
    return {**head, **rights, "entries": entries}


def document_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a published file: what it says of itself, and its entries."""
    entry = dict(entry_schema(kind))
    defs = entry.pop("$defs", {})
    text = {"type": "string", "minLength": 1}
    head = dict.fromkeys(("$schema", "licence", "not_covered", "cite_as"), text)
    fixed = {"kind": {"const": kind.name}, "version": {"const": VERSION}}
    properties = {**head, **fixed, "entries": {"type": "array", "items": entry}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{kind.file_name}, {VERSION}",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": defs,
    }


def _table(kind: Kind, entries: list[dict[str, Any]]) -> str:
    names = [field.path for field in columns(kind)]
    # A table that is somebody else's says so in each row, which may be all that a reader keeps of it.
    licence = LICENCE if kind.not_covered == NAMES_NOT_COVERED else f"{LICENCE}. {kind.not_covered}"
    rows = ([*(cell(entry, name) for name in names), licence, kind.cited_as.format(CITATION)] for entry in entries)
    return as_csv([*names, "licence", "cite_as"], rows)


def dictionary_csv() -> str:
    """The data dictionary: a row for each field of each kind, from the schemas."""
    rows = (
        [
            kind.file_name,
            field.path,
            field.type,
            "yes" if field.or_null else "no",
            " | ".join(field.allowed),
            field.about,
        ]
        for kind in KINDS.values()
        for field in fields_of(kind)
    )
    return as_csv(["file", "field", "type", "may_be_empty", "allowed", "meaning"], rows)


def data_package(handbook: Handbook) -> dict[str, Any]:
    """What the files are, in the form of a Data Package (specs.frictionlessdata.io): tables, columns, licences."""
    return {
        "name": "medical-director-handbook",
        "title": "The Medical Director Handbook: open data",
        "version": VERSION,
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE_ADDRESS}],
        "citation": CITATION,
        "changes": [{"date": date, "version": version, "what": what} for date, version, what in HISTORY],
        "resources": [_resource(kind, len(handbook.catalogue.entries[kind.name])) for kind in KINDS.values()],
    }


def _resource(kind: Kind, rows: int) -> dict[str, Any]:
    mark = {"name": "licence", "type": "string"}, {"name": "cite_as", "type": "string"}
    return {
        "name": kind.file_name,
        "path": f"{kind.file_name}.csv",
        "json": f"{kind.file_name}.json",
        "format": "csv",
        "encoding": "utf-8",
        "description": about(kind),
        "rows": rows,
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE_ADDRESS}],
        "not_covered": kind.not_covered,
        "schema": {"fields": [*(_column(field) for field in columns(kind)), *mark], "primaryKey": "id"},
    }


def about(kind: Kind) -> str:
    """What an entry of the kind is, without the name of its file."""
    text = " ".join((kind.model.__doc__ or "").split("\n\n")[0].split())
    return text.partition(" (`")[0].rstrip(".") + "."


_TYPES = {"whole number": "integer", "number": "number", "true or false": "boolean"}


def _column(field: DataField) -> dict[str, Any]:
    """A column as a Table Schema says it; a list stands in its cell as text."""
    limits: dict[str, Any] = {"required": not field.or_null and not field.type.startswith("list")}
    if field.allowed and not field.type.startswith("list"):
        limits["enum"] = list(field.allowed)
    kind = _TYPES.get(field.type, "string")
    return {"name": field.path, "type": kind, "description": field.about, "constraints": limits}
