"""Show the handbook on this machine, and show an edit soon after it was saved.

MkDocs builds everything at every edit. Here it goes over the same steps, and those that come out as they did before are
taken from memory: a page's HTML where its Markdown is the same, a whole page where besides the navigation and the theme
are. Nothing else is left out, so what is shown is what `make site` builds.

usage: python -m scripts.serve [--address HOST:PORT]
exit status: 0 stopped by Ctrl-C, 1 data or pages are faulty, 2 wrong usage; else that of MkDocs
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

from mkdocs import __main__ as mkdocs
from mkdocs.commands import build, serve
from mkdocs.structure.pages import Page

from macros.reload import current_handbook
from scripts import command_line
from scripts.open_data import write_downloads
from scripts.search.write import write_search

ROOT = Path(__file__).resolve().parent.parent
# What MkDocs finds out while it turns a page's Markdown into HTML.
_FOUND = ("content", "toc", "_title_from_render", "present_anchor_ids")


class Memory:
    """What the last build made of each page, by the page's path, with what it was made from."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[object, Any]] = {}

    def recall(self, step: str, path: str, source: object, make: Callable[[], Any]) -> tuple[Any, bool]:
        """What `make` makes of `source`, and whether it had to be made."""
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


def write_search_too() -> None:
    """Let the server write the search after each build; changes MkDocs in this process alone."""
    build_site = build.build

    def built(config: Any, *args: Any, **kwargs: Any) -> None:
        build_site(config, *args, **kwargs)
        write_search(current_handbook(ROOT), Path(config.site_dir))

    serve.build = built  # type: ignore[attr-defined]


def _frame(config: Any, nav: Any) -> str:
    """What every page shows around its text, as a short text that changes with it: navigation, theme and settings."""
    pages = [(page.title, page.url) for page in nav.pages]
    files = sorted(path for path in (ROOT / "theme").rglob("*") if path.is_file())
    state = [(str(path), path.stat().st_mtime_ns) for path in (*files, Path(config.config_file_path))]
    return hashlib.sha256(repr((pages, repr(nav), state)).encode()).hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Write the downloads, then serve until Ctrl-C."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--address", default="127.0.0.1:8000", help="host and port (default: 127.0.0.1:8000)")
    options = parser.parse_args(arguments)
    write_downloads(ROOT, current_handbook(ROOT))
    sys.dont_write_bytecode = True  # a file written beside code that was edited would start another build
    remember_pages(Memory())
    write_search_too()
    mkdocs.cli(["serve", "--livereload", "--dev-addr", options.address], standalone_mode=False)
    return 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
