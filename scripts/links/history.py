"""The history of each address: what all checks together say of it, in a status file that is whole whatever happens."""

from __future__ import annotations

import contextlib
import glob
import itertools
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from handbook.faults import ToldError
from handbook.model.link_status import SILENT, WORKING, LinkHealth, State, parse_status, salvage_status
from scripts.links.client import Validators
from scripts.links.judge import Finding

ABOUT = "Written by the link check (make links) alone; what people write is in links.yml"


class StatusError(ToldError):
    """The status file cannot be written; the text says why, and what holds now."""


class BusyError(ToldError):
    """Another run is at work on the same status file."""


def advance(before: LinkHealth | None, url: str, finding: Finding, day: str) -> LinkHealth:
    """What is known of an address after a check on `day` that ended in `finding`.

    Checking twice on a day changes nothing: failures are counted in days, and a clock that was set back counts none.
    An address is dead when it was found gone on two different days with no sign of life between them; a timeout, a
    refusal or trouble of the server is neither.
    """
    if before is None or before.url != url:
        before = LinkHealth(url=url)
    read = before.read if finding.unchanged else day
    if finding.unchanged:
        finding = _as_before(before, finding)
    found = {name: getattr(finding, name) for name in ("outcome", "code", "target", "detail")}
    found |= {"url": url, "checked": day}
    if finding.outcome in WORKING:
        marks = {"etag": finding.etag, "modified": finding.modified, "read": read}
        return LinkHealth(state=finding.outcome, last_ok=day, **found, **(marks if _marked(finding) else {}))
    return _failed(before, finding, day, found)


def _failed(before: LinkHealth, finding: Finding, day: str, found: dict[str, Any]) -> LinkHealth:
    new_day = before.failures == 0 or before.checked is None or day > before.checked
    gone_since = _gone_since(before, finding, day)
    kept = {name: getattr(before, name) for name in ("last_ok", "copy_url", "copy_day", "copy_asked")}
    return LinkHealth(
        state=_state(before, finding, gone_since, day),
        failures=before.failures + new_day,
        first_failure=min(before.first_failure or day, day),
        gone_since=gone_since,
        **kept,
        **found,
    )


def _as_before(before: LinkHealth, finding: Finding) -> Finding:
    """What the last reading found, where the server says that nothing has changed since."""
    known = {name: getattr(before, name) for name in ("code", "target", "detail", "etag", "modified")}
    return replace(finding, outcome=before.outcome or "ok", **known)


def _marked(finding: Finding) -> bool:
    return bool(finding.etag or finding.modified)


READ_AGAIN = 28  # days after which a page is read once more, though its server says that nothing has changed


def validators(health: LinkHealth, today: str) -> Validators | None:
    """By what to ask whether the page has changed; None where it is to be read.

    Only what worked may be taken as before, and not for ever: what the check makes of a page changes too.
    """
    if not health.works or not health.read or not (health.etag or health.modified):
        return None
    if not 0 <= (date.fromisoformat(today) - date.fromisoformat(health.read)).days < READ_AGAIN:
        return None
    return Validators((health.target or health.url).partition("#")[0], health.etag, health.modified)


def _gone_since(before: LinkHealth, finding: Finding, day: str) -> str | None:
    known = before.gone_since if finding.outcome == "gone" or finding.outcome in SILENT else None
    return min(known or day, day) if known or finding.outcome == "gone" else None


def _state(before: LinkHealth, finding: Finding, gone_since: str | None, day: str) -> State:
    if before.state == "dead" and (finding.outcome == "gone" or finding.outcome in SILENT):
        return "dead"
    if finding.outcome == "gone":
        return "dead" if gone_since and gone_since < day else "doubtful"
    return finding.outcome


class StatusStore:
    """The status of every link of a registry, on disk after each change.

    The file is replaced in one step, so that whoever stops the run at any time finds it whole. Only one run at a time
    may have it: the others' results would be lost, and hosts be asked twice as often as is polite.
    """

    def __init__(self, path: Path, urls: Mapping[str, str]) -> None:
        """Read `path` for the links `urls` (id to URL); a damaged file is kept aside.

        Raises BusyError where another run has it, and StatusError where it cannot be used.
        """
        self.path, self.urls = path.resolve(), urls  # a symbolic link stays one
        self.told: list[str] = []
        self._lock = _Lock(self.path)
        self._draft = self.path.with_name(f"{self.path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
        try:
            known = self._read()
        except StatusError:
            self.close()
            raise
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
        except ValueError:
            kept, lost = salvage_status(text)
            left_out = f"; left out: {', '.join(lost)}" if kept and lost else ""
            self.told.append(f"the status file was damaged: kept as {self._set_aside()}, and built anew{left_out}")
            return kept

    def _set_aside(self) -> str:
        """Copy the damaged file to a name of its own, which is returned; it stays until a sound one replaces it."""
        stem = f"{self.path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        for number in itertools.count(1):
            aside = self.path.with_name(stem if number == 1 else f"{stem}-{number}")
            try:
                with aside.open("xb") as out:
                    out.write(self.path.read_bytes())
                return aside.name
            except FileExistsError:
                continue
            except OSError as error:
                aside.unlink(missing_ok=True)
                problem = f"{self.path} is damaged and cannot be copied to {aside.name}: {error.strerror}"
                raise StatusError(problem) from None
        raise AssertionError

    def record(self, id_: str, finding: Finding, day: str) -> None:
        """Take in what a check found, and write it to disk; raises StatusError where that cannot be done."""
        self.links[id_] = advance(self.links[id_], self.urls[id_], finding, day)
        self._lines[id_] = _line(id_, self.links[id_])
        self.write()

    def write(self) -> None:
        """Replace the file by what is known now; raises StatusError and leaves the old file where it cannot.

        The disk is waited for at the end alone (`settle`): at each of 2,000 results it makes a run of 12 s one of 15 s
        on a fast disk, and of minutes on a slow one.
        """
        lines = ",\n".join(self._lines.values())
        head = f'{{\n"about": {json.dumps(ABOUT)},\n"version": 1,\n"links": {{\n'
        try:
            with self._draft.open("w", encoding="utf-8") as out:
                out.write(f"{head}{lines}\n}}\n}}\n")
            os.replace(self._draft, self.path)
        except OSError as error:
            with contextlib.suppress(OSError):
                self._draft.unlink()
            raise StatusError(
                f"cannot write {self.path}: {error.strerror}. The file is as it was before this result; "
                "make room or mend its rights, and run the check again"
            ) from None

    def note_copy(self, id_: str, url: str | None, day: str | None, asked: str) -> None:
        """Keep what the archives said on the day `asked`: the address and the day of a copy, or that there is none."""
        changed = {"copy_url": url, "copy_day": day, "copy_asked": asked}
        self.links[id_] = self.links[id_].model_copy(update=changed)
        self._lines[id_] = _line(id_, self.links[id_])
        self.write()

    def settle(self) -> None:
        """Make sure that the file outlives a power cut; done once, at the end."""
        with contextlib.suppress(OSError), self.path.open("rb+") as file:
            os.fsync(file.fileno())

    def close(self) -> None:
        """Let the next run have the file."""
        self._lock.release()


class _Lock:
    """The right to be the only run on a status file. It ends with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path.with_name(f"{path.name}.lock.tmp"))
        if not path.parent.is_dir():  # which the lock would make
            raise StatusError(f"cannot write {path}: No such file or directory")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise BusyError(f"another run is checking the links of {path}. Wait until it has ended") from None
        except OSError as error:
            raise StatusError(f"cannot write {self._lock.lock_file}: {error.strerror}") from None
        for draft in path.parent.glob(f"{glob.escape(path.name)}.*-*.tmp"):  # of runs that were killed
            draft.unlink(missing_ok=True)

    def release(self) -> None:
        self._lock.release()


def _line(id_: str, health: LinkHealth) -> str:
    known = {key: value for key, value in health.model_dump().items() if value not in (None, "", 0) or key == "state"}
    return f"{json.dumps(id_)}: {json.dumps(known, ensure_ascii=False)}"


def due(links: Mapping[str, LinkHealth], ids: Iterable[str], older_than: int, today: str) -> list[str]:
    """Those of `ids` that were never checked, or last checked at least `older_than` days before `today`.

    They come in the order of their last check: a host that soon wants to be left alone then answers for another
    address each time.
    """

    def age(health: LinkHealth) -> float:
        if health.checked is None:
            return float("inf")
        return (datetime.fromisoformat(today) - datetime.fromisoformat(health.checked)).days

    wanted = [id_ for id_ in ids if age(links[id_]) >= older_than or age(links[id_]) < 0]
    return sorted(wanted, key=lambda id_: links[id_].checked or "")
