"""Start an entry: write its file with every field and what goes in.

usage: python -m scripts.new KIND ID [--root DIR]
exit status: 0 written, 1 the file is there already, 2 wrong usage
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from handbook.exports.entry_templates import entry_template
from handbook.model.cross_references import ID_PATTERN
from handbook.model.kinds import KINDS
from scripts import command_line

ROOT = Path(__file__).resolve().parent.parent
OFFERED = sorted(kind.name for kind in KINDS.values() if kind.file_an_entry)


def main(arguments: list[str] | None = None) -> int:
    """Write the file, unless there is one."""
    parser = command_line.parser(__doc__)
    parser.add_argument("kind", choices=OFFERED, help="what sort of entry")
    parser.add_argument("id", help="its id: lower-case words joined by hyphens")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    if not re.match(ID_PATTERN, options.id):
        parser.error(f"'{options.id}' is not an id; write lower-case words joined by hyphens, for example nye-bevan")
    path = options.root / "data" / KINDS[options.kind].files.replace("*", options.id)
    if not (options.root / "data").is_dir():
        parser.error(f"there is no folder data/ in {options.root}")
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(entry_template(options.kind, options.id))
    except FileExistsError:
        print(f"{path.relative_to(options.root)} is there already; nothing was changed", file=sys.stderr)
        return 1
    print(f"{path.relative_to(options.root)}: fill it in, then run make check")
    return 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
