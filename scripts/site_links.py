"""Check the internal links, anchors and images of a built site with LinkChecker, over HTTP on this machine.

usage: python -m scripts.site_links [--site DIR]
exit status: 0 none broken, 1 some broken or nothing checked, 2 wrong usage
"""

from __future__ import annotations

import contextlib
import csv
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from scripts import command_line

ROOT = Path(__file__).resolve().parent.parent

# LinkChecker asks a strange host once a second at most; this setting and the server's header lift that for our own.
SETTINGS = """\
[checking]
maxrequestspersecond=10000
threads=4
[filtering]
checkextern=0
ignorewarnings=http-robots-denied
# What follows is no anchor: it tells the form which page and which entry are meant.
ignorewarningsforurls=contribute/suggest/#page= ^url-anchor-not-found$
[AnchorCheck]
"""


@dataclass(frozen=True)
class LinkReport:
    """What LinkChecker found: how many addresses it checked, and a line for each broken one."""

    checked: int
    broken: tuple[str, ...]


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the files of `site` are served on this machine while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def quick_check(site: Path, address: str = "") -> int:
    """Follow every internal link, anchor and image of `site` with lychee, offline; returns its exit status.

    `address` is where the site will be published, if that is known: 404.html names its files from the host onwards.
    """
    tool = Path(sys.executable).with_name("lychee")
    # The page for a missing address names the way from every depth, and all but one of them lead out of the site.
    pages = sorted(str(page) for page in site.rglob("*.html") if page.name != "404.html")
    if not pages:
        print(f"no page below {site.name}/ to check", file=sys.stderr)
        return 1
    options = [
        "--offline",
        "--include-fragments",
        "--exclude",
        "contribute/suggest/?#page=",
        "--index-files",
        "index.html",
        "--root-dir",
        str(site.resolve()),
        "--no-progress",
    ]
    folder = urlsplit(address).path.strip("/")
    if folder:
        root = site.resolve().as_uri()
        options += ["--remap", f"^{re.escape(root)}/{re.escape(folder)}(/|$) {root}/"]
    return subprocess.run([tool, *options, *pages]).returncode


def full_check(site: Path, settings: Path) -> LinkReport:
    """Crawl `site` over HTTP with LinkChecker, anchors included; writes its settings to the file `settings`."""
    settings.write_text(SETTINGS, encoding="utf-8")
    tool = Path(sys.executable).with_name("linkchecker")
    with served(site) as address:
        command = [str(tool), "-f", str(settings), "--no-status", "--verbose", "-o", "csv", address]
        output = subprocess.run(command, capture_output=True, text=True).stdout
    rows = [
        line for line in output.splitlines() if line and not line.startswith("# ")
    ]  # an anchor's row begins with # alone
    found = [row for row in csv.DictReader(rows, delimiter=";") if row.get("urlname")]
    broken = tuple(_told(row, address) for row in found if row["valid"] != "True" or row["warningstring"])
    return LinkReport(len(found), broken)


def _told(row: dict[str, str], address: str) -> str:
    page = row["parentname"].removeprefix(address)
    return f"{page}:{row['line']}: {row['urlname']}: {row['result']} {row['warningstring']}".strip()


def main(arguments: list[str] | None = None) -> int:
    """Check the site and list what is broken."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    options = parser.parse_args(arguments)
    if not (options.site / "index.html").is_file():
        parser.error(f"there is no site in {options.site.name}/; run make site first")
    report = full_check(options.site, options.site.parent / ".linkcheckerrc")
    print("\n".join(report.broken))
    print(f"{report.checked} links checked, {len(report.broken)} broken")
    return 1 if report.broken or not report.checked else 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
