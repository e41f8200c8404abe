"""Text from data shows on the page as the characters typed."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jinja2 import DictLoader, Environment
from markdown import Markdown

from handbook.model.wording import plural, readable_date
from macros.templating import CompiledTemplates, confidence, escape

NASTY = [
    "*stars* and _lines_ and `code`",
    "<b>bold</b> <script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "[a link](https://example.org) ![image](x.png) [^note]",
    "a | b | c ~ d ^ e = f # g",
    "&amp; &lt;b&gt; &#42; \"quoted\" 'single'",
    "\\* back\\slash \\[x\\]",
    "{: .attribute } { #id }",
    "Term\n:   meaning",
]


@pytest.mark.parametrize("typed", NASTY)
@pytest.mark.parametrize("frame", ["<p>{}</p>", "Some text {} and more.", "> {}"])
def test_what_is_typed_is_what_shows(typed: str, frame: str) -> None:
    extensions = [
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "tables",
        "pymdownx.details",
        "sane_lists",
        "toc",
    ]
    source = Environment().from_string(frame.format(escape(typed))).render()  # noqa: S701
    shown = BeautifulSoup(Markdown(extensions=extensions).convert(source), "html.parser").get_text()
    expected = BeautifulSoup(frame.lstrip("> "), "html.parser").get_text().format(typed)
    assert " ".join(shown.split()) == " ".join(expected.split())


def test_escaping_twice_changes_nothing_more() -> None:
    assert escape(escape("a & *b*")) == escape("a & *b*")
    assert html.unescape(str(escape("a & *b* {{ c }}"))) == "a & *b* {{ c }}"


@pytest.mark.parametrize(
    ("when", "read"),
    [("2022", "2022"), ("2022-07", "July 2022"), ("2022-07-01", "1 July 2022"), ("unknown", "unknown")],
)
def test_dates_are_readable(when: str, read: str) -> None:
    assert readable_date(when) == read


def test_numbers_agree_with_their_words() -> None:
    assert [plural(1, "course"), plural(2, "course"), plural(0, "entry", "entries")] == [
        "1 course",
        "2 courses",
        "0 entries",
    ]


def test_not_knowing_is_said() -> None:
    assert confidence("unknown") == "Not confirmed."


def test_templates_compile_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.templating.COMPILED", tmp_path / "compiled")
    environment = Environment(loader=DictLoader({"a": "{{ 1 + 1 }}"}), bytecode_cache=CompiledTemplates())  # noqa: S701
    shutil.rmtree(tmp_path / "compiled")
    assert environment.get_template("a").render() == "2"


def test_what_was_compiled_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.templating.COMPILED", tmp_path / "compiled")
    for source, shown in (("{{ 1 + 1 }}", "2"), ("{{ 1 + 1 }}", "2"), ("{{ 1 + 2 }}", "3")):
        environment = Environment(loader=DictLoader({"a": source}), bytecode_cache=CompiledTemplates())  # noqa: S701
        assert environment.get_template("a").render() == shown
        assert len(list((tmp_path / "compiled").iterdir())) == 1
