"""The address asked is the address written, and redirects lead where browsers go."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.links import client
from scripts.links.addresses import Address, AddressError, led_to, legal, parse
from scripts.links.client import CrawlPolicy, Visit
from scripts.links.network import _Guarded
from scripts.links.registry import read_registry
from tests.conftest import ROOT
from tests.scripts.links.servers import Answer, serving
from tests.scripts.links.test_runs import Bench

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"


def sent(url: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The bytes that go on the wire for `url`."""
    ours, theirs = socket.socketpair()

    def wired(address: Address, *_: object) -> _Guarded:
        made = _Guarded(address.host, address.port)
        made.sock = ours
        return made

    monkeypatch.setattr(client, "connection", wired)
    theirs.sendall(ANSWER)
    with ours, theirs:
        Visit(CrawlPolicy("test"))._send(url, parse(url), {})
        return theirs.recv(65_536)


def test_every_address_of_the_registry_is_asked_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = read_registry(ROOT / "data" / "links.yml")
    assert len(addresses) > 200
    for each in addresses.values():
        host, _, path = each.url.partition("#")[0].partition("://")[2].partition("/")
        host, mark, query = host.partition("?")
        request, _, headers = sent(each.url, monkeypatch).decode().partition("\r\n")
        assert request == f"GET /{mark}{query}{path} HTTP/1.1", each.url
        assert f"\r\nHost: {host.lower()}\r\n" in f"\r\n{headers}"


WRITTEN = [
    "/files/Board%2BPapers.pdf",
    "/index.php/File:Board.pdf",
    "/10.1136%2Fleader",
    "/a%5Cb",
    "/on?to=https%3A%2F%2Fx",
    "/%28c%2B%2B%29",
    "/wiki/St_George's_Hospital",
    "/sant%E9.asp",
    "/sant%e9.asp",
    "/web/2019/http:/www.example.org/",
    "/a;b=1,c!$&'()*+=@~",
    "/a//b/./c/../d",
    "/search?q[]=1&q[]=2&empty=",
    "/page?",
    "/?p=39539",
]


def test_addresses_are_asked_byte_for_byte(tmp_path: Path) -> None:
    hosts = [f"127.0.4.{number}" for number in range(1, len(WRITTEN) + 1)]
    bench = Bench(tmp_path)
    with serving(hosts) as servers:
        urls = {f"l-{n}": servers.plant(host, WRITTEN[n], Answer()) for n, host in enumerate(hosts)}
        bench.write(urls)
        bench.run()
        assert [servers.asked(host)[1:] for host in hosts] == [[each] for each in WRITTEN]
        assert set(bench.states().values()) == {"ok"}


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/a b", "/a%20b"),
        ("/a|b", "/a%7Cb"),
        ("/Santé", "/Sant%C3%A9"),
        ("/100%", "/100%25"),
        ("/100%zz", "/100%25zz"),
        ('/"<>\\^`{}', "/%22%3C%3E%5C%5E%60%7B%7D"),
    ],
)
def test_only_what_is_not_legal_is_encoded(written: str, asked: str) -> None:
    assert legal(written) == asked
    assert parse(f"https://example.org{written}#here").target == asked


@pytest.mark.parametrize(
    ("url", "origin", "target"),
    [
        ("HTTPS://Example.ORG", "https://example.org", "/"),
        ("http://example.org:80/x", "http://example.org", "/x"),
        ("http://example.org:8080?x", "http://example.org:8080", "/?x"),
        ("https://someone:secret@example.org/", "https://example.org", "/"),
        ("http://[2001:DB8::1]/x", "http://[2001:db8::1]", "/x"),
        ("https://bücher.example/", "https://xn--bcher-kva.example", "/"),
        ("https://my_host.example/", "https://my_host.example", "/"),
    ],
)
def test_a_host_is_asked_by_its_plain_name(url: str, origin: str, target: str) -> None:
    assert (parse(url).origin, parse(url).target) == (origin, target)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/", "'ftp' is no scheme of the web"),
        ("http:/example.org/", "names no host"),
        ("http:///page", "names no usable host"),
        ("http://[::1/", "names no usable host"),
        ("http://example.org:99999/", "has the port 99999, which there cannot be"),
        ("http://example.org:x/", "names no usable host"),
        ("http://exa mple.org/", "'exa mple.org' is no name of a host"),
        ("http://a..b/", "'a..b' is no name of a host"),
    ],
)
def test_what_is_no_address_is_told(url: str, message: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse(url)
    assert str(caught.value) == message


BASE = "https://example.org/a/b?c#d"


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("/new ", "https://example.org/new#d"),
        ("\t /new\r\n", "https://example.org/new#d"),
        ("/n\new", "https://example.org/new#d"),
        ("new", "https://example.org/a/new#d"),
        ("../new", "https://example.org/new#d"),
        ("./", "https://example.org/a/#d"),
        ("..", "https://example.org/#d"),
        ("/x/../y", "https://example.org/y#d"),
        ("?q", "https://example.org/a/b?q#d"),
        ("?", "https://example.org/a/b?#d"),
        ("", "https://example.org/a/b?c#d"),
        ("#new", "https://example.org/a/b?c#new"),
        ("/new#e", "https://example.org/new#e"),
        ("/new#", "https://example.org/new"),
        ("//other.example/x", "https://other.example/x#d"),
        ("\\\\other.example\\x", "https://other.example/x#d"),
        ("http://other.example", "http://other.example/#d"),
        ("HTTP://other.example/%2F?a%2Fb", "http://other.example/%2F?a%2Fb#d"),
        ("http:/other.example/x", "http://other.example/x#d"),
        ("/web/http://x/y", "https://example.org/web/http://x/y#d"),
        ("/on?to=http://x/../y", "https://example.org/on?to=http://x/../y#d"),
        ("mailto:someone@example.org", "mailto:someone@example.org#d"),
    ],
)
def test_a_redirect_leads_where_browsers_go(location: str, there: str) -> None:
    assert led_to(BASE, location) == there


def test_a_location_in_another_encoding_is_sent_as_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for raw, asked in ((b"/sant\xe9", "/sant%E9"), ("/santé".encode(), "/sant%C3%A9")):
        url = led_to(BASE, raw.decode("latin-1"))
        assert client.from_header(raw.decode("latin-1")) != url
        assert parse(led_to(BASE, client.from_header(raw.decode("latin-1")))).target == asked


Wire = Callable[[str], bytes]


def test_no_login_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    request = sent("http://someone:secret@example.org/page", monkeypatch)
    assert b"secret" not in request
    assert b"Authorization" not in request
