"""Write the files that readers download, made from the catalogue, to docs/downloads/ (not kept in git).

The engines copy them into the site as they are. `make site`, `make serve` and the tests run this first.

usage: python -m scripts.open_data [--root DIR]
exit status: 0 written, 1 data or pages are faulty
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.exports.downloads import DOWNLOADS
from handbook.model.handbook import Handbook, load_handbook
from handbook.model.wording import plural
from scripts.outcome import outcome

ROOT = Path(__file__).resolve().parent.parent


def write_downloads(root: Path, handbook: Handbook) -> int:
    """Write every download of `handbook` below `root`, remove those that are no more, and return how many there are.

    A file that holds what it should is left alone, so that a live server does not rebuild for nothing.
    """
    folder = root / "docs" / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in DOWNLOADS.items():
        path, content = folder / name, make(handbook).encode()
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    for path in folder.iterdir():
        if path.name not in DOWNLOADS:
            path.unlink()
    return len(DOWNLOADS)


def main(arguments: list[str] | None = None) -> int:
    """Write the files and say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    return outcome(
        lambda: f"wrote {plural(write_downloads(options.root, load_handbook(options.root)), 'file')} to docs/downloads/"
    )


if __name__ == "__main__":
    sys.exit(main())
