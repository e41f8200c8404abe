"""How a page says where it comes from: one line below its answer, and the closed drawer at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from handbook.faults import MacroError
from handbook.model.entries import Link, Lived
from handbook.model.handbook import Handbook
from handbook.model.pages import Page
from handbook.model.reviews import is_overdue
from handbook.model.succession import aftermath, living
from handbook.model.then_and_now import Change, newest_first
from macros.notes import Note, notes
from macros.templating import render


def trust_line(handbook: Handbook, page: Any) -> str:
    """How far the page can be trusted, in one line that leads to the drawer: `{{ trust_line(page) }}`."""
    here = page_of(handbook, page)
    documents = {item.document.id for note in notes(handbook, here) for item in note.items}
    pages = {link.id for note in notes(handbook, here) for link in _addresses(note)}
    return render(
        "sources/trust_line.html",
        meta=here.meta,
        overdue=is_overdue(here, handbook.today),
        sources=len(documents) + len(pages),
        unsure=len(_unsure(handbook, here)),
    )


def page_end(handbook: Handbook, page: Any) -> str:
    """Where to go next, and the closed drawer 'Sources and changes': `{{ page_end(page) }}`, on the last line.

    Before them stand, unseen, the meanings of the terms in the text: with script a term shows its own in place.
    """
    here = page_of(handbook, page)
    return render(
        "sources/page_end.html",
        meta=here.meta,
        terms=[each for id_ in here.terms if (each := handbook.catalogue.entries["term"].get(id_))],
        onward=[_page(handbook, path) for path in here.meta.next],
        notes=notes(handbook, here),
        here=here.path,
        changes=_changes(handbook, here),
        mentions=_changed_mentions(handbook, here),
        unsure=_unsure(handbook, here),
        mend=Markup(f'<mend of="{here.path}"></mend>'),  # noqa: S704 - a path of a page
        moved={old: new if ".md" in new else f"{here.path}#{new}" for old, new in here.meta.moved.items()},
    )


def page_of(handbook: Handbook, page: Any) -> Page:
    """The handbook's page for what the engine calls `page`; raises MacroError where there is none."""
    url = getattr(page, "url", None)
    if not isinstance(url, str):
        raise MacroError("it needs the page. Write page between the brackets")
    known = handbook.by_url.get(url.removeprefix("/").removesuffix("index.html").removeprefix("./"))
    if known is None:
        raise MacroError(f"no page at the address '{url}'. Restart the build")
    return known


def _addresses(note: Note) -> Iterator[Link]:
    yield from note.links
    for fact in note.facts:
        yield from fact.evidence


def _unsure(handbook: Handbook, page: Page) -> list[str]:
    """What could not be confirmed: what the page says of itself, and the facts that it cites without full evidence."""
    facts = dict.fromkeys(fact for note in notes(handbook, page) for fact in note.facts)
    weak = [fact.says for fact in facts if not fact.confidence.startswith("confirmed")]
    return [*page.meta.not_confirmed, *weak]


def _changes(handbook: Handbook, page: Page) -> list[Change]:
    return newest_first(tuple(each for each in handbook.catalogue.changes if page.path in each.pages))


def _changed_mentions(handbook: Handbook, page: Page) -> list[tuple[Lived, str]]:
    """What the text mentions and is no longer as the sources knew it, with what became of it."""
    known = living(handbook.catalogue)
    found = ((known[id_], aftermath(handbook.catalogue, known[id_])) for id_ in page.mentioned if id_ in known)
    return [(entry, became) for entry, became in found if became]


def _page(handbook: Handbook, path: str) -> Page:
    if path not in handbook.pages:
        raise MacroError(f"'next' names '{path}', and there is no such page. Correct it at the head of the page")
    return handbook.pages[path]
