"""What became of things: successors, heirs and the chains that they form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from handbook.model.catalogue import Catalogue
from handbook.model.entries import Lived
from handbook.model.kinds import KINDS
from handbook.model.wording import readable_date

GONE = ("renamed", "merged", "closed", "superseded")

LONGEST_NAME = 20
"""Names of at most so many characters stand in a mark in full."""

_LINK_WORDS = {"renamed": ": now ", "merged": " into ", "closed": "; then ", "superseded": " by "}


def living(catalogue: Catalogue) -> Mapping[str, Lived]:
    """Every entry that changes with the years, by its id."""
    return catalogue.living


def short_name(entry: Any) -> str:
    """What people call an entry: its name where that is short, its acronym or short form where it is not."""
    name = full_name(entry)
    return name if len(name) <= LONGEST_NAME else KINDS[entry.kind_name].short_name(entry)


def full_name(entry: Any) -> str:
    """The name or title of an entry."""
    return KINDS[entry.kind_name].full_name(entry)


def successors(catalogue: Catalogue, entry: Any) -> list[Lived]:
    """What took the entry's place, in the order of its file."""
    return _entries(catalogue, entry.successors)


def expected(catalogue: Catalogue, entry: Any) -> list[Lived]:
    """What is planned to take the entry's place."""
    return _entries(catalogue, getattr(entry, "expected", ()))


def _entries(catalogue: Catalogue, ids: tuple[str, ...]) -> list[Lived]:
    known = living(catalogue)
    return [known[id_] for id_ in ids if id_ in known]


def heirs(catalogue: Catalogue, entry: Any) -> list[Lived]:
    """What stands at the end of the entry's chains, each once: what does the work today."""
    found: dict[str, Lived] = {}
    ahead, seen = successors(catalogue, entry), {entry.id}
    while ahead:
        next_ = ahead.pop(0)
        if next_.id in seen:
            continue
        seen.add(next_.id)
        later = successors(catalogue, next_)
        ahead += later
        if not later:
            found[next_.id] = next_
    return list(found.values())


def predecessors(catalogue: Catalogue, entry: Any) -> list[tuple[Lived, bool]]:
    """What the entry took over from, each with whether that is only planned."""
    return _predecessors(catalogue).get(entry.id, [])


@lru_cache(maxsize=2)
def _predecessors(catalogue: Catalogue) -> dict[str, list[tuple[Lived, bool]]]:
    found: dict[str, list[tuple[Lived, bool]]] = {}
    for each in living(catalogue).values():
        done = each.successors  # type: ignore[attr-defined]
        planned = (id_ for id_ in getattr(each, "expected", ()) if id_ not in done)
        for id_ in dict.fromkeys(done):
            found.setdefault(id_, []).append((each, False))
        for id_ in dict.fromkeys(planned):
            found.setdefault(id_, []).append((each, True))
    return found


def aftermath(catalogue: Catalogue, entry: Any) -> str:
    """What became of an entry, and what stands in its place, in a few words; '' where it simply goes on.

    For example 'merged 1 July 2022 into NHS England', or 'closed 1 April 2013; then CCGs, today ICBs'.
    """
    state = entry.currency
    planned = _names(expected(catalogue, entry))
    if state.status == "active":
        return f"planned to pass to {planned}" if planned else ""
    words: str = {"unknown": "not confirmed"}.get(state.status, state.status)
    if state.since != "unknown":
        words += f" {readable_date(state.since)}"
    if state.planned:
        words += " (planned)"
    next_ = successors(catalogue, entry)
    if not next_:
        return words
    words += _LINK_WORDS[state.status] + _names(next_)
    last = [each for each in heirs(catalogue, entry) if each not in next_]
    if not last:
        return words
    goes_on = all(each.currency.status == "active" for each in last)
    return f"{words}, {'today' if goes_on else 'later'} {_names(last)}"


def _names(entries: list[Lived]) -> str:
    names = [short_name(each) for each in entries]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def chain_ends(catalogue: Catalogue, kinds: tuple[str, ...]) -> Iterator[Lived]:
    """What stands at the end of a chain of entries of these `kinds`, or is the first of another kind, by name."""
    found: dict[str, Lived] = {}
    for kind in kinds:
        for entry in catalogue.entries[kind].values():
            for end in _last_ends(catalogue, entry, kinds):
                found[end.id] = end
    yield from sorted(found.values(), key=lambda entry: full_name(entry).casefold())


def _last_ends(catalogue: Catalogue, entry: Lived, kinds: tuple[str, ...]) -> Iterator[Lived]:
    ahead: list[Any] = [entry]
    seen = {entry.id}
    while ahead:
        each = ahead.pop()
        later = [*successors(catalogue, each), *expected(catalogue, each)]
        if each is not entry and (not later or each.kind_name not in kinds):
            yield each
            continue
        ahead += [next_ for next_ in later if next_.id not in seen]
        seen |= {next_.id for next_ in later}
