"""Works as text: Vancouver style for readers, BibTeX, RIS and CSL-JSON for reference managers.

Pure functions of one work or of a list of works. Formats: ICMJE recommendations as the US National Library of
Medicine's Citing Medicine sets them out (Vancouver); the BibTeX of btxdoc; the RIS specification of 2011; CSL-JSON 1.0.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from handbook.model.wording import field_words
from handbook.model.works import Csl, Name, Reference

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PERIODICAL = {"article-journal", "article-magazine", "article-newspaper"}
_ONLINE = {"webpage", "post-weblog"}


# Vancouver


def vancouver(csl: Csl) -> str:
    """A work in Vancouver style, from what is known of it; '' where nothing is.

    >>> vancouver(Csl(type="book", title="A book", issued="1989", publisher="Quay Books"))
    'A book. Quay Books; 1989.'
    """
    if csl.type == "legislation":
        return _sentences([", ".join(part for part in (csl.title, csl.number) if part)])
    if csl.type in _PERIODICAL:
        tail = [csl.container_title_short or csl.container_title, _issue(csl)]
    elif csl.type == "chapter":
        tail = [_book(csl), _imprint(csl), csl.page and f"p. {short_pages(csl.page)}"]
    else:
        online = csl.container_title if csl.type in _ONLINE else None
        tail = [online, csl.edition and f"{csl.edition} ed", _imprint(csl), csl.number]
    title = csl.title and (f"{csl.title} [Internet]" if csl.type in _ONLINE else csl.title)
    return _sentences([_people(csl.author), title, *tail, csl.DOI and f"doi:{csl.DOI}"])


def _sentences(parts: Iterable[str | None]) -> str:
    """Parts one after the other, each ended by a full stop unless it has its own end."""
    return " ".join(part if re.search(r"[.?!]$", part) else f"{part}." for part in parts if part).strip()


def _people(names: Iterable[Name]) -> str:
    """Names as in a list: six at most, then et al."""
    found = [vancouver_name(name) for name in names]
    return ", ".join([*found[:6], "et al"] if len(found) > 6 else found)


def vancouver_name(name: Name) -> str:
    """A name with initials: 'Sosik JJ', 'NHS Improvement'."""
    given = name.given or ""
    initials = "".join(letter for letter in given if letter.isupper()) or given[:1].upper()
    return name.literal or f"{name.family} {initials}".strip()


def _issue(csl: Csl) -> str:
    """Year, volume, issue and pages: '2000;21(3):365-90'."""
    date = _date(csl.issued) if not csl.volume else (csl.issued or "")[:4]
    volume = (csl.volume or "") + (f"({csl.issue})" if csl.issue else "")
    return date + (f";{volume}" if volume else "") + (f":{short_pages(csl.page)}" if csl.page else "")


def _book(csl: Csl) -> str:
    editors = _people(csl.editor)
    role = "editors" if len(csl.editor) > 1 else "editor"
    return "In: " + (f"{editors}, {role}. " if editors else "") + (csl.container_title or "")


def _imprint(csl: Csl) -> str:
    """Place, publisher and date: 'London: The King's Fund; 2009'."""
    house = ": ".join(part for part in (csl.publisher_place, csl.publisher) if part)
    return "; ".join(part for part in (house, _date(csl.issued)) if part)


def _date(when: str | None) -> str:
    """A date as Vancouver writes it: '2008 Jun 30'."""
    if not when or when == "unknown":
        return ""
    year, *rest = when.split("-")
    return " ".join([year, *(_MONTHS[int(rest[0])] for _ in rest[:1]), *(str(int(day)) for day in rest[1:])])


def short_pages(pages: str) -> str:
    """A range of pages without the digits that repeat.

    >>> short_pages("551-553"), short_pages("6-20"), short_pages("e928")
    ('551-3', '6-20', 'e928')
    """
    first, _, last = pages.partition("-")
    if len(first) != len(last) or not (first + last).isdigit():
        return pages
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(first) - 1)
    return f"{first}-{last[same:]}"


# What every export says beside the work itself


def remarks(work: Reference) -> str:
    """What a reader of an export must know: how sure the work is and what rests on general knowledge."""
    state = "Partly identified" if work.state == "partly" else work.state.capitalize()
    parts = [] if work.document else [f"{state}: see the handbook's list of references."]
    unconfirmed = work.unconfirmed()
    if unconfirmed:
        parts.append(f"{field_words(unconfirmed)}: general knowledge, not confirmed.")
    return " ".join([*parts, *(text for text in (work.doubt, work.note) if text)])


def exportable(works: Iterable[Reference]) -> list[Reference]:
    """The works that a reference manager can use: those whose title is known."""
    return [work for work in works if work.csl.title]


# BibTeX

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}


def tex(text: str) -> str:
    """Text with the characters that TeX acts on escaped; letters beyond ASCII stay, in UTF-8.

    >>> print(tex("R&D {Jönköping}"))
    R\\&D \\textbraceleft{}Jönköping\\textbraceright{}
    """
    return "".join(_TEX.get(character, character) for character in " ".join(text.split()))


def bibtex(works: Iterable[Reference]) -> str:
    """Works as a BibTeX file in UTF-8; the citation key is the work's id."""
    return "\n".join(_bibtex_entry(work) for work in exportable(works))


def _bibtex_entry(work: Reference) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(work) if value)
    return f"@{_BIBTEX_TYPES.get(work.csl.type, 'misc')}{{{work.id},\n{fields}}}\n"


def _bibtex_fields(work: Reference) -> Iterator[tuple[str, str]]:
    csl = work.csl
    year, _, rest = (csl.issued or "").partition("-")
    yield "title", f"{{{tex(csl.title or '')}}}"  # the second braces keep capitals
    yield "author", _bibtex_names(csl.author)
    yield "editor", _bibtex_names(csl.editor)
    holder = "booktitle" if csl.type == "chapter" else "journal" if csl.type in _PERIODICAL else "howpublished"
    yield holder, tex(csl.container_title or "")
    yield "institution" if csl.type == "report" else "publisher", tex(csl.publisher or _issuing_bodies(csl))
    yield "address", tex(csl.publisher_place or "")
    yield "edition", tex(csl.edition or "")
    yield "volume", tex(csl.volume or "")
    yield "number", tex(csl.issue or csl.number or "")
    yield "pages", tex((csl.page or "").replace("-", "--"))
    yield "year", tex(year)
    yield "month", calendar.month_name[int(rest[:2] or 0)]
    yield "doi", tex(csl.DOI or "")
    yield "url", _address(work)
    yield "note", tex(remarks(work))


def _issuing_bodies(csl: Csl) -> str:
    """Who issued a report that names no publisher: its authors, where they are bodies."""
    return " and ".join(name.literal for name in csl.author if name.literal) if csl.type == "report" else ""


def _address(work: Reference) -> str:
    """Where a work on the web was seen; '' for works in print."""
    return work.seen[0].url if work.seen and work.csl.type in _ONLINE else ""


def _bibtex_names(names: Iterable[Name]) -> str:
    return " and ".join(f"{{{tex(name.literal)}}}" if name.literal else tex(_inverted(name)) for name in names)


def _inverted(name: Name) -> str:
    return ", ".join(part for part in (name.family, name.given) if part)


# RIS

_RIS_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "legislation": "STAT",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "webpage": "ELEC",
}


def ris(works: Iterable[Reference]) -> str:
    """Works as a RIS file, each line ended by CR LF as the specification asks."""
    return "".join(_ris_entry(work) for work in exportable(works))


def _ris_entry(work: Reference) -> str:
    tags = [("TY", _RIS_TYPES.get(work.csl.type, "GEN")), ("ID", work.id), *_ris_tags(work), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags if value or tag == "ER") + "\r\n"


def _ris_tags(work: Reference) -> Iterator[tuple[str, str]]:
    csl = work.csl
    first, _, last = (csl.page or "").partition("-")
    yield "TI", csl.title or ""
    yield from (("AU", name.literal or _inverted(name)) for name in csl.author)
    yield from (("A2", name.literal or _inverted(name)) for name in csl.editor)
    yield "T2", csl.container_title or ""
    yield "PY", (csl.issued or "")[:4]
    yield "DA", (csl.issued or "").replace("-", "/")
    yield "VL", csl.volume or ""
    yield "IS", csl.issue or ""
    yield "SP", first
    yield "EP", last
    yield "ET", csl.edition or ""
    yield "M1", csl.number or ""
    yield "PB", csl.publisher or ""
    yield "CY", csl.publisher_place or ""
    yield "DO", csl.DOI or ""
    yield "UR", _address(work)
    yield "N1", remarks(work)


# CSL-JSON


def csl_json(works: Iterable[Reference]) -> str:
    """Works as CSL-JSON, a list without a frame, as reference managers expect it."""
    return json.dumps([csl_item(work) for work in exportable(works)], ensure_ascii=False, indent=2) + "\n"


def csl_item(work: Reference) -> dict[str, Any]:
    """A work as an item of CSL-JSON."""
    fields = work.csl.model_dump(by_alias=True, exclude_defaults=True)
    if "issued" in fields:
        fields["issued"] = {"date-parts": [[int(part) for part in fields["issued"].split("-")]]}
    address = {"URL": _address(work)} if _address(work) else {}
    return {"id": work.id, **fields, **address, "note": remarks(work)}
