"""Build the pages that are looked at before all others, and then the whole site, as `make site` builds it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from handbook.model.handbook import Handbook
from scripts.build import complete
from scripts.open_data import write_downloads

FIRST = 4
"""How many pages are built before the rest: who looks at more than these sees the others a little later."""


def build_first(root: Path, site: Path, looked_at: Iterable[str], edited: Iterable[str]) -> None:
    """Build some pages into `site`, and copy what styles and scripts have changed there.

    `looked_at` gives pages by their files in the site (`role/board/index.html`), `edited` by their paths below docs/.
    The steps are those of MkDocs' own build, which knows no way to build one page rightly.
    """
    config = _settings(root, site)
    config = config.plugins.on_config(config)
    files, env = get_files(config), config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    for page in nav.pages:
        page.read_source(config)  # its title may stand in the navigation of another
    env = config.plugins.on_env(env, config=config, files=files)
    for file in _own_assets(files, config):
        file.copy_file(dirty=True)
    for file in _first(files, set(looked_at), set(edited)):
        page = file.page or Page(None, file, config)
        build._populate_page(page, config, files)
        build._build_page(page, config, files.documentation_pages(), nav, env)


def build_whole(root: Path, site: Path, handbook: Handbook) -> None:
    """Build everything into the empty folder `site`: the same files as `make site` makes."""
    write_downloads(root, handbook)
    build.build(_settings(root, site))
    complete(site, handbook)


def _settings(root: Path, site: Path) -> MkDocsConfig:
    return load_config(str(root / "mkdocs.yml"), site_dir=str(site))


def _own_assets(files: Files, config: MkDocsConfig) -> list[File]:
    others = (file for file in files if not file.is_documentation_page())
    return [file for file in others if str(file.abs_src_path).startswith(config.docs_dir)]


def _first(files: Files, looked_at: set[str], edited: set[str]) -> list[File]:
    """The pages to build first: what is edited and looked at, then what is looked at, then what is edited."""
    pages = [file for file in files.documentation_pages() if file.dest_uri in looked_at or file.src_uri in edited]
    pages.sort(key=lambda file: (file.dest_uri not in looked_at, file.src_uri not in edited))
    return pages[:FIRST]
