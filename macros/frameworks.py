"""What became of what the paper tells: the frameworks, the law of 2012, the five recommendations."""

from __future__ import annotations

from handbook.model.handbook import Handbook
from macros.mentions import find, mention
from macros.templating import render


def framework_table(handbook: Handbook) -> str:
    """Every framework with what it was for and what became of it: `{{ framework_table() }}`."""
    known = handbook.catalogue.entries["framework"]
    rows = [
        (entry, [known[id_] for id_ in (*entry.successors, *entry.expected)]) for entry in handbook.catalogue.frameworks
    ]
    return render("evidence/framework_table.html", rows=rows)


def framework(handbook: Handbook, id: str, text: str = "") -> str:
    """A framework's name with its state, linked to its row: `{{ framework('mlcf') }}`."""
    return mention(handbook, find(handbook.catalogue, "framework", id), text)


def reform_table(handbook: Handbook) -> str:
    """The paper's Table 1, with what became of each element: `{{ reform_table() }}`."""
    return render("evidence/reform_table.html", reforms=handbook.catalogue.reforms)


def recommendation_list(handbook: Handbook) -> str:
    """The paper's recommendations, each with what has happened since: `{{ recommendation_list() }}`."""
    found = sorted(handbook.catalogue.recommendations, key=lambda entry: entry.number)
    return render("evidence/recommendations.html", recommendations=found)
