"""Archived copies of pages that are gone: asked of public archives, proposed to people, never taken by themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from handbook.faults import Fault, HandbookError
from handbook.model.link_status import LinkHealth
from scripts.links.addresses import host_of
from scripts.links.client import CrawlPolicy, Visit
from scripts.links.ends import LaterError
from scripts.links.visit import ENDS

ASK_AGAIN = 28  # days
GONE = frozenset({"dead", "soft-404", "parked"})


class Archive(BaseModel):
    """One archive of `archives.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    ask: str
    form: Literal["memento", "availability"]
    hosts: tuple[str, ...] = ()

    def keeps(self, url: str) -> bool:
        """Whether it is asked for pages of this host."""
        host = host_of(url)
        return not self.hosts or any(host == each or host.endswith(f".{each}") for each in self.hosts)


@dataclass(frozen=True)
class Copy:
    """An archived copy: its address, and the day on which it was made."""

    url: str
    day: str


def read_archives(path: Path) -> list[Archive]:
    """The archives of a file like `archives.yml`; raises HandbookError where it is none."""
    try:
        return TypeAdapter(list[Archive]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError):
        mend = "Give a list of archives with name, ask and form, as scripts/links/archives.yml does"
        raise HandbookError([Fault(path.name, 1, "", "no list of archives", mend)]) from None


def wanted(health: LinkHealth, today: str) -> bool:
    """Whether the archives are asked for a copy: the page is gone, and they were not asked lately."""
    if health.state not in GONE:
        return False
    asked = health.copy_asked
    return asked is None or (date.fromisoformat(today) - date.fromisoformat(asked)).days >= ASK_AGAIN


class Archives:
    """Asks the archives one after the other, at the pace that holds for every host."""

    def __init__(self, archives: list[Archive], policy: CrawlPolicy) -> None:
        self._archives, self._policy = archives, policy

    def copy_of(self, health: LinkHealth) -> Copy | None:
        """The copy that the first archive which has one offers; None where none has, or answers."""
        for archive in self._archives:
            if archive.keeps(health.url) and (copy := self._asked(archive, health)):
                return copy
        return None

    def _asked(self, archive: Archive, health: LinkHealth) -> Copy | None:
        plain = archive.form == "memento"
        url = health.url.partition("#")[0]
        day = (health.last_ok or "").replace("-", "")
        asked = archive.ask.replace("{url}", url if plain else quote(url, safe="")).replace("{day}", day)
        try:
            answer = Visit(self._policy, last_try=True).fetch(asked)
        except (*ENDS, LaterError):
            return None
        return READERS[archive.form](answer) if answer is not None else None


_MEMENTO = re.compile(r"<([^<>]+)>((?:\s*;\s*[\w-]+=(?:\"[^\"]*\"|[^\s;,\"]*))*)")


def read_memento(body: bytes) -> Copy | None:
    """The last copy of a list in the link format of RFC 7089."""
    found = []
    for url, rest in _MEMENTO.findall(body.decode("utf-8", "replace")):
        words = dict(re.findall(r"([\w-]+)=\"([^\"]*)\"", rest))
        if "memento" in words.get("rel", "").split() and (day := _day(words.get("datetime", ""))):
            found.append(Copy(url, day))
    return max((each for each in found if _of_the_web(each.url)), key=lambda each: each.day, default=None)


def _day(moment: str) -> str:
    try:
        return parsedate_to_datetime(moment).date().isoformat()
    except ValueError:
        return ""


def read_availability(body: bytes) -> Copy | None:
    """The nearest copy of an answer in JSON, if the page was there when it was made."""
    try:
        nearest = json.loads(body)["archived_snapshots"]["closest"]
        day = datetime.strptime(nearest["timestamp"][:8], "%Y%m%d").date().isoformat()
        url = re.sub("^http:", "https:", nearest["url"])
        return Copy(url, day) if nearest["available"] and nearest["status"] == "200" and _of_the_web(url) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


READERS: Mapping[str, Callable[[bytes], Copy | None]] = {"memento": read_memento, "availability": read_availability}


def _of_the_web(url: str) -> bool:
    return re.fullmatch(r"https?://[!-~]{1,2000}", url) is not None
