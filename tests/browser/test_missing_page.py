"""The page for a missing address works at any depth and below any folder, with script and without."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.test_browser import WIDTHS

FOLDERS = ("", "copy/", "some/where/else/")
MISSING = ("no-such-page", "no-such-page/", "role/bord/", "a/b/c/d/")


class _Host(SimpleHTTPRequestHandler):
    """A host that answers a missing address with 404.html of the site, as static hosts do, below a folder."""

    folder = ""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(f"/{self.folder}")
        return super().translate_path(f"/{inside}" if path.startswith(f"/{self.folder}") else "/outside-the-folder/")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def hosted(site: Path, folder: str) -> Iterator[str]:
    """The address of `site` below `folder` on a host of this machine."""
    host = type("Host", (_Host,), {"folder": folder})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{folder}"
    finally:
        server.shutdown()
        server.server_close()


def open_missing(page: Page, address: str) -> None:
    """Ask for an address that is not there, and wait until its style is."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator(".missing:visible")).to_have_count(1)
    assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).borderBottomStyle") == "solid"


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_every_reference_of_the_missing_page_leads_into_the_handbook(
    browser: Browser, site: Path, folder: str, script: bool
) -> None:
    page = browser.new_page(java_script_enabled=script, viewport=WIDTHS["phone"])
    with hosted(site, folder) as root:
        for path in MISSING:
            open_missing(page, root + path)
            links = page.locator(".missing:visible a")
            assert links.count() >= 8
            targets = links.evaluate_all("links => links.map(link => link.href)")
            assert {root, f"{root}directory/", f"{root}directory/search/", f"{root}role/", f"{root}prepare/"} <= set(
                targets
            )
            for target in targets:
                assert target.startswith(root)
                inside = target.removeprefix(root)
                known = (site / inside / "index.html").is_file()
                assert known or f"{root}{path}".startswith(target), target  # but for the step up from a made-up address
    page.context.close()


DEEP = "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_at_the_root_of_a_host_no_address_is_too_deep(browser: Browser, site: Path, script: bool) -> None:
    page = browser.new_page(java_script_enabled=script, viewport=WIDTHS["phone"])
    with hosted(site, "") as root:
        open_missing(page, f"{root}role/bord/{DEEP}")
        expect(page.locator(".missing-deep")).to_be_hidden()
        links = page.locator(".missing:visible a")
        assert {root, f"{root}directory/search/"} <= set(links.evaluate_all("links => links.map(link => link.href)"))
        if script:
            expect(page.locator("[data-nearest] a")).to_have_attribute("href", f"{root}role/")
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_far_below_a_folder_the_way_up_stays_in_the_handbook(browser: Browser, site: Path, script: bool) -> None:
    page = browser.new_page(java_script_enabled=script, viewport=WIDTHS["phone"])
    with hosted(site, "some/where/") as root:
        page.goto(f"{root}{DEEP}")
        for _ in range(2):  # sixteen folders, seven at a time
            expect(page.locator(".missing:visible")).to_have_count(0)
            page.get_by_role("link", name="Go up seven folders").click()
            expect(page).to_have_url(re.compile(f"^{re.escape(root)}"))
        expect(page.locator(".missing:visible")).to_have_count(1)
        expect(page.get_by_role("link", name="Home page of the handbook")).to_have_js_property("href", root)
    page.context.close()


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("role/bord/", "role/board/"),
        ("Role/Board/", "role/board/"),
        ("role/board.html", "role/board/"),
        ("role/board/no-such-part/", "role/board/"),
        ("role/zzz", "role/"),
    ],
)
@pytest.mark.parametrize("folder", ["", "copy/"])
def test_the_script_finds_the_nearest_page(browser: Browser, site: Path, folder: str, asked: str, nearest: str) -> None:
    page = browser.new_page(viewport=WIDTHS["desk"])
    with hosted(site, folder) as root:
        open_missing(page, root + asked)
        link = page.locator("[data-nearest] a")
        expect(link).to_have_attribute("href", root + nearest)
        heading = BeautifulSoup((site / nearest / "index.html").read_text(encoding="utf-8"), "html.parser").h1
        assert heading is not None
        expect(link).to_have_text(" ".join(heading.get_text().split()))
        assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_missing_page_is_in_order_on_a_phone(browser: Browser, site: Path, scheme: str) -> None:
    page = browser.new_page(viewport=WIDTHS["phone"])
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    with hosted(site, "copy/") as root:
        open_missing(page, root + "no/such/page/")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.context.close()


def test_the_second_engine_builds_the_same_missing_page(site: Path, zensical_site: Path) -> None:
    def links(root: Path) -> list[str]:
        page = BeautifulSoup((root / "404.html").read_text(encoding="utf-8"), "html.parser")
        return [str(each.get("href") or each.get("src")) for each in page.select("[href], [src]")]

    assert links(site) == links(zensical_site)
    assert not [each for each in links(site) if each.startswith("/")]
