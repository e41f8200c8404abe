"""The aids that a reader uses on a page: questions, ask-sheets, application pack, finder and programme builder.

Each macro writes what is of use without JavaScript: a table, a form to fill in on paper. The modules in
`docs/assets/js/` enliven it; what they need beyond the markup stands beside it as JSON.
"""

from __future__ import annotations

import json
import re
from typing import Any, get_args

from markupsafe import Markup

from handbook.faults import MacroError, did_you_mean
from handbook.model.entries import Course, Opportunity
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.pages import page_url
from handbook.model.tools import DoctorsQuestion, Form, QuestionGroup, QuestionSet
from macros.outline import sections
from macros.templating import render

# What can be answered, by the form of the question: an id that the script knows, and its words.
ANSWERS: dict[Form, tuple[tuple[str, str], ...]] = {
    "open": (
        ("good", "I have a good answer"),
        ("thin", "I cannot say yet"),
        ("against", "My answer speaks against the job"),
    ),
    "yes-no": (("good", "Yes, and I can say why"), ("thin", "Partly, or I am not sure"), ("against", "No")),
}


def questions(handbook: Handbook, set: str) -> str:
    """One set of the 'not yet?' questions, each with three answers that fit it: `{{ questions('timing') }}`.

    The numbers run on from set to set.
    """
    sets = get_args(QuestionSet)
    if set not in sets:
        raise MacroError(f"no set '{set}'. {did_you_mean(set, sets)}")
    numbered = [(number, each) for number, each in enumerate(handbook.catalogue.questions, 1) if each.set == set]
    return render("tools/questions.html", questions=numbered, answers=ANSWERS)


def question_outcome(handbook: Handbook) -> str:
    """Where the answers lead, for the reader with JavaScript: `{{ question_outcome() }}`."""
    found = {
        question.id: {
            "text": question.text,
            "thin": question.thin,
            "against": question.against,
            "answers": dict(ANSWERS[question.form]),
            "leadsTo": question.against_leads_to,
            "later": question.later,
            "steps": {answer: step.id for answer, step in question.steps.items()},
            "pages": {
                answer: {"address": site_address(path), "title": title}
                for answer, (path, title) in question.pages.items()
            },
        }
        for question in handbook.catalogue.questions
    }
    steps = {
        step.id: _step_data(handbook, step) for each in handbook.catalogue.questions for step in each.steps.values()
    }
    return render("tools/question_outcome.html", data=as_script_data({"questions": found, "steps": steps}))


def _step_data(handbook: Handbook, step: Course | Opportunity) -> dict[str, Any]:
    """What the page tells of a thing to do, and what the plan keeps of it."""
    home = KINDS[step.kind_name].page
    return {
        "kind": step.kind_name,
        "id": step.id,
        "title": step.title,
        "how": step.ask if isinstance(step, Opportunity) else step.summary,
        "builds": [criterion.id for criterion in step.develops],
        "page": site_address(handbook.in_full(home, step.id), step.id),
    }


def ask_sheets(handbook: Handbook) -> str:
    """A sheet for each person to ask, every one of which prints on a page of its own: `{{ ask_sheets() }}`."""
    return render("tools/ask_sheets.html", sheets=handbook.catalogue.ask_sheets)


def doctors_questions(handbook: Handbook, group: str) -> str:
    """The questions of one group, with their answers and where to read on: `{{ doctors_questions('Pay and terms') }}`.

    The page cites what the answers rest on, below each group.
    """
    groups = get_args(QuestionGroup)
    if group not in groups:
        raise MacroError(f"no group '{group}'. {did_you_mean(group, groups)}")
    found = [question for question in handbook.catalogue.doctors_questions if question.group == group]
    questions = [(each, _reads_on(handbook, each)) for each in found]
    return render("tools/doctors_questions.html", questions=questions)


def doctors_questions_list(handbook: Handbook) -> str:
    """All questions by group, each a link to its answer on the same page: `{{ doctors_questions_list() }}`."""
    asked = handbook.catalogue.doctors_questions
    groups = [(name, [each for each in asked if each.group == name]) for name in get_args(QuestionGroup)]
    return render("tools/doctors_questions_list.html", groups=groups)


def _reads_on(handbook: Handbook, question: DoctorsQuestion) -> str:
    """What the place is called where an answer goes on: the page, and the section if its text names it."""
    page = handbook.pages.get(question.path)
    if page is None:
        fault = f"'{question.id}' leads to '{question.path}', and there is no such page. Mend its field 'page'"
        raise MacroError(fault)
    anchor = question.page.partition("#")[2]
    title = next((each.title for each in sections(page.body) if each.anchor == anchor), "")
    return f"{page.meta.title.partition(':')[0]}: {title}" if title else page.meta.title


def print_button(handbook: Handbook, id: str, text: str) -> str:
    """A button that prints one part of the page alone: `{{ print_button('conversation-sheet', 'Print this sheet') }}`.

    The part is a `sheet` with this id; the page loads assets/js/print-sheets.js and assets/css/tools.css.
    """
    return render("tools/print_button.html", id=id, text=text)


def check(handbook: Handbook, text: str) -> str:
    """A box to tick before a line of a checklist, told by `text`: `{{ check('Open cases under MHPS') }}`.

    What is ticked can be saved where the page has `{{ keep_checks() }}`. The box is known by its text: a new text is a
    new box.
    """
    return render("tools/check.html", id=slug_of(text), text=text)


def keep_checks(handbook: Handbook) -> str:
    """Saving and deleting what is ticked on the page: `{{ keep_checks() }}`; the page loads assets/js/checks.js."""
    return render("tools/keep_checks.html")


def slug_of(text: str) -> str:
    """Words as an id: lower case, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def site_address(path: str, anchor: str = "") -> str:
    """The address of a page below the site's root; the theme puts the way there in place of `handbook:`."""
    return f"handbook:{page_url(path)}" + (f"#{anchor}" if anchor else "")


def as_script_data(value: object) -> Markup:
    """A value as JSON that may stand inside a script element of type application/json."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for active, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("{{", "{ {"), ("}}", "} }")):
        text = text.replace(active, code)
    return Markup(text)  # noqa: S704 - nothing in it can end the element


# How a course is taken: an id, what the finder calls it, and the words of a recorded format that say so.
FORMATS = (
    ("self-study", "Self-study", r"reading"),
    ("online", "Online", r"on the web"),
    ("event", "Workshop or event", r"workshop|conference|event"),
    ("one-to-one", "With a coach, a mentor or colleagues", r"coach|mentor|colleagues"),
    ("training", "Degree, fellowship or specialist training", r"degree|fellowship|training"),
)


def format_of(step: Course | Opportunity) -> tuple[str, str]:
    """How a step is taken, as one of a few ways to choose from: an id and a label.

    What the words of a course's format do not settle is 'Mixed or not stated': none is guessed from its kind.
    """
    if isinstance(step, Opportunity):
        return "by-doing", "By doing"
    format_ = (step.format or "").lower()
    fitting = ((id_, title) for id_, title, words in FORMATS if re.search(rf"\b({words})\b", format_))
    return next(fitting, ("mixed", "Mixed or not stated"))


def cost_of(step: Course | Opportunity) -> tuple[str, str]:
    """What is recorded of a step's cost: an id and a label."""
    if isinstance(step, Opportunity):
        return "none-recorded", "Something you do: no fee recorded"
    if step.cost is None:
        return "unknown", "Ask the provider"
    return ("free", "Free") if step.cost.lower().startswith("free") else ("stated", "A cost is named")
