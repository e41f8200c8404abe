"""The fields of a kind of entry as its published schema gives them: for the data dictionary and for columns of CSV.

A field within a field is named by its way: `currency.status`; one within a list has brackets: `duties[].title`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from handbook.model.kinds import Kind

Schema = dict[str, Any]
BETWEEN = " | "
"""What parts the values of a list in a cell."""


@dataclass(frozen=True)
class DataField:
    """One field: its way from the entry, what it holds, what it means, and the values that it may take."""

    path: str
    type: str
    about: str
    allowed: tuple[str, ...] = ()
    or_null: bool = False


@cache
def entry_schema(kind: Kind) -> Schema:
    """The JSON Schema of an entry as it is published: every field is there, references are ids, dates are text."""
    schema: Schema = _dates_as_text(kind.model.model_json_schema(mode="serialization", by_alias=True))
    return schema


def _dates_as_text(schema: Any) -> Any:
    """The schema for what is written by code: an editor may read a year as a number, a published file holds text."""
    if isinstance(schema, list):
        return [_dates_as_text(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    text = {"type": "string"} if schema.get("type") == ["string", "integer"] else {}
    return {key: _dates_as_text(value) for key, value in schema.items()} | text


def fields_of(kind: Kind) -> Iterator[DataField]:
    """Every field of an entry, those within others after them."""
    schema = entry_schema(kind)
    return _fields(schema, schema.get("$defs", {}), "")


def _fields(schema: Schema, defs: Schema, way: str) -> Iterator[DataField]:
    for name, value in schema.get("properties", {}).items():
        found, inner = _field(f"{way}{name}", value, defs)
        yield found
        if inner:
            yield from _fields(inner, defs, f"{found.path}{'[]' * found.type.startswith('list')}.")


def _field(path: str, value: Schema, defs: Schema) -> tuple[DataField, Schema | None]:
    """A field, and the schema of what lies within it, where something does."""
    choices = [each for each in value.get("anyOf", [value]) if each.get("type") != "null"]
    or_null = len(choices) < len(value.get("anyOf", [value]))
    kind, inner, allowed = _holds(choices[0], defs)
    about = value.get("description", "") or choices[0].get("description", "")
    return DataField(path, kind, " ".join(about.split()), allowed, or_null), inner


def _holds(choice: Schema, defs: Schema) -> tuple[str, Schema | None, tuple[str, ...]]:
    """What a value is in a word, the schema within it, and what it may be."""
    if "$ref" in choice:
        return "record", defs[choice["$ref"].rpartition("/")[2]], ()
    if choice.get("type") == "array":
        of, inner, allowed = _holds(choice.get("items", {}), defs)
        return f"list of {of}s" if of in _PLURAL else "list", inner, allowed
    allowed = tuple(str(each) for each in choice.get("enum", [choice["const"]] if "const" in choice else []))
    kind = _WORDS.get(str(choice.get("type")), "text")
    return ("id" if str(choice.get("title", "")).startswith("id of one ") else kind), None, allowed


_WORDS = {"integer": "whole number", "number": "number", "boolean": "true or false", "object": "mapping"}
_PLURAL = {"id", "text", "record", "number"}


def columns(kind: Kind) -> list[DataField]:
    """The columns of a table of the kind: records become several, lists of records one with JSON in its cells."""
    every = list(fields_of(kind))
    parents = {field.path for field in every if field.type == "record"}
    flat = [field for field in every if field.path not in parents and "[]" not in field.path]
    return [_emptied(field, parents, every) for field in flat]


def _emptied(field: DataField, parents: set[str], every: list[DataField]) -> DataField:
    """A column within a record that may be missing may be empty itself."""
    within = [each for each in every if each.path in parents and field.path.startswith(f"{each.path}.")]
    return replace(field, or_null=field.or_null or any(each.or_null for each in within))


def cell(entry: dict[str, Any], path: str) -> object:
    """The value at `path` of an entry as a cell of a table; '' where there is none.

    >>> cell({"a": {"b": ["x", "y"]}, "c": None}, "a.b"), cell({"a": None}, "a.b"), cell({"t": True}, "t")
    ('x | y', '', 'true')
    """
    value: Any = entry
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return BETWEEN.join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else value
