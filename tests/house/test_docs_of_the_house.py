"""README and CONTRIBUTING name files and commands that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ("README.md", "CONTRIBUTING.md")
FOLDERS = ("data", "docs", "handbook", "macros", "scripts", "theme", "tests", r"\.github")
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


@pytest.mark.parametrize("doc", DOCS)
def test_what_it_says_to_look_for_in_a_file_stands_there(doc: str) -> None:
    """`class Name`, `def name` and the `NAME` of a table in a file that the same line names; and `file`, at `words`."""
    sought = []
    for line in (ROOT / doc).read_text(encoding="utf-8").splitlines():
        files = [each for each in re.findall(r"`([\w/.-]+)`", line) if (ROOT / each).is_file()]
        sought += [(files, words) for words in re.findall(r"`((?:class|def) \w+|[A-Z]{6,})`", line)]
        sought += [([file], words) for file, words in re.findall(r"`([\w/.-]+)`, at `([^`]+)`", line)]
    assert sought
    assert not [words for files, words in sought if not any(begins_a_line(words, file) for file in files)]


def begins_a_line(words: str, file: str) -> bool:
    text = (ROOT / file).read_text(encoding="utf-8")
    return re.search(rf"^{re.escape(words)}\b", text, flags=re.MULTILINE) is not None


def test_the_tree_in_the_readme_names_every_folder_of_code() -> None:
    tree = (ROOT / "README.md").read_text(encoding="utf-8")
    packages = {path.parent.relative_to(ROOT).as_posix() for path in Path(ROOT).glob("*/**/__init__.py")}
    ours = {each for each in packages if each.split("/")[0] in FOLDERS[:-2] and each != "handbook"}
    assert not [each for each in ours if f"{each}/" not in tree]


def test_the_list_of_workflows_names_each_of_them() -> None:
    folder = ROOT / ".github" / "workflows"
    text = (folder / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([\w-]+\.yml)` \|", text, flags=re.MULTILINE)
    assert sorted(listed) == sorted(path.name for path in folder.glob("*.yml"))
