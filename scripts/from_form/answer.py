"""What is answered under the issue, in plain words; what somebody wrote is shown as code, so that it can do nothing."""

from __future__ import annotations

import re

from handbook.exports.forms import Form, fields
from handbook.faults import Fault
from scripts.from_form.body import BodyError

LONGEST_QUOTE = 300
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def thanks(path: str) -> str:
    """The answer to a form from which an entry was made."""
    return (
        f"Thank you. This became the file `{path}`, and all checks of the handbook pass on it.\n\n"
        "An editor looks at it next. What you wrote may be shortened, and nothing is shown before an editor agrees. "
        "If something is wrong, edit the text of this issue: the proposal follows.\n"
    )


def refusal(form: Form | None, problems: list[BodyError | Fault]) -> str:
    """The answer to a form from which no entry can be made yet: each thing to mend, under its question."""
    count = "one thing stands" if len(problems) == 1 else f"{len(problems)} things stand"
    head = f"Thank you. This cannot be taken over yet: {count} in the way.\n\n"
    end = "\nEdit the text of this issue, and it is read again. You need not open a new one.\n"
    return head + "".join(_problem(form, each) for each in problems[:20]) + end


def _problem(form: Form | None, problem: BodyError | Fault) -> str:
    if isinstance(problem, BodyError):
        label = problem.label
    else:
        asked = {field.name: field.label for field in fields(form)} if form else {}
        asked["url"] = asked.get("link", "url")  # a new address is an entry of its own, and asked for in this one
        name = ".".join(part for part in problem.field.split(".") if not part.isdigit())
        label = asked.get(name, name)
    quote = _harmless(f"{problem.problem}. {problem.mend}")
    return f"- {f'**{label}** ' if label else ''}\n\n      {quote}\n\n"


def _harmless(text: str) -> str:
    """One line for a block of code: nothing in it is a mention, a link or a picture, and nothing is hidden."""
    flat = " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ")).split())
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[:LONGEST_QUOTE]} …"
