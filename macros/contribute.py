"""Adding and mending: the form on the site, the commented templates, and the links that lead to both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from handbook.exports.entry_templates import entry_template
from handbook.exports.forms import FORMS, Field, Form, fields
from handbook.faults import MacroError, did_you_mean
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.offers import LEVEL_TITLES
from macros.templating import escape, page_address, render, render_inline

# Written into a sum of money's rule and the like by the class of the entry; the script knows them by these names.
RULES = {"cost": "year", "title": "short"}
HELPS_MOST = ("link", "entry", "right", "evidence")
# The page with the form.
SUGGEST = "contribute/suggest.md"
# The kinds whose ids the form knows, so that a new one is not taken already.
KNOWN = ("course", "opportunity", "organisation", "correction")


def suggest_forms(handbook: Handbook) -> str:
    """A form for each kind of entry that readers add, and one for corrections: `{{ suggest_forms() }}`."""
    forms = [_shown(handbook, form) for form in FORMS.values()]
    data = {
        "taken": {kind: [*handbook.catalogue.entries[kind], *_retired(handbook, kind)] for kind in KNOWN},
        "repository": {form.kind: handbook.repository.new(_folder(form), "") for form in FORMS.values()},
        "contact": handbook.repository.contact,
    }
    return render("contribute/forms.html", forms=forms, data=_as_json(data), repository=handbook.repository)


def template_of(handbook: Handbook, kind: str) -> str:
    """The text of a new entry's file with every field explained: `{{ template_of('course') }}`."""
    if kind not in FORMS:
        raise MacroError(f"no template for a '{kind}'. {did_you_mean(kind, FORMS)}")
    folder, id_ = _folder(FORMS[kind]), f"my-{kind}"
    lines = entry_template(kind, id_).splitlines()
    return render(
        "contribute/template.html",
        words=KINDS[kind].words,
        file=f"{folder}/{id_}.yml",
        address=handbook.repository.new(folder, f"{id_}.yml"),
        text=Markup("&#10;").join(escape(line) for line in lines),
    )


_MEND = re.compile(r'<mend of="([^"]*)"(?: on="([^"]*)")?></mend>')
LONGEST_NAME = 60


def with_mends(rendered: str, handbook: Handbook) -> str:
    """What a macro wrote, with links to correct or edit a page or an entry (see `macros.templating.mend`)."""
    return (
        _MEND.sub(lambda found: _mend(handbook, found[1], found[2]), rendered)
        if SUGGEST in handbook.pages
        else (_MEND.sub("", rendered))
    )


def _mend(handbook: Handbook, what: str, on: str | None) -> str:
    page = handbook.pages.get(what)
    if page:
        return _mend_links(handbook, page.path, "", page.file, "this page")
    kind, _, id_ = what.partition("/")
    entry, written = handbook.catalogue.entries[kind][id_], handbook.catalogue.written[kind, id_]
    home = on or handbook.in_full(KINDS[kind].page.format(id=id_), id_)
    return _mend_links(handbook, home, what, written.document.file, _spoken(kind, entry))


def _spoken(kind: str, entry: Any) -> str:
    """The name of an entry as its links say it; a remark is known by its words, and a long name by its first ones."""
    name = str(getattr(entry, "gist", "")) or KINDS[kind].label_of(entry)
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rpartition(' ')[0]}…"


def _mend_links(handbook: Handbook, page: str, entry: str, file: str, name: str) -> str:
    anchor = f"page={page}" + (f"&amp;entry={entry}" if entry else "")
    return render_inline(
        "contribute/mend.html",
        suggest=page_address(SUGGEST, anchor),
        edit=handbook.repository.edit(file),
        file=file,
        is_page=not entry,
        name=name,
    )


def _folder(form: Form) -> str:
    return f"data/{KINDS[form.kind].files.removesuffix('/*.yml')}"


def _retired(handbook: Handbook, kind: str) -> list[str]:
    return [entry.id for entry in handbook.catalogue.retired if entry.kind == kind]


def _as_json(data: dict[str, Any]) -> Markup:
    """Data for a script, safe within an element of HTML and untouched by Markdown."""
    text = json.dumps(data, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - nothing in it ends the element


def _shown(handbook: Handbook, form: Form) -> dict[str, Any]:
    asked = [_with_choices(handbook, field) for field in fields(form)]
    return {
        "kind": form.kind,
        "title": form.title,
        "about": form.about,
        "folder": _folder(form),
        "constants": dict(form.constants),
        "first": [each for each in asked if _comes_first(each["field"])],
        "more": [each for each in asked if not _comes_first(each["field"])],
    }


def _comes_first(field: Field) -> bool:
    """Whether a field stands in the open: what is needed, but for a day that is filled in, and what helps most."""
    return field.name in HELPS_MOST or (field.needed and field.control != "day")


def _titles(field: Field) -> Mapping[str, str]:
    """The names of the words of a field, where they are not the words themselves: SAS doctor."""
    return {str(level): title for level, title in LEVEL_TITLES.items()} if field.name == "levels" else {}


def _with_choices(handbook: Handbook, field: Field) -> dict[str, Any]:
    """A field with the words that can be chosen, each with its label and, of a criterion, its group."""
    choices = [(each, _titles(field).get(each, each.replace("-", " ").capitalize()), "") for each in field.options]
    if field.refers_to and field.control in ("entry", "entries"):
        kind = KINDS[field.refers_to]
        entries = handbook.catalogue.entries[field.refers_to].values()
        choices = [(each.id, kind.full_name(each), getattr(each, "group", "")) for each in entries]
        if field.control == "entry":
            choices.sort(key=lambda choice: choice[1].casefold())
    if field.name == "page":
        pages = sorted(handbook.pages.values(), key=lambda page: page.meta.title.casefold())
        choices, field = (
            [(page.path, page.meta.title, "") for page in pages],
            replace(field, hint="Choose it by its title."),
        )
    many = field.control in ("choices", "entries")
    return {"field": field, "choices": choices, "many": many, "rule": RULES.get(field.name, "")}
