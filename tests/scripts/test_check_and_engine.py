"""What the check passes, the engines build; what it refuses fails there, or builds a page that misleads.

A case of `bad_cases.yml` that the engines would build says by `misleads` in which way; every other case stops both,
most of them because the macros read data and pages by the same model. The suite builds a sample of each sort, and
`make mutations` every case with both engines.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from scripts.build import ENGINES
from scripts.check import check
from tests.conftest import ROOT
from tests.handbook.checks.test_bad_cases import BY_NAME, LEFTOVERS, UNUSUAL, break_handbook

# In which way a page misleads, where nothing stops it from being built.
MISLEADS = {
    "today": "What has ended, is planned or is not shown stands as what holds today, or events stand out of order.",
    "figures": "A figure is not the source's own, or does not follow from those beside it.",
    "words": "Marks of the writing stand in the text, or words of it are lost.",
    "way": "A link, a picture, a saved plan or a search leads nowhere, in a circle, or past a page.",
    "basis": "A reader cannot see what a statement rests on, or sees another basis than it has.",
    "twice": "The same is held twice, and a reader or an author meets the one that has aged.",
    "gaps": "A criterion, an entry or a part of a directory is left without what every other one has.",
    "outline": "Titles, headings, tables and pictures do not tell every reader, or a screen reader, what they are.",
    "code": "A link that looks like any other runs code.",
    "upkeep": "Nobody is told when to look again, or what a field is for.",
}
SILENT = {name: case["misleads"] for name, case in BY_NAME.items() if "misleads" in case}
# Zensical builds these; MkDocs stops at them by its own strict rules.
MKDOCS_STOPS = {"image-without-words", "missing-image", "navigation-without-page", "page-not-in-navigation"}

ALL = bool(os.environ.get("MUTATIONS"))
# One that cannot be read, one call, one link, one slip of navigation.
STOPPED = ["unknown-id-near", "macro-unknown", "link-to-missing-page", "page-not-in-navigation"]
# What then stands on the home page, and what no longer does.
SHOWN = {
    "rule-links-are-whole": ("[the job][nope]", ""),
    "rule-table-rows-are-whole": ("a | b", "<td>c</td>"),
}


def equip(root: Path) -> None:
    """Give a small handbook the code and the settings by which the real one is built."""
    for name in ("handbook", "macros", "theme"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    head = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[0]
    own = root / "mkdocs.yml"
    _, nav, pages = own.read_text(encoding="utf-8").partition("nav:\n")
    if nav:  # else the settings are what the case has broken
        own.write_text(f"{head}\n{nav}{pages}", encoding="utf-8")


def built(root: Path, engine: str = "mkdocs") -> str | None:
    """The home page as the engine builds it, unchecked; None where it fails."""
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(Path(sys.executable).with_name(engine)), "build", "--strict", "--clean"]
    done = subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True)
    return None if done.returncode else (root / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_check_passes_builds(small: Path, engine: str) -> None:
    for number, (file, old, new) in enumerate(UNUSUAL):
        if all(file != other or old != same for other, same, _ in UNUSUAL[:number]):
            break_handbook(small, {"edits": [{"file": file, "old": old, "new": new}]})
    for form in LEFTOVERS:
        (small / "data" / "courses" / form.format("one-course.yml")).write_bytes(b"\x00\xff")
    assert check(small) == []
    equip(small)
    home = built(small, engine)
    assert home is not None
    assert "${{ github.ref }}" in BeautifulSoup(home, "html.parser").get_text()


@pytest.mark.parametrize("engine", ENGINES if ALL else ["mkdocs"])
@pytest.mark.parametrize("name", list(BY_NAME) if ALL else STOPPED)
def test_what_the_check_refuses_fails_or_misleads(small: Path, name: str, engine: str) -> None:
    break_handbook(small, BY_NAME[name])
    equip(small)
    stopped = name not in SILENT or (engine == "mkdocs" and name in MKDOCS_STOPS)
    assert (built(small, engine) is None) is stopped


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_engine_builds_in_silence_would_have_misled(small: Path, name: str) -> None:
    break_handbook(small, BY_NAME[name])
    assert check(small)
    equip(small)
    home = built(small)
    assert home is not None
    left, lost = SHOWN[name]
    assert left in BeautifulSoup(home, "html.parser").get_text() or left in home
    assert not lost or lost not in home


def test_every_case_that_is_built_says_in_which_way_it_misleads() -> None:
    assert set(SILENT.values()) == set(MISLEADS)
    assert set(SHOWN) | MKDOCS_STOPS <= set(SILENT)
