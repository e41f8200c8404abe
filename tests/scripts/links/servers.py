"""Real servers on loopback for the tests of the link check: many addresses as hosts, each answer planted."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CERTIFICATES = Path(__file__).parent / "certificates"


@dataclass(frozen=True)
class Answer:
    """What a server answers: after `delay` seconds, once `gate` is set, and where `drip` says so byte by byte."""

    code: int = 200
    body: str = "<title>A page</title><h1>A page</h1>"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: str = ""  # head or body
    drop: bool = False
    kind: str = "text/html; charset=utf-8"
    raw: bytes | None = None  # in place of the body, as it is
    gate: threading.Event | None = None


@dataclass(frozen=True)
class Asked:
    """One request that a server got: when (monotonic seconds, once its head was there), of which host, for what."""

    at: float
    host: str
    path: str
    agent: str
    conditions: dict[str, str] = field(default_factory=dict)  # the headers that make a request conditional


MISSING = Answer(404, "<title>Nothing</title>", kind="text/html")


class Servers:
    """Servers that share one port, and what they were asked. `planted` holds the answers, by host and path.

    Where a list stands, its answers are given in turn, and the last one from then on.
    """

    def __init__(self) -> None:
        self.planted: dict[tuple[str, str], Answer | list[Answer]] = {}
        self.other = MISSING  # what is answered where nothing is planted
        self.log: list[Asked] = []
        self.port = 0

    def plant(self, host: str, path: str, *answers: Answer) -> str:
        """Let `host` answer `path` so; returns the address."""
        self.planted[host, path] = list(answers) if len(answers) > 1 else answers[0]
        return self.url(host, path)

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, host: str) -> list[str]:
        """The paths that a host was asked for, in order."""
        return [each.path for each in self.log if each.host == host]

    def smallest_gap(self, host: str) -> float:
        """The shortest time in seconds between two requests to a host."""
        times = sorted(each.at for each in self.log if each.host == host)
        return min((later - earlier for earlier, later in itertools.pairwise(times)), default=float("inf"))

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            host = str(writer.get_extra_info("sockname")[0])
            path = head.split(" ")[1]
            agent = next((line[12:] for line in head.split("\r\n") if line.lower().startswith("user-agent: ")), "")
            named = (line.partition(": ") for line in head.split("\r\n")[1:])
            conditions = {name.lower(): value for name, _, value in named if name.lower().startswith("if-")}
            self.log.append(Asked(time.monotonic(), host, path, agent, conditions))
            await self._send(writer, self._answer(host, path))
        writer.close()

    def _answer(self, host: str, path: str) -> Answer:
        planted = self.planted.get((host, path), self.other)
        if isinstance(planted, list):
            return planted.pop(0) if len(planted) > 1 else planted[0]
        return planted

    async def _send(self, writer: asyncio.StreamWriter, answer: Answer) -> None:
        await asyncio.sleep(answer.delay)
        while answer.gate and not answer.gate.is_set():
            await asyncio.sleep(0.02)
        if answer.drop:
            return
        body = answer.body.encode() if answer.raw is None else answer.raw
        headers = {"Content-Type": answer.kind, "Content-Length": str(len(body)), "Connection": "close"}
        lines = [
            f"HTTP/1.1 {answer.code} Planted",
            *(f"{key}: {value}" for key, value in (headers | answer.headers).items()),
        ]
        for part, text in (("head", "\r\n".join([*lines, "", ""]).encode()), ("body", body)):
            pieces = [text[index : index + 1] for index in range(len(text))] if answer.drip == part else [text]
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                if len(pieces) > 1:
                    await asyncio.sleep(0.3)


def certified(name: str) -> ssl.SSLContext:
    """A server's context with one of the certificates made for the tests."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return context


@contextlib.contextmanager
def serving(hosts: list[str], tls: dict[str, str] | None = None) -> Iterator[Servers]:
    """Servers on the loopback addresses `hosts`; those in `tls` (host to certificate) speak TLS instead."""
    servers, loop, tls = Servers(), asyncio.new_event_loop(), tls or {}

    async def listen() -> list[asyncio.Server]:
        plain = [host for host in hosts if host not in tls]
        first = await asyncio.start_server(servers.handle, plain[0], 0, backlog=500)
        servers.port = first.sockets[0].getsockname()[1]
        rest = plain[1:]
        more = [await asyncio.start_server(servers.handle, rest, servers.port, backlog=500)] if rest else []
        for host, name in tls.items():
            more.append(await asyncio.start_server(servers.handle, host, servers.port, ssl=certified(name)))
        return [first, *more]

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opened = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    try:
        yield servers
    finally:
        asyncio.run_coroutine_threadsafe(_shut(opened), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


async def _shut(opened: list[asyncio.Server]) -> None:
    for each in opened:
        each.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
