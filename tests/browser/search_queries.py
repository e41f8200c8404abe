"""What readers type and which sections answer it (`search_queries.tsv`), and the scripts that a first search loads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.model.handbook import Handbook
from handbook.model.pages import page_url

SCRIPTS = (
    "assets/js/vendor/minisearch.js",
    *(f"assets/js/search/{name}.js" for name in ("words", "index", "forms", "find", "mark", "panel")),
)
GROUPS = ("tuned", "held-out", "held-out-2")
TABLE = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True)
class Query:
    """What is typed, the places of which one must stand among the first, and the set: tuned, or held out."""

    typed: str
    wanted: tuple[str, ...]
    group: str

    def answered_by(self, places: list[str]) -> bool:
        """Whether one of `places` is wanted; `page*` is met by the page and by each of its sections."""
        return any(
            place.partition("#")[0] == wanted.removesuffix("*") if wanted.endswith("*") else place == wanted
            for place in places
            for wanted in self.wanted
        )


def in_full(handbook: Handbook, place: str) -> str:
    """Where a place of the table stands today: a long directory is cut into pages, and its entries stand on these."""
    url, mark, anchor = place.partition("#")
    path = handbook.by_url[url.removesuffix("*")].path if mark else ""
    return f"{page_url(handbook.in_full(path, anchor))}#{anchor}" if mark else place


def queries(handbook: Handbook) -> list[Query]:
    """Every line of the table."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    found = []
    for typed, wanted, group in rows:
        if group not in GROUPS:
            raise ValueError(f"{typed}: no set '{group}'")
        places = tuple(in_full(handbook, place) for place in wanted.split())
        found.append(Query(typed, places, group))
    return found
