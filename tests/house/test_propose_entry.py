"""The script that answers under an issue and proposes the entry: it takes files of data/ and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.house.test_workflows import GITHUB, Desk, Repository

PATH = "data/courses/new-course.yml"
MARKER = "<!-- kept up to date by propose-entry.sh -->"
ALL = ["pr list", "pr create", "GET issues/7/comments", "POST issues/7/comments"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


@pytest.fixture
def repository(tmp_path: Path, small: Path, desk: Desk) -> Repository:
    return Repository(tmp_path, small, desk)


class Proposal:
    """What scripts.from_form left, and the script that takes it."""

    def __init__(self, repository: Repository) -> None:
        self.repository, self.made = repository, repository.folder / "made"
        self.made.mkdir()
        (self.made / "answer.md").write_text("Thank you.\n", encoding="utf-8")

    def entry(self, path: str = PATH, title: str = "Add the course new-course\n", text: str = "id: x\n") -> None:
        target = self.made / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        (self.made / "title.txt").write_text(title, encoding="utf-8")

    def run(self, number: str = "7") -> subprocess.CompletedProcess[str]:
        where = self.repository.clone()
        return self.repository.desk.run(GITHUB / "propose-entry.sh", number, self.made, cwd=where)

    def branch(self) -> str:
        origin = self.repository.origin
        return self.repository.git(origin, "branch", "--list", "--format=%(objectname)", "form/*").strip()


@pytest.fixture
def proposal(repository: Repository) -> Proposal:
    return Proposal(repository)


def test_an_entry_becomes_a_branch_a_pull_request_and_an_answer(proposal: Proposal) -> None:
    proposal.entry()
    ran = proposal.run()
    assert (ran.returncode, ran.stderr) == (0, "")
    desk, origin = proposal.repository.desk, proposal.repository.origin
    assert desk.calls() == ALL
    assert "closes #7" in str(desk.called()[1])
    assert desk.called()[-1][1]["body"] == f"{MARKER}\nThank you.\n"
    assert proposal.repository.git(origin, "diff", "--name-only", "main...form/issue-7").split() == [PATH]


def test_an_edited_issue_moves_the_branch_and_edits_the_answer(proposal: Proposal) -> None:
    proposal.entry()
    proposal.run()
    before = proposal.branch()
    desk = proposal.repository.desk
    desk.answer("pr list", "12\n")
    desk.answer("GET issues/7/comments", "345\n")
    proposal.entry(text="id: y\n")
    assert proposal.run().returncode == 0
    assert desk.calls() == ["pr list", "GET issues/7/comments", "PATCH issues/comments/345"]
    assert proposal.branch() != before


def test_where_no_entry_was_made_the_issue_is_answered_alone(proposal: Proposal) -> None:
    assert proposal.run().returncode == 0
    assert proposal.repository.desk.calls() == ALL[2:]
    assert proposal.branch() == ""


@pytest.mark.parametrize(
    "path",
    [
        "data/../.github/x.yml",
        "data/courses/run.sh",
        "data/a/b/c.yml",
        "data/courses/.hidden.yml",
        "data/courses/Two Words.yml",
        "data/ids.txt",
    ],
)
def test_what_is_no_file_of_an_entry_is_not_taken(proposal: Proposal, path: str) -> None:
    proposal.entry()
    proposal.entry(path)
    ran = proposal.run()
    if path.startswith("data/../"):  # it lies outside of what is taken
        assert ran.returncode == 0
        files = proposal.repository.git(proposal.repository.origin, "diff", "--name-only", "main...form/issue-7")
        assert files.split() == [PATH]
    else:
        assert ran.returncode == 1
        assert "these are no files of entries; nothing was changed" in ran.stderr
        assert (proposal.branch(), proposal.repository.desk.calls()) == ("", [])


def test_a_link_to_another_file_is_not_taken(proposal: Proposal) -> None:
    proposal.entry()
    (proposal.made / "data" / "courses" / "linked.yml").symlink_to("/etc/hostname")
    ran = proposal.run()
    assert (ran.returncode, proposal.branch()) == (1, "")
    assert "these are no files of entries" in ran.stderr


@pytest.mark.parametrize("title", ["Add the course x; rm -rf /\n", "@everyone\n", "Add the course --head main\n\n"])
def test_a_title_of_another_form_is_not_taken(proposal: Proposal, title: str) -> None:
    proposal.entry(title=title)
    ran = proposal.run()
    assert (ran.returncode, proposal.branch()) == (1, "")
    assert "the title is not one" in ran.stderr


@pytest.mark.parametrize("number", ["", "7; true", "../7", "-1"])
def test_the_number_is_a_number(proposal: Proposal, number: str) -> None:
    ran = proposal.run(number)
    assert ran.returncode == 1
    assert "is not the number of an issue" in ran.stderr


@pytest.mark.parametrize(
    ("fails", "told", "calls"),
    [
        ("pr list", "the pull requests could not be listed", 1),
        ("pr create", "Allow GitHub Actions to create and approve pull requests", 2),
        ("GET", "the answers under issue 7 could not be listed", 3),
        ("POST", "issue 7 could not be answered", 4),
    ],
)
def test_where_a_call_fails_the_script_says_so_and_goes_no_further(
    proposal: Proposal, fails: str, told: str, calls: int
) -> None:
    proposal.entry()
    proposal.repository.desk.fail_at(fails)
    ran = proposal.run()
    assert ran.returncode == 1
    assert told in ran.stderr
    assert proposal.repository.desk.calls() == ALL[:calls]
