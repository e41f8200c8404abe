"""The link check against real servers on loopback: each outcome planted and found, none misnamed, nobody pressed."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handbook.model.link_status import LinkHealth, parse_status
from scripts.links.command import main
from tests.conftest import ROOT
from tests.scripts.links.servers import CERTIFICATES, Answer, Servers, serving

HOSTS = [f"127.0.0.{number}" for number in range(1, 60)]
PRIVATE = "127.1.0.9"
LINES = {"Content-Type": "text/plain"}
MONDAY, TUESDAY = "2026-11-23", "2026-11-24"
# A busy machine must not make a timeout of a slow answer; what never answers is asked by a run without patience, alone.
PATIENT, IMPATIENT = "300", ("--seconds", "3")

Settings = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """How a run of the command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def servers() -> Iterator[Servers]:
    """Sixty hosts, five of them with certificates, and one in a network that is not public."""
    tls = {"127.0.0.40": "good", "127.0.0.41": "expired", "127.0.0.42": "wrong-host"}
    tls |= {"127.0.0.44": "chain", "127.0.0.57": "self-signed"}
    with serving([*HOSTS, PRIVATE], tls) as running:
        for host in HOSTS:
            running.plant(host, "/ok", Answer())
        yield running


class Bench:
    """A registry of planted addresses, its status file, and the command that checks them."""

    def __init__(self, folder: Path) -> None:
        self.registry, self.status, self.report = folder / "links.yml", folder / "status.json", folder / "report.md"

    def write(self, urls: dict[str, str]) -> None:
        self.registry.write_text("".join(f"- id: {id_}\n  url: {json.dumps(url)}\n" for id_, url in urls.items()))

    def command(self, *options: str) -> list[str]:
        paths = ["--registry", self.registry, "--status", self.status, "--report", self.report]
        given = ["--public", "127.0.0.0/16", "--seconds", PATIENT, *options]
        return [sys.executable, "-m", "scripts.links", *map(str, paths), *given]

    def run(self, *options: str) -> Outcome:
        """Run the command within this process, which spares its start."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = main(self.command(*options)[3:])
            except SystemExit as left:
                status = int(str(left.code))
        return Outcome(status, out.getvalue(), err.getvalue())

    def run_apart(self, *options: str, **settings: Any) -> Outcome:
        """Run the command as people do."""
        done = subprocess.run(self.command(*options), cwd=ROOT, capture_output=True, text=True, **settings)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def found(self) -> dict[str, LinkHealth]:
        return parse_status(self.status.read_text(encoding="utf-8"))

    def checked(self) -> int:
        """How many addresses the status file knows as checked, whenever one looks at it."""
        return sum(state != "unchecked" for state in self.states().values()) if self.status.exists() else 0

    def states(self) -> dict[str, str]:
        return {id_: health.state for id_, health in self.found().items()}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def moved(code: int, location: str) -> Answer:
    return Answer(code, headers={"Location": location})


PLAIN_CODES = {
    301: "server-trouble",
    304: "server-trouble",
    400: "refused",
    405: "refused",
    406: "refused",
    451: "refused",
    501: "server-trouble",
}


def plant_everything(servers: Servers) -> dict[str, tuple[str, str]]:
    """An address for each outcome: id to address and the state that it must be given on the first day."""
    hosts = iter(HOSTS)
    plan: dict[str, tuple[str, str]] = {}

    def add(id_: str, state: str, *answers: Answer, path: str = "/page", suffix: str = "") -> str:
        host = next(hosts)
        plan[id_] = (servers.plant(host, path, *answers) + suffix, state)
        return host

    others = [host for host in HOSTS[50:] if host != "127.0.0.57"]
    targets = itertools.cycle(others)
    for host in others:
        for path in ("/new", "/second", "/", "/not-found"):
            servers.plant(host, path, Answer())
        servers.plant(host, "/gone", Answer(404))
        servers.plant(host, "/login", Answer(401))
        servers.plant(host, "/hop", moved(301, "/new"))
        servers.plant(host, "/hop-for-now", moved(302, "/new"))

    def url(path: str) -> str:
        return servers.url(next(targets), path)

    add("fine", "ok", Answer())
    add("fine-pdf", "ok", Answer(kind="application/pdf", body="not found"))
    add("fine-late", "ok", Answer(delay=1.5))
    add("fine-cookie", "ok", moved(302, "/page"), Answer())
    add("fine-anchor", "ok", Answer(body='<title>P</title><h2 id="here">x</h2>'), suffix="#here")
    add("fine-anchor-by-name", "ok", Answer(body='<a name="here">x</a>'), suffix="#here")
    add("fine-anchor-top", "ok", Answer(), suffix="#top")
    add("fine-about-404", "ok", Answer(body="<title>Room 404 of the museum</title><p>Up the stairs.</p>"))
    add("moved-301", "moved-for-good", moved(301, url("/new")))
    add("moved-308-chain", "moved-for-good", moved(308, url("/hop")))
    add("moved-302", "moved-for-now", moved(302, url("/new")))
    add("moved-303", "moved-for-now", moved(303, url("/new")))
    add("moved-307", "moved-for-now", moved(307, url("/new")))
    add("moved-mixed", "moved-for-now", moved(301, url("/hop-for-now")))
    add("moved-home-to-home", "moved-for-good", moved(301, url("/")), path="/")
    add("gone-404", "doubtful", Answer(404))
    add("gone-410", "doubtful", Answer(410))
    add("gone-after-redirect", "doubtful", moved(301, url("/gone")))
    add("login-401", "login", Answer(401))
    add("refused-403", "refused", Answer(403))
    add("refused-429", "refused", Answer(429))
    add("refused-429-for-an-hour", "refused", Answer(429, headers={"Retry-After": "3600"}))
    add("login-after-redirect", "login", moved(302, url("/login")))
    add("trouble-500", "server-trouble", Answer(500))
    add("trouble-503", "server-trouble", Answer(503))
    add("trouble-dropped", "server-trouble", Answer(drop=True))
    add("timeout-stalls", "timeout", Answer(delay=30))
    add("timeout-drips-body", "timeout", Answer(drip="body", body="x" * 500))
    add("timeout-drips-head", "timeout", Answer(drip="head"))
    add("loop", "redirect-loop", moved(301, "/page"))
    add("soft-home", "soft-404", moved(301, url("/")))
    add("soft-error-page", "soft-404", moved(302, url("/not-found")))
    add("soft-title", "soft-404", Answer(body="<title>Page not found - A Trust</title><p>Sorry"))
    add("soft-heading", "soft-404", Answer(body="<title>A Trust</title><h1>404</h1>"))
    add("anchor-gone", "dead-fragment", Answer(body='<h2 id="there">x</h2>'), suffix="#here")
    add("anchor-gone-after-move", "dead-fragment", moved(301, url("/second")), suffix="#here")
    add("scheme-redirect", "wrong-scheme", moved(302, "ftp://example.org/file"))
    add("private-redirect", "private-address", moved(302, servers.url(PRIVATE, "/secret")))
    host = add("robots", "refused", Answer())
    assert host not in ("127.0.0.40", "127.0.0.41", "127.0.0.42")
    servers.plant(host, "/robots.txt", Answer(body="User-agent: *\nDisallow: /pa*e$\n", kind="text/plain"))
    servers.plant("127.0.0.45", "/page", Answer())
    servers.plant("127.0.0.45", "/robots.txt", Answer(503))
    servers.plant("127.0.0.46", "/page", Answer(429, headers={"Retry-After": "2"}), Answer())
    servers.plant("127.0.0.47", "/page", Answer(503, headers={"Retry-After": "1"}))
    for code in PLAIN_CODES:
        servers.plant("127.0.0.48", f"/{code}", Answer(code))
    servers.plant("127.0.0.43", "/page", Answer(body='<meta http-equiv="refresh" content="3; url=/"><title>A</title>'))
    servers.plant("127.0.0.43", "/", Answer())
    servers.plant("127.0.0.49", "/page", moved(302, "http://[::1"))
    servers.plant("127.0.0.50", "/robots.txt", Answer(429))
    secure = f":{servers.port}/ok"
    plan |= {
        "robots-in-trouble": (servers.url("127.0.0.45", "/page"), "server-trouble"),
        "slowed-down-then-fine": (servers.url("127.0.0.46", "/page"), "ok"),
        "slowed-down-for-ever": (servers.url("127.0.0.47", "/page"), "server-trouble"),
        "gone-no-host": ("http://no-such-host.invalid/page", "doubtful"),
        "gone-no-server": ("http://127.0.0.200:9/page", "doubtful"),
        **{f"code-{code}": (servers.url("127.0.0.48", f"/{code}"), state) for code, state in PLAIN_CODES.items()},
        "soft-refresh": (servers.url("127.0.0.43", "/page"), "soft-404"),
        "malformed-redirect": (servers.url("127.0.0.49", "/page"), "malformed"),
        "robots-slow-down": (servers.url("127.0.0.50", "/page"), "refused"),
        "secure": (f"https://127.0.0.40{secure}", "ok"),
        "certificate-expired": (f"https://127.0.0.41{secure}", "certificate-expired"),
        "certificate-of-another": (f"https://127.0.0.42{secure}", "certificate-name"),
        "certificate-chain": (f"https://127.0.0.44{secure}", "certificate-chain"),
        "certificate-self-signed": (f"https://127.0.0.57{secure}", "certificate-self-signed"),
        "scheme": ("ftp://example.org/file", "wrong-scheme"),
        "scheme-mail": ("mailto:nobody@example.org", "wrong-scheme"),
        "malformed-port": ("http://127.0.0.1:99999/page", "malformed"),
        "malformed-host": ("http:///page", "malformed"),
        "malformed-nothing": ("page", "malformed"),
        "private": (servers.url(PRIVATE, "/page"), "private-address"),
        "private-written-so": ("http://10.0.0.1/page", "private-address"),
        "private-metadata": ("http://169.254.169.254/latest/", "private-address"),
        "private-six": ("http://[::1]/page", "private-address"),
        "private-mapped": ("http://[::ffff:10.0.0.1]/page", "private-address"),
    }
    return plan


def test_each_outcome_is_found_and_none_misnamed(servers: Servers, bench: Bench) -> None:
    plan = plant_everything(servers)
    bench.write({id_: url for id_, (url, _) in plan.items()})
    trusting = ("--ca", str(CERTIFICATES / "ca.pem"), "--today", MONDAY)
    done = bench.run(*trusting, "--only", *(id_ for id_ in plan if id_ not in SILENT))
    bench.run(*IMPATIENT, *trusting, "--only", *SILENT)
    assert bench.states() == {id_: state for id_, (_, state) in plan.items()}, done.err
    assert done.status == 1

    found = bench.found()
    for id_ in ("moved-301", "moved-308-chain", "moved-mixed", "moved-303"):
        assert str(found[id_].target).endswith(f":{servers.port}/new")
    assert found["moved-308-chain"].detail == "308 then 301"
    assert found["gone-after-redirect"].code == 404
    assert "expired" in found["certificate-expired"].detail
    assert (
        "doesn't match" in found["certificate-of-another"].detail
        or "mismatch" in found["certificate-of-another"].detail
    )
    assert found["timeout-drips-body"].first_failure == MONDAY
    assert found["soft-refresh"].detail == "leads to the home page"
    assert found["malformed-redirect"].detail == "redirects to a malformed address"
    assert found["robots-slow-down"].detail == "the host asks to slow down, even for its robots.txt (429)"
    assert found["code-301"].detail == "redirects, but does not say where to"
    logins = [id_ for id_, each in found.items() if "login" in each.detail]
    assert logins == ["login-401", "login-after-redirect"], "nothing else says that a login would help"
    assert all(each.detail for each in found.values() if each.state == "refused")
    assert servers.asked(PRIVATE) == []
    robots = next(url for id_, (url, _) in plan.items() if id_ == "robots").split("/")[2].split(":")[0]
    assert servers.asked(robots) == ["/robots.txt"]
    assert servers.asked("127.0.0.45") == ["/robots.txt"]
    assert {each.agent.split(" ")[0] for each in servers.log} == {"MedicalDirectorHandbook-LinkCheck/1.0"}
    assert min(servers.smallest_gap(host) for host in HOSTS) >= 1.0

    waited = [each.at for each in servers.log if each.host == "127.0.0.46" and each.path == "/page"]
    assert len(waited) == 2
    assert waited[1] - waited[0] >= 2.0

    first = bench.states()
    again = bench.run(*trusting, "--older-than", "0", "--only", *GONE)
    assert "in need of attention" in again.out
    assert bench.states() == first, "the same day makes nothing dead"
    bench.run(*IMPATIENT, "--today", TUESDAY, "--only", "timeout-stalls")
    bench.run("--today", TUESDAY, "--only", *GONE, "refused-403", "fine")
    gone = {id_: health for id_, health in bench.found().items() if health.state == "dead"}
    assert sorted(gone) == sorted(GONE)
    assert {(each.failures, each.first_failure, each.gone_since) for each in gone.values()} == {(2, MONDAY, MONDAY)}
    assert bench.found()["timeout-stalls"].failures == 2
    report = bench.report.read_text(encoding="utf-8")
    assert all(f"(`{id_}`): dead since {MONDAY}" in report for id_ in GONE)


SILENT = ["timeout-stalls", "timeout-drips-body", "timeout-drips-head"]
GONE = ["gone-404", "gone-410", "gone-after-redirect", "gone-no-host", "gone-no-server"]


def test_a_place_beyond_what_was_read_is_neither_there_nor_missing(servers: Servers, bench: Bench) -> None:
    long = '<title>P</title><p id="begin">' + "x" * 1024 * 1024 + '<p id="end">'
    servers.plant(HOSTS[0], "/long", Answer(body=long))
    servers.plant(HOSTS[1], "/old", moved(301, servers.url(HOSTS[0], "/long")))
    begin, end, old = (servers.url(HOSTS[0], "/long#begin"), servers.url(HOSTS[0], "/long#end"), HOSTS[1])
    bench.write({"begin": begin, "end": end, "moved": servers.url(old, "/old#end")})
    bench.run("--today", MONDAY)
    assert bench.states() == {"begin": "ok", "end": "not-seen", "moved": "moved-for-good"}
    told = "only the first 1024 kB of the page were read: whether it has the place '#end' is not known"
    assert [bench.found()[id_].detail for id_ in ("begin", "end", "moved")] == ["", told, f"301; {told}"]


def test_a_page_made_to_hold_up_the_run_does_not(servers: Servers, bench: Bench) -> None:
    units = ["<!--", "<a ", "<?", "</", "<![CDATA["]
    plan = {f"l-{number}": servers.url(HOSTS[number], "/page#here") for number in range(len(units))}
    for number, unit in enumerate(units):
        servers.plant(HOSTS[number], "/page", Answer(body=unit * (1024 * 1024 // len(unit))))
    bench.write(plan)
    bench.run("--today", MONDAY)
    assert set(bench.states().values()) <= {"ok", "dead-fragment", "not-seen", "soft-404"}


def test_without_any_answer_nothing_is_called_gone(bench: Bench) -> None:
    bench.write({"one": "http://no-such-host.invalid/", "two": "http://127.0.0.201:9/"})
    for day in (MONDAY, TUESDAY):
        bench.run("--today", day)
    assert bench.states() == {"one": "unreachable", "two": "unreachable"}
    assert "no server answered in this run" in bench.found()["one"].detail


ADDRESSES = 40
PATIENCE_OF_TESTS = 300  # seconds
OPEN = threading.Event()
OPEN.set()


def many(servers: Servers, *gates: threading.Event) -> dict[str, str]:
    """Forty addresses on twenty hosts with answers of every sort; each of the `gates` keeps back a part of the hosts.

    A run is then under way for as long as a test wants it to be, however fast or slow the machine is.
    """
    answers = [Answer(), Answer(404), Answer(500), Answer(403), moved(301, "/ok"), Answer(), Answer(410)]
    urls = {}
    for number in range(ADDRESSES):
        host = HOSTS[number % 20]
        gate = gates[number % 20 % len(gates)] if gates else None
        urls[f"link-{number}"] = servers.plant(host, f"/{number}", replace(answers[number % 7], gate=gate))
    return urls


def test_a_kill_at_any_point_and_a_resume_end_like_an_undisturbed_run(servers: Servers, tmp_path: Path) -> None:
    urls = many(servers)
    (tmp_path / "calm").mkdir()
    calm = Bench(tmp_path / "calm")
    calm.write(urls)
    calm.run("--today", MONDAY)
    servers.log.clear()
    bench = Bench(tmp_path)
    bench.write(urls)
    kept, gates = 0, [threading.Event() for _ in range(4)]
    many(servers, *gates)
    for gate, pause in zip(gates, (0.0, 0.3, 0.7), strict=False):
        gate.set()
        running = subprocess.Popen(bench.command("--today", MONDAY), cwd=ROOT, stderr=subprocess.DEVNULL)
        wait_for(lambda least=kept: bench.checked() > least)  # type: ignore[misc]
        time.sleep(pause)
        running.kill()
        running.wait()
        assert bench.checked() > kept, "what was checked is kept"
        kept = bench.checked()
    assert kept < ADDRESSES
    gates[-1].set()
    bench.run("--today", MONDAY)
    assert bench.found() == calm.found()
    assert bench.status.read_bytes() == calm.status.read_bytes()
    asked = [each.path for each in servers.log if each.path[1:].isdigit()]
    assert len(asked) <= ADDRESSES + 3 * 20, "only what was under way is asked again"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_keeps_what_was_checked(servers: Servers, bench: Bench, sign: signal.Signals) -> None:
    bench.write(many(servers, OPEN, threading.Event()))
    running = subprocess.Popen(
        bench.command("--today", MONDAY), cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=listen
    )
    wait_for(lambda: bench.checked() > 0)
    running.send_signal(sign)
    _, err = running.communicate(timeout=PATIENCE_OF_TESTS)
    assert running.returncode == 130
    checked = bench.checked()
    assert f"stopped: {checked} checked and kept, {ADDRESSES - checked} left. Run it again to go on" in err
    report = bench.report.read_text(encoding="utf-8")
    assert f"the run was stopped: {checked} checked and kept, {ADDRESSES - checked} left" in report
    assert f"{checked} of {ADDRESSES} addresses have been checked" in report


def listen() -> None:
    """What a shell starts in the background ignores an interrupt, and nohup a hang-up: the tests send them."""
    for sign in (signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, signal.SIG_DFL)


def test_an_impatient_interrupt_ends_in_good_order_too(servers: Servers, bench: Bench) -> None:
    bench.write(many(servers, OPEN, threading.Event()))
    running = subprocess.Popen(
        bench.command("--today", MONDAY), cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=listen
    )
    wait_for(lambda: bench.checked() > 0)
    while running.poll() is None:
        running.send_signal(signal.SIGINT)
        time.sleep(0.002)
    assert running.returncode == 130
    assert "Traceback" not in running.communicate()[1]
    assert 0 < bench.checked() < ADDRESSES
    assert not drafts(bench)


def test_a_second_run_at_the_same_time_is_turned_away(servers: Servers, bench: Bench) -> None:
    bench.write(many(servers, OPEN, gate := threading.Event()))
    running = subprocess.Popen(bench.command("--today", MONDAY), cwd=ROOT, stderr=subprocess.DEVNULL)
    wait_for(lambda: bench.checked() > 0)
    second = bench.run("--today", MONDAY)
    synced = bench.run("--sync")
    assert running.poll() is None
    gate.set()
    assert (second.status, synced.status) == (4, 4)
    assert second.err == f"another run is checking the links of {bench.status}. Wait until it has ended\n"
    assert running.wait(timeout=PATIENCE_OF_TESTS) == 1
    assert bench.checked() == ADDRESSES
    assert min(servers.smallest_gap(host) for host in HOSTS[:20]) >= 1.0
    assert bench.run("--sync").status == 1, "the lock went with the run"
    assert not drafts(bench)


def test_a_killed_run_leaves_neither_a_lock_nor_a_draft(servers: Servers, bench: Bench) -> None:
    bench.write(many(servers))
    running = subprocess.Popen(bench.command("--today", MONDAY), cwd=ROOT, stderr=subprocess.DEVNULL)
    wait_for(lambda: bench.checked() > 0)
    running.kill()
    running.wait()
    draft = bench.status.with_name("status.json.123-abcdef01.tmp")
    draft.write_text("{")
    assert bench.run("--sync").status in (0, 1)
    assert not draft.exists()


def test_a_status_file_elsewhere_is_written_through_its_link(bench: Bench, tmp_path: Path) -> None:
    bench.write({"one": "http://127.0.0.1:9/"})
    (tmp_path / "real").mkdir()
    bench.status.symlink_to(tmp_path / "real" / "kept.json")
    bench.run("--sync")
    assert bench.status.is_symlink()
    assert parse_status((tmp_path / "real" / "kept.json").read_text())["one"].state == "unchecked"


def test_a_fault_of_the_check_has_a_status_of_its_own(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.write({"one": "http://127.0.0.1:9/"})
    monkeypatch.setattr("scripts.links.command.with_pages", lambda *_: 1 / 0)
    done = bench.run("--sync")
    assert done.status == 5
    assert done.err.endswith("stopped by a fault of the check itself; what was checked is kept\n")
    assert "5 a fault of the check itself" in " ".join(bench.run_apart("--help").out.split())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--older-than", "-1"], "argument --older-than: '-1' is no number of days: give 0 or more"),
        (["--seconds", "0"], "argument --seconds: '0' is no number of seconds: give more than 0"),
        (["--seconds", "nan"], "argument --seconds: 'nan' is no number of seconds: give more than 0"),
        (["--seconds", "inf"], "argument --seconds: 'inf' is no number of seconds: give more than 0"),
        (["--seconds=-3"], "argument --seconds: '-3' is no number of seconds: give more than 0"),
        (["--patience", "long"], "argument --patience: 'long' is no number of seconds: give more than 0"),
    ],
)
def test_numbers_without_a_sense_are_refused(bench: Bench, options: list[str], message: str) -> None:
    bench.write({"one": "http://127.0.0.1:9/"})
    done = bench.run(*options)
    assert done.status == 2
    assert message in done.err
    assert not bench.status.exists()


def test_a_report_that_cannot_be_written_loses_no_result(servers: Servers, bench: Bench) -> None:
    bench.write({"one": servers.url(HOSTS[0], "/ok")})
    bench.report.mkdir()
    done = bench.run("--today", MONDAY)
    assert done.status == 3
    told = f"cannot write {bench.report}: Is a directory. What was checked is kept in {bench.status}"
    assert done.err.splitlines()[-1] == told
    assert bench.states() == {"one": "ok"}


def test_the_day_is_that_of_greenwich(bench: Bench) -> None:
    bench.write({"one": "ftp://example.org/file"})
    days, before = set(), datetime.now(UTC).date()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # 25 hours apart: no two clocks there show one day
        bench.run_apart("--older-than", "0", env={**os.environ, "TZ": zone})
        days.add(bench.found()["one"].checked)
    assert days <= {before.isoformat(), datetime.now(UTC).date().isoformat()}


def test_a_host_that_soon_wants_peace_answers_for_each_address_in_turn(servers: Servers, bench: Bench) -> None:
    bench.write({f"l-{number}": servers.url(HOSTS[0], f"/{number}") for number in range(3)})
    servers.other = Answer(429, headers={"Retry-After": "600"})
    servers.plant(HOSTS[0], "/robots.txt", Answer(404))
    for day in (23, 24, 25, 26):
        bench.run("--today", f"2026-11-{day}")
    assert [path for path in servers.asked(HOSTS[0]) if path != "/robots.txt"] == ["/0", "/1", "/2", "/0"]


def drafts(bench: Bench) -> list[Path]:
    """What a run left beside the status file; the empty file that it locks may stay."""
    return [path for path in bench.status.parent.glob("*.tmp") if not path.name.endswith(".lock.tmp")]


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds; only what never comes is too late."""
    until = time.monotonic() + PATIENCE_OF_TESTS
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_full_disk_leaves_the_old_file_whole(servers: Servers, bench: Bench) -> None:
    bench.write(many(servers))
    bench.run("--sync")
    size = bench.status.stat().st_size

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, size + 100))

    done = bench.run_apart("--today", MONDAY, preexec_fn=full)
    assert done.status == 3
    assert "cannot write" in done.err
    assert "The file is as it was before this result" in done.err
    assert set(bench.states()) == set(many(servers))
    assert not drafts(bench)


def test_a_status_file_that_cannot_be_written_stops_the_run_before_it_asks_anybody(
    servers: Servers, bench: Bench
) -> None:
    bench.write({"one": servers.url(HOSTS[0], "/ok")})
    bench.status = bench.registry.parent / "no-such-folder" / "status.json"
    done = bench.run()
    assert done.status == 3
    assert "cannot write" in done.err
    assert "No such file or directory" in done.err
    assert servers.log == []


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "[" * 100_000, '{"about": "", "version": 1, "links": {"one": {"state": "fine"}}}', "\udcff"],
)
def test_a_damaged_status_file_is_kept_aside_told_and_rebuilt(bench: Bench, damage: str) -> None:
    bench.write({"one": "http://127.0.0.1:9/"})
    bench.status.write_bytes(damage.encode("utf-8", "surrogateescape"))
    done = bench.run("--sync")
    (aside,) = bench.status.parent.glob("status.json.corrupt-*")
    assert aside.read_bytes() == damage.encode("utf-8", "surrogateescape")
    assert f"the status file was damaged: kept as {aside.name}, and built anew" in done.err
    assert f"kept as {aside.name}" in bench.report.read_text(encoding="utf-8")
    assert bench.states() == {"one": "unchecked"}


def test_damage_costs_the_damaged_entries_alone(servers: Servers, bench: Bench) -> None:
    ids = ["bad-day", "bad-entry", "bad-key", "sound"]
    bench.write({id_: servers.url(HOSTS[0], f"/{id_}") for id_ in ids})
    servers.other = Answer()
    bench.run("--today", MONDAY)
    whole = bench.found()
    written = json.loads(bench.status.read_text())
    written["links"]["bad-day"]["last_ok"] = "2026-13-45"
    written["links"]["bad-entry"] = 7
    written["links"]["bad-key"]["colour"] = "red"
    written["since"] = 2026
    damaged = json.dumps(written)
    bench.status.write_text(damaged)
    done = bench.run("--sync")
    (aside,) = bench.status.parent.glob("status.json.corrupt-*")
    assert aside.read_text() == damaged
    lost = "the unknown key 'since', the entry 'bad-day', the entry 'bad-entry', the unknown key 'colour' of 'bad-key'"
    assert f"kept as {aside.name}, and built anew; left out: {lost}" in done.err
    assert bench.states() == {"bad-day": "unchecked", "bad-entry": "unchecked", "bad-key": "ok", "sound": "ok"}
    assert [bench.found()[id_] == whole[id_] for id_ in ("bad-key", "sound")] == [True, True]


def test_nothing_that_was_kept_aside_is_overwritten(bench: Bench) -> None:
    bench.write({"one": "http://127.0.0.1:9/"})
    for damage in ("first", "second", "third"):
        bench.status.write_text(damage)
        bench.run("--sync")
    kept = [path.read_text() for path in bench.status.parent.glob("status.json.corrupt-*")]
    assert sorted(kept) == ["first", "second", "third"]


def test_stale_entries_are_told_and_dropped(bench: Bench) -> None:
    bench.write({"one": "http://127.0.0.1:9/", "two": "http://127.0.0.1:9/two"})
    bench.run("--sync")
    bench.write({"one": "http://127.0.0.1:9/"})
    done = bench.run("--sync")
    assert "dropped 1 stale entries, no longer in the registry: two" in done.err
    assert bench.states() == {"one": "unchecked"}


def test_what_was_checked_lately_is_left_alone(servers: Servers, bench: Bench) -> None:
    bench.write({"one": servers.url(HOSTS[0], "/ok"), "two": servers.url(HOSTS[1], "/ok")})
    bench.run("--today", MONDAY, "--only", "one")
    assert bench.states() == {"one": "ok", "two": "unchecked"}
    done = bench.run("--today", TUESDAY, "--older-than", "7")
    assert "1 of 2 were checked lately and are left alone" in done.err
    assert {id_: health.checked for id_, health in bench.found().items()} == {"one": MONDAY, "two": TUESDAY}


def test_a_changed_address_begins_anew(servers: Servers, bench: Bench, tmp_path: Path) -> None:
    bench.write({"one": servers.url(HOSTS[0], "/gone"), "two": servers.url(HOSTS[1], "/ok")})
    bench.run("--today", MONDAY)
    before = tmp_path / "before.yml"
    before.write_bytes(bench.registry.read_bytes())
    bench.write({"one": servers.url(HOSTS[0], "/gone-too"), "two": servers.url(HOSTS[1], "/ok")})
    servers.log.clear()
    done = bench.run("--today", TUESDAY, "--against", str(before))
    assert done.out.startswith("1 address: 1 doubtful")
    assert servers.asked(HOSTS[1]) == []
    assert bench.found()["one"].first_failure == TUESDAY


def test_a_new_address_that_fails_is_told_at_once(servers: Servers, bench: Bench, tmp_path: Path) -> None:
    urls = {"kept": servers.url(HOSTS[0], "/gone")}
    bench.write(urls)
    before = tmp_path / "before.yml"
    before.write_bytes(bench.registry.read_bytes())
    servers.plant(HOSTS[3], "/page", Answer(403))
    urls |= {"fine": servers.url(HOSTS[1], "/ok"), "typo": servers.url(HOSTS[2], "/typo")}
    bench.write(urls | {"closed": servers.url(HOSTS[3], "/page")})
    done = bench.run("--today", MONDAY, "--against", str(before))
    assert (done.status, done.out) == (
        1, "3 addresses: 1 doubtful, 1 refused, 1 ok; 2 in need of attention\n"
    )  # fmt: skip
    report = bench.report.read_text(encoding="utf-8")
    assert "## Needs attention (2)" in report
    assert report.count(f"since {MONDAY}. It is new or changed: check the address for a slip") == 2
    assert "(`kept`)" not in report
    bench.run("--today", MONDAY, "--older-than", "0")
    assert "Nothing needs attention." in bench.report.read_text(encoding="utf-8"), "one failure is else a doubt"


def test_the_hosts_of_one_that_asks_for_peace_get_it(servers: Servers, bench: Bench) -> None:
    bench.write({f"l-{number}": servers.url(HOSTS[0], f"/{number}") for number in range(3)})
    servers.plant(HOSTS[0], "/0", Answer(429, headers={"Retry-After": "600"}))
    bench.run("--today", MONDAY)
    assert bench.states() == {"l-0": "refused", "l-1": "unchecked", "l-2": "unchecked"}
    assert servers.asked(HOSTS[0]) == ["/robots.txt", "/0"]
    assert "left as they were: l-1, l-2" in bench.report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("registry", "message"),
    [
        ("- id: one\n", "links.yml:1: no entry with 'id' and 'url'"),
        ("one: two\n", "links.yml:1: no entry with 'id' and 'url'"),
        ("- id: one\n  url: a\n- id: one\n  url: b\n", "links.yml:3: a second link 'one'"),
    ],
)
def test_a_faulty_registry_is_told(bench: Bench, registry: str, message: str) -> None:
    bench.registry.write_text(registry)
    done = bench.run("--sync")
    assert done.status == 2
    assert done.err.startswith(message)


def test_an_unknown_id_is_told_with_a_suggestion(bench: Bench) -> None:
    bench.write({"nye-bevan": "http://127.0.0.1:9/"})
    done = bench.run("--only", "nye-bevn")
    assert done.status == 2
    assert "no link 'nye-bevn'. Did you mean 'nye-bevan'?" in done.err
