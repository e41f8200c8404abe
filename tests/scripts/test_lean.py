"""What is left away of scripts and styles is for readers of the repository alone."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.lean import script, style, write_lean
from tests.conftest import ROOT

REGULAR_EXPRESSION = re.compile(r"/(?:\[(?:[^\]\\]|\\.)*\]|[^/\\\[]|\\.)+/[a-z]*")
OWN = sorted(path for path in (ROOT / "docs" / "assets" / "js").rglob("*.js") if path.parent.name != "vendor")


def test_a_script_keeps_its_code_and_what_only_looks_like_a_comment() -> None:
    text = """// Why.
/**
 * What it does.
 * @param {string} text
 */
export function half(text) {
  /** @type {any} */
  const address = "https://example.org//a"; // here

  return /\\/\\*\\*/.test(text) ? address : text;
}
"""
    assert script(text) == (
        "export function half(text) {\n"
        'const address = "https://example.org//a"; // here\n'
        "return /\\/\\*\\*/.test(text) ? address : text;\n}\n"
    )


def test_a_cast_within_a_line_stays() -> None:
    text = "const time = /** @type {any} */ (end) - start;\n"
    assert script(text) == text


def test_a_style_keeps_its_rules() -> None:
    assert style('/* A. */\n.a {\n  color: red; /* b */\n}\n\n.b::after { content: "x"; }\n') == (
        '.a {\ncolor: red; \n}\n.b::after { content: "x"; }\n'
    )


def test_no_script_holds_a_text_of_several_lines() -> None:
    for path in OWN:
        lines = path.read_text(encoding="utf-8").splitlines()
        code = [line for line in lines if not line.lstrip().startswith(("//", "*", "/**"))]
        assert [line for line in code if REGULAR_EXPRESSION.sub("", line).count("`") % 2] == [], path


def test_what_is_borrowed_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "js"
    (folder / "vendor").mkdir(parents=True)
    for path in (folder / "own.js", folder / "vendor" / "other.js"):
        path.write_text("// A licence.\nx();\n", encoding="utf-8")
    write_lean(tmp_path)
    assert (folder / "own.js").read_text(encoding="utf-8") == "x();\n"
    assert (folder / "vendor" / "other.js").read_text(encoding="utf-8") == "// A licence.\nx();\n"
