"""What readers download of the handbook's own scripts and styles: the code, without comments and indentation.

The comments are for whoever reads the repository; compressed, they are a fifth of what a reader would wait for.
"""

from __future__ import annotations

import re
from pathlib import Path

COMMENT_OF_SCRIPT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*)\n", re.MULTILINE)
COMMENT_OF_STYLE = re.compile(r"/\*(?:(?!\*/)[\s\S])*\*/[ \t]*")
INDENT_OR_BLANK = re.compile(r"^[ \t]+|^[ \t]*\n", re.MULTILINE)


def script(text: str) -> str:
    """A script without the comments that have lines of their own, blank lines and indentation.

    No text of several lines may stand in it: its lines could look like these.
    """
    return INDENT_OR_BLANK.sub("", COMMENT_OF_SCRIPT.sub("", text))


def style(text: str) -> str:
    """A style sheet without comments, blank lines and indentation."""
    return INDENT_OR_BLANK.sub("", COMMENT_OF_STYLE.sub("", text))


def write_lean(site: Path) -> None:
    """Put the lean text in place of each of the handbook's own scripts and styles; what is borrowed stays as it is."""
    for folder, lean in (("js", script), ("css", style)):
        for path in sorted((site / "assets" / folder).rglob(f"*.{folder}")):
            if path.parent.name != "vendor":
                path.write_text(lean(path.read_text(encoding="utf-8")), encoding="utf-8")
