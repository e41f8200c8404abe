"""Pages that come with a status of 200 in place of the page: of an error, a host, a login, a machine that asks back.

Nothing but wording and addresses gives them away. A page wrongly called gone costs a person a look, one wrongly called
fine misleads readers for years; but titles of pages on errors, missing persons or room 404 must pass. How often the
wordings are right is held by two lists of headings in the tests, one of which was not used to write them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from handbook.model.link_status import Outcome
from scripts.links.addresses import host_of
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
_LOGIN_PATH = re.compile(
    r"/(?:wp-|user[-_]?|member[-_]?s?[-_]?|account[-_]?)?(?:log-?in|log-?on|sign-?in|sign-?on|signin|authenticate)"
    r"(?:\.\w+)?(?:/|$)|/(?:oauth2?|saml2?|adfs|idp|sso)(?:/|$)",
    re.I,
)
_LOGIN_HOST = re.compile(r"(?:login|logon|signin|auth|sso|idp|accounts?)\.", re.I)

# How headings are put together: 'Page not found | A Trust', 'A Trust: Page not found'.
_SEPARATOR = re.compile(r"\s+[|·»\u203a•/-]+\s+|\||\s+-+$|^\W+\s+")
_COLON = re.compile(r":+\s+")
_BEFORE_COLON = re.compile(r"page|\b[45]\d\d\b", re.I)  # 'Page not found: A Trust', not 'Error: why doctors err'
_END = r"(?:\W*$)"
_NOT = r"(?:not|n?'?t)"
_ASIDE = (
    r"(?:(?:oops|ooops|whoops|uh[- ]oh|hmm+|ah|oh no|oh dear|sorry|apologies|error|404|we're sorry|we are sorry"
    r"|we apologi[sz]e|unfortunately|houston, we have a problem|(?:it )?looks like|it seems(?: that)?"
    r"|this is embar\w+|(?:our|my) bad"
    r"|that's an error|well)\b\W*)*(?:but\s+|that\s+)?"
)
_DET = r"(?:(?:this|that|the|your|a|requested|specified|web|current|particular)\s+){0,4}"
_ANY_PAGE = rf"{_DET}(?:web\s?page|page|url)"
_SURE_PAGE = (
    rf"{_DET}(?:document|file(?: or directory)?|content|resource|article|item|object|record|post|publication|report"
    rf"|course|chapter"
    r"|event|product|profile|video|topic|site|website|web site|blog|link|address|location|job|vacancy|advert|listing"
    r"|repository|domain|project|deployment|resource or page|download)"
)
_WANTED = (
    r"(?:\s+(?:that\s+|which\s+)?(?:you(?:'re|\s+are|\s+were|'ve|\s+have)?\s+)?(?:just\s+)?"
    r"(?:looking for|request\w*|try\w* to \w+|tried to \w+|want\w*|asked for|followed|clicked(?: on)?|entered|typed)"
    r"(?:\s+to \w+)?)?(?:\s+[\"']?/\S*)?"
)
_IS = r"(?:(?:is|was|has|has been|may have been|might have been|could have been|has either been|may)\s+)?"
_GONE = (
    rf"\s+(?:(?:(?:is|was|are|were|could|does|do|has|have|can|may)\s*{_NOT}|cannot|can not"
    rf"|not)\s+(?:longer\s+)?(?:seem to\s+)?"
    r"(?:(?:be|been|currently|yet)\s+)?(?:found|available|located|exist|exists|here|displayed|accessible|loaded|live|valid)"
    rf"|{_IS}(?:no longer|currently|temporarily)\s+(?:exists?|available|here|unavailable|active|online|accessible)"
    rf"|{_IS}(?:removed|deleted|missing|unavailable|lost|expired|gone|retired|decommissioned|vanished|disappeared)"
    r"|(?:is|was|has|has been|may have been|might have been)\s+moved(?=\W*$|\W+or\b)"
    r"|not available|doesn't exist)\b"
)
_SEEK = (
    r"(?:we|i)\s+(?:just\s+)?(?:can(?:no|')?t|can not|could\s?n(?:o|')t|did\s?n(?:o|')t|don't|"
    r"(?:are|were|was|am|'re)\s+(?:unable|not able) to|have\s?n(?:o|')t)\s+(?:quite\s+)?(?:seem to\s+)?"
    r"(?:find|found|locate|have|load|display|match)\s+(?:that|the|this|your|a|any|what)?\s*"
    r"(?:requested\s+)?(?:web\s?page|page|url|document|file|content|resource|address|you)\b"
)
_NUMBER = r"(?:(?:http|server|page|status|error|code|fault)\W+){0,4}4(?:04|10)(?:\.0)?"
_WELSH = (
    r"(?:mae'n ddrwg gennym\W*)?(?:ni (?:chafwyd|chanfuwyd|ddaethpwyd|ddaethom|ellir|ellid|allwn"
    r"|allem) .{0,30}(?:dudalen|wefan)"
    r"|(?:tudalen|y dudalen) (?:heb ei|ddim|wedi'i dileu|ar goll)\b.*|nid (?:yw|oes|yw'r) .{0,40}"
    r"(?:dudalen|tudalen).*|(?:wedi )?methu (?:â )?(?:dod o hyd i'r|canfod y|cael hyd i'r) dudalen|heb (?:ganfod"
    r"|ddod o hyd i)'?r? ?y? ?dudalen"
    r"|do(?:es|edd) dim (?:modd|tudalen).*dudalen.*|gwall 404)"
)
_NOWHERE = re.compile(
    rf"{_ASIDE}(?:"
    rf"{_ANY_PAGE}{_WANTED}{_GONE}"  # whatever follows
    rf"|{_SURE_PAGE}{_WANTED}{_GONE}(?={_END}|,|\.\s|\s+(?:here|on this|on the|at this|or|and|at the moment"
    rf"|right now|anymore)\b)"
    rf"|{_SEEK}|{_WELSH}"
    rf"|{_NUMBER}(?:\W*(?:error|page|gone|not ?found|not_found|(?:page )?not found|oops|file|document"
    rf"|that's an error))*\W*\d?$"
    rf"|(?:not|nothing(?: was)?) found(?:\W*\#?404)?(?: at this location)?{_END}"
    rf"|(?:missing|lost|broken|deleted|removed|invalid|unknown|bad|dead|no such|no) (?:page|url"
    rf"|link)(?: found)?{_END}"
    rf"|(?:there(?:'s| is)|there was) nothing (?:here|to see here|found)|nothing (?:to see )?here{_END}"
    rf"|no such (?:file or directory|app|file|document|bucket){_END}|nosuch(?:key|bucket){_END}"
    rf"|(?:page|url) (?:removed|deleted|moved|expired|error|gone){_END}|gone{_END}|dead end{_END}|410 gone{_END}"
    rf"|(?:you(?:'re| are| seem(?: to be)?| appear to be)|are you|feeling) lost{_END}|you've reached a dead end{_END}"
    rf"|(?:something|anything) (?:has gone|went|is) wrong{_END}|an? (?:unexpected )?error (?:has )?occurr?ed\b"
    rf"|there (?:was|has been) an? (?:unexpected )?(?:error|problem){_END}"
    rf"|error{_END}"
    rf"|(?:the|this) (?:page|link)(?: that)?(?: you)?(?: followed| clicked)? (?:is|may be|has been|was) (?:broken"
    rf"|removed|moved|deleted|renamed)\b"
    r"|(?:the )?(?:specified (?:key|bucket)) does not exist|there isn't a github pages site here"
    rf"|(?:this|the) (?:service|website|site|web site) (?:is|has|has been|was) (?:now |been )?"
    rf"(?:closed|retired|decommissioned|shut down|discontinued|switched off){_END}"
    rf"|(?:this|the) (?:page|content) (?:has |is )?(?:been )?(?:unpublished|not published|private"
    rf"|withdrawn from publication){_END}"
    r")",
    re.I,
)
_ONLY_AN_ASIDE = re.compile(r"(?:(?:oops|whoops|uh[- ]oh|this is embar\w+)\W*)+", re.I)

_DOMAIN = r"(?:[a-z0-9-]+\.)+[a-z]{2,}"
_PARKED = re.compile(
    rf"(?:{_DOMAIN}|(?:this|the|your) (?:web )?(?:domain|site|website|web site)(?: name)?(?: {_DOMAIN})?"
    rf"|domain(?: name)?(?: {_DOMAIN})?)"
    r"\s*(?:is |may be |might be |could be )?(?:now |still |currently )?(?:for sale\b|available for (?:sale"
    r"|purchase)|parked\b"
    r"|listed for sale|reserved for|pending renewal|up for (?:sale|auction))"
    rf"|(?:buy|purchase|own|get) (?:this|the) domain\b|{_DOMAIN}\W+(?:hugedomains|sedo|parked"
    rf"|domain (?:name )?for sale)"
    rf"|(?:this|the) domain(?: name)?(?: {_DOMAIN})? (?:has |is |was |has been )?(?:been )?(?:recently |newly "
    rf"|just )?(?:registered|expired|parked)\b"
    rf"|domain (?:name )?(?:expired|parking|parked|for sale|registered){_END}|parked (?:domain|page|free)\b"
    rf"|parking page{_END}"
    rf"|(?:this )?(?:web ?site|site|page|web page) (?:is )?(?:parked|coming soon|under construction){_END}"
    rf"|(?:coming soon|under construction|website under construction){_END}"
    rf"|(?:the )?future home of (?:something\b|(?:this|your|our|a) (?:new )?(?:web ?)?site\b|{_DOMAIN}|\S+{_END})"
    rf"|hugedomains(?:\.com)?{_END}"
    r"|this web ?page is parked|this domain is (?:owned|available)|(?:welcome to )?\S+ is parked free"
    r"|premium domain (?:name )?for sale",
    re.I,
)
_HOSTS_PAGE = re.compile(
    r"(?:this |your |the )?(?:account|(?:web ?|web )?site|hosting|hosting account|user|domain"
    r"|subscription) (?:has been |is |was |has )?"
    rf"(?:temporarily |currently )?(?:suspended|deactivated|disabled|terminated|expired|been suspended"
    rf"|blocked by .*|not configured){_END}"
    r"|(?:this|your) (?:account|site|website|web site|hosting account) has been (?:temporarily )?(?:suspended"
    r"|disabled|deactivated)\b"
    rf"|account (?:suspended|disabled)\b|suspended (?:page|account|domain|website){_END}"
    rf"|(?:509 )?bandwidth (?:limit )?exceeded{_END}"
    r"|welcome to (?:nginx|openresty|centos|cloudlinux|xampp|wamp\w*|iis|caddy|jboss\w*|wildfly|glassfish|litespeed"
    r"|apache|tengine|almalinux"
    rf"|your new (?:website|site|web ?server|wordpress site)|plesk|cpanel|lighttpd|rocky linux|fedora|ubuntu"
    rf"|debian)\b.{{0,40}}$"
    rf"|(?:apache2?|nginx|centos|ubuntu|debian|fedora|red hat|almalinux|rocky linux|amazon linux|http server"
    rf"|web server(?:'s)?|plesk|domain|cpanel|\S+ apache2)"
    rf"(?: (?:linux|ubuntu|debian|http server|http|server|2|web server))* (?:default|test|welcome) (?:web ?site "
    rf"|web |start )?page\b.*"
    rf"|(?:default|test) (?:web ?site |plesk |domain |parallels plesk )?page\b(?: for the .*)?(?:$|{_END})"
    rf"|it works!?{_END}|iis(?: windows(?: server)?|\d+(?:\.\d)?){_END}"
    rf"|test page for the\b.*|apache tomcat/[\d.]+{_END}|caddy works{_END}|placeholder page{_END}|index of /{_END}"
    rf"|your (?:app service app|web app|azure .* app) is (?:up and )?running.*|(?:web"
    rf"|glassfish) server\W+(?:is )?(?:server )?running{_END}"
    r"|wordpress\W+(?:installation|error|setup configuration file)|if you are the owner of this (?:web ?site|domain)"
    rf"|(?:site|website) not (?:configured|published|found|installed)\b.{{0,30}}$|fastly error: unknown domain.*"
    rf"|do you want to register \S+\??",
    re.I,
)
_TROUBLE = re.compile(
    rf"(?:(?:http|error|status|code)\W+){{0,3}}5(?:00|02|03|04|2\d|30)(?:\W+(?:error|internal server error"
    rf"|bad gateway|service (?:temporarily )?unavailable"
    rf"|gateway time-?out|server error|web server is down|connection timed out|origin is unreachable)){{0,3}}{_END}"
    r"|(?:(?:the|this|our) )?(?:service|server|system|site|website|web site) (?:is )?(?:(?:temporarily"
    r"|currently) )?(?:unavailable|down|offline|not available)(?=\W*$|\W+(?:please|try|back)\b)"
    rf"|(?:internal )?server error(?: in '.*' application\.?)?{_END}|(?:bad gateway|gateway time-?out|proxy error"
    rf"|runtime error|application error|fatal error|database error|dns resolution error){_END}"
    r"|error establishing a database connection|(?:we(?:'ll| will) be (?:right )?back|be right back|back (?:soon"
    r"|shortly))\b.{0,20}$"
    rf"|(?:(?:the|this|our|\S+) )?(?:site|website|service|page|web ?site)?\s*(?:is )?(?:currently |temporarily "
    rf"|down |closed |offline |scheduled |planned |undergoing |in ){{0,3}}(?:under |for |for scheduled "
    rf"|for planned |essential |routine )?maintenance(?: mode| page| in progress| work)?{_END}"
    rf"|(?:(?:this|the|our) (?:site|website) is )?(?:experiencing )?technical (?:difficulties|problems|error"
    rf"|fault){_END}"
    r"|we(?:'re| are) (?:currently )?(?:experiencing technical|down for|undergoing"
    r"|performing (?:scheduled )?maintenance|working on|updating our (?:site|website))\b"
    rf"|there has been a critical error on (?:this|your) website|web server is (?:down"
    rf"|returning an unknown error){_END}|connection timed out{_END}|origin is unreachable{_END}"
    rf"|site temporarily (?:unavailable|offline|down|closed)\b|(?:yn cael ei gynnal|gwaith cynnal a chadw).*",
    re.I,
)
_REFUSED = re.compile(
    rf"(?:(?:http|error|status|code)\W+){{0,3}}(?:40[1367]|429|451)(?:\W+(?:error|forbidden|access denied"
    rf"|access is denied|unauthori[sz]ed|not acceptable|too many requests|forbidden error|"
    rf"unavailable for legal reasons|authorization required|proxy authentication required)){{0,3}}{_END}"
    rf"|(?:error\W+)?(?:access (?:is |has been |was )?(?:denied|forbidden|blocked|restricted)|permission denied"
    rf"|forbidden|unauthori[sz]ed(?: access)?|restricted access"
    rf"|request (?:blocked|rejected|denied|forbidden)|not acceptable|too many requests|rate limit(?:ed| exceeded)?"
    rf"|blocked|not authori[sz]ed|ip (?:address )?(?:blocked|banned)){_END}"
    r"|(?:sorry\W+)?you(?:'ve| have) been blocked|you (?:don't|do not) have (?:permission|access|authori[sz]ation)\b"
    r"|you (?:are|'re) not (?:authori[sz]ed|allowed|permitted) to (?:view|access|see)"
    r"|(?:error\W+)?the request could not be satisfied"
    r"|your (?:request|access|ip(?: address)?|connection) (?:has been|was|to this (?:site|page) has been"
    r"|to this (?:site|website) was) (?:blocked|denied|rejected|limited|banned)"
    r"|(?:this|the) (?:content|page|site|website|video) (?:is |isn't )?(?:not |un)?available in your (?:country"
    r"|region|location|area)"
    rf"|error 10(?:20|15|06|09|10)\b|unavailable for legal reasons{_END}|(?:the )?(?:requested )?url was rejected"
    rf"|you do not have sufficient (?:permissions|privileges)",
    re.I,
)
_CHALLENGE = re.compile(
    rf"just a moment{_END}|one moment,? please{_END}|attention required!?(?:\s*\|\s*cloudflare)?{_END}"
    rf"|attention required!\W+cloudflare"
    r"|checking (?:your|the) (?:browser|connection|if the site connection is secure|if you are (?:a )?human)"
    r"|please wait\W+while (?:we|your request|your browser)"
    r"|(?:please )?(?:verify|verifying|confirm|prove|check|checking|checking if|making sure) (?:that )?(?:you(?:'re"
    r"| are)? )(?:are )?(?:a |not a |an? )?(?:human|robot|bot|real person)"
    rf"|are you (?:a |really )?(?:human|robot|bot)\b.{{0,6}}$|(?:robot|human|bot|captcha|security|browser"
    rf"|client) (?:check|challenge|verification|checkpoint|test){_END}"
    rf"|pardon our interruption|access to this page has been denied|ddos[- ]guard{_END}|ddos protection by\b"
    rf"|(?:vercel )?security checkpoint{_END}"
    rf"|making sure you're not a bot|radware (?:bot manager )?captcha|bot (?:manager|detection|verification)"
    rf"|(?:enable|please enable|please turn on) (?:javascript|cookies)(?: and (?:cookies"
    rf"|javascript))? (?:to continue|and reload)"
    rf"|request unsuccessful\. incapsula|human verification{_END}|captcha{_END}"
    rf"|please complete the (?:security check|captcha)|let's confirm you are human|verification required{_END}"
    rf"|performing security verification"
    r"|(?:our systems? (?:have|has) (?:detected|noticed) "
    r"|we(?:'ve| have) (?:detected|noticed) )?unusual traffic from (?:your|this)\b"
    r"|i'm not a robot|press (?:&|and) hold to confirm|before we continue\W+(?:press|confirm)",
    re.I,
)
_LOGIN = re.compile(
    rf"(?:please |member |members'? |user |staff |account |client |secure )?(?:log|sign)[ -]?(?:in|on)(?: page"
    rf"| form| required| here| now| or register| or sign up| or create an account| to continue| to your account"
    rf"| to view .*| to access .*| to see .*| with .*| to (?:my|the) \w+|\b to \S+(?: \S+)?)?{_END}"
    r"|(?:please |you (?:must|need to|have to) (?:be )?)(?:log|sign|logged|signed)[ -]?(?:in|on)\b"
    rf"|(?:login|log-in|sign-in|authentication|authori[sz]ation|registration|membership"
    rf"|subscription) (?:is )?required{_END}|(?:members|subscribers|staff) only(?: area| content| page)?{_END}"
    r"|(?:this|the) (?:page|content|area|resource|section) is (?:only )?(?:for|available (?:only )?to"
    r"|restricted to) (?:registered|members|logged|subscribers|our members|staff)"
    rf"|member(?:s'?)?(?:hip)? (?:login|sign in|log in|area login)|mewngofnod(?:i|wch){_END}"
    rf"|single sign[- ]on{_END}|(?:session|your session) (?:has )?(?:expired|timed out){_END}",
    re.I,
)
_KINDS: tuple[tuple[re.Pattern[str], Outcome], ...] = (
    (_CHALLENGE, "challenge"),
    (_PARKED, "parked"),
    (_HOSTS_PAGE, "soft-404"),
    (_TROUBLE, "server-trouble"),
    (_REFUSED, "refused"),
    (_LOGIN, "login"),
    (_NOWHERE, "soft-404"),
)
# Scripts of the services that ask who is there: a page that holds little else is theirs.
_CHALLENGERS = re.compile(
    r"cdn-cgi/challenge-platform|_incapsula_resource|captcha-delivery\.com|px-captcha|/anubis/", re.I
)

_PLAIN = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{NO-BREAK SPACE}": " ",
        "\N{HORIZONTAL ELLIPSIS}": "...",
    }
)


def of_page(page: Page | None, url: str) -> tuple[Outcome, str] | None:
    """What a page from `url` is in place of the page that was sought, and why; None where nothing says so."""
    if page is None:
        return None
    if len(page.text) < 500 and (match := _CHALLENGERS.search(page.sources)):
        return "challenge", f"first checks who asks ({match[0].lower()})"
    for said in [*page.headings, *(page.lines[:3] if page.whole else [])]:
        kind = kind_of(said)
        if kind == "login" and not page.password and len(page.text) > 400 and not said.lower().startswith("you"):
            continue  # a page that has a login beside what it says
        if kind and not (kind == "login" and _LOGIN_PATH.search(urlsplit(url).path if host_of(url) else "")):
            return kind, f"the page says: {said}"
    return None


def kind_of(heading: str) -> Outcome | None:
    """What a title, a heading or the first line of a short page gives away; None for a page like any other."""
    heading = " ".join(heading.translate(_PLAIN).split())
    parts = [heading, *_parts(heading)]
    for pattern, kind in _KINDS:
        if any(pattern.match(part) for part in parts):
            return kind
    return "soft-404" if any(_ONLY_AN_ASIDE.fullmatch(part) for part in parts) else None


def _parts(heading: str) -> list[str]:
    """The parts of a heading that may stand for the whole."""
    found = []
    for part in _SEPARATOR.split(heading):
        *before, last = _COLON.split(part)
        found += [part, last, *(each for each in before if _BEFORE_COLON.search(each))]
    return [part.strip() for part in found if part.strip()]


def wrong_place(url: str, final: str) -> str:
    """'the home page', 'an error page' or 'a login', where a visitor ends up there without having asked for it."""
    asked, got = urlsplit(url), urlsplit(final)
    if (asked.netloc.lower(), asked.path) == (got.netloc.lower(), got.path):
        return ""
    if _is_login(got.netloc, got.path) and not _is_login(asked.netloc, asked.path):
        return "a login"
    if _is_home(asked.path):
        return ""
    if _is_home(got.path) and not got.query:
        return "the home page"
    if _ERROR_PATH.search(got.path) and not _ERROR_PATH.search(asked.path):
        return "an error page"
    return "an error page" if _is_home(got.path) and _ERROR_QUERY.search(got.query) else ""


def _is_login(host: str, path: str) -> bool:
    return bool(_LOGIN_PATH.search(path) or _LOGIN_HOST.match(host))


def _is_home(path: str) -> bool:
    return _HOME_PATH.fullmatch(path) is not None
