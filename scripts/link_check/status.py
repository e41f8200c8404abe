"""The status file: what is known of each address after each check, kept whole whatever happens to the run."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from macros.link_status import SILENT, WORKING, LinkHealth, State, parse_status
from scripts.link_check.visit import Finding

ABOUT = "Written by the link check (make links) alone; what people write is in links.yml"


class StatusError(Exception):
    """The status file cannot be written; the text says why, and what holds now."""


def advance(before: LinkHealth | None, url: str, finding: Finding, day: str) -> LinkHealth:
    """What is known of an address after a check on `day` that ended in `finding`.

    Checking twice on a day changes nothing: failures are counted in days. An address is dead when it was found gone
    on two different days with no sign of life between them; a timeout, a refusal or trouble of the server is neither.
    """
    if before is None or before.url != url:
        before = LinkHealth(url=url)
    found = {
        "url": url,
        "outcome": finding.outcome,
        "checked": day,
        "code": finding.code,
        "target": finding.target,
        "detail": finding.detail,
    }
    if finding.outcome in WORKING:
        return LinkHealth(state=finding.outcome, last_ok=day, **found)
    new_day = before.failures == 0 or before.checked != day
    gone_since = before.gone_since if finding.outcome == "gone" or finding.outcome in SILENT else None
    if finding.outcome == "gone":
        gone_since = gone_since or day
    return LinkHealth(
        state=_state(before, finding, gone_since, day),
        last_ok=before.last_ok,
        failures=before.failures + new_day,
        first_failure=before.first_failure or day,
        gone_since=gone_since,
        **found,
    )


def _state(before: LinkHealth, finding: Finding, gone_since: str | None, day: str) -> State:
    if finding.outcome == "gone":
        return "dead" if gone_since and gone_since < day else "doubtful"
    if finding.outcome in SILENT and before.state == "dead":
        return "dead"
    return finding.outcome


class StatusStore:
    """The status of every link of a registry, on disk after each change.

    The file is replaced in one step, so that whoever stops the run at any time finds it whole.
    """

    def __init__(self, path: Path, urls: Mapping[str, str]) -> None:
        """Read `path` for the links `urls` (id to URL); a damaged file is kept aside."""
        self.path, self.urls = path, urls
        self.told: list[str] = []
        known = self._read()
        self.stale = sorted(set(known) - set(urls))
        if self.stale:
            self.told.append(
                f"dropped {len(self.stale)} stale entries, no longer in the registry: {', '.join(self.stale)}"
            )
        self.links = {id_: self._kept(known.get(id_), url) for id_, url in sorted(urls.items())}
        self._lines = {id_: _line(id_, health) for id_, health in self.links.items()}

    @staticmethod
    def _kept(health: LinkHealth | None, url: str) -> LinkHealth:
        return health if health and health.url == url else LinkHealth(url=url)

    def _read(self) -> dict[str, LinkHealth]:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            if isinstance(error, OSError):
                raise StatusError(f"cannot read {self.path}: {error.strerror}") from None
            text = ""
        try:
            return parse_status(text)
        except (ValueError, ValidationError):
            aside = self.path.with_name(f"{self.path.name}.corrupt-{datetime.now():%Y%m%dT%H%M%S}")
            try:
                self.path.rename(aside)
            except OSError as error:
                raise StatusError(f"{self.path} is damaged and cannot be moved aside: {error.strerror}") from None
            self.told.append(f"the status file was damaged: kept as {aside.name}, and built anew")
            return {}

    def record(self, id_: str, finding: Finding, day: str) -> None:
        """Take in what a check found, and write it to disk; raises StatusError where that cannot be done."""
        self.links[id_] = advance(self.links[id_], self.urls[id_], finding, day)
        self._lines[id_] = _line(id_, self.links[id_])
        self.write()

    def write(self) -> None:
        """Replace the file by what is known now; raises StatusError and leaves the old file where it cannot."""
        draft = self.path.with_name(f"{self.path.name}.tmp")
        lines = ",\n".join(self._lines.values())
        head = f'{{\n"about": {json.dumps(ABOUT)},\n"version": 1,\n"links": {{\n'
        try:
            with draft.open("w", encoding="utf-8") as out:
                out.write(f"{head}{lines}\n}}\n}}\n")
            os.replace(draft, self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise StatusError(
                f"cannot write {self.path}: {error.strerror}. The file is as it was before this result; "
                "make room or mend its rights, and run the check again"
            ) from None

    def settle(self) -> None:
        """Make sure that the file outlives a power cut; done once, at the end."""
        with contextlib.suppress(OSError), self.path.open("rb+") as file:
            os.fsync(file.fileno())


def _line(id_: str, health: LinkHealth) -> str:
    known = {key: value for key, value in health.model_dump().items() if value not in (None, "", 0) or key == "state"}
    return f"{json.dumps(id_)}: {json.dumps(known, ensure_ascii=False)}"


def due(links: Mapping[str, LinkHealth], ids: Iterable[str], older_than: int, today: str) -> list[str]:
    """Those of `ids` that were never checked, or last checked at least `older_than` days before `today`."""

    def age(health: LinkHealth) -> float:
        if health.checked is None:
            return float("inf")
        return (datetime.fromisoformat(today) - datetime.fromisoformat(health.checked)).days

    return [id_ for id_ in ids if age(links[id_]) >= older_than or age(links[id_]) < 0]
