"""What came of a visit: one outcome, and what to say of it, from its hops and the answer or the error at its end."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

import urllib3
from urllib3.util.ssl_match_hostname import CertificateError

from handbook.model.link_status import Outcome
from scripts.links.addresses import AddressError
from scripts.links.client import MAX_BODY_BYTES, REDIRECTS, Answer, Hop, LeavesTheWebError, LoopError
from scripts.links.error_pages import of_page, wrong_place
from scripts.links.network import PrivateAddressError
from scripts.links.page import Page
from scripts.links.robots import RobotsError, RobotsTroubleError

PERMANENT = (301, 308)


@dataclass(frozen=True)
class Finding:
    """What a visit found. `answered` says whether any server answered: if none does in a run, the fault may be ours."""

    outcome: Outcome
    code: int | None = None
    target: str | None = None
    detail: str = ""
    answered: bool = True
    etag: str | None = None  # by which the answer can be asked for again
    modified: str | None = None
    unchanged: bool = False  # the server says that nothing has changed since the last check


def of_answer(url: str, hops: list[Hop], answer: Answer) -> Finding:
    """The outcome where an answer came at the end of `hops`: it need not be the page that was asked for."""
    code, final = answer.code, hops[-1].url.partition("#")[0]
    target = final if len(hops) > 1 else None
    if code == 304 and answer.conditional:
        return Finding("ok", code, unchanged=True)
    if barred := _of_challenge(answer):
        return Finding(barred[0], code, target, barred[1])
    if not 200 <= code < 300:
        return _of_code(code)
    if place := wrong_place(url, final):
        return Finding("login" if place == "a login" else "soft-404", code, target, f"leads to {place}")
    if answer.empty or (answer.page and answer.page.bare and answer.page.whole):
        return Finding("soft-404", code, target, "the page is empty")
    if fault := of_page(answer.page, hops[-1].url):
        return Finding(fault[0], code, target, fault[1])
    marks = {"etag": answer.headers.get("ETag"), "modified": answer.headers.get("Last-Modified")}
    return replace(_of_place(url, hops, answer), **marks)  # type: ignore[arg-type]


def _of_place(url: str, hops: list[Hop], answer: Answer) -> Finding:
    """The outcome where the page is there: the place in it may be missing, and the page at another address."""
    code, fragment = answer.code, hops[-1].url.partition("#")[2]
    final = hops[-1].url.partition("#")[0]
    asked_for_a_place = bool(url.partition("#")[2])
    found = Finding("ok", code) if len(hops) == 1 else _of_move(hops, answer)
    if answer.unseen:
        return replace(found, outcome=_unless_moved(found), detail=_told(found.detail, answer.unseen))
    if not answer.page or not asked_for_a_place or has_place(answer.page, fragment):
        return found
    if why := _why_unseen(answer.page, fragment):
        return replace(found, outcome=_unless_moved(found), detail=_told(found.detail, why))
    return Finding("dead-fragment", code, final if len(hops) > 1 else None, f"no place '#{fragment}' on the page")


def _unless_moved(found: Finding) -> Outcome:
    return "not-seen" if found.outcome == "ok" else found.outcome


def _told(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _of_move(hops: list[Hop], answer: Answer) -> Finding:
    if hops[0].url.partition("#")[0] == hops[-1].url.partition("#")[0]:  # a page that first sets its cookie
        return Finding("ok", answer.code)
    steps = hops[:-1]
    detail = " then ".join("passed on by the page" if hop.by_page else str(hop.code) for hop in steps)
    for_good = all(hop.code in PERMANENT and not hop.by_page for hop in steps)
    return Finding("moved-for-good" if for_good else "moved-for-now", answer.code, hops[-1].url, detail)


def has_place(page: Page, fragment: str) -> bool:
    """Whether the page has the place that the fragment names, sought as browsers do: as it is written, then decoded."""
    written = fragment.partition(":~:")[0]
    name = unquote(written)
    if not written or name.lower() == "top":
        return True
    return bool({written, name} & page.places)


def _why_unseen(page: Page, fragment: str) -> str:
    """Why nobody can tell from the page as it came whether a script makes the place; '' where one can."""
    written = fragment.partition(":~:")[0]
    name = unquote(written)
    if not page.whole:
        size = f"only the first {MAX_BODY_BYTES // 1024} kB of the page were read"
        return f"{size}: whether it has the place '#{fragment}' is not known"
    if written.startswith(("/", "!")):
        return f"'#{fragment}' is read by a script of the page"
    if f"user-content-{name}" in page.places:
        return f"the page has the place as 'user-content-{name}', which its script finds"
    if page.scripts and ({written, name} & page.own_links or len(page.text) < 200):
        return f"the place '#{fragment}' could not be seen: a script of the page may make it"
    return ""


_CHALLENGES = {"cf-mitigated": "challenge", "x-amzn-waf-action": "challenge|captcha", "x-vercel-mitigated": "challenge"}


def _of_challenge(answer: Answer) -> tuple[Outcome, str] | None:
    """Whether a header or a page says that a person must show to be one, or that the check is kept out."""
    for name, value in _CHALLENGES.items():
        if re.fullmatch(value, answer.headers.get(name, "").strip(), re.I):
            return "challenge", f"first checks who asks ({name})"
    if answer.code == 200 or not answer.page:
        return None
    fault = of_page(answer.page, "")
    return fault if fault and fault[0] == "challenge" else None


# What a reader or a maintainer should know of an answer, besides the number.
_SAYS = {
    300: "offers a choice of addresses, and no page",
    304: "says that nothing has changed, though nothing was known before",
    400: "calls the request faulty: the address may have a slip, or the server keeps machines out",
    401: "asks for a login",
    402: "asks for payment",
    403: "keeps the check out",
    405: "does not let this address be read: it may be meant for forms alone",
    406: "has the page in no form that the check could take",
    407: "asks for a login to a proxy",
    429: "asks to slow down",
    451: "withholds the page for legal reasons",
    501: "cannot serve a plain request for a page",
}


def _of_code(code: int) -> Finding:
    """The outcome where the last answer was no page. Any other 4xx is a refusal; a 3xx without a way on is trouble."""
    if code in (404, 410):
        return Finding("gone", code)
    if code == 408:
        return Finding("timeout", code)
    if code == 401:
        return Finding("login", code, detail=_SAYS[code])
    if 400 <= code < 500 or code >= 600:  # some servers make up a number to turn machines away
        return Finding("refused", code, detail=_SAYS.get(code, "turns the check away"))
    said = "redirects, but does not say where to" if code in REDIRECTS else ""
    return Finding("server-trouble", code, detail=_SAYS.get(code, said))


_NO_HOST = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_REFUSALS: dict[type[BaseException], Outcome] = {
    PrivateAddressError: "private-address",
    RobotsError: "refused",
    RobotsTroubleError: "server-trouble",
    LoopError: "redirect-loop",
    LeavesTheWebError: "wrong-scheme",
}


def of_error(error: BaseException, hops: list[Hop]) -> Finding:
    """The outcome of a visit that ended in an exception after `hops`, if there were any."""
    reasons, code = list(_reasons(error)), hops[-1].code if hops else None

    def say(outcome: Outcome, detail: str = "", answered: bool = code is not None) -> Finding:
        return Finding(outcome, code, None, detail, answered)

    for each in reasons:
        if type(each) in _REFUSALS:
            return say(_REFUSALS[type(each)], str(each), code is not None or not isinstance(each, PrivateAddressError))
        if isinstance(each, AddressError):
            return say("malformed", "redirects to a malformed address" if hops else str(each))
        if isinstance(each, ssl.SSLCertVerificationError | CertificateError):
            return say(*_of_certificate(each), answered=True)
    late = (TimeoutError, urllib3.exceptions.ReadTimeoutError)
    if any(isinstance(each, late) or type(each) is urllib3.exceptions.ConnectTimeoutError for each in reasons):
        return say("timeout")
    if name := next((each for each in reasons if isinstance(each, socket.gaierror)), None):
        return say(*_of_name(name))
    return say(*_of_connection(reasons))


def _of_name(reason: BaseException) -> tuple[Outcome, str]:
    if reason.args[0] in _NO_HOST:
        return "gone", "no such host"
    return "unreachable", "the host's name could not be looked up"


# OpenSSL's numbers of what is wrong with a certificate.
_CERTIFICATES: dict[int, Outcome] = {
    9: "certificate-expired",  # not yet valid
    10: "certificate-expired",
    62: "certificate-name",
    64: "certificate-name",  # an address in figures
    18: "certificate-self-signed",
    19: "certificate-self-signed",  # at the end of its chain
    20: "certificate-chain",
    21: "certificate-chain",
}


def _of_certificate(reason: BaseException) -> tuple[Outcome, str]:
    if isinstance(reason, CertificateError):
        return "certificate-name", str(reason)
    said = str(getattr(reason, "verify_message", "")) or "cannot be trusted"
    return _CERTIFICATES.get(getattr(reason, "verify_code", 0), "certificate"), said


_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}


def _of_connection(reasons: list[BaseException]) -> tuple[Outcome, str]:
    """The outcome of a connection that failed, and what to say of it."""

    def have(*kinds: type[BaseException]) -> bool:
        return any(isinstance(each, kinds) for each in reasons)

    if have(ConnectionRefusedError):
        return "gone", "the host takes no connection"
    if have(ssl.SSLEOFError, ConnectionResetError, BrokenPipeError):
        return "server-trouble", "the connection was dropped"
    if have(ssl.SSLError):
        return "certificate", "no secure connection could be made"
    if any(isinstance(each, OSError) and each.errno in _NO_WAY for each in reasons):
        return "unreachable", "there is no way to the host"
    return "server-trouble", "no proper answer"


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """The exception and all that it wraps: urllib3 nests the cause in arguments and attributes."""
    ahead: list[Any] = [error]
    seen: set[int] = set()
    while ahead:
        each = ahead.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        ahead += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
