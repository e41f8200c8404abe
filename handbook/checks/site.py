"""Rules on what the engines put together: mkdocs.yml, its navigation, and the files that a page loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from handbook.checks.values import texts
from handbook.faults import Fault, HandbookError, did_you_mean, relative
from handbook.model.pages import Page
from handbook.model.repository import FILE, TAGS
from handbook.model.yaml_reader import Document, Value, parse_document, read_document


def site_faults(pages: dict[str, Page], root: Path) -> Iterator[Fault]:
    """What is wrong in mkdocs.yml or does not fit it, and files named at the head of a page that are not there."""
    assets = {relative(path, root / "docs") for path in (root / "docs" / "assets").rglob("*.*")}
    for page in pages.values():
        for field in ("scripts", "styles"):
            yield from _missing_files(page.head, field, getattr(page.meta, field), assets)
    try:
        configuration = read_document(root / FILE, FILE, partial(parse_document, tags=TAGS))
    except HandbookError as error:
        yield from error.faults
        return
    if not isinstance(configuration.value, dict):
        yield Fault(FILE, 1, "", "must hold named fields", "Write 'name: value' lines, nav among them")
        return
    for field in ("extra_css", "extra_javascript"):
        named = _value(configuration, field)
        if isinstance(named, list):
            yield from _missing_files(configuration, field, [str(each) for each in named], assets)
    yield from _navigation_faults(configuration, pages)


def _missing_files(document: Document, field: str, named: Iterable[str], assets: set[str]) -> Iterator[Fault]:
    for index, each in enumerate(named):
        if each not in assets:
            kind = {path for path in assets if path.endswith(".js" if "script" in field else ".css")}
            problem = f"there is no file '{each}' below docs/"
            hint = did_you_mean(each, kind)
            mend = hint if hint.startswith("Did") else "Add the file, or correct the name"
            yield Fault(document.file, document.line((field, index)), field, problem, mend)


def _navigation_faults(configuration: Document, pages: dict[str, Page]) -> Iterator[Fault]:
    """Each page stands in the navigation once, unless mkdocs.yml says otherwise, and nothing else stands there."""
    first: dict[str, int] = {}
    for place, path in texts(_value(configuration, "nav"), ("nav",)):
        line = configuration.line(place)
        if path not in pages:
            yield Fault(FILE, line, "nav", f"there is no page '{path}'", did_you_mean(path, pages))
        elif path in first:
            yield Fault(FILE, line, "nav", f"'{path}' stands on line {first[path]} already", "Keep one of the two")
        first.setdefault(path, line)
    if _value(configuration, "validation", "nav", "omitted_files") == "ignore":
        return
    for path, page in pages.items():
        if path not in first:
            mend = f"Add '- {page.meta.title}: {path}' under its chapter in {FILE}"
            yield Fault(page.file, 1, "", "the page is not in the navigation", mend)


def _value(configuration: Document, *keys: str) -> Value:
    value = configuration.value
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
