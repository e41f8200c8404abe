"""Rules that need the whole handbook: nothing dangling, nothing orphaned, nothing forgotten.

Each rule yields its faults. `check_rules` runs them all, so that one run lists everything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from handbook.checks.markup import MARKUP_RULES
from handbook.checks.posts import POST_RULES
from handbook.checks.references import REFERENCE_RULES
from handbook.checks.then_and_now import (
    chains_end_well,
    changes_name_pages_that_exist,
    confidence_is_never_raised,
    dates_are_in_order,
    named_entries_exist,
    names_are_one_of_a_kind,
    pages_mark_what_has_changed,
    research_is_told,
)
from handbook.checks.values import TEXT_RULES, texts
from handbook.faults import Fault, did_you_mean
from handbook.model.building import courses_that_build, opportunities_that_build
from handbook.model.catalogue import Catalogue, kind_of_id
from handbook.model.cross_references import words
from handbook.model.entries import Duty, Entry, Record
from handbook.model.handbook import Handbook, citations
from handbook.model.succession import living
from handbook.model.survey_tables import problems
from handbook.model.tools import DoctorsQuestion, Question
from handbook.model.yaml_reader import Place

Rule = Callable[[Handbook], Iterator[Fault]]


def check_rules(handbook: Handbook) -> list[Fault]:
    """Every fault that the rules find, in no particular order."""
    return [fault for rule in RULES for fault in rule(handbook)]


def successors_do_not_run_in_circles(handbook: Handbook) -> Iterator[Fault]:
    """Following the successors of anything that lives never leads back to it."""
    catalogue = handbook.catalogue
    known = living(catalogue)
    for id_, entry in known.items():
        if id_ in _ahead(known, id_):
            yield catalogue.written[entry.kind_name, id_].fault(
                ("successors",), "its successors lead back to itself", "Take one step out of the circle"
            )


def _ahead(known: Mapping[str, Any], id_: str) -> set[str]:
    """Every id that following successors from `id_` leads to."""
    seen: set[str] = set()
    ahead = _next_ids(known[id_])
    while ahead:
        next_ = ahead.pop()
        if next_ not in seen and next_ in known:
            seen.add(next_)
            ahead += _next_ids(known[next_])
    return seen


def events_stand_in_order(handbook: Handbook) -> Iterator[Fault]:
    """The events of the timeline are written in the order of their dates, as the page shows them."""
    catalogue = handbook.catalogue
    for before, event in pairwise(catalogue.events):
        if event.date < before.date:
            problem = f"{event.date} stands after '{before.id}' of {before.date}"
            mend = "Move the event up to its place, or correct the date"
            yield catalogue.written["event", event.id].fault(("date",), problem, mend)


def link_successors_do_not_run_in_circles(handbook: Handbook) -> Iterator[Fault]:
    """Following the successors of a dead link never leads back to it."""
    links = handbook.catalogue.entries["link"]
    for id_, link in links.items():
        seen: set[str] = set()
        while link.successor and link.successor not in seen:
            seen.add(link.successor)
            link = links[link.successor]
        if id_ in seen:
            written = handbook.catalogue.written["link", id_]
            yield written.fault(("successor",), "its successors lead back to itself", "Take one step out of the circle")


LONGEST_WAIVER = timedelta(days=90)


def waivers_end_in_time(handbook: Handbook) -> Iterator[Fault]:
    """Each waiver of a failing link says since when it holds, for 90 days at most, and none has expired."""
    for link in handbook.catalogue.links:
        if not link.waiver:
            continue
        written = handbook.catalogue.written["link", link.id]
        until = date.fromisoformat(link.waiver.until)
        if not link.waiver.since:
            mend = "Write under 'since' the day on which it was granted"
            yield written.fault(("waiver",), "the waiver does not say since when it holds", mend)
        granted = min(date.fromisoformat(link.waiver.since or link.waiver.until), handbook.today)
        if until < handbook.today:
            mend = "Check the address by hand, then renew the waiver with a new reason, or remove it"
            yield written.fault(("waiver", "until"), f"the waiver ended on {until}", mend)
        elif until > granted + LONGEST_WAIVER:
            mend = "End it earlier; it can be renewed after another look"
            yield written.fault(("waiver", "until"), f"the waiver runs until {until}, for more than 90 days", mend)


def _next_ids(entry: Any) -> list[str]:
    return [*entry.successors, *getattr(entry, "expected", ())]


def retired_ids_stay_retired(handbook: Handbook) -> Iterator[Fault]:
    """A retired id names nothing any more, and what replaces it exists."""
    catalogue = handbook.catalogue
    for entry in catalogue.retired:
        written = catalogue.written["retired", entry.id]
        living = catalogue.entries.get(entry.kind)
        if living is None:
            yield written.fault(("kind",), f"no kind '{entry.kind}'", did_you_mean(entry.kind, catalogue.entries))
            continue
        if entry.id in living:
            yield written.fault(
                ("id",), f"the {words(entry.kind)} '{entry.id}' is retired and still listed", "Remove one of the two"
            )
        if entry.replaced_by != "none" and entry.replaced_by not in living:
            mend = did_you_mean(entry.replaced_by, living)
            yield written.fault(("replaced_by",), f"no {words(entry.kind)} '{entry.replaced_by}'", mend)


# How a page names an entry of each kind that may be named nowhere else.
_NAMING = {"link": "link(", "organisation": "org(", "term": "term(", "need": "need="}


def nothing_is_orphaned(handbook: Handbook) -> Iterator[Fault]:
    """Every link, organisation, need and term is used by another entry or named on a page."""
    catalogue = handbook.catalogue
    used = _ids_used(catalogue)
    named = _named_on_pages(handbook)
    for kind, call in _NAMING.items():
        for id_ in catalogue.entries[kind]:
            if (kind, id_) in used or (call, id_) in named or _is_footnote(catalogue, kind, id_):
                continue
            mend = f"Use it, for example {{{{ {call.rstrip('(=')}('{id_}') }}}} on a page, or delete it"
            yield catalogue.written[kind, id_].fault(("id",), f"nothing uses the {words(kind)} '{id_}'", mend)


def _named_on_pages(handbook: Handbook) -> set[tuple[str, str]]:
    """Each call and id that stands on some page: ('org(', 'ccg') for `org('ccg')`."""
    calls = "|".join(re.escape(call) for call in _NAMING.values())
    naming = re.compile(rf"""\b({calls})\s*["']([^"']+)["']""")
    return {found for page in handbook.pages.values() for found in naming.findall(page.body)}


def _is_footnote(catalogue: Catalogue, kind: str, id_: str) -> bool:
    return kind == "link" and catalogue.entries["link"][id_].footnote is not None


def _ids_used(catalogue: Catalogue) -> set[tuple[str, str]]:
    """Every (kind, id) that some other entry refers to."""
    used: set[tuple[str, str]] = set()
    for (kind, id_), _ in catalogue.written.items():
        used |= set(_references(catalogue.entries[kind][id_])) - {(kind, id_)}
    return used


def _references(record: Any) -> Iterator[tuple[str, str]]:
    if hasattr(record, "refers_to"):
        yield from record.refers_to()
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        wanted = kind_of_id(info)
        for each in value if isinstance(value, tuple) else (value,):
            if wanted:
                yield wanted, each
            elif isinstance(each, Entry) and not isinstance(each, Duty):
                yield each.kind_name, each.id
            elif isinstance(each, Record):
                yield from _references(each)


def every_criterion_can_be_built(handbook: Handbook) -> Iterator[Fault]:
    """At least two courses or opportunities build each criterion."""
    catalogue = handbook.catalogue
    for criterion in catalogue.criteria:
        ways = len(courses_that_build(catalogue, criterion)) + len(opportunities_that_build(catalogue, criterion))
        if ways < 2:
            written = catalogue.written["criterion", criterion.id]
            mend = f"Add '{criterion.id}' under 'develops' of a course or an opportunity that builds it"
            yield written.fault(("id",), f"{ways} ways to build '{criterion.id}', two are needed", mend)


def footnotes_are_complete(handbook: Handbook) -> Iterator[Fault]:
    """Each footnote of the guide is the footnote of exactly one link."""
    catalogue = handbook.catalogue
    expected = sum(document.footnotes for document in catalogue.source_documents)
    found = Counter(link.footnote for link in catalogue.links if link.footnote)
    for number in range(1, expected + 1):
        if not found[number]:
            mend = f"Add its address with 'footnote: {number}'"
            yield Fault("data/links.yml", 1, "footnote", f"no link is footnote {number} of the guide", mend)
    for link in catalogue.links:
        if link.footnote and (found[link.footnote] > 1 or link.footnote > expected):
            problem = (
                f"footnote {link.footnote} is given twice"
                if found[link.footnote] > 1
                else f"the guide has no footnote {link.footnote}"
            )
            yield catalogue.written["link", link.id].fault(("footnote",), problem, "Correct the number")


def numbered_references_are_complete(handbook: Handbook) -> Iterator[Fault]:
    """Each numbered reference of a source document is the reference of exactly one work."""
    catalogue = handbook.catalogue
    found = Counter(_numbers(catalogue))
    for document in catalogue.source_documents:
        for number in range(1, document.references + 1):
            if not found[document.id, number]:
                problem = f"no work is reference {number} of '{document.id}'"
                mend = f"Add it with 'number: {number}' under 'cited', and say under 'backs' what it backs"
                yield Fault("data/references.yml", 1, "cited", problem, mend)
    for work in catalogue.references:
        for index, cited in enumerate(work.cited):
            times = found[cited.document.id, cited.number or 0]
            if not cited.number or (times == 1 and cited.number <= cited.document.references):
                continue
            problem = (
                f"reference {cited.number} of '{cited.document.id}' is given twice"
                if times > 1
                else f"'{cited.document.id}' has no reference {cited.number}"
            )
            written = catalogue.written["reference", work.id]
            yield written.fault(("cited", index, "number"), problem, "Correct the number")


def _numbers(catalogue: Catalogue) -> Iterator[tuple[str, int]]:
    for work in catalogue.references:
        yield from ((cited.document.id, cited.number) for cited in work.cited if cited.number)


def references_are_cited(handbook: Handbook) -> Iterator[Fault]:
    """A source document cites each work, unless the work is a source document itself."""
    catalogue = handbook.catalogue
    for work in catalogue.references:
        if not work.cited and not work.document:
            mend = "Say under 'cited' which document cites it and where, or delete it"
            yield catalogue.written["reference", work.id].fault(("id",), f"no source document cites '{work.id}'", mend)


def reference_ids_are_one_of_a_kind(handbook: Handbook) -> Iterator[Fault]:
    """An id under `also` names no other work, and each source document is one reference."""
    catalogue = handbook.catalogue
    names = Counter(name for work in catalogue.references for name in (work.id, *work.also))
    documents = Counter(work.document.id for work in catalogue.references if work.document)
    for work in catalogue.references:
        written = catalogue.written["reference", work.id]
        for index, name in enumerate(work.also):
            if names[name] > 1:
                yield written.fault(("also", index), f"'{name}' names another work too", "Keep it with one of them")
        if work.document and documents[work.document.id] > 1:
            yield written.fault(("document",), f"a second reference for '{work.document.id}'", "Keep one of them")
    for document in catalogue.source_documents:
        if not documents[document.id]:
            mend = f"Add an entry with 'document: {document.id}' to data/references.yml"
            yield catalogue.written["source_document", document.id].fault(
                ("id",), f"no reference describes '{document.id}'", mend
            )


def addresses_stand_once(handbook: Handbook) -> Iterator[Fault]:
    """No address has two entries in links.yml."""
    catalogue = handbook.catalogue
    first: dict[str, str] = {}
    for link in catalogue.links:
        key = link.url.rstrip("/")
        if key in first:
            yield catalogue.written["link", link.id].fault(
                ("url",), f"the link '{first[key]}' has this address already", f"Use '{first[key]}'"
            )
        first.setdefault(key, link.id)


SHOWS_CODE = "about/contribute.md"  # there an address may stand as an example, in backticks
_ADDRESS = re.compile(r"https?://[^\s)\"'`>]+|\bwww\.[^\s)\"'`>]+", re.IGNORECASE)


def addresses_stand_in_links_yml(handbook: Handbook) -> Iterator[Fault]:
    """Pages and data name an external address by its id, so that it is checked and kept in one place."""
    mend = "Add it to data/links.yml and use its id"
    for document in handbook.catalogue.documents:
        if document.file != "data/links.yml":
            for place, text in texts(document.value):
                for address in _ADDRESS.findall(text):
                    where = ".".join(map(str, place))
                    yield Fault(document.file, document.line(place), where, f"a bare address '{address}'", mend)
    for page in handbook.pages.values():
        for number, line in page.lines():
            shown = re.sub(r"`[^`]*`", "", line) if page.path == SHOWS_CODE else line
            for address in _ADDRESS.findall(shown):
                yield Fault(page.file, number, "", f"a bare address '{address}'", mend + " with {{ link('id') }}")


def needs_lead_to_pages(handbook: Handbook) -> Iterator[Fault]:
    """The page that a need names exists."""
    for need in handbook.catalogue.needs:
        if need.page not in handbook.pages:
            written = handbook.catalogue.written["need", need.id]
            yield written.fault(("page",), f"there is no page '{need.page}'", did_you_mean(need.page, handbook.pages))


def needs_are_answered(handbook: Handbook) -> Iterator[Fault]:
    """At least one course or opportunity answers each need."""
    catalogue = handbook.catalogue
    for need in catalogue.needs:
        if not any(need in step.needs for step in (*catalogue.courses, *catalogue.opportunities)):
            written = catalogue.written["need", need.id]
            yield written.fault(
                ("id",), f"no course or opportunity answers '{need.id}'", "Add it under 'needs' of one that does"
            )


def every_item_is_told_or_left_out(handbook: Handbook) -> Iterator[Fault]:
    """Each item of the sources is cited somewhere, or says why it is left out; never both."""
    catalogue = handbook.catalogue
    for item in catalogue.source_items:
        told = item.id in handbook.citing_pages or item.id in handbook.citing_entries
        written = catalogue.written["source_item", item.id]
        if not told and not item.left_out:
            mend = f"Cite it with {{{{ cite('{item.id}') }}}} where it is told, or write 'left_out' with the reason"
            yield written.fault(("id",), f"the item {item.id} is told nowhere", mend)
        if told and item.left_out:
            yield written.fault(("left_out",), f"the item {item.id} is told, yet marked left out", "Remove 'left_out'")


def pages_name_what_they_cite(handbook: Handbook) -> Iterator[Fault]:
    """The documents in a page's front matter are those that its text cites."""
    items = handbook.catalogue.entries["source_item"]
    documents = handbook.catalogue.entries["source_document"]
    for page in handbook.pages.values():
        cited = {items[id_].document.id: number for number, id_ in citations(page) if id_ in items}
        for index, name in enumerate(page.meta.sources):
            line = page.head.line(("sources", index))
            if name not in documents:
                yield Fault(page.file, line, "sources", f"no source document '{name}'", did_you_mean(name, documents))
            elif name not in cited:
                yield Fault(
                    page.file,
                    line,
                    "sources",
                    f"the page cites nothing of '{name}'",
                    "Cite it, or take it out of 'sources'",
                )
        for name, number in cited.items():
            if name not in page.meta.sources:
                yield Fault(
                    page.file,
                    number,
                    "cite",
                    f"'{name}' is not among the page's sources",
                    f"Add '{name}' to 'sources' at the head",
                )


def survey_tables_add_up(handbook: Handbook) -> Iterator[Fault]:
    """Sums, percentages, averages and places of the survey's tables follow from their counts, exceptions named."""
    catalogue = handbook.catalogue
    for table in catalogue.survey_tables:
        written = catalogue.written["survey_table", table.id]
        for where, problem, mend in problems(table):
            yield written.fault(where, problem, mend)


def questions_lead_to_pages(handbook: Handbook) -> Iterator[Fault]:
    """The pages that a question names exist."""
    catalogue = handbook.catalogue
    asked: list[tuple[Question | DoctorsQuestion, str, str]]
    asked = [(each, "page", each.page) for each in catalogue.questions]
    asked += [(each, "against_page", each.against_page) for each in catalogue.questions if each.against_page]
    asked += [(each, "page", each.path) for each in catalogue.doctors_questions]
    for question, field, path in asked:
        if path not in handbook.pages:
            written = catalogue.written[question.kind_name, question.id]
            yield written.fault((field,), f"there is no page '{path}'", did_you_mean(path, handbook.pages))


def every_criterion_has_words(handbook: Handbook) -> Iterator[Fault]:
    """Each criterion has words of its own in synonyms.yml, so that a line of a specification can land on it."""
    catalogue = handbook.catalogue
    named = {entry.criterion.id for entry in catalogue.synonyms if entry.criterion}
    for criterion in catalogue.criteria:
        if criterion.id not in named:
            written = catalogue.written["criterion", criterion.id]
            mend = f"Add an entry with 'criterion: {criterion.id}' to data/synonyms.yml"
            yield written.fault(("id",), f"no words lead to '{criterion.id}'", mend)


def words_stand_once(handbook: Handbook) -> Iterator[Fault]:
    """No word or phrase of synonyms.yml stands twice under one criterion or group: one of its weights would be idle."""
    catalogue = handbook.catalogue
    for entry in catalogue.synonyms:
        seen: set[str] = set()
        for index, phrases in enumerate(entry.phrases):
            for place, each in enumerate(phrases.words):
                if each.casefold() in seen:
                    written = catalogue.written["synonym", entry.id]
                    where: Place = ("phrases", index, "words", place)
                    yield written.fault(where, f"'{each}' stands twice under '{entry.id}'", "Keep one of the two")
                seen.add(each.casefold())


RULES: tuple[Rule, ...] = (
    successors_do_not_run_in_circles,
    events_stand_in_order,
    link_successors_do_not_run_in_circles,
    waivers_end_in_time,
    retired_ids_stay_retired,
    nothing_is_orphaned,
    every_criterion_can_be_built,
    footnotes_are_complete,
    numbered_references_are_complete,
    references_are_cited,
    reference_ids_are_one_of_a_kind,
    addresses_stand_once,
    addresses_stand_in_links_yml,
    needs_lead_to_pages,
    needs_are_answered,
    every_item_is_told_or_left_out,
    pages_name_what_they_cite,
    named_entries_exist,
    chains_end_well,
    dates_are_in_order,
    research_is_told,
    confidence_is_never_raised,
    changes_name_pages_that_exist,
    names_are_one_of_a_kind,
    pages_mark_what_has_changed,
    survey_tables_add_up,
    questions_lead_to_pages,
    every_criterion_has_words,
    words_stand_once,
    *MARKUP_RULES,
    *REFERENCE_RULES,
    *POST_RULES,
    *TEXT_RULES,
)
