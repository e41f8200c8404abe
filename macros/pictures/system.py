"""The system around a trust, in 2017 and today: who stands where, and who followed whom."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.faults import MacroError
from handbook.model.handbook import Handbook
from handbook.model.pictures import SystemBody, Tier, Year
from macros.pictures.drawing import (
    WIDTHS,
    Box,
    Drawing,
    Line,
    Picture,
    Size,
    Told,
    box,
    columns,
    drawing,
    foot_of,
    shown,
)
from macros.templating import entry_address

TIERS: dict[Tier, str] = {
    "government": "Government",
    "nation": "National bodies",
    "region": "The region",
    "area": "The local area",
    "regulator": "Regulators",
    "help": "Advice and investigation",
    "profession": "Your profession",
}
YEARS: tuple[Year, Year] = ("2017", "2026")
TRUST_ABOVE: Tier = "regulator"  # the tier above which the trust itself stands
TRUST = (("head", "The trust and its board"),)
BETWEEN, GAP, STEP = 36, 8, 8  # between the two years; between boxes; between tiers


def system_map(handbook: Handbook) -> str:
    """The bodies around a trust in 2017 and in 2026 side by side, each a link: `{{ system_map() }}`."""
    bodies = handbook.catalogue.system_bodies
    if {body.year for body in bodies} != set(YEARS):
        raise MacroError("there is no body in one of its two years. Add those of 2017 and of 2026 to data/system.yml")
    picture = Picture(
        "system-map",
        "The system around a trust, in 2017 and in 2026",
        "Two columns, 2017 and 2026. From the top: government, national bodies, the region, the local area, the trust, "
        "regulators, advice, the profession. Lines lead from a body of 2017 to what followed it. The list below the "
        "drawing has the same.",
        (_drawn(bodies, "wide"), _drawn(bodies, "narrow")),
        "Lines lead to what followed. A broken frame: due to end or to be absorbed. "
        "The list below says what each does. Where each stands is our reading.",
        tuple((f"In {year}", _told(bodies, year)) for year in YEARS),
    )
    return shown(picture)


def followed_by(body: SystemBody, later: Sequence[SystemBody]) -> SystemBody | None:
    """What stands in the place of a body: itself or its successor, in its own tier where there is one."""
    heirs = {body.organisation.id, *body.organisation.successors}
    found = [each for each in later if each.organisation.id in heirs]
    return min(found, key=lambda each: each.tier != body.tier, default=None)


def _name(body: SystemBody) -> str:
    return body.part or body.organisation.name


def _told(bodies: Sequence[SystemBody], year: Year) -> tuple[Told, ...]:
    then = {body.id: body for body in bodies if body.year == year}
    now = [body for body in bodies if body.year == YEARS[-1]]
    lines = []
    for body in then.values():
        heir = followed_by(body, now) if year == YEARS[0] else None
        since = f"; in {YEARS[-1]}: {_name(heir)}" if heir and _name(heir) != _name(body) else ""
        end = "; due to end or to be absorbed" if body.going and "due to" not in body.does else ""
        words = f"{TIERS[body.tier]}. {body.does}{since}{end}."
        lines.append(Told(_name(body), words, entry_address(body.organisation)))
    return tuple(lines)


def _drawn(bodies: Sequence[SystemBody], size: Size) -> Drawing:
    places = columns(len(YEARS), WIDTHS[size], BETWEEN)
    boxes = [box(x, 0, width, [("head", year)], style="band") for year, (x, width) in zip(YEARS, places, strict=True)]
    placed: dict[str, Box] = {}
    for tier, title in TIERS.items():
        if tier == TRUST_ABOVE:
            boxes.append(
                box(0, foot_of(boxes) + STEP, WIDTHS[size], [("head", "The trust and its board")], style="you")
            )
        boxes.append(box(0, foot_of(boxes) + STEP, WIDTHS[size], [("small", title)], style="bare"))
        top = boxes[-1].foot + 2
        for year, (x, width) in zip(YEARS, places, strict=True):
            found = [body for body in bodies if (body.tier, body.year) == (tier, year)]
            placed |= _stack(found, x, top, width, size)
        boxes += [placed[body.id] for body in bodies if body.tier == tier]
    return drawing(size, boxes, _followed(bodies, placed))


def _stack(bodies: Sequence[SystemBody], x: float, y: float, width: float, size: Size) -> dict[str, Box]:
    """The bodies of one tier and year, one below the other; a phone has room for the names alone."""
    placed: dict[str, Box] = {}
    for body in bodies:
        parts = [("name", _name(body)), ("words", body.does if size == "wide" else "")]
        style = "gone" if body.going else ""
        placed[body.id] = box(x, y, width, parts, style=style, address=entry_address(body.organisation))
        y = placed[body.id].foot + GAP
    return placed


def _followed(bodies: Sequence[SystemBody], placed: dict[str, Box]) -> list[Line]:
    """A line from each body of the first year to what followed it."""
    then, now = ([body for body in bodies if body.year == year] for year in YEARS)
    lines = []
    for body in then:
        if heir := followed_by(body, now):
            start, end = placed[body.id], placed[heir.id]
            left, right = start.x + start.width, end.x
            middle = (left + right) / 2
            from_y, to_y = start.y + 18, end.y + 18
            lines.append(Line(f"M{left} {from_y}C{middle} {from_y} {middle} {to_y} {right} {to_y}", "strong"))
    return lines
