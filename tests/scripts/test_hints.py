"""Hints on prose advise on changed lines alone, and never block."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.hints import hints, main


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Write in order to apply.", ["'in order to': plainer is to"]),
        ("They utilise it.", ["'utilise': plainer is use"]),
        ("This page shows what to do.", ["'This page shows': plainer is the answer itself"]),
        ("One " * 26 + ".", ["a sentence of 26 words: can it be two?"]),
        ("You must apply. You should ask.", []),
        ("`in order to` and {{ note('e.g.') }} and [x](https://a.example/utilise)", []),
        ("A commencement and an etcher.", []),
    ],
)
def test_a_hint_names_what_could_be_plainer(line: str, told: list[str]) -> None:
    assert list(hints(line)) == told


def test_only_changed_lines_are_looked_at_and_nothing_is_blocked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "docs" / "a.md"
    page.parent.mkdir()
    page.write_text("Utilise it.\n\nPlain.\n", encoding="utf-8")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "One"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert main(["--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "no hints on what changed\n"
    page.write_text("Utilise it.\n\nPrior to that, 100 %.\n\n```\nutilise\n```\n", encoding="utf-8")
    (tmp_path / "docs" / "new.md").write_text("# Utilise\n\nIt may facilitate.\n", encoding="utf-8")
    assert main(["--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/a.md:3: 'Prior to': plainer is before",
        "docs/new.md:3: 'facilitate': plainer is help, or say what is done",
        "2 hints: advice, and nothing is blocked by it",
    ]
    assert main(["--root", str(tmp_path), "--github"]) == 0
    assert "::notice file=docs/a.md,line=3::'Prior to'" in capsys.readouterr().out
