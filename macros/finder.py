"""The finder and the programme builder: every course and opportunity in one table, and what covers each criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from handbook.exports.formats import CITATION, LICENCE
from handbook.model.building import (
    GROUP_TITLES,
    courses_that_build,
    opportunities_that_build,
    still_offered_first,
)
from handbook.model.entries import Course, Level, Opportunity, Organisation
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from handbook.model.offers import LEVEL_TITLES, LEVEL_WORDS, is_closed, when_seen
from handbook.model.succession import aftermath
from macros.criteria_map import criteria_map
from macros.templating import render
from macros.tools import as_script_data, cost_of, format_of, site_address

Step = Course | Opportunity

STATUS_TITLES = {
    "active": "Active",
    "renamed": "Renamed",
    "merged": "Merged",
    "unknown": "Not confirmed",
    "superseded": "Superseded",
    "closed": "Closed",
}


def finder(handbook: Handbook) -> str:
    """Every course and opportunity in one table, with a form that narrows it: `{{ finder() }}`."""
    rows = [_row(handbook, step) for step in _steps(handbook)]
    level, criterion, *others = _filters(handbook, rows)
    return render(
        "tools/finder.html",
        rows=rows,
        first=[level, criterion],
        more=[choice for choice in others if _divides(rows, choice)],
        words={level: _words(handbook, level) for level in LEVEL_TITLES if level},
        map=Markup(criteria_map(handbook, to="finder")),  # noqa: S704 - made by a template that escapes
        licence=LICENCE,
        cite_as=CITATION,
    )


SAYS_NOTHING = {"", "unknown", "mixed", "none-recorded"}
MOST_IN_ONE = 0.9


def _divides(rows: list[dict[str, Any]], choice: tuple[str, str, dict[str, Options]]) -> bool:
    """Whether a choice is of use: most rows say something there, and not nearly all of them the same."""
    name = choice[0]
    if name == "need":
        return any(row["step"].needs for row in rows)
    values = [_value(row, name) for row in rows]
    told = Counter(value for value in values if value not in SAYS_NOTHING)
    return len(told) > 1 and told.total() > len(rows) / 2 and max(told.values()) < MOST_IN_ONE * len(rows)


def _value(row: dict[str, Any], name: str) -> str:
    """What a row says where a choice has one value a row."""
    step = row["step"]
    known = {"kind": step.kind, "provider": row["where"].id, "status": step.currency.status}
    return str(known.get(name) or row[name])


def _steps(handbook: Handbook) -> list[Step]:
    catalogue = handbook.catalogue
    return sorted((*catalogue.courses, *catalogue.opportunities), key=still_offered_first)


def where(step: Step) -> Organisation:
    """Who offers a course, or where an opportunity is done."""
    return step.provider if isinstance(step, Course) else step.organisation


def _row(handbook: Handbook, step: Step) -> dict[str, Any]:
    format_, format_title = format_of(step)
    format_text = (step.format if isinstance(step, Course) else None) or format_title
    cost, cost_title = cost_of(step)
    return {
        "step": step,
        "where": where(step),
        "home": KINDS[step.kind_name].page,
        "format": format_,
        "format_title": format_title,
        "format_text": format_text[0].upper() + format_text[1:],
        "cost": cost,
        "cost_title": cost_title,
        "cost_text": (step.cost if isinstance(step, Course) else None) or "",
        "levels": _levels(step),
        "who": _who(step),
        "summary": step.summary if isinstance(step, Course) else step.does,
        "builds": () if is_closed(step) else step.develops,
        "for_csv": _for_csv(step),
    }


def _for_csv(step: Step) -> dict[str, str]:
    """What the download of the table has beyond its columns, by the name of the attribute that carries it."""
    if not isinstance(step, Course):
        return {}
    found = {"duration": step.duration, "seen": when_seen(step), "nations": ", ".join(step.nations)}
    return {name: value for name, value in found.items() if value}


def _levels(step: Step) -> tuple[Level, ...]:
    """The levels that a step is made for; none is anybody."""
    return step.levels if isinstance(step, Course) else ()


def _who(step: Step) -> str:
    """Who may take a course, as far as that is known; of an opportunity, whom to ask."""
    if isinstance(step, Opportunity):
        return step.ask
    titles = " or ".join(LEVEL_TITLES[level] for level in step.levels)
    return step.eligibility or step.audience or titles or "Ask the provider"


def _words(handbook: Handbook, level: Level) -> str:
    """What readers may type who are of a level: its title, and what the search knows."""
    title = LEVEL_TITLES[level]
    typed = [
        word
        for synonym in handbook.catalogue.search_synonyms
        if any(meaning.lower() in title.lower() for meaning in synonym.means)
        for word in synonym.typed
    ]
    return " ".join(dict.fromkeys([title, *LEVEL_WORDS.get(level, ()), *typed]))


Options = list[tuple[str, str]]


def _filters(handbook: Handbook, rows: list[dict[str, Any]]) -> list[tuple[str, str, dict[str, Options]]]:
    """The choices of the form: name, label, and the options (id, title) by group; '' is no group."""
    catalogue = handbook.catalogue
    criteria = [(GROUP_TITLES[c.group], c.id, c.title) for c in catalogue.criteria]
    kinds = sorted({(KINDS[row["step"].kind_name].heading, row["step"].kind) for row in rows})
    used = {row["step"].currency.status for row in rows}
    return [
        ("level", "Who may take it", {"": [(level, title) for level, title in LEVEL_TITLES.items() if level]}),
        ("criterion", "Builds the criterion", _grouped(criteria)),
        ("need", "Helps with", {"": [(need.id, need.title) for need in catalogue.needs]}),
        ("kind", "Kind", _grouped([(group, kind, kind.capitalize()) for group, kind in kinds])),
        ("provider", "Provider or place", _sorted((row["where"].id, row["where"].name) for row in rows)),
        ("format", "Format", _sorted((row["format"], row["format_title"]) for row in rows)),
        ("cost", "Cost", _sorted((row["cost"], row["cost_title"]) for row in rows)),
        ("status", "State", {"": [(id_, title) for id_, title in STATUS_TITLES.items() if id_ in used]}),
    ]


def _grouped(options: Iterable[tuple[str, str, str]]) -> dict[str, Options]:
    groups: dict[str, Options] = {}
    for group, id_, title in options:
        groups.setdefault(group, []).append((id_, title))
    return groups


def _sorted(pairs: Iterable[tuple[str, str]]) -> dict[str, Options]:
    return {"": sorted(set(pairs), key=lambda pair: pair[1].casefold())}


def programme_builder(handbook: Handbook) -> str:
    """The form that plans a programme for a cohort: `{{ programme_builder() }}`."""
    catalogue = handbook.catalogue
    data = {
        "criteria": [{"id": c.id, "title": c.title, "importance": c.importance} for c in catalogue.criteria],
        "steps": list(_step_data(handbook)),
        "licence": LICENCE,
        "citeAs": CITATION,
    }
    return render(
        "tools/programme_builder.html",
        criteria=catalogue.criteria,
        titles=GROUP_TITLES,
        data=as_script_data(data),
    )


def criterion_coverage(handbook: Handbook) -> str:
    """What covers each criterion, by doing and by courses, as a table: `{{ criterion_coverage() }}`."""
    catalogue = handbook.catalogue
    coverage = [
        {
            "criterion": criterion,
            "courses": courses_that_build(catalogue, criterion),
            "opportunities": opportunities_that_build(catalogue, criterion),
        }
        for criterion in catalogue.criteria
    ]
    return render("specification/criterion_coverage.html", coverage=coverage, titles=GROUP_TITLES)


def _step_data(handbook: Handbook) -> Iterator[dict[str, Any]]:
    for step in (each for each in _steps(handbook) if not is_closed(each)):
        yield {
            "id": step.id,
            "type": KINDS[step.kind_name].words,
            "kind": step.kind,
            "title": step.title,
            "where": where(step).short_name,
            "status": step.currency.status,
            "state": aftermath(handbook.catalogue, step),
            "cost": (step.cost if isinstance(step, Course) else None) or "",
            "duration": (step.duration if isinstance(step, Course) else None) or "",
            "develops": [criterion.id for criterion in step.develops],
            "page": site_address(handbook.in_full(KINDS[step.kind_name].page, step.id), step.id),
        }
