"""From the answers of a form to the files of an entry: its own, and one for its address where that is new."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from handbook.exports.forms import Field, Form, fields
from handbook.faults import did_you_mean
from handbook.model.catalogue import Catalogue
from handbook.model.cross_references import ID_PATTERN
from handbook.model.field_order import field_order
from handbook.model.kinds import KINDS
from scripts.from_form.body import BodyError

LINKS = "data/links.yml"
LONGEST_ID = 60


def entry_files(form: Form, given: dict[str, str], catalogue: Catalogue, number: int, root: Path) -> dict[str, str]:
    """The path below `root` of each file that the entry needs, with its whole text.

    `given` are the answers by name; `number` is that of the issue. Raises BodyError where an answer cannot be taken.
    """
    asked = {field.name: field for field in fields(form)}
    id_ = _id(form, given, number)
    path = f"data/{KINDS[form.kind].files.replace('*', id_)}"
    if (root / path).exists() or id_ in catalogue.entries[form.kind]:
        mend = "Give it another one, or use the form for corrections"
        raise BodyError(_label(asked, "id"), f"'{id_}' is there already", mend)
    values = {name: _value(asked[name], answer, catalogue) for name, answer in given.items()}
    files: dict[str, str] = {}
    if "link" in values:
        values["link"], files = _link(values["link"], id_, values, catalogue, root)
    files[path] = _text(form, id_, values)
    return files


def _id(form: Form, given: dict[str, str], number: int) -> str:
    """The id that was asked for, or one made from the name; never anything that could be a path."""
    id_ = given.get("id", "")
    if not id_:
        name = given.get("title") or given.get("name") or ""
        id_ = _slug(name) or f"{form.kind}-{number}"
    if not re.fullmatch(ID_PATTERN.strip("^$"), id_) or len(id_) > LONGEST_ID:
        mend = f"Write lower-case words joined by hyphens, at most {LONGEST_ID} letters: nye-bevan"
        raise BodyError(_label({each.name: each for each in fields(form)}, "id"), "this cannot be a short name", mend)
    return id_


def _slug(name: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_))[:LONGEST_ID].strip("-")


def _label(asked: dict[str, Field], name: str) -> str:
    return asked[name].label if name in asked else name


def _value(field: Field, answer: str, catalogue: Catalogue) -> Any:
    if field.control in ("choices", "entries"):
        return _choices(answer, field.options or tuple(catalogue.entries[field.refers_to]), field.label)
    if field.control == "entry":
        return _named(answer, field, catalogue)
    return _day(answer) if field.control == "day" else answer


def _day(answer: str) -> str:
    """A day as people in Britain write it, as data have it; anything else as it is, for the check to refuse.

    >>> _day("1 December 2026"), _day("1 Dec 2026"), _day("1/12/2026"), _day("yesterday")
    ('2026-12-01', '2026-12-01', '2026-12-01', 'yesterday')
    """
    for form in ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(answer, form).date().isoformat()
    return answer


def _choices(answer: str, options: tuple[str, ...], label: str) -> list[str]:
    """The options that were chosen; an option may hold a comma itself, so the longest that fits is taken."""
    chosen, rest = [], answer
    while rest:
        fits = [each for each in options if rest == each or rest.startswith(f"{each}, ")]
        if not fits:
            first = rest.partition(",")[0]
            raise BodyError(label, f"'{first}' is not offered", did_you_mean(first, options))
        chosen.append(max(fits, key=len))
        rest = rest[len(chosen[-1]) :].removeprefix(", ")
    return chosen


def _named(answer: str, field: Field, catalogue: Catalogue) -> str:
    """The id of the entry that is meant by its id or its name."""
    kind, known = KINDS[field.refers_to], catalogue.entries[field.refers_to]
    if answer in known:
        return answer
    names = {kind.full_name(entry).casefold(): id_ for id_, entry in known.items()}
    names |= {kind.short_name(entry).casefold(): id_ for id_, entry in known.items()}
    id_ = names.get(answer.casefold())
    if id_ is None:
        near = did_you_mean(answer, [kind.full_name(entry) for entry in known.values()])
        mend = "If the handbook has no such entry yet, send the form 'An organisation is missing' first"
        mend = f"{near} {mend}" if near.startswith("Did you mean") else mend
        raise BodyError(field.label, f"there is no {kind.words} '{answer}'", mend)
    return id_


def _link(url: str, id_: str, values: dict[str, Any], catalogue: Catalogue, root: Path) -> tuple[str, dict[str, str]]:
    """The id of the link with this address, and data/links.yml with a new one where there was none."""
    for link in catalogue.links:
        if link.url.rstrip("/") == url.rstrip("/"):
            return link.id, {}
    entry = {
        "id": f"{id_}-page",
        "url": url,
        "title": values.get("title") or values.get("name") or id_,
        "owner": values.get("provider") or values.get("organisation") or id_,
        "status": "unknown",
        "note": "A reader named this address. Nobody has checked it yet.",
        "confidence": "unknown",
        "editorial": True,
    }
    before = (root / LINKS).read_text(encoding="utf-8")
    return f"{id_}-page", {LINKS: before.rstrip("\n") + "\n\n" + _dump([entry])}


def _text(form: Form, id_: str, values: dict[str, Any]) -> str:
    """The entry's file, its fields in the order of the schema."""
    model = KINDS[form.kind].model
    whole: dict[str, Any] = {"id": id_, **{name: value == "true" for name, value in form.constants}}
    for name, value in values.items():
        first, _, rest = name.partition(".")
        if rest:
            whole.setdefault(first, {})[rest] = value
        else:
            whole[first] = value
    for field in fields(form):
        info = model.model_fields.get(field.name)
        if info and info.is_required() and not field.needed and field.name not in whole:
            whole[field.name] = "unknown"  # asked for, not known, and never left away
    order = field_order(model)
    head = f"# yaml-language-server: $schema=../schema/{form.kind}.schema.json\n"
    return head + _dump({name: whole[name] for name in sorted(whole, key=order.index)})


def _dump(value: Any) -> str:
    """As YAML that says nothing but text: whatever stands in it is quoted where it must be."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=118)
