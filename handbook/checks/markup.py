"""Rules on the Markdown of pages: what would be shown wrongly, or run code, without a word from an engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from handbook.faults import Fault, did_you_mean
from handbook.model.handbook import Handbook
from handbook.model.pages import Page
from handbook.model.wording import plural

# The callouts that docs/assets/css/callouts.css tells apart.
CALLOUTS = ("action",)
# What a page may hold of HTML: boxes for the style sheets, and words that Markdown has no sign for.
TAGS = ("abbr", "br", "div", "kbd", "p", "span", "sub", "sup")
ATTRIBUTES = ("class", "id", "lang", "markdown", "title")

_TAG = re.compile(r"(?<!\\)<([A-Za-z][\w-]*)(?=[\s/>]|$)([^<>]*)(>?)")
_ATTRIBUTE = re.compile(r"([A-Za-z_:@][\w:.-]*)\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_LIST_OF_ATTRIBUTES = re.compile(r"\{:?([^{}]*)\}")


def pages_hold_no_code(handbook: Handbook) -> Iterator[Fault]:
    """Pages hold prose and macro calls: no HTML that runs code, loads anything or brings a style of its own."""
    for page in handbook.pages.values():
        for number, line in page.prose:
            for tag, attributes, end in _TAG.findall(line):
                problem, mend = _tag_problem(tag, attributes, end)
                if problem:
                    yield Fault(page.file, number, "", problem, mend)
            for inside in _LIST_OF_ATTRIBUTES.findall(line):
                for name in re.findall(r"\b(on\w+|style)\s*=", inside, flags=re.IGNORECASE):
                    mend = "Remove it, or name a script or a style sheet at the head"
                    yield Fault(page.file, number, "", f"the attribute '{name}' is not allowed", mend)


def _tag_problem(tag: str, attributes: str, end: str) -> tuple[str, str]:
    if tag.lower() == "img":
        return "an image written as HTML", "Write ![what it shows](picture.png), so that file and words are checked"
    if tag.lower() not in TAGS:
        return f"the HTML tag '<{tag}>' is not allowed", f"Write Markdown or a macro call. Allowed: {', '.join(TAGS)}"
    if not end:
        return f"the HTML tag '<{tag}' does not end on its line", "Write the whole tag on one line, up to '>'"
    for name in _ATTRIBUTE.findall(attributes):
        if name.lower() not in ATTRIBUTES and not name.lower().startswith(("aria-", "data-")):
            mend = f"Remove it. Allowed: {', '.join(ATTRIBUTES)}, aria-… and data-…"
            return f"the attribute '{name}' is not allowed", mend
    return "", ""


_EXPLICIT = re.compile(r"\{:?[^{}]*?#([\w-]+)[^{}]*\}|<[A-Za-z][^<>]*?\sid=[\"']([^\"']+)")


def anchors_stand_once(handbook: Handbook) -> Iterator[Fault]:
    """No anchor is given twice on a page: an address could lead to one of the two only."""
    for page in handbook.pages.values():
        first: dict[str, int] = {}
        for number, line in page.prose:
            for pair in _EXPLICIT.findall(line):
                name = pair[0] or pair[1]
                if first.setdefault(name, number) != number:
                    problem = f"the anchor '#{name}' stands on line {first[name]} already"
                    yield Fault(page.file, number, "", problem, "Choose another name for one of the two")


def headings_skip_no_level(handbook: Handbook) -> Iterator[Fault]:
    """A heading is at most one level below the one before, or those who listen to the page lose their way."""
    for page in handbook.pages.values():
        before = 1
        for heading in page.markdown.headings:
            if heading.level > before + 1:
                problem = f"a heading of level {heading.level} follows one of level {before}"
                yield Fault(page.file, heading.line, "", problem, f"Begin it with '{'#' * (before + 1)}'")
            before = heading.level


_CALLOUT = re.compile(r"(\s*)(?:!!!|\?\?\?\+?)(?:\s+([^\s\"]+))?")


def callouts_are_known_and_filled(handbook: Handbook) -> Iterator[Fault]:
    """Each callout is of a kind that has a style, and its text is indented, or it would stand outside."""
    for page in handbook.pages.values():
        for index, (number, line) in enumerate(page.prose):
            found = _CALLOUT.match(line)
            if not found:
                continue
            if found[2] not in CALLOUTS:
                hint = did_you_mean(found[2] or "", CALLOUTS)
                near = f"{hint} " if hint.startswith("Did") else ""
                problem = f"no kind of callout '{found[2] or ''}'"
                yield Fault(page.file, number, "", problem, f"{near}Allowed: {', '.join(CALLOUTS)}")
            after = next((each for each in page.prose[index + 1 :] if each[1].strip()), (number, ""))
            if not after[1].startswith(found[1] + "    "):
                problem = "the text of the callout is not indented"
                yield Fault(page.file, after[0], "", problem, "Indent it by four spaces")


_REFERENCE = re.compile(r"\[[^\[\]]+\]\[([^\[\]]+)\]")
_PARTED = re.compile(r"\[[^\[\]]+\]\s+\(([^()\s]*[./#][^()\s]*)\)")


def links_are_whole(handbook: Handbook) -> Iterator[Fault]:
    """No link is left as brackets on the page: each has its address, right behind its words."""
    for page in handbook.pages.values():
        for block in page.markdown.blocks:
            text = block.without("code", "escape", "link", "image", "html")
            for found in _REFERENCE.finditer(text):
                mend = "Write [words](page.md), the address in round brackets"
                problem = f"no address is given for '[{found[1]}]'"
                yield Fault(page.file, block.line_of(found.start()), "", problem, mend)
            for found in _PARTED.finditer(text):
                problem = f"a space parts the words of a link from its address '{found[1]}'"
                yield Fault(page.file, block.line_of(found.start()), "", problem, "Remove the space between ] and (")


_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")


def table_rows_are_whole(handbook: Handbook) -> Iterator[Fault]:
    """Each row of a table has as many cells as its head."""
    for page in handbook.pages.values():
        for index, (_, line) in enumerate(page.prose[:-1]):
            if "|" in line and "|" in page.prose[index + 1][1] and _RULER.match(page.prose[index + 1][1]):
                yield from _short_rows(page, index)


def table_columns_are_named(handbook: Handbook) -> Iterator[Fault]:
    """Each column of a table has a heading: a screen reader reads it out before the cell."""
    for page in handbook.pages.values():
        for (number, head), (_, ruler) in pairwise(page.prose):
            if "|" in head and "|" in ruler and _RULER.match(ruler):
                for column, name in enumerate(_split(head), 1):
                    if not name.strip():
                        problem = f"column {column} of the table has no heading"
                        yield Fault(page.file, number, "", problem, "Write what its cells name: '| Point | Now |'")


def _short_rows(page: Page, head: int) -> Iterator[Fault]:
    wanted = _cells(page.prose[head][1])
    for number, line in takewhile(lambda each: each[1].strip(), page.prose[head + 1 :]):
        if _cells(line) != wanted:
            problem = f"{plural(_cells(line), 'cell')}, and the head of the table has {wanted}"
            yield Fault(
                page.file, number, "", problem, "Add or remove '|', or write '\\|' where it belongs to the text"
            )


def _cells(line: str) -> int:
    """How many cells a row of a table has.

    >>> _cells("| a | b |"), _cells("a | b"), _cells("| a |  |")
    (2, 2, 2)
    """
    return len(_split(line))


def _split(line: str) -> list[str]:
    """The cells of a row of a table."""
    return line.replace("\\|", "").strip().removeprefix("|").removesuffix("|").split("|")
