"""The browser that the tests drive is the machine's own; none is downloaded."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts import browser


def test_a_chosen_browser_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = tmp_path / "my-chrome"
    chosen.touch(mode=0o755)
    monkeypatch.setenv("BROWSER_PATH", str(chosen))
    assert browser.find_browser() == str(chosen)


def test_a_chosen_browser_that_cannot_run_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "nothing"))
    assert browser.find_browser() is None


def test_without_a_browser_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.main([]) == 1
    assert "Install one, or set BROWSER_PATH to it." in capsys.readouterr().err


@pytest.mark.parametrize("lacking", [(), ("chromium-headless-shell",)])
def test_what_a_release_of_debian_lacks_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, lacking: tuple[str, ...]
) -> None:
    asked = []

    def run(command: list[str], **_: Any) -> None:
        asked.append(command[-1])
        if command[-1] in lacking:
            raise subprocess.CalledProcessError(100, command)

    monkeypatch.setattr(subprocess, "run", run)
    browser.install_browser()
    assert asked == ["-qq", "chromium-headless-shell", *(["chromium"] if lacking else [])]


def test_where_no_package_can_be_had_that_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_: Any) -> None:
        raise subprocess.CalledProcessError(100, command)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(subprocess.CalledProcessError):
        browser.install_browser()
