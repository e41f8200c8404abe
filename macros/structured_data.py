"""What machines read of a page, as JSON-LD in the words of schema.org; the theme puts it into the page's head.

It is data, not script: a content security policy lets it stand. Addresses begin with `handbook:`, in whose place the
theme puts the site's address or, where that is not known, the way to its root.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from jinja2.runtime import Context

from handbook.exports.open_data import LICENCE_ADDRESS
from handbook.model.entries import Course, Term
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import Page, page_url
from handbook.model.works import Name, Reference

Node = dict[str, Any]
# What is taught, and so is a course to those who look for one; tools and readings are not.
TAUGHT = ("programme", "course", "fellowship", "workshop")
WORKS = {"article-journal": "ScholarlyArticle", "report": "Report", "post-weblog": "BlogPosting"}


def tell_theme(context: Context, handbook: Handbook, here: Page) -> None:
    """Put what machines read of `here` into the front matter that the theme reads, where an engine stands behind it."""
    page: Any = context.get("page")
    if hasattr(page, "title"):
        page.meta["structured_data"] = as_script(nodes(handbook, here))


def as_script(found: list[Node]) -> str:
    """Nodes as JSON that can stand in a script element, whatever the texts hold."""
    graph = json.dumps({"@context": "https://schema.org", "@graph": found}, ensure_ascii=False, separators=(",", ":"))
    return graph.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def nodes(handbook: Handbook, here: Page) -> list[Node]:
    """What a page is, and the entries that it is the home of."""
    holds = here.meta.holds
    entries = _ENTRIES.get(KINDS[holds.kind].page if holds else here.path)
    return [_page(here), *(entries(handbook, here) if entries else ())]


def _page(here: Page) -> Node:
    site = {"@type": "WebSite", "name": "The Medical Director Handbook", "url": "handbook:"}
    return {
        "@type": "WebPage",
        "name": here.meta.title,
        "description": here.meta.description,
        "url": f"handbook:{here.url}",
        "inLanguage": "en-GB",
        "dateModified": here.meta.last_reviewed,
        "license": LICENCE_ADDRESS,
        "isPartOf": site,
    }


def _home(entry: Any, page: str = "") -> str:
    """The address of the place where an entry stands: on `page`, or else on the home page of its kind."""
    path, _, anchor = KINDS[entry.kind_name].home.format(id=entry.id).partition("#")
    return f"handbook:{page_url(page or path)}" + (f"#{anchor}" if anchor else "")


def _courses(handbook: Handbook, here: Page) -> Iterator[Node]:
    """What is taught and runs today, as a list on the page where it stands in full."""
    directory = KINDS["course"].page
    runs = [each for each in handbook.catalogue.courses if each.kind in TAUGHT and each.currency.status == "active"]
    found = [_course(each, here) for each in runs if handbook.in_full(directory, each.id) == here.path]
    if found:
        items = [{"@type": "ListItem", "position": place, "item": item} for place, item in enumerate(found, 1)]
        yield {"@type": "ItemList", "name": here.meta.title, "itemListElement": items}


def _course(course: Course, here: Page) -> Node:
    provider = {"@type": "Organization", "name": course.provider.name}
    told = {"name": course.title, "description": course.summary, "url": _home(course, here.path)}
    return {"@type": "Course", **told, "provider": provider}


def _terms(handbook: Handbook, here: Page) -> Iterator[Node]:
    terms = [_term(term) for term in handbook.catalogue.terms]
    address = f"handbook:{page_url(KINDS['term'].page)}"
    yield {"@type": "DefinedTermSet", "name": "Glossary", "url": address, "hasDefinedTerm": terms}


def _term(term: Term) -> Node:
    other = {"alternateName": term.long} if term.long != term.short else {}
    return {"@type": "DefinedTerm", "name": term.short, **other, "description": term.meaning, "url": _home(term)}


def _documents(handbook: Handbook, here: Page) -> Iterator[Node]:
    """The documents that the handbook restructures, as works."""
    for work in handbook.catalogue.references:
        if work.document:
            yield _work(work)


def _work(work: Reference) -> Node:
    csl = work.csl
    doi = f"https://doi.org/{csl.DOI}" if csl.DOI else None
    journal = csl.container_title and {"@type": "Periodical", "name": csl.container_title}
    found = {
        "@type": WORKS.get(csl.type, "CreativeWork"),
        "name": csl.title,
        "author": [_author(name) for name in csl.author],
        "datePublished": csl.issued if csl.issued != "unknown" else None,
        "publisher": csl.publisher and {"@type": "Organization", "name": csl.publisher},
        "isPartOf": journal if csl.type == "article-journal" else None,
        "sameAs": doi,
    }
    return {name: value for name, value in found.items() if value}


def _author(name: Name) -> Node:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    return {"@type": "Person", "name": f"{name.given or ''} {name.family}".strip()}


_ENTRIES: dict[str, Callable[[Handbook, Page], Iterator[Node]]] = {
    KINDS["course"].page: _courses,
    KINDS["term"].page: _terms,
    KINDS["source_document"].page: _documents,
}
