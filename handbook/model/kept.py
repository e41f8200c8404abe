"""What was worked out from a text, kept in `.cache/` for the next run, which then works out only what has changed.

What is kept is looked up by the text and by the code that reads it, so it is never out of date; what cannot be read or
written is done without. A folder without `.cache/` keeps nothing.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

FOLDER = ".cache"
T = TypeVar("T")
_DIGEST = 16


class Kept:
    """What the last run worked out below `root` with some code, and what this one does: plain values alone.

    `code` gives the files of that code, and `libraries` the versions of what it uses.
    """

    def __init__(self, root: Path, name: str, code: Iterable[str | None], libraries: str = "") -> None:
        self._path = root / FOLDER / f"{name}.kept"
        self._salt = _salt(code, libraries) if self._path.parent.is_dir() else b""
        self._before = self._load() if self._salt else {}
        self._now: dict[bytes, Any] = {}

    def get(self, text: str, make: Callable[[], T]) -> T:
        """What `make` makes of `text`; what it raises is raised, and then nothing is kept."""
        if not self._salt:
            return make()
        key = hashlib.blake2b(text.encode(), key=self._salt, digest_size=_DIGEST).digest()
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        return cast(T, self._now[key])

    def save(self) -> None:
        """Keep what this run used, and nothing older; the file is replaced as a whole or not at all."""
        if not self._salt or self._now.keys() == self._before.keys():
            return
        body = marshal.dumps(self._now)
        digest = hashlib.blake2b(body, digest_size=_DIGEST).digest()
        draft = self._path.with_suffix(f".{digest.hex()[:8]}.tmp")
        with suppress(OSError):
            draft.write_bytes(digest + body)
            draft.replace(self._path)

    def _load(self) -> dict[bytes, Any]:
        with suppress(OSError):
            whole = self._path.read_bytes()
            digest, body = whole[:_DIGEST], whole[_DIGEST:]
            if hashlib.blake2b(body, digest_size=_DIGEST).digest() == digest:
                found = marshal.loads(body)  # noqa: S302 - written by `save`, as the digest says
                return found if isinstance(found, dict) else {}
        return {}


def _salt(code: Iterable[str | None], libraries: str) -> bytes:
    """A short text that changes with the code."""
    own = b"".join(Path(file).read_bytes() for file in (__file__, *code) if file)
    return hashlib.blake2b(own + f"{sys.version}{libraries}".encode(), digest_size=32).digest()
