"""The workflows, as far as they can be run here: their scripts, against a `gh` of straw that can be made to fail.

What GitHub itself does (permissions, conditions, artifacts) cannot be run; of it only the text is checked.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.link_status import LinkHealth
from scripts.link_check.registry import Address
from scripts.link_check.report import ISSUE_HOLDS, Report, shortened
from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (GITHUB / "workflows").glob("*.yml")}
JOBS = [(name, id_, job) for name, workflow in WORKFLOWS.items() for id_, job in workflow["jobs"].items()]
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
        self.environment = {
            **os.environ,
            "PATH": f"{folder}:{os.environ['PATH']}",
            "GITHUB_REPOSITORY": "owner/handbook",
            "GIT_CONFIG_GLOBAL": "/dev/null",
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
