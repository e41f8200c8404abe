"""A run over many addresses: hosts side by side, the addresses of one host one after the other."""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from scripts.links.addresses import host_of
from scripts.links.client import CrawlPolicy, NotYetError, Validators
from scripts.links.judge import Finding
from scripts.links.pace import PutOffError
from scripts.links.visit import Engine

TRIES = 3  # for a host that asks to come back later
WORKERS = 32  # a worker is needed only while its host answers: turns are waited for in the queue

Record = Callable[[str, Finding], None]


@dataclass
class Progress:
    """How far a run is."""

    total: int
    checked: int = 0
    put_off: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)  # of the check itself, not of an address


class Run:
    """Visits every address of `urls` (id to URL) and hands each finding to `record`, one at a time.

    Where no server at all answers, the fault is more likely here than everywhere else: so a host that cannot be found
    is held back until some server has answered (`online`, or in this run), and is unreachable where none does.
    """

    def __init__(
        self,
        policy: CrawlPolicy,
        urls: Mapping[str, str],
        record: Record,
        online: bool,
        known: Mapping[str, Validators] | None = None,
    ) -> None:
        """`known` says of some ids by what to ask whether anything has changed since they were last read."""
        self.engine, self.policy, self.urls, self.online = Engine(policy), policy, urls, online
        self._known = known or {}
        self.progress = Progress(len(urls))
        self.failure: BaseException | None = None
        self._record = record
        self._tries: dict[str, int] = {}
        self._held: list[tuple[str, Finding]] = []
        self._change = threading.Condition()
        self._busy, self._stopped = 0, False
        self._queues: dict[str, deque[str]] = {}
        for id_, url in urls.items():
            self._queues.setdefault(host_of(url), deque()).append(id_)
        self._due = [(0.0, number, host) for number, host in enumerate(self._queues)]
        self._numbers = len(self._due)

    def start(self) -> None:
        """Set the workers to work."""
        for _ in range(min(WORKERS, len(self._queues))):
            threading.Thread(target=self._work, daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most so long; returns whether it has come. Raises what stopped the run, if anything."""
        with self._change:
            self._change.wait_for(self._ended, timeout=seconds)
            if self.failure:
                raise self.failure
            if not self._ended():
                return False
            for id_, finding in self._held:
                detail = f"no server answered in this run; {finding.detail}"
                self._keep(id_, replace(finding, outcome="unreachable", detail=detail))
            self._held.clear()
            return True

    def stop(self) -> None:
        """Take up no further address."""
        with self._change:
            self._stopped = True
            self._change.notify_all()

    def _ended(self) -> bool:
        return bool(self.failure) or (not self._due and not self._busy)

    def _work(self) -> None:
        while (host := self._next_host()) is not None:
            id_ = self._queues[host].popleft()
            try:
                self._visit(id_, host)
            except Exception as error:  # a fault of the check must not pass for a fault of the address
                with self._change:
                    self.progress.faults.append(f"{id_}: {error!r}")
            self._hand_back(host)

    def _next_host(self) -> str | None:
        with self._change:
            while not self._stopped and not self.failure and (self._due or self._busy):
                wait = self._due[0][0] - time.monotonic() if self._due else 0.5
                if self._due and wait <= 0:
                    self._busy += 1
                    return heapq.heappop(self._due)[2]
                self._change.wait(timeout=min(wait, 0.5))
            return None

    def _hand_back(self, host: str) -> None:
        with self._change:
            self._busy -= 1
            free_at = self.policy.limiter.free_at(host)
            if free_at - time.monotonic() > self.policy.patience:
                self.progress.put_off += self._queues[host]
                self._queues[host].clear()
            if self._queues[host]:
                self._numbers += 1
                heapq.heappush(self._due, (free_at, self._numbers, host))
            self._change.notify_all()

    def _visit(self, id_: str, host: str) -> None:
        tries = self._tries.get(id_, 0) + 1
        try:
            finding = self.engine.visit(self.urls[id_], tries >= TRIES, self._known.get(id_))
        except NotYetError:
            with self._change:
                self._queues[host].appendleft(id_)
            return
        except PutOffError as wait:
            self._tries[id_] = tries
            self._put_off(id_, host, wait.seconds)
            return
        with self._change:
            self._take(id_, finding)

    def _put_off(self, id_: str, host: str, seconds: float) -> None:
        with self._change:
            if self._tries[id_] >= TRIES or seconds > self.policy.patience:
                self.progress.put_off.append(id_)
            else:
                self.policy.limiter.put_off(host, seconds)
                self._queues[host].appendleft(id_)

    def _take(self, id_: str, finding: Finding) -> None:
        if finding.answered and not self.online and finding.outcome not in ("malformed", "wrong-scheme"):
            self.online = True
            held, self._held = self._held, []
            for each in held:
                self._keep(*each)
        if finding.outcome == "gone" and not finding.answered and not self.online:
            self._held.append((id_, finding))
        else:
            self._keep(id_, finding)

    def _keep(self, id_: str, finding: Finding) -> None:
        if self.failure or self._stopped:
            return
        try:
            self._record(id_, finding)
            self.progress.checked += 1
        except Exception as error:
            self.failure = error
            self._change.notify_all()
