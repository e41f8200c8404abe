"""The timeline on one screen: a row for each year in which something happened, a mark for each event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from handbook.model.evidence import Event
from macros.pictures.drawing import WIDTHS, Box, Drawing, Line, Mark, Picture, Size, Words, drawing, shown, width_of
from macros.templating import entry_address

ROW, GAP = 22, 7  # the height of a row; what is added where years are left out
YEAR, FIRST_MARK, MARK = 42, 54, 16  # the room of a year; where the first mark stands; from mark to mark
FOOT = 15.5  # from the top of a row to the foot of its text


def years(events: Sequence[Event], kinds: dict[str, str]) -> str:
    """The drawing of the events, which a filter on the page may thin out; `kinds` gives what each mark means."""
    counts = "; ".join(f"{title}, {sum(event.kind == kind for event in events)}" for kind, title in kinds.items())
    rows = [(year, list(found)) for year, found in groupby(events, key=lambda event: event.date[:4])]
    picture = Picture(
        "timeline-map",
        f"{len(events)} events on one screen",
        f"A row for each year from {rows[0][0]} to {rows[-1][0]} in which something happened, with a mark for each "
        f"event. By kind: {counts}. The list below has every event.",
        (_drawn(rows, "wide"), _drawn(rows, "narrow")),
        "Our drawing. Years without an event are left out. A row leads to its first event in the list.",
        legend=tuple(kinds.items()),
    )
    return shown(picture)


def named_of(events: Iterable[Event], width: float) -> str:
    """The names of as many events as fit, in their order; a long one gives way to those that follow."""
    said = ""
    for event in events:
        for name in (event.title, event.short):
            longer = f"{said}; {name}" if said else name
            if longer and name and width_of(longer) <= width:
                said = longer
                break
    return said


def _drawn(rows: Sequence[tuple[str, list[Event]]], size: Size) -> Drawing:
    boxes: list[Box] = []
    marks: list[Mark] = []
    y, before = 0.0, 0
    text = FIRST_MARK + MARK * max(len(events) for _, events in rows)
    for year, events in rows:
        y += GAP if before and int(year) > before + 1 else 0
        words = (
            Words("name", 2, y + FOOT, (year,)),
            Words("words", text, y + FOOT, (named_of(events, WIDTHS[size] - text - 4),)),
        )
        boxes.append(Box(0, y, WIDTHS[size], ROW, words, "bare", entry_address(events[0])))
        middle = y + ROW / 2
        marks += [Mark(each.kind, FIRST_MARK + MARK * at, middle, filtered=True) for at, each in enumerate(events)]
        y, before = y + ROW, int(year)
    return drawing(size, boxes, [Line(f"M{YEAR} 0V{y}")], marks)
