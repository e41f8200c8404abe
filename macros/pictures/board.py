"""The unitary board: who sits on it, and who answers for what."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.faults import MacroError
from handbook.model.handbook import Handbook
from handbook.model.pictures import BoardMember, Seat
from macros.pictures.drawing import (
    WIDTHS,
    Box,
    Drawing,
    Line,
    Picture,
    Size,
    as_high,
    box,
    columns,
    drawing,
    foot_of,
    shown,
)
from macros.templating import page_address, render

EDGE, GAP, STEP = 14, 12, 20  # from the frame to what is in it; between boxes; from one level to the next
HEADINGS = (("head", "The unitary board"), ("words", "One group: everyone shares every decision and answers for it."))


def board_map(handbook: Handbook) -> str:
    """The unitary board with what each member answers for, each a link: `{{ board_map() }}`."""
    members = handbook.catalogue.board_members
    missing = [seat for seat in ("chair", "chief-executive", "non-executive", "executive") if not _of(members, seat)]
    if missing:
        raise MacroError(f"nobody has the seat '{missing[0]}'. Add who has it to data/board.yml")
    picture = Picture(
        "board-map",
        "The unitary board, and who answers for what",
        "One frame holds the chair, the non-executive directors and the executive directors, who are led by the chief "
        "executive. Below the board stand the divisions or directorates. The list below it has the same.",
        (_wide(members), _narrow(members)),
        "Our drawing. A board has more executive directors than the guide describes.",
    )
    return shown(picture)


def board_table(handbook: Handbook) -> str:
    """The members of the board, what each is responsible for, and what to ask them about: `{{ board_table() }}`."""
    members = [each for each in handbook.catalogue.board_members if each.seat != "below the board"]
    return render("pictures/board_table.html", members=members)


def _of(members: Sequence[BoardMember], seat: Seat) -> list[BoardMember]:
    return [each for each in members if each.seat == seat]


def _box(member: BoardMember, x: float, y: float, width: float) -> Box:
    path, _, anchor = member.page.partition("#")
    parts = [("name", member.name), ("words", member.answers_for)]
    style = "you" if member.id == "medical-director" else ""
    return box(x, y, width, parts, style=style, address=page_address(path, anchor))


def _wide(members: Sequence[BoardMember]) -> Drawing:
    """The chair above; non-executives on the left; the chief executive and the executives on the right."""
    width = WIDTHS["wide"]
    heading = box(EDGE - 9, 4, 270, HEADINGS, style="bare")
    chairs = [_box(each, 290, EDGE, 280) for each in _of(members, "chair")]
    top = foot_of([heading, *chairs]) + STEP
    left, right = 200, EDGE + 200 + GAP
    chiefs = [_box(each, right, top, width - EDGE - right) for each in _of(members, "chief-executive")]
    below = foot_of(chiefs) + STEP
    executives = _of(members, "executive")
    places = columns(len(executives), width - EDGE - right, GAP, right)
    row = as_high(_box(each, x, below, room) for each, (x, room) in zip(executives, places, strict=True))
    others = [_box(each, EDGE, top, left) for each in _of(members, "non-executive")]
    board_ends = foot_of([*row, *others]) + EDGE
    under = [_box(each, right, board_ends + STEP, width - EDGE - right) for each in _of(members, "below the board")]
    lines = [
        *_down(chairs[0].foot, top, chairs[0].middle, [*others, *chiefs]),
        *_down(chiefs[0].foot, below, chiefs[0].middle, row),
        *(Line(f"M{each.middle} {board_ends}V{each.y}", "dashed") for each in under),
    ]
    boxes = [heading, *chairs, *others, *chiefs, *row, *under]
    return _in_frame("wide", board_ends, boxes, lines)


def _narrow(members: Sequence[BoardMember]) -> Drawing:
    """One below the other; the executives set in below the chief executive."""
    width = WIDTHS["narrow"]
    boxes = [box(EDGE - 9, 4, width - 2 * EDGE, HEADINGS, style="bare")]
    lines = []
    for seat in ("chair", "non-executive", "chief-executive"):
        for each in _of(members, seat):
            boxes.append(_box(each, EDGE, boxes[-1].foot + GAP, width - 2 * EDGE))
    chief = boxes[-1]
    for each in _of(members, "executive"):
        boxes.append(_box(each, EDGE + STEP, boxes[-1].foot + GAP, width - 2 * EDGE - STEP))
        lines.append(Line(f"M{EDGE + 8} {chief.foot}V{boxes[-1].y + 20}H{EDGE + STEP}"))
    board_ends = boxes[-1].foot + EDGE
    for each in _of(members, "below the board"):
        boxes.append(_box(each, EDGE, board_ends + STEP, width - 2 * EDGE))
        lines.append(Line(f"M{boxes[-1].middle} {board_ends}V{boxes[-1].y}", "dashed"))
    return _in_frame("narrow", board_ends, boxes, lines)


def _in_frame(size: Size, height: float, boxes: list[Box], lines: list[Line]) -> Drawing:
    """The frame of the board lies under all, so lines are drawn after it: it is the drawing's ground."""
    return drawing(size, boxes, lines, ground=[Box(0, 0, WIDTHS[size], height, (), "frame")])


def _down(start: float, end: float, x: float, boxes: Sequence[Box]) -> list[Line]:
    """From one box down to a row of boxes: a stem, a beam and a drop to each."""
    beam = (start + end) / 2
    middles = [each.middle for each in boxes]
    drops = [Line(f"M{each} {beam}V{end}") for each in middles]
    return [Line(f"M{x} {start}V{beam}M{min(*middles, x)} {beam}H{max(*middles, x)}"), *drops]
