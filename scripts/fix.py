"""Mend in data/ what needs no judgement: the order of fields, spaces and line ends, addresses that track.

Comments stay with the field below them. A file that would then say something else is left as it is.

usage: python -m scripts.fix [--root DIR] [--against COMMIT] [FILE ...]
Without a FILE: the files that differ from the commit (default: HEAD).
exit status: 0 mended, or nothing to mend; 1 a file was left as it is, and why; 2 wrong usage
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from pydantic import BaseModel

from handbook.faults import HandbookError, relative
from handbook.model.addresses import clean
from handbook.model.catalogue import load_catalogue  # noqa: F401 - declares every kind
from handbook.model.field_order import field_order
from handbook.model.kinds import KINDS
from handbook.model.yaml_reader import Value, parse_document
from scripts.changed import changed_lines

ROOT = Path(__file__).resolve().parent.parent
_FIELD = re.compile(r"^[A-Za-z_][\w-]*:")
_ADDRESS = re.compile(r"^(\s*(?:- )?(?:url|archive|evidence): )(https?://\S+)$", re.MULTILINE)


def mended(text: str, file: str) -> str:
    """What the file named `file` should hold, where it holds `text`; the same where there is nothing to mend.

    Raises ValueError where mending would change what the file says, and HandbookError where it is not YAML.
    """
    tidy = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    tidy = f"{tidy.strip(chr(10))}\n"
    before = _cleaned(parse_document(tidy, file).value)
    new = _ADDRESS.sub(lambda found: found[1] + clean(found[2]), tidy)
    model = _model(file)
    if model:
        new = _ordered(new, field_order(model)).rstrip("\n") + "\n"
    if _cleaned(parse_document(new, file).value) != before:
        raise ValueError("mending it would change what it says; put its fields in order by hand")
    return new


def _model(file: str) -> type[BaseModel] | None:
    """The class of the entry that has this file to itself."""
    for kind in KINDS.values():
        if kind.file_an_entry and Path(file).match(f"data/{kind.files}"):
            return kind.model
    return None


def _ordered(text: str, order: list[str]) -> str:
    """The fields of an entry in the order of its class, each with the comments above it; unknown ones come last."""
    head, blocks = _blocks(text)
    places = {name: place for place, name in enumerate(order)}
    return head + "".join(sorted(blocks, key=lambda block: places.get(_name(block), len(order))))


def _blocks(text: str) -> tuple[str, list[str]]:
    """The first lines, which belong to the whole file, and a part for each field with the comments above it."""
    lines = text.splitlines(keepends=True)
    head = 1 if lines and lines[0].startswith("# yaml-language-server") else 0
    blocks: list[list[str]] = []
    waiting: list[str] = []
    for line in lines[head:]:
        if _FIELD.match(line):
            blocks.append([*waiting, line])
            waiting = []
        elif not blocks or line.startswith("#"):
            waiting.append(line)
        else:
            blocks[-1] += [*waiting, line]
            waiting = []
    if waiting and blocks:
        blocks[-1] += waiting
    return "".join(lines[:head]), ["".join(block) for block in blocks]


def _name(block: str) -> str:
    return next(line.partition(":")[0] for line in block.splitlines() if _FIELD.match(line))


def _cleaned(value: Value) -> Value:
    """The value with every address as `clean` writes it, so that mending addresses alone makes no difference."""
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return clean(value) if isinstance(value, str) and re.match(r"https?://\S+$", value) else value


def main(arguments: list[str] | None = None) -> int:
    """Mend the files and say which."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="which (default: those that differ)")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: this one)")
    parser.add_argument("--against", default="HEAD", help="the commit to compare with (default: HEAD)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        files = options.files or [root / name for name in changed_lines(root, options.against)]
    except ValueError as error:
        parser.error(str(error))
    status, count = 0, 0
    for path in files:
        file = relative(path.resolve(), root)
        if path.suffix != ".yml" or not file.startswith("data/") or not path.is_file():
            continue
        try:
            text = path.read_bytes().decode("utf-8")
            new = mended(text, file)
        except (HandbookError, ValueError) as error:
            status = 1
            print(error if isinstance(error, HandbookError) else f"{file}: {error}", file=sys.stderr)
            continue
        if new != text:
            _write(path, new)
            count += 1
            print(f"{file}: mended")
    print("nothing to mend" if not count and not status else "look at the changes, then run make check")
    return status


def _write(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.tmp")
    part.write_bytes(text.encode())
    part.replace(path)


if __name__ == "__main__":
    sys.exit(main())
