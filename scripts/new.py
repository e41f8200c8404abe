"""Start an entry: write its file with every required field and what goes in.

usage: python -m scripts.new KIND ID [--root DIR]
exit status: 0 written, 1 the file is there already, 2 wrong usage
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

import handbook.model.catalogue  # noqa: F401 - the modules that it reads declare the kinds
from handbook.model.cross_references import ID_PATTERN
from handbook.model.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
OFFERED = sorted(kind.name for kind in KINDS.values() if kind.file_an_entry)


def skeleton(kind: str, id_: str) -> str:
    """The text of a new entry's file: each required field, empty, below a comment that says what goes in."""
    lines = [f"# yaml-language-server: $schema=../schema/{kind}.schema.json", f"id: {id_}"]
    lines += _fields(KINDS[kind].model, "")
    lines += [
        "# Where it comes from: [G-3.13] under 'sources', or 'editorial: true' where it is the handbook's own.",
        "editorial: true",
    ]
    return "\n".join(lines) + "\n"


def _fields(model: type[BaseModel], indent: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if name == "id" or not info.is_required():
            continue
        yield f"{indent}# {info.description}"
        inner = [info.annotation, *get_args(info.annotation)]
        part = next(
            (
                each
                for each in inner
                if isinstance(each, type) and issubclass(each, BaseModel) and "id" not in each.model_fields
            ),
            None,
        )
        yield f"{indent}{name}:"
        if part:
            yield from _fields(part, indent + "  ")


def main(arguments: list[str] | None = None) -> int:
    """Write the file, unless there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=OFFERED, help="what sort of entry")
    parser.add_argument("id", help="its id: lower-case words joined by hyphens")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    options = parser.parse_args(arguments)
    if not re.match(ID_PATTERN, options.id):
        parser.error(f"'{options.id}' is not an id; write lower-case words joined by hyphens, for example nye-bevan")
    path = options.root / "data" / KINDS[options.kind].files.replace("*", options.id)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(skeleton(options.kind, options.id))
    except FileExistsError:
        print(f"{path.relative_to(options.root)} is there already; nothing was changed", file=sys.stderr)
        return 1
    print(f"{path.relative_to(options.root)}: fill it in, then run make check")
    return 0


if __name__ == "__main__":
    sys.exit(main())
