"""The report for maintainers, in Markdown: what broke, since when, on which pages, and what to do.

usage: python -m scripts.links.report REPORT WHERE      (prints the report cut to what an issue holds)
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.model.link_status import MEANINGS, LinkHealth
from handbook.model.wording import plural
from scripts.links.archives import GONE
from scripts.links.registry import Address

# For so many days of checking a passing failure is left alone.
PATIENCE = 3

# An issue of GitHub holds 65,536 characters. Counted in bytes, so that it holds however they are counted.
ISSUE_HOLDS = 60_000

NEW_TO_DO = "It is new or changed: check the address for a slip, and open it in a browser."


@dataclass
class Report:
    """What a run leaves to tell: the state of every address, and what the run itself met."""

    day: str
    addresses: Mapping[str, Address]
    links: Mapping[str, LinkHealth]
    told: list[str] = field(default_factory=list)
    pages_unknown: str = ""
    only: frozenset[str] | None = None  # the addresses to tell of, where not all
    new: bool = False  # whether these are new or changed: then a failure is likely a slip, and no doubt is given

    def _of(self, wanted: Iterable[str]) -> list[str]:
        order = list(MEANINGS)
        ids = [id_ for id_ in wanted if id_ in self.links and (self.only is None or id_ in self.only)]
        return sorted(ids, key=lambda id_: (order.index(self.links[id_].state), id_))

    def _waived(self, id_: str) -> bool:
        link = self.addresses[id_].link
        return bool(link and link.waiver and link.waiver.until >= self.day and self.links[id_].fails)

    def attention(self) -> list[str]:
        """Ids of the addresses that need a person: broken, or failing for long, and not waived."""

        def needs(health: LinkHealth) -> bool:
            urgency = MEANINGS[health.state].urgency
            if self.new:
                return health.fails
            return urgency == "broken" or (urgency == "passing" and health.failures >= PATIENCE)

        return self._of(id_ for id_, health in self.links.items() if needs(health) and not self._waived(id_))

    def markdown(self) -> str:
        """The report: first what needs a person today, at its end what each state means."""
        attention = self.attention()
        lines = [self._summary(len(attention))]
        for heading, ids in self._parts(attention):
            if ids:
                lines += ["", f"## {heading} ({len(ids)})", ""]
                lines += [line for id_ in ids for line in self._entry(id_)]
        lines += ["", "## What the states mean", "", *self._counts()]
        if self.told:
            lines += ["", "## About this run", "", *(f"- {each}" for each in self.told)]
        if self.pages_unknown:
            lines += ["", f"On which pages the addresses stand is not known: {self.pages_unknown}."]
        return "\n".join(lines) + "\n"

    def _parts(self, attention: list[str]) -> list[tuple[str, list[str]]]:
        rest = set(self._of(self.links)) - set(attention)
        waived = self._of(id_ for id_ in rest if self._waived(id_))
        rest -= set(waived)

        def those(holds: Callable[[str], bool]) -> list[str]:
            return self._of(id_ for id_ in rest if holds(self.links[id_].state))

        return [
            ("Needs attention", attention),
            ("To watch", those(lambda state: MEANINGS[state].urgency == "passing")),
            ("Moved for good", those(lambda state: state == "moved-for-good")),
            ("Not seen", those(lambda state: state == "not-seen")),
            ("Not for machines", those(lambda state: MEANINGS[state].urgency == "barred")),
            ("Waived", waived),
        ]

    def _summary(self, count: int) -> str:
        ids = self._of(self.links)
        known = sum(self.links[id_].state != "unchecked" for id_ in ids)
        what = (
            f"**{plural(count, 'address needs', 'addresses need')} attention.**"
            if count
            else "Nothing needs attention."
        )
        return f"{what} {known} of {plural(len(ids), 'address', 'addresses')} have been checked; state of {self.day}."

    def _counts(self) -> list[str]:
        found: Counter[str] = Counter(self.links[id_].state for id_ in self._of(self.links))
        rows = [
            f"| {each.name} | {found[state]} | {each.means} | {each.mend} |"
            for state, each in MEANINGS.items()
            if found[state]
        ]
        return ["| state | addresses | meaning | mend |", "|---|---|---|---|", *rows]

    def _entry(self, id_: str) -> list[str]:
        """An entry: what, since when, whose it is and the mend in its first line, all the rest below."""
        health, address = self.links[id_], self.addresses[id_]
        since = f" since {health.first_failure}" if health.fails else ""
        owner = f", {_plain(address.owner)}" if address.owner else ""
        lines = [
            f"- **{_plain(address.title)}** (`{id_}`{owner}): {MEANINGS[health.state].name}{since}. {self.mend(id_)}",
            f"  - address: `{_code(health.url)}`",
        ]
        if health.target:
            lines.append(f"  - leads to: `{_code(health.target)}`")
        lines.append(f"  - {_since(health)}")
        if address.pages:
            lines.append(f"  - on: {', '.join(f'`{page}`' for page in address.pages)}")
        elif not self.pages_unknown:
            lines.append("  - on no page at present")
        return lines

    def mend(self, id_: str) -> str:
        """What to do about an address, in a line: the change itself where it is known."""
        health, link = self.links[id_], self.addresses[id_].link
        if link and link.waiver and self._waived(id_):
            return f"Nothing until {link.waiver.until}: {_plain(link.waiver.reason)}"
        if self.new and health.fails:
            return NEW_TO_DO
        return self.proposal(id_) or MEANINGS[health.state].mend

    def proposal(self, id_: str) -> str:
        """The one-line change that would mend an address; '' where nobody can say it."""
        health, address = self.links[id_], self.addresses[id_]
        where = f"line {address.line} of `data/links.yml`"
        if health.state == "moved-for-good" and health.target:
            return f"Look at it, and write in {where}: `url: {_code(health.target)}`"
        if health.state not in GONE:
            return ""
        if address.link and address.link.successor:
            return f"Its successor `{address.link.successor}` stands in for it; replace the link where you can."
        if address.link and address.link.archive != "none found":
            return "An archived copy stands in for it; replace the link where you can."
        if health.copy_url:
            copy = f"`archive: {_code(health.copy_url)}`"
            return f"Open this copy of {health.copy_day}, and if it is the page, write below {where}: {copy}"
        return ""

    def proposals(self) -> str:
        """What is proposed, for the text of a pull request: a line for each address; '' where there is nothing."""
        told = [(id_, self.proposal(id_)) for id_ in self._of(self.links) if not self._waived(id_)]
        lines = [f"- **{_plain(self.addresses[id_].title)}** (`{id_}`): {said}" for id_, said in told if said]
        if not lines:
            return ""
        return "\n".join(["## Proposed, and left to a person", "", *lines, ""])


def _since(health: LinkHealth) -> str:
    parts = [f"HTTP {health.code}"] if health.code else []
    parts += [_plain(health.detail)] if health.detail else []
    if health.fails:
        parts.append(f"failing since {health.first_failure}, on {plural(health.failures, 'day')} of checking")
        parts.append(f"last worked on {health.last_ok}" if health.last_ok else "never seen to work")
    if health.gone_since:
        parts.append(f"first found gone on {health.gone_since}")
    parts.append(f"last checked on {health.checked}")
    return "; ".join(parts)


def _plain(text: str) -> str:
    """Text of other people's pages must not become markup, a mention or a link in an issue."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|!~@" else each for each in " ".join(text.split()))


def _code(text: str) -> str:
    return "".join(each for each in text if each.isprintable() and each not in "`\n")


def shortened(text: str, where: str, limit: int = ISSUE_HOLDS) -> str:
    """The report `text` in fewer than `limit` bytes: whole entries, the most urgent first, and all that is no entry.

    `where` says in words where the whole report is. An entry too long for the room that is left gives way to the next,
    so that one endless address of somebody else's hides none but itself.
    """
    if _size(text) < limit:
        return text
    blocks = _blocks(text)
    entries = [number for number, block in enumerate(blocks) if block.startswith("- ")]

    def told(left_out: int) -> str:
        count = plural(left_out, "entry is", "entries are")
        return f"\n**{count} left out here**, of {len(entries)}: an issue holds no more. The whole report: {where}\n"

    kept = set(range(len(blocks))) - set(entries)
    room = limit - sum(_size(blocks[number]) for number in kept) - _size(told(len(entries))) - 1
    for number in entries:
        if _size(blocks[number]) <= room:
            room -= _size(blocks[number])
            kept.add(number)
    head, *rest = [blocks[number] for number in sorted(kept)]
    return "".join([head, told(len(blocks) - len(kept)), *rest])


def _blocks(text: str) -> list[str]:
    """The text in pieces: an entry with its lines, or a line that belongs to none."""
    blocks: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("  ") and blocks:
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks


def _size(text: str) -> int:
    return len(text.encode())


if __name__ == "__main__":
    print(shortened(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]), end="")
