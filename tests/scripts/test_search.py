"""The search as files: what the pages give, what data adds, how much is sent, and the same under both engines."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from handbook.model.handbook import Handbook
from handbook.model.pages import page_url
from scripts.search.packed import ENDS, GOES_ON, packed, signs
from scripts.search.sections import built_pages, read_page
from scripts.search.write import FOLDER
from tests.browser.search_queries import SCRIPTS

FIRST_SEARCH_KB = 120


def handed_over(site: Path, name: str) -> Any:
    """What a file of the search hands to the browser."""
    text = (site / FOLDER / f"{name}.js").read_text(encoding="utf-8")
    start = f'handbookSearch.take("{name}",'
    assert text.startswith(start)
    return json.loads(text.removeprefix(start).removesuffix(");\n"))


PAGE = """<html><head><meta name="description" content="What it gives."></head><body>
<nav class="crumbs"><ol><li><a>Home</a></li><li><a>The job</a></li></ol></nav>
<article class="prose"><h1 id="top">The board</h1><p>Who sits on it.</p><p class="trust">9 sources</p>
<h2 id="chair">The chair <span class="badge">new</span></h2><table><tr><th>Asks</th><td>you</td></tr></table>
<p><strong><span class="state">active</span></strong> And <sup class="cite">1</sup>it.</p>
<section id="asked-age"><h3>Too old?</h3><p>No.<span class="sr-only"> Hidden</span></p><h4>Aside</h4><p>More.</p>
</section>
<div data-unsearched><p>Left out.</p></div>
<details class="drawer"><p>Sources</p></details></article><footer>Foot</footer></body></html>"""


def test_a_page_is_cut_at_its_headings_and_only_its_text_is_kept() -> None:
    page = read_page("role/board/", PAGE)
    assert page is not None
    assert (page.url, page.chapter, page.title) == ("role/board/", "The job", "The board")
    assert [(each.anchor, each.title, each.text) for each in page.sections] == [
        ("", "The board", "What it gives. Who sits on it."),
        ("chair", "The chair", "Asks · you · active · And it."),
        ("asked-age", "Too old?", "No. Aside · More."),
    ]


@pytest.mark.parametrize("html", ["", "<html><body><p>No article</p></body></html>", "<article class=prose></article>"])
def test_what_is_no_page_gives_nothing(html: str) -> None:
    assert read_page("", html) is None


def test_words_are_counted_and_their_places_packed() -> None:
    texts = ["", *[""] * 40, "Chair, chair", "the chair and its board"]
    assert packed(texts) == {"lengths": [*[0] * 41, 1, 2], "words": "board chair", "steps": "Aa A90"}
    assert packed(["68 of 105 in 2017"])["words"] == "2017"


def test_a_step_is_unpacked_as_it_was_packed() -> None:
    for step in (*range(1, 3000), 33_000, 40_000):
        ahead = 0
        for sign in signs(step)[:-1]:
            ahead = (ahead + GOES_ON.index(sign) + 1) * len(ENDS)
        assert ahead + ENDS.index(signs(step)[-1]) + 1 == step


def test_every_section_can_be_opened(site: Path) -> None:
    names = handed_over(site, "names")
    for number, anchor, title, *_ in names["sections"]:
        url = names["pages"][number][0]
        html = (site / url / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html, (url, anchor)
        assert title.strip()
    assert len(names["sections"]) == len(handed_over(site, "texts")) == len(handed_over(site, "words")["lengths"])


def test_excerpts_hold_no_links_to_correct_an_entry(site: Path) -> None:
    texts = json.dumps(handed_over(site, "texts"), ensure_ascii=False)
    assert "unitary board" in texts
    assert "Suggest a correction to" not in texts
    assert ". Suggest a correction" not in texts


def test_every_published_page_can_be_found(site: Path, handbook: Handbook) -> None:
    assert {page.url for page in built_pages(site)} == set(handbook.by_url)


def test_old_names_stand_with_what_they_are_today(site: Path, handbook: Handbook) -> None:
    names = handed_over(site, "names")
    known = {f"{names['pages'][number][0]}#{anchor}": rest for number, anchor, *rest in names["sections"]}
    for entry in handbook.catalogue.organisations:
        for successor in entry.successors:
            _, _, before = known[f"{page_url(handbook.in_full('directory/organisations.md', successor))}#{successor}"]
            assert entry.name in before
            assert entry.short_name in before


def test_a_first_search_is_light(site: Path) -> None:
    files = [*SCRIPTS, "assets/css/search.css", f"{FOLDER}/names.js", f"{FOLDER}/words.js"]
    assert sum(len(gzip.compress((site / name).read_bytes())) for name in files) <= FIRST_SEARCH_KB * 1000


def test_nothing_is_left_of_the_engines_own_search(site: Path) -> None:
    assert not (site / "search").exists()
    assert not list(site.rglob("*lunr*"))
    assert "md-search" not in (site / "index.html").read_text(encoding="utf-8")


def test_both_engines_give_the_same_search(site: Path, zensical_site: Path) -> None:
    for name in ("names", "words"):
        assert handed_over(site, name) == handed_over(zensical_site, name)
