"""Check the external addresses of the registry with LinkChecker, politely, and keep what was found.

Each result is written at once: whoever stops the run loses nothing, and the next run goes on where it ended, because
an address that was checked on the same day is left alone (--older-than 0 checks it again). At most one request a second
goes to a host; robots.txt and Retry-After are respected.

usage: python -m scripts.check_links [--registry FILE] [--status FILE] [--report FILE] [--only ID ...]
                                     [--older-than DAYS]
exit status: 0 nothing needs attention, 1 some addresses do, 2 wrong usage or a faulty registry,
             3 the status file cannot be used, 130 stopped
"""

from __future__ import annotations

import argparse
import ipaddress
import signal
import sys
import time
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from macros.faults import HandbookError, did_you_mean
from macros.link_status import STATES
from macros.text import plural
from scripts.link_check.polite import Manners
from scripts.link_check.registry import Address, read_registry, with_pages
from scripts.link_check.report import Report
from scripts.link_check.run import Progress, Run
from scripts.link_check.status import StatusError, StatusStore, due
from scripts.link_check.visit import Engine

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Check what is due, and report."""
    parser = _parser()
    options = parser.parse_args(arguments)
    status = options.status or options.registry.with_name("link_status.json")
    try:
        addresses = read_registry(options.registry)
        wanted = _wanted(options, addresses, parser)
        store = StatusStore(status, {id_: each.url for id_, each in addresses.items()})
        store.write()
        code, told = (0, list[str]()) if options.sync else _check(options, store, wanted)
        return code or _tell(options, store, addresses, [*store.told, *told], frozenset(wanted))
    except HandbookError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        parser.error(f"{error.filename}: {error.strerror}")
    except StatusError as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--registry", type=Path, default=ROOT / "data" / "links.yml", help="the addresses (default: data/links.yml)")
    add("--status", type=Path, help="the status file (default: link_status.json beside the registry)")
    add("--report", type=Path, help="write the report for maintainers to this file, in Markdown")
    add("--only", nargs="+", metavar="ID", help="check these addresses alone, whenever they were last checked")
    add(
        "--older-than", type=int, default=1, metavar="DAYS", help="leave alone what was checked within so many days (1)"
    )
    add("--against", type=Path, metavar="FILE", help="check only what is new or changed compared with this registry")
    add(
        "--sync", action="store_true", help="check nothing; bring the status file in step with the registry, and report"
    )
    add("--today", type=date.fromisoformat, default=date.today(), metavar="DAY", help="the day to write down (today)")
    add("--contact", default="", metavar="TEXT", help="whom servers' owners may ask: added to the user agent")
    add("--seconds", type=float, default=30.0, help="time limit for one address in all (30)")
    add("--patience", type=float, default=60.0, metavar="SECONDS", help="the longest Retry-After to wait for (60)")
    add("--public", type=ipaddress.ip_network, nargs="+", default=[], metavar="NETWORK", help=_PUBLIC)
    add("--ca", metavar="FILE", help="certificate authorities to trust in place of the usual ones, for tests")
    return parser


_PUBLIC = "take these private networks for public ones, for tests on loopback: 127.0.0.0/8"


def _wanted(options: Any, addresses: Mapping[str, Address], parser: argparse.ArgumentParser) -> list[str]:
    """The ids that the options ask for, before their age is looked at."""
    for id_ in options.only or ():
        if id_ not in addresses:
            parser.error(f"no link '{id_}'. {did_you_mean(id_, addresses)}")
    wanted = list(options.only or addresses)
    if options.against:
        before = read_registry(options.against)
        wanted = [id_ for id_ in wanted if id_ not in before or before[id_].url != addresses[id_].url]
    return wanted


def _check(options: Any, store: StatusStore, wanted: list[str]) -> tuple[int, list[str]]:
    """Visit what is due; returns the exit status that interrupts the command, or 0, and what the run met."""
    today = options.today.isoformat()
    ids = wanted if options.only else due(store.links, wanted, options.older_than, today)
    if len(ids) < len(wanted):
        print(f"{len(wanted) - len(ids)} of {len(wanted)} were checked lately and are left alone", file=sys.stderr)
    manners = Manners(user_agent(options.contact), trusted=tuple(options.public), patience=options.patience)
    manners.total, manners.stall = options.seconds, options.seconds / 2
    online = any(health.checked == today and health.code for health in store.links.values())
    run = Run(
        Engine(manners, options.ca),
        manners,
        {id_: store.urls[id_] for id_ in ids},
        lambda id_, finding: store.record(id_, finding, today),
        online,
    )
    code = _watch(run)
    store.settle()
    return code, _met(run.progress)


def user_agent(contact: str = "") -> str:
    """How the check announces itself: by name, purpose and tool."""
    about = f"; {contact}" if contact else ""
    return (
        f"MedicalDirectorHandbook-LinkCheck/1.0 (checks the addresses that The Medical Director Handbook cites{about}) "
        f"LinkChecker/{version('LinkChecker')}"
    )


def _watch(run: Run) -> int:
    """Show a line of progress until the run ends; an interrupt stops it after what is being written."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    started, shown = time.monotonic(), 0.0
    run.start()
    try:
        while not run.wait(0.2):
            shown = _show(run.progress, started, shown)
    except KeyboardInterrupt:
        run.stop()
        left = run.progress.total - run.progress.checked
        print(
            f"\nstopped: {run.progress.checked} checked and kept, {left} left. Run it again to go on", file=sys.stderr
        )
        return 130
    _show(run.progress, started, 0.0)
    print(file=sys.stderr)
    return 0


def _show(progress: Progress, started: float, shown: float) -> float:
    """On a terminal the line is written over itself; in a log it comes every ten seconds."""
    now, terminal = time.monotonic(), sys.stderr.isatty()
    if now - shown < (0.5 if terminal else 10):
        return shown
    line = f"{progress.checked} of {progress.total} checked, {now - started:.0f} s"
    print(f"\r{line} " if terminal else line, end="" if terminal else "\n", file=sys.stderr, flush=True)
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
    report = Report(options.today.isoformat(), joined, store.links, told, unknown, only)
    if options.report:
        options.report.parent.mkdir(parents=True, exist_ok=True)
        options.report.write_text(report.markdown(), encoding="utf-8")
    for each in told:
        print(each, file=sys.stderr)
    states = [store.links[id_].state for id_ in (only if only is not None else store.links)]
    counted = ", ".join(f"{states.count(state)} {STATES[state][0]}" for state in STATES if state in states)
    attention = len(report.attention())
    print(f"{plural(len(states), 'address', 'addresses')}: {counted or 'none'}; {attention} in need of attention")
    return 1 if attention else 0


if __name__ == "__main__":
    sys.exit(main())
