"""What the link check last found at each external address: `data/link_status.json`, written by the check alone.

People write `data/links.yml`, the machine writes this file; the catalogue joins the two. An address that the
file does not know, or knows under another URL, is unchecked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from handbook.faults import Fault, HandbookError
from handbook.model.dates import Day

FILE = "data/link_status.json"

# What one check of an address and all checks together can say alike.
_Common = Literal[
    "ok",
    "moved-for-good",
    "moved-for-now",
    "not-seen",
    "refused",
    "challenge",
    "login",
    "server-trouble",
    "timeout",
    "unreachable",
    "certificate-expired",
    "certificate-name",
    "certificate-chain",
    "certificate-self-signed",
    "certificate",
    "redirect-loop",
    "soft-404",
    "parked",
    "dead-fragment",
    "wrong-scheme",
    "malformed",
    "private-address",
]
# What one check of an address finds.
Outcome = Literal[_Common, "gone"]
# What is held of an address in the light of all checks: found gone it is doubtful on the first day, dead on the second.
State = Literal[_Common, "unchecked", "doubtful", "dead"]


# What a state asks of people: `broken` needs a person at once, `passing` once it has lasted for three days of checking,
# `barred` is for readers alone and needs a look now and then, `works` nothing.
Urgency = Literal["broken", "passing", "barred", "works", "unchecked"]


@dataclass(frozen=True)
class Meaning:
    """What a state is called, what it means to a reader, how it shows, and what a maintainer does about it."""

    name: str
    means: str
    shows: str
    mend: str
    urgency: Urgency
    silent: bool = False  # says nothing on whether the page is still there: neither kills an address nor revives it


# The one table of what an answer means, in the order in which it is shown: the worst first. The link check, its report,
# the page on link health and CONTRIBUTING all go by it.
MEANINGS: dict[str, Meaning] = {
    "dead": Meaning(
        "dead",
        "gone on two different days: not found, or its host no longer there",
        "404 or 410, no such host, or a host that takes no connection, on two days with no sign of life between them",
        "Find where the page went: correct `url`, or name its `successor`, or an archived copy under `archive`.",
        "broken",
    ),
    "doubtful": Meaning(
        "doubtful",
        "gone when last checked, and not yet on a second day",
        "the same, on one day",
        "Nothing yet: one failure is a doubt. The next check on another day decides.",
        "passing",
    ),
    "parked": Meaning(
        "parked",
        "the host's name is for sale, or in other hands",
        "a page that offers the name for sale, or stands in for a site to come",
        "Take the address out of readers' way today: name a `successor` or an archived copy, and correct `url`.",
        "broken",
    ),
    "soft-404": Meaning(
        "soft 404",
        "answers, but with an error page, the home page or nothing in place of the page",
        "200 with the wording of a page that is gone, a suspended account, a server's first page or an empty page; or "
        "led to the home page or an error page",
        "Open it. If the page is gone, correct `url` or name a `successor`; if not, grant a `waiver`.",
        "broken",
    ),
    "dead-fragment": Meaning(
        "fragment missing",
        "the page is there, the place in it that the address names is not",
        "no such `id` or `name`, sought as browsers do",
        "Open it, and correct the part of `url` after '#', or take it away.",
        "broken",
    ),
    "malformed": Meaning(
        "malformed",
        "not a usable web address",
        "no host, an impossible port, or a redirect to such an address",
        "Correct `url`.",
        "broken",
    ),
    "wrong-scheme": Meaning(
        "wrong scheme",
        "not an address of the web, or leads to one that is not",
        "anything but http and https",
        "Give an address of the web, beginning with https://.",
        "broken",
    ),
    "private-address": Meaning(
        "private address",
        "leads to an address that is not public, which the check does not follow",
        "a host in a network that is not public, at the first step or a later one",
        "Do not open it from a trusted network. Find the public address, or take the link out.",
        "broken",
    ),
    "redirect-loop": Meaning(
        "redirect loop",
        "passes the visitor on without end",
        "back at the same address twice, or more than twenty steps",
        "Open it in a browser. If it fails there too, look for the page's new address.",
        "broken",
    ),
    "login": Meaning(
        "login",
        "asks for a login; readers without one cannot see the page",
        "401, a redirect to a login, or a login form in place of the page",
        "Open it in a private window. If the login stands there too, link to a public page, or grant a `waiver`.",
        "broken",
    ),
    "certificate-expired": Meaning(
        "certificate expired",
        "no secure connection: its certificate has run out, or does not hold yet",
        "a certificate outside its dates",
        "Tell the owner, with the date; it is mostly mended within days. If it lasts, link to another page.",
        "broken",
    ),
    "certificate-name": Meaning(
        "certificate of another name",
        "no secure connection: its certificate is that of another host",
        "a certificate without the host's name",
        "Try the address with or without 'www.'; if one works, correct `url`. Else tell the owner.",
        "broken",
    ),
    "certificate-chain": Meaning(
        "certificate chain incomplete",
        "a browser may open it; the server leaves out a certificate that leads to an authority",
        "a certificate whose issuer was not sent and is not known",
        "Open it in a browser. If it opens, tell the owner to send the intermediate certificate, and grant a `waiver`.",
        "broken",
    ),
    "certificate-self-signed": Meaning(
        "certificate self-signed",
        "no secure connection: its certificate vouches for itself",
        "a certificate signed by itself, or by an authority that nobody trusts",
        "Tell the owner; readers are warned off. If it lasts, link to another page.",
        "broken",
    ),
    "certificate": Meaning(
        "no secure connection",
        "no secure connection could be made",
        "another fault of the certificate or of the encryption",
        "Open it in a browser. If it fails there too, tell the owner, and link to another page if it lasts.",
        "broken",
    ),
    "server-trouble": Meaning(
        "server trouble",
        "the server reports a fault of its own",
        "5xx, a dropped connection, a page on maintenance, or a `robots.txt` that cannot be had",
        "Wait for the next check. If it lasts, tell the owner.",
        "passing",
        silent=True,
    ),
    "timeout": Meaning(
        "timeout",
        "no whole answer in time",
        "no whole answer within the time for one address, or 408",
        "Wait for the next check. If it lasts, open it by hand.",
        "passing",
        silent=True,
    ),
    "unreachable": Meaning(
        "unreachable",
        "could not be reached; that may be due to the checking machine",
        "no way to the host, or no server that answered in the whole run",
        "Look first whether the checking machine was online.",
        "passing",
        silent=True,
    ),
    "challenge": Meaning(
        "challenge page",
        "first wants to know whether a person asks; a reader may well get in",
        "a page that checks the browser, of Cloudflare and its like",
        "Open it by hand once a quarter, and grant a `waiver` that says so.",
        "barred",
        silent=True,
    ),
    "refused": Meaning(
        "refused",
        "turns the check away; a reader may well get in",
        "403, 429 or another 4xx, 'Access denied', or a `robots.txt` that asks machines to stay away",
        "Open it by hand once a quarter, and grant a `waiver` that says so.",
        "barred",
        silent=True,
    ),
    "not-seen": Meaning(
        "not seen",
        "answers, but what it shows could not be seen by a machine",
        "a place that only a script makes, or a body that could not be decoded",
        "Open it once, and look for the place that the address names.",
        "works",
    ),
    "moved-for-good": Meaning(
        "moved for good",
        "works, at a new address",
        "301 or 308 at every step",
        "Put the new address into `url`, after a look at it.",
        "works",
    ),
    "moved-for-now": Meaning(
        "moved for now",
        "works, and passes the visitor on for the time being",
        "302, 303, 307 or a page that passes the visitor on, at one step at least",
        "Nothing: the owner may take the address back.",
        "works",
    ),
    "ok": Meaning("ok", "works", "2xx with a page that says nothing against it", "Nothing.", "works"),
    "unchecked": Meaning("unchecked", "no check has been run", "nothing", "Run `make links`.", "unchecked"),
}
# The name of each state, and what it means to a reader.
STATES: dict[str, tuple[str, str]] = {state: (each.name, each.means) for state, each in MEANINGS.items()}
WORKING: frozenset[str] = frozenset(state for state, each in MEANINGS.items() if each.urgency == "works")
SILENT: frozenset[str] = frozenset(state for state, each in MEANINGS.items() if each.silent)


class LinkHealth(BaseModel):
    """What is known of one address. Days are ISO dates; absent means never or not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    state: State = "unchecked"
    outcome: Outcome | None = None  # of the last check
    checked: Day | None = None  # day of the last check
    last_ok: Day | None = None  # day on which it last worked
    failures: int = Field(default=0, ge=0)  # days in a row on which it was checked and failed
    first_failure: Day | None = None  # the first of them
    gone_since: Day | None = None  # the day on which it was first found gone
    code: int | None = None  # HTTP status of the last answer
    target: str | None = None  # where it leads, if elsewhere
    detail: str = ""  # what a maintainer should know besides
    etag: str | None = None  # by which the next check may ask whether the page has changed
    modified: str | None = None  # likewise: the Last-Modified header as the server wrote it
    read: Day | None = None  # day on which the page itself was last read
    copy_url: str | None = None  # an archived copy that an archive offers; taken by a person alone
    copy_day: Day | None = None  # the day of that copy
    copy_asked: Day | None = None  # day on which the archives were last asked

    @property
    def works(self) -> bool:
        """Whether a visitor got to the page when it was last checked."""
        return self.state in WORKING

    @property
    def fails(self) -> bool:
        """Whether the last check found something that a maintainer should know."""
        return self.state != "unchecked" and not self.works


class StatusFile(BaseModel):
    """The file as a whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    version: Literal[1]
    links: dict[str, LinkHealth]


def parse_status(text: str) -> dict[str, LinkHealth]:
    """What a status file says, by link id; raises ValueError where it is damaged."""
    return StatusFile.model_validate(_loaded(text)).links


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def salvage_status(text: str) -> tuple[dict[str, LinkHealth], list[str]]:
    """What is sound in a damaged status file, by link id, and what was left out of it, in words."""
    try:
        value = _loaded(text)
    except ValueError:
        return {}, []
    if not isinstance(value, dict) or value.get("version") != 1 or not isinstance(value.get("links"), dict):
        return {}, []
    kept: dict[str, LinkHealth] = {}
    lost = [f"the unknown key '{key}'" for key in value if key not in StatusFile.model_fields]
    for id_, entry in value["links"].items():
        try:
            known = {key: each for key, each in entry.items() if key in LinkHealth.model_fields}
            kept[id_] = LinkHealth.model_validate(known)
            lost += [f"the unknown key '{key}' of '{id_}'" for key in entry if key not in known]
        except (AttributeError, ValidationError):
            lost.append(f"the entry '{id_}'")
    return kept, lost


def read_status(root: Path) -> dict[str, LinkHealth]:
    """What `root`/data/link_status.json says, by link id; nothing where there is no such file.

    Raises HandbookError where the file is damaged.
    """
    path = root / FILE
    if not path.is_file():
        return {}
    try:
        return parse_status(path.read_text(encoding="utf-8"))
    except (ValueError, ValidationError):
        mend = "Restore it from git, or run make links, which keeps it aside and builds a new one"
        raise HandbookError([Fault(FILE, 1, "", "the status file of the link check is damaged", mend)]) from None
