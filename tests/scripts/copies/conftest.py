"""What the tests of the copies share: a few pages of the real site, so that each copy is made quickly."""

from __future__ import annotations

import pytest

from scripts.copies.chapters import Chapter, read_chapters
from tests.conftest import ROOT

FEW = {"role/", "role/board/", "skills/person-specification/", "evidence/support/"}


@pytest.fixture(scope="session")
def few() -> list[Chapter]:
    """Three chapters with a page or two each: headings, lists, tables and drawings."""
    chapters = read_chapters(ROOT)
    found = [Chapter(each.title, tuple(part for part in each.parts if part.url in FEW)) for each in chapters]
    assert sum(len(each.parts) for each in found) == len(FEW)
    return [each for each in found if each.parts]
