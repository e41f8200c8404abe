"""Measure the external link check against the floor of politeness: 2,000 addresses on 200 hosts of a loopback web.

A host may be asked once a second, and has ten addresses and a robots.txt: so no polite check takes less than ten
seconds. The ratio to that floor is the measure. The bar is 2.

usage: python -m scripts.bench_links [--hosts N] [--pages N]
exit status: 0 measured, 1 an address was missed
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import sys
import threading
import time
from collections.abc import Iterator

from scripts import command_line
from scripts.links.client import CrawlPolicy
from scripts.links.judge import Finding
from scripts.links.pace import SECONDS_BETWEEN_REQUESTS
from scripts.links.run import Run

ANSWER_SECONDS = 0.05
PAGE = b"<title>A page</title><p>Of some words.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(PAGE)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(ANSWER_SECONDS)
        writer.write(HEAD + PAGE)
        await writer.drain()
    writer.close()


@contextlib.contextmanager
def serving(hosts: list[str]) -> Iterator[int]:
    """A server on all `hosts` of loopback while the context lasts; yields its port."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()

    async def listen() -> tuple[list[asyncio.Server], int]:
        first = await asyncio.start_server(_answer, hosts[0], 0, backlog=500)
        port = int(first.sockets[0].getsockname()[1])
        return [first, await asyncio.start_server(_answer, hosts[1:], port, backlog=500)], port

    servers, port = asyncio.run_coroutine_threadsafe(listen(), loop).result(10)
    try:
        yield port
    finally:
        for server in servers:
            loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)


def measure(hosts: int, pages: int) -> tuple[float, int]:
    """Seconds that `pages` addresses on each of `hosts` take, and how many of them were found to work."""
    names = [f"127.1.{number // 200}.{number % 200 + 1}" for number in range(hosts)]
    found: list[Finding] = []
    with serving(names) as port:
        urls = {f"{name}-{page}": f"http://{name}:{port}/{page}" for name in names for page in range(pages)}
        policy = CrawlPolicy("bench", trusted=(ipaddress.ip_network("127.0.0.0/8"),))
        run = Run(policy, urls, lambda _, finding: found.append(finding), online=True)
        began = time.monotonic()
        run.start()
        while not run.wait(0.2):
            pass
        return time.monotonic() - began, sum(each.outcome == "ok" for each in found)


def main(arguments: list[str] | None = None) -> int:
    """Print the ratio."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--hosts", type=int, default=200, help="how many hosts (200)")
    parser.add_argument("--pages", type=int, default=10, help="how many addresses on each (10)")
    options = parser.parse_args(arguments)
    took, worked = measure(options.hosts, options.pages)
    wanted, floor = options.hosts * options.pages, options.pages * SECONDS_BETWEEN_REQUESTS
    ratio = f"{took:.1f} s, {took / floor:.2f} times the floor of {floor:.0f} s"
    print(f"{wanted} addresses on {options.hosts} hosts: {ratio}; {worked} found to work")
    return 0 if worked == wanted else 1


if __name__ == "__main__":
    sys.exit(command_line.run(main))
