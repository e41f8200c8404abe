"""`make release` stamps an edition in every file that names it, or in none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from scripts.check import check
from scripts.release import command, together
from scripts.release.command import main
from scripts.release.stamps import FILES, version_of
from tests.conftest import ROOT, copy_good

EDITIONS = "data/editions.yml"
DAY = "2099-12-05"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real files that name the edition, with a section of the changelog that waits for one; no page is checked."""
    monkeypatch.setattr(command, "check", lambda root, today: [])
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    change(tmp_path, "CHANGELOG.md", "\n## ", "\n## Next\n\n- A new `page`, which\n  opens.\n- Another.\n\n## ")
    return tmp_path


def change(project: Path, name: str, old: str, new: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def release(project: Path, edition: str = "2099.12", day: str = DAY) -> int:
    return main([edition, "--date", day, "--root", str(project)])


def state(project: Path) -> dict[str, bytes]:
    """Every file of the project, so that what was left behind shows too; what the check keeps of its reading aside."""
    files = (path for path in project.rglob("*") if path.is_file() and path.suffix != ".kept")
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def test_an_edition_is_stamped_with_its_day_and_its_changelog(project: Path) -> None:
    assert release(project) == 0
    texts = {name: content.decode() for name, content in state(project).items()}
    assert set(texts) == set(FILES)
    assert 'version = "2099.12"\n' in texts["pyproject.toml"]
    assert "version: 2099.12\ndate-released: 2099-12-05\n" in texts["CITATION.cff"]
    assert "## 2099.12\n\n- A new `page`" in texts["CHANGELOG.md"]
    assert "## Next" not in texts["CHANGELOG.md"]
    assert "Handbook, 2099 edition" in texts["handbook/exports/formats.py"]
    assert "Handbook, 2099 edition" in texts["docs/about/open-data.md"]


def test_the_real_files_name_one_edition() -> None:
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in FILES}
    first = yaml.safe_load(texts[EDITIONS])[0]
    assert version_of(texts) == first["id"].replace("-", ".")
    assert f"version: {version_of(texts)}\ndate-released: {first['published']}\n" in texts["CITATION.cff"]
    assert f"\n## {version_of(texts)}\n" in texts["CHANGELOG.md"]


def test_readers_are_told_of_the_edition_from_the_changelog(project: Path) -> None:
    before = yaml.safe_load((project / EDITIONS).read_text(encoding="utf-8"))
    assert release(project) == 0
    first, *rest = yaml.safe_load((project / EDITIONS).read_text(encoding="utf-8"))
    assert (first["id"], first["title"], str(first["published"])) == ("2099-12", "Edition 2099.12", DAY)
    assert first["brought"] == [{"text": "A new page, which opens."}, {"text": "Another."}]
    assert rest == before


def test_what_an_editor_wrote_of_the_edition_stays_and_gets_its_day(project: Path) -> None:
    entry = (
        '- id: "2099-12"\n  title: Mine\n  published: 2099-12-24\n  summary: Mine.\n  brought:\n    - text: Mine.\n\n'
    )
    change(project, EDITIONS, '- id: "2026-11"', f'{entry}- id: "2026-11"')
    before = (project / EDITIONS).read_text(encoding="utf-8")
    assert release(project) == 0
    assert (project / EDITIONS).read_text(encoding="utf-8") == before.replace("2099-12-24", DAY)


@pytest.mark.parametrize("day", [DAY, "2099-12-06"])
def test_a_second_run_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert release(project) == 0
    before = state(project)
    assert release(project, day=day) == 0  # as when the copies could not be made, on the same day or the next
    assert state(project) == before
    assert "stamped already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("CHANGELOG.md", "## Next", "## 1999.01", "its first section must be '## Next'"),
        (
            "CHANGELOG.md",
            "- A new `page`, which\n  opens.\n- Another.\n",
            "",
            "the section 'Next' says nothing yet",
        ),
        ("CITATION.cff", "date-released:", "released:", "CITATION.cff: one line is to match"),
        ("docs/about/open-data.md", "2026 edition", "edition", "docs/about/open-data.md: one line is to match"),
        ("pyproject.toml", 'version = "2', 'version = "22', "is later than 2099.12"),
        ("pyproject.toml", 'version = "2026.11"', 'version = "2099.12"', "Name a second one in a month 2099.12.1"),
    ],
)
def test_what_is_not_ready_is_told_and_nothing_is_changed(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, told: str
) -> None:
    change(project, file, old, new)
    before = state(project)
    assert release(project) == 1
    assert told in capsys.readouterr().err
    assert state(project) == before


def test_an_edition_comes_out_in_its_month(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(project)
    assert release(project, day="2099-11-30") == 1
    assert "2099.12 cannot come out on 2099-11-30" in capsys.readouterr().err
    assert state(project) == before


@pytest.mark.parametrize("edition", ["2099", "2099.13", "2099.1", "v2099.12", "2099.12.0", "1999.12", "2099.12\n", ""])
def test_an_edition_is_a_year_and_a_month(project: Path, edition: str) -> None:
    before = state(project)
    with pytest.raises(SystemExit) as end:
        release(project, edition)
    assert end.value.code == 2
    assert state(project) == before


Put = Callable[[Path, str], None]


def stopping_at(put: Put, name: str, error: BaseException) -> Put:
    """As `put`, but the first time that the file is to be written, the error."""
    waiting = [error]

    def write(path: Path, text: str) -> None:
        if path.name == name and waiting:
            raise waiting.pop()
        put(path, text)

    return write


@pytest.mark.parametrize("name", [Path(each).name for each in FILES])
@pytest.mark.parametrize("error", [OSError("no space left"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_what_was_there(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    before = state(project)
    monkeypatch.setattr(together, "_put", stopping_at(together._put, name, error))
    if isinstance(error, OSError):
        assert release(project) == 1
    else:
        with pytest.raises(KeyboardInterrupt):
            release(project)
    assert state(project) == before


def test_what_a_run_that_was_killed_began_is_put_back_by_the_next(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(project)
    with monkeypatch.context() as killed:
        killed.setattr(together, "restore", lambda root: False)  # killed outright: nothing more runs
        killed.setattr(together, "_put", stopping_at(together._put, "CHANGELOG.md", SystemExit()))
        with pytest.raises(SystemExit):
            release(project)
    assert state(project) != before
    assert release(project, "2099.12", "2099-11-01") == 1  # refused, and as it was before both
    assert state(project) == before
    assert release(project) == 0
    assert capsys.readouterr().out.startswith("edition 2099.12 of 2099-12-05 is stamped")


def test_what_would_have_faults_once_stamped_is_not_stamped(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_good(project / "good")
    for name in FILES:
        (project / "good" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project / name, project / "good" / name)
    (project / "good" / "docs/about/open-data.md").write_text("The Handbook, 2026 edition\n", encoding="utf-8")
    (project / "good" / EDITIONS).write_text("# No edition yet\n", encoding="utf-8")
    monkeypatch.setattr(command, "check", check)
    before = state(project / "good")
    assert release(project / "good") == 1
    assert "stamped, the handbook would have faults:\n" in capsys.readouterr().err
    assert state(project / "good") == before
