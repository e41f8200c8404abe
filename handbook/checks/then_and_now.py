"""Rules on then and now: chains of successors, dates, the research and the changes since 2017."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from handbook.faults import Fault, did_you_mean
from handbook.model.catalogue import Catalogue, kind_of_id
from handbook.model.cross_references import ANY_LIVING
from handbook.model.entries import Lived
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS, living_kinds
from handbook.model.naming import forms, key
from handbook.model.succession import GONE, living


def named_entries_exist(handbook: Handbook) -> Iterator[Fault]:
    """What things, courses, changes and research rows name by id is an entry, and no two kinds share an id."""
    catalogue = handbook.catalogue
    known = living(catalogue)
    for kind, field in _fields_of_any_living():
        for id_, entry in catalogue.entries[kind].items():
            for index, each in enumerate(getattr(entry, field)):
                if each not in known:
                    mend = did_you_mean(each, known)
                    yield catalogue.written[kind, id_].fault((field, index), f"no entry '{each}'", mend)
    for row in catalogue.research_rows:
        for index, (kind, each) in enumerate(row.refers_to()):
            if each not in catalogue.entries.get(kind, {}):
                mend = did_you_mean(each, catalogue.entries.get(kind, {}))
                yield catalogue.written["research_row", row.id].fault(("entries", index), f"no {kind} '{each}'", mend)
    yield from _shared_ids(catalogue)


def _fields_of_any_living() -> Iterator[tuple[str, str]]:
    """Kind and name of each field that holds ids of what lives, whatever its kind."""
    for kind in KINDS.values():
        for name, info in kind.model.model_fields.items():
            if kind_of_id(info) == ANY_LIVING:
                yield kind.name, name


def _shared_ids(catalogue: Catalogue) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for kind in living_kinds():
        for id_ in catalogue.entries[kind]:
            if id_ in first:
                problem = f"the {first[id_]} '{id_}' has this id already"
                yield catalogue.written[kind, id_].fault(
                    ("id",), problem, "Choose another id: successors go by id alone"
                )
            first.setdefault(id_, kind)


def chains_end_well(handbook: Handbook) -> Iterator[Fault]:
    """What is gone has a successor or says why not; what goes on has none yet."""
    catalogue = handbook.catalogue
    for kind in living_kinds():
        for id_, entry in catalogue.entries[kind].items():
            problem, field, mend = _bad_end(entry)
            if problem:
                yield catalogue.written[kind, id_].fault((field,), problem, mend)


def _bad_end(entry: Any) -> tuple[str, str, str]:
    status, planned = entry.currency.status, getattr(entry, "expected", ())
    if status in GONE and not (entry.successors or entry.ends_here or entry.instead):
        problem = f"{status}, yet nothing follows and no word why"
        return problem, "successors", "Name what stands in its place, or say under 'ends_here' why nothing does"
    if status == "active" and entry.successors:
        mend = "Write 'expected' for what is only planned, or change the status"
        return "active, yet it has successors", "successors", mend
    if status in GONE and planned:
        return f"{status}, yet a successor is still expected", "expected", "Write it under 'successors'"
    if entry.ends_here and (entry.successors or planned):
        return "it ends here, yet something follows", "ends_here", "Remove one of the two"
    return "", "", ""


def dates_are_in_order(handbook: Handbook) -> Iterator[Fault]:
    """A successor does not end before what it succeeds, nor on the same day."""
    catalogue = handbook.catalogue
    known = living(catalogue)
    for id_, entry in known.items():
        for index, each in enumerate(entry.successors):  # type: ignore[attr-defined]
            later = known.get(each)
            if later and _ended_before(later, entry):
                problem = (
                    f"'{each}' ended {later.currency.since}, no later than its predecessor ({entry.currency.since})"
                )
                written = catalogue.written[entry.kind_name, id_]
                yield written.fault(("successors", index), problem, "Correct one of the dates, or the successor")


def _ended_before(later: Lived, entry: Lived) -> bool:
    ends = later.currency.since, entry.currency.since
    if later.currency.status not in GONE or entry.currency.status not in GONE or "unknown" in ends:
        return False
    shortest = min(map(len, ends))
    same_day = shortest == len("2022-07-01") and ends[0] == ends[1]
    return same_day or ends[0][:shortest] < ends[1][:shortest]


def research_is_told(handbook: Handbook) -> Iterator[Fault]:
    """A row of the research or a chain tells of each thing and addition; an entry tells each row, or it is left out."""
    catalogue = handbook.catalogue
    told = set(chain.from_iterable(row.refers_to() for row in catalogue.research_rows))
    known = living(catalogue)
    follows = {each for entry in known.values() for each in (*entry.successors, *getattr(entry, "expected", ()))}  # type: ignore[attr-defined]
    for kind in (each.name for each in KINDS.values() if each.told_by_research):
        for id_ in catalogue.entries[kind]:
            if (kind, id_) not in told and id_ not in follows:
                mend = f"Add '{kind}/{id_}' to its row in data/research_rows.yml"
                yield catalogue.written[kind, id_].fault(("id",), f"no row of the research tells of '{id_}'", mend)
    for row in catalogue.research_rows:
        if bool(row.entries) == bool(row.left_out):
            mend = "Name the entry that tells it, as kind/id, or say under 'left_out' why none does"
            problem = "an entry tells this row, yet it is left out" if row.entries else "no entry tells this row"
            yield catalogue.written["research_row", row.id].fault(("entries",), problem, mend)


_SURE = {
    "unknown": 0,
    "general knowledge, not confirmed": 1,
    "likely, from an old or indirect page": 2,
    "confirmed from a stored page": 3,
}


def confidence_is_never_raised(handbook: Handbook) -> Iterator[Fault]:
    """No entry claims to be surer than the row of the research that it tells."""
    catalogue = handbook.catalogue
    for row in catalogue.research_rows:
        for kind, id_ in row.refers_to():
            entry = catalogue.entries.get(kind, {}).get(id_)
            part = getattr(entry, "currency", None) or entry
            sure = getattr(part, "confidence", None)
            if sure and _SURE[sure] > _SURE[row.confidence]:
                where = ("currency", "confidence") if hasattr(entry, "currency") else ("confidence",)
                problem = f"'{sure}' is surer than the research, '{row.confidence}' (row {row.id})"
                yield catalogue.written[kind, id_].fault(
                    where, problem, "Lower it, or correct the row from new evidence"
                )


def changes_name_pages_that_exist(handbook: Handbook) -> Iterator[Fault]:
    """Each page that a change affects exists; its drawer shows the change."""
    catalogue = handbook.catalogue
    for change in catalogue.changes:
        for index, path in enumerate(change.pages):
            if path not in handbook.pages:
                mend = did_you_mean(path, handbook.pages)
                yield catalogue.written["change", change.id].fault(("pages", index), f"there is no page '{path}'", mend)


def names_are_one_of_a_kind(handbook: Handbook) -> Iterator[Fault]:
    """No two entries go by the same name: a mark could not tell which of them a text means."""
    catalogue = handbook.catalogue
    first: dict[str, str] = {}
    for id_, entry in living(catalogue).items():
        for place, form in forms(entry):
            other = first.setdefault(key(form), id_)
            if other != id_:
                problem = f"'{form}' is a name of '{other}' already"
                mend = "Choose a form that tells the two apart"
                yield catalogue.written[entry.kind_name, id_].fault(place, problem, mend)


_CALL = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)")


def pages_mark_what_has_changed(handbook: Handbook) -> Iterator[Fault]:
    """Prose that names what is no longer as the sources knew it bears a mark, once a page."""
    for page in handbook.pages.values():
        told = set(page.mentioned)
        for number, line in page.lines():
            for entry, name in handbook.names.changed(_CALL.sub("", line)):
                if entry.id not in told:
                    told.add(entry.id)
                    macro = KINDS[entry.kind_name].macro
                    problem = f"'{name}' bears no mark of what became of it"
                    words = f'"{name}"' if "'" in name else f"'{name}'"
                    mend = f"Write {{{{ {macro}('{entry.id}', {words}) }}}} in its place"
                    yield Fault(page.file, number, "", problem, mend)


def successors_do_not_run_in_circles(handbook: Handbook) -> Iterator[Fault]:
    """Following the successors of anything that lives never leads back to it."""
    catalogue = handbook.catalogue
    known = living(catalogue)
    for id_, entry in known.items():
        if id_ in _ahead(known, id_):
            yield catalogue.written[entry.kind_name, id_].fault(
                ("successors",), "its successors lead back to itself", "Take one step out of the circle"
            )


def _ahead(known: Mapping[str, Any], id_: str) -> set[str]:
    """Every id that following successors from `id_` leads to."""
    seen: set[str] = set()
    ahead = _next_ids(known[id_])
    while ahead:
        next_ = ahead.pop()
        if next_ not in seen and next_ in known:
            seen.add(next_)
            ahead += _next_ids(known[next_])
    return seen


def _next_ids(entry: Any) -> list[str]:
    return [*entry.successors, *getattr(entry, "expected", ())]
