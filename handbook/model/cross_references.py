"""References between entries: an id in a YAML file becomes the entry that it names.

A field declared as `provider: Annotated[Organisation, *reference_to("organisation")]` is written in
YAML as an id and read in Python as the organisation itself. The ids are looked up while pydantic
validates, among the entries read before, which the catalogue passes as validation context. Where two
kinds refer to each other, one of them keeps the id, marked `IdOf`, and the catalogue checks it last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from handbook.faults import did_you_mean

ANY_LIVING = "*"
"""In place of a kind: any entry that changes with the years, whatever its kind."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def refuse(problem: str, mend: str) -> PydanticCustomError:
    """A fault that a validator raises: what is wrong, and what to do about it."""
    return PydanticCustomError("rule", "{problem}|{mend}", {"problem": problem, "mend": mend})


def words(kind: str) -> str:
    """A kind's name in running text: `source_item` is 'source item'."""
    return kind.replace("_", " ")


@dataclass
class Known:
    """What can be referred to so far: entries by kind and id, ids and whole kinds that are faulty."""

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    broken_kinds: set[str] = field(default_factory=set)
    retired: Mapping[str, str] = field(default_factory=dict)

    def find(self, kind: str, id_: str) -> Any:
        """The entry of this kind with this id; raises PydanticCustomError where there is none."""
        entries = self.entries.get(kind, {})
        if id_ in entries:
            return entries[id_]
        if kind in self.broken_kinds or (kind, id_) in self.broken:
            raise PydanticCustomError("broken_reference", "refers to an entry that is reported itself")
        raise refuse(f"no {words(kind)} '{id_}'", self.retired.get(id_) or did_you_mean(id_, entries))


@dataclass(frozen=True)
class _Resolver:
    kind: str
    or_unknown: bool

    def __call__(self, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, str):
            raise refuse(
                f"must be the id of one {words(self.kind)}", "Write the id alone, without a list or further keys"
            )
        if self.or_unknown and value == "unknown":
            return value
        return info.context.find(self.kind, value) if isinstance(info.context, Known) else value


def reference_to(kind: str, or_unknown: bool = False) -> tuple[Any, ...]:
    """The annotations that make a field a reference to an entry of `kind`, or the word 'unknown'."""
    return (
        PlainValidator(_Resolver(kind, or_unknown)),
        PlainSerializer(lambda entry: getattr(entry, "id", entry), return_type=str),
        WithJsonSchema({"type": "string", "title": f"id of one {words(kind)}{' or unknown' if or_unknown else ''}"}),
    )


def referred_kind(metadata: Iterable[Any]) -> str:
    """The kind that annotations made by `reference_to` lead to; '' where there are none."""
    found = (each.func for each in metadata if isinstance(each, PlainValidator))
    return next((each.kind for each in found if isinstance(each, _Resolver)), "")


@dataclass(frozen=True)
class IdOf:
    """Marks an id that is checked once everything is read, where kinds refer to each other.

    By the catalogue where it is that of one kind, by a rule on then and now where it is of ANY_LIVING.
    """

    kind: str
