"""What the files that name the edition should say once it is stamped, and what is not ready for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from scripts.release.edition_entry import with_edition

PROJECT, CITATION, CHANGELOG = "pyproject.toml", "CITATION.cff", "CHANGELOG.md"
EDITIONS, CITED, TOLD = "data/editions.yml", "handbook/exports/formats.py", "docs/about/open-data.md"
FILES = (PROJECT, CITATION, CHANGELOG, EDITIONS, CITED, TOLD)
NEXT = "Next"
_FIRST = re.compile(r"^## (.+)\n((?:(?!## ).*\n?)*)", re.MULTILINE)
_LINES = {
    PROJECT: [(r'^version = "[^"]+"$', 'version = "{edition}"')],
    CITATION: [(r"^version: .+$", "version: {edition}"), (r"^date-released: .+$", "date-released: {day}")],
    CITED: [(r"Handbook, 20\d\d edition", "Handbook, {day.year} edition")],
    TOLD: [(r"Handbook, 20\d\d edition", "Handbook, {day.year} edition")],
}


def stamped(texts: dict[str, str], edition: str, day: date) -> dict[str, str]:
    """The texts of FILES with the edition in them. Raises ValueError with each thing that is not ready, a line each."""
    found, wrong = dict(texts), list(_refused(texts, edition, day))
    for name, lines in _LINES.items():
        for pattern, new in lines:
            found[name], count = re.subn(pattern, new.format(edition=edition, day=day), found[name], flags=re.MULTILINE)
            wrong += [f"{name}: one line is to match {pattern}, and {count} do"] if count != 1 else []
    first = _FIRST.search(texts[CHANGELOG])
    if first and not wrong:
        found[CHANGELOG] = texts[CHANGELOG][: first.start(1)] + edition + texts[CHANGELOG][first.end(1) :]
        before = version_of(texts)
        found[EDITIONS] = with_edition(texts[EDITIONS], edition, day, first[2], before)
    if wrong:
        raise ValueError("\n".join(wrong))
    return found


def version_of(texts: dict[str, str]) -> str:
    """The edition that pyproject.toml names; '' where it names none."""
    found = re.search(r'^version = "([^"]+)"', texts[PROJECT], re.MULTILINE)
    return found[1] if found else ""


def _refused(texts: dict[str, str], edition: str, day: date) -> Iterator[str]:
    """Why an edition cannot be stamped into these texts."""
    before, first = version_of(texts), _FIRST.search(texts[CHANGELOG])
    if _order(before) > _order(edition):
        yield f"{PROJECT}: the edition {before} is later than {edition}"
    if not edition.startswith(f"{day:%Y.%m}"):
        yield f"the edition of a day is named after its month: {edition} cannot come out on {day}"
    if not first or first[1].strip() != NEXT:
        yield f"{CHANGELOG}: its first section must be '## {NEXT}'. Say there what readers notice"
    elif before == edition:
        yield f"{PROJECT}: the edition {edition} is out already. Name a second one in a month {_second(edition)}"
    elif not re.search(r"^- \S", first[2], re.MULTILINE):
        yield f"{CHANGELOG}: the section '{NEXT}' says nothing yet. Write a line for each thing that readers notice"


def is_stamped(texts: dict[str, str], edition: str) -> bool:
    """Whether the edition is what all the files name already, as when only its copies could not be made."""
    first = _FIRST.search(texts[CHANGELOG])
    named = version_of(texts) == edition and f"version: {edition}\n" in texts[CITATION]
    return named and bool(first and first[1].strip() == edition)


def _order(edition: str) -> list[int]:
    return [int(part) for part in edition.split(".") if part.isdigit()]


def _second(edition: str) -> str:
    year, month, *rest = edition.split(".")
    return f"{year}.{month}.{int(rest[0]) + 1 if rest else 1}"
