"""What the tests share: the real site built once, its address on this machine, and a small handbook to break."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect

from handbook.model.handbook import Handbook, load_handbook
from scripts.browser import find_browser
from scripts.build import build
from scripts.schemas import main as write_schemas
from scripts.site_links import served

ROOT = Path(__file__).resolve().parent.parent
expect.set_options(timeout=20_000)  # a busy machine is no fault of a page
GOOD = Path(__file__).parent / "fixtures" / "good"


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The real handbook."""
    return load_handbook(ROOT)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the smallest handbook that is in order, free to be broken."""
    return copy_good(tmp_path / "handbook")


def copy_good(target: Path) -> Path:
    """Copy the good handbook to `target` and write its schemas."""
    shutil.copytree(GOOD, target)
    write_schemas(["--root", str(target)])
    return target


Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(small: Path) -> Edit:
    """Replace one text by another in a file of the small handbook; the text must stand there once."""

    def change(file: str, old: str, new: str) -> None:
        path = small / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of one run share, where pytest-xdist spreads the tests over several."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The real site, built once by MkDocs in strict mode."""
    target = shared / "mkdocs" / "site"
    with FileLock(shared / "mkdocs.lock"):
        if not target.exists():
            assert build("mkdocs", target) == 0
    return target


@pytest.fixture(scope="session")
def zensical_site(shared: Path) -> Path:
    """The real site, built by Zensical from a copy of the same files."""
    folder = shared / "zensical"
    with FileLock(shared / "zensical.lock"):
        if not folder.exists():
            for name in ("docs", "data", "handbook", "macros", "theme"):
                shutil.copytree(ROOT / name, folder / name)
            shutil.copy(ROOT / "mkdocs.yml", folder)
            assert build("zensical", folder / "site", folder) == 0
    return folder / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served on this machine."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Drive the machine's own Chromium, and let it call nobody."""
    quiet = [
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {"executable_path": find_browser(), "args": ["--no-sandbox", *quiet]}


_REFUSED: list[str] = []  # what the browser has said of the content security policy since the test began


def note_refusal(said: ConsoleMessage) -> None:
    """Keep what the browser says when a page does what its content security policy refuses."""
    if "Content Security Policy" in said.text:
        _REFUSED.append(said.text)


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """The browser, which tells whatever a page does against its content security policy."""
    make = browser.new_context

    def watched(**options: Any) -> BrowserContext:
        context = make(**options)
        context.on("console", note_refusal)
        return context

    browser.new_context = watched  # type: ignore[method-assign]
    return browser


@pytest.fixture(autouse=True)
def policy_refusals(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What pages did against their policy; in no test may there be any, unless it is marked breaks_the_policy."""
    _REFUSED.clear()
    yield _REFUSED
    if not request.node.get_closest_marker("breaks_the_policy"):
        assert _REFUSED == []


def pytest_report_header() -> str:
    """The browser of the day, whose version decides what axe sees."""
    path = find_browser()
    if not path:
        return "browser: none"
    return f"browser: {subprocess.run([path, '--version'], capture_output=True, text=True, check=True).stdout.strip()}"


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: tests wait for the browser, and for servers that are slow on purpose."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a built site, so that `make test-fast` can leave it away; the longest test comes first."""
    needing = {"site", "zensical_site", "address", "page"}
    for item in items:
        if needing & set(getattr(item, "fixturenames", ())):
            item.add_marker("site")
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)
