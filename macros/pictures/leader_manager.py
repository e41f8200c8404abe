"""Leadership and management as two fields that overlap, with what the paper's two speakers say of each."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handbook.faults import MacroError
from handbook.model.handbook import Handbook
from handbook.model.pictures import Contrast
from macros.pictures.drawing import WIDTHS, Box, Drawing, Picture, Size, Told, box, drawing, foot_of, shown
from macros.templating import render
from macros.works import ref

FIELDS = (("leadership", "Leadership"), ("management", "Management"))
BOTH = (("name", "Both"), ("words", "They overlap, but are not the same. The NHS needs both."))
OVERLAP, EDGE, GAP = 150, 8, 8


def leader_and_manager(handbook: Handbook) -> str:
    """Leadership and management side by side, on one drawing: `{{ leader_and_manager() }}`."""
    contrasts = handbook.catalogue.contrasts
    if not contrasts:
        raise MacroError("there is no contrast to draw. Add one to data/contrasts.yml")
    picture = Picture(
        "leader-and-manager",
        "Leadership and management, as two peers put it",
        "Two frames that overlap: leadership, management, and in the part that they share: "
        f"{BOTH[1][1]} The list below has the same.",
        (_wide(contrasts), _narrow(contrasts)),
        "Our drawing, after the paper of 2012.",
        (*(_told(contrasts, field, title) for field, title in FIELDS), (BOTH[0][1], (Told(BOTH[1][1]),))),
    )
    return shown(picture)


def _told(contrasts: Sequence[Contrast], field: str, title: str) -> tuple[str, tuple[Told, ...]]:
    return title, tuple(Told(each.who, getattr(each, field)) for each in contrasts)


def leader_and_manager_table(handbook: Handbook) -> str:
    """What each speaker says, with the work that it is from: `{{ leader_and_manager_table() }}`."""
    rows = [(each, Markup(ref(handbook, each.reference))) for each in handbook.catalogue.contrasts]  # noqa: S704
    return render("pictures/leader_and_manager_table.html", rows=rows)


def _field(contrasts: Sequence[Contrast], field: str, title: str, x: float, y: float, width: float) -> list[Box]:
    """The name of a field, and what each speaker says of it."""
    found = [box(x, y, width, [("head", title)], style="bare")]
    for each in contrasts:
        parts = [("small", each.who), ("words", getattr(each, field))]
        found.append(box(x, found[-1].foot + GAP, width, parts, style="bare"))
    return found


def _wide(contrasts: Sequence[Contrast]) -> Drawing:
    """Two frames side by side; what they share in the middle."""
    width = WIDTHS["wide"]
    frame = (width + OVERLAP) / 2
    room = frame - OVERLAP - 2 * EDGE
    boxes: list[Box] = []
    for (field, title), x in zip(FIELDS, (EDGE, width - EDGE - room), strict=True):
        boxes += _field(contrasts, field, title, x, EDGE, room)
    foot = foot_of(boxes) + EDGE
    shared = box(frame - OVERLAP + EDGE, foot / 2 - 50, OVERLAP - 2 * EDGE, BOTH, style="bare")
    ground = [Box(x, 0, frame, foot, (), style) for x, style in ((0, "leader"), (width - frame, "manager"))]
    return drawing("wide", [*boxes, shared], ground=ground)


def _narrow(contrasts: Sequence[Contrast]) -> Drawing:
    """Two frames one below the other; what they share where they meet."""
    size: Size = "narrow"
    room = WIDTHS[size] - 2 * EDGE
    first = _field(contrasts, *FIELDS[0], EDGE, EDGE, room)
    shared = box(EDGE, foot_of(first) + 2 * GAP, room, BOTH, style="bare")
    second = _field(contrasts, *FIELDS[1], EDGE, shared.foot + 2 * GAP, room)
    top, foot = shared.y - GAP, foot_of(second) + EDGE
    ground = [
        Box(0, 0, WIDTHS[size], shared.foot + GAP, (), "leader"),
        Box(0, top, WIDTHS[size], foot - top, (), "manager"),
    ]
    return drawing(size, [*first, shared, *second], ground=ground)
