"""README and CONTRIBUTING name files and commands that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ("README.md", "CONTRIBUTING.md")
FOLDERS = ("data", "docs", "handbook", "macros", "scripts", "theme", "tests")
# Written by a command, and so not there in a fresh clone; or shown as an example of a name.
NOT_KEPT = ("data/courses/my-course.yml",)
_PATH = re.compile(rf"(?<![\w/.-])((?:{'|'.join(FOLDERS)})/[\w./*-]*)")
_COMMAND = re.compile(r"\bmake ([a-z][a-z-]*)")


def named(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(text)))


@pytest.mark.parametrize("doc", DOCS)
def test_every_path_that_it_names_is_there(doc: str) -> None:
    paths = [each.rstrip(".") for each in named(_PATH, (ROOT / doc).read_text(encoding="utf-8"))]
    assert len(paths) > 5
    missing = [each for each in paths if each not in NOT_KEPT and not list(ROOT.glob(each))]
    assert not missing


@pytest.mark.parametrize("doc", DOCS)
def test_every_command_that_it_names_is_one(doc: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    code = " ".join(re.findall(r"`[^`\n]+`|^    .+$", (ROOT / doc).read_text(encoding="utf-8"), flags=re.MULTILINE))
    commands = named(_COMMAND, code)
    assert len(commands) > 2
    assert set(commands) <= targets


def test_the_tree_in_the_readme_names_every_folder_of_code() -> None:
    tree = (ROOT / "README.md").read_text(encoding="utf-8")
    packages = {path.parent.relative_to(ROOT).as_posix() for path in Path(ROOT).glob("*/**/__init__.py")}
    ours = {each for each in packages if each.split("/")[0] in FOLDERS[:-1] and each != "handbook"}
    assert not [each for each in ours if f"{each}/" not in tree]
