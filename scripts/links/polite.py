"""How the check behaves towards other people's servers: pace, robots.txt, limits of time, and addresses it refuses.

LinkChecker's own pacing sleeps under one lock for all hosts, does not cover redirects and robots.txt, is lifted by a
header that any server may send, and waits up to six times the set time; its cache holds the robots.txt of 100 hosts,
its reader of them knows no wildcards, and it asks for them under another name. So all of this is done here, at the one
place that every request of LinkChecker passes: the transport adapter of its `requests` session. Besides LinkChecker's
own requests, only robots.txt is fetched.
"""

from __future__ import annotations

import contextlib
import email.utils
import errno
import http.client
import io
import ipaddress
import re
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

SECONDS_BETWEEN_REQUESTS = 1.0  # to one host, from the head of an answer to the next request
CONNECT_SECONDS = 10.0
WORTH_LEAVING = 0.05  # seconds of waiting for which a worker turns to another host
LONGEST_CRAWL_DELAY = 30.0
MAX_ROBOTS_BYTES = 512 * 1024
# The product tokens that a robots.txt may address the check by, the nearest first: the user agent names the tool too.
_OUR_NAMES = ("medicaldirectorhandbook-linkcheck", "medicaldirectorhandbook", "linkchecker", "*")

TOO_MANY_REQUESTS = 429

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class RefusalError(Exception):
    """The check itself declines to follow an address; the text says why."""


class PrivateAddressError(RefusalError):
    """The address lies in a network that is not public."""


class RobotsError(RefusalError):
    """The host's robots.txt asks machines to stay away."""


class RobotsTroubleError(RefusalError):
    """The host's robots.txt cannot be had for a fault of the server, which counts as a request to stay away."""


class LoopError(RefusalError):
    """The address leads back to itself."""


class PutOffError(Exception):
    """The host asked to come back after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"come back after {seconds:.0f} s")
        self.seconds = seconds


class NotYetError(Exception):
    """It is not the host's turn: the visit has asked for nothing but robots.txt so far, and can begin again then."""


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    gap: float = SECONDS_BETWEEN_REQUESTS


class Gates:
    """One request at a time to a host, and the next not before its gap has passed. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._lock = threading.Lock()

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts[name]

    def free_at(self, name: str) -> float:
        """When the host may next be asked."""
        return self._host(name).free_at

    def put_off(self, name: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        host = self._host(name)
        host.free_at = max(host.free_at, time.monotonic() + seconds)

    def slow_down(self, name: str, gap: float) -> None:
        """Leave at least `gap` seconds between requests to the host."""
        host = self._host(name)
        host.gap = max(host.gap, min(gap, LONGEST_CRAWL_DELAY))

    @contextlib.contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait for the host, and hold it while the context lasts; raises PutOffError where that would take long."""
        host = self._host(name)
        with host.lock:
            wait = host.free_at - time.monotonic()
            if wait > host.gap + 1:
                raise PutOffError(wait)
            time.sleep(max(0.0, wait))
            try:
                yield
            finally:
                host.free_at = max(host.free_at, time.monotonic() + host.gap)


class Budget:
    """The time that one address may take in all, waiting for turns left out."""

    def __init__(self, total: float, stall: float) -> None:
        self.total, self.stall = total, stall
        self.ends_at = time.monotonic() + total

    def waited(self, seconds: float) -> None:
        """Time that the check spent on politeness is not the server's fault."""
        self.ends_at += seconds

    def left(self) -> float:
        """Seconds that the next step may take; raises TimeoutError where none are left."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"more than {self.total:.0f} s in all")
        return left

    def step(self) -> float:
        """Seconds for which the server may keep silent now."""
        return min(self.left(), self.stall)


# The budget and the networks of the address that this thread is at: urllib3 makes its connections itself.
_running = threading.local()


class _TimedReader(io.RawIOBase):
    """Reads a socket within the budget: a timeout of the socket alone starts anew with every byte that drips in."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, budget: Budget) -> None:
        self._raw, self._sock, self._budget = raw, sock, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        with contextlib.suppress(OSError):  # the server may have closed already; reading says so better
            self._sock.settimeout(self._budget.step())
        self._budget.left()
        return cast("int | None", self._raw.readinto(buffer))

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(_TimedReader(raw, sock, _running.budget))


def _vetted(host: str, port: int) -> list[str]:
    """The addresses of `host`; raises PrivateAddressError where one of them is not public.

    The connection is made to the very address that was vetted, so that a second look-up cannot change it.
    """
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address, _running.trusted):
            raise PrivateAddressError(f"{host} is {address}, which is not a public address")
    return addresses


def is_public(address: str, trusted: Iterable[Network] = ()) -> bool:
    """Whether an IP address is one of the public internet, or of a network that tests trust."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    parsed = mapped or parsed
    if any(parsed in network for network in trusted if network.version == parsed.version):
        return True
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


class _Guarded(HTTPConnection):
    response_class = _TimedResponse

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        failure: Exception = OSError(errno.EHOSTUNREACH, "no address")
        try:
            for address in _vetted(name, self.port):
                self._dns_host = address
                try:
                    return super()._new_conn()
                except Exception as error:  # the next address may work, as with IPv6 where there is none
                    failure = error
        finally:
            self._dns_host = name
        raise failure


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


@dataclass(frozen=True)
class Hop:
    """One answer on the way: where, which HTTP status, and where it leads on."""

    url: str
    code: int
    location: str = ""


@dataclass
class Manners:
    """What all visits of a run share."""

    user_agent: str
    gates: Gates = field(default_factory=Gates)
    trusted: tuple[Network, ...] = ()
    patience: float = 60.0  # seconds that a Retry-After may ask for
    total: float = 30.0  # seconds for one address in all
    stall: float = 15.0  # seconds of silence
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self.robots = Robots(self.gates)


class PoliteSession(requests.Session):
    """A session for one visit: no proxy, no stored login, cookies for its own redirects alone."""

    def __init__(self, manners: Manners, last_try: bool) -> None:
        super().__init__()
        self.trust_env = False
        self.max_redirects = 10
        self.headers["Connection"] = "close"
        self.adapters.clear()
        self.polite = _PoliteAdapter(self, manners, last_try)
        self.mount("https://", self.polite)
        self.mount("http://", self.polite)


class _PoliteAdapter(HTTPAdapter):
    """Where every request of a visit passes, robots.txt and redirects included."""

    def __init__(self, session: PoliteSession, manners: Manners, last_try: bool) -> None:
        super().__init__(max_retries=0)
        self.session, self.manners, self.last_try = session, manners, last_try
        self.budget = Budget(manners.total, manners.stall)
        self.hops: list[Hop] = []
        self.reading_robots = False

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTLS}

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        url, host = str(request.url), host_of(str(request.url))
        if not self.reading_robots:
            self._refuse_loop(url)
            self.manners.robots.ask(self, url)
            if not self.hops and self.manners.gates.free_at(host) - time.monotonic() > WORTH_LEAVING:
                raise NotYetError  # rather than keep a worker waiting
        request.headers["User-Agent"] = self.manners.user_agent
        waiting_since = time.monotonic()
        with self.manners.gates.turn(host):
            self.budget.waited(time.monotonic() - waiting_since)
            _running.budget, _running.trusted = self.budget, self.manners.trusted
            kwargs["timeout"] = (min(CONNECT_SECONDS, self.budget.step()), self.budget.step())
            response = super().send(request, *args, **kwargs)
        self._note(response, url, host)
        return response

    def _refuse_loop(self, url: str) -> None:
        if [hop.url for hop in self.hops].count(url) > 1:  # once may be a page that first sets its cookie
            raise LoopError(f"leads back to {url}")

    def _note(self, response: requests.Response, url: str, host: str) -> None:
        location = response.headers.get("Location", "") if response.is_redirect else ""
        if location:  # its body is of no use and may be of any size
            response._content, response._content_consumed = b"", True  # type: ignore[attr-defined]
            response.close()
        if response.status_code in (TOO_MANY_REQUESTS, 503):
            self._respect(response, host)
        if not self.reading_robots:
            self.hops.append(Hop(url, response.status_code, location))

    def _respect(self, response: requests.Response, host: str) -> None:
        seconds = retry_after(response.headers.get("Retry-After", ""))
        if seconds is None:
            return
        self.manners.gates.put_off(host, seconds)
        if seconds <= self.manners.patience and not self.last_try:
            response.close()
            raise PutOffError(seconds)


def host_of(url: str) -> str:
    """The host that an address is asked of, in lower case, without its port; '' where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks for, given as such or as a date; None where it says nothing.

    >>> retry_after("120"), retry_after("soon")
    (120.0, None)
    """
    if re.fullmatch(r"\d{1,9}", value.strip()):
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


Rule = tuple[bool, str]  # allowed, and the pattern of the path


class Robots:
    """The robots.txt of each host, read once a run, as RFC 9309 has it: longest match, wildcards, 5xx keeps out."""

    def __init__(self, gates: Gates) -> None:
        self._gates = gates
        self._rules: dict[str, list[Rule] | int] = {}  # or the HTTP status of a server that does not give it now
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def ask(self, adapter: _PoliteAdapter, url: str) -> None:
        """Raise RobotsError or RobotsTroubleError where `url` is not to be fetched by a machine."""
        parts = urlsplit(url)
        with self._lock:
            lock = self._locks[parts.netloc]
        waiting_since = time.monotonic()
        with lock:
            adapter.budget.waited(time.monotonic() - waiting_since)
            if parts.netloc not in self._rules:
                self._rules[parts.netloc] = self._fetch(adapter, f"{parts.scheme}://{parts.netloc}/robots.txt")
        rules = self._rules[parts.netloc]
        if rules == TOO_MANY_REQUESTS:
            raise RobotsError(f"the host asks to slow down, even for its robots.txt ({rules})")
        if isinstance(rules, int):
            raise RobotsTroubleError(f"the robots.txt of {parts.netloc} cannot be had ({rules})")
        if not allowed(rules, parts.path + (f"?{parts.query}" if parts.query else "")):
            raise RobotsError(f"the robots.txt of {parts.netloc} asks machines to stay away")

    def _fetch(self, adapter: _PoliteAdapter, url: str) -> list[Rule] | int:
        adapter.reading_robots = True
        try:
            verify = adapter.session.verify
            with adapter.session.get(url, stream=True, verify=verify) as response:
                if response.status_code >= 500 or response.status_code == TOO_MANY_REQUESTS:
                    return response.status_code
                if response.status_code >= 400:
                    return []
                body = read_at_most(response, MAX_ROBOTS_BYTES)
        except requests.TooManyRedirects:
            return []
        finally:
            adapter.reading_robots = False
        rules, delay = parse_robots(body.decode("utf-8", "replace"))
        self._gates.slow_down(host_of(url), delay)
        return rules


def read_at_most(response: requests.Response, most: int) -> bytes:
    """The first `most` bytes of the body, or a little more."""
    read = bytearray()
    for chunk in response.iter_content(16 * 1024):
        read += chunk
        if len(read) >= most:
            break
    return bytes(read)


def parse_robots(text: str) -> tuple[list[Rule], float]:
    """The rules and the crawl delay (seconds) that a robots.txt has for this check, or else for all machines.

    Groups of one name count as one; of several names the check goes by, the nearest holds.
    """
    groups: dict[str, tuple[list[Rule], list[float]]] = {}
    names: set[str] = set()
    heads = True  # whether the lines just read name machines
    for line in text.lstrip("\ufeff").splitlines():
        key, _, value = (part.strip() for part in line.split("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            names = names if heads else set()
            heads = True
            if (name := _product(value)) in _OUR_NAMES:
                names.add(name)
                groups.setdefault(name, ([], []))
        elif key in ("allow", "disallow", "crawl-delay"):
            heads = False
            for name in names:
                _add_rule(groups[name], key, value)
    rules, delays = next((groups[name] for name in _OUR_NAMES if name in groups), ([], []))
    return rules, max(delays, default=0.0)


def _product(value: str) -> str:
    """The product token of a User-agent line, in lower case: 'LinkChecker/10.6 (x)' names 'linkchecker'."""
    token = re.match(r"[a-z_-]+|\*", value.lower())
    return token[0] if token else ""


def _add_rule(group: tuple[list[Rule], list[float]], key: str, value: str) -> None:
    rules, delays = group
    if key == "crawl-delay":
        with contextlib.suppress(ValueError):
            delays.append(float(value))
    elif value:
        rules.append((key == "allow", value))


def allowed(rules: list[Rule], path: str) -> bool:
    """Whether the longest rule that fits the path allows it; where two are as long, the kinder one holds."""
    fitting = [(len(pattern), allow) for allow, pattern in rules if _fits(pattern, path or "/")]
    return max(fitting)[1] if fitting else True


def _fits(pattern: str, path: str) -> bool:
    """Whether a rule's pattern fits: '*' stands for anything, '$' at its end for the end of the path.

    Each piece is sought once from where the one before ended, so that no pattern takes long; a regular expression would
    try every way to share out the path among the stars, and a host could stop the whole run with one line.
    """
    anchored = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return path == first or not anchored
    last = rest.pop() if anchored else ""
    at = len(first)
    for piece in rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return path.endswith(last) and len(path) - len(last) >= at
