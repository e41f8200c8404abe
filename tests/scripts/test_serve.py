"""The live server shows edits of pages, data and code in an open browser, and lets nothing go stale."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.serve import main
from tests.conftest import ROOT, copy_good

PATIENCE_SECONDS = 240  # a busy machine needs a minute for its first build
PAGE = "role/responsibilities/"


@dataclass(frozen=True)
class Served:
    """A small project that may be edited, where it is served, and what the server says."""

    project: Path
    address: str
    log: Path

    def fetch(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310 - this machine's own
            return re.sub(rb'<script src="/-live/[^>]*></script>', b"", answer.read())

    def shows(self, words: str) -> bool:
        return words.encode() in self.fetch(PAGE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """What `make serve` shows of the small handbook."""
    project = _project(tmp_path_factory.mktemp("served") / "project")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = project.parent / "log"
    command = [sys.executable, "-u", "-m", "scripts.serve", "--address", f"127.0.0.1:{port}"]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=project, stdout=output, stderr=output)
    found = Served(project, f"http://127.0.0.1:{port}/", log)
    _wait_until(lambda: b"class=" in found.fetch(""), server)
    yield found
    server.terminate()
    server.wait(timeout=20)


def _project(target: Path) -> Path:
    """The small handbook with the project's code and settings."""
    copy_good(target)
    for name in ("handbook", "macros", "scripts", "theme"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[0]
    settings = re.sub(r"^extra_css:\n(  - .*\n)+", "", settings, flags=re.MULTILINE)
    nav = (target / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    chapter = re.sub(r"^", "    ", nav, flags=re.MULTILINE)
    (target / "mkdocs.yml").write_text(
        f"{settings}\nnav:\n  - Home: index.md\n  - Chapter:\n{chapter}", encoding="utf-8"
    )
    return target


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
        time.sleep(0.2)
    pytest.fail(f"it did not show within {PATIENCE_SECONDS} s")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_open_page_shows_edits_by_itself(served: Served, page: Page) -> None:
    page.goto(served.address + PAGE)
    replace(served.project / "docs" / "role" / "responsibilities.md", "{{ areas()", "Edited page.\n\n{{ areas()")
    expect(page.get_by_text("Edited page.")).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
    replace(served.project / "data" / "responsibilities.yml", "  title: ", "  title: Edited data, ")
    expect(page.get_by_text("Edited data,").first).to_be_visible(timeout=PATIENCE_SECONDS * 1000)


def test_a_fault_is_told_and_the_page_stays_until_it_is_mended(served: Served) -> None:
    data = served.project / "data" / "responsibilities.yml"
    replace(data, "  title: ", "  titel: ")
    _wait_until(lambda: "data/responsibilities.yml:" in served.log.read_text(encoding="utf-8"))
    assert "Did you mean 'title'?" in served.log.read_text(encoding="utf-8")
    assert b"class=" in served.fetch(PAGE)
    replace(data, "  titel: ", "  title: Mended data, ")
    _wait_until(lambda: served.shows("Mended data,"))


def test_edits_of_templates_and_code_show(served: Served) -> None:
    replace(served.project / "macros" / "templates" / "duties/areas.html", "<ol", "<p>Edited template</p>\n<ol")
    _wait_until(lambda: served.shows("Edited template"))
    code = served.project / "macros" / "duties.py"
    replace(code, "def areas", "def areas(:\n\n\ndef areas")
    _wait_until(lambda: "SyntaxError" in served.log.read_text(encoding="utf-8"))
    assert served.shows("Edited template")
    replace(code, "def areas(:\n\n\ndef areas", "SHOWN = 'Edited code'\n\n\ndef areas")
    replace(code, 'return render("duties/areas.html"', 'return f"<p>{SHOWN}</p>" + render("duties/areas.html"')
    _wait_until(lambda: served.shows("Edited code"))


def test_nothing_stale_remains(served: Served) -> None:
    """Once all is built, what is served equals what a clean build makes of the same files."""
    page = served.project / "docs" / "role" / "new.md"
    head = (served.project / "docs" / "role" / "responsibilities.md").read_text(encoding="utf-8").partition("# ")[0]
    text = head + "# Responsibilities\n\nA new page.\n\n{{ page_end(page) }}\n"
    page.write_text(text, encoding="utf-8")
    _wait_until(lambda: b"A new page." in served.fetch("role/new/"))
    page.unlink()
    replace(served.project / "data" / "responsibilities.yml", "  title: ", "  title: Edited again, ")
    clean = "from pathlib import Path; from scripts.build import build; build('mkdocs', Path('site'))"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-c", clean], cwd=served.project, env=environment, capture_output=True, check=True)
    site = served.project / "site"
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 50
    _wait_until(lambda: all(served.fetch(path.relative_to(site).as_posix()) == path.read_bytes() for path in files))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        served.fetch("role/new/")


def test_an_address_that_is_taken_or_wrong_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--address", "8000"])
    assert stop.value.code == 2
    assert "'8000' is no address; write it as 127.0.0.1:8000" in capsys.readouterr().err
