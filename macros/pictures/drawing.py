"""What every picture is made of: boxes of wrapped text, lines and marks, in a drawing with a title and a description.

A picture is drawn twice, for a phone and for a desk, and the style sheet shows the one that fits. Colours and type come
from classes alone, so that a drawing follows the reader's scheme and needs no style of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from markupsafe import Markup

from handbook.faults import MacroError
from macros.templating import render

Size = Literal["wide", "narrow"]
WIDTHS: dict[Size, int] = {"wide": 720, "narrow": 340}
NOWHERE = Markup("")
PAD, PAD_Y = 9, 6  # from the edge of a box to its text

# Type as the style sheet sets it: size of the letters, from line to line, and how much wider than plain text they run.
STYLES: dict[str, tuple[float, float, float]] = {
    "head": (16, 21, 1.16),
    "name": (14, 18, 1.16),
    "words": (13, 17, 1),
    "small": (12, 15, 1),
}

# The width of a letter in hundredths of its size, in the widest of the fonts that a reader may have (DejaVu Sans).
_WIDTHS_OF = {
    29: "'ijlIJ",
    34: " ,.\u2019/:;|!-f",
    41: "()[]tr",
    53: '"?szcL\u2013',
    60: "FkvxyPTYao",
    64: "eESbdghnpquö0123456789£$",
    70: "AVBRXZKCU",
    78: "HNDGOQ&wM",
    99: "mW%",
}
_WIDTH = {letter: width / 100 for width, letters in _WIDTHS_OF.items() for letter in letters}
_UNKNOWN = 0.85


@dataclass(frozen=True)
class Words:
    """Lines of one style; `y` is the foot of the first line."""

    style: str
    x: float
    y: float
    lines: tuple[str, ...]

    @property
    def step(self) -> float:
        """From line to line."""
        return STYLES[self.style][1]


@dataclass(frozen=True)
class Box:
    """Text in a frame, linked where it has an address; the style 'bare' shows no frame."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[Words, ...]
    style: str = ""
    address: Markup = NOWHERE

    @property
    def foot(self) -> float:
        """Where it ends."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The middle of its width."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Line:
    """A line along `path`, in SVG's own letters."""

    path: str
    style: str = ""


@dataclass(frozen=True)
class Mark:
    """A sign without text around its middle; its kind is one of those that the template draws."""

    kind: str
    x: float
    y: float
    filtered: bool = False
    """Whether a filter on the page keeps it by its kind."""


@dataclass(frozen=True)
class Drawing:
    """One drawing: what is drawn first lies under what follows."""

    size: Size
    height: float
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...] = ()
    ground: tuple[Box, ...] = ()
    """Frames that lie under the lines."""

    @property
    def width(self) -> int:
        """The width of its room, in the unit in which everything is measured."""
        return WIDTHS[self.size]

    @property
    def links(self) -> bool:
        """Whether anything in it can be followed."""
        return any(box.address for box in self.boxes)


@dataclass(frozen=True)
class Told:
    """One line of the text that says the same: a name, what is said of it, and where it leads."""

    name: str
    words: str = ""
    address: Markup = NOWHERE


@dataclass(frozen=True)
class Picture:
    """A picture with its name, what a screen reader hears, and the same as text."""

    id: str
    title: str
    desc: str
    drawings: tuple[Drawing, ...]
    caption: str = ""
    told: tuple[tuple[str, tuple[Told, ...]], ...] = ()
    """Groups of lines; none where the page says the same beside the picture."""
    legend: tuple[tuple[str, str], ...] = ()
    """The kind of a mark, and what it means."""


def shown(picture: Picture) -> str:
    """The picture as HTML."""
    return render("pictures/picture.html", picture=picture)


def width_of(text: str, style: str = "words") -> float:
    """How wide a line runs at the most, by the letters that it is made of."""
    size, _, factor = STYLES[style]
    return sum(_WIDTH.get(letter, _UNKNOWN) for letter in text) * size * factor


def wrapped(text: str, width: float, style: str = "words") -> tuple[str, ...]:
    """The text in lines that are no wider than `width`.

    Raises MacroError for a word that alone is wider: it would stand out of its box.
    """
    lines: list[str] = []
    for word in text.split():
        if width_of(word, style) > width:
            raise MacroError(f"'{word}' is too wide for its box in a drawing. Write a shorter word in the data")
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def box(
    x: float,
    y: float,
    width: float,
    parts: Sequence[tuple[str, str]],
    *,
    style: str = "",
    address: Markup = NOWHERE,
) -> Box:
    """A box as high as its text needs; `parts` are styles and texts, one below the other."""
    pad, pad_y = (2, 2) if style == "bare" else (PAD, PAD_Y)
    words, foot = [], y + pad_y
    for name, text in parts:
        if text:
            lines = wrapped(text, width - 2 * pad, name)
            size, step, _ = STYLES[name]
            words.append(Words(name, x + pad, round(foot + (step + size) / 2 - 1.5, 1), lines))
            foot += step * len(lines)
    return Box(x, y, width, round(foot + pad_y - y, 1), tuple(words), style, address)


def as_high(boxes: Iterable[Box]) -> list[Box]:
    """Boxes of one row, each as high as the highest."""
    row = list(boxes)
    return [replace(each, height=max(other.height for other in row)) for each in row]


def foot_of(boxes: Iterable[Box]) -> float:
    """Where the lowest of the boxes ends."""
    return max(each.foot for each in boxes)


def columns(count: int, width: float, gap: float, left: float = 0) -> list[tuple[float, float]]:
    """Where each of `count` columns begins, and how wide it is."""
    each = (width - gap * (count - 1)) / count
    return [(round(left + index * (each + gap), 1), round(each, 1)) for index in range(count)]


def drawing(
    size: Size,
    boxes: Iterable[Box],
    lines: Iterable[Line] = (),
    marks: Iterable[Mark] = (),
    ground: Iterable[Box] = (),
) -> Drawing:
    """A drawing as high as what stands in it, with room for the strokes at its edge."""
    all_boxes, all_marks, frames = tuple(boxes), tuple(marks), tuple(ground)
    height = max(chain((each.foot for each in (*all_boxes, *frames)), (mark.y + 8 for mark in all_marks)))
    return Drawing(size, round(height + 1, 1), tuple(lines), all_boxes, all_marks, frames)
