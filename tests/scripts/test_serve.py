"""The live server shows an edit of a page, of a data file and of a macro after a reload."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PATIENCE_SECONDS = 240  # a busy machine needs a minute for its first build


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that may be edited."""
    for name in ("docs", "data", "handbook", "macros", "scripts", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def served_page(project: Path) -> Iterator[Callable[[str], str]]:
    """A function that fetches a page from the server that `make serve` starts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "scripts.serve", "--address", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    log = (project / "serve.log").open("w")
    server = subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log)
    root = f"http://127.0.0.1:{port}/"

    def fetch(page: str) -> str:
        with urllib.request.urlopen(root + page, timeout=30) as answer:  # noqa: S310 - this machine's own server
            return str(answer.read().decode())

    _wait_until(lambda: "class=" in fetch(""), server)
    yield fetch
    server.terminate()
    server.wait(timeout=20)
    log.close()


def _wait_until(holds: Callable[[], bool], server: subprocess.Popen[bytes] | None = None) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server and server.poll() is not None:
            pytest.fail("the server stopped")
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.5)
    pytest.fail(f"it did not show within {PATIENCE_SECONDS} s")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_edits_show_after_a_reload(project: Path, served_page: Callable[[str], str]) -> None:
    page = "role/responsibilities/"
    time.sleep(1)
    replace(project / "docs" / "role" / "responsibilities.md", "{{ page_end", "Edited page.\n\n{{ page_end")
    _wait_until(lambda: "Edited page." in served_page(page))
    replace(project / "data" / "responsibilities.yml", "  title: ", "  title: Edited data, ")
    _wait_until(lambda: "Edited data, " in served_page(page))
    replace(project / "macros" / "templates" / "duties/areas.html", "<ol", "<p>Edited template</p>\n<ol")
    _wait_until(lambda: "Edited template" in served_page(page))
    code = project / "macros" / "duties.py"
    replace(code, "def areas", "SHOWN = 'Edited code'\n\n\ndef areas")
    replace(code, 'return render("duties/areas.html"', 'return f"<p>{SHOWN}</p>" + render("duties/areas.html"')
    _wait_until(lambda: "Edited code" in served_page(page))
