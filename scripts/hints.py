"""Advise on the prose of the lines that are new or changed; it is advice, and blocks nothing.

usage: python -m scripts.hints [--root DIR] [--against COMMIT] [--github]
exit status: 0 always, but 2 for wrong usage
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.model.wording import plural
from scripts.changed import changed_lines

ROOT = Path(__file__).resolve().parent.parent
LONGEST_SENTENCE = 25
# What to write instead; the words of the left side are seldom wrong, and seldom needed.
PLAINER = {
    r"in order to": "to",
    r"utili[sz]e[sd]?|utili[sz]ing": "use",
    r"prior to": "before",
    r"subsequent to": "after",
    r"with regard to|in respect of|in relation to": "about",
    r"in the event that": "if",
    r"due to the fact that": "because",
    r"at this point in time": "now",
    r"a number of": "some, or the number",
    r"commence[sd]?": "start",
    r"endeavour(?:s|ed)?": "try",
    r"facilitate[sd]?": "help, or say what is done",
    r"leverage[sd]?": "use",
    r"stakeholders": "the people meant, where you can name them",
    r"it should be noted that|please note that": "nothing: say it",
    r"e\.g\.": "for example",
    r"i\.e\.": "that is",
    r"etc\.?": "the rest, or nothing",
    r"this page (?:shows|tells|says|explains|describes)": "the answer itself",
}
_PLAINER = [(re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), instead) for words, instead in PLAINER.items()]
_CODE = re.compile(r"`[^`]*`|\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|https?://\S+|<[^>]+>")
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")


def hints(line: str) -> Iterator[str]:
    """What could be plainer in a line of prose, each hint as a sentence."""
    prose = _CODE.sub(" ", line)
    for pattern, instead in _PLAINER:
        for found in pattern.findall(prose):
            yield f"'{found}': plainer is {instead}"
    for sentence in _SENTENCE.findall(prose):
        count = len(re.findall(r"[A-Za-z]['\w-]*", sentence))
        if count > LONGEST_SENTENCE:
            yield f"a sentence of {count} words: can it be two?"


def main(arguments: list[str] | None = None) -> int:
    """Print a hint a line, then their count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.add_argument("--against", default="HEAD", help="the commit to compare with (default: HEAD)")
    github = os.environ.get("GITHUB_ACTIONS") == "true"
    parser.add_argument("--github", action="store_true", default=github, help="print annotations of a GitHub workflow")
    options = parser.parse_args(arguments)
    try:
        changed = changed_lines(options.root, options.against)
    except ValueError as error:
        parser.error(str(error))
    count = 0
    for file, numbers in sorted(changed.items()):
        for number, hint in _of_file(options.root / file, numbers):
            count += 1
            place = f"::notice file={file},line={number}::" if options.github else f"{file}:{number}: "
            print(f"{place}{hint.replace('%', '%25') if options.github else hint}")
    print(f"{plural(count, 'hint')}: advice, and nothing is blocked by it" if count else "no hints on what changed")
    return 0


def _of_file(path: Path, numbers: set[int]) -> Iterator[tuple[int, str]]:
    if path.suffix not in (".md", ".yml") or not path.is_file():
        return
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        fenced ^= line.lstrip().startswith("```")
        if number in numbers and not fenced and not line.lstrip().startswith(("#", "|")):
            yield from ((number, hint) for hint in hints(line))


if __name__ == "__main__":
    sys.exit(main())
