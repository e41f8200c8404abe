"""Stand-ins for GitHub's own actions: each does here what the job after it relies on, or says what is missing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from handbook.faults import ToldError

ADDRESS = "https://owner.github.io/handbook"


class StepError(ToldError, RuntimeError):
    """A step cannot do what it is there for; the text says why."""


@dataclass
class Job:
    """A job that is under way: its checkout, what the whole run shares, and the rights that it has."""

    source: Path
    workspace: Path
    artifacts: Path
    permissions: dict[str, str] = field(default_factory=dict)


Action = Callable[[Job, dict[str, str]], dict[str, str]]


def run_action(name: str, job: Job, options: dict[str, str]) -> dict[str, str]:
    """Do what the action `name` does with `options`; returns its outputs.

    Raises StepError where the action is not known here, or would fail on GitHub.
    """
    action = _ACTIONS.get(name.partition("@")[0])
    if action is None:
        raise StepError(f"{name}: no stand-in for this action; add one to scripts/dry_run/actions.py")
    return action(job, options)


def _checkout(job: Job, options: dict[str, str]) -> dict[str, str]:
    clone = ["git", "clone", "--quiet", "--no-hardlinks", str(job.source), str(job.workspace)]
    ran = subprocess.run(clone, capture_output=True, text=True)
    if ran.returncode:
        raise StepError(ran.stderr.strip())
    return {}


def _setup_python(job: Job, options: dict[str, str]) -> dict[str, str]:
    pattern = options.get("cache-dependency-path")
    if pattern and not list(job.workspace.glob(pattern)):
        raise StepError(f"no file is named {pattern}, from which the cache gets its name")
    return {}


def _upload(job: Job, options: dict[str, str]) -> dict[str, str]:
    return _keep(job, options["name"], options["path"])


def _keep(job: Job, name: str, path: str) -> dict[str, str]:
    found = job.workspace / path
    if not found.exists() or (found.is_dir() and not any(found.iterdir())):
        raise StepError(f"there is nothing at {path} to keep")
    target = job.artifacts / name
    shutil.rmtree(target, ignore_errors=True)
    if found.is_dir():
        shutil.copytree(found, target)
    else:
        target.mkdir(parents=True)
        shutil.copy(found, target)
    return {"artifact-id": "1", "artifact-url": f"{ADDRESS}/artifact/{name}"}


def _download(job: Job, options: dict[str, str]) -> dict[str, str]:
    found = job.artifacts / options["name"]
    if not found.exists():
        raise StepError(f"no job before this one kept '{options['name']}'")
    shutil.copytree(found, job.workspace / options.get("path", "."), dirs_exist_ok=True)
    return {}


def _configure_pages(job: Job, options: dict[str, str]) -> dict[str, str]:
    _needs(job, "pages", ("read", "write"))
    return {"base_url": ADDRESS, "base_path": "/handbook"}


def _upload_pages(job: Job, options: dict[str, str]) -> dict[str, str]:
    if not (job.workspace / options["path"] / "index.html").is_file():
        raise StepError(f"there is no index.html in {options['path']}/")
    return _keep(job, "github-pages", options["path"])


def _deploy_pages(job: Job, options: dict[str, str]) -> dict[str, str]:
    _needs(job, "pages", ("write",))
    _needs(job, "id-token", ("write",))
    if not (job.artifacts / "github-pages" / "index.html").is_file():
        raise StepError("no job before this one handed over a site")
    return {"page_url": f"{ADDRESS}/"}


def _needs(job: Job, right: str, levels: tuple[str, ...]) -> None:
    if job.permissions.get(right) not in levels:
        raise StepError(f"the job lacks the permission '{right}: {levels[0]}'")


_ACTIONS: dict[str, Action] = {
    "actions/checkout": _checkout,
    "actions/setup-python": _setup_python,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/configure-pages": _configure_pages,
    "actions/upload-pages-artifact": _upload_pages,
    "actions/deploy-pages": _deploy_pages,
}
