"""What is to be read again is listed by owner, and a page says itself when its review is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment

from handbook.model.handbook import Handbook, load_handbook
from macros.registry import failing_macros
from macros.rendering import render_pages
from scripts.reviews import main
from tests.conftest import Edit

PLANTED = date(2027, 11, 23)  # the day after the reviews of the small handbook fall due


def listed(small: Path, capsys: pytest.CaptureFixture[str], today: str) -> list[str]:
    assert main(["--root", str(small), "--today", today]) == 0
    return capsys.readouterr().out.splitlines()


def section(lines: list[str], title: str) -> list[str]:
    """The lines of the sections that begin with a title."""
    found, inside = [], False
    for line in lines:
        inside = line.startswith(f"### {title}") if line.startswith("#") else inside
        if inside and line.startswith(("-", "*")):
            found.append(line)
    return found


def test_overdue_pages_are_listed(small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit("docs/index.md", "review_due: 2027-11-22", "review_due: 2026-12-01")
    edit("docs/skills/knowledge.md", "review_due: 2027-11-22", "review_due: 2026-11-30")
    edit("docs/skills/knowledge.md", "owner: editors", "owner: medical director")
    lines = listed(small, capsys, "2026-12-02")
    assert lines[0].startswith("2 pages of ")
    assert lines[0].endswith(" overdue on 2026-12-02.")
    editors, director = lines.index("## Editors"), lines.index("## Medical director")
    assert "- Home (`docs/index.md`), 1 day overdue" in lines[editors:director]
    assert "- Knowledge (`docs/skills/knowledge.md`), 2 days overdue" in lines[director:]


def test_a_page_is_not_overdue_on_the_day_itself(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(small, capsys, "2027-11-22")
    assert lines[0].startswith("0 pages of ")
    assert "* Home (`docs/index.md`), by 22 November 2027" in section(lines, "Due by 21 January 2028")


def test_an_entry_is_due_a_year_after_it_was_read_and_otherwise_with_its_page(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overdue = section(listed(small, capsys, "2027-06-02"), "Overdue")
    assert "- One course (`data/courses/one-course.yml`), 1 day overdue" in overdue
    assert not [line for line in overdue if "one-opportunity" in line]
    overdue = section(listed(small, capsys, PLANTED.isoformat()), "Overdue")
    assert [line for line in overdue if "one-opportunity.yml`), 1 day overdue" in line]


def test_faulty_pages_are_told_instead(small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit("docs/index.md", "review_due: 2027-11-22\n", "")
    assert main(["--root", str(small)]) == 1
    assert capsys.readouterr().err.startswith("docs/index.md:2: review_due: this field is missing")


def test_what_nobody_knows_of_a_course_is_to_be_found_out(
    small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("data/courses/one-course.yml", "cost: Free\n", "apply: By form\ndates: May 2026\n")
    edit("data/courses/one-course.yml", "  status: renamed\n  since: 2020\n", "  status: active\n  since: 2020\n")
    edit("data/courses/one-course.yml", "ends_here: Nobody runs it any more\n", "")
    lines = listed(small, capsys, "2026-06-02")
    assert section(lines, "To find out: 1") == ["* One course (`data/courses/one-course.yml`): cost"]


def test_nobody_need_find_out_about_what_is_gone(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert section(listed(small, capsys, "2026-06-02"), "To find out") == []


def test_corrections_wait_with_the_owner_of_their_page(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "data" / "corrections").mkdir()
    (small / "data" / "corrections" / "old-name.yml").write_text(
        "id: old-name\npage: skills/knowledge.md\nwrong: The name is an old one\nraised: 2026-06-01\n", encoding="utf-8"
    )
    waiting = section(listed(small, capsys, "2026-06-02"), "Corrections that wait: 1")
    assert waiting == ["* skills/knowledge.md (`data/corrections/old-name.yml`), since 2026-06-01"]


def test_what_is_not_confirmed_is_listed(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = section(listed(small, capsys, "2026-06-02"), "Not confirmed")
    assert "* course/one-course (`data/courses/one-course.yml`): general knowledge, not confirmed" in found


def test_an_organisation_that_nothing_uses_is_listed_while_it_says_why(
    small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    old = (small / "data" / "organisations" / "north-trust.yml").read_text(encoding="utf-8")
    new = old.replace("id: north-trust", "id: new-body").replace("North", "New")
    new += "listed_for: It offers a course\n"
    (small / "data" / "organisations" / "new-body.yml").write_text(new, encoding="utf-8")
    found = section(listed(small, capsys, "2026-06-02"), "Listed, and used by nothing yet")
    assert len(found) == 1
    assert found[0].endswith("(`data/organisations/new-body.yml`): It offers a course")


def test_a_page_says_that_its_review_is_overdue(small: Path, edit: Edit) -> None:
    edit("docs/skills/knowledge.md", "{{ page_end(page) }}", "{{ trust_line(page) }}\n\n{{ page_end(page) }}")
    handbook = load_handbook(small, PLANTED)
    assert "review overdue since 22 November 2027" in render_pages(handbook, [])["skills/knowledge.md"]
    in_time = replace(handbook, today=date(2027, 11, 22))
    assert "overdue" not in render_pages(in_time, [])["skills/knowledge.md"]


@pytest.mark.parametrize(("today", "late"), [(PLANTED, True), (date(2027, 11, 22), False)])
def test_the_frame_of_a_page_is_told_that_its_review_is_overdue(today: date, late: bool, small: Path) -> None:
    handbook: Handbook = load_handbook(small, today)
    environment = Environment(autoescape=False)  # noqa: S701 - Markdown
    environment.globals.update(failing_macros(handbook))
    page = SimpleNamespace(url="skills/knowledge/", title="Knowledge", meta={})
    environment.from_string("{{ page_end(page) }}").render(page=page)
    assert page.meta.get("overdue", False) is late
