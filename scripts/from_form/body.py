"""What stands in the text of an issue that a form made: a heading for each question, and below it the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.exports.forms import Field
from handbook.faults import ToldError

LONGEST = 65_536  # what an issue holds
_HEADING = re.compile(r"^###[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_EMPTY = ("", "_No response_", "None")
# Signs by which text would be more than text: HTML, links and pictures of Markdown, calls of macros, comments.
_MARKUP = re.compile(
    r"<[a-zA-Z/!?]|\]\(|\]\[|!\[|\{\{|\{%|\{#|`|^\s*(?:#{1,6}|>|~~~)\s|javascript:|data:text", re.I | re.M
)


class BodyError(ToldError, ValueError):
    """The text is no answer to the form; `label` is the question concerned, or ''."""

    def __init__(self, label: str, problem: str, mend: str) -> None:
        self.label, self.problem, self.mend = label, problem, mend
        super().__init__(f"{label}: {problem}. {mend}" if label else f"{problem}. {mend}")


def answers(body: str, fields: tuple[Field, ...]) -> dict[str, str]:
    """The answer to each of `fields` that has one, by the field's name, as one line of plain text.

    Raises BodyError where the text is too long, is not that of the form, or holds more than plain words.
    """
    if len(body) > LONGEST:
        raise BodyError("", f"the text is {len(body)} characters long", f"Write at most {LONGEST} in all")
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    names = {field.label: field.name for field in fields}
    found: dict[str, str] = {}
    for label, answer in _sections(text, names):
        if names[label] in found:
            raise BodyError(label, "this question stands twice", "Begin no line of an answer with ###")
        found[names[label]] = answer
    if not found:
        raise BodyError(
            "", "the questions of the form are not here", "Use the form, and leave its headings as they are"
        )
    return {
        name: _plain(answer, label) for label, name in names.items() if (answer := found.get(name, "")) not in _EMPTY
    }


def _sections(text: str, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each known heading with what follows it, up to the next known one."""
    headings = [match for match in _HEADING.finditer(text) if match[1] in names]
    ends = [*(match.start() for match in headings[1:]), len(text)]
    for match, end in zip(headings, ends, strict=False):
        yield match[1], text[match.end() : end].strip()


def _plain(answer: str, label: str) -> str:
    odd = _MARKUP.search(answer)
    if odd:
        sign = odd[0].strip()
        raise BodyError(label, f"'{sign}' is not plain text", "Write plain words, without links, code or formatting")
    return " ".join(answer.split())
