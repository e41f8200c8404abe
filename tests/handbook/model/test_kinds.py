"""A new kind of entry and a new field touch few files, and what was forgotten is told in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PARTS = ("docs", "data", "handbook", "macros", "scripts", "theme")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that may be edited."""
    for name in PARTS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def run(project: Path, command: str) -> str:
    """What a command of the copied project prints; it must not end in a traceback."""
    environment = {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def touched(project: Path) -> list[str]:
    """The files of the copy that differ from the project."""
    files = (path.relative_to(project) for part in PARTS for path in (project / part).rglob("*") if path.is_file())
    kept = (path for path in files if "__pycache__" not in path.parts)
    return sorted(
        path.as_posix()
        for path in kept
        if not (ROOT / path).is_file() or (ROOT / path).read_bytes() != (project / path).read_bytes()
    )


def add(path: Path, text: str) -> None:
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


CLASS = '''

@kind("podcast", "podcasts.yml", home="evidence/research-since.md#{id}")
class Podcast(Sourced):
    """Something to listen to (`podcasts.yml`)."""

    title: Text
    """Its name."""
'''
ENTRY = """# yaml-language-server: $schema=schema/podcast.list.schema.json
- id: a-podcast
  title: A podcast
  sources: [G-1.10]
"""


def test_a_new_kind_touches_six_files_at_most(project: Path) -> None:
    add(project / "handbook" / "model" / "evidence.py", CLASS)
    assert "data/podcasts.yml:1: the file is missing." in run(project, "scripts.check")
    add(project / "data" / "podcasts.yml", ENTRY)
    assert "data/schema/podcast.list.schema.json:1: not in step" in run(project, "scripts.check")
    run(project, "scripts.schemas")
    forgotten = run(project, "scripts.check")
    assert "a macro leads to 'evidence/research-since.md#a-podcast', and there is no such anchor" in forgotten
    (project / "macros" / "templates" / "evidence" / "podcasts.html").write_text(
        '{% for each in podcasts %}<p id="{{ each.id }}">{{ each.title }}</p>{% endfor %}\n', encoding="utf-8"
    )
    replace(
        project / "macros" / "frameworks.py",
        "\n\ndef reform_table(",
        '''

def podcasts(handbook: Handbook) -> str:
    """What to listen to: `{{ podcasts() }}`."""
    return render("evidence/podcasts.html", podcasts=handbook.catalogue.entries["podcast"].values())


def reform_table(''',
    )
    replace(
        project / "docs" / "evidence" / "research-since.md",
        "{{ page_end(page) }}",
        "{{ podcasts() }}\n\n{{ page_end(page) }}",
    )
    assert run(project, "scripts.check") == "0 faults: data and pages are in order\n"
    assert len(touched(project)) <= 6, touched(project)


def test_a_new_field_touches_three_files(project: Path) -> None:
    need = project / "handbook" / "model" / "entries.py"
    replace(
        need,
        '    """The need in a reader\'s words."""\n',
        '    """The need in a reader\'s words."""\n    hint: Text\n    """A hint."""\n',
    )
    assert "data/needs.yml:3: hint: this field is missing. Write it: a hint" in run(project, "scripts.check")
    data = project / "data" / "needs.yml"
    data.write_text(
        data.read_text(encoding="utf-8").replace("\n  page:", "\n  hint: A hint\n  page:"), encoding="utf-8"
    )
    run(project, "scripts.schemas")
    assert run(project, "scripts.check") == "0 faults: data and pages are in order\n"
    assert touched(project) == ["data/needs.yml", "data/schema/need.list.schema.json", "handbook/model/entries.py"]


def test_a_kind_without_a_home_is_told_where_it_is_needed(project: Path) -> None:
    replace(project / "handbook" / "model" / "entries.py", 'home="directory/voices.md#{id}", ', "")
    told = run(project, "scripts.check")
    assert "coverage_table: a voice has no home. Say in its @kind(…) on which page it is shown" in told
