"""Mentions within a sentence: an organisation, a course, a term, an address, each with its state."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from handbook.faults import MacroError, did_you_mean
from handbook.model.catalogue import Catalogue
from handbook.model.cross_references import words
from handbook.model.entries import Lived
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.naming import Names
from handbook.model.succession import aftermath, full_name, living
from macros.templating import escape, render_inline


def find(catalogue: Catalogue, kind: str, id_: str) -> Any:
    """The entry of a kind by its id; raises MacroError with a suggestion where there is none."""
    entries = catalogue.entries[kind]
    if id_ not in entries:
        raise MacroError(f"no {words(kind)} '{id_}'. {did_you_mean(str(id_), entries)}")
    return entries[id_]


def home(kind: str, id_: str) -> Markup:
    """The address of the place where an entry is shown in full; raises MacroError where its kind names none."""
    if not KINDS[kind].home:
        raise MacroError(f"a {words(kind)} has no home. Say in its @kind(…) on which page it is shown")
    return Markup("page:" + KINDS[kind].home.format(id=id_))  # noqa: S704


def org(handbook: Handbook, id: str, text: str = "") -> str:
    """An organisation's name with its state, linked to its entry: `{{ org('nhs-improvement') }}`.

    `text` replaces the name where the sentence needs another form of it.
    """
    return mention(handbook, find(handbook.catalogue, "organisation", id), text)


def thing(handbook: Handbook, id: str, text: str = "") -> str:
    """A programme, framework, policy or role with its state, linked to its entry: `{{ thing('psirf') }}`."""
    return mention(handbook, find(handbook.catalogue, "thing", id), text)


def course(handbook: Handbook, id: str, text: str = "") -> str:
    """A course's title with its state, linked to its entry: `{{ course('nye-bevan') }}`."""
    return mention(handbook, find(handbook.catalogue, "course", id), text)


def opportunity(handbook: Handbook, id: str, text: str = "") -> str:
    """An opportunity's title with its state, linked to its entry: `{{ opportunity('clinical-senate') }}`."""
    return mention(handbook, find(handbook.catalogue, "opportunity", id), text)


def mention(handbook: Handbook, entry: Lived, text: str) -> str:
    """The name as a link to its entry; a quiet underline says that something became of it, and the drawer says what."""
    return render_inline(
        "mentions/mention.html",
        address=home(entry.kind_name, entry.id),
        text=text or full_name(entry),
        became=aftermath(handbook.catalogue, entry),
    )


@lru_cache(maxsize=8)
def _escaped_names(handbook: Handbook) -> Names:
    """The names of bodies and things as they stand in escaped text."""
    return Names(handbook.catalogue, escape)


_BY_ID = re.compile(r'<named id="([^"]*)"></named>')
_NAMED = re.compile(r'<named about="([^"]*)">(.*?)</named>')


def with_marks(rendered: str, handbook: Handbook) -> str:
    """What a macro wrote, with marks on the names within its texts (see `macros.templating.named`)."""

    def mark(entry: Lived, words: str) -> str:
        return mention(handbook, entry, Markup(words))  # noqa: S704 - words of escaped text

    def by_id(found: re.Match[str]) -> str:
        entry = living(handbook.catalogue).get(found[1])
        return mention(handbook, entry, "") if entry else found[1]  # a rule names the id that nothing has

    rendered = _BY_ID.sub(by_id, rendered)
    return _NAMED.sub(lambda found: _escaped_names(handbook).replace(found[2], mark, found[1].split()), rendered)


def term(handbook: Handbook, id: str, text: str = "") -> str:
    """A term of the glossary, linked to its meaning: `{{ term('mhps') }}`."""
    entry = find(handbook.catalogue, "term", id)
    return render_inline("mentions/term.html", term=entry, address=home("term", entry.id), text=text or entry.short)


def link(handbook: Handbook, id: str, text: str = "") -> str:
    """An external address of links.yml, with what became of it: `{{ link('fmlm-coaching', 'its coaches') }}`."""
    entry = find(handbook.catalogue, "link", id)
    return render_inline("mentions/link.html", link=entry, text=text or entry.title)
