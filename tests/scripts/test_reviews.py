"""Pages whose review is overdue are listed, the longest overdue first."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model.pages import load_pages
from scripts.reviews import main
from tests.conftest import Edit


def test_overdue_pages_are_listed(small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit("docs/index.md", "review_due: 2027-11-22", "review_due: 2026-12-01")
    edit("docs/skills/knowledge.md", "review_due: 2027-11-22", "review_due: 2026-11-30")
    assert main(["--root", str(small), "--today", "2026-12-02"]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        f"2 pages of {len(load_pages(small))} overdue on 2026-12-02.",
        "- Knowledge (`docs/skills/knowledge.md`), owner: editors, 2 days overdue",
        "- Home (`docs/index.md`), owner: editors, 1 day overdue",
    ]


def test_a_page_is_not_overdue_on_the_day_itself(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(small), "--today", "2027-11-22"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"0 pages of {len(load_pages(small))} overdue on 2027-11-22."


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
    assert main(["--root", str(small), "--today", "2026-06-02"]) == 0
    assert capsys.readouterr().out.splitlines()[-4:] == [
        "## To find out: editors",
        "",
        "1 course with something that nobody knows.",
        "* One course (`data/courses/one-course.yml`): cost",
    ]


def test_nobody_need_find_out_about_what_is_gone(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(small), "--today", "2026-06-02"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 courses with something that nobody knows."
