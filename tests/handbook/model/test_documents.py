"""The loader reads plain YAML as it stands and refuses everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.faults import HandbookError
from handbook.model.yaml_reader import MAX_BYTES, parse_document, read_document
from scripts.ids import main
from tests.conftest import copy_good


def test_scalars_are_the_text_that_stands_there() -> None:
    text = "country: no\nyear: 2013\nratio: 1:30\nversion: 1.10\nday: 2026-11-22\nquoted: '~'\nempty:\ntilde: ~\n"
    assert parse_document(text, "x.yml").value == {
        "country": "no",
        "year": "2013",
        "ratio": "1:30",
        "version": "1.10",
        "day": "2026-11-22",
        "quoted": "~",
        "empty": None,
        "tilde": None,
    }


def test_lines_are_those_of_the_file() -> None:
    document = parse_document("a: 1\nb:\n  - c: 2\n    d: 3\n", "x.yml", first_line=11)
    assert document.line(("a",)) == 11
    assert document.line(("b", 0, "d")) == 14
    assert document.line(("b", 0, "no such field")) == 13


def test_a_file_of_a_megabyte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yml"
    path.write_text("a: " + "x" * MAX_BYTES, encoding="utf-8")
    with pytest.raises(HandbookError, match=r"large.yml:1: larger than 1,000,000 bytes. Split the file"):
        read_document(path, "large.yml")


def test_an_alias_bomb_is_refused_without_being_unfolded() -> None:
    levels = "".join(
        f"- &{after} [{', '.join(['*' + before] * 9)}]\n" for before, after in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(HandbookError) as caught:
        parse_document("- &a [x, x, x]\n" + levels, "bomb.yml")
    assert len(caught.value.faults) == 63  # one an alias, not one an unfolded alias


def test_the_list_of_ids_grows_and_never_shrinks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_good(tmp_path / "handbook")
    assert main(["--root", str(root)]) == 0
    listed = (root / "data" / "ids.txt").read_text(encoding="utf-8").splitlines()
    assert listed == sorted(listed)
    assert {"course/one-course", "link/first-address", "event/agency-founded"} <= set(listed)
    event = root / "data" / "timeline.yml"
    event.write_text(event.read_text(encoding="utf-8").replace("agency-founded", "agency-begun"), encoding="utf-8")
    assert main(["--root", str(root)]) == 1
    assert "the event 'agency-founded' is gone and not retired" in capsys.readouterr().err
    assert (root / "data" / "ids.txt").read_text(encoding="utf-8").splitlines() == listed


def test_a_retired_id_may_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_good(tmp_path / "handbook")
    with (root / "data" / "ids.txt").open("a", encoding="utf-8") as file:
        file.write("course/gone\n")
    (root / "data" / "retired.yml").write_text(
        "- id: gone\n  kind: course\n  replaced_by: none\n  since: 2026-01-01\n  reason: Made up\n", encoding="utf-8"
    )
    assert main(["--root", str(root)]) == 0
    assert "course/gone" in (root / "data" / "ids.txt").read_text(encoding="utf-8")
