"""The five areas of responsibility with their duties, on one drawing."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.model.entries import Area
from handbook.model.handbook import Handbook
from macros.pictures.drawing import WIDTHS, Box, Drawing, Line, Picture, Size, box, columns, drawing, foot_of, shown
from macros.templating import page_address

GAP, INDENT, LONGEST = 12, 6, 11  # LONGEST: duties in one column


def areas_map(handbook: Handbook) -> str:
    """The areas with the duties of each in a few words, each area a link to its duties: `{{ areas_map() }}`."""
    areas = handbook.catalogue.areas
    duties = sum(len(area.duties) for area in areas)
    counts = "; ".join(f"{area.title}, {len(area.duties)}" for area in areas)
    picture = Picture(
        "areas-map",
        f"What a medical director answers for: {len(areas)} areas, {duties} duties",
        f"A box for each area with its duties below it: {counts}. The duties stand in full in the sections below.",
        (_drawn(areas, "wide"), _drawn(areas, "narrow")),
        "Our drawing; the guide's own is lost. Each area leads to its duties in full.",
    )
    return shown(picture)


def _drawn(areas: tuple[Area, ...], size: Size) -> Drawing:
    boxes: list[Box] = []
    lines: list[Line] = []
    stacks = list(_stacks(areas)) if size == "wide" else [list(areas)]
    for stack, (x, width) in zip(stacks, columns(len(stacks), WIDTHS[size], GAP), strict=True):
        foot = 0.0
        for area in stack:
            found = _area(area, x, foot, width)
            boxes += found
            lines.append(Line(f"M{x + 1} {found[0].foot}V{foot_of(found)}"))
            foot = foot_of(found) + GAP
    return drawing(size, boxes, lines)


def _area(area: Area, x: float, y: float, width: float) -> list[Box]:
    """The name of an area, and below it a line for each duty."""
    address = page_address("role/responsibilities.md", f"duties-{area.id}")
    found = [box(x, y, width, [("name", area.title)], style="you", address=address)]
    for duty in area.duties:
        found.append(box(x + INDENT, found[-1].foot + 1, width - INDENT, [("words", duty.short)], style="bare"))
    return found


def _stacks(areas: Iterable[Area]) -> Iterable[list[Area]]:
    """Areas in their order, short ones above each other, so that few columns hold them."""
    stack: list[Area] = []
    for area in areas:
        if stack and sum(len(each.duties) for each in (*stack, area)) > LONGEST:
            yield stack
            stack = []
        stack.append(area)
    if stack:
        yield stack
