"""One visit to one address, from its text to what was found."""

from __future__ import annotations

import http.client
import re

import urllib3

from scripts.links.addresses import AddressError, parse, scheme_of
from scripts.links.client import CrawlPolicy, Validators, Visit
from scripts.links.ends import VisitError
from scripts.links.judge import Finding, of_answer, of_error

# What ends a visit without an answer.
ENDS = (
    VisitError,
    OSError,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    ValueError,
)


class Engine:
    """Makes the visits of a run, all by one policy."""

    def __init__(self, policy: CrawlPolicy) -> None:
        self.policy = policy

    def visit(self, url: str, last_try: bool = False, known: Validators | None = None) -> Finding:
        """Go to `url`, and ask only for what has changed since `known` where that is given.

        Raises PutOffError where the host asks to come back later, unless this is the `last_try`.
        """
        if scheme_of(url) not in ("http", "https"):
            return Finding("wrong-scheme" if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url) else "malformed")
        try:
            parse(url)
        except AddressError as error:
            return Finding("malformed", detail=str(error), answered=False)
        visit = Visit(self.policy, last_try, known)
        try:
            answer = visit.follow(url)
        except ENDS as error:
            return of_error(error, visit.hops)
        return of_answer(url, visit.hops, answer)
