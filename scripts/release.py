"""Stamp an edition: its number and day in pyproject.toml, CITATION.cff and CHANGELOG.md, all three or none.

usage: python -m scripts.release EDITION [--date YYYY-MM-DD] [--root DIR]
EDITION is the year and month, as 2026.12, with .1 and so on behind it for a second one in a month. The changelog's
first section must be that of the edition, or be called 'Next'; then it gets the edition's name.
exit status: 0 stamped, 1 something is not ready (each thing is told, and nothing was changed), 2 wrong usage
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_EDITION = re.compile(r"20\d\d\.(0[1-9]|1[0-2])(\.[1-9]\d*)?")
_FIRST = re.compile(r"^## (.+)\n(?:(?!## ).*\n?)*", re.MULTILINE)


def stamped(root: Path, edition: str, day: date) -> dict[str, str]:
    """What the three files should hold. Raises ValueError with each thing that is not ready, a line each."""
    texts = {
        name: (root / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "CITATION.cff", "CHANGELOG.md")
    }
    wrong: list[str] = []

    def put(name: str, pattern: str, new: str) -> None:
        text, count = re.subn(pattern, new, texts[name], flags=re.MULTILINE)
        texts[name] = text
        if count != 1:
            wrong.append(f"{name}: one line is to match {pattern}, and {count} do")

    before = re.search(r'^version = "([^"]+)"', texts["pyproject.toml"], re.MULTILINE)
    if before and _order(before[1]) > _order(edition):
        wrong.append(f"pyproject.toml: the edition {before[1]} is later than {edition}")
    put("pyproject.toml", r'^version = "[^"]+"$', f'version = "{edition}"')
    put("CITATION.cff", r"^version: .+$", f"version: {edition}")
    put("CITATION.cff", r"^date-released: .+$", f"date-released: {day.isoformat()}")
    texts["CHANGELOG.md"], problem = _changelog(texts["CHANGELOG.md"], edition)
    if problem:
        wrong.append(f"CHANGELOG.md: {problem}")
    if wrong:
        raise ValueError("\n".join(wrong))
    return texts


def _changelog(text: str, edition: str) -> tuple[str, str]:
    """The changelog with its first section named after the edition, or what is wrong with it."""
    first = _FIRST.search(text)
    if not first or first[1].strip() not in ("Next", edition):
        return text, f"its first section must be '## Next' or '## {edition}'. Say there what readers notice"
    if not re.search(r"^- \S", first[0], re.MULTILINE):
        return text, f"the section '{first[1]}' says nothing yet. Write a line for each thing that readers notice"
    return text[: first.start(1)] + edition + text[first.end(1) :], ""


def _order(edition: str) -> list[int]:
    return [int(part) for part in edition.split(".") if part.isdigit()]


def main(arguments: list[str] | None = None) -> int:
    """Stamp the edition, or say what is not ready."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edition", help="year and month: 2026.12")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="the day (default: today)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    if not _EDITION.fullmatch(options.edition):
        parser.error(f"'{options.edition}' is no edition; write the year and month: make release EDITION=2026.12")
    try:
        texts = stamped(options.root, options.edition, options.date)
    except (ValueError, OSError) as error:
        print(f"{error}\nnothing was changed", file=sys.stderr)
        return 1
    parts = [(options.root / name, options.root / f"{name}.tmp", text) for name, text in texts.items()]
    for _, part, text in parts:
        part.write_text(text, encoding="utf-8")
    for path, part, _ in parts:
        part.replace(path)
    print(f"edition {options.edition} of {options.date.isoformat()} is stamped in {', '.join(texts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
