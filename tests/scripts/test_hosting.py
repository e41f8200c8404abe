"""The site is built for the address that its host gives it, by both engines alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.build import ENGINES, site_url
from scripts.site_links import quick_check
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("given", "built"),
    [
        (None, ""),
        ("", ""),
        ("https://example.org/handbook", "https://example.org/handbook/"),
        (" https://example.org/ ", "https://example.org/"),
    ],
)
def test_the_address_of_the_host_ends_with_a_slash(
    monkeypatch: pytest.MonkeyPatch, given: str | None, built: str
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    if given is not None:
        monkeypatch.setenv("SITE_URL", given)
    assert site_url() == built


@pytest.mark.site
@pytest.mark.parametrize("engine", ENGINES)
def test_both_engines_take_the_address_from_the_host(engine: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A page\n", encoding="utf-8")
    line = next(each for each in (ROOT / "mkdocs.yml").read_text("utf-8").splitlines() if each.startswith("site_url:"))
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\ntheme:\n  name: material\n{line}\n", encoding="utf-8")
    tool = str(Path(sys.executable).with_name(engine))
    for address, canonical in (("https://example.org/handbook/", True), (None, False)):
        environment = {
            "PATH": "/usr/bin:/bin",
            "NO_MKDOCS_2_WARNING": "1",
            **({"SITE_URL": address} if address else {}),
        }
        ran = subprocess.run([tool, "build", "--clean"], cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
        assert ('rel="canonical" href="https://example.org/handbook/"' in page) is canonical


@pytest.mark.site
def test_links_from_the_host_onwards_are_followed_below_the_folder_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<p>A</p>", encoding="utf-8")
    page = tmp_path / "away.html"
    page.write_text('<a href="/handbook/a/">A</a><a href="/handbook/">Home</a>', encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>Home</p>", encoding="utf-8")
    assert quick_check(tmp_path, "https://example.org/handbook/") == 0
    assert quick_check(tmp_path) != 0
    page.write_text('<a href="/handbook/none/">A</a>', encoding="utf-8")
    assert quick_check(tmp_path, "https://example.org/handbook/") != 0
