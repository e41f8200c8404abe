"""Check data and pages, build the site with one of the two engines, write its search,
then follow every link in what was built.

Data and pages are read once: the check, the downloads and the macros of MkDocs share one handbook in one process.

usage: python -m scripts.build [--engine mkdocs|zensical] [--site DIR]
SITE_URL in the environment says where the site will be published; without it there are no canonical addresses.
exit status: 0 built and sound, 1 faults were found or the engine failed, 2 wrong usage
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mkdocs import __main__ as mkdocs

from handbook.faults import HandbookError
from handbook.model.handbook import Handbook, load_handbook
from macros.reload import current_handbook
from scripts import command_line
from scripts.check import faults_of, tell
from scripts.lean import write_lean
from scripts.open_data import write_downloads
from scripts.search.write import write_search
from scripts.security_txt import write_security_txt
from scripts.site_links import quick_check

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("mkdocs", "zensical")


def site_url() -> str:
    """Where the site will be published, as both engines want it: ended by a slash; empty where nobody says."""
    address = os.environ.get("SITE_URL", "").strip()
    return address if not address or address.endswith("/") else f"{address}/"


def build(engine: str, site: Path, root: Path = ROOT) -> int:
    """Build the pages below `root` and their search into `site`, unchecked; returns the engine's exit status.

    Raises HandbookError when data or pages cannot be read.
    """
    write_downloads(root, _handbook(root))
    os.environ.update(NO_MKDOCS_2_WARNING="1", SITE_URL=site_url())
    status = _engine(engine, site, root)
    if status == 0:
        complete(site, _handbook(root))
    return status


def complete(site: Path, handbook: Handbook) -> None:
    """Add to what an engine built what no engine makes, and take away what no page loads."""
    write_robots(site)
    write_security_txt(site, handbook.repository, site_url(), handbook.today)
    shutil.rmtree(site / "assets" / "javascripts", ignore_errors=True)  # the engine's scripts
    write_search(handbook, site)
    write_lean(site)


def write_robots(site: Path) -> None:
    """Tell search engines that they may read all, and where the list of pages is, where the site's address is known."""
    listed = f"Sitemap: {site_url()}sitemap.xml\n" if site_url() else ""
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\n{listed}", encoding="utf-8")


def _engine(engine: str, site: Path, root: Path) -> int:
    if engine == "zensical":
        return _zensical(site, root)
    arguments = ["build", "--strict", "--clean", "--site-dir", str(site.absolute())]
    if root == ROOT:
        return _mkdocs([*arguments, "--config-file", str(root / "mkdocs.yml")])
    return _run("mkdocs", arguments, root)  # its macros are code of another folder


def _handbook(root: Path) -> Handbook:
    return current_handbook(root) if root == ROOT else load_handbook(root)


def _mkdocs(arguments: list[str]) -> int:
    """Run MkDocs in this process, where the macros find the handbook that was read already."""
    try:
        mkdocs.cli.main(arguments, prog_name="mkdocs")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _zensical(site: Path, root: Path) -> int:
    """Zensical builds into `site_dir` of mkdocs.yml alone, so what it built is moved where it is wanted."""
    status = _run("zensical", ["build", "--strict", "--clean"], root)
    built = root / "site"
    if status == 0 and site.resolve() != built:
        shutil.rmtree(site, ignore_errors=True)
        shutil.move(built, site)
    return status


def _run(engine: str, arguments: list[str], root: Path) -> int:
    return subprocess.run([str(Path(sys.executable).with_name(engine)), *arguments], cwd=root).returncode


def main(arguments: list[str] | None = None) -> int:
    """Check, build, then check internal links, anchors and images offline."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs", help="the engine that builds (default: mkdocs)")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="where to build (default: site/)")
    options = parser.parse_args(arguments)
    try:
        faults = faults_of(_handbook(ROOT), ROOT)
    except HandbookError as error:
        faults = error.faults
    if tell(faults, os.environ.get("GITHUB_ACTIONS") == "true"):
        return 1
    return int(bool(build(options.engine, options.site) or quick_check(options.site, site_url())))


if __name__ == "__main__":
    sys.exit(command_line.run_alone(main))
