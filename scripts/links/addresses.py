"""Web addresses: the bytes that go on the wire for a written one, and where a redirect leads, as browsers have it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from scripts.links.ends import VisitError

# All that RFC 3986 lets stand in a path or a query, besides letters and figures. The square brackets, which it keeps
# for hosts, stand here too: every browser sends them, and servers know `?a[]=1` in no other form.
_LEGAL = "-._~:/?@!$&'()*+,;=%[]"
_ODD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PORTS = {"http": 80, "https": 443}


class AddressError(VisitError, ValueError):
    """It is no address of the web; the text says why."""


@dataclass(frozen=True)
class Address:
    """Whom to ask and for what: `target` is what stands in the request, as it was written."""

    scheme: str
    host: str  # as it is looked up: in lower case, an international name in its ASCII form, IPv6 without brackets
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as the Host header names it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"


def scheme_of(url: str) -> str:
    """The scheme of an address in lower case; '' where there is none."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def host_of(url: str) -> str:
    """The host that an address is asked of, in lower case, without its port; '' where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def legal(text: str) -> str:
    """`text` with what may not stand in an address encoded, and nothing else touched.

    >>> legal("/a b|c%2Fd'(e)%e9%")
    "/a%20b%7Cc%2Fd'(e)%e9%25"
    """
    return quote(_ODD_PERCENT.sub("%25", text), safe=_LEGAL, errors="surrogateescape")


def parse(url: str) -> Address:
    """Whom `url` asks for what; raises AddressError. Neither the fragment is sent nor a name and password in it."""
    scheme = scheme_of(url)
    if scheme not in _PORTS:
        raise AddressError(f"'{scheme}' is no scheme of the web")
    written = url[len(scheme) + 1 :].partition("#")[0]
    if not written.startswith("//"):
        raise AddressError("names no host")
    authority, rest = re.match(r"//([^/?]*)(.*)", written, re.S).groups()  # type: ignore[union-attr]
    host, port = _host_and_port(authority.rpartition("@")[2])
    target = legal(rest if rest.startswith("/") else "/" + rest)
    return Address(scheme, host, _PORTS[scheme] if port is None else port, target)


def _host_and_port(text: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::([0-9]*))?", text)
    if not match:
        raise AddressError("names no usable host")
    port = int(match[2]) if match[2] else None
    if port is not None and not 0 < port < 65536:
        raise AddressError(f"has the port {port}, which there cannot be")
    return _host(match[1]), port


def _host(name: str) -> str:
    if name.startswith("["):
        return name.strip("[]").lower()
    if name.isascii():
        if re.search(r"[^a-zA-Z0-9._-]", name) or ".." in name or name.startswith("."):
            raise AddressError(f"'{name}' is no name of a host")
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        raise AddressError(f"'{name}' is no name of a host") from None


def led_to(base: str, location: str) -> str:
    """The address to which `location`, of a redirect or a page at `base`, sends a visitor.

    As browsers have it: blanks around it and line breaks within it do not count, a backslash is a slash, steps up the
    path are taken, and where it has no fragment of its own that of `base` goes along.
    """
    location = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33)))))
    base, _, kept = base.partition("#")
    wanted, mark, fragment = location.partition("#")
    joined = _joined(base, wanted)
    fragment = fragment if mark else kept
    return f"{joined}#{fragment}" if fragment else joined


def _joined(base: str, wanted: str) -> str:
    scheme = scheme_of(wanted)
    if scheme and scheme not in _PORTS:
        return wanted
    path, mark, query = wanted.partition("?")
    path = path.replace("\\", "/")
    if scheme:
        path = path[len(scheme) + 1 :]
        path = "//" + path.lstrip("/")
    else:
        scheme = scheme_of(base)
    origin, old_path, old_query = _split(base)
    if path.startswith("//"):
        origin, path, _ = _split(f"{scheme}:{path}")
    elif not path:
        path, mark, query = old_path, mark or ("?" if old_query else ""), query if mark else old_query
    elif not path.startswith("/"):
        path = old_path[: old_path.rfind("/") + 1] + path
    return f"{origin}{_without_dots(path)}{mark}{query}"


def _split(url: str) -> tuple[str, str, str]:
    origin, path, query = re.match(r"([^:]*://[^/?]*)([^?]*)\??(.*)", url, re.S).groups()  # type: ignore[union-attr]
    return origin, path or "/", query


def _without_dots(path: str) -> str:
    *folders, last = path.split("/")[1:]
    kept: list[str] = []
    for part in [*folders, last]:
        if part == "..":
            kept = kept[:-1]
        elif part != ".":
            kept.append(part)
    return "/" + "/".join([*kept, ""] if last in (".", "..") and kept else kept)
