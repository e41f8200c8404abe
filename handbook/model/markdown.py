"""What an engine makes of a page's Markdown: headings, anchors, links, code, each with its line.

markdown-it-py reads the pages, many times faster than the engines' Python-Markdown and with line numbers. Where the two
differ in what the handbook uses, this module bends the first to the second; a test compares them form by form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import markdown
import markdown_it
import mdit_py_plugins
from markdown.extensions.toc import slugify, unique
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.utils import is_code_block

VERSIONS = f"{markdown.__version__} {markdown_it.__version__} {mdit_py_plugins.__version__}"
"""Of the libraries that read a page here."""


@dataclass(frozen=True)
class Heading:
    """A heading: its line, its level, and its words as they are written."""

    line: int
    level: int
    written: str


@dataclass(frozen=True)
class MarkdownLink:
    """A link, an image or the address of a reference: the line on which it begins, and where it leads."""

    line: int
    target: str
    image: bool = False
    words: str = ""


# What kind of thing stands in a text, from where to where; of a link or an image where it leads, and its words.
Span = tuple[str, int, int, str | None, str]


class Found(NamedTuple):
    """What a text of Markdown holds, as plain values that can be kept; rows count from 0."""

    headings: tuple[tuple[int, int, str], ...]
    code: tuple[int, ...]
    rows: tuple[int, ...]
    blocks: tuple[tuple[int, str, tuple[Span, ...]], ...]
    references: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Block:
    """A stretch of running text: the line on which it begins, and its text, with `spans` of what an engine acts on."""

    line: int
    text: str
    spans: tuple[Span, ...]

    def line_of(self, position: int) -> int:
        """The line on which the character at `position` stands."""
        return self.line + self.text.count("\n", 0, position)

    def links(self) -> Iterator[MarkdownLink]:
        """The links and images of the text that bear their own address."""
        for kind, start, end, target, words in self.spans:
            if target is not None and kind in ("link", "image") and self.text[end - 1] != "]":
                yield MarkdownLink(self.line_of(start), target, kind == "image", words)
        for found in _SPACED.finditer(self.without("code", "escape", "link", "image", "html")):
            yield MarkdownLink(self.line_of(found.start()), found[1])

    def without(self, *kinds: str) -> str:
        """The text with spans of these kinds blanked out, each line and each column in its place."""
        text = self.text
        for kind, start, end, *_ in self.spans:
            if kind in kinds:
                text = text[:start] + blank(text[start:end]) + text[end:]
        return text


@dataclass(frozen=True)
class Markdown:
    """A text of Markdown, read; lines count from `first_line`."""

    text: str
    first_line: int = 1
    known: Found | None = field(default=None, compare=False, repr=False)
    _env: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _tokens(self) -> list[Token]:
        state = StateCore(_open_markdown_in_html(self.text), _reader(), self._env)
        _reader().core.process(state)
        self._note_late_definitions(state.tokens)
        return state.tokens

    def _note_late_definitions(self, tokens: list[Token]) -> None:
        """Addresses of references that stand within a paragraph, which the engine takes as well."""
        for token in tokens:
            if token.type == "inline" and "]:" in token.content:
                for found in _DEFINITION.finditer(token.content):
                    row = (token.map or [0])[0] + token.content.count("\n", 0, found.start())
                    late = {"href": found[2], "title": "", "map": [row, row + 1]}
                    self._env.setdefault("references", {}).setdefault(normalizeReference(found[1]), late)

    @cached_property
    def found(self) -> Found:
        """What the text holds: what was known of it, or what is found in it now."""
        return self.known or self._look()

    def _look(self) -> Found:
        lines, tokens = self.text.splitlines(), self._tokens
        heads, texts = _of(tokens, "heading_open"), _of(tokens, "inline")
        return Found(
            tuple((row, int(token.tag[1:]), _written(lines[row])) for token, row, _ in heads),
            tuple(each for _, row, end in _of(tokens, "fence", "code_block") for each in range(row, end)),
            tuple(row for _, row, _ in _of(tokens, "tr_open")),
            tuple((row, token.content, self._spans(token.content)) for token, row, _ in texts),
            tuple((each["map"][0], each["href"]) for each in self._env.get("references", {}).values()),
        )

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading, wherever it stands: in a list, in a callout, or with a line below it in place of signs."""
        return tuple(Heading(self.first_line + row, level, written) for row, level, written in self.found.headings)

    @cached_property
    def code(self) -> frozenset[int]:
        """The lines of blocks of code, fences and all."""
        return frozenset(self.first_line + row for row in self.found.code)

    @cached_property
    def rows(self) -> frozenset[int]:
        """The lines that are rows of tables."""
        return frozenset(self.first_line + row for row in self.found.rows)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every stretch of running text: paragraphs, headings, items, cells."""
        return tuple(Block(self.first_line + row, text, spans) for row, text, spans in self.found.blocks)

    def _spans(self, content: str) -> tuple[Span, ...]:
        if not _ACTIVE.search(content):
            return ()
        env = {**self._env, "spans": []}
        _reader().inline.parse(content, _reader(), env, [])
        return tuple(env["spans"])

    @cached_property
    def links(self) -> tuple[MarkdownLink, ...]:
        """Every link and image, and the address of each reference, in the order of their lines."""
        found = [link for block in self.blocks for link in block.links()]
        found += (MarkdownLink(self.first_line + row, target) for row, target in self.found.references)
        return tuple(sorted(found, key=lambda link: link.line))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every anchor that the page offers: those that are written out, and one for each heading."""
        in_html = {name for text in self._html() for name in _ID_OF_TAG.findall(text)}
        headings = [Block(0, content, self._spans(content)) for content in self._heading_texts()]
        written = {found[1]: None for block in headings if (found := _ID_OF_HEADING.search(block.text))}
        used = {*written, *self._ids_in_text()}
        for block in headings:
            if not _ID_OF_HEADING.search(block.text):
                used.add(unique(slugify(self._shown(block), "-"), used))
        return frozenset(used | in_html)

    def _shown(self, heading: Block) -> str:
        """A heading's words as the engine makes an anchor of them: without signs, pictures, notes and attributes."""
        children: list[Token] = []
        text = _ATTRIBUTES_OF_HEADING.sub("", heading.text)
        _reader().inline.parse(text, _reader(), self._env, children)
        text = "".join(child.content for child in children if child.type in ("text", "code_inline", "text_special"))
        return re.sub(r"\[\^[^\]]+\]", "", text)

    def _heading_texts(self) -> Iterator[str]:
        for before, token in zip(self._tokens, self._tokens[1:], strict=False):
            if before.type == "heading_open":
                yield token.content

    def _html(self) -> Iterator[str]:
        yield from (found[0] for found in _MARKDOWN_DIV.finditer(self.text))
        for token in self._tokens:
            if token.type == "html_block":
                yield token.content
            elif token.type == "inline" and "id=" in token.content:
                yield Block(0, token.content, self._spans(token.content)).without("code", "escape")

    def _ids_in_text(self) -> Iterator[str]:
        for token in self._tokens:
            if token.type == "inline" and "{" in token.content:
                block = Block(0, token.content, self._spans(token.content))
                yield from _ID_OF_TEXT.findall(block.without("code", "escape"))


_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]^]+)\]:[ ]*<?([^\s>]+)>?[ ]*$", re.MULTILINE)
_SPACED = re.compile(r"\]\(([^()<>\"'\n]* [^()<>\"'\n]*)\)")
_ACTIVE = re.compile(r"[\[\]`<\\]")
_ID_OF_TAG = re.compile(r"<[A-Za-z][^<>]*?\sid=[\"']([^\"']+)[\"']")
_ATTRIBUTES_OF_HEADING = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)[ ]*\}[ ]*$")
_ID_OF_HEADING = re.compile(r"[ ]+\{:?[ ]*(?:[^}\n]*[ ])?#([\w-]+)[^}\n]*\}[ ]*$")
# Behind something that can bear it, or on the last line of its paragraph.
_ID_OF_TEXT = re.compile(r"(?:(?<=[\])*_\x00])|^[ ]*)\{:?[ ]*(?:[^{}\n]*[ ])?#([\w-]+)[^{}\n]*\}", re.MULTILINE)


def blank(text: str) -> str:
    """`text` with a sign that means nothing in the place of each character, line breaks kept."""
    return re.sub(r"[^\n]", "\x00", text)


def _of(tokens: Iterable[Token], *kinds: str) -> Iterator[tuple[Token, int, int]]:
    """The tokens of some kinds, each with its first row and the row behind it."""
    return ((token, token.map[0], token.map[1]) for token in tokens if token.type in kinds and token.map)


def _written(line: str) -> str:
    """The words of a heading on its line, without the signs around them."""
    return re.sub(r"^[^#]*#+|#+\s*$", "", line).strip()


def _target(token: Token) -> str:
    return str(token.attrs.get("src" if token.type == "image" else "href", ""))


_MARKDOWN_DIV = re.compile(r"^ *<div\b[^<>]*\bmarkdown\b[^<>]*> *$", re.MULTILINE)
_DIV = re.compile(r"</?div\b[^<>]*>")


def _open_markdown_in_html(text: str) -> str:
    """The text without the tags of boxes that hold Markdown, which an engine reads as if they were not there."""
    if not _MARKDOWN_DIV.search(text):
        return text
    open_: list[bool] = []
    cut: list[tuple[int, int]] = []
    for tag in _DIV.finditer(text):
        if tag[0].startswith("</"):
            holds_markdown = open_.pop() if open_ else False
        else:
            holds_markdown = bool(re.search(r"\smarkdown\b", tag[0]))
            open_.append(holds_markdown)
        if holds_markdown:
            cut.append(tag.span())
    for start, end in sorted(cut, reverse=True):
        text = text[:start] + text[end:]
    return text


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """The parser: blocks at once, running text when it is asked for; addresses are left as they are written."""
    reader = MarkdownIt("commonmark").enable("table").use(admon_plugin).use(deflist_plugin).use(footnote_plugin)
    reader.core.ruler.enableOnly(["normalize", "block"])
    reader.normalizeLink = str  # type: ignore[method-assign, assignment]
    reader.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    reader.block.ruler.at("heading", _hash_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    reader.block.ruler.at("lheading", _underlined_heading)
    rules = {rule.name: rule.fn for rule in reader.inline.ruler.__rules__}
    for name, kind in _NOTED.items():
        reader.inline.ruler.at(name, _noting(kind, rules[name]))
    return reader


_NOTED = {
    "backticks": "code",
    "escape": "escape",
    "link": "link",
    "image": "image",
    "autolink": "link",
    "html_inline": "html",
}
_OPENS = {"code": "code_inline", "link": "link_open", "image": "image"}


def _noting(kind: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule for running text that also notes where in it something was found."""

    def noted(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = next((token for token in state.tokens[before:] if token.type == _OPENS.get(kind)), None)
        if not silent and "spans" in state.env and (made or kind not in _OPENS):
            state.env["spans"].append((kind, start, state.pos, made and _target(made), made.content if made else ""))
        return True

    return noted


_HASHES = re.compile(r"(#{1,6})(.*?)#*[ \t]*$")


def _hash_heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A heading with its signs in front, as Python-Markdown takes it: from the first column, a space or none."""
    if is_code_block(state, start) or (not state.level and state.sCount[start]):
        return False
    found = _HASHES.match(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if not found:
        return False
    if silent:
        return True
    _push_heading(state, len(found[1]), found[2].strip(), start, start + 1)
    return True


def _underlined_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading of one line with a line of = or - below it."""
    if is_code_block(state, start) or start + 1 >= end or state.sCount[start + 1] < state.blkIndent:
        return False
    words, below = (
        state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]].strip() for row in (start, start + 1)
    )
    if not words or not re.fullmatch("=+|-+", below):
        return False
    if not silent:
        _push_heading(state, 1 if below[0] == "=" else 2, words, start, start + 2)
    return True


def _push_heading(state: StateBlock, level: int, words: str, start: int, end: int) -> None:
    state.line = end
    state.push("heading_open", f"h{level}", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.map, inline.content, inline.children = [start, end], words, []
    state.push("heading_close", f"h{level}", -1)
