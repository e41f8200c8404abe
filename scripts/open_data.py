"""Write the files that readers download, made from the catalogue, to docs/downloads/ and docs/data/ (not kept in git).

The engines copy them into the site as they are. `make site`, `make serve` and the tests run this first.

usage: python -m scripts.open_data [--root DIR]
exit status: 0 written, 1 data or pages are faulty
"""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.exports.downloads import DOWNLOADS
from handbook.exports.open_data import open_data
from handbook.model.handbook import Handbook, load_handbook
from handbook.model.wording import plural
from scripts import command_line
from scripts.command_line import outcome

ROOT = Path(__file__).resolve().parent.parent


def write_downloads(root: Path, handbook: Handbook) -> int:
    """Write the downloads and open data of `handbook` below `root`, remove stale ones, and return how many there are.

    A file that holds what it should is left alone, so that a live server does not rebuild for nothing.
    """
    downloads = {name: make(handbook) for name, make in DOWNLOADS.items()}
    data = open_data(handbook)
    _write(root / "docs" / "downloads", downloads)
    _write(root / "docs" / "data", data)
    return len(downloads) + len(data)


def _write(folder: Path, files: dict[str, str]) -> None:
    """Let `folder` hold exactly these files, named by their paths in it."""
    for name, text in files.items():
        path, content = folder / name, text.encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()


def main(arguments: list[str] | None = None) -> int:
    """Write the files and say how many."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    return outcome(lambda: _told(options.root))


def _told(root: Path) -> str:
    return f"wrote {plural(write_downloads(root, load_handbook(root)), 'file')} to docs/downloads/ and docs/data/"


if __name__ == "__main__":
    sys.exit(command_line.run(main))
