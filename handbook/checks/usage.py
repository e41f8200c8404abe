"""Rules on what hangs together: nothing is listed for nobody, nothing that was retired comes back."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.faults import Fault, did_you_mean
from handbook.model.catalogue import Catalogue
from handbook.model.cross_references import words
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS, Kind
from handbook.model.pages import Page, held
from handbook.model.shelves import index_of
from handbook.model.succession import living as lives
from handbook.model.uses import ids_used


def retired_ids_stay_retired(handbook: Handbook) -> Iterator[Fault]:
    """A retired id names nothing any more, and what replaces it exists."""
    catalogue = handbook.catalogue
    for entry in catalogue.retired:
        written = catalogue.written["retired", entry.id]
        living = catalogue.entries.get(entry.kind)
        if living is None:
            yield written.fault(("kind",), f"no kind '{entry.kind}'", did_you_mean(entry.kind, catalogue.entries))
            continue
        if entry.id in living:
            yield written.fault(
                ("id",), f"the {words(entry.kind)} '{entry.id}' is retired and still listed", "Remove one of the two"
            )
        heirs = {**living, **lives(catalogue)}  # a thing may go on as a course
        if entry.replaced_by != "none" and entry.replaced_by not in heirs:
            mend = did_you_mean(entry.replaced_by, heirs)
            yield written.fault(("replaced_by",), f"no {words(entry.kind)} '{entry.replaced_by}'", mend)


def directories_are_whole(handbook: Handbook) -> Iterator[Fault]:
    """Where pages hold the parts of a long directory, each entry of the kind stands on one of them, and on one only."""
    holding: dict[str, list[Page]] = {}
    for page in handbook.pages.values():
        if page.meta.holds:
            index = index_of(page.path)
            if index not in handbook.pages:
                where = page.head.line(("holds",))
                yield Fault(page.file, where, "holds", f"there is no directory '{index}'", "Put the page below one")
            holding.setdefault(page.meta.holds.kind, []).append(page)
    for kind, pages in holding.items():
        for entry in handbook.catalogue.entries[kind].values():
            found = [page for page in pages if entry in held(page, kind, [entry])]
            written = handbook.catalogue.written[kind, entry.id]
            mark = KINDS[kind].mark_of(entry)
            if not found:
                mend = f"Add '{mark}' to 'holds' at the head of one of them: {', '.join(page.file for page in pages)}"
                yield written.fault(("id",), f"no page holds the {words(kind)} '{entry.id}'", mend)
            for page in found[1:]:
                problem = f"'{mark}' stands in 'holds' of {found[0].file} too"
                yield Fault(page.file, page.head.line(("holds",)), "holds", problem, "Keep it on one page")


def nothing_is_orphaned(handbook: Handbook) -> Iterator[Fault]:
    """Every entry of a kind that must be used is used by another one or named on a page."""
    catalogue = handbook.catalogue
    used = ids_used(handbook)
    for kind in (each for each in KINDS.values() if each.must_be_used):
        for id_ in catalogue.entries[kind.name]:
            if (kind.name, id_) in used or _is_footnote(catalogue, kind.name, id_) or _says_why(catalogue, kind, id_):
                continue
            mend = f"Use it, for example {{{{ {kind.macro or kind.argument}('{id_}') }}}} on a page, or delete it"
            yield catalogue.written[kind.name, id_].fault(("id",), f"nothing uses the {kind.words} '{id_}'", mend)


def _says_why(catalogue: Catalogue, kind: Kind, id_: str) -> bool:
    return getattr(catalogue.entries[kind.name][id_], "listed_for", None) is not None


def _is_footnote(catalogue: Catalogue, kind: str, id_: str) -> bool:
    return kind == "link" and catalogue.entries["link"][id_].footnote is not None
