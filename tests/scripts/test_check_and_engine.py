"""What the check passes, the engine builds; what it refuses would have failed there, or built a page that misleads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts.check import check
from tests.conftest import ROOT
from tests.handbook.checks.test_bad_cases import BY_NAME, break_handbook

UNUSUAL = (
    ("data/links.yml", "https://first.example/page", "https://first.example/St_George's/a%7Cb?ids[]=1"),
    ("data/courses/one-course.yml", "audience: Doctors", "audience: Doctors \U0001f469\u200d\u2695\ufe0f"),
    ("docs/index.md", "{{ counts() }}", "{% raw %}\n```\n${{ github.ref }}\n```\n{% endraw %}\n\n{{ counts() }}"),
)
# A sample: one that cannot be read, one call, one link, one anchor that no engine can know of, one slip of navigation.
FAILING = ("unknown-id-near", "macro-unknown", "link-to-missing-page", "page-not-in-navigation")
# What the engine builds in silence, and what then stands on the home page, or no longer does.
MISLEADING = {
    "rule-links-are-whole": ("[the job][nope]", ""),
    "rule-table-rows-are-whole": ("a | b", "<td>c</td>"),
}


@pytest.fixture
def whole(small: Path) -> Path:
    """The small handbook with the code and the settings by which the real one is built."""
    for name in ("handbook", "macros", "theme"):
        shutil.copytree(ROOT / name, small / name, ignore=shutil.ignore_patterns("__pycache__"))
    head = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[0]
    own = small / "mkdocs.yml"
    nav = own.read_text(encoding="utf-8").partition("nav:\n")[2]
    own.write_text(f"{head}\nnav:\n{nav}", encoding="utf-8")
    return small


def built(root: Path) -> str | None:
    """The home page as the engine builds it, unchecked; None where it fails."""
    engine = Path(sys.executable).with_name("mkdocs")
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(engine), "build", "--strict", "--site-dir", str(root / "site")]
    done = subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True)
    return None if done.returncode else (root / "site" / "index.html").read_text(encoding="utf-8")


def faults(root: Path) -> list[str]:
    """What the check says, but for the assets of the real site, which the small one lacks."""
    return [str(each) for each in check(root) if "there is no file 'assets/" not in str(each)]


def test_what_the_check_passes_builds(whole: Path) -> None:
    for file, old, new in UNUSUAL:
        break_handbook(whole, {"edits": [{"file": file, "old": old, "new": new}]})
    assert faults(whole) == []
    home = built(whole)
    assert home is not None
    assert "${{ github.ref }}" in BeautifulSoup(home, "html.parser").get_text()


@pytest.mark.parametrize("name", FAILING)
def test_what_the_check_refuses_fails_in_the_engine(whole: Path, name: str) -> None:
    break_handbook(whole, BY_NAME[name])
    assert faults(whole)
    assert built(whole) is None


@pytest.mark.parametrize("name", MISLEADING)
def test_what_the_engine_builds_in_silence_would_have_misled(whole: Path, name: str) -> None:
    break_handbook(whole, BY_NAME[name])
    assert faults(whole)
    home = built(whole)
    assert home is not None
    left, lost = MISLEADING[name]
    assert left in BeautifulSoup(home, "html.parser").get_text() or left in home
    assert not lost or lost not in home
