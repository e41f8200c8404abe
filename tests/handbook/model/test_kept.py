"""What is kept of a reading is what reading gives, whatever stands in the file that keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model.catalogue import load_catalogue
from scripts.check import check
from tests.conftest import Edit

FILE = ".cache/parsed.kept"


def lines_of(root: Path) -> list[tuple[str, object, object]]:
    return [(each.file, each.value, each.lines) for each in load_catalogue(root).documents]


def test_a_folder_without_a_cache_keeps_nothing(small: Path) -> None:
    lines_of(small)
    assert not (small / FILE).exists()


def test_the_second_run_reads_the_same_values_and_lines(small: Path) -> None:
    plain = lines_of(small)
    (small / FILE).parent.mkdir()
    assert lines_of(small) == plain
    assert (small / FILE).is_file()
    assert lines_of(small) == plain


def test_a_change_is_seen(small: Path, edit: Edit) -> None:
    (small / FILE).parent.mkdir()
    before = lines_of(small)
    edit("data/courses/one-course.yml", "audience: Doctors", "# a line more\naudience: All doctors")
    after = lines_of(small)
    changed = [new[0] for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["data/courses/one-course.yml"]
    assert load_catalogue(small).courses[0].audience == "All doctors"


def test_a_check_that_finds_all_kept_tells_the_same_faults(small: Path, edit: Edit) -> None:
    (small / FILE).parent.mkdir()
    edit("docs/role/responsibilities.md", "{{ areas() }}", "{{ areas() }}\n\n[a link](#nowhere) and ![](none.png)")
    edit("docs/prepare/resilience.md", "# ", "## ")
    plain = check(small)
    assert len(plain) > 2
    assert len(list((small / FILE).parent.glob("*.kept"))) == 5
    assert check(small) == plain


@pytest.mark.parametrize("kept", ["", "{", "[]", "\x00"])
def test_what_cannot_be_read_is_done_without(kept: str, small: Path) -> None:
    plain = lines_of(small)
    (small / FILE).parent.mkdir()
    (small / FILE).write_text(kept, encoding="utf-8")
    assert lines_of(small) == plain
