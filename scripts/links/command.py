"""Check the external addresses of the registry, politely, and keep what was found.

Each result is written at once: whoever stops the run loses nothing, and the next run goes on where it ended, because
an address that was checked on the same day is left alone (--older-than 0 checks it again). At most one request a second
goes to a host; robots.txt and Retry-After are respected.

usage: python -m scripts.links [--registry FILE] [--status FILE] [--report FILE] [--only ID ...]
                                     [--older-than DAYS]
exit status: 0 nothing needs attention, 1 some addresses do, 2 wrong usage or a faulty registry,
             3 the status file cannot be used, or the report not be written, 4 another run has the status file,
             5 a fault of the check itself, 130 stopped by a signal (what was checked is kept)
"""

from __future__ import annotations

import argparse
import contextlib
import ipaddress
import re
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from handbook.faults import HandbookError, did_you_mean
from handbook.model.link_status import STATES
from handbook.model.wording import plural
from scripts.links.archives import Archives, read_archives, wanted
from scripts.links.client import CrawlPolicy
from scripts.links.history import BusyError, StatusError, StatusStore, due, validators
from scripts.links.registry import Address, read_registry, with_pages
from scripts.links.report import Report
from scripts.links.run import Progress, Run

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Check what is due, and report."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        with _stop_signals() as stop:
            return _command(options, parser, stop)
    except HandbookError as error:
        print(error, file=sys.stderr)
        return 2
    except StatusError as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 3
    except BusyError as error:
        print(error, file=sys.stderr)
        return 4
    except Exception:  # else Python ends with 1, which says that some addresses need attention
        traceback.print_exc()
        print("stopped by a fault of the check itself; what was checked is kept", file=sys.stderr)
        return 5


def _command(options: Any, parser: argparse.ArgumentParser, stop: threading.Event) -> int:
    addresses = _registry(options.registry, parser)
    wanted = _wanted(options, addresses, parser)
    status = options.status or options.registry.with_name("link_status.json")
    store = StatusStore(status, {id_: each.url for id_, each in addresses.items()})
    try:
        store.write()
        told = [] if options.sync else _check(options, store, wanted, stop)
        if stop.is_set() and not options.report:
            return 130
        code = _tell(options, store, addresses, [*store.told, *told], frozenset(wanted))
        return 130 if stop.is_set() else code
    finally:
        store.close()


STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # those of them that the system has


@contextlib.contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    """An event that is set when the run is asked to stop, however often: it then ends in good order.

    What is ignored from the start stays so, as nohup and shells have it.
    """
    stop = threading.Event()
    known = [getattr(signal, name) for name in STOP_SIGNALS if hasattr(signal, name)]
    before = {sign: signal.getsignal(sign) for sign in known}
    heard = [sign for sign, handler in before.items() if handler is not signal.SIG_IGN]
    for sign in heard:
        signal.signal(sign, lambda *_: stop.set())
    try:
        yield stop
    finally:
        for sign in heard:  # who has stopped the run need not be heard again while Python ends
            signal.signal(sign, signal.SIG_IGN if stop.is_set() else before[sign] or signal.SIG_DFL)


def _registry(path: Path, parser: argparse.ArgumentParser) -> dict[str, Address]:
    try:
        return read_registry(path)
    except OSError as error:
        parser.error(f"{path}: {error.strerror}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.links", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--registry", type=Path, default=ROOT / "data" / "links.yml", help="the addresses (default: data/links.yml)")
    add("--status", type=Path, help="the status file (default: link_status.json beside the registry)")
    add("--report", type=Path, help="write the report for maintainers to this file, in Markdown")
    add("--proposals", type=Path, help="write what is proposed to this file, for the text of a pull request")
    add("--archives", type=Path, metavar="FILE", help="ask these archives for copies: scripts/links/archives.yml")
    add("--only", nargs="+", metavar="ID", help="check these addresses alone, whenever they were last checked")
    add("--older-than", type=_days, default=1, metavar="DAYS", help="leave alone what was checked within DAYS (1)")
    add("--against", type=Path, metavar="FILE", help="check only what is new or changed compared with this registry")
    add(
        "--sync", action="store_true", help="check nothing; bring the status file in step with the registry, and report"
    )
    add("--today", type=date.fromisoformat, default=_today(), metavar="DAY", help="the day to write down (today, UTC)")
    add("--contact", default="", metavar="TEXT", help="whom servers' owners may ask: added to the user agent")
    add("--seconds", type=_seconds, default=30.0, help="time limit for one address in all (30)")
    add("--patience", type=_seconds, default=60.0, metavar="SECONDS", help="the longest Retry-After to wait for (60)")
    add("--public", type=ipaddress.ip_network, nargs="+", default=[], metavar="NETWORK", help=_PUBLIC)
    add("--ca", metavar="FILE", help="certificate authorities to trust in place of the usual ones, for tests")
    return parser


def _today() -> date:
    """The same day for everybody, wherever the check is run."""
    return datetime.now(UTC).date()


def _days(text: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of days: give 0 or more")
    return int(text)


def _seconds(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 < float(text) <= LONGEST:
            return float(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds: give more than 0 and at most {LONGEST}")


LONGEST = 86_400  # seconds

_PUBLIC = "take these private networks for public ones, for tests on loopback: 127.0.0.0/8"


def _wanted(options: Any, addresses: Mapping[str, Address], parser: argparse.ArgumentParser) -> list[str]:
    """The ids that the options ask for, before their age is looked at."""
    for id_ in options.only or ():
        if id_ not in addresses:
            parser.error(f"no link '{id_}'. {did_you_mean(id_, addresses)}")
    wanted = list(options.only or addresses)
    if options.against:
        before = _registry(options.against, parser)
        wanted = [id_ for id_ in wanted if id_ not in before or before[id_].url != addresses[id_].url]
    return wanted


def _check(options: Any, store: StatusStore, wanted: list[str], stop: threading.Event) -> list[str]:
    """Visit what is due, until that is done or `stop` is set; returns what the run met."""
    today = options.today.isoformat()
    ids = due(store.links, wanted, 0 if options.only else options.older_than, today)
    if len(ids) < len(wanted):
        print(f"{len(wanted) - len(ids)} of {len(wanted)} were checked lately and are left alone", file=sys.stderr)
    policy = _policy(options)
    known = {id_: each for id_ in ids if (each := validators(store.links[id_], today))}
    run = Run(
        policy,
        {id_: store.urls[id_] for id_ in ids},
        lambda id_, finding: store.record(id_, finding, today),
        any(health.checked == today and health.code for health in store.links.values()),
        known,
    )
    try:
        stopped = _watch(run, stop)
    finally:
        run.stop()  # nothing is written after the lock is given back
    if options.archives and not stopped:
        _ask_archives(Archives(read_archives(options.archives), policy), store, wanted, today, stop)
    store.settle()
    return [*stopped, *_met(run.progress)]


def _policy(options: Any) -> CrawlPolicy:
    return CrawlPolicy(
        user_agent(options.contact),
        trusted=tuple(options.public),
        patience=options.patience,
        total=options.seconds,
        stall=options.seconds / 2,
        authorities=options.ca,
    )


def _ask_archives(archives: Archives, store: StatusStore, ids: list[str], today: str, stop: threading.Event) -> None:
    """Ask for copies of what is gone, until that is done or `stop` is set."""
    for id_ in ids:
        if not stop.is_set() and wanted(store.links[id_], today):
            copy = archives.copy_of(store.links[id_])
            store.note_copy(id_, copy.url if copy else None, copy.day if copy else None, today)


def user_agent(contact: str = "") -> str:
    """How the check announces itself: by name and purpose."""
    about = f"; {contact}" if contact else ""
    return (
        f"MedicalDirectorHandbook-LinkCheck/1.0 (checks the addresses that The Medical Director Handbook cites{about})"
    )


def _watch(run: Run, stop: threading.Event) -> list[str]:
    """Show a line of progress until the run ends, or is stopped after what is being written; says so then."""
    started, shown = time.monotonic(), 0.0
    run.start()
    while not run.wait(0.2):
        shown = _show(run.progress, started, shown)
        if stop.is_set():
            run.stop()
            progress = run.progress
            left = f"{progress.checked} checked and kept, {progress.total - progress.checked} left"
            _say(f"\nstopped: {left}. Run it again to go on")
            return [f"the run was stopped: {left}. Run it again to go on"]
    _show(run.progress, started, 0.0)
    _say("")
    return []


def _say(text: str, end: str = "\n") -> None:
    """Tell on the terminal, which may be gone by now: that must not end the run."""
    with contextlib.suppress(OSError):
        print(text, end=end, file=sys.stderr, flush=True)


def _show(progress: Progress, started: float, shown: float) -> float:
    """On a terminal the line is written over itself; in a log it comes every ten seconds."""
    now, terminal = time.monotonic(), sys.stderr.isatty()
    if now - shown < (0.5 if terminal else 10):
        return shown
    line = f"{progress.checked} of {progress.total} checked, {now - started:.0f} s"
    _say(f"\r{line} " if terminal else line, end="" if terminal else "\n")
    return now


def _met(progress: Progress) -> list[str]:
    told = [f"not checked, for a fault of the check itself: {each}" for each in progress.faults]
    if progress.put_off:
        names = ", ".join(sorted(progress.put_off))
        told.append(f"put off, because their hosts asked to come back later, and left as they were: {names}")
    return told


def _tell(
    options: Any, store: StatusStore, addresses: dict[str, Address], told: list[str], wanted: frozenset[str]
) -> int:
    """Print the counts, write the report, and return the exit status."""
    joined, unknown = with_pages(addresses, options.registry)
    only = wanted if options.only or options.against else None
    report = Report(options.today.isoformat(), joined, store.links, told, unknown, only, bool(options.against))
    for each in told:
        _say(each)
    states = [store.links[id_].state for id_ in (only if only is not None else store.links)]
    counted = ", ".join(f"{states.count(state)} {STATES[state][0]}" for state in STATES if state in states)
    attention = len(report.attention())
    print(f"{plural(len(states), 'address', 'addresses')}: {counted or 'none'}; {attention} in need of attention")
    files = [(options.report, report.markdown), (options.proposals, report.proposals)]
    if not all(_written(path, text(), store.path) for path, text in files if path):
        return 3
    return 1 if attention else 0


def _written(path: Path, text: str, status: Path) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        kept = f"What was checked is kept in {status}"
        print(f"cannot write {path}: {error.strerror}. {kept}", file=sys.stderr)
        return False
    return True
