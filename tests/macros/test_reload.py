"""What a server watches: a change of a file counts, what editors leave beside it does not."""

from __future__ import annotations

from pathlib import Path

from macros.reload import fingerprint_of


def test_locks_and_links_to_no_file_change_nothing(small: Path) -> None:
    before = fingerprint_of(small)
    (small / "docs" / ".#index.md").symlink_to("somebody@machine.1234")
    (small / "docs" / "gone.md").symlink_to("nowhere")
    (small / "data" / "._links.yml").write_bytes(b"\xff")
    assert fingerprint_of(small) == before


def test_a_new_page_changes_it(small: Path) -> None:
    before = fingerprint_of(small)
    (small / "docs" / "new.md").write_text("New", encoding="utf-8")
    assert len(fingerprint_of(small)) == len(before) + 1
