"""Build the site with one of the two engines, write its search, then follow every link in what was built.

usage: python -m scripts.build [--engine mkdocs|zensical] [--site DIR]
exit status: 0 built and sound, otherwise that of the step which failed
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from handbook.model.handbook import load_handbook
from scripts.open_data import write_downloads
from scripts.search.write import write_search
from scripts.site_links import quick_check

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("mkdocs", "zensical")


def build(engine: str, site: Path, root: Path = ROOT) -> int:
    """Build the pages below `root` and their search into `site`; returns the engine's exit status.

    Raises HandbookError when data or pages are faulty.

    Zensical builds into `site_dir` of mkdocs.yml alone, so what it built is moved where it is wanted.
    """
    write_downloads(root)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    tool = str(Path(sys.executable).with_name(engine))
    status = _engine_status(engine, tool, site, root, environment)
    if status == 0:
        shutil.rmtree(site / "assets" / "javascripts", ignore_errors=True)  # the engine's scripts: no page loads them
        write_search(load_handbook(root), site)
    return status


def _engine_status(engine: str, tool: str, site: Path, root: Path, environment: dict[str, str]) -> int:
    if engine == "mkdocs":
        return subprocess.run(
            [tool, "build", "--strict", "--clean", "--site-dir", str(site)], cwd=root, env=environment
        ).returncode
    status = subprocess.run([tool, "build", "--strict", "--clean"], cwd=root, env=environment).returncode
    built = root / "site"
    if status == 0 and site.resolve() != built:
        shutil.rmtree(site, ignore_errors=True)
        shutil.move(built, site)
    return status


def main(arguments: list[str] | None = None) -> int:
    """Build, then check internal links, anchors and images offline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs", help="the engine that builds (default: mkdocs)")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="where to build (default: site/)")
    options = parser.parse_args(arguments)
    return build(options.engine, options.site) or quick_check(options.site)


if __name__ == "__main__":
    sys.exit(main())
