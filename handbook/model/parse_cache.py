"""Keep what reading data gave, so that the next run parses only the files that have changed.

What is kept is looked up by the text of a file and by the code that reads it, so it is never out of date; what cannot
be read or written is done without. A folder without `.cache/` keeps nothing.
"""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from handbook.model import look_alikes, yaml_reader
from handbook.model.yaml_reader import Document, parse_document

FILE = ".cache/parsed.json"


class ParseCache:
    """The documents that the last run read below `root`, and those of this one."""

    def __init__(self, root: Path) -> None:
        self._path = root / FILE
        self._salt = _code() if self._path.parent.is_dir() else b""
        self._before = self._load() if self._salt else {}
        self._now: dict[str, Any] = {}

    def parse(self, text: str, file: str) -> Document:
        """What `parse_document` makes of `text`; raises HandbookError as it does, and then keeps nothing."""
        if not self._salt:
            return parse_document(text, file)
        key = hashlib.blake2b(text.encode(), key=self._salt, digest_size=16).hexdigest()
        known = self._before.get(key)
        if known is None:
            document = parse_document(text, file)
            self._now[key] = [document.value, list(document.lines.items())]
            return document
        self._now[key] = known
        value, lines = known
        return Document(file, value, {tuple(place): line for place, line in lines})

    def save(self) -> None:
        """Keep what this run read, and nothing older; the file is replaced as a whole or not at all."""
        if not self._salt or self._now.keys() == self._before.keys():
            return
        draft = self._path.with_suffix(f".{hashlib.blake2b(repr(sorted(self._now)).encode()).hexdigest()[:8]}.tmp")
        with suppress(OSError):
            draft.write_text(json.dumps(self._now, separators=(",", ":")), encoding="utf-8")
            draft.replace(self._path)

    def _load(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            found = json.loads(self._path.read_bytes())
            return found if isinstance(found, dict) else {}
        return {}


def _code() -> bytes:
    """A short text that changes with the code that reads YAML."""
    own = b"".join(Path(str(module.__file__)).read_bytes() for module in (yaml_reader, look_alikes))
    return hashlib.blake2b(own + f"{sys.version}{yaml.__version__}".encode(), digest_size=32).digest()
