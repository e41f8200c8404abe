"""What the tests share: the real site built once, its address on this machine, and a small handbook to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from macros.handbook import Handbook, load_handbook
from scripts.browser import find_browser
from scripts.build import build
from scripts.schemas import main as write_schemas
from scripts.site_links import LinkReport, full_check, served

ROOT = Path(__file__).resolve().parent.parent
GOOD = Path(__file__).parent / "fixtures" / "good"
BAD = Path(__file__).parent / "fixtures" / "bad"


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
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once by MkDocs in strict mode."""
    target = tmp_path_factory.mktemp("mkdocs") / "site"
    assert build("mkdocs", target) == 0
    return target


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by Zensical from a copy of the same files."""
    folder = tmp_path_factory.mktemp("zensical")
    for name in ("docs", "data", "macros", "theme"):
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
def link_report(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Future[LinkReport]]:
    """What LinkChecker says of the real site. It takes minutes, and works while other tests run."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool.submit(full_check, site, tmp_path_factory.mktemp("linkchecker") / "linkcheckerrc")


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a built site, so that `make test-fast` can leave it away; begin the longest check first."""
    needing = {"site", "zensical_site", "address", "page"}
    found = [item for item in items if isinstance(item, pytest.Function) and needing & set(item.fixturenames)]
    for item in found:
        item.add_marker("site")
    if any("link_report" in item.fixturenames for item in found):
        found[0].fixturenames.append("link_report")
