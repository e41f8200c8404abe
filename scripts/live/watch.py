"""Which files changed while the server runs.

The files are looked at several times a second, which takes a few thousandths of a second and works on every disk,
mounted ones included, where a system's own messages on changes may not arrive.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from handbook.leftovers import is_leftover

WATCHED = ("docs", "data", "handbook", "macros", "theme")
SETTINGS = "mkdocs.yml"
MADE = ("docs/downloads", "docs/data")
"""What is made from the rest, and so tells nothing new."""
LOOK_EVERY = 0.25
SETTLED = 0.1
"""Seconds in which nothing more changes, so that a change of many files counts as one."""

State = dict[str, tuple[int, int]]


def state_of(root: Path) -> State:
    """Time of change and size of each file that the site is made from, by its path below `root`."""
    found: State = {}
    for path in _paths(root):
        with suppress(OSError):  # gone since it was listed, or a link to no file
            state = os.stat(path)
            found[os.path.relpath(path, root).replace(os.sep, "/")] = (state.st_mtime_ns, state.st_size)
    return found


def _paths(root: Path) -> Iterator[str]:
    yield str(root / SETTINGS)
    made = {str(root / folder) for folder in MADE}
    for top in WATCHED:
        for folder, folders, names in os.walk(root / top):
            folders[:] = [each for each in folders if each != "__pycache__" and os.path.join(folder, each) not in made]
            yield from (os.path.join(folder, name) for name in names if not is_leftover(Path(name)))


class Watch:
    """The files below a folder, looked at from a thread of its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known = state_of(root)
        self._changed = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            if state_of(self._root) != self._known:
                self._changed.set()

    @property
    def changed(self) -> bool:
        """Whether something changed since `take` was last asked."""
        return self._changed.is_set()

    def take(self) -> set[str]:
        """Wait for a change; the paths of the files that were changed, added or removed."""
        while not self._changed.wait(timeout=1):  # in steps, or Ctrl-C would not be heard on every system
            pass
        now, before = state_of(self._root), None
        while now != before:
            time.sleep(SETTLED)
            now, before = state_of(self._root), now
        changed = {path for path, _ in now.items() ^ self._known.items()}
        self._known = now
        self._changed.clear()
        return changed
