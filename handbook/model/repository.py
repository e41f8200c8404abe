"""Where the handbook's files can be edited: the repository, as mkdocs.yml or the host of a workflow names it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.faults import HandbookError
from handbook.model.yaml_reader import parse_document, read_document

FILE = "mkdocs.yml"
# What both engines take from the environment, with a value where it is not set: `!ENV [SITE_URL, ""]`.
TAGS = frozenset({"!ENV"})
EDIT_DOCS = "edit/main/docs/"


@dataclass(frozen=True)
class Repository:
    """A repository on a host whose web editor can be reached by address; without `url` nothing leads there."""

    url: str = ""
    edit_uri: str = EDIT_DOCS
    """The way from the repository's address to the editor of a file below docs/."""
    contact: str = ""
    """The address for mail of those who answer for this copy; '' where they name none."""

    def edit(self, file: str) -> str:
        """The address at which a file of the project is edited; '' where the repository is not known.

        >>> Repository("https://host.example/us/handbook").edit("data/courses/nye-bevan.yml")
        'https://host.example/us/handbook/edit/main/data/courses/nye-bevan.yml'
        """
        return f"{self.url}/{self._root}{file}" if self.url else ""

    def new(self, folder: str, name: str) -> str:
        """The address at which a new file of this name is begun in a folder; '' as above.

        >>> Repository("https://host.example/us/handbook").new("data/courses", "day.yml")
        'https://host.example/us/handbook/new/main/data/courses?filename=day.yml'
        """
        return f"{self.url}/{self._root.replace('edit/', 'new/', 1)}{folder}?filename={name}" if self.url else ""

    @property
    def issues(self) -> str:
        """The address where readers tell what is wrong or missing; '' where the repository is not known."""
        return f"{self.url}/issues" if self.url else ""

    @property
    def _root(self) -> str:
        return self.edit_uri.removesuffix("docs/")


def read_repository(root: Path, environment: Mapping[str, str] = os.environ) -> Repository:
    """What mkdocs.yml below `root` says; in a workflow, whose host names the repository itself, it may say nothing.

    A file that cannot be read counts as saying nothing: the check of mkdocs.yml tells what is wrong with it.
    """
    try:
        value = read_document(root / FILE, FILE, partial(parse_document, tags=TAGS)).value
    except HandbookError:
        return Repository()
    said = value if isinstance(value, dict) else {}
    extra = said.get("extra")
    contact = extra.get("contact") if isinstance(extra, dict) else ""
    url = str(said.get("repo_url") or _of_workflow(environment)).rstrip("/")
    return Repository(url, str(said.get("edit_uri") or EDIT_DOCS), str(contact or ""))


def _of_workflow(environment: Mapping[str, str]) -> str:
    parts = [environment.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY")]
    return "/".join(parts) if all(parts) else ""
