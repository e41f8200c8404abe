"""`make release` stamps an edition in three files, or in none."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from scripts.release import main
from tests.conftest import ROOT

NAMES = ("pyproject.toml", "CITATION.cff", "CHANGELOG.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in NAMES:
        shutil.copy(ROOT / name, tmp_path)
    text = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(
        text.replace("\n## ", "\n## Next\n\n- A new page.\n\n## ", 1), encoding="utf-8"
    )
    return tmp_path


def release(project: Path, edition: str) -> int:
    return main([edition, "--date", "2099-12-05", "--root", str(project)])


def test_an_edition_is_stamped_with_its_day_and_its_changelog(project: Path) -> None:
    assert release(project, "2099.12") == 0
    texts = {name: (project / name).read_text(encoding="utf-8") for name in NAMES}
    assert 'version = "2099.12"\n' in texts["pyproject.toml"]
    assert "version: 2099.12\ndate-released: 2099-12-05\n" in texts["CITATION.cff"]
    assert "## 2099.12\n\n- A new page.\n" in texts["CHANGELOG.md"]
    assert "## Next" not in texts["CHANGELOG.md"]
    assert not list(project.glob("*.tmp"))
    assert release(project, "2099.12") == 0  # again, as when the copies could not be made


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("CHANGELOG.md", "## Next", "## 1999.01", "its first section must be '## Next' or '## 2099.12'"),
        ("CHANGELOG.md", "- A new page.\n", "", "the section 'Next' says nothing yet"),
        ("CITATION.cff", "date-released:", "released:", "CITATION.cff: one line is to match"),
        ("pyproject.toml", 'version = "', 'version = "2100.01', "is later than 2099.12"),
    ],
)
def test_what_is_not_ready_is_told_and_nothing_is_changed(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, told: str
) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    if file == "pyproject.toml":
        at = text.index('version = "')
        text = f'{text[:at]}version = "2100.01"{text[text.index(chr(10), at) :]}'
    path.write_text(text.replace(old, new, 1) if file != "pyproject.toml" else text, encoding="utf-8")
    before = {name: (project / name).read_bytes() for name in NAMES}
    assert release(project, "2099.12") == 1
    assert told in capsys.readouterr().err
    assert {name: (project / name).read_bytes() for name in NAMES} == before


@pytest.mark.parametrize("edition", ["2099", "2099.13", "2099.1", "v2099.12", "2099.12.0", "1999.12"])
def test_an_edition_is_a_year_and_a_month(project: Path, edition: str) -> None:
    with pytest.raises(SystemExit) as end:
        release(project, edition)
    assert end.value.code == 2
    assert date(2099, 12, 5).isoformat() not in (project / "CITATION.cff").read_text(encoding="utf-8")
