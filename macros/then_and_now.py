"""Then and now: chains of successors, things with a life, changes since 2017, and what 2026 adds to the role."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, get_args

from handbook.faults import MacroError, did_you_mean
from handbook.model.catalogue import Catalogue
from handbook.model.entries import Confidence, Lived, Status
from handbook.model.handbook import Handbook
from handbook.model.kinds import living_kinds
from handbook.model.pages import Page, held
from handbook.model.succession import (
    aftermath,
    chain_ends,
    expected,
    full_name,
    living,
    predecessors,
    successors,
)
from handbook.model.then_and_now import Theme, ThingKind, newest_first
from macros.templating import render


@dataclass(frozen=True)
class Node:
    """An entry in a chain, with what it took over from; `planned` where it has yet to give way."""

    entry: Lived
    words: str
    planned: bool
    earlier: tuple[Node, ...]


def organisation_chains(handbook: Handbook) -> str:
    """Which organisation came of which, as a diagram and as a table: `{{ organisation_chains() }}`."""
    return _chains(handbook.catalogue, ("organisation",), "Organisations, from today back to what came before")


def thing_chains(handbook: Handbook) -> str:
    """Which framework, plan, guide or tool came of which, as a diagram and as a table: `{{ thing_chains() }}`."""
    kinds = tuple(kind for kind in living_kinds() if kind != "organisation")
    return _chains(handbook.catalogue, kinds, "Frameworks, plans, guides and tools, from today back")


def _chains(catalogue: Catalogue, kinds: tuple[str, ...], label: str) -> str:
    roots = [_node(catalogue, end, kinds, False, frozenset()) for end in chain_ends(catalogue, kinds)]
    moved = [entry for kind in kinds for entry in catalogue.entries[kind].values() if _has_moved(entry)]
    rows = [
        {
            "entry": entry,
            "next": successors(catalogue, entry),
            "planned": expected(catalogue, entry),
        }
        for entry in sorted(moved, key=lambda entry: full_name(entry).casefold())
    ]
    return render("then_and_now/chains.html", roots=roots, rows=rows, label=label)


def _has_moved(entry: Any) -> bool:
    return bool(entry.successors or getattr(entry, "expected", ()) or entry.ends_here)


def _node(catalogue: Catalogue, entry: Lived, kinds: tuple[str, ...], planned: bool, above: frozenset[str]) -> Node:
    earlier = [
        _node(catalogue, each, kinds, soon, above | {entry.id})
        for each, soon in predecessors(catalogue, entry)
        if each.kind_name in kinds and each.id not in above
    ]
    earlier.sort(key=lambda node: (node.entry.currency.since, full_name(node.entry)), reverse=True)
    return Node(entry, aftermath(catalogue, entry), planned, tuple(earlier))


def thing_directory(handbook: Handbook, here: Page | None = None) -> str:
    """The things with a life of the page, by kind, with what became of them: `{{ thing_directory() }}`."""
    catalogue = handbook.catalogue
    order = get_args(ThingKind)
    things = held(here, "thing", catalogue.things)
    found = sorted(things, key=lambda thing: (order.index(thing.kind), thing.name.casefold()))
    rows = [
        {
            "kind": thing.kind,
            "thing": thing,
            "next": successors(catalogue, thing),
            "planned": expected(catalogue, thing),
            "earlier": [each for each, _ in predecessors(catalogue, thing)],
        }
        for thing in found
    ]
    groups = [(kind, [row for row in rows if row["kind"] == kind]) for kind in order]
    return render("then_and_now/things.html", groups=[(kind, found) for kind, found in groups if found])


def changes(handbook: Handbook, here: Page | None = None) -> str:
    """What has changed since 2017, newest first, as far as the page holds it: `{{ changes() }}`."""
    catalogue = handbook.catalogue
    known = living(catalogue)
    rows = [
        {
            "change": change,
            "concerns": [known[id_] for id_ in change.concerns if id_ in known],
            "pages": [handbook.pages[path] for path in change.pages if path in handbook.pages],
        }
        for change in held(here, "change", newest_first(catalogue.changes))
    ]
    return render("then_and_now/changes.html", rows=rows)


def role_in_2026(handbook: Handbook, theme: str) -> str:
    """What posts and rules of today add to the specification of 2017, one theme: `{{ role_in_2026('People') }}`."""
    themes = get_args(Theme)
    if theme not in themes:
        raise MacroError(f"no theme '{theme}'. {did_you_mean(theme, themes)}")
    found = [addition for addition in handbook.catalogue.additions if addition.theme == theme]
    return render("then_and_now/role_in_2026.html", additions=found)


def research_counts(handbook: Handbook) -> str:
    """The findings of the research, counted by status and by how sure they are: `{{ research_counts() }}`."""
    rows = handbook.catalogue.research_rows
    counted = Counter((row.status, row.confidence) for row in rows)
    return render(
        "then_and_now/research_counts.html",
        statuses=get_args(Status),
        confidences=get_args(Confidence),
        counted=counted,
        total=len(rows),
    )
