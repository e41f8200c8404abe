"""A new entry's file with every field explained, made from the schema: for the web editor and `make new`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from handbook.exports.forms import FORMS, control_of
from handbook.model.kinds import KINDS

WHERE_FROM = "# Where it comes from: [G-3.13] under 'sources', or 'editorial: true' where it is the handbook's own."


def entry_template(kind: str, id_: str) -> str:
    """A new entry of `kind`: each required field, empty, below a comment that says what goes in.

    What a form asks for beyond that follows, each line a comment until its first sign is taken away.
    """
    model = KINDS[kind].model
    lines = [f"# yaml-language-server: $schema=../schema/{kind}.schema.json", f"id: {id_}", *_required(model, "")]
    if "editorial" in model.model_fields:
        lines += [WHERE_FROM, "editorial: true"]
    optional = list(_optional(kind))
    if optional:
        lines += ["", "# What follows may stay away. To use a line, take the '# ' before its name away.", *optional]
    return "\n".join(lines) + "\n"


def _required(model: type[BaseModel], indent: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if name == "id" or not info.is_required():
            continue
        yield f"{indent}# {_about(info)}"
        yield f"{indent}{name}:{' unknown' if _words(info) == ('unknown',) else ''}"
        for part in _parts(info):
            yield from _required(part, indent + "  ")


def _parts(info: FieldInfo) -> list[type[BaseModel]]:
    """The model of a field that holds named fields itself; none where it names an entry by its id."""
    inner = (info.annotation, *get_args(info.annotation))
    found = (each for each in inner if isinstance(each, type) and issubclass(each, BaseModel))
    return [each for each in found if "id" not in each.model_fields][:1]


def _optional(kind: str) -> Iterator[str]:
    fields = KINDS[kind].model.model_fields
    for ask in FORMS[kind].asks if kind in FORMS else ():
        if ask.name in fields and ask.name != "id" and not fields[ask.name].is_required():
            yield f"## {_about(fields[ask.name])}"
            yield f"# {ask.name}:"


def _about(info: FieldInfo) -> str:
    """What goes in and how it is written, with the words of a closed list where the description does not name each."""
    words, said = _words(info), info.description or ""
    allowed = f" Allowed: {'; '.join(words)}." if len(words) > 1 and not all(each in said for each in words) else ""
    return f"{said}{allowed}{_written(info)}"


def _written(info: FieldInfo) -> str:
    """How a value is written, where its field alone does not show it."""
    control, _, kind = control_of(info)
    words = KINDS[kind].words if kind else ""
    return {
        "choices": " Write a list: [one, two].",
        "day": " Write it as 2026-11-22.",
        "entries": f" Write a list of ids, each of one {words}: [one, two].",
        "entry": f" Write the id of the {words}.",
    }.get(control, "")


def _words(info: FieldInfo) -> tuple[str, ...]:
    parts = (info.annotation, *get_args(info.annotation))
    return next((tuple(map(str, get_args(each))) for each in parts if get_origin(each) is Literal), ())
