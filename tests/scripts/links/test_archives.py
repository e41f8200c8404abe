"""Archived copies: asked of archives with recorded answers, proposed with their day, and taken by a person alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.faults import HandbookError
from scripts.links.archives import Archive, Copy, read_archives, read_availability, read_memento
from tests.conftest import ROOT
from tests.scripts.links.servers import Answer, Servers, serving
from tests.scripts.links.test_runs import MONDAY, TUESDAY, Bench

LINKS = """\
<http://example.org/gone>; rel="original",
<https://archive.example/ukgwa/timemap/link/http://example.org/gone>; rel="self"; type="application/link-format"; \
from="Tue, 03 Mar 2015 10:00:00 GMT",
<https://archive.example/ukgwa/20150303100000/http://example.org/gone>; rel="first memento"; \
datetime="Tue, 03 Mar 2015 10:00:00 GMT",
<https://archive.example/ukgwa/20190704120000/http://example.org/gone?a=1,2>; rel="memento"; \
datetime="Thu, 04 Jul 2019 12:00:00 GMT"
"""
NEAREST = """{"url": "example.org/gone", "archived_snapshots": {"closest": {"status": "200", "available": true,
"url": "http://archive.example/web/20190704120000/http://example.org/gone", "timestamp": "20190704120000"}}}"""


def test_the_last_copy_of_a_list_is_taken() -> None:
    url = "https://archive.example/ukgwa/20190704120000/http://example.org/gone?a=1,2"
    assert read_memento(LINKS.encode()) == Copy(url, "2019-07-04")


@pytest.mark.parametrize("body", ["", "<html>Not found</html>", '<x>; rel="memento"; datetime="no day"', "\0"])
def test_a_list_without_a_copy_offers_none(body: str) -> None:
    assert read_memento(body.encode()) is None


def test_the_nearest_copy_is_taken_over_a_secure_connection() -> None:
    url = "https://archive.example/web/20190704120000/http://example.org/gone"
    assert read_availability(NEAREST.encode()) == Copy(url, "2019-07-04")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"archived_snapshots": {}}',
        '{"archived_snapshots": {"closest": null}}',
        NEAREST.replace('"200"', '"404"'),
        NEAREST.replace("true", "false"),
        NEAREST.replace('"20190704120000"', '"2019"'),
        NEAREST.replace("http://archive.example", "javascript:archive"),
        "[" * 100_000,
    ],
)
def test_an_answer_without_a_copy_offers_none(body: str) -> None:
    gc.collect()  # what earlier tests left must not be cleared away while the reader is at its depth
    assert read_availability(body.encode()) is None


def test_an_archive_of_government_is_asked_for_its_own_hosts() -> None:
    archive = Archive(name="x", ask="x", form="memento", hosts=("nhs.uk",))
    assert archive.keeps("https://www.england.nhs.uk/page")
    assert archive.keeps("https://nhs.uk")
    assert not archive.keeps("https://notnhs.uk/")


def test_the_archives_of_the_handbook_are_in_order() -> None:
    archives = read_archives(ROOT / "scripts" / "links" / "archives.yml")
    assert [(each.form, "{url}" in each.ask) for each in archives] == [("memento", True), ("availability", True)]


@pytest.mark.parametrize("text", ["", "- name: x\n", "- {name: x, ask: y, form: z}\n", "[", "x: y\n"])
def test_a_list_of_archives_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "archives.yml").write_text(text)
    with pytest.raises(HandbookError, match=r"archives.yml:1: no list of archives. Give a list of archives with name"):
        read_archives(tmp_path / "archives.yml")


@pytest.fixture
def servers() -> Iterator[Servers]:
    with serving(["127.0.9.1", "127.0.9.2", "127.0.9.3"]) as running:
        yield running


def test_a_copy_of_what_is_dead_is_proposed_with_its_day_and_asked_for_once(servers: Servers, tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    gone = servers.url("127.0.9.1", "/gone")
    bench.write({"gone": f"{gone}#here", "fine": servers.plant("127.0.9.1", "/fine", Answer())})
    servers.plant("127.0.9.2", f"/timemap/{gone}", Answer(404))
    asked = f"/available?url={gone.replace(':', '%3A').replace('/', '%2F')}&timestamp="
    servers.plant("127.0.9.3", asked, Answer(body=NEAREST, kind="application/json"))
    archives = tmp_path / "archives.yml"
    list_, nearest = "/timemap/{url}", "/available?url={url}&timestamp={day}"
    archives.write_text(
        f"- {{name: A, form: memento, ask: '{servers.url('127.0.9.2', list_)}'}}\n"
        f"- {{name: B, form: availability, ask: '{servers.url('127.0.9.3', nearest)}'}}\n"
    )
    options = ["--archives", str(archives), "--proposals", str(tmp_path / "proposals.md"), "--today"]
    bench.run(*options, MONDAY)
    assert servers.asked("127.0.9.2") == [], "one failure is a doubt"
    registry = bench.registry.read_text()
    for day in (TUESDAY, "2026-11-25"):
        bench.run(*options, day)
        assert servers.asked("127.0.9.2") == [f"/timemap/{gone}"]
        assert servers.asked("127.0.9.3") == [asked]
    copy = "https://archive.example/web/20190704120000/http://example.org/gone"
    said = "Open this copy of 2019-07-04, and if it is the page, write below line 2 of `data/links.yml`: "
    said += f"`archive: {copy}`"
    assert f"(`gone`): dead since {MONDAY}. {said}" in bench.report.read_text(encoding="utf-8")
    proposals = (tmp_path / "proposals.md").read_text(encoding="utf-8")
    assert proposals == f"## Proposed, and left to a person\n\n- **gone** (`gone`): {said}\n"
    assert bench.registry.read_text() == registry
    health = bench.found()["gone"]
    assert (health.copy_url, health.copy_day, health.copy_asked) == (copy, "2019-07-04", TUESDAY)
