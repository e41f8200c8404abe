"""The reference part: organisations, glossary, addresses, source documents, counts and fields."""

from __future__ import annotations

import typing
from typing import Any

from pydantic.fields import FieldInfo

from handbook.faults import MacroError, did_you_mean
from handbook.model.catalogue import Catalogue
from handbook.model.entries import Organisation, Term
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import Page, held
from handbook.model.wording import initial
from macros.templating import render, render_inline


def organisation_table(handbook: Handbook, here: Page | None = None) -> str:
    """The organisations of the page with their state then and now: `{{ organisation_table() }}`."""
    catalogue = handbook.catalogue
    found = sorted(held(here, "organisation", catalogue.organisations), key=lambda entry: entry.name.casefold())
    before = predecessors(catalogue)
    return render(
        "directory/organisations.html", organisations=found, by_id=catalogue.entries["organisation"], before=before
    )


def predecessors(catalogue: Catalogue) -> dict[str, list[Organisation]]:
    """For each organisation, those whose work it took over, so that a search for an old name finds the new one.

    What is planned has not happened: it stands in the entry of the body that is to go.
    """
    found: dict[str, list[Organisation]] = {entry.id: [] for entry in catalogue.organisations}
    for entry in (each for each in catalogue.organisations if not each.currency.planned):
        for successor in entry.successors:
            found[successor].append(entry)
    return found


def glossary(handbook: Handbook) -> str:
    """Every term with its meaning, from A to Z: `{{ glossary() }}`."""
    letters: dict[str, list[Term]] = {}
    for term in sorted(handbook.catalogue.terms, key=lambda term: term.short.casefold()):
        letters.setdefault(initial(term.short), []).append(term)
    return render("directory/glossary.html", letters=letters)


def guide_addresses(handbook: Handbook) -> str:
    """The addresses in the guide's footnotes, by number, with what became of them: `{{ guide_addresses() }}`."""
    catalogue = handbook.catalogue
    found = sorted((link for link in catalogue.links if link.footnote), key=lambda link: link.footnote or 0)
    return render("directory/addresses.html", links=found, owners=catalogue.entries["organisation"])


def source_documents(handbook: Handbook) -> str:
    """The documents that the handbook restructures, with their rights and losses: `{{ source_documents() }}`."""
    catalogue = handbook.catalogue
    works = catalogue.entries["reference"]
    return render("sources/source_documents.html", documents=catalogue.source_documents, works=works)


def counts(handbook: Handbook) -> str:
    """How many entries of each kind the handbook holds: `{{ counts() }}`."""
    catalogue = handbook.catalogue
    pairs = [
        (len(catalogue.criteria), "criteria of the person specification"),
        (sum(len(area.duties) for area in catalogue.areas), f"duties in {len(catalogue.areas)} areas"),
        (len(catalogue.courses), "courses, programmes, tools and readings"),
        (len(catalogue.opportunities), "opportunities to learn by doing"),
        (len(catalogue.case_studies), "case studies"),
        (len(catalogue.voices), "remarks by directors and others"),
        (len(catalogue.organisations), "organisations, then and now"),
        (len(catalogue.terms), "terms explained"),
    ]
    return render("directory/counts.html", pairs=pairs)


def field_list(handbook: Handbook, kind: str) -> str:
    """The fields of a kind of entry, from the schema: `{{ field_list('course') }}`."""
    if kind not in KINDS:
        raise MacroError(f"no kind of entry '{kind}'. {did_you_mean(kind, KINDS)}")
    fields = [
        {"name": name, "required": info.is_required(), "about": info.description or "", "allowed": _allowed(info)}
        for name, info in KINDS[kind].model.model_fields.items()
    ]
    return render("directory/fields.html", kind=kind, fields=fields)


def download(handbook: Handbook, name: str, text: str) -> str:
    """A link to a file that readers download: `{{ download('coverage-matrix.csv', 'the coverage matrix') }}`."""
    return render_inline("directory/download.html", name=name, text=text)


def _allowed(info: FieldInfo) -> list[str]:
    annotation: Any = info.annotation
    if typing.get_origin(annotation) is typing.Literal:
        return [str(value) for value in typing.get_args(annotation)]
    return []
