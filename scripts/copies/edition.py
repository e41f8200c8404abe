"""Which edition a copy holds, as CITATION.cff says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.exports.formats import LICENCE


@dataclass(frozen=True)
class Edition:
    """The handbook's title, its edition with the day of its release, and the licence of its text."""

    title: str
    version: str
    released: str
    licence: str = LICENCE

    @property
    def stem(self) -> str:
        """How the files of the edition are named, without an ending."""
        return f"medical-director-handbook-{self.version}"


def read_edition(root: Path) -> Edition:
    """The edition that `root`/CITATION.cff states."""
    told = yaml.load((root / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text alone
    return Edition(told["title"], told["version"], told["date-released"])
