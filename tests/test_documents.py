"""The loader reads plain YAML as it stands and refuses everything else."""

from __future__ import annotations

import pytest

from macros.documents import MAX_BYTES, parse_document, read_document
from macros.faults import HandbookError


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


def test_a_file_of_a_megabyte_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "large.yml"
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
