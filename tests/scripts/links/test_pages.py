"""What a page says of itself, and the places in it, sought as browsers do."""

from __future__ import annotations

import pytest

from scripts.links.error_pages import of_page
from scripts.links.judge import has_place
from scripts.links.page import MOST_MARKS, MOST_OPEN, MOST_TAGS, Page, read_page, readable


@pytest.mark.parametrize(
    ("html", "fragment", "there"),
    [
        ('<p id="tangent%3A-x">', "tangent%3A-x", True),
        ('<p id="tangent:-x">', "tangent%3A-x", True),
        ('<p id="été">', "%C3%A9t%C3%A9", True),
        ('<p id="été">', "été", True),
        ('<a name="here">', "here", True),
        ('<div name="here">', "here", False),
        ('<p id="Here">', "here", False),
        ("<p>", "top", True),
        ("<p>", "TOP", True),
        ("<p>", "", True),
        ("<p>", ":~:text=anything", True),
        ('<p id="here">', "here:~:text=anything", True),
        ("<p>", "here:~:text=anything", False),
        ('<!-- <p id="here"> -->', "here", False),
        ("<script>'<p id=here>'</script>", "here", False),
        ('<template><p id="here"></template>', "here", False),
    ],
)
def test_a_place_is_sought_as_browsers_do(html: str, fragment: str, there: bool) -> None:
    assert has_place(read_page(html.encode()), fragment) is there


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<div>" * 100_000, MOST_OPEN),
        ("<div></b>" * 100_000, MOST_OPEN),
        ("<b><a><p>" * 100_000, MOST_MARKS),
        ("<TITLE></title>" + "<div>" * 100_000, MOST_OPEN),
        ("<!-->" + "<div>" * 100_000, MOST_OPEN),
        ("<svg><style>" + "<g>" * 100_000, MOST_OPEN),
        ("<br>" * 100_000, MOST_TAGS),
        ("<div></div>" * 100_000, MOST_TAGS),
    ],
)
def test_a_page_is_read_until_it_gets_too_deep(html: str, kept: int) -> None:
    assert html[: readable(html)].count("<") <= 3 * kept
    assert not read_page(html.encode()).whole


def test_a_page_like_any_other_is_read_whole() -> None:
    row = '<tr><td><a href="/x"><b>x</b></a><br><img src=y><p>z'
    assert read_page(("<table>" + row * 2000 + "</table>").encode()).whole


@pytest.mark.parametrize(
    ("html", "refresh"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new">', "/new"),
        ("<meta http-equiv=REFRESH content=\"5; URL='/new'\">", "/new"),
        ('<meta http-equiv="refresh" content="0;/new">', "/new"),
        ('<meta http-equiv="refresh" content=" 1.5 , url = /new">', "/new"),
        ('<meta http-equiv="refresh" content="300; url=/new">', None),
        ('<meta http-equiv="refresh" content="5">', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/new"></noscript>', None),
        ('<meta name="refresh" content="0; url=/new">', None),
    ],
)
def test_where_a_page_sends_the_visitor_is_read(html: str, refresh: str | None) -> None:
    assert read_page(html.encode()).refresh == refresh


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<p>Page not found</p>", "soft-404"),
        ("<h2>This domain is for sale</h2>", "parked"),
        ("<title>example.org</title><p>This domain may be for sale.</p>", "parked"),
        ('<title>x</title><script src="/cdn-cgi/challenge-platform/x.js"></script>', "challenge"),
        ('<title>Sign in</title><input type="password">', "login"),
        ("<title>Board papers</title><p>" + "Of the board. " * 50 + "Page not found", None),
        ("<title>Learning hub</title><h1>Log in</h1><p>" + "What the hub offers. " * 50, None),
    ],
)
def test_a_page_is_judged_by_its_headings_and_a_short_one_by_its_text(html: str, outcome: str | None) -> None:
    fault = of_page(read_page(html.encode()), "https://example.org/page")
    assert (fault[0] if fault else None) == outcome


def test_a_login_that_was_asked_for_is_no_fault() -> None:
    page = read_page(b'<title>Sign in</title><input type="password">')
    assert of_page(page, "https://example.org/login") is None
    assert of_page(None, "https://example.org/") is None
    assert isinstance(page, Page)
