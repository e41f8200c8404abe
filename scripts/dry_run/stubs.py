"""Programs of straw, found before the real ones: they note what they are told, and leave what the next step reads."""

from __future__ import annotations

import sys
from pathlib import Path

# Asks the real make whether it knows the target, then leaves what the target would have left.
_MAKE = """#!/bin/bash
echo "make $*" >> "$DRY_RUN_CALLS"
PATH="$DRY_RUN_PATH" make --dry-run "$@" > /dev/null || exit 2
for target in "$@"; do
  case $target in
    site | copies) mkdir -p site/copies && echo page > site/index.html && echo copy > site/copies/copy.zip ;;
    .venv/*) mkdir -p .venv/bin && cp "$DRY_RUN_STUBS/venv-python" .venv/bin/python ;;
    reviews | report) echo "- A page is overdue" ;;
  esac
done
"""
# The check of links is one of straw, which finds one dead; everything else is run as it is.
_PYTHON = """#!/bin/bash
echo "python $*" >> "$DRY_RUN_CALLS"
case "$*" in
  "-m scripts.links.report"*) exec "{python}" "$@" ;;
  "-m scripts.links "*)
    while [ $# -gt 1 ]; do if [ "$1" = --report ]; then echo "- **A** (a): dead" > "$2"; fi; shift; done
    exit 1 ;;
esac
exec env PYTHONPATH=. "{python}" "$@"
"""
_GH = """#!/bin/bash
echo "gh $*" >> "$DRY_RUN_CALLS"
if [ -z "$GH_TOKEN" ]; then echo "gh: this step has no GH_TOKEN" >&2; exit 4; fi
"""


def write_stubs(folder: Path) -> None:
    """Write the programs to `folder`, which is to stand first in PATH."""
    folder.mkdir(parents=True)
    texts = {"make": _MAKE, "gh": _GH, "venv-python": _PYTHON.format(python=sys.executable)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
