"""The parts of the live server: what it watches, how it tells an open page, and what it takes from memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from handbook.faults import ToldError
from scripts.live.memory import Memory, Superseded
from scripts.live.server import LiveServer
from scripts.live.watch import Watch, state_of
from scripts.serve import bound


def test_what_editors_leave_and_what_is_made_from_the_rest_changes_nothing(small: Path) -> None:
    before = state_of(small)
    (small / "docs" / ".#index.md").symlink_to("somebody@machine.1234")
    (small / "docs" / "gone.md").symlink_to("nowhere")
    (small / "docs" / "downloads").mkdir()
    (small / "docs" / "downloads" / "courses.csv").write_text("id", encoding="utf-8")
    assert state_of(small) == before


def test_edited_new_and_removed_files_are_named(small: Path) -> None:
    watch = Watch(small)
    (small / "docs" / "index.md").write_text("Edited", encoding="utf-8")
    (small / "docs" / "new.md").write_text("New", encoding="utf-8")
    (small / "data" / "links.yml").unlink()
    assert watch.take() == {"docs/index.md", "docs/new.md", "data/links.yml"}
    (small / "docs" / "new.md").unlink()
    assert watch.take() == {"docs/new.md"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    """A server of one page."""
    folder = tmp_path / "site"
    (folder / "role").mkdir(parents=True)
    (folder / "role" / "index.html").write_text("<body>Before</body>", encoding="utf-8")
    (folder / "404.html").write_text("<body>Not here</body>", encoding="utf-8")
    (tmp_path / "secret.html").write_text("Secret", encoding="utf-8")
    found = LiveServer(("127.0.0.1", 0), folder)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


def fetch(server: LiveServer, path: str) -> str:
    with urlopen(f"http://127.0.0.1:{server.server_port}{path}", timeout=60) as answer:
        return str(answer.read().decode())


def test_a_page_that_waits_is_told_of_its_own_change_alone(server: LiveServer) -> None:
    mark = server.mark(server.read("/role/"))
    assert f'data-mark="{mark}"' in fetch(server, "/role/")
    told: list[str] = []
    waiting = threading.Thread(target=lambda: told.append(fetch(server, f"/-live/wait?page=/role/&mark={mark}")))
    waiting.start()
    (server.folder / "other.html").write_text("Another page", encoding="utf-8")
    server.tell()
    assert not told
    (server.folder / "role" / "index.html").write_text("<body>After</body>", encoding="utf-8")
    server.tell()
    waiting.join(timeout=60)
    assert told == ["changed"]
    assert "After" in fetch(server, "/role/")


def test_changed_styles_and_another_folder_are_told(server: LiveServer, tmp_path: Path) -> None:
    mark = server.mark(server.read("/role/"))
    server.tell(assets=True)
    assert fetch(server, f"/-live/wait?page=/role/&mark={mark}") == "changed"
    (tmp_path / "empty").mkdir()
    mark = server.mark(server.read("/role/"))
    server.tell(tmp_path / "empty")
    assert fetch(server, f"/-live/wait?page=/role/&mark={mark}") == "changed"


def test_the_page_asked_for_last_counts_as_looked_at(server: LiveServer) -> None:
    fetch(server, "/role/")
    assert server.looked_at() == {"role/index.html"}


def test_nothing_outside_the_folder_is_served(server: LiveServer) -> None:
    assert server.read("/../secret.html") == b""
    assert server.read("/%2e%2e/secret.html") == b""


def test_an_address_in_use_is_told_with_what_to_do(server: LiveServer, tmp_path: Path) -> None:
    with pytest.raises(ToldError, match=r"127\.0\.0\.1:\d+ cannot be used: .* Choose another: make serve HOST="):
        bound(("127.0.0.1", server.server_port), tmp_path)


def test_memory_makes_anew_what_has_another_source_and_stops_when_out_of_date() -> None:
    late = False
    memory = Memory(out_of_date=lambda: late)
    assert memory.recall("html", "a.md", "one", lambda: 1) == (1, True)
    assert memory.recall("html", "a.md", "one", lambda: 2) == (1, False)
    assert memory.recall("html", "a.md", "two", lambda: 3) == (3, True)
    late = True
    with pytest.raises(Superseded):
        memory.recall("html", "a.md", "two", lambda: 4)
