"""Roads to the post: the posts on the way as a ladder, and the stories as lines of dated steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handbook.faults import MacroError
from handbook.model.entries import CaseStudy, Rung
from handbook.model.handbook import Handbook
from macros.pictures.drawing import (
    NOWHERE,
    WIDTHS,
    Box,
    Drawing,
    Line,
    Mark,
    Picture,
    Size,
    Told,
    box,
    columns,
    drawing,
    foot_of,
    shown,
)
from macros.templating import entry_address, render

GAP, STEP_IN, MARK = 12, {"wide": 62, "narrow": 14}, 8
MARKS = (
    ("post", "Role"),
    ("programme", "Programme"),
    ("turning-point", "Turning point"),
    ("clinical", "Clinical work"),
)


def ladder(handbook: Handbook) -> str:
    """The posts on the way as a ladder, with who in the stories held each: `{{ ladder() }}`."""
    rungs = [rung for rung in handbook.catalogue.rungs if not rung.beside]
    if not rungs:
        raise MacroError("there is no rung. Add the posts on the way to data/rungs.yml")
    terms = handbook.catalogue.entries["term"]
    places = {rung.id: entry_address(terms[rung.term]) for rung in rungs if rung.term}
    held = {rung.id: holders(rung, handbook.catalogue.case_studies) for rung in rungs}
    picture = Picture(
        "ladder",
        "The posts on the way to the board",
        f"Steps that rise from left to right: {'; '.join(rung.title for rung in rungs)}. The list below has the same.",
        (_steps(rungs, held, places, "wide"), _steps(rungs, held, places, "narrow")),
        "Our drawing: no source lays down a route, and none of the stories takes every step.",
    )
    return shown(picture)


def posts_on_the_way(handbook: Handbook) -> str:
    """The posts with what each usually leads, what to ask and who held it: `{{ posts_on_the_way() }}`.

    What the ladder draws stands here in words, so that the drawing needs no text of its own.
    """
    terms, stories = handbook.catalogue.entries["term"], handbook.catalogue.case_studies
    rows = [
        (rung, terms[rung.term] if rung.term else None, holders(rung, stories)) for rung in handbook.catalogue.rungs
    ]
    return render("pictures/posts_on_the_way.html", rows=rows)


def roads(handbook: Handbook) -> str:
    """The stories as lines of dated steps, each headed by a link to it: `{{ roads() }}`."""
    stories = sorted(handbook.catalogue.case_studies, key=lambda story: story.as_told, reverse=True)
    counts = "; ".join(f"{story.name}, {len(story.route)} steps" for story in stories)
    picture = Picture(
        "roads",
        "Four roads, step by step" if len(stories) == 4 else "Roads, step by step",
        f"A line for each story, from its first step above to its last: {counts}. The list below has every step.",
        (_lanes(stories, "wide"), _lanes(stories, "narrow")),
        "Our drawing. Dates are those that the stories give; lines of the same length are not the same time.",
        tuple((story.name, _told(story)) for story in stories),
        MARKS,
    )
    return shown(picture)


def holders(rung: Rung, stories: Iterable[CaseStudy]) -> list[str]:
    """The people of the stories who held a post, each named once."""
    return [story.name for story in stories if any(step.rung is rung for step in story.route)]


def _told(story: CaseStudy) -> tuple[Told, ...]:
    """Every step with its kind, which the drawing shows by a mark."""
    kinds = dict(MARKS)
    return tuple(Told(_when(step.when), f"{step.title} ({kinds[step.kind].lower()})") for step in story.route)


def _when(text: str) -> str:
    return text[:1].upper() + text[1:]


def _steps(rungs: Sequence[Rung], held: dict[str, list[str]], places: dict[str, Markup], size: Size) -> Drawing:
    """The highest above and furthest to the right, so that the steps rise."""
    boxes: list[Box] = []
    lines: list[Line] = []
    width = WIDTHS[size] - STEP_IN[size] * (len(rungs) - 1)
    for index, rung in reversed(list(enumerate(rungs))):
        names = ", ".join(held[rung.id])
        parts = [("name", rung.title), ("words", rung.leads), ("small", f"In the stories: {names}" if names else "")]
        y = boxes[-1].foot + GAP if boxes else 0
        style = "you" if rung is rungs[-1] else ""
        where = places.get(rung.id, NOWHERE)
        boxes.append(box(index * STEP_IN[size], y, width, parts, style=style, address=where))
        if len(boxes) > 1:
            x = boxes[-2].x + GAP
            lines.append(Line(f"M{x} {y}V{boxes[-2].foot}", "strong"))
    return drawing(size, boxes, lines)


def _lanes(stories: Sequence[CaseStudy], size: Size) -> Drawing:
    boxes: list[Box] = []
    lines: list[Line] = []
    marks: list[Mark] = []
    places = columns(len(stories), WIDTHS[size], GAP) if size == "wide" else [(0.0, float(WIDTHS[size]))] * len(stories)
    for story, (x, width) in zip(stories, places, strict=True):
        top = foot_of(boxes) + GAP if boxes and size == "narrow" else 0
        road, signs = _road(story, x, top, width)
        boxes += road
        marks += signs
        lines.append(Line(f"M{x + MARK} {signs[0].y}V{signs[-1].y}", "strong"))
    return drawing(size, boxes, lines, marks)


def _road(story: CaseStudy, x: float, y: float, width: float) -> tuple[list[Box], list[Mark]]:
    """A head that leads to the story, and below it a mark and a text for each step."""
    found = [box(x, y, width, [("name", story.name)], style="band", address=entry_address(story))]
    marks = []
    for step in story.route:
        parts = [("small", _when(step.when)), ("words", step.title)]
        found.append(box(x + 2 * MARK + 4, found[-1].foot + 5, width - 2 * MARK - 4, parts, style="bare"))
        marks.append(Mark(step.kind, x + MARK, found[-1].y + 10))
    return found, marks
