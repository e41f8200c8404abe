"""Read one YAML file strictly: what it says, and on which line it says it.

Every scalar is read as the text that stands there, so that `no`, `2013` and `1:30` mean what they
show; the schema decides what is a number, a date or a truth value. Whatever YAML would let pass in
silence is refused: duplicate keys, tags, anchors and aliases (with them, alias bombs), more than one
document, an empty document, tabs, a byte-order mark and any encoding but UTF-8. So are the slips that YAML would take
for text: curly quotes round a value, a list item indented too far, marks of a merge conflict, invisible characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from handbook.faults import Fault, HandbookError
from handbook.model import look_alikes
from handbook.model.kept import Kept
from handbook.model.look_alikes import MEND as LOOK_ALIKE_MEND
from handbook.model.look_alikes import mixed_words

Value = str | None | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20


@dataclass(frozen=True)
class Document:
    """A YAML file: its `file` name, its `value`, and the line of each place in the value."""

    file: str
    value: Value
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest place that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_document(path: Path, file: str, parse: Callable[[str, str], Document] | None = None) -> Document:
    """Read the YAML file at `path`; `file` names it in messages, and `parse` stands in for `parse_document`.

    Raises HandbookError when the file is not one plain YAML document in UTF-8.
    """
    return (parse or parse_document)(read_text(path, file), file)


def keep_documents(root: Path) -> Kept:
    """What the last run read of the YAML files below `root`."""
    return Kept(root, "parsed", (__file__, look_alikes.__file__), yaml.__version__)


def read_kept(path: Path, file: str, kept: Kept) -> Document:
    """As `read_document`, from what is kept where the file is the same."""

    def parse() -> tuple[Value, dict[Place, int]]:
        document = parse_document(without_slips(text, file), file)
        return document.value, document.lines

    text = decoded(path, file)
    return Document(file, *kept.get(text, parse))


def read_text(path: Path, file: str) -> str:
    """The text of the file at `path`, its lines ended by line feeds alone; `file` names it in messages.

    Raises HandbookError when it is no plain file of UTF-8, or holds what nobody means to write.
    """
    return without_slips(decoded(path, file), file)


def decoded(path: Path, file: str) -> str:
    """As `read_text`, whatever the text holds; raises HandbookError when it is no plain file of UTF-8."""
    if path.is_symlink():
        raise HandbookError([Fault(file, 1, "", "a symbolic link", "Put the file itself in its place")])
    if not path.is_file():
        raise HandbookError([Fault(file, 1, "", *_not_there(path))])
    return _decode(path.read_bytes(), file).replace("\r\n", "\n")


def without_slips(text: str, file: str) -> str:
    """The text as it is; raises HandbookError where it holds what nobody means to write."""
    faults = list(_slips(text, file))
    if faults:
        raise HandbookError(faults)
    return text


def _not_there(path: Path) -> tuple[str, str]:
    if path.exists():
        return "a folder, not a file", f"Rename the folder so that it does not end in {path.suffix}, or remove it"
    return "there is no such file", "Restore it; the site cannot do without"


_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \n]|$)", re.MULTILINE)
_EMOJI = "[\\u2190-\\u21ff\\u2300-\\u23ff\\u2600-\\u27bf\\u2b00-\\u2bff\\U0001f000-\\U0001faff]"
# U+200D belongs where it joins two emoji into one; U+FE0F, which asks for colours, may stand before it.
_INVISIBLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b\\u200c\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]"
    f"|(?<!{_EMOJI})(?<!{_EMOJI}\\ufe0f)\\u200d|\\u200d(?!{_EMOJI})"
)


def _slips(text: str, file: str) -> Iterator[Fault]:
    """Marks of a merge conflict, and characters that nobody sees."""
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        mend = "Keep what should stand and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        yield Fault(file, line, "", "a merge conflict was left here", mend)
    for found in _INVISIBLE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Fault(file, line, "", *_invisible(found[0]))
    for start, problem in mixed_words(text):
        yield Fault(file, text.count("\n", 0, start) + 1, "", problem, LOOK_ALIKE_MEND)


def _invisible(character: str) -> tuple[str, str]:
    return f"the invisible character U+{ord(character):04X} stands here", "Delete it, and type the words anew"


def parse_document(text: str, file: str, first_line: int = 1, tags: frozenset[str] = frozenset()) -> Document:
    """Read YAML `text` whose first line is line `first_line` of `file` (front matter starts at 2).

    `tags` are allowed beside the ordinary ones; a tagged value stands for itself.

    Raises HandbookError as `read_document` does.
    """
    offset = first_line - 1
    try:
        node = _node(text)
    except yaml.MarkedYAMLError as error:
        raise HandbookError([_syntax_fault(error, text, file, offset)]) from None
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0]
        raise HandbookError([Fault(file, first_line, "", f"not YAML: {reason}", "Remove the character")]) from None
    if node is None:
        raise HandbookError([Fault(file, first_line, "", "the file holds no entry", "Fill it in or delete it")])
    reader = _Reader(file, offset, text, tags)
    value = reader.read(node, ())
    if reader.faults:
        raise HandbookError(reader.faults)
    return Document(file, value, reader.lines)


def _node(text: str) -> yaml.Node | None:
    loader = yaml.CSafeLoader(text)
    try:
        found: yaml.Node | None = loader.get_single_node()
        return found
    finally:
        loader.dispose()


class _Reader:
    """Turns YAML nodes into plain values and notes lines and faults on the way."""

    def __init__(self, file: str, offset: int, text: str, tags: frozenset[str]) -> None:
        self.file, self.offset, self.text, self.tags = file, offset, text, tags
        self.lines: dict[Place, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, place: Place) -> Value:
        line = node.start_mark.line + 1 + self.offset
        self.lines.setdefault(place, line)
        if self._refused(node, place, line):
            return None
        if isinstance(node, yaml.ScalarNode):
            self._look_for_slips(node, place, line)
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*place, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, place)

    def _refused(self, node: yaml.Node, place: Place, line: int) -> bool:
        if id(node) in self._seen:
            self._fault(line, place, "an alias ('*name') is not allowed here", "Write the value out again")
            return True
        self._seen.add(id(node))
        if len(place) > MAX_DEPTH:
            self._fault(line, place, f"nested more than {MAX_DEPTH} levels deep", "Flatten the entry")
            return True
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        if node.tag not in (_PLAIN_TAGS if plain else _ORDINARY_TAGS) | self.tags:
            self._fault(line, place, f"the YAML tag '{node.tag}' is not allowed here", "Remove the tag")
            return True
        return False

    def _look_for_slips(self, node: yaml.ScalarNode, place: Place, line: int) -> None:
        """What YAML takes for text, and the writer did not mean."""
        hidden = _INVISIBLE.search(node.value)
        if hidden:
            self._fault(line, place, *_invisible(hidden[0]))
        if node.style:
            return
        if _CURLY.match(node.value):
            self._fault(line, place, "curly quotes stand round the value", "Write straight quotes, or none")
        first, last = node.start_mark.line, node.end_mark.line
        if last > first and " - " in node.value:
            for row, text in enumerate(self.text.splitlines()[first + 1 : last + 1], line + 1):
                if text.lstrip().startswith("- "):
                    mend = "Begin it under the '-' of the item above"
                    self._fault(row, place, "a list item is indented too far, and so is part of the text above", mend)

    def _mapping(self, node: yaml.Node, place: Place) -> Value:
        out: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1 + self.offset
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(line, place, "a key must be a plain word", "Write 'key: value'")
                continue
            key = str(key_node.value)
            if key in out:
                first = self.lines[(*place, key)]
                problem = f"the key '{key}' stands twice, first on line {first}"
                self._fault(line, (*place, key), problem, "Keep one of the two")
                continue
            self.lines[(*place, key)] = line
            out[key] = self.read(value_node, (*place, key))
        return out

    def _fault(self, line: int, place: Place, problem: str, mend: str) -> None:
        self.faults.append(Fault(self.file, line, dotted(place), problem, mend))


def dotted(place: Place) -> str:
    """A place as people write it: `sources.0.place`."""
    return ".".join(str(part) for part in place)


_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "null", "bool", "int", "float", "timestamp", "value")}
_CURLY = re.compile(r"[“”„][^“”]*[“”]$|[‘’‚][^‘’]*[‘’]$")  # noqa: RUF001 - meant
_ORDINARY_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")}


def _scalar(node: yaml.ScalarNode) -> str | None:
    text = str(node.value)
    if not node.style and text in ("", "~", "null"):
        return None
    return text.strip()


def _decode(raw: bytes, file: str) -> str:
    if len(raw) > MAX_BYTES:
        raise HandbookError([Fault(file, 1, "", f"larger than {MAX_BYTES:,} bytes", "Split the file")])
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise HandbookError([Fault(file, 1, "", "starts with a byte-order mark", "Save it as UTF-8 without one")])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise HandbookError([Fault(file, line, "", "not UTF-8 text", "Save the file as UTF-8")]) from None


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, file: str, offset: int) -> Fault:
    ends = "end of stream" in str(error.problem)  # then the place where the open quote or bracket stands helps
    mark = (error.context_mark if ends else None) or error.problem_mark or error.context_mark
    row = mark.line if mark else 0
    lines = text.splitlines()
    line = lines[row] if row < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Fault(file, row + 1 + offset, "", "a tab stands in the indentation", "Indent with spaces")
    if error.problem and "single document" in str(error.context or "") + str(error.problem):
        return Fault(file, row + 1 + offset, "", "a second document starts here", "Keep one document a file")
    problem = f"not YAML: {error.problem or error.context}"
    return Fault(file, row + 1 + offset, "", problem, "Check quotes, colons and indentation near this line")
