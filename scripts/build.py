"""Build the site with one of the two engines, then follow every link in what was built.

usage: [SITE_URL=https://example.org/handbook/] python -m scripts.build [--engine mkdocs|zensical] [--site DIR]
SITE_URL is where the site will be published. Without it, it works anywhere, but has no canonical addresses.
exit status: 0 built and sound, otherwise that of the step which failed
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.open_data import write_downloads
from scripts.site_links import quick_check

ROOT = Path(__file__).resolve().parent.parent
ENGINES = ("mkdocs", "zensical")


def site_url() -> str:
    """Where the site will be published, as both engines want it: ended by a slash; empty where nobody says."""
    address = os.environ.get("SITE_URL", "").strip()
    return address if not address or address.endswith("/") else f"{address}/"


def build(engine: str, site: Path, root: Path = ROOT) -> int:
    """Build the pages below `root` into `site`; returns the engine's exit status.

    Raises HandbookError when data or pages are faulty.

    Zensical builds into `site_dir` of mkdocs.yml alone, so what it built is moved where it is wanted.
    """
    write_downloads(root)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": site_url()}
    tool = str(Path(sys.executable).with_name(engine))
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
    return build(options.engine, options.site) or quick_check(options.site, site_url())


if __name__ == "__main__":
    sys.exit(main())
