"""Which files and lines of data/ and docs/ differ from a commit, as git tells it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def changed_lines(root: Path, against: str) -> dict[str, set[int]]:
    """The numbers of the lines below `root` that are new or changed since the commit `against`, by file.

    Raises ValueError where git knows no such commit, or `root` is no repository.
    """
    where = ["--", "data", "docs"]
    diff = _git(root, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--relative", against, *where)
    found: dict[str, set[int]] = {}
    lines: set[int] = set()
    for line in diff.splitlines():
        if line.startswith("+++ "):
            lines = found.setdefault(line[6:], set()) if line != "+++ /dev/null" else set()
        elif hunk := _HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            lines.update(range(first, first + count))
    for name in _git(root, "ls-files", "--others", "--exclude-standard", *where).splitlines():
        text = (root / name).read_text(encoding="utf-8", errors="replace")
        found[name] = set(range(1, text.count("\n") + 2))
    return found


def _git(root: Path, *arguments: str) -> str:
    ran = subprocess.run(["git", "-c", "core.quotePath=off", *arguments], cwd=root, capture_output=True, text=True)
    if ran.returncode:
        raise ValueError(ran.stderr.strip() or "git failed")
    return ran.stdout
