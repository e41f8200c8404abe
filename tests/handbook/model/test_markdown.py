"""The checks read headings, anchors and links as the engine makes them, form by form, and know the line of each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.config import load_config

from handbook.model.handbook import Handbook
from handbook.model.markdown import Markdown
from macros.rendering import render_pages
from scripts.check import main
from tests.conftest import ROOT, Edit

HEADINGS = {
    "plain": "## Plain words",
    "signs at its end": "## Words ##",
    "no space": "##No space",
    "spaces before": "  ## Two spaces",
    "dashes below": "Words\n-----",
    "equals below": "Words\n=====",
    "two lines above dashes": "Long\nwords\n---",
    "a link in it": "## A [link](b.md) in it",
    "a reference in it": "## A [ref][x]\n\n[x]: y.md",
    "an address in it": "## See <https://x.example/>",
    "a picture in it": "## ![pic](a.png) words",
    "code in it": "## A `code` word",
    "stress in it": "## *Stress* and **more**, under_score_d",
    "an escape in it": "## A \\* star",
    "an entity in it": "## Words &amp; signs: (a/b)?",
    "a tag in it": '## <span id="s">In</span> tags',
    "a note in it": "## With a note[^1]\n\n[^1]: text",
    "an anchor of its own": "## Words {#own}",
    "an anchor with a colon": "## Words {: #own .c }",
    "a class": "## Words {.c}",
    "twice": "## Twice\n\n## Twice",
    "twice, once with the anchor": "## Same {#twice}\n\n## Twice",
    "behind a paragraph": "Text directly\n## Heading",
    "in a list": "- ## In a list",
    "in a numbered list": "1. ## In a list",
    "below an item": "a\n\n- b\n\n    ## In an item",
    "in a callout": "!!! note\n\n    ## In a callout\n\n    More",
    "in a callout at once": "!!! note\n    ## In a callout",
    "in details": '??? note "A"\n\n    ## In details',
    "in a quotation": "> ## In a quotation",
    "in a definition": "Term\n:   ## In a definition",
    "in a box": "<div markdown>\n## In a box\n</div>",
    "in a box with an anchor": '<div id="box" markdown="1">\n\n## In\n\n<div>\n<p id="q">a</p>\n</div>\n\n</div>\n\nb',
    "in HTML": '<h2 id="z">Raw</h2>',
    "in a fence": "```\n## code\n```\n\n~~~\n## code\n~~~",
    "in a block of code": "a\n\n    ## code",
    "in a comment": "<!-- ## Not -->",
    "an anchor of a link": "[words](x.md){#anchor}",
    "an anchor of a paragraph": "Text\n{: #para}",
    "an anchor in code": "`a` and `## c {#d}`",
    "an attribute that ends in id": '<p data-id="x">a</p>',
    "an anchor in a line": 'a <span id="y">b</span>',
}

LINKS = {
    "plain": "[a](b.md)",
    "words on two lines": "[a\nb](c.md)",
    "address on the next line": "[a](\nc.md)",
    "a title": "[a](c.md \"t\") [d](e.md 't')",
    "pointed brackets": "[a](<c d.md>)",
    "a space in the address": "[a](b c.md)",
    "a space before the address": "[a] (b.md)",
    "brackets in the words": "[a [b] c](d.md)",
    "brackets in the address": "[a](b_(c).md)",
    "signs in the address": "[a](B%20c.md#d)",
    "code in the words": "[`a`](b.md)",
    "no words": "[](b.md)",
    "side by side": "[a](b.md)[c](d.md)",
    "a reference": "[a][b]\n\n[b]: c.md",
    "a reference by its words": "[b][]\n\n[b]: c.md",
    "a reference of words alone": "[b]\n\n[b]: c.md",
    "a reference below a text": "text\n[b]: c.md\n[a][b]",
    "an address alone": "<https://x.example/y>",
    "what runs code": "[a](javascript:alert(1))",
    "escaped": "\\[a](b.md) [c\\](d.md)",
    "in code": "`[a](b.md)` `` a ` [b](c.md) ``",
    "in code on two lines": "`a\n[b](c.md)` d",
    "in a block of code": "    [a](b.md)",
    "in a fence": "```\n[a](b.md)\n```",
    "in a comment": "<!-- [a](b.md) -->",
    "in HTML": "<div>[a](b.md)</div>",
    "in a box": "<div markdown>\n[a](b.md)\n</div>",
    "a picture": "![a](b.png)",
    "a picture in a link": "[![a](b.png)](c.md)",
    "in a heading": "## a [b](c.md)",
    "in a table": "| a | b |\n|---|---|\n| [a](b.md) | `[c](d.md)` |",
    "in lists": "- [a](b.md)\n    - [c](d.md)",
    "below an item": "- a\n\n    [b](c.md)\n\n        [d](e.md)",
    "in a definition": "T\n:   [a](b.md)",
    "in a note": "a[^1]\n\n[^1]: [b](c.md)",
    "in stress": "**[a](b.md)** _[c](d.md)_",
    "with attributes": "[a](b.md){.c}",
    "in a callout": "!!! note\n    [a](b.md)\n\n    [c](d.md)",
    "in a quotation": "> [a](b.md)",
}


@lru_cache(maxsize=1)
def engine() -> markdown.Markdown:
    settings = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(extensions=settings.markdown_extensions, extension_configs=settings.mdx_configs)


def made(text: str) -> BeautifulSoup:
    """What the engine makes of a text, without what it adds of its own for notes."""
    page = BeautifulSoup(engine().reset().convert(text), "html.parser")
    for each in page.select("a.footnote-ref, a.footnote-backref, sup[id], li[id]"):
        if str(each.get("id", "fn")).startswith("fn"):
            each.attrs = {}
    return page


@pytest.mark.parametrize("form", HEADINGS)
def test_anchors_are_those_that_the_engine_makes(form: str) -> None:
    assert Markdown(HEADINGS[form]).anchors == {str(each["id"]) for each in made(HEADINGS[form]).find_all(id=True)}


@pytest.mark.parametrize("form", HEADINGS)
def test_headings_are_those_that_the_engine_makes(form: str) -> None:
    wanted = [int(each.name[1]) for each in made(HEADINGS[form]).find_all(["h1", "h2", "h3"])]
    in_html = form == "in HTML"
    assert [each.level for each in Markdown(HEADINGS[form]).headings] == ([] if in_html else wanted)


@pytest.mark.parametrize("form", LINKS)
def test_links_lead_where_those_of_the_engine_lead(form: str) -> None:
    def target(tag: Tag) -> str:
        return str(tag.get("href", tag.get("src")))

    wanted = sorted(target(tag) for tag in made(LINKS[form]).find_all(["a", "img"]) if target(tag) != "None")
    assert sorted(link.target for link in Markdown(LINKS[form]).links) == wanted


def test_each_stands_on_its_line() -> None:
    text = "Text\n\n- a\n- b [c\nd](e.md) and\n    `x\n  y` [f](g.md)\n\nWords\n-----\n\n> ## Two\n\n[h]: i.md\n"
    read = Markdown(text, first_line=10)
    assert [(link.line, link.target) for link in read.links] == [(13, "e.md"), (16, "g.md"), (23, "i.md")]
    assert [(each.line, each.level, each.written) for each in read.headings] == [(18, 2, "Words"), (21, 2, "Two")]


def test_every_page_offers_the_anchors_that_the_engine_makes(handbook: Handbook) -> None:
    for path, rendered in render_pages(handbook, []).items():
        if path.startswith(("start/", "skills/", "prepare/")):
            wanted = {str(each["id"]) for each in made(rendered).find_all(id=True)}
            assert Markdown(rendered).anchors == wanted, path


FILLED = "\n{{ page_end(page) }}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See [the\njob](no-such.md).\n", "18: the link leads to 'no-such.md', and there is no such page"),
        ("See [a](b c.md).\n", "18: the link leads to 'b c.md', and there is no such page"),
        ("See `a\n[b](c.md)` and [d](no-such.md)\n", "19: the link leads to 'no-such.md', and there is no such page"),
        ("Words\n=====\n", "18: a second heading of the first level"),
        ("!!! action\n\n    #### Deep\n", "20: a heading of level 4 follows one of level 1"),
    ],
)
def test_what_is_wrong_is_found_on_its_line(
    text: str, told: str, small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("docs/index.md", FILLED, f"\n{text}{FILLED}")
    assert main(["--root", str(small)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"docs/index.md:{told}")
    assert lines[1] == "1 fault"


@pytest.mark.parametrize(
    "text",
    [
        "\\[a](b.md)",
        "`[a](b.md)` and `[a][b]`",
        "`a\n[b](c.md) <script>` d",
        "    [a](b.md) <script>\n    #### a",
        "    | a | b |\n    |---|---|\n    | c |",
        "[a][b]\n\n[b]: index.md",
        "| a | b |\n|---|---|\n| `c|d` | e |",
    ],
)
def test_what_only_looks_wrong_is_none(text: str, small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit("docs/index.md", FILLED, f"\n{text}\n{FILLED}")
    assert main(["--root", str(small)]) == 0, capsys.readouterr().out
