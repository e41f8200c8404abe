"""Show the handbook on this machine, and show an edit soon after it was saved.

The page that is looked at, or that was edited, is built first, and the browser loads it anew; then data and pages are
checked, every fault is told here, and the whole site is built as `make site` builds it, so that nothing stays stale.

usage: python -m scripts.serve [--address HOST:PORT]
exit status: 0 stopped by Ctrl-C, 1 data or pages are faulty or the address is in use, 2 wrong usage
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from handbook.faults import HandbookError, ToldError
from macros.reload import current_handbook
from scripts import command_line
from scripts.build import site_url
from scripts.check import faults_of, tell
from scripts.live.memory import Memory, Superseded, remember_pages
from scripts.live.server import LiveServer
from scripts.live.site import build_first, build_whole
from scripts.live.watch import Watch

ROOT = Path(__file__).resolve().parent.parent


class Live:
    """The site as it is served, and what keeps it in step with the files."""

    def __init__(self, server: LiveServer, watch: Watch, work: Path) -> None:
        self._server, self._watch, self._work = server, watch, work
        self._builds = 0

    def build(self) -> None:
        """Check, tell every fault, build everything into a new folder, and serve that one.

        Raises HandbookError when data or pages cannot be read, Superseded where the files change meanwhile.
        """
        handbook, old = current_handbook(ROOT), self._server.folder
        faults = faults_of(handbook, ROOT)
        if faults:
            tell(faults, github=False)
        if self._watch.changed:
            raise Superseded
        self._builds += 1
        new = self._work / str(self._builds)
        try:
            build_whole(ROOT, new, handbook)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        self._server.tell(new)
        shutil.rmtree(old, ignore_errors=True)

    def begin(self) -> None:
        """Build for the first time; raises HandbookError when data or pages cannot be read."""
        while True:
            try:
                return self.build()
            except Superseded:
                self._watch.take()

    def follow(self) -> None:
        """Show each change of the files, for ever; what is wrong is told, and the site stays as it was."""
        while True:
            changed = self._watch.take()
            if any(path.endswith(".py") for path in changed):
                _start_anew(self._work)
            if changed:
                print(f"changed: {', '.join(sorted(changed)[:5])}")
                self._follow(changed)

    def _follow(self, changed: set[str]) -> None:
        try:
            current_handbook(ROOT)
            self._show_first(changed)
            self.build()
        except Superseded:
            return
        except HandbookError as error:
            tell(error.faults, github=False)
        except (Exception, SystemExit) as error:  # whatever an engine ends in, the next edit may mend it
            reason = "for what is told above" if isinstance(error, SystemExit) else error
            print(f"not built: {reason}", file=sys.stderr)

    def _show_first(self, changed: set[str]) -> None:
        """Build what is looked at; what goes wrong here is told when the whole is checked."""
        edited = [path.removeprefix("docs/") for path in changed if path.startswith("docs/")]
        assets = any(path.startswith("docs/") and not path.endswith(".md") for path in changed)
        logging.disable(logging.CRITICAL)
        try:
            build_first(ROOT, self._server.folder, self._server.looked_at(), edited)
        except (Exception, SystemExit):  # noqa: S110 - see above
            pass
        finally:
            logging.disable(logging.NOTSET)
        self._server.tell(assets=assets)


def _start_anew(work: Path) -> None:
    """Run this command again in the place of this process, since code is loaded once; not where it cannot be loaded."""
    command = [sys.executable, "-m", "scripts.serve"]
    if subprocess.run([*command, "--help"], stdout=subprocess.DEVNULL, cwd=ROOT).returncode:
        print("The code cannot be loaded; the site stays as it was.", file=sys.stderr)
        return
    shutil.rmtree(work, ignore_errors=True)
    os.execv(sys.executable, [*command, *sys.argv[1:]])  # noqa: S606


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is no address; write it as 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def bound(address: tuple[str, int], folder: Path) -> LiveServer:
    """A server at an address; raises ToldError where the address cannot be used."""
    try:
        return LiveServer(address, folder)
    except OSError as error:
        where, mend = f"{address[0]}:{address[1]}", "Choose another: make serve HOST=127.0.0.1:8001"
        raise ToldError(f"{where} cannot be used: {error.strerror}. {mend}") from None


def _serve(address: tuple[str, int], work: Path) -> None:
    server, watch = bound(address, work / "0"), Watch(ROOT)
    live = Live(server, watch, work)
    remember_pages(Memory(out_of_date=lambda: watch.changed))
    live.begin()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"The handbook is on http://{address[0]}:{address[1]}/ until Ctrl-C", flush=True)
    live.follow()


def main(arguments: list[str] | None = None) -> int:
    """Build the site, then serve it until Ctrl-C."""
    parser = command_line.parser(__doc__)
    default = ("127.0.0.1", 8000)
    parser.add_argument("--address", type=_address, default=default, help="host and port (default: 127.0.0.1:8000)")
    options = parser.parse_args(arguments)
    os.environ.update(NO_MKDOCS_2_WARNING="1", SITE_URL=site_url())
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    with tempfile.TemporaryDirectory(prefix="handbook-") as work:
        try:
            _serve(options.address, Path(work))
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
