"""robots.txt as RFC 9309 has it. protego reads and matches the rules; whom a group addresses is settled here.

protego takes the beginning of a name for the name ('medical' would address this check), and a mark of byte order for a
part of the first line.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from scripts.links.addresses import Address
from scripts.links.ends import VisitError
from scripts.links.pace import Budget, HostLimiter

MAX_BYTES = 512 * 1024
TOO_MANY_REQUESTS = 429
# The product tokens that a robots.txt may address the check by, the nearest first.
NAMES = ("medicaldirectorhandbook-linkcheck", "medicaldirectorhandbook", "linkchecker", "*")


class RobotsError(VisitError):
    """The host's robots.txt asks machines to stay away."""


class RobotsTroubleError(VisitError):
    """The host's robots.txt cannot be had for a fault of the server, which counts as a request to stay away."""


@dataclass(frozen=True)
class Rules:
    """What a robots.txt says to this check: its rules, the name that they address, and the delay asked for."""

    parsed: Protego
    name: str

    def allow(self, target: str) -> bool:
        """Whether a path with its query may be asked for: the longest rule holds, and the kinder of two as long."""
        return self.parsed.can_fetch(f"http://host{target}", self.name)

    @property
    def delay(self) -> float:
        """Seconds to leave between requests."""
        return self.parsed.crawl_delay(self.name) or 0.0


def parse_rules(text: str) -> Rules:
    """Read a robots.txt. Groups of one name count as one; of several names that mean the check, the nearest holds."""
    lines, found = [], set()
    for line in re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")):
        key, _, value = line.split("#")[0].partition(":")
        if re.sub(r"[\s-]", "", key).lower() == "useragent":
            name = _product(value)
            rank = NAMES.index(name) if name in NAMES else -1
            found.add(rank)
            lines.append("User-agent: *" if name == "*" else f"User-agent: {_alias(rank)}")
        else:
            lines.append(line.replace("\x0b", " ").replace("\x0c", " "))
    rank = min((each for each in found if each >= 0), default=len(NAMES))
    return Rules(Protego.parse("\n".join(lines)), _alias(rank) if rank < len(NAMES) - 1 else "anybody")


def _alias(rank: int) -> str:
    """A name that is the beginning of no other."""
    return f"x{rank}x" if rank >= 0 else "somebodyelse"


def _product(value: str) -> str:
    """The product token of a User-agent line, in lower case: 'LinkChecker/10.6 (x)' names 'linkchecker'."""
    token = re.match(r"[a-z_-]+|\*", value.strip().lower())
    return token[0] if token else ""


Fetch = Callable[[str], tuple[int, bytes]]  # of an address: the HTTP status after redirects, and the body


class Robots:
    """The robots.txt of each scheme, host and port, read once a run."""

    def __init__(self, limiter: HostLimiter) -> None:
        self._limiter = limiter
        self._rules: dict[str, Rules | int] = {}  # or the HTTP status of a server that does not give it now
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def ask(self, address: Address, fetch: Fetch, budget: Budget) -> None:
        """Raise RobotsError or RobotsTroubleError where `address` is not to be asked for by a machine."""
        origin = address.origin
        with self._lock:
            lock = self._locks[origin]
        with budget.paused():
            lock.acquire()
        try:
            if origin not in self._rules:
                self._rules[origin] = self._read(address, fetch)
        finally:
            lock.release()
        rules = self._rules[origin]
        if rules == TOO_MANY_REQUESTS:
            raise RobotsError(f"the host asks to slow down, even for its robots.txt ({rules})")
        if isinstance(rules, int):
            raise RobotsTroubleError(f"the robots.txt of {address.authority} cannot be had ({rules})")
        if address.target != "/robots.txt" and not rules.allow(address.target):
            raise RobotsError(f"the robots.txt of {address.authority} asks machines to stay away")

    def _read(self, address: Address, fetch: Fetch) -> Rules | int:
        status, body = fetch(f"{address.origin}/robots.txt")
        if status >= 500 or status == TOO_MANY_REQUESTS:
            return status
        rules = parse_rules(body.decode("utf-8", "replace") if 200 <= status < 300 else "")
        self._limiter.slow_down(address.host, rules.delay)
        return rules
