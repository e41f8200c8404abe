"""Write the issue forms to .github/ISSUE_TEMPLATE/ anew from the schema and the ids of the catalogue.

usage: python -m scripts.forms [--root DIR]
exit status: 0 written, 1 the data are faulty
"""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.exports.issue_forms import HEAD, issue_forms
from handbook.model.catalogue import load_catalogue
from handbook.model.wording import plural
from scripts import command_line
from scripts.command_line import outcome

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(".github") / "ISSUE_TEMPLATE"


def write_forms(root: Path) -> int:
    """Write every form below `root`, remove those that are made no more, and return how many there are.

    Raises HandbookError when the data are faulty.
    """
    wanted = issue_forms(load_catalogue(root))
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.yml"):
        if path.name not in wanted and path.read_text(encoding="utf-8").startswith(HEAD):
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    return len(wanted)


def main(arguments: list[str] | None = None) -> int:
    """Write the forms and say how many."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    return outcome(lambda: f"wrote {plural(write_forms(options.root), 'form')} to {FOLDER.as_posix()}/")


if __name__ == "__main__":
    sys.exit(command_line.run(main))
