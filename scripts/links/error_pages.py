"""Error pages and home pages that come with a status of 200 in place of the page: soft 404s.

Nothing but wording and addresses gives them away. A page wrongly called gone costs a person a look, one wrongly called
fine misleads readers for years; but titles of pages on errors, missing persons or room 404 must pass.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from handbook.model.link_status import Outcome
from scripts.links.page import Page

_LANGUAGE = r"[a-z]{2}(?:[_-][a-z]{2})?"
_HOME_PATH = re.compile(
    rf"/?(?:{_LANGUAGE}(?:/|$))?(?:(?:pages/)?(?:index|default|home|homepage|home-page)(?:\.\w+)?/?)?", re.I
)
_ERROR_NAME = (
    r"(?:(?:http|error|page|file|url|custom)[-_]?){0,3}(?:404|not[-_]?found)(?:[-_]?(?:error|page|handler)){0,2}"
)
_ERROR_PATH = re.compile(  # such a part of the path, 'errors' as its first or 'error' as its last
    rf"/{_ERROR_NAME}(?:\.\w+)?(?:/|$)|^/(?:{_LANGUAGE}/)?errors?(?:\.\w+)?(?:/|$)|/error(?:[-_]?page)?(?:\.\w+)?/?$",
    re.I,
)
_ERROR_QUERY = re.compile(r"(?:^|[=&])(?:page[-_]?)?(?:not[-_]?found|404|error)(?:[=&]|$)", re.I)

# How headings are put together: 'Page not found | A Trust'.
_SEPARATOR = re.compile(r"\s+[|·»/-]+\s+|:+\s+|\|")
_NOT = r"(?:not|n?'?t)"
_ASIDE = r"(?:(?:oops|whoops|uh[- ]oh|sorry|error|404|we're sorry|we are sorry)\b\W*)*(?:but\s+)?"
_ANY_PAGE = r"(?:(?:this|that|the|your|requested)\s+){0,3}(?:web\s?page|page|url)"
_SURE_PAGE = r"(?:(?:this|that|the|your|requested)\s+){0,3}(?:document|file(?: or directory)?|content|resource|article)"
_WANTED = (
    r"(?:\s+(?:that\s+|which\s+)?(?:you(?:'re|\s+are|\s+were|'ve|\s+have)?\s+)"
    r"(?:looking for|request\w*|try\w* to \w+|tried to \w+|want\w*|asked for))?"
)
_IS = r"(?:(?:is|was|has been|may have been|might have been|could have been|has either been)\s+)?"
_GONE = (
    rf"\s+(?:(?:(?:is|was|are|were|could|does|has|can)\s*{_NOT}|cannot|not)\s+"
    r"(?:(?:be|been|currently)\s+)?(?:found|available|located|exist|here)"
    rf"|{_IS}(?:no longer|currently|temporarily)\s+(?:exists?|available|here|unavailable)"
    rf"|{_IS}(?:removed|deleted|missing|unavailable))\b"
)
_NOWHERE = re.compile(
    rf"{_ASIDE}(?:"
    rf"{_ANY_PAGE}{_WANTED}{_GONE}"  # whatever follows
    rf"|{_SURE_PAGE}{_WANTED}{_GONE}(?=\W*$|,|\s+(?:here|on this|on the|at this|or|and)\b)"
    rf"|(?:we|i)\s+(?:can(?:no|')?t|can not|could\s?{_NOT}|(?:are|were)\s+(?:unable|not able) to)\s+(?:find|locate)"
    r"\s+(?:that|the|this|your|a|what)?\s*(?:requested\s+)?(?:web\s?page|page|url|document|file|you)\b"
    r"|(?:(?:http|server|page|status|error|code)\W+){0,3}404(?:\.0)?(?:\W+(?:error|page|not found|oops))*\W*\d?$"
    r"|(?:not|nothing(?: was)?) found\W*$"
    r"|missing page\W*$"
    r"|(?:something (?:has gone|went) wrong)\W*$"
    r")",
    re.I,
)
_ONLY_AN_ASIDE = re.compile(r"(?:oops|whoops|uh[- ]oh)\W*", re.I)


def of_page(page: Page | None, url: str, final: str) -> tuple[Outcome, str] | None:
    """Whether an answer of 200 from `final` to one who asked for `url` is an error page or the home page, and why."""
    if place := _wrong_place(url, final):
        return "soft-404", f"leads to {place}"
    if page is None:
        return None
    if page.refresh and (place := _wrong_place(url, _joined(final, page.refresh))):
        return "soft-404", f"passes the visitor on to {place}"
    said = next((heading for heading in page.headings if _tells_of_an_error(heading)), None)
    return ("soft-404", f"the page says: {said}") if said else None


def _wrong_place(url: str, final: str) -> str:
    """'the home page' or 'an error page' where a visitor ends up there without having asked for it; else ''."""
    asked, got = urlsplit(url), urlsplit(final)
    if (asked.netloc.lower(), asked.path) == (got.netloc.lower(), got.path) or _is_home(asked.path):
        return ""
    if _is_home(got.path) and not got.query:
        return "the home page"
    if _ERROR_PATH.search(got.path) and not _ERROR_PATH.search(asked.path):
        return "an error page"
    return "an error page" if _is_home(got.path) and _ERROR_QUERY.search(got.query) else ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # malformed: it leads nowhere
        return base


def _is_home(path: str) -> bool:
    return _HOME_PATH.fullmatch(path) is not None


_PLAIN = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{EN DASH}": "-", "\N{EM DASH}": "-"})


def _tells_of_an_error(heading: str) -> bool:
    heading = heading.translate(_PLAIN)
    parts = [heading, *_SEPARATOR.split(heading)]
    return any(_NOWHERE.match(part.strip()) or _ONLY_AN_ASIDE.fullmatch(part.strip()) for part in parts)
