"""What the link check last found at each external address: `data/link_status.json`, written by the check alone.

People write `data/links.yml`, the machine writes this file; the catalogue joins the two. An address that the
file does not know, or knows under another URL, is unchecked.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from handbook.faults import Fault, HandbookError

FILE = "data/link_status.json"

# What one check of an address and all checks together can say alike.
_Common = Literal[
    "ok",
    "moved-for-good",
    "moved-for-now",
    "refused",
    "server-trouble",
    "timeout",
    "unreachable",
    "certificate",
    "redirect-loop",
    "soft-404",
    "dead-fragment",
    "wrong-scheme",
    "malformed",
    "private-address",
]
# What one check of an address finds.
Outcome = Literal[_Common, "gone"]
# What is held of an address in the light of all checks: found gone it is doubtful on the first day, dead on the second.
State = Literal[_Common, "unchecked", "doubtful", "dead"]
WORKING: frozenset[str] = frozenset({"ok", "moved-for-good", "moved-for-now"})
# Failures that say nothing on whether the page is still there: they neither make an address dead nor revive it.
SILENT: frozenset[str] = frozenset({"refused", "server-trouble", "timeout", "unreachable"})


def _in_the_calendar(day: str) -> str:
    date.fromisoformat(day)
    return day


Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_in_the_calendar)]

# Each state in the order in which it is shown: the worst first. Its name, and what it means to a reader.
STATES: dict[str, tuple[str, str]] = {
    "dead": ("dead", "gone on two different days: not found, or its host no longer there"),
    "doubtful": ("doubtful", "gone when last checked, and not yet on a second day"),
    "soft-404": ("soft 404", "answers, but with an error page or the home page in place of the page"),
    "dead-fragment": ("fragment missing", "the page is there, the place in it that the address names is not"),
    "malformed": ("malformed", "not a usable web address"),
    "wrong-scheme": ("wrong scheme", "not an address of the web, or leads to one that is not"),
    "private-address": ("private address", "leads to an address that is not public, which the check does not follow"),
    "redirect-loop": ("redirect loop", "passes the visitor on without end"),
    "certificate": ("certificate", "no secure connection: its certificate has expired or cannot be trusted"),
    "server-trouble": ("server trouble", "the server reports a fault of its own"),
    "timeout": ("timeout", "no whole answer in time"),
    "unreachable": ("unreachable", "could not be reached; that may be due to the checking machine"),
    "refused": ("refused", "turns the check away; a reader may well get in"),
    "moved-for-good": ("moved for good", "works, at a new address"),
    "moved-for-now": ("moved for now", "works, and passes the visitor on for the time being"),
    "ok": ("ok", "works"),
    "unchecked": ("unchecked", "no check has been run"),
}


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
