"""The issue forms of the repository, made from the schema: a file each for `.github/ISSUE_TEMPLATE/`."""

from __future__ import annotations

from typing import Any

import yaml

from handbook.exports.forms import FORMS, Field, Form, fields
from handbook.model.catalogue import Catalogue
from handbook.model.kinds import KINDS

HEAD = """\
# Written by `make forms` from handbook/exports/forms.py and the schema; a test holds that it is in step.
# The id of a field is its name in the entry, a point written as a hyphen: currency-status is currency.status.
"""
BEFORE = (
    "Write nothing about a patient, or about a colleague's case: issues are public. Use your own words, and leave "
    "empty what you do not know. What you give is published under CC BY 4.0."
)


def issue_forms(catalogue: Catalogue) -> dict[str, str]:
    """The name of each issue form and what it must hold; `catalogue` gives the ids that can be chosen."""
    return {form.file: _text(form, catalogue) for form in FORMS.values()}


def _text(form: Form, catalogue: Catalogue) -> str:
    body: list[dict[str, Any]] = [{"type": "markdown", "attributes": {"value": BEFORE}}]
    body += [_element(field, catalogue) for field in fields(form)]
    whole = {"name": form.title, "description": form.about, "labels": ["content", form.kind], "body": body}
    return HEAD + yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=118)


def _element(field: Field, catalogue: Catalogue) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": field.label} | ({"description": field.hint} if field.hint else {})
    kind = "textarea" if field.control == "long" else "input"
    if field.control in ("choice", "choices", "entries"):
        kind = "dropdown"
        attributes["multiple"] = field.control != "choice"
        attributes["options"] = list(field.options or catalogue.entries[field.refers_to])
        if field.initial:
            attributes["default"] = attributes["options"].index(field.initial)
    elif field.control == "entry":
        page = KINDS[field.refers_to].page
        attributes["description"] += f" Its id, the end of its address on the page {page}, or its name."
    elif field.control == "day":
        attributes["placeholder"] = "2026-11-28"
    return {"type": kind, "id": field.id, "attributes": attributes, "validations": {"required": field.needed}}
