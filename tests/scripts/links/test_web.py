"""A web on loopback with hundreds of planted behaviours, visited on two days: every one is named rightly each time."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.model.link_status import MEANINGS
from tests.scripts.links.servers import CERTIFICATES, Answer, Servers, serving
from tests.scripts.links.test_runs import IMPATIENT, MONDAY, TUESDAY, Bench, moved
from tests.scripts.links.test_wordings import wordings

HOSTS = [f"127.0.{third}.{last}" for third in (5, 6, 7, 10) for last in range(1, 200)]
SECURE = {"good": "ok", "expired": "certificate-expired", "wrong-host": "certificate-name"}
SECURE |= {"chain": "certificate-chain", "self-signed": "certificate-self-signed"}
# The certificates name these addresses.
TLS = dict(zip(["127.0.0.40", "127.0.0.41", "127.0.0.42", "127.0.0.44", "127.0.0.57"], SECURE, strict=True))

LONG = "<p>" + "What the board does. " * 40
PAGE = f"<title>Board papers</title>{LONG}"

CODES = {
    "ok": [200, 201, 203, 204, 206],
    "gone": [404, 410],
    "login": [401],
    "timeout": [408],
    "refused": [code for code in range(400, 500) if code not in (401, 404, 408, 410)] + [999],
    "server-trouble": [300, 301, 302, 303, 304, 305, 307, 308, *range(500, 512), *range(520, 528), 530],
}

# Where a redirect or a page leads: the path, what it answers, and the outcome.
LEADS = [
    ("/new", Answer(body=PAGE), "moved"),
    ("/gone", Answer(404), "gone"),
    ("/", Answer(body=PAGE), "soft-404"),
    ("/index.html", Answer(body=PAGE), "soft-404"),
    ("/error/404", Answer(body=PAGE), "soft-404"),
    ("/login?return_to=/page", Answer(body=PAGE), "login"),
    ("/users/sign_in", Answer(401), "login"),
    ("/adfs/ls/?wa=wsignin1.0", Answer(body=PAGE), "login"),
    ("/trouble", Answer(500), "server-trouble"),
]

LOCATIONS = [
    "/new ",
    "\t/new",
    "new",
    "./new",
    "../new",
    "/x/../new",
    "//HOST/new",
    "\\new",
    "HTTP://HOST/new",
    "/new#x",
]

REFRESHES = ["0;url={}", "0; URL='{}'", "5, url={}", "0;{}"]

FRAGMENTS = [
    ('<p id="tangent%3A-x">', "tangent%3A-x", "ok"),
    ('<p id="tangent:-x">', "tangent%3A-x", "ok"),
    ('<p id="été">', "%C3%A9t%C3%A9", "ok"),
    ('<a name="here">', "here", "ok"),
    ("<p>", "top", "ok"),
    ("<p>", ":~:text=board", "ok"),
    ('<p id="here">', "here:~:text=board", "ok"),
    ('<p id="Here">', "here", "dead-fragment"),
    ('<p name="here">', "here", "dead-fragment"),
    ('<!-- <p id="here"> -->', "here", "dead-fragment"),
    ('<template><p id="here"></template>', "here", "dead-fragment"),
    ('<a href="#here">x</a>', "here", "dead-fragment"),
    ('<a href="#here">x</a><script></script>', "here", "not-seen"),
    ('<h2 id="user-content-here">', "here", "not-seen"),
    ("<p>", "/route/here", "not-seen"),
    ("<p>", "!here", "not-seen"),
    ("<script></script>", "here", "dead-fragment"),
]

BODIES = [
    (Answer(raw=gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"}), "ok"),
    (Answer(raw=gzip.compress(b"<title>Page not found</title>"), headers={"Content-Encoding": "gzip"}), "soft-404"),
    (Answer(raw=b"\x0b\x02\x80nothing to read", headers={"Content-Encoding": "br"}), "not-seen"),
    (Answer(raw=b"(\xb5/\xfd", headers={"Content-Encoding": "zstd"}), "not-seen"),
    (Answer(raw=b"no gzip at all", headers={"Content-Encoding": "gzip"}), "not-seen"),
    (Answer(body=""), "soft-404"),
    (Answer(body=" \n "), "soft-404"),
    (Answer(body="<html><head><title></title></head><body> <p></p></body></html>"), "soft-404"),
    (Answer(body="", kind="application/pdf"), "soft-404"),
    (Answer(body="%PDF-1.7 Page not found", kind="application/pdf"), "ok"),
    (Answer(body="Page not found", kind="text/plain"), "ok"),
    (Answer(body="<img src=x>"), "ok"),
    (Answer(body="<div id=app></div><script src=app.js></script>"), "ok"),
    (Answer(body="<iframe src=x></iframe>"), "ok"),
    (Answer(body="<title>Sant\u00e9</title>" + LONG, kind="text/html; charset=nonsense"), "ok"),
    (Answer(body="<title>Page not found</title>", kind="application/xhtml+xml"), "soft-404"),
    (Answer(body="<title>Page not found</title>", kind=""), "soft-404"),
    (Answer(body=f"<title>Sign in</title><form><input type=password></form>{LONG}"), "login"),
    (Answer(body=f"<title>Hub</title><form><input type=password></form>{LONG}"), "ok"),
    (Answer(403, body=PAGE, headers={"cf-mitigated": "challenge"}), "challenge"),
    (Answer(202, body="<script></script>", headers={"x-amzn-waf-action": "challenge"}), "challenge"),
    (Answer(405, body=PAGE, headers={"x-amzn-waf-action": "captcha"}), "challenge"),
    (Answer(429, body=PAGE, headers={"x-vercel-mitigated": "challenge"}), "challenge"),
    (Answer(403, body="<title>Just a moment...</title>"), "challenge"),
    (Answer(503, body="<title>Just a moment...</title>"), "challenge"),
    (Answer(403, body="<title>Access Denied</title>"), "refused"),
    (Answer(body="<title>x</title><iframe src=/_Incapsula_Resource?x></iframe>"), "challenge"),
    (Answer(drop=True), "server-trouble"),
    (Answer(delay=30), "timeout"),
    (Answer(drip="head"), "timeout"),
    (Answer(429, headers={"Retry-After": "soon"}), "refused"),
    (Answer(503, headers={"Retry-After": "-5"}), "server-trouble"),
    (moved(302, "mailto:someone@example.org"), "wrong-scheme"),
    (moved(302, "javascript:history.back()"), "wrong-scheme"),
    (moved(302, "http://[::1"), "malformed"),
    (moved(302, "http://"), "malformed"),
    (moved(301, "http://10.0.0.1/"), "private-address"),
    (moved(302, "http://169.254.169.254/latest/"), "private-address"),
    (moved(302, "http://[::ffff:10.0.0.1]/"), "private-address"),
    (moved(301, "/page"), "redirect-loop"),
    (moved(301, "/page#elsewhere"), "redirect-loop"),
]

ROBOTS = [
    ("User-agent: *\nDisallow: /", "refused"),
    ("User-agent: *\nDisallow: /caf%C3%A9", "refused"),
    ("User-agent: *\nDisallow: /café", "refused"),
    ("\ufeffUser-agent: *\nDisallow: /", "refused"),
    ("User-agent: medicaldirectorhandbook\nDisallow: /", "refused"),
    ("User-agent: medical\nDisallow: /", "ok"),
    ("User-agent: *\nDisallow: /\nUser-agent: LinkChecker\nAllow: /", "ok"),
    ("User-agent: *\nDisallow: /\nAllow: /caf", "ok"),
    ("User-agent: *\nDisallow: /cafe", "ok"),
    ("<html>", "ok"),
]


class Web:
    """The planted web: an address and an outcome for each id, each on a host of its own."""

    def __init__(self, servers: Servers) -> None:
        self.servers, self.plan = servers, dict[str, tuple[str, str]]()
        self._hosts = iter(HOSTS)

    def add(self, id_: str, outcome: str, *answers: Answer, path: str = "/page", suffix: str = "") -> str:
        """Plant answers for a path of the next host, which is returned."""
        host = next(self._hosts)
        self.plan[f"{id_}-{len(self.plan)}"] = (self.servers.plant(host, path, *answers) + suffix, outcome)
        return host

    def add_lead(self, id_: str, outcome: str, answer: Answer, path: str, there: Answer) -> None:
        """Plant an answer that leads to `path` on the same host, where `there` is answered."""
        self.servers.plant(self.add(id_, outcome, answer), path.partition("#")[0], there)


def plant_codes(web: Web) -> None:
    for outcome, codes in CODES.items():
        for code in codes:
            web.add(f"code-{code}", outcome, Answer(code, body=PAGE))


def plant_wordings(web: Web) -> None:
    for number, (outcome, heading) in enumerate(wordings("tuning")):
        element, form = ("title", "h1")[number % 2], "<input type=password>" if outcome == "login" else ""
        web.add("wording", outcome, Answer(body=f"<{element}>{heading}</{element}>{form}{LONG}"))


def plant_leads(web: Web) -> None:
    for code, (path, there, outcome) in itertools.product((301, 302, 303, 307, 308), LEADS):
        named = ("moved-for-good" if code in (301, 308) else "moved-for-now") if outcome == "moved" else outcome
        web.add_lead(f"redirect-{code}", named, moved(code, path), path, there)
    for refresh, (path, there, outcome) in itertools.product(REFRESHES, LEADS):
        named = "moved-for-now" if outcome == "moved" else outcome
        head = f'<meta http-equiv="refresh" content="{refresh.format(path)}">{PAGE}'
        web.add_lead("meta", named, Answer(body=head), path, there)
        web.add_lead("header", named, Answer(body=PAGE, headers={"Refresh": refresh.format(path)}), path, there)
    for content in ("300", "5; url=/page", "120; url=/gone"):
        web.add("meta-none", "ok", Answer(body=f'<meta http-equiv="refresh" content="{content}">{PAGE}'))


def plant_ways(web: Web) -> None:
    for location in LOCATIONS:
        host = web.add("location", "moved-for-good", Answer())
        there = location.replace("HOST", f"{host}:{web.servers.port}")
        web.servers.plant(host, "/page", moved(301, there))
        web.servers.plant(host, "/new", Answer(body=PAGE))
    for steps, outcome in (
        (2, "moved-for-good"),
        (11, "moved-for-good"),
        (20, "moved-for-good"),
        (21, "redirect-loop"),
    ):
        host = web.add("steps", outcome, moved(301, "/1"))
        for step in range(1, steps):
            web.servers.plant(host, f"/{step}", moved(301, f"/{step + 1}"))
        web.servers.plant(host, f"/{steps}", Answer(body=PAGE))
    host = web.add("own-fragment", "moved-for-good", moved(301, "/new#new"), suffix="#old")
    web.servers.plant(host, "/new", Answer(body=f'<p id="new">{PAGE}'))
    host = web.add("kept-fragment", "dead-fragment", moved(301, "/new"), suffix="#old")
    web.servers.plant(host, "/new", Answer(body=PAGE))


def plant_rest(web: Web) -> None:
    for html, fragment, outcome in FRAGMENTS:
        web.add("fragment", outcome, Answer(body=f"{html}{PAGE}"), suffix=f"#{fragment}")
    web.add("app", "not-seen", Answer(body="<div id=app></div><script></script>"), suffix="#here")
    for answer, outcome in BODIES:
        web.add("body", outcome, answer)
    for text, outcome in ROBOTS:
        host = web.add("robots", outcome, Answer(body=PAGE), path="/caf%c3%a9")
        web.servers.plant(host, "/robots.txt", Answer(body=text, kind="text/plain"))
    for code, outcome in ((404, "ok"), (403, "ok"), (500, "server-trouble"), (429, "refused")):
        host = web.add("robots-code", outcome, Answer(body=PAGE))
        web.servers.plant(host, "/robots.txt", Answer(code))
    for host, name in TLS.items():
        web.plan[name] = (f"https://{host}:{web.servers.port}/page", SECURE[name])
        web.servers.plant(host, "/page", Answer(body=PAGE))
    web.plan["no-host"] = ("http://no-such-host.invalid/page", "gone")
    web.plan["no-server"] = ("http://127.0.8.1:9/page", "gone")
    web.plan["no-web"] = ("mailto:someone@example.org", "wrong-scheme")


@pytest.fixture
def web() -> Iterator[Web]:
    with serving([*HOSTS, *TLS], TLS) as servers:
        planted = Web(servers)
        for plant in (plant_codes, plant_wordings, plant_leads, plant_ways, plant_rest):
            plant(planted)
        yield planted


def lasting(outcome: str, day: str) -> str:
    """The state that an outcome of both days makes of an address."""
    if outcome != "gone":
        return outcome
    return "doubtful" if day == MONDAY else "dead"


def test_every_behaviour_is_named_rightly_on_two_days(web: Web, tmp_path: Path) -> None:
    assert len(web.plan) >= 300
    assert {outcome for _, outcome in web.plan.values()} >= set(MEANINGS) - {"dead", "doubtful", "unchecked"} - UNSHOWN
    silent = [id_ for id_, (_, outcome) in web.plan.items() if outcome == "timeout" and not id_.startswith("code")]
    bench = Bench(tmp_path)
    bench.write({id_: url for id_, (url, _) in web.plan.items()})
    for day in (MONDAY, TUESDAY):
        trusting = ("--ca", str(CERTIFICATES / "ca.pem"), "--today", day)
        bench.run(*trusting, "--only", *(id_ for id_ in web.plan if id_ not in silent))
        bench.run(*IMPATIENT, *trusting, "--only", *silent)
        found = bench.states()
        wrong = {
            id_: (found[id_], lasting(outcome, day))
            for id_, (_, outcome) in web.plan.items()
            if found[id_] != lasting(outcome, day)
        }
        assert wrong == {}, day
    print(f"{len(web.plan)} behaviours named rightly on two days")


# A network without any answer, and a secure connection that fails for no reason of the certificate, have tests of their
# own.
UNSHOWN = {"unreachable", "certificate"}
