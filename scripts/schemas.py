"""Write the JSON Schemas of all kinds of entry to data/schema/, for editors.

usage: python -m scripts.schemas [--root DIR]
exit status: 0 written, 2 wrong usage
"""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pydantic
from pydantic import TypeAdapter

import handbook.model.catalogue
from handbook.faults import Fault
from handbook.leftovers import is_leftover
from handbook.model.kept import Kept
from handbook.model.kinds import KINDS, Kind
from handbook.model.wording import plural
from scripts import command_line

ROOT = Path(__file__).resolve().parent.parent
MODEL = Path(handbook.model.catalogue.__file__).parent


@lru_cache(maxsize=1)
def schema_files() -> dict[str, str]:
    """The name of each schema file and what it must hold."""
    return {_name(kind): json.dumps(_schema(kind), indent=2, ensure_ascii=False) + "\n" for kind in KINDS.values()}


def _name(kind: Kind) -> str:
    return f"{kind.name}.schema.json" if kind.file_an_entry else f"{kind.name}.list.schema.json"


def _schema(kind: Kind) -> dict[str, Any]:
    wanted: Any = kind.model if kind.file_an_entry else list[kind.model]  # type: ignore[name-defined]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(wanted).json_schema()}


def check_schemas(root: Path) -> list[Fault]:
    """The schema files that are not what the code would write."""
    kept = Kept(root, "schemas", (__file__, *map(str, sorted(MODEL.glob("*.py")))), pydantic.VERSION)
    wanted = kept.get("", schema_files)
    kept.save()
    folder = root / "data" / "schema"
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json") if not is_leftover(path)}
    names = [name for name in {**wanted, **found} if found.get(name) != wanted.get(name)]
    return [
        Fault(f"data/schema/{name}", 1, "", "not in step with handbook/model/entries.py", "Run make schemas")
        for name in names
    ]


def main(arguments: list[str] | None = None) -> int:
    """Write every schema file, and remove those of kinds that are no more."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    folder = parser.parse_args(arguments).root / "data" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = schema_files()
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"wrote {plural(len(wanted), 'schema')} to data/schema/")
    return 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
