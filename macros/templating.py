"""Text from data becomes HTML: escaped for HTML, Markdown and Jinja at once, and never anything else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from handbook.model.kinds import KINDS
from handbook.model.succession import full_name
from handbook.model.wording import field_words, plural, readable_date

TEMPLATES = Path(__file__).parent / "templates"
COMPILED = TEMPLATES.parents[1] / ".cache" / "templates"

LISTS = {"link": "directory/link-health.md"}
"""The page that lists all entries of a kind, where it is not their home."""

# Beyond HTML's own characters: what Markdown, the extensions in use and Jinja would act on.
_ACTIVE = re.compile(r"[\\`*_{}\[\]|~^=#]")


# Where nothing parts a cell from the next, the search's index runs their words together.
_CELL_ENDS = re.compile(r"(</(?:td|th|dt)>)(?=<)")


def escape(value: object) -> Markup:
    """`value` as text that shows on the page as the characters typed.

    >>> escape("*a* <b> {{ c }}")
    Markup('&#42;a&#42; &lt;b&gt; &#123;&#123; c &#125;&#125;')
    """
    return value if isinstance(value, Markup) else _escaped(str(value))


@lru_cache(maxsize=20_000)  # a name or a state stands in hundreds of rows
def _escaped(value: str) -> Markup:
    text = html.escape(value.replace("\n", " "), quote=False).replace('"', "&quot;")
    return Markup(_ACTIVE.sub(lambda found: f"&#{ord(found[0])};", text))  # noqa: S704


def render(template: str, **context: Any) -> str:
    """One of `macros/templates/` filled in, as HTML on lines without blanks or indentation.

    Every value is escaped by `escape` unless it is Markup already.
    """
    filled = _environment().get_template(template).render(**context)
    parted = _CELL_ENDS.sub(r"\1 ", filled)
    return "\n".join(line.strip() for line in parted.splitlines() if line.strip())


def render_inline(template: str, **context: Any) -> str:
    """As `render`, on one line, for use within a sentence."""
    return render(template, **context).replace("\n", "")


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in `.cache/`, so that a run need not compile them anew; where nothing can be written, none."""

    def __init__(self) -> None:
        with suppress(OSError):
            COMPILED.mkdir(parents=True, exist_ok=True)
        super().__init__(str(COMPILED))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, atomically; a disk that is full or read-only costs time and nothing else."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        bytecode_cache=CompiledTemplates(),
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=lambda value: escape(value) if value is not None else "",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for each in (readable_date, plural, confidence, kind_title, source_places, groupby_order, field_words):
        environment.filters[each.__name__] = each
    environment.filters |= {"acronym": acronym, "nickname": nickname, "with_acronym": with_acronym}
    environment.filters["page"] = page_address
    environment.filters["full_name"] = full_name
    environment.filters["shown_state"] = shown_state
    environment.filters["thing_kind"] = thing_kind
    environment.filters["home"] = entry_address
    environment.filters["in_directory"] = directory_address
    environment.filters["part_name"] = part_name
    environment.filters["file"] = file_address
    environment.filters["named"] = named
    environment.filters["mend"] = mend
    environment.filters["source_link"] = source_link
    environment.filters["by_id"] = by_id
    return environment


def page_address(path: str, anchor: str = "") -> Markup:
    """The address of a page of the handbook, to be made relative where the macro is called."""
    return Markup(f"page:{path}" + (f"#{anchor}" if anchor else ""))  # noqa: S704


def entry_address(entry: Any) -> Markup:
    """The address of the place where an entry is shown in full."""
    return Markup("page:" + KINDS[entry.kind_name].home.format(id=entry.id))  # noqa: S704


def directory_address(entry: Any) -> Markup:
    """The address of an entry in the list of all of its kind; what stands in full elsewhere is led to there."""
    return Markup(f"page:{LISTS.get(entry.kind_name, KINDS[entry.kind_name].page)}#{entry.id}")  # noqa: S704


def part_name(title: str) -> str:
    """What a page of a long directory holds, from its title: 'Courses: programmes' becomes 'Programmes'."""
    name = title.rpartition(": ")[2]
    return name[:1].upper() + name[1:]


def file_address(name: str) -> Markup:
    """The address of a file that readers download, by its name in `handbook.exports.downloads.DOWNLOADS`."""
    return Markup(f"file:{name}")  # noqa: S704


def named(text: str, about: str | Iterable[str] = ()) -> Markup:
    """A text of data in which names bear the marks of what became of them, put there where the macro is called.

    `about` gives the ids of what the text itself is about, which need no mark.
    """
    ids = about if isinstance(about, str) else " ".join(about)
    return Markup(f'<named about="{ids}">{escape(text)}</named>')  # noqa: S704 - ids and escaped text


def confidence(value: str) -> str:
    """How sure a statement is, as the page says it."""
    return {"unknown": "Not confirmed."}.get(value, value[0].upper() + value[1:] + ".")


def kind_title(kind: str) -> str:
    """A kind of course or opportunity as a heading: 'coaching' stays, 'course' becomes 'Courses'."""
    uncounted = {"coaching", "mentoring", "reading", "support", "gone"}
    return (kind if kind in uncounted else f"{kind}s").capitalize()


def thing_kind(kind: str) -> str:
    """A kind of thing as a heading: 'policy' becomes 'Policies'."""
    irregular = {
        "policy": "policies",
        "guidance": "guidance",
        "address": "addresses",
        "framework": "frameworks and standards",
    }
    return irregular.get(kind, f"{kind}s").capitalize()


def shown_state(entry: Any) -> str:
    """The state that a mark shows: that of the entry, or 'planned' where it still works and is due to change."""
    status = str(entry.currency.status)
    return "planned" if status == "active" else status


def acronym(entry: Any) -> str:
    """The short name of an entry where it is made of initials: 'CCGs', 'NHS TDA', 'RD&E'; '' for every other."""
    initials = all(sum(letter.isupper() for letter in word) > 1 for word in entry.short_name.split())
    return str(entry.short_name) if initials and entry.short_name not in entry.name else ""


def nickname(entry: Any) -> str:
    """The short name of an entry where it is no acronym and says more than a part of the name, as 'NHS Confed' does."""
    return "" if acronym(entry) or entry.short_name in entry.name else str(entry.short_name)


def with_acronym(entry: Any) -> str:
    """The name of an entry with its acronym, as its heading has it: 'Clinical commissioning groups (CCGs)'."""
    return f"{entry.name} ({acronym(entry)})" if acronym(entry) else str(entry.name)


def mend(entry: Any, on: str = "") -> Markup:
    """The links by which a reader corrects or edits an entry, put there where the macro is called.

    `on` is the page that says it, for an entry that has no place of its own.
    """
    where = f' on="{on}"' if on else ""
    return Markup(f'<mend of="{entry.kind_name}/{entry.id}"{where}></mend>')  # noqa: S704 - a kind, an id, a path


def by_id(id_: str) -> Markup:
    """The name of what lives under an id, as a link to its entry, put there where the macro is called."""
    return Markup(f'<named id="{id_}"></named>')  # noqa: S704 - an id


def source_link(document: Any) -> Markup:
    """A source document, linked, with its year: 'Guide (2017)'."""
    year = "undated" if document.published == "unknown" else document.published[:4]
    address = page_address("about/sources.md", document.id)
    return Markup(f'<a href="{address}">{escape(document.short)}</a> ({escape(year)})')  # noqa: S704 - escaped parts


def source_places(items: Iterable[Any]) -> list[str]:
    """The places of source items, each named once: 'Guide, section 3, Resilience'."""
    return list(dict.fromkeys(f"{item.document.short}, {item.place}" for item in items))


@dataclass(frozen=True)
class Grouped:
    """Entries that share the value `key` of one attribute, in their first order."""

    key: str
    found: list[Any]


def groupby_order(entries: Iterable[Any], attribute: str) -> list[Grouped]:
    """Entries grouped by an attribute, groups in the order in which they first appear."""
    groups: dict[str, list[Any]] = {}
    for entry in entries:
        groups.setdefault(getattr(entry, attribute), []).append(entry)
    return [Grouped(key, found) for key, found in groups.items()]
