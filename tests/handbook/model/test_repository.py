"""Where the files can be edited: mkdocs.yml says it, or the host of a workflow; else nothing leads there."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model.repository import Repository, read_repository

HOST = {"GITHUB_SERVER_URL": "https://host.example", "GITHUB_REPOSITORY": "us/handbook"}


@pytest.mark.parametrize(
    ("written", "environment", "expected"),
    [
        ("site_url: !ENV [SITE_URL, '']\n", {}, Repository()),
        ("site_name: x\n", HOST, Repository("https://host.example/us/handbook")),
        ("repo_url: https://own.example/a/\n", HOST, Repository("https://own.example/a")),
        (
            "repo_url: https://own.example/a\nedit_uri: edit/trunk/docs/\nextra:\n  contact: us@own.example\n",
            {},
            Repository("https://own.example/a", "edit/trunk/docs/", "us@own.example"),
        ),
        ("repo_url: [\n", {}, Repository()),
        ("repo_url: ''\n", {"GITHUB_REPOSITORY": "us/handbook"}, Repository()),
    ],
)
def test_what_mkdocs_yml_says_comes_first(
    written: str, environment: dict[str, str], expected: Repository, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text(written, encoding="utf-8")
    assert read_repository(tmp_path, environment) == expected


def test_the_editor_and_a_new_file_lie_on_the_branch_that_edit_uri_names() -> None:
    there = Repository("https://own.example/a", "edit/trunk/docs/")
    assert there.edit("docs/role/board.md") == "https://own.example/a/edit/trunk/docs/role/board.md"
    assert there.new("data/courses", "x.yml") == "https://own.example/a/new/trunk/data/courses?filename=x.yml"
    assert Repository().edit("docs/role/board.md") == ""
    assert Repository().new("data/courses", "x.yml") == ""
