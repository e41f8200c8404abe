"""Runs workflows: jobs in the order of their needs, steps in the order in which they are written."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scripts.dry_run.actions import Job, StepError, run_action
from scripts.dry_run.expressions import ExpressionError, evaluate, fill
from scripts.dry_run.stubs import write_stubs

GITHUB = {
    "ref": "refs/heads/main",
    "server_url": "https://github.com",
    "repository": "owner/handbook",
    "run_id": "1",
    "token": "a-token-of-straw",
}


# What happened, for the workflows that ask: somebody sent the form for a course, with nothing in it.
ISSUE = {"number": 7, "state": "open", "body": "", "labels": [{"name": "content"}, {"name": "course"}]}


@dataclass(frozen=True)
class Result:
    """What became of a step: `outcome` is success, failure or skipped, `note` what it said of a failure."""

    job: str
    step: str
    outcome: str
    note: str = ""


class Runner:
    """One dry run of the repository at `source`, in `folder`; `stubs` says whether make and gh are of straw."""

    def __init__(self, source: Path, folder: Path, stubs: bool = True) -> None:
        self.source, self.folder, self.stubs = source, folder, stubs
        self.calls = folder / "calls"
        self.calls.touch()
        write_stubs(folder / "stubs")
        self._jobs = itertools.count(1)
        self.event: dict[str, Any] = {"issue": ISSUE}

    def run(self, name: str) -> list[Result]:
        """Run the workflow `name`; returns each step of each job with what became of it.

        Raises ExpressionError where the workflow uses what scripts/dry_run/expressions.py does not know.
        """
        text = (self.source / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
        workflow = yaml.safe_load(text)
        (self.folder / "event.json").write_text(json.dumps(self.event), encoding="utf-8")
        results: list[Result] = []
        needs: dict[str, Any] = {}
        for id_, job in _ordered(workflow["jobs"]):
            context = {"github": {**GITHUB, "event": self.event}, "needs": needs, "failed": _unmet(job, needs)}
            if "uses" in job:
                ran = self.run(Path(job["uses"]).stem)
                needs[id_] = {"result": _result(ran), "outputs": {}}
            else:
                ran, outputs = self._job(f"{name}/{id_}", job, workflow, context)
                needs[id_] = {"result": _result(ran), "outputs": outputs}
            results += ran
        return results

    def _job(
        self, name: str, job: dict[str, Any], workflow: dict[str, Any], context: dict[str, Any]
    ) -> tuple[list[Result], dict[str, str]]:
        """The job once for each combination of its matrix; its outputs are those of the last one."""
        if not _holds(job.get("if", ""), context):
            return [Result(name, "", "skipped")], {}
        results, outputs = [], {}
        for matrix in _combinations(job.get("strategy", {}).get("matrix", {})):
            place = self.folder / f"job-{next(self._jobs)}"
            own = {**context, "matrix": matrix, "failed": False, "steps": {}, "runner": {"temp": str(place / "temp")}}
            for folder in ("temp", "work"):
                (place / folder).mkdir(parents=True)
            rights = job.get("permissions", workflow.get("permissions", {}))
            under_way = Job(self.source, place / "work", self.folder / "artifacts", rights)
            results += [self._step(name, step, under_way, own) for step in job["steps"]]
            outputs = {key: fill(value, own) for key, value in job.get("outputs", {}).items()}
        return results, outputs

    def _step(self, job: str, step: dict[str, Any], under_way: Job, context: dict[str, Any]) -> Result:
        title = step.get("name") or step.get("run", step.get("uses", "")).splitlines()[0]
        if not _holds(step.get("if", ""), context):
            return Result(job, title, "skipped")
        try:
            if "uses" in step:
                given = {key: fill(str(value), context) for key, value in step.get("with", {}).items()}
                outputs = run_action(step["uses"], under_way, given)
            else:
                outputs = self._command(step, under_way, context)
            outcome, note = "success", ""
        except StepError as error:
            outputs, outcome, note = {}, "failure", str(error)
            context["failed"] = context["failed"] or not step.get("continue-on-error")
        context["steps"][step.get("id", title)] = {"outputs": outputs, "outcome": outcome}
        return Result(job, title, outcome, note)

    def _command(self, step: dict[str, Any], job: Job, context: dict[str, Any]) -> dict[str, str]:
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            files = {name: Path(folder, name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
            for file in files.values():
                file.touch()
            given = {key: fill(str(value), context) for key, value in step.get("env", {}).items()}
            temp = {"RUNNER_TEMP": context["runner"]["temp"], **{name: str(file) for name, file in files.items()}}
            ran = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=job.workspace,
                env={**self._environment(), **temp, **given},
                capture_output=True,
                text=True,
            )
            if ran.returncode:
                raise StepError(f"exit status {ran.returncode}: {(ran.stderr or ran.stdout).strip()[-2000:]}")
            return _outputs(files["GITHUB_OUTPUT"].read_text(encoding="utf-8"))

    def _environment(self) -> dict[str, str]:
        """What a step finds set; nothing of the one who runs this but PATH, HOME and where packages come from."""
        kept = {key: value for key, value in os.environ.items() if key in _KEPT or key.startswith(("PIP_", "SSL_"))}
        stubs = {
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "DRY_RUN_CALLS": str(self.calls),
            "DRY_RUN_PATH": kept["PATH"],
            "DRY_RUN_STUBS": str(self.folder / "stubs"),
        }
        path = f"{self.folder / 'stubs'}:{kept['PATH']}" if self.stubs else kept["PATH"]
        return {**kept, **stubs, "PATH": path, "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": GITHUB["repository"]}


_KEPT = ("PATH", "HOME", "LANG", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM")


def _ordered(jobs: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Jobs after those that they need."""
    done: set[str] = set()
    while len(done) < len(jobs):
        ready = [id_ for id_, job in jobs.items() if id_ not in done and set(_needed(job)) <= done]
        if not ready:
            raise ExpressionError("jobs need each other in a circle, or one that is not there")
        yield from ((id_, jobs[id_]) for id_ in ready)
        done.update(ready)


def _needed(job: dict[str, Any]) -> list[str]:
    needs = job.get("needs", [])
    return [needs] if isinstance(needs, str) else needs


def _unmet(job: dict[str, Any], needs: dict[str, Any]) -> bool:
    return any(needs[id_]["result"] != "success" for id_ in _needed(job))


def _holds(condition: str, context: dict[str, Any]) -> bool:
    """Whether a job or step runs: without a word on failures, only while all before it went well."""
    text = str(condition).strip().removeprefix("${{").removesuffix("}}")
    if not any(f"{name}()" in text for name in ("always", "failure", "success")):
        text = f"success() && ({text})" if text else "success()"
    return bool(evaluate(text, context))


def _combinations(matrix: dict[str, list[str]]) -> list[dict[str, str]]:
    return [dict(zip(matrix, values, strict=True)) for values in itertools.product(*matrix.values())]


def _result(results: list[Result]) -> str:
    outcomes = {each.outcome for each in results}
    if "failure" in outcomes:
        return "failure"
    return "success" if "success" in outcomes else "skipped"


def _outputs(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
