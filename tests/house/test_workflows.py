"""The workflows, as far as they can be run here: their scripts, against a `gh` of straw that can be made to fail.

What GitHub itself does (permissions, conditions, artifacts) cannot be run; of it only the text is checked.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.model.link_status import LinkHealth, parse_status
from scripts.links.history import StatusStore
from scripts.links.judge import Finding
from scripts.links.registry import Address, read_registry
from scripts.links.report import ISSUE_HOLDS, Report, shortened
from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (GITHUB / "workflows").glob("*.yml")}
JOBS = [
    (name, id_, job)
    for name, workflow in WORKFLOWS.items()
    for id_, job in workflow["jobs"].items()
    if "uses" not in job  # another workflow, whose jobs stand here themselves
]
MARKER = "<!-- kept up to date by rolling-issue.sh: links -->"
URL = "https://first.example/page"

GH = """#!{python}
import json, pathlib, sys
folder, words = pathlib.Path("{folder}"), sys.argv[1:]
if words[0] == "api":
    method = words[words.index("--method") + 1] if "--method" in words else "GET"
    path = next(word for word in words if word.startswith("repos/")).partition("?")[0]
    call = method + " " + path.removeprefix("repos/owner/handbook/")
else:
    call = " ".join(words[:2])
fields = dict(word.split("=", 1) for word in words if "=" in word and not word.startswith("repos/"))
if fields.get("body", "").startswith("@"):
    fields["body"] = pathlib.Path(fields["body"][1:]).read_text(encoding="utf-8")
with (folder / "calls").open("a") as log:
    log.write(json.dumps([call, fields, words]) + chr(10))
fails = folder / "fails"
if fails.exists() and call.startswith(fails.read_text()):
    sys.exit("HTTP 502")
answer = folder / (call.replace(" ", "-").replace("/", "-") + ".answer")
if answer.exists():
    sys.stdout.write(answer.read_text(encoding="utf-8"))
"""


class Desk:
    """A folder with a `gh` that notes its calls, gives prepared answers, and fails where it is told to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "gh").write_text(GH.format(python=sys.executable, folder=folder))
        (folder / "gh").chmod(0o755)
        (folder / "python3").symlink_to(sys.executable)  # as the script finds it; a wrapper would be slow
        # Nothing of this need outlive a power cut, and waiting for the disk is most of what git does here.
        (folder / "gitconfig").write_text("[core]\n\tfsync = none\n[gc]\n\tauto = 0\n")
        self.environment = {
            **os.environ,
            "PATH": f"{folder}:{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "owner/handbook",
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def answer(self, call: str, text: str) -> None:
        (self.folder / f"{re.sub('[ /]', '-', call)}.answer").write_text(text, encoding="utf-8")

    def issues(self, *issues: dict[str, Any]) -> None:
        self.answer("GET issues", "".join(json.dumps(issue) + "\n" for issue in issues))

    def fail_at(self, call: str) -> None:
        (self.folder / "fails").write_text(call)

    def run(self, *command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        (self.folder / "calls").unlink(missing_ok=True)
        return subprocess.run(command, env=self.environment, cwd=cwd, capture_output=True, text=True, check=False)

    def called(self) -> list[tuple[str, dict[str, str], list[str]]]:
        file = self.folder / "calls"
        return [tuple(json.loads(line)) for line in file.read_text().splitlines()] if file.exists() else []

    def calls(self) -> list[str]:
        return [call for call, _, _ in self.called()]

    def rolling(self, state: str, report: str = "A report.\n") -> subprocess.CompletedProcess[str]:
        (self.folder / "report.md").write_text(report, encoding="utf-8")
        return self.run(GITHUB / "rolling-issue.sh", "links", "A title", self.folder / "report.md", state)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


def issue(
    number: int, state: str, text: str = "Old.", login: str = "github-actions[bot]", **more: Any
) -> dict[str, Any]:
    body = f"{MARKER}\n\n{text}"
    return {"number": number, "state": state, "body": body, "user": {"login": login}, **more}


# The rolling issue


@pytest.mark.parametrize(
    ("known", "state", "calls", "becomes"),
    [
        ([], "open", ["GET labels", "POST labels", "POST issues"], None),
        ([issue(7, "open")], "open", ["PATCH issues/7"], "open"),
        ([issue(7, "open", "A report.\r\n")], "open", [], None),
        ([issue(7, "open")], "clean", ["PATCH issues/7"], "closed"),
        ([issue(7, "closed")], "open", ["PATCH issues/7"], "open"),
        ([issue(7, "closed", "A report.")], "open", ["PATCH issues/7"], "open"),
        ([issue(7, "closed")], "clean", [], None),
        ([], "clean", [], None),
        ([issue(9, "closed"), issue(7, "open"), issue(8, "closed")], "clean", ["PATCH issues/7"], "closed"),
        ([issue(8, "closed"), issue(9, "closed")], "open", ["PATCH issues/9"], "open"),
    ],
)
def test_one_issue_is_opened_edited_closed_and_opened_again(
    desk: Desk, known: list[dict[str, Any]], state: str, calls: list[str], becomes: str | None
) -> None:
    desk.issues(*known)
    ran = desk.rolling(state)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert desk.calls() == ["GET issues", *calls]
    fields = desk.called()[-1][1]
    if calls:
        assert fields["body"] == f"{MARKER}\n\nA report.\n"
        assert fields["title"] == "A title"
    assert fields.get("state") == becomes or not calls


@pytest.mark.parametrize(
    "other",
    [
        issue(7, "open", login="somebody"),
        issue(7, "open") | {"body": "Mine, with the label links."},
        issue(7, "open") | {"body": f"I quote:\n\n{MARKER}"},
        issue(7, "open") | {"body": MARKER.replace("links", "review-due")},
        issue(7, "open") | {"body": None},
        issue(7, "open", pull_request={}),
        issue(7, "open") | {"user": None},
    ],
    ids=["another author", "no marker", "quoted marker", "another report", "no text", "pull request", "no author"],
)
def test_nobody_elses_issue_is_touched(desk: Desk, other: dict[str, Any]) -> None:
    desk.issues(other | {"labels": [{"name": "links"}]})
    assert desk.rolling("clean").returncode == 0
    assert desk.calls() == ["GET issues"]
    assert desk.rolling("open").returncode == 0
    assert desk.calls() == ["GET issues", "GET labels", "POST labels", "POST issues"]


def test_the_issues_are_asked_for_by_author_and_in_every_state(desk: Desk) -> None:
    desk.rolling("clean")
    ((_, _, words),) = desk.called()
    assert "--paginate" in words
    assert any("state=all&creator=github-actions%5Bbot%5D" in word for word in words)


@pytest.mark.parametrize("name", ["links", "Links"])
def test_a_label_that_exists_is_left_alone(desk: Desk, name: str) -> None:
    desk.answer("GET labels", f"bug\n{name}\n")
    assert desk.rolling("open").returncode == 0
    assert desk.calls() == ["GET issues", "GET labels", "POST issues"]


@pytest.mark.parametrize(
    ("known", "state", "fails", "told", "calls"),
    [
        ([], "open", "GET issues", "the issues could not be listed; nothing was changed", ["GET issues"]),
        ([], "clean", "GET issues", "the issues could not be listed; nothing was changed", ["GET issues"]),
        ([], "open", "GET labels", "the labels could not be listed; nothing was changed", ["GET issues", "GET labels"]),
        ([], "open", "POST labels", "no issue was opened", ["GET issues", "GET labels", "POST labels"]),
        (
            [],
            "open",
            "POST issues",
            "the issue could not be opened",
            ["GET issues", "GET labels", "POST labels", "POST issues"],
        ),
        ([issue(7, "open")], "open", "PATCH", "issue 7 could not be changed; it is as it was", None),
        ([issue(7, "closed")], "open", "PATCH", "issue 7 could not be changed; it is as it was", None),
        ([issue(7, "open")], "clean", "PATCH", "issue 7 could not be changed; it is as it was", None),
    ],
)
def test_where_a_call_fails_the_script_says_so_and_goes_no_further(
    desk: Desk, known: list[dict[str, Any]], state: str, fails: str, told: str, calls: list[str] | None
) -> None:
    desk.issues(*known)
    desk.fail_at(fails)
    ran = desk.rolling(state)
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[0] == "HTTP 502"
    assert told in ran.stderr.splitlines()[1]
    assert desk.calls() == (calls or ["GET issues", "PATCH issues/7"])


def test_without_a_report_or_a_readable_list_nothing_is_done(desk: Desk) -> None:
    ran = desk.run(GITHUB / "rolling-issue.sh", "links", "A title", desk.folder / "none.md", "clean")
    assert (ran.returncode, desk.calls()) == (1, [])
    assert "there is no report at" in ran.stderr
    assert "the state is ''" in desk.rolling("").stderr
    assert desk.calls() == []
    desk.issues(issue(7, "open"))
    desk.answer("GET issues", "<html>")
    ran = desk.rolling("open")
    assert (ran.returncode, desk.calls()) == (1, ["GET issues"])
    assert "the list of issues could not be read; nothing was changed" in ran.stderr


# The report, cut to what an issue holds


def long_report(count: int, detail: str = "") -> str:
    """A report of `count` dead links, with texts as long as in earnest."""
    address = "https://www.example.org/" + "a-folder/" * 12
    links = {
        f"link-{number:03}": LinkHealth(
            url=f"{address}{number}",
            state="timeout" if number % 3 else "dead",
            checked="2026-12-08",
            failures=2,
            first_failure="2026-12-01",
            target=f"{address}gone/{number}",
            detail=detail or "the server says 'nicht gefunden – ätsch'",
        )
        for number in range(count)
    }
    addresses = {
        id_: Address(id_, health.url, f"The title of {id_}", None, ("docs/a-page.md", "docs/another-page.md"))
        for id_, health in links.items()
    }
    return Report("2026-12-08", addresses, links, told=["told at the end"]).markdown()


def entries(text: str) -> list[str]:
    return re.findall(r"^- .*\n(?:  .*\n)*", text, re.MULTILINE)


def test_a_long_report_is_cut_to_whole_entries_and_says_what_is_left_out() -> None:
    whole = long_report(229)
    assert len(whole) > 65_536
    cut = shortened(whole, "in the summary of https://example.org/run/1")
    assert 50_000 < len(cut.encode()) < ISSUE_HOLDS < 65_536
    kept, all_of_them = entries(cut), entries(whole)
    assert set(kept) < set(all_of_them)
    assert [each for each in all_of_them if each in kept] == kept
    left = len(all_of_them) - len(kept)
    assert cut.startswith("**77 addresses need attention.** 229 of 229 addresses have been checked")
    assert f"\n**{left} entries are left out here**, of 230: an issue holds no more. " in cut
    assert "The whole report: in the summary of https://example.org/run/1\n" in cut
    assert sum("dead" in each for each in kept) == 77  # the urgent ones are all there
    assert "## Needs attention (77)" in cut
    assert "## To watch (152)" in cut
    assert "told at the end" in cut


def test_a_short_report_stays_as_it_is_and_one_endless_entry_hides_no_other() -> None:
    short = long_report(20)
    assert shortened(short, "nowhere") == short
    endless = short.replace("`https://www.example.org/", "`https://www.example.org/" + "x" * 70_000, 1)
    cut = shortened(endless, "there")
    assert "**1 entry is left out here**, of 21" in cut
    assert entries(cut) == entries(short)[1:]


@pytest.mark.parametrize("limit", [5_000, 5_001, 7_777, 59_999])
def test_the_cut_report_is_shorter_than_the_limit(limit: int) -> None:
    assert len(shortened(long_report(150), "there", limit).encode()) < limit


# The status, proposed as a pull request and read back by the next run


class Repository:
    """A handbook with its origin, in which the scripts of the workflow are run as the workflow runs them."""

    def __init__(self, folder: Path, small: Path, desk: Desk) -> None:
        self.folder, self.desk, self.origin, self.clones = folder, desk, folder / "origin.git", 0
        self.store(small).write()
        self.git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        self.git(small, "init", "--quiet", "--initial-branch=main")
        self.git(small, "add", "--all")
        self.commit(small)
        self.git(small, "push", "--quiet", str(self.origin), "main")

    def git(self, where: Path, *arguments: str) -> str:
        ran = self.desk.run("git", *arguments, cwd=where)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def commit(self, where: Path) -> None:
        self.git(where, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-am", "A change")

    def clone(self) -> Path:
        self.clones += 1
        target = self.folder / f"clone-{self.clones}"
        self.git(self.folder, "clone", "--quiet", str(self.origin), str(target))
        return target

    def store(self, where: Path) -> StatusStore:
        addresses = read_registry(where / "data" / "links.yml")
        return StatusStore(where / "data" / "link_status.json", {id_: each.url for id_, each in addresses.items()})

    def carry_over(self, where: Path) -> subprocess.CompletedProcess[str]:
        self.desk.environment["PYTHONPATH"] = str(ROOT)
        return self.desk.run(sys.executable, GITHUB / "carry_over.py", cwd=where)

    def week(self, day: str, ended: str = "whole", outcome: str = "gone") -> str:
        """One run, in which one link is found gone; returns its state."""
        where = self.clone()
        carried = self.carry_over(where)
        assert carried.returncode == 0, carried.stderr
        store = self.store(where)
        store.record("first-address", Finding(outcome), day)  # type: ignore[arg-type]
        self.proposed = self.propose(where, ended)
        return store.links["first-address"].state

    def propose(self, where: Path, ended: str) -> subprocess.CompletedProcess[str]:
        found = where.parent / "found.json"
        shutil.move(where / "data" / "link_status.json", found)
        self.git(where, "checkout", "--quiet", "--", "data/link_status.json")
        proposals = self.folder / "proposals.md"
        return self.desk.run(GITHUB / "propose-status.sh", found, ended, proposals, cwd=where)

    def branch(self) -> str:
        return self.git(self.origin, "branch", "--list", "--format=%(objectname)", "links-status").strip()


@pytest.fixture
def repository(tmp_path: Path, small: Path, desk: Desk) -> Repository:
    return Repository(tmp_path, small, desk)


def test_a_link_dies_on_the_second_day_though_nobody_merges(repository: Repository) -> None:
    assert repository.week("2026-12-01") == "doubtful"
    assert repository.proposed.returncode == 0
    assert repository.week("2026-12-08") == "dead"
    status = repository.git(repository.origin, "show", "links-status:data/link_status.json")
    health = parse_status(status)["first-address"]
    assert (health.state, health.gone_since, health.failures) == ("dead", "2026-12-01", 2)
    # And the pull request holds one change alone, on top of main.
    assert repository.git(repository.origin, "log", "--format=%s", "main..links-status").splitlines() == [
        "Update the status of external links"
    ]
    assert repository.git(repository.origin, "diff", "--name-only", "main...links-status").split() == [
        "data/link_status.json"
    ]


def test_without_the_branch_the_check_starts_from_main(repository: Repository) -> None:
    where = repository.clone()
    ran = repository.carry_over(where)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "no branch origin/links-status" in ran.stdout
    assert repository.git(where, "status", "--porcelain") == ""


def on_main(repository: Repository, day: str) -> None:
    where = repository.clone()
    repository.store(where).record("first-address", Finding("ok"), day)
    repository.commit(where)
    repository.git(where, "push", "--quiet", "origin", "main")


@pytest.mark.parametrize(("day", "state"), [("2026-11-30", "dead"), ("2026-12-02", "doubtful")])
def test_of_main_and_the_branch_the_later_check_counts(repository: Repository, day: str, state: str) -> None:
    repository.week("2026-12-01")
    on_main(repository, day)
    assert repository.week("2026-12-08") == state


def held(where: Path, **links: LinkHealth) -> None:
    known = {id_.replace("_", "-"): health.model_dump() for id_, health in links.items()}
    (where / "data" / "link_status.json").write_text(json.dumps({"about": "", "version": 1, "links": known}))


OLD = "https://old.example/page"


@pytest.mark.parametrize(
    ("on_main", "on_branch", "taken"),
    [
        (LinkHealth(url=URL, state="ok", checked="2026-11-24"), LinkHealth(url=OLD, checked="2026-12-01"), "main"),
        (LinkHealth(url=OLD, state="ok", checked="2026-12-08"), LinkHealth(url=URL, checked="2026-12-01"), "branch"),
        (None, LinkHealth(url=URL, checked="2026-12-01"), "branch"),
    ],
    ids=["the branch knows the old address", "main knows the old address", "main knows nothing"],
)
def test_what_is_known_of_the_address_in_the_registry_counts(
    repository: Repository, on_main: LinkHealth | None, on_branch: LinkHealth, taken: str
) -> None:
    where = repository.clone()
    held(where, first_address=on_branch, left_the_registry=on_branch)
    repository.commit(where)
    repository.git(where, "update-ref", "refs/remotes/origin/links-status", "HEAD")
    held(where, **({"first_address": on_main} if on_main else {}))
    assert repository.carry_over(where).returncode == 0
    links = parse_status((where / "data" / "link_status.json").read_text())
    assert links == {"first-address": on_branch if taken == "branch" else on_main}


def test_a_faulty_registry_stops_the_run_before_anything_is_kept(repository: Repository) -> None:
    repository.week("2026-12-01")
    where = repository.clone()
    (where / "data" / "links.yml").write_text("first-address: nonsense\n")
    assert repository.carry_over(where).returncode == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"about": "", "version": 2, "links": {}}'])
def test_a_damaged_branch_does_not_hold_up_the_check(repository: Repository, damage: str) -> None:
    where = repository.clone()
    repository.git(where, "switch", "--quiet", "--create", "links-status")
    (where / "data" / "link_status.json").write_text(damage)
    repository.commit(where)
    repository.git(where, "push", "--quiet", "origin", "links-status")
    ran = repository.carry_over(where := repository.clone())
    assert ran.returncode == 0
    assert "::warning::the status on origin/links-status is missing or damaged" in ran.stdout
    assert repository.git(where, "status", "--porcelain") == ""


def test_the_pull_request_says_whether_the_check_was_stopped(repository: Repository) -> None:
    desk = repository.desk
    repository.week("2026-12-01")
    assert desk.calls() == ["pr list", "pr create"]
    assert "stopped" not in str(desk.called()[-1])
    repository.week("2026-12-08", "stopped")
    assert "**The check was stopped before its end.**" in str(desk.called()[-1])
    desk.answer("pr list", "12\n")
    repository.week("2026-12-15", "stopped")
    assert desk.calls() == ["pr list", "PATCH pulls/12"]
    assert desk.called()[-1][1]["body"].startswith("**The check was stopped before its end.**")
    repository.week("2026-12-22")
    assert desk.called()[-1][1]["body"].startswith("What the weekly check found.")


def test_the_pull_request_tells_what_is_proposed(repository: Repository) -> None:
    (repository.folder / "proposals.md").write_text("## Proposed, and left to a person\n\n- **A** (`a`): Look at it.\n")
    repository.week("2026-12-01")
    body = str(repository.desk.called()[-1])
    assert "What the weekly check found." in body
    assert "## Proposed, and left to a person" in body
    assert "- **A** (`a`): Look at it." in body


def test_where_nothing_is_new_nothing_is_proposed(repository: Repository) -> None:
    where = repository.clone()
    ran = repository.propose(where, "whole")
    assert (ran.returncode, ran.stdout) == (0, "propose-status: nothing new\n")
    assert (repository.desk.calls(), repository.branch()) == ([], "")


@pytest.mark.parametrize(
    ("fails", "number", "told", "calls"),
    [
        ("pr list", "", "the pull requests could not be listed", ["pr list"]),
        ("pr create", "", "Allow GitHub Actions to create and approve pull requests", ["pr list", "pr create"]),
        ("PATCH", "12", "the text of pull request 12 could not be changed", ["pr list", "PATCH pulls/12"]),
    ],
)
def test_a_proposal_that_fails_says_so_and_leaves_the_branch_for_the_next_run(
    repository: Repository, fails: str, number: str, told: str, calls: list[str]
) -> None:
    repository.desk.fail_at(fails)
    repository.desk.answer("pr list", number)
    assert repository.week("2026-12-01") == "doubtful"
    assert repository.proposed.returncode == 1
    assert "the branch links-status is pushed, but" in repository.proposed.stderr
    assert told in repository.proposed.stderr
    assert repository.desk.calls() == calls
    assert repository.week("2026-12-08") == "dead"


def test_a_branch_that_cannot_be_pushed_stays_as_it_was(repository: Repository) -> None:
    repository.week("2026-12-01")
    before = repository.branch()
    assert before
    hook = repository.origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    repository.week("2026-12-08")
    assert repository.proposed.returncode == 1
    assert "the branch links-status could not be pushed; it is as it was" in repository.proposed.stderr
    assert (repository.desk.calls(), repository.branch()) == ([], before)
    missing = repository.desk.run(GITHUB / "propose-status.sh", "none.json", "whole", cwd=repository.clone())
    assert (missing.returncode, repository.desk.calls()) == (1, [])


# The steps that are written in the workflows themselves


PYTHON = """#!/bin/bash
# The check of straw: what it does stands in the files of its folder.
if [ "$2" = scripts.links.report ]; then exec env PYTHONPATH={root} {python} "$@"; fi
echo "$*" >> calls
kind=check; case "$*" in *--sync*) kind=sync ;; esac
while [ $# -gt 1 ]; do if [ "$1" = --report ]; then report=$2; fi; shift; done
if [ -f $kind.report ]; then cp $kind.report "$report"; fi
if [ -f $kind.hangs ]; then trap 'exit 130' TERM; sleep 20 & wait; fi
exit "$(cat $kind.status)"
"""


class Step:
    """A step of a workflow, run by bash as GitHub runs it, with a check of straw."""

    def __init__(self, folder: Path, workflow: str, job: str, name: str) -> None:
        (self.text,) = (each["run"] for each in WORKFLOWS[workflow]["jobs"][job]["steps"] if each.get("name") == name)
        self.folder = folder
        (folder / ".venv" / "bin").mkdir(parents=True)
        tool = folder / ".venv" / "bin" / "python"
        tool.write_text(PYTHON.replace("{root}", str(ROOT)).replace("{python}", sys.executable))
        tool.chmod(0o755)
        for name in ("summary", "output"):
            (folder / name).touch()

    def prepare(self, kind: str, status: int, report: str = "") -> None:
        (self.folder / f"{kind}.status").write_text(str(status))
        if report:
            (self.folder / f"{kind}.report").write_text(report, encoding="utf-8")

    def run(self, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "GITHUB_STEP_SUMMARY": "summary",
            "GITHUB_OUTPUT": "output",
            "RUNNER_TEMP": str(self.folder),
            "CONTACT": "https://example.org",
            "RUN": "https://example.org/run/1",
            "LIMIT": "60s",
            **more,
        }
        return subprocess.run(
            ["bash", "-e", "-c", self.text],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def read(self, name: str) -> str:
        file = self.folder / name
        return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.fixture
def weekly(tmp_path: Path) -> Step:
    return Step(tmp_path, "links", "check", "Check the addresses")


@pytest.mark.parametrize(("status", "state"), [(0, "clean"), (1, "open")])
def test_a_whole_check_hands_on_its_report(weekly: Step, status: int, state: str) -> None:
    weekly.prepare("check", status, "A report.\n")
    assert weekly.run().returncode == 0
    assert weekly.read("output").split() == ["ended=whole", f"state={state}"]
    assert weekly.read("summary") == weekly.read("found/links.md") == weekly.read("found/issue.md") == "A report.\n"


@pytest.mark.parametrize("status", [2, 3, 130, 143])
@pytest.mark.parametrize(("known", "outputs"), [(0, ["ended=stopped"]), (1, ["ended=stopped", "state=open"])])
def test_a_stopped_check_shows_its_status_and_tells_what_is_known(
    weekly: Step, status: int, known: int, outputs: list[str]
) -> None:
    weekly.prepare("check", status)
    weekly.prepare("sync", known, "What is known.\n")
    ran = weekly.run()
    assert ran.returncode == status
    assert f"::error::the link check was stopped or broke (exit status {status})" in ran.stdout
    assert weekly.read("output").split() == outputs  # never clean: the issue is not closed on half a check
    assert weekly.read("found/issue.md").startswith("**The check was stopped before its end.**")
    assert weekly.read("summary").endswith("\n\nWhat is known.\n")


@pytest.mark.parametrize(("status", "shown"), [(0, 1), (1, 1), (2, 2), (130, 130)])
def test_the_step_holds_where_there_is_no_report_at_all(weekly: Step, status: int, shown: int) -> None:
    weekly.prepare("check", status)
    weekly.prepare("sync", 2)
    assert weekly.run().returncode == shown
    assert weekly.read("output").split() == ["ended=stopped"]
    assert weekly.read("summary") == f"The link check left no report (exit status {status}); its log says why.\n"
    assert not (weekly.folder / "found" / "issue.md").exists()


def test_a_check_that_hangs_is_stopped_in_time(weekly: Step) -> None:
    weekly.prepare("check", 0)
    weekly.prepare("sync", 1, "What is known.\n")
    (weekly.folder / "check.hangs").touch()
    assert weekly.run(LIMIT="0.5s").returncode in (130, 143)  # 143 where it had not begun to listen
    assert weekly.read("output").split() == ["ended=stopped", "state=open"]


def test_the_issue_gets_the_report_cut_and_the_summary_the_whole(weekly: Step) -> None:
    whole = long_report(229)
    weekly.prepare("check", 1, whole)
    assert weekly.run().returncode == 0
    assert weekly.read("summary") == weekly.read("found/links.md") == whole
    assert weekly.read("found/issue.md") == shortened(
        whole, "in the summary of https://example.org/run/1, and in its artifact"
    )
    assert len(f"{MARKER}\n\n{weekly.read('found/issue.md')}") < 65_536


@pytest.mark.parametrize(
    ("status", "report", "shown", "notices"),
    [
        (0, "All well.\n", 0, 0),
        (1, "- **A** (`a`): dead\n- **B** (`b`): dead\n", 0, 2),
        (0, "", 0, 0),
        (130, "", 130, 0),
    ],
)
def test_new_links_are_noted_and_a_missing_report_is_told(
    tmp_path: Path, desk: Desk, status: int, report: str, shown: int, notices: int
) -> None:
    step = Step(tmp_path / "step", "new-links", "report", "Check what is new")
    (desk.folder / "git").write_text("#!/bin/sh\necho before\n")
    (desk.folder / "git").chmod(0o755)
    step.prepare("check", status, report)
    ran = step.run(PATH=desk.environment["PATH"])
    assert ran.returncode == shown
    assert ran.stdout.count("::notice file=data/links.yml::**") == notices
    assert step.read("summary") == report or f"no report (exit status {status})" in step.read("summary")


# What GitHub is told, and does by itself


def test_the_job_that_visits_strangers_or_runs_their_code_may_only_read() -> None:
    for name, id_, job in JOBS:
        runs = " ".join(step.get("run", "") for step in job["steps"])
        asked = "pull_request" in WORKFLOWS[name][True]  # YAML reads `on` as true
        stranger = asked or "scripts.links" in runs or "scripts.from_form" in runs
        assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
        assert "pull_request_target" not in WORKFLOWS[name][True]
        if stranger:
            assert "permissions" not in job, f"{name}: {id_}"
            assert "secrets." not in str(job)
            assert "github.token" not in str(job)
            for step in job["steps"]:
                if "checkout" in step.get("uses", ""):
                    assert step["with"]["persist-credentials"] is False


def test_the_job_that_publishes_runs_nothing_and_follows_every_test() -> None:
    jobs = WORKFLOWS["publish"]["jobs"]
    assert jobs["check"]["uses"].startswith("./.github/workflows/check.yml")
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("check", "build")
    assert not any("run" in step or "checkout" in step["uses"] for step in jobs["deploy"]["steps"])
    assert "pull_request" not in WORKFLOWS["publish"][True]
    assert WORKFLOWS["check"]["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]


def test_each_job_has_the_rights_that_it_needs_and_no_more() -> None:
    given = {f"{name}/{id_}": job["permissions"] for name, id_, job in JOBS if "permissions" in job}
    assert given == {
        "links/propose": {"contents": "write", "pull-requests": "write"},
        "from-form/propose": {"contents": "write", "pull-requests": "write", "issues": "write"},
        "links/issue": {"contents": "read", "issues": "write"},
        "publish/build": {"contents": "read", "pages": "read"},
        "publish/deploy": {"pages": "write", "id-token": "write"},
        "review-due/report": {"contents": "read", "issues": "write"},
    }
    for _, _, job in JOBS:
        for step in job["steps"]:  # the token is not kept in the checkout, where every later step could read it
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False
        # What others wrote is never pasted into a script; it comes as a variable.
        assert not any("${{" in step.get("run", "") for step in job["steps"])
        # The token goes to the step that uses it alone.
        assert "GH_TOKEN" not in job.get("env", {})


def test_publishing_runs_whatever_became_of_the_check_and_of_the_other_job() -> None:
    jobs = WORKFLOWS["links"]["jobs"]
    for id_ in ("propose", "issue"):
        assert jobs[id_]["needs"] == "check"
        assert jobs[id_]["if"].startswith("always() && needs.check.outputs.")
        assert not any("continue-on-error" in step for step in jobs[id_]["steps"])
    checkout = jobs["check"]["steps"][0]
    assert checkout["with"]["fetch-depth"] == 0  # or the branch with the last status is not there to be read
    limit = re.fullmatch(r"(\d+)m", jobs["check"]["steps"][-3]["env"]["LIMIT"])
    assert limit
    assert int(limit[1]) + 10 <= jobs["check"]["timeout-minutes"]


def test_actions_are_githubs_own_and_named_by_commit_with_the_tag_behind_it() -> None:
    named = set()
    for path in (GITHUB / "workflows").glob("*.yml"):
        for line in re.findall(r"^.*\buses:.*$", path.read_text("utf-8"), re.MULTILINE):
            if "uses: ./.github/workflows/" not in line:
                match = re.search(r"uses: (actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", line)
                assert match, f"{path.name}: {line.strip()}"
                named.add(match.groups())
    assert len({action for action, _, _ in named}) == len(named)  # one version of each, everywhere
    # README beside them says where each was found.
    table = (GITHUB / "workflows" / "README.md").read_text("utf-8")
    assert named == set(re.findall(r"^\| `(actions/[a-z-]+)` `([0-9a-f]{40})` (v[\d.]+) \|", table, re.MULTILINE))


def test_the_overdue_pages_are_listed_by_a_script_that_prints_nothing_else() -> None:
    steps = [step.get("run", "") for step in WORKFLOWS["review-due"]["jobs"]["report"]["steps"]]
    listing = next(number for number, run in enumerate(steps) if "make reviews" in run)
    assert any(run.startswith("make .venv/.ready-site") for run in steps[:listing])


def test_the_setting_that_pull_requests_need_is_told() -> None:
    assert "Allow GitHub Actions to create and approve pull requests" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
