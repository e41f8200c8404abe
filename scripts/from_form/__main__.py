"""Turn an issue that a form made into an entry in data/, checked by every rule, or say in plain words what is missing.

usage: python -m scripts.from_form EVENT OUT [--root DIR] [--today YYYY-MM-DD]
EVENT is the event of the issue as GitHub writes it; into the folder OUT go answer.md and, for an entry, title.txt and
the files of data/ that are new or changed. Nothing else is written anywhere.
exit status: 0 an entry was made, 1 something is to be mended (answer.md says what), 2 wrong usage,
3 the issue was made by none of the forms
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from handbook.exports.forms import FORMS, fields
from handbook.faults import Fault
from handbook.model.catalogue import load_catalogue
from handbook.model.kinds import KINDS
from scripts import command_line
from scripts.check import check
from scripts.from_form.answer import refusal, thanks
from scripts.from_form.body import BodyError, answers
from scripts.from_form.entry import entry_files

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Read the event, make the entry, check it, and leave the answer."""
    parser = command_line.parser(__doc__)
    parser.add_argument("event", type=Path, help="the event as a file of JSON: $GITHUB_EVENT_PATH")
    parser.add_argument("out", type=Path, help="the folder for what was made")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to judge by")
    options = parser.parse_args(arguments)
    try:
        issue = json.loads(options.event.read_text(encoding="utf-8"))["issue"]
        labels = {each["name"] for each in issue["labels"]}
        body, number = issue["body"] or "", int(issue["number"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        parser.error(f"{options.event.name} is not the event of an issue: {type(error).__name__}")
    form = next((each for kind, each in FORMS.items() if kind in labels), None)
    if form is None:
        print("no form made this issue")
        return 3
    try:
        files = entry_files(form, answers(body, fields(form)), load_catalogue(options.root), number, options.root)
        faults = faults_with(files, options.root, options.today)
    except BodyError as error:
        return _leave(options.out, {"answer.md": refusal(form, [error])}, 1)
    if faults:
        return _leave(options.out, {"answer.md": refusal(form, list(faults))}, 1)
    path = next(each for each in files if each != "data/links.yml")
    title = f"Add the {KINDS[form.kind].words} {Path(path).stem}\n"
    return _leave(options.out, {**files, "title.txt": title, "answer.md": thanks(path)}, 0)


def faults_with(files: dict[str, str], root: Path, today: date) -> list[Fault]:
    """The faults that the handbook below `root` would have with `files`; afterwards it is as it was."""
    before = {path: (root / path).read_bytes() if (root / path).exists() else None for path in files}
    known = set(check(root, today))
    try:
        for path, text in files.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return [each for each in check(root, today) if each not in known]
    finally:
        for path, content in before.items():
            if content is None:
                (root / path).unlink(missing_ok=True)
            else:
                (root / path).write_bytes(content)


def _leave(out: Path, files: dict[str, str], status: int) -> int:
    for name, text in files.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    print((out / "answer.md").read_text(encoding="utf-8"))
    return status


if __name__ == "__main__":
    sys.exit(command_line.run(main))
