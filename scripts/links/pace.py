"""The pace of the check: one request at a time to a host, and a limit of time for each address."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.links.ends import LaterError

SECONDS_BETWEEN_REQUESTS = 1.0  # to one host, from the head of an answer to the next request
LONGEST_CRAWL_DELAY = 30.0


class PutOffError(LaterError):
    """The host asked to come back after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"come back after {seconds:.0f} s")
        self.seconds = seconds


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    gap: float = SECONDS_BETWEEN_REQUESTS


class HostLimiter:
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

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Time that the check spends on politeness is not the server's fault."""
        since = time.monotonic()
        try:
            yield
        finally:
            self.ends_at += time.monotonic() - since

    def left(self) -> float:
        """Seconds that the next step may take; raises TimeoutError where none are left."""
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"more than {self.total:.0f} s in all")
        return left

    def step(self) -> float:
        """Seconds for which the server may keep silent now."""
        return min(self.left(), self.stall)
