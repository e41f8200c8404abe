"""The numbers of a page: what a reader could not tell apart has one number, and each number its note."""

from __future__ import annotations

from handbook.model.handbook import Handbook
from macros.citations import cite
from macros.notes import notes, number_of


def test_references_to_the_same_places_share_a_number(handbook: Handbook) -> None:
    page = handbook.pages["role/terms.md"]
    numbers = [number_of(handbook, page, ids) for ids in page.cited]
    assert sorted({each for each in numbers if each}) == list(range(1, len(notes(handbook, page)) + 1))
    fewer = 0
    for each in handbook.pages.values():
        found = notes(handbook, each)
        assert len({note.told for note in found}) == len(found)
        fewer += len(each.cited) - len(found)
    assert fewer > 50


def test_a_shared_number_leads_to_the_note_of_both(handbook: Handbook) -> None:
    page = next(
        page
        for page in handbook.pages.values()
        if len({number_of(handbook, page, i) for i in page.cited}) < len(page.cited)
    )
    by_number: dict[str, list[tuple[str, ...]]] = {}
    for ids in page.cited:
        by_number.setdefault(str(cite(handbook, *ids, here=page)), []).append(ids)
    assert any(len(each) > 1 for each in by_number.values())


def test_an_id_that_the_page_does_not_cite_has_no_number(handbook: Handbook) -> None:
    assert number_of(handbook, handbook.pages["role/terms.md"], ("no-such-id",)) is None
