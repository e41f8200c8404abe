"""What MkDocs made of each page, taken from memory where it would come out as before.

MkDocs builds everything at every edit. Here it goes over the same steps, and those that come out as they did before are
remembered: a page's HTML where its Markdown is the same, a whole page where besides the navigation and the theme are.
Nothing else is left out, so what is shown is what `make site` builds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.structure.pages import Page

# What MkDocs finds out while it turns a page's Markdown into HTML.
_FOUND = ("content", "toc", "_title_from_render", "present_anchor_ids")


class Superseded(BaseException):  # not an Exception: MkDocs is to let it pass
    """The files changed while the site was built: what is being built is out of date."""


class Memory:
    """What the last build made of each page, by the page's path, with what it was made from."""

    def __init__(self, out_of_date: Callable[[], bool] = lambda: False) -> None:
        self._made: dict[tuple[str, str], tuple[object, Any]] = {}
        self._out_of_date = out_of_date

    def recall(self, step: str, path: str, source: object, make: Callable[[], Any]) -> tuple[Any, bool]:
        """What `make` makes of `source`, and whether it had to be made.

        Raises Superseded where the files have changed since the build began.
        """
        if self._out_of_date():
            raise Superseded
        known = self._made.get((step, path))
        if known and known[0] == source:
            return known[1], False
        made = make()
        self._made[step, path] = (source, made)
        return made, True


def remember_pages(memory: Memory) -> None:
    """Let MkDocs take from memory what comes out as before; changes MkDocs in this process alone."""
    Page.render = partialmethod(_rendered, memory, Page.render)  # type: ignore[method-assign, assignment]
    build._build_page = partial(_built, memory, build._build_page)


def _rendered(page: Page, memory: Memory, render: Callable[..., None], config: Any, files: Any) -> None:
    """A page's HTML, made anew where its Markdown or the list of files differs."""

    def make() -> tuple[dict[str, Any], dict[str, Any]]:
        render(page, config, files)
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        return {name: getattr(page, name) for name in _FOUND}, links

    source = page.markdown, tuple(files.src_uris)
    (found, links), _ = memory.recall("html", page.file.src_uri, source, make)
    for name, value in found.items():
        setattr(page, name, value)
    page.links_to_anchors = {files.src_uris[uri]: anchors for uri, anchors in links.items()}


def _built(memory: Memory, build_page: Callable[..., None], page: Page, config: Any, *args: Any, **more: Any) -> None:
    """A whole page, made anew where what it shows or its frame differs."""
    target = Path(page.file.abs_dest_path)

    def make() -> bytes:
        build_page(page, config, *args, **more)
        return target.read_bytes()

    source = page.markdown, page.content, repr(page.meta), _frame(config, args[1])
    output, new = memory.recall("page", page.file.src_uri, source, make)
    if not new:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(output)


def _frame(config: Any, nav: Any) -> str:
    """What every page shows around its text, as a short text that changes with it: navigation, theme and settings."""
    pages = [(page.title, page.url) for page in nav.pages]
    settings = Path(config.config_file_path)
    files = sorted(path for path in (settings.parent / "theme").rglob("*") if path.is_file())
    state = [(str(path), path.stat().st_mtime_ns) for path in (*files, settings)]
    return hashlib.sha256(repr((pages, repr(nav), state)).encode()).hexdigest()
