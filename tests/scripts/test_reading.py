"""The measure of reading counts what stands between the words, and says where a bar does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.reading import main, measure, report, terms

PLAIN = """<html><article class="prose"><h1>Board</h1>
<p>Ask for a seat on a committee. You can sit on it for a year.</p>
<p class="trust">Checked November 2026</p><table><tr><td>One</td></tr></table>
<details class="drawer"><p>Guide <span class="confidence">Confirmed.</span></p></details></article></html>"""
MARKED = PLAIN.replace("a committee.", 'a committee <span class="state">closed</span>.<sup class="cite"><a>1</a></sup>')
ANNOUNCING = PLAIN.replace("Ask for a seat on a committee.", "What a board is, and how it works.")


def test_a_plain_page_holds_every_bar() -> None:
    page = measure("role/board/", PLAIN)
    assert (page.apparatus, page.marks, page.shows) == (0, 0, True)
    text, holds = report([page], ["a term"] * 140, [])
    assert holds, text


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (MARKED, "role/board/: 1 marks; opens: Ask for a seat"),
        (ANNOUNCING, "role/board/: 0 marks; opens: What a board is, and how it works."),
    ],
)
def test_a_mark_and_an_announcement_are_named(html: str, told: str) -> None:
    text, holds = report([measure("role/board/", html)], ["a term"] * 140, [])
    assert not holds
    assert told in text


def test_words_before_the_first_instruction_are_counted_and_a_page_that_makes_its_reader_wait_is_named() -> None:
    assert measure("role/board/", PLAIN).before == 0
    late = PLAIN.replace("Ask for a seat", f"{'A board is old. ' * 6}Ask for a seat")
    page = measure("role/board/", late)
    assert page.before == 24
    text, holds = report([page], ["a term"] * 140, [])
    assert not holds
    assert "role/board/: 24 words before the first instruction" in text
    assert report([page, measure("", PLAIN)], ["a term"] * 140, [])[1]  # the bar is on the median


def test_a_term_that_stands_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PLAIN.replace("committee", "quality committee"), encoding="utf-8")
    there, missing = terms(tmp_path)
    assert there == ["quality committee"]
    assert "unitary board" in missing
    assert "unitary board" in report([measure("", PLAIN)], there, missing)[0]


def test_without_a_site_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--site", str(tmp_path)]) == 2
    assert "there is no reading page. Build the site first: make site" in capsys.readouterr().err
