"""One visit to one address: LinkChecker fetches, and what came of it is named.

LinkChecker calls valid what is refused by robots.txt, answered with 429, redirected to the home page, or lacks the
fragment, and keeps the status of redirects in sentences alone. So the answers are noted where they pass
(`scripts.links.polite`), the exception that ended the visit is kept, and the outcome is judged from those.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import requests
import urllib3
from linkcheck import LinkCheckerError, configuration, director
from linkcheck.checker.httpurl import HttpUrl
from linkcheck.director.aggregator import Aggregate

from handbook.model.link_status import Outcome
from scripts.links.error_pages import of_page
from scripts.links.page import Page, read_page
from scripts.links.polite import (
    Hop,
    LoopError,
    Manners,
    NotYetError,
    PoliteSession,
    PrivateAddressError,
    PutOffError,
    RefusalError,
    RobotsError,
    RobotsTroubleError,
    host_of,
    is_public,
    read_at_most,
)

MAX_BODY_BYTES = 1024 * 1024
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Finding:
    """What a visit found. `answered` says whether any server answered: if none does in a run, the fault may be ours."""

    outcome: Outcome
    code: int | None = None
    target: str | None = None
    detail: str = ""
    answered: bool = True


class Engine:
    """LinkChecker, set up once for a run; `verify` is a file of certificate authorities in place of the usual ones."""

    def __init__(self, manners: Manners, verify: str | None = None) -> None:
        config = configuration.Configuration()
        config["checkextern"] = True
        config["useragent"] = manners.user_agent
        config["sslverify"] = verify or True
        config["maxfilesizedownload"] = (
            sys.maxsize
        )  # it would make a long page an error; the visit stops reading instead
        config.sanitize_ssl()
        self.manners = manners
        self.verify = config["sslverify"]
        self._aggregate = _Aggregate(config)

    def visit(self, url: str, last_try: bool = False) -> Finding:
        """Go to `url`; raises PutOffError where the host asks to come back later, unless this is the `last_try`."""
        scheme = url.partition(":")[0].lower() if ":" in url else ""
        if scheme not in ("http", "https"):
            return Finding("wrong-scheme" if re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) else "malformed")
        if re.search(r"[\s<>\"\\^`{|}]", url):
            return Finding("malformed", detail="holds a character that an address cannot have")
        if ":" in (host := host_of(url)):
            return self._of_figures(host)
        with PoliteSession(self.manners, last_try) as session:
            session.verify = self.verify
            _running.session = session
            visit = _Visit(url, self._aggregate)
            if visit.has_result and not visit.valid:
                return Finding("malformed", detail=str(visit.result))
            try:
                return _judged(visit, url, session)
            finally:
                visit.close_connection()

    def _of_figures(self, host: str) -> Finding:
        """An IPv6 address in figures: LinkChecker takes its brackets for a fault."""
        try:
            if is_public(host, self.manners.trusted):
                return Finding(
                    "unreachable", detail="LinkChecker cannot ask an IPv6 address in figures", answered=False
                )
            return Finding("private-address", detail=f"{host} is not a public address", answered=False)
        except ValueError:
            return Finding("malformed", detail=f"'{host}' is no IPv6 address")


_running = threading.local()


class _Aggregate(Aggregate):  # type: ignore[misc]
    """LinkChecker's shared state, with its pacing and robots.txt taken out: the session sees to both."""

    def __init__(self, config: Any) -> None:
        blank = director.get_aggregate(config)
        super().__init__(config, blank.urlqueue, None, blank.plugin_manager, blank.result_cache)

    def get_request_session(self) -> PoliteSession:
        session: PoliteSession = _running.session
        return session

    def wait_for_host(self, host: str) -> None:
        """The session waits."""

    def set_maxrated_for_host(self, host: str) -> None:
        """No server lifts the limit."""


class _Visit(HttpUrl):  # type: ignore[misc]
    """LinkChecker's address, which keeps the exception that ended it."""

    def __init__(self, url: str, aggregate: _Aggregate) -> None:
        self.error: BaseException | None = None
        super().__init__(url, 1, aggregate, extern=(1, 0))

    def allows_robots(self, url: str) -> bool:
        return True  # asked in the session, for redirects too

    def _add_ssl_info(self) -> None:
        """LinkChecker would open a second connection to look at the certificate again."""

    def handle_exception(self) -> str:
        self.error = sys.exc_info()[1]
        return str(super().handle_exception())

    def build_url_parts(self, url: str) -> list[str]:
        parts: list[str] = super().build_url_parts(url)
        if ":" in self.host and "[" not in parts[1]:  # LinkChecker loses the brackets of an IPv6 address
            parts[1] = urlsplit(url).netloc
        return parts

    def beginning(self) -> Page:
        """The beginning of the page."""
        body = read_at_most(self.url_connection, MAX_BODY_BYTES)
        return read_page(body, self.content_encoding, whole=len(body) < MAX_BODY_BYTES)


def _judged(visit: _Visit, url: str, session: PoliteSession) -> Finding:
    hops = session.polite.hops
    try:
        visit.check()
        error = visit.error
        page = visit.beginning() if error is None and hops and visit.is_html() and hops[-1].code == 200 else None
    except (PutOffError, NotYetError):
        raise
    except (RefusalError, LinkCheckerError, OSError, urllib3.exceptions.HTTPError, ValueError) as caught:
        error, page = caught, None
    if error is not None:
        return _of_error(error, hops[-1] if hops else None)
    if not 200 <= hops[-1].code < 300:
        return _of_code(hops[-1].code)
    return _of_answer(url, hops, page)


def _of_answer(url: str, hops: list[Hop], page: Page | None) -> Finding:
    """The outcome where a page came: it may not be the page that was asked for, or lack the place in it."""
    code, final = hops[-1].code, urldefrag(hops[-1].url).url
    target = final if len(hops) > 1 else None
    if fault := of_page(page, url, final):
        return Finding(fault[0], code, target, fault[1])
    fragment = urlsplit(url).fragment
    missing = bool(fragment and page and not _has_place(page, fragment))
    if missing and page and page.whole:
        return Finding("dead-fragment", code, target, f"no place '#{fragment}' on the page")
    finding = Finding("ok", code) if len(hops) == 1 else _of_move(hops, final, fragment)
    if missing:
        size = f"only the first {MAX_BODY_BYTES // 1024} kB of the page were read"
        told = f"{size}: whether it has the place '#{fragment}' is not known"
        return replace(finding, detail="; ".join(filter(None, [finding.detail, told])))
    return finding


def _of_move(hops: list[Hop], final: str, fragment: str) -> Finding:
    steps = [hop.code for hop in hops[:-1]]
    target = final + (f"#{fragment}" if fragment else "")
    detail = " then ".join(str(code) for code in steps)
    outcome: Outcome = "moved-for-good" if all(code in PERMANENT for code in steps) else "moved-for-now"
    if urldefrag(hops[0].url).url == final:  # a page that first sets its cookie
        return Finding("ok", hops[-1].code)
    return Finding(outcome, hops[-1].code, target, detail)


# What a reader or a maintainer should know of an answer, besides the number.
_SAYS = {
    300: "offers a choice of addresses, and no page",
    304: "says that nothing has changed, though nothing was known before",
    400: "calls the request faulty: the address may have a slip, or the server keeps machines out",
    401: "asks for a login",
    402: "asks for payment",
    403: "keeps the check out",
    405: "does not let this address be read: it may be meant for forms alone",
    406: "has the page in no form that the check could take",
    407: "asks for a login to a proxy",
    429: "asks to slow down",
    451: "withholds the page for legal reasons",
    501: "cannot serve a plain request for a page",
}


def _of_code(code: int) -> Finding:
    """The outcome where the last answer was no page. Any other 4xx is a refusal; a 3xx without a way on is trouble."""
    if code in (404, 410):
        return Finding("gone", code)
    if code == 408:
        return Finding("timeout", code)
    if 400 <= code < 500 or code >= 600:  # some servers make up a number to turn machines away
        return Finding("refused", code, detail=_SAYS.get(code, "turns the check away"))
    said = "redirects, but does not say where to" if code in REDIRECTS else ""
    return Finding("server-trouble", code, detail=_SAYS.get(code, said))


_NO_HOST = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}


def _of_error(error: BaseException, hop: Hop | None) -> Finding:
    """The outcome of a visit that ended in an exception after the answer `hop`, if there was any."""
    reasons, code = list(_reasons(error)), hop.code if hop else None
    answered = code is not None

    def have(*kinds: type[BaseException]) -> BaseException | None:
        return next((each for each in reasons if isinstance(each, kinds)), None)

    def say(outcome: Outcome, detail: str = "") -> Finding:
        return Finding(outcome, code, None, detail, answered)

    if reason := have(RefusalError):
        return _of_refusal(reason, code)
    if have(requests.TooManyRedirects):
        return Finding("redirect-loop", code, detail="more than 10 redirects")
    if have(requests.exceptions.InvalidSchema):
        return Finding("wrong-scheme", code, detail="redirects to what is not a web address")
    if have(requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, UnicodeError):
        return say("malformed", "redirects to a malformed address" if code else "")
    if reason := have(ssl.SSLCertVerificationError):
        return Finding("certificate", code, detail=str(getattr(reason, "verify_message", "")) or "cannot be trusted")
    if have(TimeoutError, urllib3.exceptions.ReadTimeoutError, requests.Timeout):
        return say("timeout")
    if reason := have(socket.gaierror):
        return say(*_of_name(reason))
    return say(*_of_connection(reasons, bool(hop and hop.location)))


def _of_name(reason: BaseException) -> tuple[Outcome, str]:
    if reason.args[0] in _NO_HOST:
        return "gone", "no such host"
    return "unreachable", "the host's name could not be looked up"


def _of_refusal(reason: BaseException, code: int | None) -> Finding:
    outcomes: dict[type[BaseException], Outcome] = {
        PrivateAddressError: "private-address",
        RobotsError: "refused",
        RobotsTroubleError: "server-trouble",
        LoopError: "redirect-loop",
    }
    answered = code is not None or not isinstance(reason, PrivateAddressError)
    return Finding(outcomes[type(reason)], code, None, str(reason), answered)


_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}


def _of_connection(reasons: list[BaseException], redirected: bool) -> tuple[Outcome, str]:
    """The outcome of a connection that failed, maybe to where the address redirects, and what to say of it."""

    def have(*kinds: type[BaseException]) -> bool:
        return any(isinstance(each, kinds) for each in reasons)

    if have(ConnectionRefusedError):
        return "gone", "the host takes no connection"
    if have(ssl.SSLEOFError, ConnectionResetError, BrokenPipeError):
        return "server-trouble", "the connection was dropped"
    if have(ssl.SSLError):
        return "certificate", "no secure connection could be made"
    if any(isinstance(each, OSError) and each.errno in _NO_WAY for each in reasons):
        return "unreachable", "there is no way to the host"
    if redirected and have(ValueError):
        return "malformed", "redirects to a malformed address"
    return "server-trouble", "no proper answer"


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """The exception and all that it wraps: requests and urllib3 nest the cause in arguments and attributes."""
    ahead: list[Any] = [error]
    seen: set[int] = set()
    while ahead:
        each = ahead.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        ahead += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]


def _has_place(page: Page, fragment: str) -> bool:
    """Whether the page has the place that the fragment names; what only scripts can tell counts as there."""
    name = unquote(fragment)
    if name.lower() == "top" or name.startswith((":~:", "/", "!")):
        return True
    return name.split(":~:")[0] in page.places
