"""`make lint` refuses what it is there to refuse: each of its tools is run as the Makefile writes it, on a bad case."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

WORKFLOW = """name: Bad
on: {trigger}
permissions: {{}}
concurrency:
  group: bad
  cancel-in-progress: true
jobs:
  bad:
    name: Bad
    runs-on: ubuntu-latest
    steps:
      - {step}
"""
PINNED = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2"


def commands() -> list[list[str]]:
    """What `make lint` runs, a list of words a line."""
    text = subprocess.run(["make", "-n", "lint"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [shlex.split(line) for line in text.splitlines() if line.startswith(".venv/bin/")]


def lint(tool: str, *targets: str | Path, instead_of: int = 1) -> subprocess.CompletedProcess[str]:
    """Run the line of `make lint` that holds `tool`, its last words replaced by `targets`."""
    (line,) = (each for each in commands() if any(tool in word for word in each))
    words = line[: len(line) - instead_of] + [str(each) for each in targets]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def workflow(folder: Path, step: str, trigger: str = "push") -> Path:
    file = folder / ".github" / "workflows" / "bad.yml"
    file.parent.mkdir(parents=True)
    file.write_text(WORKFLOW.format(step=step, trigger=trigger), encoding="utf-8")
    return file


GOOD_STEP = f"uses: {PINNED}\n        with:\n          persist-credentials: false"


@pytest.mark.parametrize(
    ("step", "trigger", "told"),
    [
        ("uses: actions/checkout@v6\n        with:\n          persist-credentials: false", "push", "unpinned-uses"),
        (f"uses: {PINNED}", "push", "artipacked"),
        ("run: echo ${{ github.event.issue.title }}", "issues", "template-injection"),
        (GOOD_STEP, "pull_request_target", "dangerous-triggers"),
    ],
)
def test_zizmor_refuses_a_workflow_that_can_be_misused(tmp_path: Path, step: str, trigger: str, told: str) -> None:
    ran = lint("zizmor", workflow(tmp_path, step, trigger).parents[1])
    assert ran.returncode != 0
    assert told in ran.stdout


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("run: echo ${{ steps.nowhere.outputs.text }}", 'property "nowhere" is not defined'),
        ("runs: echo", 'unexpected key "runs"'),
        ("uses: actions/checkout", "specifying action"),
    ],
)
def test_actionlint_refuses_a_workflow_that_github_would_not_run(tmp_path: Path, step: str, told: str) -> None:
    file = workflow(tmp_path, step)
    ran = lint("actionlint", file)
    assert ran.returncode == 1
    assert re.match(rf"{re.escape(str(file))}:\d+:\d+: ", ran.stdout)
    assert told in ran.stdout


def test_both_pass_a_good_workflow_and_actionlint_says_which_file_it_cannot_read(tmp_path: Path) -> None:
    good = workflow(tmp_path, GOOD_STEP)
    assert lint("zizmor", tmp_path / ".github").returncode == 0
    assert lint("actionlint", good).returncode == 0
    missing = lint("actionlint", tmp_path / "none.yml")
    assert missing.returncode == 2
    assert "none.yml" in missing.stderr


def test_the_types_of_a_script_for_the_browser_are_checked(tmp_path: Path) -> None:
    settings = json.loads((ROOT / "jsconfig.json").read_text(encoding="utf-8"))
    (tmp_path / "jsconfig.json").write_text(json.dumps({**settings, "include": ["*.js"]}), encoding="utf-8")
    (tmp_path / "bad.js").write_text('document.querySelector("p").inerHTML = 1;\n', encoding="utf-8")
    ran = lint("tsc", tmp_path / "jsconfig.json")
    assert ran.returncode != 0
    assert "Property 'inerHTML' does not exist" in ran.stdout


def test_a_misspelling_is_refused_and_the_words_of_the_trade_are_not(tmp_path: Path) -> None:
    text = tmp_path / "page.md"
    text.write_text("The NED of the Humber trust has a fount of advice.\n", encoding="utf-8")
    assert lint("codespell", text, instead_of=0).returncode == 0
    text.write_text("The goverment writes.\n", encoding="utf-8")
    ran = lint("codespell", text, instead_of=0)
    assert ran.returncode != 0
    assert "goverment ==> government" in ran.stdout


def test_the_packages_of_node_are_locked_with_hashes_and_name_no_registry() -> None:
    lock = json.loads((ROOT / "scripts" / "node" / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((ROOT / "scripts" / "node" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = {name.removeprefix("node_modules/"): each for name, each in lock["packages"].items() if name}
    assert {name: each["version"] for name, each in packages.items()} == wanted
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert "resolved" not in json.dumps(lock)
    assert "ignore-scripts=true" in (ROOT / "scripts" / "node" / ".npmrc").read_text(encoding="utf-8")
