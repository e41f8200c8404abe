"""Whatever is written into data, a page, mkdocs.yml or the status of links: faults in words, never a traceback.

The suite tries some hundred broken files, the same each time; `make fuzz` tries 20,000 new ones. Both count, and
neither looks at the clock.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.exports.link_health import link_health_csv
from handbook.faults import HandbookError
from handbook.model.handbook import load_handbook
from handbook.model.link_status import salvage_status
from scripts.check import check
from tests.broken_files import broken
from tests.conftest import copy_good

COUNT = int(os.environ.get("FUZZ", "0"))
FILES_OF_SUITE = 300
HOW_MANY = [1, 1, 1, 5]  # so many are broken at once: one alone reaches the rules, several are read side by side

STATUS = {
    "about": "",
    "version": 1,
    "links": {
        "first-address": {
            "url": "https://first.example/page",
            "state": "dead",
            "outcome": "gone",
            "checked": "2026-12-08",
            "failures": 2,
            "first_failure": "2026-12-01",
            "gone_since": "2026-12-01",
            "code": 404,
        },
        "second-address": {"url": "https://second.example/page", "state": "parked", "target": "https://x.example/"},
    },
}


def handbook_files(root: Path) -> dict[str, str]:
    """The files that people and machines write, by path."""
    kinds = (".yml", ".md", ".json", ".txt")
    found = [path for path in sorted(root.rglob("*.*")) if path.suffix in kinds and "schema" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


class Target:
    """A handbook to break, and the text of its files; shown as a word, since hypothesis prints what it was given."""

    def __init__(self, root: Path) -> None:
        self.root, self.files = root, handbook_files(root)

    def __repr__(self) -> str:
        return "the good handbook"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Target:
    """The good handbook with a status file."""
    root = copy_good(tmp_path_factory.mktemp("fuzz") / "handbook")
    (root / "data" / "link_status.json").write_text(json.dumps(STATUS), encoding="utf-8")
    assert check(root) == []
    return Target(root)


def look(root: Path) -> int:
    """How many faults `make check` tells; each names a file and is a line of its own."""
    faults = check(root)
    for fault in faults:
        assert fault.file, fault
        assert fault.line >= 0, fault
        assert fault.problem.strip(), fault
        assert fault.mend.strip(), fault
        assert "\n" not in str(fault), fault
        assert str(fault).encode(), fault
        fault.annotation()
    return len(faults)


def use(root: Path) -> None:
    """What a build and a link check make of the status file."""
    with suppress(HandbookError):
        link_health_csv(load_handbook(root))
    try:
        salvage_status((root / "data" / "link_status.json").read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        assert check(root)


def rounds(files: int) -> int:
    """How many examples break so many files, with some to spare."""
    return files * len(HOW_MANY) * 5 // (sum(HOW_MANY) * 4)


@pytest.fixture(scope="module", autouse=True)
def seen() -> dict[str, int]:
    """How many files were broken in this run."""
    return {"files": 0, "refused": 0, "rounds": 0}


@settings(
    max_examples=rounds(COUNT or FILES_OF_SUITE),
    derandomize=not COUNT,
    database=None,
    deadline=None,  # no test judges by time
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_whatever_a_file_holds_ends_in_words(target: Target, seen: dict[str, int], data: st.DataObject) -> None:
    root, files = target.root, target.files
    count = data.draw(st.sampled_from(HOW_MANY))
    names = data.draw(st.lists(st.sampled_from(sorted(files)), min_size=count, max_size=count, unique=True))
    try:
        for name in names:
            (root / name).write_bytes(data.draw(broken(name, files[name]), label=name))
        seen["refused"] += look(root) > 0
        use(root)
    finally:
        for name in names:
            (root / name).write_text(files[name], encoding="utf-8")
    seen["files"] += len(names)
    seen["rounds"] += 1


def test_enough_was_tried_and_most_of_it_refused(seen: dict[str, int]) -> None:
    print(f"{seen['files']} broken files in {seen['rounds']} rounds, {seen['refused']} rounds refused")
    assert seen["files"] >= (COUNT or FILES_OF_SUITE)
    assert seen["refused"] > seen["rounds"] / 2
