"""Every bad case is refused, with exactly the message that says file, line, field, problem and mend.

The cases stand in `bad_cases.yml` as edits of the one good handbook: what a rule or a field needs stands there once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.checks.registry import RULES
from scripts.check import main
from tests.conftest import ROOT

TABLE = ROOT / "tests" / "bad_cases.yml"
Case = dict[str, Any]
CASES: list[Case] = yaml.load(TABLE.read_text(encoding="utf-8"), yaml.CSafeLoader)
BY_NAME = {case["case"]: case for case in CASES}


def break_handbook(root: Path, case: Case) -> None:
    """Make the edits of a case in the good handbook below `root`; an edit that finds nothing to replace fails."""
    texts: dict[Path, tuple[str, str]] = {}
    for edit in case["edits"]:
        path, encoding = root / edit["file"], edit.get("encoding", "utf-8")
        text = edit["write"] if "write" in edit else _replaced(texts, path, edit["old"], edit["new"])
        texts[path] = text, encoding
    for path, (text, encoding) in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))


def _replaced(texts: dict[Path, tuple[str, str]], path: Path, old: str, new: str) -> str:
    text = texts[path][0] if path in texts else path.read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}; mend the edit"
    return text.replace(old, new)


def test_the_good_handbook_is_in_order(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(small)]) == 0
    assert capsys.readouterr().out == "0 faults: data and pages are in order\n"


@pytest.mark.parametrize("case", CASES, ids=BY_NAME)
def test_a_fault_is_told_in_exact_words(case: Case, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_handbook(small, case)
    assert main(["--root", str(small)]) == 1
    assert capsys.readouterr().out == case["told"]


def test_an_edit_that_finds_nothing_to_replace_fails(small: Path) -> None:
    case = {"edits": [{"file": "data/needs.yml", "old": "no such text", "new": ""}]}
    with pytest.raises(AssertionError, match="stands 0 times"):
        break_handbook(small, case)


def test_each_case_stands_once() -> None:
    assert len(BY_NAME) == len(CASES)


@pytest.mark.parametrize("rule", [rule.__name__ for rule in RULES])
def test_every_rule_has_a_bad_case(rule: str) -> None:
    assert f"rule-{rule.replace('_', '-')}" in BY_NAME


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


UNUSUAL = [
    ("data/links.yml", "https://first.example/page", "https://en.wikipedia.example/wiki/St_George's_Hospital"),
    ("data/links.yml", "https://first.example/page", "https://first.example/a%7Cb?ids[]=1"),
    ("data/courses/one-course.yml", "audience: Doctors", "audience: Doctors \U0001f469\u200d\u2695\ufe0f"),
    ("data/courses/one-course.yml", "audience: Doctors", "audience: TNF\u03b1 \U0001f3f3\ufe0f\u200d\U0001f308"),
    ("docs/index.md", "{{ counts() }}", "{% raw %}\n```\n${{ github.ref }}\n```\n{% endraw %}\n\n{{ counts() }}"),
]
LEFTOVERS = ("._{}", "{}~", ".{}.swp", "#{}#", ".DS_Store", "Thumbs.db", "desktop.ini")


@pytest.mark.parametrize(
    "file", ["data/courses/one-course.yml", "data/links.yml", "docs/index.md", "docs/assets/a.css"]
)
def test_what_editors_and_systems_leave_behind_is_no_fault(
    file: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = (small / file).parent
    beside.mkdir(exist_ok=True)
    for form in LEFTOVERS:
        (beside / form.format(Path(file).name)).write_bytes(b"\x00\xff")
    (beside / f".#{Path(file).name}").symlink_to("somebody@machine.1234")
    assert main(["--root", str(small)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("file", "old", "new"), UNUSUAL)
def test_what_is_unusual_and_right_is_no_fault(
    file: str, old: str, new: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_handbook(small, {"edits": [{"file": file, "old": old, "new": new}]})
    assert main(["--root", str(small)]) == 0, capsys.readouterr().out


def test_all_faults_of_a_run_are_listed_and_counted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_handbook(small, BY_NAME["unknown-id-near"])
    (small / "docs" / "extra.md").write_text("# No front matter\n", encoding="utf-8")
    assert main(["--root", str(small)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["data/courses/one-course.yml", "docs/extra.md", "2 faults"]


def test_in_a_workflow_faults_are_annotations(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_handbook(small, BY_NAME["unknown-id-near"])
    assert main(["--root", str(small), "--github"]) == 1
    assert capsys.readouterr().out.startswith(
        "::error file=data/courses/one-course.yml,line=4::provider: no organisation 'north-trsut'. Did you mean"
    )
