"""Every rule rejects its bad fixture, with exactly the message that says file, line, field, problem and mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.checks.registry import RULES
from scripts.check import main
from tests.conftest import BAD

CASES = sorted(path.name for path in BAD.iterdir())


def test_the_good_handbook_is_in_order(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(small)]) == 0
    assert capsys.readouterr().out == "0 faults: data and pages are in order\n"


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_in_exact_words(case: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BAD / case, small, dirs_exist_ok=True)
    expected = (small / "expected.txt").read_text(encoding="utf-8")
    assert main(["--root", str(small)]) == 1
    assert capsys.readouterr().out == expected


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("timeline.yml", "data/timeline.yml:1: the file is missing. Restore the file; the site cannot do without\n"),
        ("courses/one-course.yml", "data/courses:1: there is no course at all. Restore the files; the site cannot"),
    ],
)
def test_a_missing_file_is_named(gone: str, told: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "data" / gone).unlink()
    assert main(["--root", str(small)]) == 1
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("file", ["data/courses/two-course.yml", "docs/prepare/two.md"])
def test_a_symbolic_link_is_refused(file: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / file).symlink_to("nowhere")  # made here: a broken link in the repository would trip other tools
    assert main(["--root", str(small)]) == 1
    assert capsys.readouterr().out == f"{file}:1: a symbolic link. Put the file itself in its place\n1 fault\n"


@pytest.mark.parametrize("rule", [rule.__name__ for rule in RULES])
def test_every_rule_has_a_bad_fixture(rule: str) -> None:
    assert f"rule-{rule.replace('_', '-')}" in CASES


def test_all_faults_of_a_run_are_listed_and_counted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for case in ("unknown-id-near", "dead-anchor", "no-heading"):
        for path in (BAD / case).rglob("*.*"):
            if path.name not in ("expected.txt", "index.md"):
                shutil.copy(path, small / path.relative_to(BAD / case))
    (small / "docs" / "extra.md").write_text("# No front matter\n", encoding="utf-8")
    assert main(["--root", str(small)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["data/courses/one-course.yml", "docs/extra.md", "2 faults"]


def test_in_a_workflow_faults_are_annotations(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BAD / "unknown-id-near", small, dirs_exist_ok=True)
    assert main(["--root", str(small), "--github"]) == 1
    assert capsys.readouterr().out.startswith(
        "::error file=data/courses/one-course.yml,line=4::provider: no organisation 'north-trsut'. Did you mean"
    )
