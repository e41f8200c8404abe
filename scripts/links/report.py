"""The report for maintainers, in Markdown: what broke, since when, on which pages, and what to do.

usage: python -m scripts.links.report REPORT WHERE      (prints the report cut to what an issue holds)
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.model.link_status import STATES, LinkHealth
from handbook.model.wording import plural
from scripts.links.registry import Address

# What needs a person at once, and what does so once it has lasted for this many days of checking.
BROKEN = {
    "dead", "soft-404", "dead-fragment", "malformed", "wrong-scheme", "private-address", "redirect-loop", "certificate",
}  # fmt: skip
PASSING = {"doubtful", "server-trouble", "timeout", "unreachable"}
PATIENCE = 3

# An issue of GitHub holds 65,536 characters. Counted in bytes, so that it holds however they are counted.
ISSUE_HOLDS = 60_000

TO_DO = {
    "dead": "Find where the page went: correct `url`, or name its `successor`, or an archived copy under `archive`.",
    "doubtful": "Nothing yet: one failure is a doubt. The next check on another day decides.",
    "soft-404": "Open it. If the page is gone, correct `url` or name a `successor`; if not, grant a `waiver`.",
    "dead-fragment": "Open it, and correct the part of `url` after '#', or take it away.",
    "malformed": "Correct `url`.",
    "wrong-scheme": "Give an address of the web, beginning with https://.",
    "private-address": "Do not open it from a trusted network. Find the public address, or take the link out.",
    "redirect-loop": "Open it in a browser. If it fails there too, look for the page's new address.",
    "certificate": "Tell the owner; readers are warned off. If it lasts, link to another page.",
    "server-trouble": "Wait for the next check. If it lasts, tell the owner.",
    "timeout": "Wait for the next check. If it lasts, open it by hand.",
    "unreachable": "Look first whether the checking machine was online.",
    "refused": "Open it by hand once a quarter, and grant a `waiver` that says so.",
    "moved-for-good": "Put the new address into `url`, after a look at it.",
}

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
        order = list(STATES)
        ids = [id_ for id_ in wanted if id_ in self.links and (self.only is None or id_ in self.only)]
        return sorted(ids, key=lambda id_: (order.index(self.links[id_].state), id_))

    def _waived(self, id_: str) -> bool:
        link = self.addresses[id_].link
        return bool(link and link.waiver and link.waiver.until >= self.day and self.links[id_].fails)

    def attention(self) -> list[str]:
        """Ids of the addresses that need a person: broken, or failing for long, and not waived."""

        def needs(health: LinkHealth) -> bool:
            if self.new:
                return health.fails
            return health.state in BROKEN or (health.state in PASSING and health.failures >= PATIENCE)

        return self._of(id_ for id_, health in self.links.items() if needs(health) and not self._waived(id_))

    def markdown(self) -> str:
        """The report."""
        attention = self.attention()
        rest = set(self._of(self.links)) - set(attention)
        waived = self._of(id_ for id_ in rest if self._waived(id_))
        rest -= set(waived)
        parts = [
            ("Needs attention", attention),
            ("To watch", self._of(id_ for id_ in rest if self.links[id_].state in PASSING)),
            ("Moved for good", self._of(id_ for id_ in rest if self.links[id_].state == "moved-for-good")),
            ("Not for machines", self._of(id_ for id_ in rest if self.links[id_].state == "refused")),
            ("Waived", waived),
        ]
        lines = [self._summary(len(attention)), "", *self._counts()]
        for heading, ids in parts:
            if ids:
                lines += ["", f"## {heading} ({len(ids)})", ""]
                lines += [line for id_ in ids for line in self._entry(id_)]
        if self.told:
            lines += ["", "## About this run", "", *(f"- {each}" for each in self.told)]
        if self.pages_unknown:
            lines += ["", f"On which pages the addresses stand is not known: {self.pages_unknown}."]
        return "\n".join(lines) + "\n"

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
        rows = [f"| {STATES[state][0]} | {found[state]} | {STATES[state][1]} |" for state in STATES if found[state]]
        return ["| state | addresses | meaning |", "|---|---|---|", *rows]

    def _entry(self, id_: str) -> list[str]:
        health, address = self.links[id_], self.addresses[id_]
        lines = [
            f"- **{_plain(address.title)}** (`{id_}`): {STATES[health.state][0]}",
            f"  - address: `{_code(health.url)}`",
        ]
        if health.target:
            lines.append(f"  - leads to: `{_code(health.target)}`")
        lines.append(f"  - {_since(health)}")
        if address.pages:
            lines.append(f"  - on: {', '.join(f'`{page}`' for page in address.pages)}")
        elif not self.pages_unknown:
            lines.append("  - on no page at present")
        lines.append(f"  - to do: {self._to_do(id_)}")
        return lines

    def _to_do(self, id_: str) -> str:
        health, link = self.links[id_], self.addresses[id_].link
        if link and link.waiver and self._waived(id_):
            return f"nothing until {link.waiver.until}: {_plain(link.waiver.reason)}"
        if health.state == "dead" and link and (link.successor or link.archive != "none found"):
            stand_in = f"its successor `{link.successor}`" if link.successor else "an archived copy"
            return f"readers are offered {stand_in}; replace the link where you can."
        return NEW_TO_DO if self.new and health.fails else TO_DO[health.state]


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
    blocks: list[str] = []  # an entry with its lines, or a line that belongs to none
    for line in text.splitlines(keepends=True):
        if line.startswith("  ") and blocks:
            blocks[-1] += line
        else:
            blocks.append(line)
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


def _size(text: str) -> int:
    return len(text.encode())


if __name__ == "__main__":
    print(shortened(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]), end="")
