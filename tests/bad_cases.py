"""What is changed in the good handbook so that `make check` must refuse it: the table `bad_cases.yml`, applied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).with_name("bad_cases.yml")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def bad_cases() -> dict[str, dict[str, Any]]:
    """Every case by its name: its `change`, a list, and what must be `told`."""
    cases = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - the safe loader, or its twin in C
    found = {case["name"]: case for case in cases}
    assert len(found) == len(cases), "two cases share a name"
    return found


def apply(change: list[dict[str, str]], root: Path) -> None:
    """Change the handbook below `root`; fails where a text to be edited does not stand there once."""
    for step in change:
        if "edit" in step:
            _edit(root / step["edit"], step["old"], step["new"])
        elif "write" in step:
            _write(root / step["write"], step["text"].encode() if "text" in step else step["bytes"].encode("latin-1"))
        else:
            path = root / step["folder"]
            path.unlink(missing_ok=True)
            path.mkdir(parents=True)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
