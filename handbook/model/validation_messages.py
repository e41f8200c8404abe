"""Turn pydantic's errors into faults that say file, line, field, problem and mend."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handbook.faults import Fault, did_you_mean
from handbook.model.cross_references import ID_PATTERN
from handbook.model.dates import DAY_PATTERN, WHEN_PATTERN
from handbook.model.yaml_reader import Document, Place, dotted


def explain(error: ValidationError, model: type[BaseModel], document: Document, at: Place) -> Iterator[Fault]:
    """The faults of the entry of type `model` that stands at the place `at` of the document.

    A reference to an entry that is faulty itself is left out: mending that entry mends it too.
    """
    for detail in error.errors(include_url=False):
        if detail["type"] == "broken_reference" or _short_of_faulty_parts(detail):
            continue
        place = tuple(detail["loc"])
        problem, mend = _problem_and_mend(detail, model, place)
        yield Fault(document.file, document.line((*at, *place)), dotted(place), problem, mend)


def _short_of_faulty_parts(detail: ErrorDetails) -> bool:
    """A list is only short because some of its parts are faulty, and these are reported themselves."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _problem_and_mend(detail: ErrorDetails, model: type[BaseModel], place: Place) -> tuple[str, str]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "rule":
        return str(context["problem"]), str(context["mend"])
    if kind == "missing":
        return "this field is missing", _how_to_fill(model, place)
    if kind == "extra_forbidden":
        return f"unknown key '{place[-1]}'", did_you_mean(str(place[-1]), _fields_at(model, place[:-1]))
    if kind == "literal_error":
        allowed = re.findall(r"'([^']+)'", str(context["expected"]))
        return _not_allowed(value), f"{_near(str(value), allowed)}Allowed: {', '.join(allowed)}"
    if not place:  # the entry as a whole
        return _SHAPES["model_type"]
    if value is None or kind == "string_too_short":
        return "nothing is written here", _how_to_fill(model, place)
    return _wrong_shape(detail)


_SHAPES = {
    "tuple_type": ("must be a list", "Write [one, two], or a line '- one' for each"),
    "model_type": ("must hold named fields", "Write 'name: value' lines below it"),
    "string_type": ("must be text", "Write one text, without a list or further keys"),
}


_NUMBERS = {
    "int_parsing": ("is not a whole number", "Write digits alone, for example 12"),
    "int_from_float": ("is not a whole number", "Write digits alone, for example 12"),
    "decimal_parsing": ("is not a number", "Write digits, with a point before decimals, for example 42.5"),
    "bool_parsing": ("is neither true nor false", "Write true or false"),
    "greater_than_equal": ("is too small", "Write at least {ge}"),
    "less_than_equal": ("is too large", "Write at most {le}"),
}
_TYPES = {"int_type": "int_parsing", "decimal_type": "decimal_parsing", "bool_type": "bool_parsing"}


def _wrong_shape(detail: ErrorDetails) -> tuple[str, str]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind in _SHAPES:
        return _SHAPES[kind]
    if kind in _TYPES:
        return "must be one word or number", _NUMBERS[_TYPES[kind]][1]
    if kind in _NUMBERS:
        problem, mend = _NUMBERS[kind]
        return f"'{value}' {problem}", mend.format(**context)
    if kind == "string_pattern_mismatch":
        return f"'{value}' has the wrong form", _FORMS.get(
            str(context["pattern"]), f"It must match {context['pattern']}"
        )
    if kind == "string_too_long":
        return f"{len(str(value))} characters long", f"Shorten it to at most {context['max_length']}"
    if kind == "too_short":
        return "the list is too short", f"Write at least {context['min_length']}"
    return detail["msg"].lower(), "See the field list on the page about contributing"


def _not_allowed(value: Any) -> str:
    if isinstance(value, list | dict):
        return "must be one of the allowed words alone, without a list or further keys"
    return "nothing is written here" if value in (None, "") else f"'{value}' is not allowed"


def _near(value: str, allowed: list[str]) -> str:
    hint = did_you_mean(value, allowed)
    return f"{hint} " if hint.startswith("Did") else ""


_FORMS = {
    ID_PATTERN: "Write lower-case words joined by hyphens, for example nye-bevan",
    WHEN_PATTERN: "Write 2022, 2022-07, 2022-07-01 or unknown",
    DAY_PATTERN: "Write a date as 2026-11-22",
}


def _how_to_fill(model: type[BaseModel], place: Place) -> str:
    owner = _model_at(model, place[:-1])
    info = owner.model_fields.get(str(place[-1])) if owner else None
    if info is None or not info.description:
        return "Write what is known, or 'unknown'"
    return f"Write it: {info.description[0].lower()}{info.description[1:].rstrip('.')}"


def _fields_at(model: type[BaseModel], place: Place) -> list[str]:
    owner = _model_at(model, place)
    return [info.alias or name for name, info in owner.model_fields.items()] if owner else []


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """The model of the fields that stand at a place within an entry of type `model`."""
    current: type[BaseModel] | None = model
    for part in place:
        if isinstance(part, int) or current is None:
            continue
        info = current.model_fields.get(part)
        current = _model_in(info.annotation) if info else None
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in typing.get_args(annotation):
        found = _model_in(inner)
        if found:
            return found
    return None
