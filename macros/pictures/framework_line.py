"""The national frameworks for leaders: which followed which, from the first to the one that counts now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handbook.faults import MacroError
from handbook.model.evidence import Framework
from handbook.model.handbook import Handbook
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

BETWEEN, GAP, DROP = 28, 10, 30  # between columns; between boxes; between rows on a phone

Columns = list[list[Framework]]


def framework_line(handbook: Handbook) -> str:
    """Which framework followed which, each a link to its entry: `{{ framework_line() }}`."""
    found = handbook.catalogue.frameworks
    if not found:
        raise MacroError("there is no framework. Add one to data/frameworks.yml")
    known = {each.id: each for each in found}
    picture = Picture(
        "framework-line",
        "Which framework followed which",
        "Boxes from the oldest frameworks to that of today. A line leads from each to the one that took its place; a "
        "broken line, to the one that is meant to. The list below has the same.",
        (_wide(found, known), _narrow(found, known)),
        "Our drawing. The paper drew three of them, and its drawings are lost. A broken line: meant to take its place.",
        (("", tuple(_told(each, known) for each in found)),),
    )
    return shown(picture)


def by_distance(found: Sequence[Framework], known: Mapping[str, Framework]) -> Columns:
    """Frameworks by how many steps lead from them to the end of their line, the most first."""
    steps = {each.id: _steps(each, known) for each in found}
    return [[each for each in found if steps[each.id] == step] for step in sorted(set(steps.values()), reverse=True)]


def _heirs(each: Framework) -> list[tuple[str, str]]:
    """The ids of what followed or is meant to follow, each with the style of its line."""
    return [*((id_, "strong") for id_ in each.successors), *((id_, "dashed") for id_ in each.expected)]


def _steps(each: Framework, known: Mapping[str, Framework]) -> int:
    return max((1 + _steps(known[id_], known) for id_, _ in _heirs(each)), default=0)


def _year(each: Framework) -> str:
    return "" if each.published == "unknown" else each.published[:4]


def _told(each: Framework, known: Mapping[str, Framework]) -> Told:
    followed = [known[id_].title for id_ in each.successors]
    meant = [known[id_].title for id_ in each.expected]
    words = [_year(each)]
    words += [f"followed by {', '.join(followed)}"] if followed else []
    words += [f"to be replaced by {', '.join(meant)}"] if meant else []
    return Told(f"{each.title} ({each.short})", "; ".join(part for part in words if part), entry_address(each))


def _wide(found: Sequence[Framework], known: Mapping[str, Framework]) -> Drawing:
    """From left to right."""
    grouped = by_distance(found, known)
    placed: dict[str, Box] = {}
    for group, (x, width) in zip(grouped, columns(len(grouped), WIDTHS["wide"], BETWEEN), strict=True):
        y = 0.0
        for each in group:
            parts = [("name", each.title), ("words", _year(each))]
            placed[each.id] = box(x, y, width, parts, style=_style(each), address=entry_address(each))
            y = placed[each.id].foot + GAP
    lines = []
    for each in found:
        for id_, style in _heirs(each):
            start, end = placed[each.id], placed[id_]
            left, right, from_y, to_y = start.x + start.width, end.x, start.y + 20, end.y + 20
            middle = (left + right) / 2
            lines.append(Line(f"M{left} {from_y}C{middle} {from_y} {middle} {to_y} {right} {to_y}", style))
    return drawing("wide", placed.values(), lines)


def _narrow(found: Sequence[Framework], known: Mapping[str, Framework]) -> Drawing:
    """From above to below, by short names."""
    size: Size = "narrow"
    placed: dict[str, Box] = {}
    y = 0.0
    for group in by_distance(found, known):
        for each, (x, width) in zip(group, columns(len(group), WIDTHS[size], GAP), strict=True):
            parts = [("name", each.short), ("words", _year(each) or "not dated")]
            placed[each.id] = box(x, y, width, parts, style=_style(each), address=entry_address(each))
        y = foot_of(placed.values()) + DROP
    lines = []
    for each in found:
        for id_, style in _heirs(each):
            start, end = placed[each.id], placed[id_]
            middle = (start.foot + end.y) / 2
            curve = f"C{start.middle} {middle} {end.middle} {middle} {end.middle} {end.y}"
            lines.append(Line(f"M{start.middle} {start.foot}{curve}", style))
    return drawing(size, placed.values(), lines)


def _style(each: Framework) -> str:
    """The one that nothing is to follow stands out."""
    return "" if _heirs(each) else "you"
