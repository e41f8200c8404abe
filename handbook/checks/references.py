"""Rules on references: they end their paragraph, and a page that has some says on top how far to trust it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.faults import Fault
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS, Kind
from handbook.model.pages import CITE

_NEW_BLOCK = re.compile(r"\s*(?:[-*+] |\d+[.)] |\||!!!|#)")
_MAY_FOLLOW = re.compile(r"[\s|]*$")
_WHOLE_CALL = re.compile(r"\{\{-?\s*cite\([^)]*\)\s*-?\}\}")


def references_end_their_paragraph(handbook: Handbook) -> Iterator[Fault]:
    """A paragraph, list item or row of a table has one reference at most, where it ends: nobody reads past more."""
    for page in handbook.pages.values():
        for block in _blocks(page.lines()):
            calls = [(number, line) for number, line in block for _ in _WHOLE_CALL.findall(line)]
            if len(calls) > 1:
                mend = "Put all that it rests on into one call at its end: {{ cite('G-1.1', 'S-2') }}"
                yield Fault(page.file, calls[1][0], "cite", "a second reference in the same paragraph", mend)
            elif calls and (number := _goes_on(block)):
                mend = "Move the call to the end of the paragraph"
                yield Fault(page.file, number, "cite", "the paragraph goes on after its reference", mend)


def _goes_on(block: list[tuple[int, str]]) -> int:
    """The line on which something stands behind the block's reference; 0 where it ends the block."""
    number, line = block[-1]
    if not (found := _WHOLE_CALL.search(line)):
        return next(each for each, text in block if CITE.search(text))
    return 0 if _MAY_FOLLOW.match(line[found.end() :]) else number


def _blocks(lines: Iterator[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Lines that a reader sees as one paragraph, list item, row or heading."""
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if block and (not line.strip() or _NEW_BLOCK.match(line)):
            yield block
            block = []
        if line.strip():
            block.append((number, line))
    if block:
        yield block


def pages_say_how_far_to_trust_them(handbook: Handbook) -> Iterator[Fault]:
    """A page with references has one trust line, below the answer with which it opens."""
    call = "{{ trust_line(page) }}"
    for page in handbook.pages.values():
        found = page.body.count(call)
        if page.cited and found != 1:
            problem = f"the page has references and {found} trust lines, one is needed"
            yield Fault(page.file, page.first_line, "", problem, f"Write {call} below the answer that opens it")


def what_is_cited_has_an_id_of_its_own(handbook: Handbook) -> Iterator[Fault]:
    """No two entries that a reference may name share an id, or it could mean either of them."""
    catalogue = handbook.catalogue
    first: dict[str, Kind] = {}
    for kind in (each for each in KINDS.values() if each.citable):
        for id_ in catalogue.entries[kind.name]:
            other = first.setdefault(id_, kind)
            if other is not kind:
                problem = f"'{id_}' is the id of a {other.words} too, and a reference could mean either"
                mend = "Choose another id, and retire the old one if it was published"
                yield catalogue.written[kind.name, id_].fault(("id",), problem, mend)
