"""A page that is kept for the next run is what that run would have made of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from handbook.faults import Fault
from handbook.model.handbook import Handbook, load_handbook
from handbook.model.pages import Page
from macros.kept_pages import KeptPages, shown_to_others
from macros.rendering import render_pages, renderer
from tests.conftest import Edit


def rendered(root: Path) -> tuple[dict[str, str], list[Fault]]:
    """The pages and faults of a run that uses what is kept, which must be those of one that does not."""
    handbook, faults, plain_faults = load_handbook(root), list[Fault](), list[Fault]()
    pages = render_pages(handbook, faults, KeptPages(handbook, root))
    assert pages == render_pages(handbook, plain_faults)
    assert faults == plain_faults
    return pages, faults


EDITS = [
    ("docs/role/responsibilities.md", "{{ areas() }}", "Prose.\n\n{{ areas() }}"),
    ("docs/role/responsibilities.md", "title: Responsibilities", "title: Duties"),
    ("docs/role/responsibilities.md", "{{ areas() }}", "## Areas\n\n{{ areas() }}"),
    ("docs/index.md", "{{ cite('G-1.1', 'first-fact') }}", ""),
    ("docs/index.md", "{{ counts() }}", "{{ counts(1) }}"),
    ("data/courses/one-course.yml", "audience: Doctors", "audience: All doctors"),
    ("mkdocs.yml", "  - role/in-2026.md\n", ""),
]


def test_after_each_kind_of_edit_pages_and_faults_are_those_of_a_first_run(small: Path, edit: Edit) -> None:
    (small / ".cache").mkdir()
    first = rendered(small)
    assert rendered(small) == first
    for change in EDITS:
        edit(*change)
        rendered(small)


def test_no_page_shows_anything_of_the_prose_of_others(handbook: Handbook) -> None:
    """What is kept does not look at it: a macro that does so must be told of in `macros.kept_pages`."""
    bare = replace(handbook, pages={path: _without_prose(page) for path, page in handbook.pages.items()})
    render = renderer(bare)
    for path, text in render_pages(handbook, []).items():
        assert render(handbook.pages[path], []) == text, path


def _without_prose(page: Page) -> Page:
    return replace(page, body="\n\n".join(shown_to_others(page)), found=None)
