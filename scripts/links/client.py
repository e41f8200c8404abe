"""One visit over HTTP: the requests of it, one after the other, each polite and each judged before it is made.

Redirects are followed as browsers follow them, pages that pass the visitor on as well; robots.txt and the refusal of
private addresses hold for every step.
"""

from __future__ import annotations

import email.message
import http.cookiejar
import time
import urllib.request
from dataclasses import dataclass, field

import urllib3
from urllib3.exceptions import InvalidHeader
from urllib3.response import HTTPResponse

from scripts.links.addresses import Address, led_to, parse, scheme_of
from scripts.links.ends import LaterError, VisitError
from scripts.links.network import Network, connection
from scripts.links.pace import Budget, HostLimiter, PutOffError
from scripts.links.page import Page, read_page
from scripts.links.robots import MAX_BYTES, TOO_MANY_REQUESTS, Robots

WORTH_LEAVING = 0.05  # seconds of waiting for which a worker turns to another host
MAX_STEPS = 20  # as many do browsers take
MAX_BODY_BYTES = 1024 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
_BODIES = (200, 202, 203, 403, 406, 429, 503)  # answers whose body tells something


class NotYetError(LaterError):
    """It is not the host's turn: the visit has asked for nothing but robots.txt so far, and can begin again then."""


class LoopError(VisitError):
    """The address leads back to itself, or on and on."""


class LeavesTheWebError(VisitError):
    """The address leads to one that is not of the web."""


@dataclass(frozen=True)
class Validators:
    """By what the answer from `url` was marked, so that a later check can ask whether it has changed."""

    url: str
    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that make a request conditional."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in marks.items() if value}


@dataclass(frozen=True)
class Hop:
    """One answer on the way: where, which HTTP status, and where it leads on."""

    url: str
    code: int
    location: str = ""
    by_page: bool = False  # whether the page passes the visitor on, or a Refresh header, and not a redirect


@dataclass
class Answer:
    """The last answer of a visit. `page` is the beginning of an HTML page; `unseen` says why there is none to judge."""

    code: int
    headers: email.message.Message
    page: Page | None = None
    unseen: str = ""
    empty: bool = False
    conditional: bool = False


@dataclass
class CrawlPolicy:
    """What all visits of a run share."""

    user_agent: str
    limiter: HostLimiter = field(default_factory=HostLimiter)
    trusted: tuple[Network, ...] = ()
    patience: float = 60.0  # seconds that a Retry-After may ask for
    total: float = 30.0  # seconds for one address in all
    stall: float = 15.0  # seconds of silence
    authorities: str | None = None
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self.robots = Robots(self.limiter)


class Visit:
    """One visit: `hops` are the answers so far. It keeps cookies for its own steps alone and sends no login."""

    def __init__(self, policy: CrawlPolicy, last_try: bool = False, known: Validators | None = None) -> None:
        self.policy, self.last_try, self.known = policy, last_try, known
        self.budget = Budget(policy.total, policy.stall)
        self.hops: list[Hop] = []
        self._cookies = http.cookiejar.CookieJar()

    def follow(self, url: str) -> Answer:
        """Go to `url` and on from there; raises what ends the visit before an answer is there."""
        while True:
            self._refuse_loop(url)
            address = parse(url)
            self.policy.robots.ask(address, self._robots_txt, self.budget)
            if not self.hops and self.policy.limiter.free_at(address.host) - time.monotonic() > WORTH_LEAVING:
                raise NotYetError("it is not the host's turn")  # rather than keep a worker waiting
            answer, location = self._step(url, address)
            if location is None:
                return answer
            url = led_to(url, location)
            if scheme_of(url) not in ("http", "https"):
                raise LeavesTheWebError("redirects to what is not a web address")

    def fetch(self, url: str) -> bytes | None:
        """The body that an interface gives for `url`, made for machines; None where it gives none."""
        status, body = self._plain(url, MAX_BODY_BYTES)
        return body if status == 200 else None

    def _refuse_loop(self, url: str) -> None:
        wanted = url.partition("#")[0]
        if [hop.url.partition("#")[0] for hop in self.hops].count(wanted) > 1:  # once may be to set its cookie
            raise LoopError(f"leads back to {wanted}")
        if len(self.hops) > MAX_STEPS:
            raise LoopError(f"more than {MAX_STEPS} redirects")

    def _step(self, url: str, address: Address) -> tuple[Answer, str | None]:
        conditions = self.known.headers() if self.known and self.known.url == url.partition("#")[0] else {}
        response = self._ask(url, address, conditions)
        try:
            location = from_header(response.headers.get("Location"))
            if response.status in REDIRECTS and location:
                self.hops.append(Hop(url, response.status, location))
                return _answer(response), location
            self.hops.append(Hop(url, response.status))
            answer = _answer(response)
            answer.conditional = bool(conditions)
            on = self._passed_on(url, answer, response.headers.get("Refresh"))
            if on:
                self.hops[-1] = Hop(url, response.status, on, by_page=True)
            return answer, on
        finally:
            response.close()

    def _passed_on(self, url: str, answer: Answer, header: str | None) -> str | None:
        """Where the page, or its Refresh header, sends the visitor on; a page that only loads itself anew does not."""
        on = Page.refresh_of(header) if header else None
        on = on or (answer.page.refresh if answer.page else None)
        if not on or answer.code != 200:
            return None
        try:
            there = led_to(url, on).partition("#")[0]
        except (ValueError, AttributeError):
            return None
        return on if there != url.partition("#")[0] else None

    def _ask(self, url: str, address: Address, more: dict[str, str]) -> HTTPResponse:
        """Make one request in the host's turn; raises PutOffError where the host asks for patience."""
        with self.budget.paused():
            turn = self.policy.limiter.turn(address.host)
            turn.__enter__()
        try:
            response = self._send(url, address, more)
        finally:
            turn.__exit__(None, None, None)
        if response.status in (TOO_MANY_REQUESTS, 503):
            self._respect(response, address.host)
        return response

    def _send(self, url: str, address: Address, more: dict[str, str]) -> HTTPResponse:
        made = connection(address, self.budget, self.policy.trusted, self.policy.authorities)
        seen = urllib.request.Request(f"{address.origin}{address.target}")  # noqa: S310 - for its cookies alone
        self._cookies.add_cookie_header(seen)
        headers = {
            "Host": address.authority,
            "User-Agent": self.policy.user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            **more,
        }
        if cookie := seen.get_header("Cookie"):
            headers["Cookie"] = cookie
        try:
            made.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
            response = made.getresponse()
        except BaseException:
            made.close()
            raise
        self._cookies.extract_cookies(_Cookies(response), seen)  # type: ignore[arg-type]
        return response

    def _respect(self, response: HTTPResponse, host: str) -> None:
        seconds = retry_after(response.headers.get("Retry-After", ""))
        if seconds is None:
            return
        self.policy.limiter.put_off(host, seconds)
        if seconds <= self.policy.patience and not self.last_try:
            response.close()
            raise PutOffError(seconds)

    def _robots_txt(self, url: str) -> tuple[int, bytes]:
        return self._plain(url, MAX_BYTES)

    def _plain(self, url: str, most: int) -> tuple[int, bytes]:
        """The status and the body of what is there for machines, after at most five redirects, as RFC 9309 has it."""
        for _ in range(6):
            response = self._ask(url, parse(url), {})
            try:
                location = from_header(response.headers.get("Location"))
                if response.status not in REDIRECTS or not location:
                    return response.status, _body(response, most)[0]
            finally:
                response.close()
            url = led_to(url, location).partition("#")[0]
            if scheme_of(url) not in ("http", "https"):
                break
        return 404, b""


def from_header(value: str | None) -> str:
    """A header as text: its bytes come as if they were Latin-1, and are mostly UTF-8; what is neither stays bytes."""
    return (value or "").encode("latin-1", "replace").decode("utf-8", "surrogateescape")


class _Cookies:
    """An answer as the jar of cookies reads it."""

    def __init__(self, response: HTTPResponse) -> None:
        self._headers = _message(response)

    def info(self) -> email.message.Message:
        return self._headers


def _message(response: HTTPResponse) -> email.message.Message:
    message = email.message.Message()
    for name, value in response.headers.items():
        message[name] = value
    return message


def retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks for, given as such or as a date; None where it says nothing.

    >>> retry_after("120"), retry_after("soon")
    (120.0, None)
    """
    try:
        return float(urllib3.Retry().parse_retry_after(value))
    except (InvalidHeader, ValueError, OverflowError):
        return None


def _answer(response: HTTPResponse) -> Answer:
    """The answer with its page, where its body tells something."""
    answer = Answer(response.status, _message(response))
    if response.status not in _BODIES:
        return answer
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml"):
        answer.empty = response.status == 200 and response.headers.get("Content-Length", "").strip() == "0"
        return answer
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        answer.unseen = f"the page came packed in a way that was not asked for ({coding})"
        return answer
    try:
        body, whole = _body(response, MAX_BODY_BYTES)
    except urllib3.exceptions.DecodeError:
        answer.unseen = "the page could not be unpacked"
        return answer
    answer.empty = not body.strip() and response.status == 200
    if kind or body.lstrip()[:1] == b"<":
        answer.page = read_page(body, _charset(answer.headers), whole)
    return answer


def _charset(headers: email.message.Message) -> str | None:
    try:
        return headers.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return None


def _body(response: HTTPResponse, most: int) -> tuple[bytes, bool]:
    """The first `most` bytes of the body, and whether that is all of it."""
    read = bytearray()
    for chunk in response.stream(16 * 1024, decode_content=True):
        read += chunk
        if len(read) >= most:
            return bytes(read[:most]), False
    return bytes(read), True
