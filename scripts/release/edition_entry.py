"""An edition in data/editions.yml: the day of the one that an editor wrote, or a new one made from the changelog."""

from __future__ import annotations

import re
from datetime import date

import yaml

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[`*]|\b_(?=\w)|(?<=\w)_\b")


def with_edition(text: str, edition: str, day: date, section: str, before: str) -> str:
    """The file with the edition in it: its day, and where nobody has written it, what the changelog's section tells.

    `before` is the edition that it follows, for the words of its summary.
    """
    id_ = edition.replace(".", "-")
    written = re.search(rf'^- id: "?{re.escape(id_)}"?\n(?:(?!- ).*\n?)*', text, re.MULTILINE)
    if written:
        dated = re.sub(r"^(  published: ).*$", rf"\g<1>{day}", written[0], flags=re.MULTILINE)
        return text[: written.start()] + dated + text[written.end() :]
    entry = {
        "id": id_,
        "title": f"Edition {edition}",
        "published": day,
        "summary": f"What is new or other for readers since edition {before}.",
        "brought": [{"text": line} for line in lines(section)],
    }
    made = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=118)
    at = re.search(r"^- id:", text, re.MULTILINE)
    return "\n".join((text[: at.start()] + made, text[at.start() :])) if at else text + made


def lines(section: str) -> list[str]:
    """The lines of a section of the changelog as text alone, each a whole one.

    >>> lines("- A `plan` and a [page](x.md),\\n  too.\\n- More.\\n")
    ['A plan and a page, too.', 'More.']
    """
    items = re.findall(r"^- (.+(?:\n  .+)*)", section, re.MULTILINE)
    return [" ".join(_MARKS.sub("", _LINK.sub(r"\1", item)).split()) for item in items]
