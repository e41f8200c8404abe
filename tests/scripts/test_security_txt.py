"""security.txt says what RFC 9116 asks for, and is left out where it would say nothing true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from handbook.model.repository import Repository
from scripts.security_txt import FILE, write_security_txt

ROOT_OF_HOST = "https://handbook.example.org/"
KNOWN = Repository("https://github.com/us/handbook")
TODAY = date(2026, 12, 1)


def written(folder: Path, repository: Repository, address: str) -> str:
    write_security_txt(folder, repository, address, TODAY)
    return (folder / FILE).read_text(encoding="utf-8") if (folder / FILE).exists() else ""


def test_it_names_a_contact_an_end_and_its_own_address(tmp_path: Path) -> None:
    assert written(tmp_path, KNOWN, ROOT_OF_HOST).splitlines() == [
        "Contact: https://github.com/us/handbook/security/advisories/new",
        "Expires: 2027-05-30T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://handbook.example.org/.well-known/security.txt",
    ]


def test_an_address_for_mail_is_a_contact_too(tmp_path: Path) -> None:
    text = written(tmp_path, Repository("https://host.example/us/handbook", contact="us@host.example"), ROOT_OF_HOST)
    assert re.findall(r"^Contact: (.+)$", text, re.MULTILINE) == ["mailto:us@host.example"]


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        (Repository(), ROOT_OF_HOST),
        (Repository("https://host.example/us/handbook"), ROOT_OF_HOST),
        (KNOWN, ""),
        (KNOWN, "https://www.example.org/handbook/"),
        (KNOWN, "http://handbook.intranet/"),
    ],
)
def test_without_a_contact_or_below_the_root_of_a_host_there_is_none(
    tmp_path: Path, repository: Repository, address: str
) -> None:
    assert written(tmp_path, repository, address) == ""
    assert list(tmp_path.iterdir()) == []
