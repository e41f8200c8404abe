"""The Markdown pages: their front matter, their text, and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, StringConstraints, ValidationError, ValidationInfo, field_validator

from handbook.faults import Fault, HandbookError, relative
from handbook.leftovers import is_leftover
from handbook.model import look_alikes, markdown, yaml_reader
from handbook.model.cross_references import refuse
from handbook.model.dates import Day
from handbook.model.entries import Id, Record, Text
from handbook.model.kept import Kept
from handbook.model.kinds import KINDS
from handbook.model.markdown import VERSIONS, Found, Markdown
from handbook.model.shelves import Holds
from handbook.model.validation_messages import explain
from handbook.model.yaml_reader import Document, Place, Value, decoded, parse_document, without_slips

E = TypeVar("E")
Hidden = Literal["navigation", "toc", "aside", "footer"]


Anchor = Annotated[str, StringConstraints(pattern=r"^[\w-]+$")]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9/-]+\.md$")]


class FrontMatter(Record):
    """What stands between the two lines of dashes at the head of every page."""

    title: Text
    """The page's heading."""
    description: Annotated[Text, StringConstraints(max_length=160)]
    """One sentence of at most 160 characters that says what the page gives the reader."""
    owner: Text
    """Who answers for the page: a role or a team."""
    last_reviewed: Day
    """The day on which somebody last read the whole page."""
    review_due: Day
    """The day on which it must be read again."""
    sources: tuple[Id, ...]
    """Ids of the source documents that it cites; [] when it cites none."""
    next: tuple[PagePath, ...] = ()
    """The pages, at most two, that a reader is sent to at its end."""
    own_reading: Text | None = None
    """What of the page is the handbook's own reading, said once in its drawer."""
    not_confirmed: tuple[Text, ...] = ()
    """What could not be confirmed, and whom to ask."""
    moved: dict[Anchor, Text] = Field(default_factory=dict)
    """Anchors that the page once offered, with where they lead now: an anchor here, or a page and its anchor."""
    holds: Holds | None = None
    """Which entries of a long directory stand in full on the page."""
    hide: tuple[Hidden, ...] = ()
    """Parts of the page's frame that are left away: navigation, toc or footer; or aside, where tables need the width
    and the list of sections stands folded above the text."""
    scripts: tuple[Text, ...] = ()
    """Scripts that this page alone loads, as paths below docs/."""
    styles: tuple[Text, ...] = ()
    """Style sheets that this page alone loads, as paths below docs/."""

    @field_validator("review_due")
    @classmethod
    def _due_after_reviewed(cls, value: str, info: ValidationInfo) -> str:
        if value <= info.data.get("last_reviewed", ""):
            raise refuse("not after last_reviewed", "Set it to the day of the next review")
        return value


def held(page: Page | None, kind: str, entries: Iterable[E]) -> list[E]:
    """Those of `entries` that stand in full on a page; all of them where it does not say that it holds a part."""
    holds = page.meta.holds if page else None
    if not holds or holds.kind != kind:
        return list(entries)
    return [entry for entry in entries if holds.takes(entry)]


CITE = re.compile(r"\{\{-?\s*cite\(([^)]*)\)")
_TERM = re.compile(r"""\{\{-?\s*term\(\s*["']([a-z0-9-]+)["']""")
QUOTED = re.compile(r"""["']([^"']+)["']""")


@lru_cache(maxsize=1)
def _mention() -> re.Pattern[str]:
    """A call by which a text mentions something that changes with the years."""
    macros = "|".join(each.macro for each in KINDS.values() if each.lives and each.macro)
    return re.compile(rf"""\{{\{{-?\s*(?:{macros})\(\s*["']([a-z0-9-]+)["']""")


@dataclass(frozen=True)
class Page:
    """One page: its path below docs/, its front matter, its Markdown and where that begins in the file."""

    path: str
    file: str
    meta: FrontMatter
    head: Document
    body: str
    first_line: int
    found: Found | None = field(default=None, compare=False, repr=False)
    """What `markdown` holds, where it was kept."""

    @property
    def url(self) -> str:
        """The page's address below the site's root, as both engines make it: '' for the home page."""
        return page_url(self.path)

    @cached_property
    def cited(self) -> tuple[tuple[str, ...], ...]:
        """What each call of `cite` names, in order, calls that name the same once."""
        return tuple(dict.fromkeys(self._calls_of_cite))

    def cited_once(self, items: tuple[str, ...]) -> bool:
        """Whether one call alone names `items`, so that their note can lead back to it."""
        return self._calls_of_cite.count(items) == 1

    @cached_property
    def _calls_of_cite(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(QUOTED.findall(call)) for _, line in self.lines() for call in CITE.findall(line))

    @cached_property
    def mentioned(self) -> tuple[str, ...]:
        """Ids of the bodies and things that its text mentions by a call, in order."""
        return tuple(dict.fromkeys(id_ for _, line in self.lines() for id_ in _mention().findall(line)))

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Ids of the glossary's terms that its text explains by a call, in order."""
        return tuple(dict.fromkeys(id_ for _, line in self.lines() for id_ in _TERM.findall(line)))

    @cached_property
    def markdown(self) -> Markdown:
        """What an engine makes of the body, each macro call a word of which nothing is known."""
        return Markdown(without_calls(self.body), self.first_line, self.found)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line of the body with its number in the file, code blocks and comments left out."""
        return ((number, line) for number, line in self._lines if line is not None)

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """Every line with its number, what stands in code, comments and macro calls blanked out."""
        found = {number: line or "" for number, line in self._without_blocks(self.markdown.text)}
        for block in self.markdown.blocks:
            for kind, start, end, *_ in block.spans:
                if kind == "code":
                    for number, part in enumerate(block.text[start:end].split("\n"), block.line_of(start)):
                        found[number] = found[number].replace(part, _blank(part), 1)
        for number in self.markdown.rows:  # there a '|' within code parts no cells, which markdown-it does not know
            found[number] = _CODE.sub(lambda code: _blank(code[0]), found[number])
        return list(found.items())

    def templates_in_code(self) -> Iterator[tuple[int, str]]:
        """Each line of a block of code that the macros would act on, with the braces that begin the call.

        What stands between `raw` and `endraw` is left alone by them.
        """
        bare = _RAW.sub(lambda found: "\n" * found[0].count("\n"), self.body)
        for (number, line), written in zip(self._lines, bare.splitlines(), strict=False):
            call = re.search(r"\{[{%#]", written) if line is None else None
            if call:
                yield number, call[0]

    @cached_property
    def _lines(self) -> list[tuple[int, str | None]]:
        return list(self._without_blocks(self.body))

    def _without_blocks(self, text: str) -> Iterator[tuple[int, str | None]]:
        """Each line with its number, None in the place of code, comments taken out."""
        code, lines = self.markdown.code, enumerate(text.splitlines(), self.first_line)
        kept = "\n".join("" if number in code else line for number, line in lines)
        bare = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), kept)
        for number, line in enumerate(bare.split("\n"), self.first_line):
            yield number, None if number in code else line


_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def without_calls(body: str) -> str:
    """A page's Markdown with a word of which nothing is known in the place of each macro call."""
    return CALL.sub(lambda found: _blank(found[0]), body)


def _blank(text: str) -> str:
    """A word as long as `text`, on as many lines, that means nothing."""
    return re.sub(r"[^\n]", "x", text)


def page_url(path: str) -> str:
    """The address of the page at `path` below docs/.

    >>> page_url("role/board.md"), page_url("role/index.md"), page_url("index.md")
    ('role/board/', 'role/', '')
    """
    return re.sub(r"(^|/)index/$", r"\1", path.removesuffix(".md") + "/")


def load_pages(root: Path) -> dict[str, Page]:
    """Every page below `root`/docs by its path.

    Raises HandbookError with the faults of all front matter that cannot be used.
    """
    pages: dict[str, Page] = {}
    faults: list[Fault] = []
    kept = keep_pages(root)
    for path in sorted((root / "docs").rglob("*.*")):
        if path.suffix.lower() not in PAGE_ENDINGS or is_leftover(path):
            continue
        try:
            _refuse_other_name(path, root)
            page = read_page(path, root, kept)
            pages[page.path] = page
        except HandbookError as error:
            faults += error.faults
    kept.save()
    if not pages and not faults:
        faults = [Fault("docs", 0, "", "there is no page at all", "Restore the pages")]
    if faults:
        raise HandbookError(faults)
    return pages


# What one engine or the other takes for a page; `.md` is what both do.
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_FIRST_PAGES = ("readme.md", "index.md")  # of a folder, to MkDocs


def _refuse_other_name(path: Path, root: Path) -> None:
    """Raise HandbookError where the engines do not see a page as its name has it here: as another page, or as none."""
    inside = path.relative_to(root / "docs")
    if path.suffix != ".md":
        problem, mend = f"not every engine takes '{path.suffix}' for a page", f"Rename it to {path.stem}.md"
    elif path.name.lower() in _FIRST_PAGES and path.name != "index.md":
        problem, mend = f"to the engine '{path.name}' is the first page of its folder", "Rename it to index.md"
    elif inside.parts[0] == "templates" or any(part.startswith(".") for part in inside.parts):
        problem, mend = "the engine leaves out what stands here", "Move it, or begin each name with a letter"
    else:
        return
    raise HandbookError([Fault(relative(path, root), 1, "", problem, mend)])


def keep_pages(root: Path) -> Kept:
    """What the last run read of the pages below `root`."""
    return Kept(root, "pages", (__file__, yaml_reader.__file__, look_alikes.__file__, markdown.__file__), VERSIONS)


def read_page(path: Path, root: Path, kept: Kept) -> Page:
    """Read one page; raises HandbookError where its front matter is missing or faulty."""
    file = relative(path, root)
    text = decoded(path, file)
    value, lines, start, first_line, found = kept.get(text, lambda: _read(text, file))
    head = Document(file, value, lines)
    try:
        meta = FrontMatter.model_validate(head.value)
    except ValidationError as error:
        raise HandbookError(explain(error, FrontMatter, head, ())) from None
    return Page(relative(path, root / "docs"), file, meta, head, text[start:], first_line, Found(*found))


def _read(text: str, file: str) -> tuple[Value, dict[Place, int], int, int, tuple[Any, ...]]:
    """The fields of a page's front matter with their lines, where its body begins, and what that holds."""
    parts = re.match(r"---\n(.*?\n)---\n", without_slips(text, file), flags=re.DOTALL)
    if not parts:
        mend = "Begin the page with '---', the fields of its front matter, and '---'"
        raise HandbookError([Fault(file, 1, "", "there is no front matter", mend)])
    head = parse_document(parts[1], file, first_line=2)
    body = text[parts.end() :]
    blank = len(body) - len(body.lstrip("\n"))  # MkDocs drops these lines before the macros run
    found = tuple(Markdown(without_calls(body[blank:])).found)
    return head.value, head.lines, parts.end() + blank, parts[0].count("\n") + blank + 1, found


def keep_anchors(root: Path) -> Kept:
    """The anchors of pages that the last run found."""
    return Kept(root, "anchors", (__file__, markdown.__file__), VERSIONS)


def anchors(rendered: str) -> list[str]:
    """The anchors that a page offers, from its Markdown after the macros were run."""
    return sorted(Markdown(rendered).anchors)
