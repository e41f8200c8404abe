"""The order in which the fields of an entry are written: its names, what is its own, then its state and its sources."""

from __future__ import annotations

import inspect

from pydantic import BaseModel

FIRST = ("id", "title", "name", "short_name")
LAST = ("currency", "statements", "as_of", "sources", "editorial")


def field_order(model: type[BaseModel]) -> list[str]:
    """The names of the fields of `model` as a file holds them."""
    names = [name for each in model.__mro__ for name in inspect.get_annotations(each)]
    known = [name for name in dict.fromkeys(names) if name in model.model_fields]
    own = [name for name in known if name not in (*FIRST, *LAST)]
    return [name for name in (*FIRST, *own, *LAST) if name in known]
