"""`make site` reads data and pages once, and builds nothing from a handbook that is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model import handbook as model
from handbook.model.catalogue import Catalogue, load_catalogue
from macros import reload
from scripts import build
from tests.conftest import ROOT, Edit


@pytest.fixture(autouse=True)
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reload, "_loaded", None)
    monkeypatch.setattr(reload, "_code", ())
    monkeypatch.setattr(build, "quick_check", lambda *_: 0)


def test_check_downloads_and_macros_share_one_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read: list[Path] = []

    def load(root: Path) -> Catalogue:
        read.append(root)
        return load_catalogue(root)

    monkeypatch.setattr(model, "load_catalogue", load)

    def engine(_arguments: list[str]) -> int:
        assert reload.current_macros(ROOT)
        return 0

    monkeypatch.setattr(build, "_mkdocs", engine)
    assert build.main(["--site", str(tmp_path)]) == 0
    assert read == [ROOT]
    assert capsys.readouterr().out == "0 faults: data and pages are in order\n"


def test_a_fault_is_told_before_anything_is_built(
    small: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("data/courses/one-course.yml", "provider: north-trust", "provider: north-trsut")
    monkeypatch.setattr(build, "ROOT", small)
    assert build.main([]) == 1
    told = capsys.readouterr().out
    assert told.startswith("data/courses/one-course.yml:4: provider: no organisation 'north-trsut'. Did you mean")
    assert told.endswith("\n1 fault\n")
    assert not (small / "docs" / "downloads").exists()
