"""Files that are written all or none: what stood there before is kept beside them until the last one is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

UNDO = Path(".cache") / "release-undo.json"
"""Where the texts of before stand while files are being written, below the project's root."""


def write_together(root: Path, texts: Mapping[str, str]) -> None:
    """Write each text to its path below `root`; whatever stops it, all of them hold what they held before.

    A process that was killed outright leaves the texts of before in UNDO, and `restore` puts them back.
    """
    undo, part = root / UNDO, root / UNDO.with_suffix(".part")
    undo.parent.mkdir(exist_ok=True)
    part.write_text(json.dumps({name: _read(root / name) for name in texts}), encoding="utf-8")
    part.replace(undo)
    try:
        for name, text in texts.items():
            _put(root / name, text)
    except BaseException:
        restore(root)
        raise


def restore(root: Path) -> bool:
    """Put back what stood in the files before; False where nothing was begun."""
    undo = root / UNDO
    if not undo.exists():
        return False
    for name, text in json.loads(undo.read_text(encoding="utf-8")).items():
        _draft(root / name).unlink(missing_ok=True)
        if _read(root / name) != text:
            _put(root / name, text)
    undo.unlink()
    return True


def keep(root: Path) -> None:
    """Say that what was written is to stay."""
    (root / UNDO).unlink(missing_ok=True)


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _put(path: Path, text: str) -> None:
    with _draft(path).open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    _draft(path).replace(path)


def _draft(path: Path) -> Path:
    return path.with_name(f"{path.name}.tmp")
