"""Find the Chromium that the browser tests drive, and install Debian's where there is none.

usage: python -m scripts.browser
exit status: 0 a browser is there, 1 there is none and none could be installed
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress

from scripts import command_line

# The headless shell draws the same pages, and opens a window with a quarter of the work: it has no frame of its own.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium-headless-shell", "chromium")


def find_browser() -> str | None:
    """The path of an installed Chromium or Chrome: $BROWSER_PATH, or the first of NAMES on the PATH."""
    chosen = os.environ.get("BROWSER_PATH")
    if chosen:
        return chosen if os.access(chosen, os.X_OK) else None
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install_browser() -> None:
    """Install the first of PACKAGES that there is from Debian's packages; raises CalledProcessError where none is."""
    is_root = getattr(os, "geteuid", int)() == 0  # Windows has no such name, and no apt-get either
    as_root = [] if is_root else ["sudo", "--non-interactive"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def apt(*command: str) -> None:
        subprocess.run([*as_root, "apt-get", *command], check=True, env=environment, stdout=subprocess.DEVNULL)

    apt("update", "-qq")
    *others, last = PACKAGES
    for package in others:
        with suppress(subprocess.CalledProcessError):
            return apt("install", "-y", "-qq", "--no-install-recommends", package)
    return apt("install", "-y", "-qq", "--no-install-recommends", last)


def main(arguments: list[str] | None = None) -> int:
    """Say where the browser is; install it first where it is missing."""
    command_line.parser(__doc__).parse_args(arguments)
    if not find_browser() and shutil.which("apt-get"):
        print("installing Chromium from Debian's packages", flush=True)
        try:
            install_browser()
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            print(f"could not install it: {error}", file=sys.stderr)
    found = find_browser()
    if not found:
        print("The browser tests need Chromium or Chrome. Install one, or set BROWSER_PATH to it.", file=sys.stderr)
        return 1
    print(f"browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
