"""A second visit is light, and a run that is killed at any point loses nothing."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.model.link_status import LinkHealth, parse_status
from scripts.links.history import StatusStore, advance, validators
from scripts.links.judge import Finding
from tests.scripts.links.servers import Answer, Servers, serving
from tests.scripts.links.test_runs import MONDAY, TUESDAY, Bench, moved

URL = "https://example.org/page"


@pytest.fixture
def servers() -> Iterator[Servers]:
    with serving([f"127.0.9.{number}" for number in range(1, 6)]) as running:
        yield running


def test_a_page_that_has_not_changed_is_not_sent_again(servers: Servers, tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    marks = {"ETag": '"a1"', "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT"}
    page = Answer(body='<title>A page</title><p id="here">x', headers=marks)
    servers.plant("127.0.9.1", "/new", page, Answer(304), page)
    servers.plant("127.0.9.1", "/old", moved(301, "/new"))
    servers.plant("127.0.9.2", "/page", page, Answer(304))
    bench.write({"moved": servers.url("127.0.9.1", "/old"), "fine": servers.url("127.0.9.2", "/page#here")})
    bench.run("--today", MONDAY)
    first = bench.found()
    assert first["fine"].etag == '"a1"'
    bench.run("--today", TUESDAY)
    second = bench.found()
    assert (second["fine"].state, second["moved"].state) == ("ok", "moved-for-good")
    assert (second["fine"].checked, second["fine"].read, second["fine"].last_ok) == (TUESDAY, MONDAY, TUESDAY)
    assert second["moved"].target == first["moved"].target
    sent = [(each.path, each.conditions) for each in servers.log if each.path != "/robots.txt"]
    both = {"if-none-match": '"a1"', "if-modified-since": "Mon, 02 Nov 2026 10:00:00 GMT"}
    assert sorted(sent, key=str)[:2] == [("/new", both), ("/new", {})]
    assert ("/old", both) not in sent, "the marks are those of the page, not of what leads to it"


@pytest.mark.parametrize(
    ("changed", "day", "asks"),
    [
        ({}, "2026-11-24", True),
        ({}, "2026-12-20", True),
        ({}, "2026-12-21", False),
        ({"state": "soft-404"}, "2026-11-24", False),
        ({"state": "not-seen"}, "2026-11-24", True),
        ({"etag": None}, "2026-11-24", False),
        ({"read": None}, "2026-11-24", False),
        ({}, "2026-11-22", False),
    ],
)
def test_only_what_worked_lately_is_asked_for_by_its_mark(changed: dict[str, Any], day: str, asks: bool) -> None:
    health = LinkHealth(url=URL, state="ok", outcome="ok", etag='"a"', read=MONDAY).model_copy(update=changed)
    assert (validators(health, day) is not None) is asks


def test_what_is_unchanged_is_as_it_was() -> None:
    known = advance(None, URL, Finding("not-seen", 200, detail="a script may make it", etag='"a"'), MONDAY)
    again = advance(known, URL, Finding("ok", 304, unchanged=True), TUESDAY)
    assert again == known.model_copy(update={"checked": TUESDAY, "last_ok": TUESDAY})


class Killed(BaseException):
    """The process is killed here."""


def kill_at(point: str, patch: pytest.MonkeyPatch) -> None:
    """Let the next result be written no further than to `point`."""
    open_, replace = Path.open, os.replace

    def begun(path: Path, *arguments: Any, **more: Any) -> Any:
        if point == "half":
            with open_(path, *arguments, **more) as out:
                out.write('{\n"about": "cut o')
        raise Killed

    def replaced(draft: Path, target: Path) -> None:
        if point == "replaced":
            replace(draft, target)
        raise Killed

    patch.setattr(Path, "open", begun if point in ("before", "half") else open_)
    patch.setattr(os, "replace", replaced)


def kill_after(done: int, point: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run over forty addresses that has `done` results and is killed at `point` of the next one."""
    store = StatusStore(file, URLS)
    store.write()
    for number in range(done):
        store.record(f"l-{number}", Finding("ok", 200), MONDAY)
    with monkeypatch.context() as patch:
        kill_at(point, patch)
        with pytest.raises(Killed):
            store.record(f"l-{done}", Finding("ok", 200), MONDAY)
    store.close()  # as the system does for a process that ends


URLS = {f"l-{number}": f"{URL}/{number}" for number in range(40)}


@pytest.mark.parametrize("seed", range(50))
def test_a_kill_at_a_random_point_loses_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever step of writing it hits: the file holds all results before it, whole, and the next run goes on."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    done, point = chance.randrange(40), chance.choice(["before", "half", "written", "replaced"])
    file = tmp_path / "status.json"
    kill_after(done, point, file, monkeypatch)
    survived = sum(each.state == "ok" for each in parse_status(file.read_text(encoding="utf-8")).values())
    assert survived == done + (point == "replaced")
    resumed = StatusStore(file, URLS)
    assert resumed.told == []
    assert sum(each.state == "ok" for each in resumed.links.values()) == survived
    resumed.close()
    assert [path.name for path in tmp_path.iterdir() if ".lock" not in path.name] == ["status.json"]
