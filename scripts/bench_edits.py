"""How long an edit takes until the open page shows it under `make serve`, as a ratio to a build of the whole site.

It is measured in a copy of the project, from the moment a file is saved: the time until the server notices counts.
"""

from __future__ import annotations

import contextlib
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from handbook.faults import ToldError

PAGE = "/role/responsibilities/"
EDITS = {
    "page": ("docs/role/responsibilities.md", "{{ page_end", "Edited {number}.\n\n{{{{ page_end"),
    "data file": ("data/responsibilities.yml", "  title: ", "  title: Edited {number}, "),
}
PATIENCE = 600
PAUSE = 0.2


def edit_ratios(project: Path, whole: float, runs: int) -> dict[str, float]:
    """For a page and a data file of the copy `project`: the median time until an edit shows, over `whole` seconds."""
    with _serving(project) as address:
        return {
            f"edit of a {what} to seen, over a whole build": statistics.median(
                _until_seen(project, address, what, number) for number in range(runs)
            )
            / whole
            for what in EDITS
        }


@contextlib.contextmanager
def _serving(project: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "scripts.serve", "--address", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _first_answer(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _first_answer(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            _fetch(address + PAGE)
            return
        time.sleep(PAUSE)
    raise ToldError("the server of the copy did not begin. Try make serve, and see what it says")


def _until_seen(project: Path, address: str, what: str, number: int) -> float:
    """Seconds from saving an edit until the open page shows it, as the browser's script asks; then it is taken back."""
    file, old, new = EDITS[what]
    path, mark = project / file, _mark(address)
    text = path.read_text(encoding="utf-8")
    start = time.perf_counter()
    path.write_text(text.replace(old, new.format(number=number), 1), encoding="utf-8")
    while f"Edited {number}" not in _fetch(address + PAGE):
        _fetch(f"{address}/-live/wait?{urlencode({'page': PAGE, 'mark': mark})}")
        mark = _mark(address)
    seen = time.perf_counter() - start
    path.write_text(text, encoding="utf-8")
    while f"Edited {number}" in _fetch(address + PAGE):
        time.sleep(PAUSE)
    return seen


def _mark(address: str) -> str:
    found = re.search(r'data-mark="([^"]*)"', _fetch(address + PAGE))
    return found[1] if found else ""


def _fetch(address: str) -> str:
    with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - this machine's own server
        return str(answer.read().decode())
