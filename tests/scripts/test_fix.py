"""`make fix` mends what needs no judgement, keeps comments, and leaves alone what it cannot mend safely."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from scripts.fix import main, mended
from tests.conftest import ROOT

FILE = "data/courses/a.yml"
UNTIDY = (
    "# yaml-language-server: $schema=../schema/course.schema.json\r\n"
    "title: A day   \n"
    "# About the id.\n# It is short.\n"
    "id: a\n"
    "currency:\n  # Within.\n  status: active\n  note: >-\n    Two lines,\n    as one.\n"
    "\n"
    "kind: course\n\n\n"
)
TIDY = (
    "# yaml-language-server: $schema=../schema/course.schema.json\n"
    "# About the id.\n# It is short.\n"
    "id: a\n"
    "title: A day\n"
    "kind: course\n"
    "currency:\n  # Within.\n  status: active\n  note: >-\n    Two lines,\n    as one.\n"
    "\n"
)


def test_fields_come_in_the_order_of_the_schema_with_the_comments_above_them() -> None:
    once = mended(UNTIDY, FILE)
    assert once.split() == TIDY.split()
    assert once.endswith("\n")
    assert mended(once, FILE) == once


def test_every_entry_can_be_mended_and_says_the_same_afterwards() -> None:
    files = sorted((ROOT / "data" / "courses").glob("*.yml"))
    assert len(files) > 50
    for path in files:
        text = path.read_text(encoding="utf-8")
        new = mended(text, path.relative_to(ROOT).as_posix())
        assert yaml.safe_load(new) == yaml.safe_load(text), path
        assert sorted(new.split()) == sorted(text.split()), path


def test_an_address_loses_what_tracks_and_nothing_else() -> None:
    text = (
        "- id: a\n  url: https://a.example/x?id=1&utm_source=mail#top\n  title: See https://a.example/?utm_source=x\n"
    )
    new = mended(text, "data/links.yml")
    assert "url: https://a.example/x?id=1#top\n" in new
    assert "title: See https://a.example/?utm_source=x\n" in new


def test_a_space_that_says_something_is_not_taken_away_unseen() -> None:
    # The blank at the end of the literal belongs to the text; without it the text is another one only in that blank.
    text = "id: a\ntitle: |\n  Two\n\n\n"
    assert yaml.safe_load(mended(text, FILE))["title"].strip() == "Two"


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


def test_only_files_that_differ_are_mended_and_each_is_named(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "One"]):
        subprocess.run(["git", *command], cwd=small, check=True)
    capsys.readouterr()
    assert run(small) == 0
    assert capsys.readouterr().out == "nothing to mend\n"
    new, old = small / FILE, small / "data" / "courses" / "one-course.yml"
    new.write_text(UNTIDY, encoding="utf-8")
    before = old.read_bytes()
    assert run(small) == 0
    assert capsys.readouterr().out.startswith(f"{FILE}: mended\n")
    assert old.read_bytes() == before
    assert not list(small.rglob("*.tmp"))


def test_what_is_no_yaml_or_no_entry_is_left_as_it_is(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = small / FILE
    bad.write_text("id: [a\n", encoding="utf-8")
    page = small / "docs" / "index.md"
    text = page.read_bytes()
    assert run(small, str(bad), str(page), str(small / "data" / "none.yml")) == 1
    assert bad.read_text() == "id: [a\n"
    assert page.read_bytes() == text
    assert f"{FILE}:" in capsys.readouterr().err


def test_a_commit_that_is_not_there_is_wrong_usage(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=small, check=True)
    with pytest.raises(SystemExit) as end:
        run(small, "--against", "nowhere")
    assert end.value.code == 2
    assert "nowhere" in capsys.readouterr().err
