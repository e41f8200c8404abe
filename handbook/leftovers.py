"""Files that editors and systems leave beside what people write."""

from __future__ import annotations

import re
from pathlib import Path

_LEFTOVER = re.compile(
    r"\.#.*"  # a lock of Emacs, a link to no file
    r"|#.*#"  # what Emacs saves by itself
    r"|.*~"  # backups of many editors
    r"|\..*\.sw[a-p]"  # swap files of Vim
    r"|\._.*"  # what macOS keeps of a file on foreign disks
    r"|\.DS_Store|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)


def is_leftover(path: Path) -> bool:
    """Whether a file is one that nobody wrote: an editor's lock, backup or swap file, or a system's notes on a folder.

    >>> is_leftover(Path("docs/.#board.md")), is_leftover(Path("docs/board.md"))
    (True, False)
    """
    return bool(_LEFTOVER.fullmatch(path.name))
