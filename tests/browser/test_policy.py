"""The content security policy: the same in pages, header files and the page on hosting, and kept by every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.conftest import ROOT
from tests.trees import tree

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
# Data that stand in a page are no script, and the policy lets them be.
DATA = ("application/json", "application/ld+json")
# What a page cannot ask for itself, and only the server can.
OF_SERVERS = "; frame-ancestors 'none'"


def policy() -> str:
    found = META.search((ROOT / "theme" / "partials" / "policy.html").read_text(encoding="utf-8"))
    assert found
    return found[1]


def directives(text: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in text.split(";") if (words := part.split())}


def test_the_policy_allows_own_files_and_nothing_inline() -> None:
    allowed = directives(policy())
    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == ["'none'"]
    assert allowed["script-src"] == allowed["style-src"] == allowed["connect-src"] == ["'self'"]
    assert {word for words in allowed.values() for word in words} == {"'none'", "'self'", "data:"}


def test_header_files_and_the_page_on_hosting_say_the_same() -> None:
    headers = (ROOT / "docs" / "_headers").read_text(encoding="utf-8")
    assert re.findall(r"Content-Security-Policy: (.+)", headers) == [policy() + OF_SERVERS]
    hosting = (ROOT / "docs" / "about" / "hosting.md").read_text(encoding="utf-8")
    assert re.findall(r'Content-Security-Policy "([^"]+)"', hosting) == [policy() + OF_SERVERS] * 2
    for name, value in re.findall(r"^  ([\w-]+): (.+)$", headers, re.MULTILINE):
        assert hosting.count(f'{name} "{value}"') == 2, name


@pytest.mark.parametrize("engine", ["site", "zensical_site"])
def test_every_page_states_it_first_and_holds_nothing_inline(engine: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(engine)
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert META.findall(text) == [policy()], path
        page = tree(path)
        first = page.css_first(":is(script, link, style, meta):not([charset])")
        assert first
        assert first.attributes.get("http-equiv") == "Content-Security-Policy", path
        own = page.css("script:not([src])")
        assert [each.html for each in own if each.attributes.get("type") not in DATA] == [], path
        assert page.css("style") == [], path
        told = [each.tag for each in page.css("*") if any(re.match(r"on|style$", name) for name in each.attributes)]
        assert told == [], path


def test_the_site_brings_the_file_that_hosts_of_static_sites_read(site: Path, zensical_site: Path) -> None:
    for built in (site, zensical_site):
        assert (built / "_headers").read_text(encoding="utf-8").startswith("/*\n")


@pytest.mark.longest
def test_no_page_does_what_its_policy_refuses(page: Page, address: str, site: Path, policy_refusals: list[str]) -> None:
    for path in sorted(site.rglob("index.html")):
        page.goto(address + path.parent.relative_to(site).as_posix())
    assert policy_refusals == []


INJECTED = {
    "a script": "<script>window.injected = 1</script>",
    "a handler": '<img src="/none.png" onerror="window.injected = 1">',
    "a script of another host": '<script src="https://evil.example/x.js"></script>',
    "a script address": '<a id="go" href="javascript:window.injected = 1">x</a>',
    "a style": "<style>body { display: none }</style>",
    "a frame": '<iframe src="https://evil.example/"></iframe>',
}


@pytest.mark.parametrize("text", INJECTED.values(), ids=INJECTED)
@pytest.mark.breaks_the_policy
def test_what_is_injected_into_a_page_is_refused_and_seen(
    page: Page, address: str, policy_refusals: list[str], text: str
) -> None:
    def plant(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</article>", f"{text}</article>"))

    page.route(f"{address}about/", plant)
    page.goto(f"{address}about/")
    if 'id="go"' in text:
        page.locator("#go").click()
    page.wait_for_timeout(200)
    assert policy_refusals
    assert page.evaluate("() => window.injected") is None
    assert page.locator("h1").is_visible()
