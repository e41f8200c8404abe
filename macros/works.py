"""The works that the sources cite: mentions within a sentence, and the list with its back-links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from handbook.exports.bibliography import vancouver
from handbook.faults import MacroError, did_you_mean
from handbook.model.catalogue import Catalogue
from handbook.model.handbook import Handbook
from handbook.model.pages import Page, held
from handbook.model.works import STATES, Csl, Reference
from macros.mentions import home
from macros.templating import render, render_inline

PART_TITLES = {
    "documents": "The source documents",
    "identified": "Identified",
    "partly": "Partly identified",
    "not identified": "Not identified",
}


@dataclass(frozen=True)
class Listed:
    """A work in the list: its number, its text in Vancouver style and the pages that mention it."""

    number: int
    work: Reference
    text: str
    pages: list[Page]


@dataclass(frozen=True)
class Part:
    """A part of the list, with its anchor and heading."""

    anchor: str
    title: str
    found: list[Listed]


def ref(handbook: Handbook, id: str, text: str = "") -> str:
    """A mention of a work that a source cites, linked to its entry in the list: `{{ ref('darzi-2008') }}`.

    `text` replaces the names and the year where the sentence needs another form.
    """
    work = find_reference(handbook.catalogue, id)
    number = next(listed.number for part in parts(handbook) for listed in part.found if listed.work is work)
    return render_inline(
        "mentions/ref.html", address=home("reference", work.id), text=text or short_name(work), number=number
    )


def references(handbook: Handbook, here: Page | None = None) -> str:
    """The works that the sources cite, in Vancouver style, by how far they are identified: `{{ references() }}`.

    On a page that holds a part of the list, that part.
    """
    works = held(here, "reference", handbook.catalogue.references)
    shown = [(part, [each for each in part.found if each.work in works]) for part in parts(handbook)]
    return "\n\n".join(
        f"## {part.title} {{ #{part.anchor} }}\n\n{render('works/references.html', found=found)}"
        for part, found in shown
        if found
    )


def reference_counts(handbook: Handbook) -> str:
    """How many works are identified, in part and not at all: `{{ reference_counts() }}`."""
    found = {part.anchor: len(part.found) for part in parts(handbook)}
    works = [work for work in handbook.catalogue.references if not work.document]
    unconfirmed = sum(1 for work in works if work.unconfirmed())
    return render("works/reference_counts.html", found=found, total=len(works), unconfirmed=unconfirmed)


def find_reference(catalogue: Catalogue, id_: str) -> Reference:
    """A work by its id or by another id of it; raises MacroError with a suggestion where there is none."""
    ids = {name: work for work in catalogue.references for name in (work.id, *work.also)}
    if id_ not in ids:
        raise MacroError(f"no reference '{id_}'. {did_you_mean(id_, ids)}")
    return ids[id_]


@lru_cache(maxsize=2)
def parts(handbook: Handbook) -> list[Part]:
    """The list in its parts, numbered through: source documents, then works by how far they are identified."""
    works = handbook.catalogue.references
    groups = {"documents": [work for work in works if work.document]}
    for state in STATES:
        found = [work for work in works if work.state == state and not work.document]
        groups[state] = found if state == "not identified" else sorted(found, key=_order)
    numbers = iter(range(1, len(works) + 1))
    return [
        Part(name.replace(" ", "-"), PART_TITLES[name], [_listed(handbook, work, next(numbers)) for work in found])
        for name, found in groups.items()
        if found
    ]


def _order(work: Reference) -> tuple[str, str, str]:
    return short_name(work).casefold(), work.csl.issued or "", work.id


def _listed(handbook: Handbook, work: Reference, number: int) -> Listed:
    return Listed(number, work, vancouver(work.csl), handbook.mentioning_pages.get(work.id, []))


def short_name(work: Reference) -> str:
    """How a sentence names a work: 'Bohmer and Lee (2009)', or by its number where nothing is known of it."""
    csl = work.csl
    who = _who(csl) or csl.title or ""
    if not who:
        places = (f"{cited.document.short.lower()}, reference {cited.number}" for cited in work.cited if cited.number)
        return next(places, work.id)
    year = (csl.issued or "")[:4]
    letter = re.search(r"-\d{4}([a-z])$", work.id)  # two works of one year: rushmer-2004a
    return f"{who} ({year}{letter[1] if letter else ''})" if year.isdigit() and year not in who else who


def _who(csl: Csl) -> str:
    names = [re.sub(r"^The ", "the ", name.literal) if name.literal else str(name.family) for name in csl.author]
    if len(names) > 2:
        return f"{names[0]} et al"
    return " and ".join(names)
