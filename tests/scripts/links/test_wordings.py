"""What wording gives away: lists of titles and headings, of pages that are gone and of pages that are there.

One list was used to write the patterns; the other was set apart before, every second heading of each kind, and only its
counts were looked at. Neither may be moved to the other's side.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.links.error_pages import kind_of

LISTS = Path(__file__).parent / "wordings"


def wordings(name: str) -> list[tuple[str, str]]:
    """The kind and the text of each heading of a list."""
    lines = (LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, heading) for kind, _, heading in (line.partition("\t") for line in lines)]


def test_the_lists_are_long_and_share_nothing() -> None:
    tuning, held_out = set(wordings("tuning")), set(wordings("held-out"))
    assert not tuning & held_out
    assert sum(kind != "ok" for kind, _ in tuning | held_out) >= 300


@pytest.mark.parametrize("name", ["tuning", "held-out"])
def test_wordings_are_named_rightly_and_living_pages_left_in_peace(name: str) -> None:
    found = [(kind, kind_of(heading) or "ok") for kind, heading in wordings(name)]
    faulty = [each for each in found if each[0] != "ok"]
    living = [each for each in found if each[0] == "ok"]
    right, accused = sum(kind == said for kind, said in faulty), sum(said != "ok" for _, said in living)
    print(f"{name}: {right} of {len(faulty)} right, {accused} of {len(living)} living pages accused")
    assert right >= 0.95 * len(faulty)
    assert accused < 0.01 * len(living)
