"""Every step of every workflow runs from a clean clone, and the dry run sees what would fail on GitHub."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.dry_run.expressions import ExpressionError, evaluate, fill
from scripts.dry_run.runner import ISSUE, Result, Runner
from tests.conftest import ROOT

ALL = sorted(path.stem for path in (ROOT / ".github" / "workflows").glob("*.yml"))
NAMES = [each for each in ALL if each not in ("check", "publish")]  # publish calls check, and has a test of its own
NOT_KEPT = (".git", ".venv", ".cache", "site", "downloads", "__pycache__", ".*_cache", "*.tmp")


def commit(folder: Path) -> Path:
    """Make a repository of `folder`, as far as a workflow needs one."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.fsync=none", "-c", "gc.auto=0"]
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    for text in ("One", "Two"):  # the check of new links compares with the commit before
        command = ["git", *who, "commit", "--quiet", "--allow-empty", "--message", text]
        subprocess.run(command, cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dry-run") / "origin"
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*NOT_KEPT))
    return commit(target)


def all_went_well(name: str, results: list[Result], origin: Path) -> None:
    """Every step of every job ran, and none failed."""
    assert [each for each in results if each.outcome != "success"] == []
    workflow = yaml.safe_load((origin / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))
    for id_, job in workflow["jobs"].items():
        ran = [each for each in results if each.job == f"{name}/{id_}"]
        assert "uses" in job or len(ran) >= len(job["steps"]), id_


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_every_job_goes_well(origin: Path, tmp_path: Path, name: str) -> None:
    all_went_well(name, Runner(origin, tmp_path).run(name), origin)


def test_a_form_that_is_filled_in_becomes_a_branch_with_one_entry(origin: Path, tmp_path: Path) -> None:
    body = (ROOT / "tests" / "fixtures" / "issues" / "course.md").read_text(encoding="utf-8")
    runner = Runner(origin, tmp_path)
    runner.event["issue"] = {**ISSUE, "body": body.replace("North Trust", "NHS Leadership Academy")}
    all_went_well("from-form", runner.run("from-form"), origin)
    assert (tmp_path / "artifacts" / "made" / "title.txt").read_text() == "Add the course a-day-on-boards\n"
    show = ["git", "show", "--stat", "--format=%s", "form/issue-7"]
    told = subprocess.run(show, cwd=origin, capture_output=True, text=True, check=True).stdout
    assert told.startswith("Add the course a-day-on-boards\n")
    assert "data/courses/a-day-on-boards.yml" in told
    assert "2 files changed" in told
    calls = runner.calls.read_text(encoding="utf-8")
    assert "gh pr create --head form/issue-7 --title Add the course a-day-on-boards" in calls
    assert "gh api --silent --method POST repos/owner/handbook/issues/7/comments" in calls


def test_a_change_of_main_is_tested_built_at_its_address_and_published(origin: Path, tmp_path: Path) -> None:
    runner = Runner(origin, tmp_path)
    results = runner.run("publish")
    all_went_well("publish", results, origin)
    all_went_well("check", results, origin)
    assert results[-1].job == "publish/deploy"
    assert (tmp_path / "artifacts" / "github-pages" / "index.html").is_file()
    calls = runner.calls.read_text(encoding="utf-8").splitlines()
    assert [each for each in calls if each.startswith("make")] == [
        "make check",
        "make hints AGAINST=HEAD^1",
        *["make test"] * 3,
        "make copies",
    ]


SMALL: dict[str, Any] = {
    "permissions": {"contents": "read"},
    "jobs": {
        "build": {
            "outputs": {"said": "${{ steps.say.outputs.word }}"},
            "steps": [
                {"uses": "actions/checkout@v1"},
                {"id": "say", "run": 'echo "word=$WORD" >> "$GITHUB_OUTPUT"', "env": {"WORD": "${{ github.ref }}"}},
                {"uses": "actions/upload-artifact@v1", "with": {"name": "kept", "path": "site"}},
            ],
        },
        "after": {"needs": "build", "if": "needs.build.outputs.said != ''", "steps": [{"run": "true"}]},
    },
}


def small(folder: Path, **steps: Any) -> Runner:
    """A run of a small workflow, with a step of its first job replaced, or another added, by its number."""
    origin = folder / "origin"
    (origin / ".github" / "workflows").mkdir(parents=True)
    (origin / "site").mkdir()
    (origin / "site" / "index.html").touch()
    (origin / "Makefile").write_text("site:\n\ttrue\n", encoding="utf-8")
    workflow = yaml.safe_load(yaml.safe_dump(SMALL))
    for number, step in steps.items():
        workflow["jobs"]["build"]["steps"][int(number[1:]) :] = [step]
    (origin / ".github" / "workflows" / "small.yml").write_text(yaml.safe_dump(workflow), encoding="utf-8")
    return Runner(commit(origin), folder)


def test_outputs_artifacts_and_needs_are_handed_on(tmp_path: Path) -> None:
    results = small(tmp_path).run("small")
    assert [each.outcome for each in results] == ["success"] * 4
    assert (tmp_path / "artifacts" / "kept" / "index.html").is_file()


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({"run": "make nothing"}, "No rule to make target 'nothing'"),
        ({"run": "false"}, "exit status 1"),
        ({"run": "gh api x"}, "this step has no GH_TOKEN"),
        ({"uses": "someone/else@v1"}, "no stand-in for this action"),
        ({"uses": "actions/upload-artifact@v1", "with": {"name": "a", "path": "none"}}, "nothing at none to keep"),
        ({"uses": "actions/download-artifact@v1", "with": {"name": "a"}}, "no job before this one kept 'a'"),
        ({"uses": "actions/setup-python@v1", "with": {"cache-dependency-path": "none*.txt"}}, "no file is named none"),
        ({"uses": "actions/configure-pages@v1"}, "lacks the permission 'pages: read'"),
        ({"uses": "actions/deploy-pages@v1"}, "lacks the permission 'pages: write'"),
        ({"uses": "actions/upload-pages-artifact@v1", "with": {"path": "."}}, "no index.html in ./"),
    ],
)
def test_what_would_fail_on_github_fails_here_and_what_needs_it_does_not_run(
    tmp_path: Path, step: dict[str, Any], told: str
) -> None:
    results = small(tmp_path, _2=step).run("small")
    assert [each.outcome for each in results] == ["success", "success", "failure", "skipped"]
    assert told in results[2].note


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("always() && steps.a.outcome == 'success'", True),
        ("steps.a.outputs.none != ''", False),
        ("!(steps.a.outcome == 'failure') && 'it''s'", "it's"),
        ("failure() || success()", True),
        ("contains(list.*.name, 'b')", True),
        ("contains(list.*.name, 'x') || contains('abc', 'd')", False),
    ],
)
def test_expressions_are_read_as_github_reads_them(text: str, value: Any) -> None:
    assert (
        evaluate(text, {"steps": {"a": {"outcome": "success", "outputs": {}}}, "list": [{"name": "a"}, {"name": "b"}]})
        == value
    )


def test_a_value_is_put_into_text_and_the_unknown_is_nothing() -> None:
    assert fill("a ${{ github.x }}${{ github.y }} ${{ success() }}", {"github": {"x": "b"}}) == "a b true"


@pytest.mark.parametrize("text", ["a ==", "hashFiles(a)", "a b", "(a", "a ? b"])
def test_an_expression_that_is_not_understood_is_named(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(text, {})
