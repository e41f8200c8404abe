"""What happened between 1948 and today, by decade, with a choice of kinds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import get_args

from markupsafe import Markup

from handbook.faults import MacroError, did_you_mean
from handbook.model.evidence import Event, EventKind
from handbook.model.handbook import Handbook
from macros.pictures.years import years
from macros.templating import render

KIND_TITLES = {
    "policy": "Policy and law",
    "body": "Bodies",
    "framework": "Leadership frameworks",
    "report": "Reports and reviews",
    "scandal": "Scandals",
    "guidance": "Guidance and duties",
}


def timeline(handbook: Handbook, kind: str = "") -> str:
    """Events on one drawing and by decade, with controls to keep one kind: `{{ timeline() }}`.

    `kind` lists that kind alone, without controls: `{{ timeline(kind='framework') }}`.
    """
    kinds = get_args(EventKind)
    if kind and kind not in kinds:
        raise MacroError(f"no kind '{kind}'. {did_you_mean(kind, kinds)}")
    events = [event for event in handbook.catalogue.events if kind in ("", event.kind)]
    if not events:
        raise MacroError(f"no event is of the kind '{kind}'. Choose another kind, or take the macro away")
    counts = [(each, KIND_TITLES[each], sum(event.kind == each for event in events)) for each in kinds]
    choices = [] if kind else [choice for choice in counts if choice[2]]
    return render(
        "evidence/timeline.html",
        decades=by_decade(events),
        choices=choices,
        total=len(events),
        titles=KIND_TITLES,
        whole=not kind,
        picture="" if kind else Markup(years(events, {name: title for name, title, _ in choices})),  # noqa: S704
    )


def by_decade(events: Iterable[Event]) -> list[tuple[str, list[Event]]]:
    """Events grouped under '1980s' and the like, in the order given."""
    return [(decade, list(found)) for decade, found in groupby(events, key=lambda event: f"{event.date[:3]}0s")]
