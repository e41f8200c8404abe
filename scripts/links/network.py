"""Connections that go to public addresses alone, keep to a budget of time, and send a request as it is written.

urllib3's pools and `requests` on top of them write addresses anew (`%e9` becomes `%E9`, `%5C` a slash for some), so the
request goes straight to urllib3's connection, which sends what it is given.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import http.client
import io
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any, cast

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

from scripts.links.addresses import Address
from scripts.links.ends import VisitError
from scripts.links.pace import Budget

CONNECT_SECONDS = 10.0

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class PrivateAddressError(VisitError):
    """The address lies in a network that is not public."""


def connection(address: Address, budget: Budget, trusted: tuple[Network, ...], authorities: str | None) -> _Guarded:
    """A connection for one request; `authorities` is a file of certificate authorities in place of the usual ones."""
    timeout = min(CONNECT_SECONDS, budget.step())
    made: _Guarded
    if address.scheme == "https":
        ca = authorities or certifi.where()
        made = _GuardedTLS(address.host, address.port, timeout=timeout, cert_reqs="CERT_REQUIRED", ca_certs=ca)
    else:
        made = _Guarded(address.host, address.port, timeout=timeout)
    made.trusted = trusted
    made.response_class = functools.partial(_TimedResponse, budget)  # type: ignore[assignment]
    return made


class _Guarded(HTTPConnection):
    trusted: tuple[Network, ...] = ()

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        failure: Exception = OSError(errno.EHOSTUNREACH, "no address")
        try:
            for address in _vetted(name, self.port, self.trusted):
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


def _vetted(host: str, port: int, trusted: Iterable[Network]) -> list[str]:
    """The addresses of `host`; raises PrivateAddressError where one of them is not public.

    The connection is made to the very address that was vetted, so that a second look-up cannot change it.
    """
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address, trusted):
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
    def __init__(self, budget: Budget, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(_TimedReader(raw, sock, budget))
