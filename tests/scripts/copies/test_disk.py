"""The ZIP opened from disk with the network off: links, styles and tools work, and a plan that is saved opens again."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.copies.bundle import BundleError, bundle
from scripts.copies.disk import page_from_disk, write_zip
from scripts.copies.edition import read_edition
from tests.browser.plan_page import PlanPage
from tests.conftest import ROOT

EDITION = read_edition(ROOT)
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy of the handbook")  # with a blank, as folders of readers have
    write_zip(site, folder / "copy.zip", EDITION)
    with zipfile.ZipFile(folder / "copy.zip") as file:
        file.extractall(folder)
    return folder / EDITION.stem


@pytest.fixture
def offline(browser: Browser) -> BrowserContext:
    return browser.new_context(offline=True)


def dead_links(folder: Path) -> list[tuple[str, str]]:
    """Links of the copy that lead to no file."""
    found = []
    for page in folder.rglob("*.html"):
        for address in dict.fromkeys(LINK.findall(page.read_text(encoding="utf-8"))):
            parts = urlsplit(address.replace("&amp;", "&"))
            own = parts.path and not parts.scheme and not parts.netloc
            if own and not (page.parent / unquote(parts.path)).is_file():
                found.append((page.relative_to(folder).as_posix(), address))
    return found


def scripts(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def running(page: Page) -> list[str]:
    """What goes wrong on the page from now on."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    return wrong


def search(page: Page, folder: Path, word: str) -> None:
    page.goto(f"{folder.as_uri()}/index.html")
    page.locator("html.js").wait_for()
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("searchbox", name="Search the handbook").fill(word)


def test_every_link_leads_to_a_file(unpacked: Path) -> None:
    assert dead_links(unpacked) == []
    assert (unpacked / "README.txt").read_text(encoding="utf-8").startswith(EDITION.title)
    assert not list(unpacked.rglob("*.map"))


def test_a_link_to_a_folder_is_told(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="role/">x</a>', encoding="utf-8")
    (tmp_path / "role").mkdir()
    assert dead_links(tmp_path) == [("index.html", "role/")]


def test_a_plan_is_saved_and_opened_again(unpacked: Path, offline: BrowserContext) -> None:
    page = offline.new_page()
    wrong = running(page)
    page.goto(unpacked.as_uri() + "/index.html")
    page.locator(".tool--plan").click()
    plan = PlanPage(page, unpacked.as_uri() + "/").ready()
    plan.rate("trust-values", "some")
    plan.write("trust-values", "Led the review of values")
    plan.save()
    plan.reload()
    assert plan.evidence("trust-values") == "Led the review of values"
    kept = plan.plan()
    again = PlanPage(offline.new_page(), unpacked.as_uri() + "/")
    again.page.goto(page.url.partition("#")[0])
    again.ready()
    assert again.rating("trust-values") == "some"
    assert kept["criteria"]["trust-values"]["rating"] == "some"
    assert wrong == []


TOOLS: dict[str, Callable[[Page], None]] = {
    "directory/finder": lambda page: expect(page.locator("[data-count], [role=status]").first).not_to_be_empty(),
    "prepare/application-pack": lambda page: expect(page.locator("form, [data-pack]").first).to_be_visible(),
    "role/why": lambda page: expect(page.locator("article form").first).to_be_visible(),
    "prepare/programme-builder": lambda page: expect(page.locator("article form").first).to_be_visible(),
    "role/stepping-in": lambda page: expect(page.locator("article input[type=checkbox]").first).to_be_visible(),
    "evidence/timeline": lambda page: expect(page.locator("article").first).to_be_visible(),
}


@pytest.mark.parametrize("name", TOOLS)
def test_each_tool_runs_without_an_error(unpacked: Path, offline: BrowserContext, name: str) -> None:
    page = offline.new_page()
    wrong = running(page)
    page.goto(f"{unpacked.as_uri()}/{name}/index.html")
    TOOLS[name](page)
    expect(page.locator("html.js")).to_have_count(1)
    assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).display") != ""
    assert wrong == []


def test_the_search_finds_and_opens_a_section(unpacked: Path, offline: BrowserContext) -> None:
    page = offline.new_page()
    wrong = running(page)
    search(page, unpacked, "salary")
    page.locator(".search__results a").first.click()
    page.wait_for_url(f"{unpacked.as_uri()}/role/terms/index.html#pay")
    expect(page.locator("#pay")).to_be_in_viewport()
    assert wrong == []


def test_a_copy_without_its_index_leads_to_the_list_from_a_to_z_instead(
    unpacked: Path, offline: BrowserContext, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(unpacked, tmp_path / "copy"))
    shutil.rmtree(folder / "assets" / "search")
    page = offline.new_page()
    page.goto(f"{folder.as_uri()}/index.html")
    page.locator("html.js").wait_for()
    page.get_by_role("button", name="Search").first.click()
    page.wait_for_url(f"{folder.as_uri()}/directory/search/index.html")
    expect(page.get_by_role("searchbox", name="Search the handbook")).to_have_count(0)


def test_the_same_site_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_zip(site, tmp_path / name, EDITION)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert len((tmp_path / "one.zip").read_bytes()) < 5_000_000


def test_a_page_keeps_addresses_of_other_sites_and_loses_the_policy() -> None:
    page = (
        '<meta http-equiv="Content-Security-Policy" content="x"><a href="https://a.example/b/">b</a> <a href="#c">c</a>'
    )
    assert page_from_disk(page) == '<a href="https://a.example/b/">b</a> <a href="#c">c</a>'


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        ({"main": 'import x from "./other.js";', "other": ""}, "main.js: 'import x from"),
        ({"main": "export default 1;"}, "main.js: 'export default 1;"),
        ({"main": 'import { a } from "./other.js";', "other": 'import { b } from "./main.js";'}, "imports itself"),
    ],
)
def test_a_module_that_would_not_run_is_refused(tmp_path: Path, modules: dict[str, str], told: str) -> None:
    with pytest.raises(BundleError, match=re.escape(told)):
        bundle(scripts(tmp_path, **modules), "main.js")


def test_a_bundle_holds_each_module_once(tmp_path: Path) -> None:
    folder = scripts(
        tmp_path,
        main='import { a as one } from "./left.js";\nimport * as right from "./right.js";\none(right);',
        left='import { b } from "./right.js";\nexport const a = (x) => b(x);',
        right="export const [b, c] = [1, 2];\nexport const HERE = import.meta.url;",
    )
    text = bundle(folder, "main.js")
    assert text.count('M["right.js"] =') == 1
    assert 'const {a: one} = M["left.js"];' in text.replace("{ ", "{").replace(" }", "}")
    assert 'new URL("right.js", SELF).href' in text
