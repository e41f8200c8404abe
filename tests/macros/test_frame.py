"""What the theme is told of the place of a page and of its review."""

from __future__ import annotations

from dataclasses import replace

from handbook.model.handbook import Handbook
from macros.a_to_z import site_map
from macros.frame import review, trail


def test_a_page_lies_in_its_chapter_and_in_the_section_within_it(handbook: Handbook) -> None:
    assert trail(handbook.navigation, "index.md") == []
    assert trail(handbook.navigation, "prepare/plan.md") == []
    assert trail(handbook.navigation, "role/board.md") == [{"title": "The job", "url": "role/"}]
    assert trail(handbook.navigation, "skills/experience.md") == [
        {"title": "Get ready", "url": "prepare/"},
        {"title": "The 22 criteria", "url": "skills/"},
    ]


def test_every_page_has_a_place(handbook: Handbook) -> None:
    placeless = [path for path in handbook.pages if not trail(handbook.navigation, path)]
    assert sorted(placeless) == ["index.md", "prepare/plan.md"]
    assert "page:role/board.md" in site_map(handbook)


def test_the_review_is_told_in_words_and_for_machines(handbook: Handbook) -> None:
    page = handbook.pages["role/board.md"]
    meta = page.meta.model_copy(update={"last_reviewed": "2026-02-01", "review_due": "2027-02-01", "owner": "editors"})
    assert review(replace(page, meta=meta)) == [
        {"name": "Kept by", "says": "the editors", "day": ""},
        {"name": "Last reviewed", "says": "1 February 2026", "day": "2026-02-01"},
        {"name": "Review due", "says": "1 February 2027", "day": "2027-02-01"},
    ]
