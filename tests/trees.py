"""Built pages as trees, read once in each process of the tests: a run asks many things of each of them.

A tree that is shared must stay as it is: whoever takes parts out of one, to see what is left, takes a fresh one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode


@cache
def tree(path: Path) -> LexborHTMLParser:
    """The page at `path`, shared by all who ask for it."""
    return fresh(path)


def fresh(path: Path) -> LexborHTMLParser:
    """The page at `path`, free to be changed. What stands in templates is read like the rest of the page."""
    text = path.read_text(encoding="utf-8")
    return LexborHTMLParser(text.replace("<template", "<x-template").replace("</template", "</x-template"))


def words(part: LexborNode | LexborHTMLParser | None, separator: str = "") -> str:
    """The text of a part, with single blanks. Raises AssertionError where there is no such part."""
    assert part is not None
    return " ".join(part.text(separator=separator).split())


def attribute(part: LexborNode, name: str) -> str:
    """An attribute of a part; an empty text where it has none."""
    return part.attributes.get(name) or ""
