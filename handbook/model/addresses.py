"""Addresses of the web as people paste them: refused where they track a person or mislead, and the clean one named."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import parse_qs, unquote, urlsplit

import idna
from pydantic import AfterValidator

from handbook.model.cross_references import refuse
from handbook.model.look_alikes import look_alike

_HOST = r"[^\s/?#<>\"'|\\^`{}]+"
_FORM = re.compile(rf"https?://{_HOST}\.{_HOST}([/?#][^\s<>\"]*)?")
# What RFC 3986 has no place for; the link check encodes it likewise before it asks.
_NOT_LEGAL = re.compile(r"[|\\^`{}]")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hsenc|_hsmi|mkt_tok|twclid|ttclid"
    r"|li_fat_id|vero_id|oly_(anon|enc)_id",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+(@|%40)[\w-]+(\.[\w-]+)+", re.IGNORECASE)
# Hosts of mail filters and of sites that note who leaves, with the parameter that holds the address proper.
_PASSED_BY = {
    r"(.+\.)?safelinks\.protection\.outlook\.com": "url",
    r"l[m]?\.facebook\.com": "u",
    r"www\.google\.[a-z.]+/url": "q",
}
_URL_DEFENSE = re.compile(r"https?://urldefense(?:\.proofpoint)?\.com/v3/__(.+?)__;")


def _address(value: str) -> str:
    if not _FORM.fullmatch(value) or not _host(value):
        raise refuse(f"'{value}' is not a web address", "Write it in full, beginning with https://")
    host, proper = _host(value), _address_proper(value)
    if proper is not None:
        mend = f"Write {clean(proper)}" if proper else "Write the address of the page itself"
        raise refuse(f"'{host}' stands between the reader and the page", mend)
    tracked = [name for name, part in _parts(value) if _tells(part)]
    if tracked:
        names = ", ".join(f"'{name}'" for name in tracked)
        raise refuse(f"the address tracks a person by {names}", f"Write {clean(value)}")
    if "@" in urlsplit(value).netloc:
        raise refuse("a name stands before the host", f"Write {clean(value)}")
    odd = _NOT_LEGAL.search(value)
    if odd:
        raise refuse(f"'{odd[0]}' is not allowed in an address", f"Write {clean(value)}")
    if re.search(r"\.[a-z]+$", host) and look_alike(_shown(host)):
        raise refuse(look_alike(_shown(host)), "Type the host anew")
    return value


def _host(value: str) -> str:
    try:
        return urlsplit(value).hostname or ""
    except ValueError:
        return ""


def _shown(host: str) -> str:
    """A host in the letters that its ASCII form (xn--…) stands for."""
    try:
        return idna.decode(host) if "xn--" in host else host
    except (idna.IDNAError, UnicodeError):
        return host


def _address_proper(value: str) -> str | None:
    """The address that one of a mail filter or the like leads to, '' where it cannot be read; None for every other."""
    defended = _URL_DEFENSE.match(value)
    if defended:
        return defended[1]
    parts = urlsplit(value)
    for form, parameter in _PASSED_BY.items():
        if re.fullmatch(form, _host(value) + (parts.path if "/" in form else "")):
            inner = parse_qs(parts.query).get(parameter, [""])[0]
            return inner if _FORM.fullmatch(inner) else ""
    return None


def _parts(value: str) -> list[tuple[str, str]]:
    """The parameters of an address as they are written, each with its name."""
    query = value.partition("#")[0].partition("?")[2]
    return [(part.partition("=")[0], part) for part in query.split("&") if part]


def _tells(part: str) -> bool:
    """Whether a parameter tells who follows the address, or who was sent it."""
    name, _, value = part.partition("=")
    return bool(_TRACKING.fullmatch(name) or _MAIL.search(unquote(value)))


def clean(value: str) -> str:
    """An address without what tracks a person, legal, and else untouched.

    >>> clean("https://a.example/x?id=1|2&utm_source=mail#top")
    'https://a.example/x?id=1%7C2#top'
    """
    address, hash_, fragment = value.partition("#")
    page = re.sub(r"^(https?://)[^/@]*@", r"\1", address.partition("?")[0])
    query = "&".join(part for _, part in _parts(value) if not _tells(part))
    whole = page + (f"?{query}" if query else "") + hash_ + fragment
    return _NOT_LEGAL.sub(lambda found: f"%{ord(found[0]):02X}", whole)


Address = Annotated[str, AfterValidator(_address)]
"""An address of the web that is whole and clean."""

NONE_FOUND: Literal["none found"] = "none found"


def _copy(value: str) -> str:
    return value if value == NONE_FOUND else _address(value)


AddressOfCopy = Annotated[str, AfterValidator(_copy)]
"""An address like any other, or 'none found'."""
