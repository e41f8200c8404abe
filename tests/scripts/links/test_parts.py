"""The parts of the link check by themselves: what counts as dead, robots.txt, the report, and what readers see."""

from __future__ import annotations

import csv
import io
import ipaddress
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from handbook.exports.downloads import DOWNLOADS
from handbook.faults import HandbookError
from handbook.model.handbook import Handbook, load_handbook
from handbook.model.link_status import MEANINGS, STATES, LinkHealth, State
from macros.registry import MACROS
from scripts.check import main as check
from scripts.links.client import retry_after
from scripts.links.command import main, user_agent
from scripts.links.error_pages import of_page, wrong_place
from scripts.links.history import advance
from scripts.links.judge import Finding
from scripts.links.network import is_public
from scripts.links.page import Page, read_page
from scripts.links.report import Report
from scripts.links.robots import parse_rules
from tests.conftest import ROOT, Edit
from tests.scripts.links.test_runs import Bench, bench  # noqa: F401

URL = "https://first.example/page"


def after(*checks: tuple[int, str]) -> LinkHealth:
    """What is known after checks, each given as its day of December 2026 and its outcome."""
    health = None
    for day, outcome in checks:
        health = advance(health, URL, Finding(outcome), f"2026-12-{day:02}")  # type: ignore[arg-type]
    assert health
    return health


@pytest.mark.parametrize(
    ("checks", "state", "failures", "first"),
    [
        ([(1, "gone")], "doubtful", 1, 1),
        ([(1, "gone"), (1, "gone")], "doubtful", 1, 1),
        ([(1, "gone"), (2, "gone")], "dead", 2, 1),
        ([(1, "gone"), (2, "ok"), (3, "gone")], "doubtful", 1, 3),
        ([(1, "timeout"), (2, "timeout"), (3, "timeout")], "timeout", 3, 1),
        ([(1, "timeout"), (2, "gone")], "doubtful", 2, 1),
        ([(1, "gone"), (2, "timeout"), (3, "gone")], "dead", 3, 1),
        ([(1, "gone"), (2, "refused")], "refused", 2, 1),
        ([(1, "gone"), (2, "gone"), (3, "server-trouble")], "dead", 3, 1),
        ([(1, "gone"), (2, "gone"), (3, "soft-404")], "soft-404", 3, 1),
        ([(1, "gone"), (2, "soft-404"), (3, "gone")], "doubtful", 3, 1),
        ([(1, "gone"), (2, "gone"), (3, "moved-for-good")], "moved-for-good", 0, None),
        ([(2, "gone"), (1, "gone")], "doubtful", 1, 1),
        ([(1, "gone"), (2, "gone"), (1, "gone")], "dead", 2, 1),
        ([(2, "timeout"), (1, "gone"), (1, "gone")], "doubtful", 1, 1),
        ([(2, "gone"), (1, "timeout")], "timeout", 1, 1),
    ],
)
def test_dead_is_what_was_gone_on_two_days(
    checks: list[tuple[int, str]], state: str, failures: int, first: int | None
) -> None:
    health = after(*checks)
    assert (health.state, health.failures) == (state, failures)
    assert health.first_failure == (f"2026-12-{first:02}" if first else None)


def test_the_last_day_on_which_it_worked_is_kept() -> None:
    assert after((1, "ok"), (2, "gone"), (3, "gone")).last_ok == "2026-12-01"


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("User-agent: *\nDisallow: /", "/page", False),
        ("User-agent: *\nDisallow:", "/page", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /search?q=", "/search?q=x", False),
        ("User-agent: other\nDisallow: /", "/page", True),
        ("User-agent: other\nUser-agent: MedicalDirectorHandbook\nDisallow: /\n\nUser-agent: *\nAllow: /", "/x", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: MedicalDirectorHandbook\nDisallow: /private", "/page", True),
        ("# nothing\n<html>", "/page", True),
        ("\ufeffUser-agent: *\r\nDisallow: /  # all\r\n", "/page", False),
        ("User-agent: *\nDisallow: /a*b*c$", "/a-b-c-b-c", False),
        ("User-agent: *\nDisallow: /a*b*c$", "/a-c-b", True),
        ("User-agent: *\nDisallow: /page$", "/page/one", True),
        ("User-agent: *\nDisallow: /ab*ba$", "/aba", True),
        ("User-agent: *\nDisallow: *.pdf", "/a.pdf", False),
        ("User-agent: *\nDisallow: /price$$", "/price$", False),
        ("User-agent: linkCHECKER\nDisallow: /", "/page", False),
        ("User-agent: LinkChecker/10.2\nDisallow: /", "/page", False),
        ("User-agent: MedicalDirectorHandbook-LinkCheck\nDisallow: /", "/page", False),
        ("User-agent: MedicalDirectorHandbook\nAllow: /\n\nUser-agent: LinkChecker\nDisallow: /", "/page", True),
        ("User-agent: LinkChecker\nAllow: /\n\nUser-agent: *\nDisallow: /", "/page", True),
        ("User-agent: medical\nDisallow: /", "/page", True),
        ("User-agent: link\nDisallow: /", "/page", True),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", False),
    ],
)
def test_robots_txt_is_read_as_its_standard_says(text: str, path: str, may: bool) -> None:
    assert parse_rules(text).allow(path) is may


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /" + "*a" * 5000 + "$",
        "User-agent: *\nDisallow: /" + "*a" * 5000 + "b",
        "User-agent: x\n" * 20_000 + "Disallow: /a\n" * 20_000,
        "User-agent: *\n" * 20_000 + "Disallow: /*a\n" * 20_000,
    ],
)
def test_no_robots_txt_holds_up_the_run(text: str) -> None:
    assert parse_rules(text).allow("/b" + "a" * 4000 + "!") in (True, False)


MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    "unit",
    [
        "<!--", "<a ", "<?", "</", "<![CDATA[", "<", "<a", '<a b="', "<a b='", "<a =", "<h1>", "<h1><", "<title>",
        "<title", "<script>", "<script></", "&", "<p>", " ", "<a \n", "<a/", "<meta charset=", "<a id=x>", "<noscript>",
        "<meta http-equiv=refresh content='0 ", "\0",
    ],
)  # fmt: skip
def test_no_page_holds_up_the_run(unit: str) -> None:
    body = (unit * MEGABYTE)[:MEGABYTE].encode()
    assert len(read_page(body).places) < 60_000
    assert len(read_page(body[:-1] + b">", "punycode").places) < 60_000


def test_a_page_is_read_for_its_headings_its_places_and_where_it_passes_on() -> None:
    page = read_page(
        b"""<!DOCTYPE html><!-- <h1 id=hidden>no</h1> --><html><head><TITLE>A &amp; B
        <i></TITLE><script>"<h1 id=scripted>"</script>
        <noscript><meta http-equiv=refresh content='0;url=/no'></noscript>
        <meta http-equiv="Refresh" content="5; URL='/next page'"></head><body id='all'><a name=here href=/x>x</a>
        <h1 class="a>b"   id = "first">One <b>two</b></h1><p id=second/>it's<h2 ID="t&eacute;" id=o>
        <svg><title>No"""
    )
    assert page.headings == ["A & B <i>", "One two"]
    assert {"all", "here", "first", "t\u00e9"} <= page.places
    assert not {"hidden", "scripted", "o", "x"} & page.places
    assert page.refresh == "/next page"


@pytest.mark.parametrize(
    ("head", "named"), [("<meta charset=windows-1252>", None), ("", "iso-8859-15"), ("", "cp1252")]
)
def test_a_page_is_read_in_its_own_encoding(head: str, named: str | None) -> None:
    assert read_page(f"{head}<title>Santé</title>".encode("latin-1"), named).headings == ["Santé"]


@pytest.mark.parametrize(
    "heading",
    [
        "We couldn't find that page",
        "We couldn’t find the page you were looking for",
        "Sorry, we can't find that page",
        "We are unable to find the requested document | A Trust",
        "Page not available",
        "This page is no longer available",
        "This page has been removed",
        "Page has been deleted",
        "Page not found - A Trust",
        "A Trust: Page not found",
        "A Trust | Page Not Found (404)",
        "The page can’t be found",
        "Oops! That page can’t be found.",
        "That page doesn't exist",
        "Nothing found",
        "Nothing Found – A Trust",
        "Server Error 404",
        "404",
        "404 Not Found",
        "404 - File or directory not found.",
        "Error 404 (Not Found)!!1",
        "HTTP Error 404.0",
        "Requested URL not found",
        "The requested URL was not found on this server",
        "The page you are looking for is no longer here",
        "The page you’re looking for might have been removed",
        "The resource you are looking for has been removed, had its name changed, or is temporarily unavailable",
        "This article is no longer available",
        "Document not found",
        "Missing page",
        "Oops!",
        "Oops! Something went wrong",
        "Not found",
    ],
)
def test_a_heading_gives_an_error_page_away(heading: str) -> None:
    assert of_page(Page(headings=["", heading]), URL) == ("soft-404", f"the page says: {heading}")


@pytest.mark.parametrize(
    "heading",
    [
        "Article 50: no longer available to patients in A&E",
        "Article 50 no longer available to patients in A&E",
        "Missing persons policy",
        "Missing pages of the Francis report",
        "Lost and found: NHS leadership",
        "Error reporting in the NHS",
        "Error: why good doctors make mistakes",
        "404 Squadron",
        "Room 404 of the museum",
        "1,404 deaths not found in the register",
        "Nothing found in the audit of deaths",
        "Not found in the NHS: leaders from minorities",
        "When a document is not available in the clinic",
        "What to do when notes cannot be found",
        "Content not available in Welsh until the consultation ends",
        "Removed from the register: who and why",
        "The page that changed the NHS",
        "Oops, we did it again",
        "Medical error - A Trust",
        "[Withdrawn] Guidance on job planning",
    ],
)
def test_a_heading_that_only_sounds_like_one_does_not(heading: str) -> None:
    assert of_page(Page(headings=[heading]), URL) is None


@pytest.mark.parametrize(
    ("final", "detail"),
    [
        ("/", "the home page"),
        ("/home", "the home page"),
        ("/Pages/Home.aspx", "the home page"),
        ("/en-gb/home", "the home page"),
        ("/en/", "the home page"),
        ("/?msg=notfound", "an error page"),
        ("/?error=404", "an error page"),
        ("/errors/missing", "an error page"),
        ("/en/error", "an error page"),
        ("/pagenotfounderror.aspx", "an error page"),
        ("/sitecore/service/notfound.aspx?item=%2fx", "an error page"),
        ("/404.html", "an error page"),
        ("/error404.html", "an error page"),
        ("/page-not-found", "an error page"),
        ("/?p=31", ""),
        ("/guidance/medical-error-reporting", ""),
        ("/404-squadron", ""),
        ("/missing-persons", ""),
        ("/patient-safety/errors/", ""),
        ("/homecare", ""),
        ("/lost-and-not-found-in-translation", ""),
        ("/search?q=not+found", ""),
    ],
)
def test_where_a_redirect_leads_may_give_an_error_page_away(final: str, detail: str) -> None:
    assert wrong_place(URL, f"https://first.example{final}") == detail


def test_a_crawl_delay_is_read() -> None:
    assert parse_rules("User-agent: *\nCrawl-delay: 5\n").delay == 5


def test_retry_after_is_seconds_or_a_date() -> None:
    before = datetime.now(UTC)
    soon = retry_after(format_datetime(before + timedelta(seconds=90), usegmt=True))
    assert soon is not None
    assert 89 - (datetime.now(UTC) - before).total_seconds() <= soon <= 90
    assert retry_after("7") == 7
    assert retry_after("") is None


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_private_addresses_are_known(address: str, public: bool) -> None:
    assert is_public(address) is public
    assert is_public("127.0.0.1", [ipaddress.ip_network("127.0.0.0/8")])


def test_the_check_says_who_it_is() -> None:
    assert user_agent("https://forge.example/handbook").startswith(
        "MedicalDirectorHandbook-LinkCheck/1.0 (checks the addresses that The Medical Director Handbook cites; https://"
    )


def give_status(root: Path, **links: LinkHealth) -> None:
    """Write the status file of a handbook; ids with underscores for hyphens."""
    known = {id_.replace("_", "-"): health.model_dump() for id_, health in links.items()}
    (root / "data" / "link_status.json").write_text(json.dumps({"about": "", "version": 1, "links": known}))


DEAD = LinkHealth(
    url=URL,
    state="dead",
    outcome="gone",
    checked="2026-12-08",
    failures=2,
    first_failure="2026-12-01",
    gone_since="2026-12-01",
    code=404,
)


def shown(handbook: Handbook, text: str = "the page") -> str:
    return " ".join(BeautifulSoup(MACROS["link"](handbook, "first-address", text), "html.parser").get_text().split())


def test_a_dead_link_keeps_its_text_and_says_since_when(small: Path) -> None:
    give_status(small, first_address=DEAD)
    html = MACROS["link"](load_handbook(small), "first-address", "the page")
    assert shown(load_handbook(small)) == "the page page gone since 1 December 2026 search a web archive"
    assert f'href="{URL}"' not in html


def test_a_dead_link_offers_its_successor(small: Path, edit: Edit) -> None:
    give_status(small, first_address=DEAD)
    edit("data/links.yml", "footnote: 1\n", "footnote: 1\n  successor: second-address\n")
    html = MACROS["link"](load_handbook(small), "first-address")
    assert 'href="https://second.example/page" rel="external">instead: The second page</a>' in html


def test_a_dead_link_offers_its_archived_copy(small: Path, edit: Edit) -> None:
    give_status(small, first_address=DEAD)
    edit("data/links.yml", "footnote: 1\n", "footnote: 1\n  archive: https://archive.example/1\n")
    html = MACROS["link"](load_handbook(small), "first-address")
    assert 'href="https://archive.example/1" rel="external">archived copy</a>' in html


def test_a_dead_link_without_a_copy_offers_a_search_for_one(small: Path) -> None:
    give_status(small, first_address=DEAD)
    handbook = load_handbook(small)
    html = MACROS["link"](handbook, "first-address")
    url = handbook.catalogue.entries["link"]["first-address"].url
    assert f'href="https://web.archive.org/web/&#42;/{url}" rel="external">search a web archive</a>' in html


def test_a_waived_link_is_shown_as_it_is(small: Path, edit: Edit) -> None:
    give_status(small, first_address=DEAD)
    edit("data/links.yml", "footnote: 1\n", "footnote: 1\n  waiver: {reason: Refuses machines, until: 2026-12-31}\n")
    assert shown(load_handbook(small)) == "the page"


def test_a_link_whose_host_is_in_other_hands_leads_nobody_there(small: Path, edit: Edit) -> None:
    parked = DEAD.model_copy(update={"state": "parked", "outcome": "parked", "gone_since": None})
    give_status(small, first_address=parked)
    html = MACROS["link"](load_handbook(small), "first-address", "the page")
    assert shown(load_handbook(small)) == "the page in other hands since 1 December 2026 search a web archive"
    assert f'href="{URL}"' not in html
    edit("data/links.yml", "footnote: 1\n", "footnote: 1\n  successor: second-address\n")
    give_status(
        small, first_address=DEAD, second_address=parked.model_copy(update={"url": "https://second.example/page"})
    )
    assert "instead:" not in shown(load_handbook(small)), "a parked successor stands in for nothing"


def test_a_dead_link_of_a_file_without_its_days_is_shown_all_the_same(small: Path) -> None:
    give_status(small, first_address=LinkHealth(url=URL, state="dead"))
    assert shown(load_handbook(small)) == "the page page gone search a web archive"


@pytest.mark.parametrize("state", sorted(set(STATES) - {"dead", "parked"}))
def test_nothing_but_a_dead_link_is_marked_in_a_sentence(small: Path, state: str) -> None:
    give_status(small, first_address=LinkHealth(url=URL, state=state))
    assert shown(load_handbook(small)) == "the page"


def test_an_unchecked_link_says_so_in_the_directory_alone(small: Path) -> None:
    assert "Link not tested." not in MACROS["link"](load_handbook(small), "first-address")
    assert "Link not tested." in MACROS["guide_addresses"](load_handbook(small))
    give_status(small, first_address=DEAD.model_copy(update={"state": "ok"}), second_address=DEAD)
    assert MACROS["guide_addresses"](load_handbook(small)).count("Link not tested.") == 1, "found at another address"


def test_a_server_that_runs_shows_what_the_check_found(small: Path) -> None:
    code = (  # apart: what the server loads again must not be loaded again under other tests
        "import pathlib, sys; from macros.reload import current_macros; root = pathlib.Path(sys.argv[1])\n"
        "show = lambda: print('page gone since' in current_macros(root)['link']({}, 'first-address'))\n"
        "show(); (root / 'data' / 'link_status.json').write_text(sys.stdin.read()); show()"
    )
    give_status(small, first_address=DEAD)
    found = (small / "data" / "link_status.json").read_text()
    (small / "data" / "link_status.json").unlink()
    done = subprocess.run([sys.executable, "-c", code, small], cwd=ROOT, input=found, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr


def test_an_impossible_day_is_told_as_damage(small: Path) -> None:
    give_status(small, first_address=DEAD.model_copy(update={"checked": "2026-13-45"}))
    with pytest.raises(HandbookError, match="the status file of the link check is damaged"):
        load_handbook(small)


def test_link_health_lists_every_address_with_its_state(small: Path) -> None:
    give_status(small, first_address=DEAD)
    page = BeautifulSoup(MACROS["link_health"](load_handbook(small)), "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]
    assert [row[0] for row in rows] == ["dead Checked 8 December 2026.", "unchecked"]
    assert "Failing since 1 December 2026 (HTTP 404)." in rows[0][1]
    assert "Failing" not in rows[1][1]
    counts = BeautifulSoup(MACROS["link_counts"](load_handbook(small)), "html.parser")
    assert [item.get_text()[:6] for item in counts.select(".counts li")] == ["1 dead", "1 unch"]


def test_link_health_as_csv_holds_every_address(handbook: Handbook) -> None:
    rows = list(csv.DictReader(io.StringIO(DOWNLOADS["link-health.csv"](handbook), newline="")))
    assert {row["id"] for row in rows} == set(handbook.catalogue.entries["link"])
    assert {row["licence"] for row in rows} == {"CC BY 4.0"}


def test_the_real_status_file_claims_nothing_that_was_not_checked() -> None:
    status = json.loads((ROOT / "data" / "link_status.json").read_text(encoding="utf-8"))["links"]
    assert all(health["state"] == "unchecked" or health["checked"] for health in status.values())


def test_an_expired_waiver_fails_on_the_day_after_its_end(
    small: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    waiver = "waiver: {reason: Refuses machines, since: 2026-10-02, until: 2026-12-31}"
    edit("data/links.yml", "footnote: 1\n", f"footnote: 1\n  {waiver}\n")
    end = date(2026, 12, 31)
    for days, status in ((-91, 1), (-90, 0), (0, 0), (1, 1)):
        assert check(["--root", str(small), "--today", (end + timedelta(days)).isoformat()]) == status
    assert "data/links.yml:9: waiver.until: the waiver ended on 2026-12-31" in capsys.readouterr().out


def test_the_report_says_what_since_when_where_and_what_to_do(small: Path) -> None:
    (small / "docs" / "index.md").write_text(
        (small / "docs" / "index.md").read_text().replace("{{ page_end", "{{ link('first-address') }}\n\n{{ page_end")
    )
    give_status(small, first_address=DEAD)
    report = small / "report.md"
    options = ["--registry", str(small / "data" / "links.yml"), "--sync", "--report", str(report)]
    assert main([*options, "--today", "2026-12-08"]) == 1
    text = report.read_text(encoding="utf-8")
    assert text.startswith("**1 address needs attention.** 1 of 2 addresses have been checked; state of 2026-12-08.")
    assert "- **The first page** (`first-address`, North Trust): dead since 2026-12-01. Find where the page" in text
    assert "\n  - address: `https://first.example/page`" in text
    assert "failing since 2026-12-01, on 2 days of checking; never seen to work; first found gone on 2026-12-01" in text
    (pages,) = [line for line in text.splitlines() if line.startswith("  - on: ")]
    assert "`docs/directory/addresses.md`" in pages
    assert "`docs/index.md`" in pages
    assert "| dead | 1 |" in text


def test_every_state_has_a_meaning_and_a_mend() -> None:
    assert set(MEANINGS) == set(get_args(State)) == set(STATES)
    assert all(each.mend.endswith(".") and each.means and each.shows for each in MEANINGS.values())


def test_other_peoples_text_cannot_mark_up_the_report(bench: Bench) -> None:  # noqa: F811
    bench.write({"one": "http://127.0.0.1:9/`x`"})
    health = DEAD.model_copy(update={"url": "http://127.0.0.1:9/`x`", "detail": "the page says: [x](y) @all <b>\n# z"})
    from scripts.links.registry import read_registry

    text = Report("2026-12-08", read_registry(bench.registry), {"one": health}).markdown()
    assert r"\[x\](y) \@all \<b\> \# z" in text
    assert "`http://127.0.0.1:9/x`" in text


def test_a_waived_failure_needs_no_attention(small: Path, edit: Edit) -> None:
    edit("data/links.yml", "footnote: 1\n", "footnote: 1\n  waiver: {reason: Refuses machines, until: 2026-12-31}\n")
    give_status(small, first_address=DEAD)
    options = ["--registry", str(small / "data" / "links.yml"), "--sync", "--report", str(small / "r.md")]
    assert main([*options, "--today", "2026-12-08"]) == 0
    assert "## Waived (1)" in (small / "r.md").read_text()
    assert main([*options, "--today", "2027-01-01"]) == 1


def test_a_page_that_moved_for_good_is_proposed_as_a_change_of_one_line(small: Path) -> None:
    target = "https://first.example/new"
    moved = {"state": "moved-for-good", "outcome": "moved-for-good", "target": target, "checked": "2026-12-08"}
    give_status(small, first_address=LinkHealth(url=URL).model_copy(update=moved))
    lines = (small / "data" / "links.yml").read_text().splitlines()
    number = next(number for number, line in enumerate(lines, 1) if URL in line)
    options = ["--registry", str(small / "data" / "links.yml"), "--sync", "--today", "2026-12-08"]
    files = {name: small / f"{name}.md" for name in ("report", "proposals")}
    assert main([*options, *(word for name, path in files.items() for word in (f"--{name}", str(path)))]) == 0
    said = f"Look at it, and write in line {number} of `data/links.yml`: `url: {target}`"
    assert f"(`first-address`, North Trust): moved for good. {said}\n" in files["report"].read_text()
    assert files["proposals"].read_text().endswith(f"- **The first page** (`first-address`): {said}\n")


def test_the_page_on_link_health_and_the_report_go_by_one_table(small: Path) -> None:
    page = BeautifulSoup(MACROS["link_outcomes"](load_handbook(small)), "html.parser")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
    assert rows == [[each.name, each.means, each.shows, each.mend] for each in MEANINGS.values()]
    give_status(small, first_address=DEAD)
    report = small / "r.md"
    main(["--registry", str(small / "data" / "links.yml"), "--sync", "--report", str(report), "--today", "2026-12-08"])
    assert f"| dead | 1 | {MEANINGS['dead'].means} | {MEANINGS['dead'].mend} |" in report.read_text(encoding="utf-8")
