"""Read `data/` into one immutable catalogue whose references are resolved, or say all that is wrong.

Kinds are read in an order in which every reference points back to what was read before. The rules
that need the whole catalogue (orphans, gaps, numbering) are in `handbook.checks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from handbook.faults import Fault, HandbookError, did_you_mean, relative
from handbook.leftovers import is_leftover
from handbook.model.corrections import Correction
from handbook.model.cross_references import ANY_LIVING, IdOf, Known, words
from handbook.model.editions import Edition
from handbook.model.entries import (
    Area,
    CaseStudy,
    Course,
    Criterion,
    Entry,
    Fact,
    Link,
    Lived,
    Need,
    Opportunity,
    Organisation,
    Retired,
    Rung,
    SourceDocument,
    SourceItem,
    Term,
    Voice,
)
from handbook.model.evidence import Event, Framework, Recommendation, Reform, Theme
from handbook.model.kinds import KINDS, Kind, living_kinds
from handbook.model.link_status import FILE as STATUS_FILE
from handbook.model.link_status import read_status
from handbook.model.pictures import BoardMember, Contrast, SystemBody
from handbook.model.posts import InterviewQuestion, NationalRule, Post, PostCriterion
from handbook.model.search import SearchSynonym
from handbook.model.survey_tables import SurveyTable
from handbook.model.then_and_now import Addition, Change, ResearchRow, Thing
from handbook.model.tools import AskSheet, DoctorsQuestion, Question, Synonym
from handbook.model.validation_messages import explain
from handbook.model.works import Reference
from handbook.model.yaml_reader import Document, Place, Value, keep_documents, read_kept

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Written:
    """Where an entry is written: its document and its place in it."""

    document: Document
    place: Place

    def fault(self, where: Place, problem: str, mend: str) -> Fault:
        """A fault at the field `where` of the entry."""
        line = self.document.line((*self.place, *where))
        return Fault(self.document.file, line, ".".join(map(str, where)), problem, mend)


# What machines write into data/: the findings on links, with a lock and drafts while the check runs and what it kept
# aside; every id that ever was; the schemas.
_WRITTEN_BY_CODE = (f"{STATUS_FILE}*", "data/ids.txt", "data/addresses.txt", "data/schema/*.json")


class EveryEntry(Generic[E]):
    """A short way to `Catalogue.every`, for the kinds that macros ask for often: `catalogue.courses`."""

    def __init__(self, model: type[E]) -> None:
        self.model = model

    def __get__(self, catalogue: Catalogue, owner: type[Catalogue]) -> tuple[E, ...]:
        return catalogue.every(self.model)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything in `data/`: `entries` by kind and id, and where each is `written`. It equals itself alone."""

    entries: Mapping[str, Mapping[str, Any]]
    written: Mapping[tuple[str, str], Written] = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)

    source_documents = EveryEntry(SourceDocument)
    source_items = EveryEntry(SourceItem)
    links = EveryEntry(Link)
    facts = EveryEntry(Fact)
    organisations = EveryEntry(Organisation)
    needs = EveryEntry(Need)
    areas = EveryEntry(Area)
    criteria = EveryEntry(Criterion)
    courses = EveryEntry(Course)
    opportunities = EveryEntry(Opportunity)
    rungs = EveryEntry(Rung)
    case_studies = EveryEntry(CaseStudy)
    voices = EveryEntry(Voice)
    survey_tables = EveryEntry(SurveyTable)
    terms = EveryEntry(Term)
    references = EveryEntry(Reference)
    retired = EveryEntry(Retired)
    things = EveryEntry(Thing)
    changes = EveryEntry(Change)
    additions = EveryEntry(Addition)
    research_rows = EveryEntry(ResearchRow)
    frameworks = EveryEntry(Framework)
    reforms = EveryEntry(Reform)
    recommendations = EveryEntry(Recommendation)
    events = EveryEntry(Event)
    themes = EveryEntry(Theme)
    synonyms = EveryEntry(Synonym)
    questions = EveryEntry(Question)
    ask_sheets = EveryEntry(AskSheet)
    posts = EveryEntry(Post)
    post_criteria = EveryEntry(PostCriterion)
    national_rules = EveryEntry(NationalRule)
    interview_questions = EveryEntry(InterviewQuestion)
    doctors_questions = EveryEntry(DoctorsQuestion)
    search_synonyms = EveryEntry(SearchSynonym)
    board_members = EveryEntry(BoardMember)
    contrasts = EveryEntry(Contrast)
    system_bodies = EveryEntry(SystemBody)
    corrections = EveryEntry(Correction)
    editions = EveryEntry(Edition)

    @cached_property
    def living(self) -> Mapping[str, Lived]:
        """Every entry that changes with the years, by its id."""
        return MappingProxyType({id_: each for kind in living_kinds() for id_, each in self.entries[kind].items()})

    def every(self, model: type[E]) -> tuple[E, ...]:
        """Every entry of one kind, in the order of the files."""
        return tuple(self.entries[model.kind_name].values())


def load_catalogue(root: Path) -> Catalogue:
    """Read every file of `root`/data.

    What the link check found is joined to the links. Raises HandbookError with all faults of syntax, fields and
    references found in this run.
    """
    reading = _Reading(root)
    for kind in KINDS.values():
        reading.read_kind(kind)
    reading.refuse_strays()
    reading.kept.save()
    if reading.faults:
        raise HandbookError(reading.faults)
    entries = {kind: MappingProxyType(found) for kind, found in reading.known.entries.items()}
    catalogue = Catalogue(MappingProxyType(entries), MappingProxyType(reading.written), tuple(reading.documents))
    dangling = list(_dangling_ids(catalogue))
    if dangling:
        raise HandbookError(dangling)
    found, links = read_status(root), catalogue.entries["link"]
    for link in catalogue.links:
        link.join_health(found.get(link.id), links.get(link.successor or ""))
    return catalogue


def _nothing_there(kind: Kind, has_files: bool) -> Fault:
    place, folder = f"data/{kind.files.removesuffix('/*.yml')}", kind.files.endswith("/*.yml")
    problem = f"there is no {kind.words} at all" if folder or has_files else "the file is missing"
    return Fault(place, 1, "", problem, f"Restore the file{'s' * folder}; the site cannot do without")


class _Reading:
    """One run over `data/`: what was read so far, and what was wrong with it."""

    def __init__(self, root: Path) -> None:
        self.root, self.data = root, root / "data"
        self.kept = keep_documents(root)
        self.known = Known()
        self.faults: list[Fault] = []
        self.written: dict[tuple[str, str], Written] = {}
        self.documents: list[Document] = []
        self._files: set[Path] = set()

    def read_kind(self, kind: Kind) -> None:
        found = self.known.entries.setdefault(kind.name, {})
        files = sorted(path for path in self.data.glob(kind.files) if not is_leftover(path))
        for path in files:
            self._files.add(path)
            self._read_file(kind, path)
        if not found and not kind.may_be_empty and not self._is_broken(kind.name):
            self.known.broken_kinds.add(kind.name)
            self.faults.append(_nothing_there(kind, bool(files)))
        if kind.model is Retired:
            self.known.retired = {entry.id: _replacement(entry) for entry in found.values()}

    def _is_broken(self, kind: str) -> bool:
        return kind in self.known.broken_kinds or any(each == kind for each, _ in self.known.broken)

    def _read_file(self, kind: Kind, path: Path) -> None:
        file = relative(path, self.root)
        try:
            document = read_kept(path, file, self.kept)
        except HandbookError as error:
            self.faults += error.faults
            if kind.file_an_entry:
                self.known.broken.add((kind.name, path.stem))
            else:
                self.known.broken_kinds.add(kind.name)
            return
        self.documents.append(document)
        for place, value in self._values(kind, document):
            self._read_entry(kind, Written(document, place), value, path.stem)

    def _values(self, kind: Kind, document: Document) -> Iterator[tuple[Place, Value]]:
        if kind.file_an_entry:
            yield (), document.value
        elif isinstance(document.value, list):
            for index, value in enumerate(document.value):
                yield (index,), value
        else:
            self.known.broken_kinds.add(kind.name)
            self.faults.append(Fault(document.file, 1, "", "must hold a list", "Begin each entry with '- id: …'"))

    def _read_entry(self, kind: Kind, written: Written, value: Value, stem: str) -> None:
        id_ = value.get("id") if isinstance(value, dict) else None
        name = id_ if isinstance(id_, str) else stem
        faults = list(self._name_faults(kind, written, name, stem))
        entry = None
        try:
            entry = kind.model.model_validate(value, context=self.known)
        except ValidationError as error:
            faults += explain(error, kind.model, written.document, written.place)
        self.faults += faults
        if faults or entry is None:
            self.known.broken |= {(kind.name, name), (kind.name, stem)}
            return
        self.known.entries[kind.name][name] = entry
        self.written[kind.name, name] = written

    def _name_faults(self, kind: Kind, written: Written, name: str, stem: str) -> Iterator[Fault]:
        if kind.file_an_entry and name != stem:
            mend = f"Write 'id: {stem}', or rename the file to {name}.yml"
            yield written.fault(("id",), f"'{name}' is not the file's name '{stem}'", mend)
        if name in self.known.entries[kind.name]:
            yield written.fault(("id",), f"a second {kind.words} '{name}'", "Choose another id")

    def refuse_strays(self) -> None:
        """A file that nothing reads would be silently left out of the site."""
        for path in sorted(self.data.rglob("[!.]*")):
            file = relative(path, self.root)
            written_by_code = any(fnmatch(file, pattern) for pattern in _WRITTEN_BY_CODE)
            if path in self._files or is_leftover(path) or path.is_dir() != written_by_code:
                continue
            if path.is_dir():
                self.faults.append(Fault(file, 1, "", "a folder, not a file", "Remove it"))
                continue
            mend = "Move it into the folder of its kind, and end its name in .yml"
            if path.suffix not in (".yml", ".yaml"):
                mend = "Remove it: data/ holds entries alone, in files whose names end in .yml"
            self.faults.append(Fault(file, 1, "", "no kind of entry is read from here", mend))


def _replacement(entry: Retired) -> str:
    if entry.replaced_by == "none":
        return f"It was retired on {entry.since} and nothing replaces it: {entry.reason}"
    return f"It was retired on {entry.since}; write '{entry.replaced_by}'"


def _dangling_ids(catalogue: Catalogue) -> Iterator[Fault]:
    """Ids that are kept as ids (marked IdOf) and name no entry."""
    for (kind, id_), written in catalogue.written.items():
        entry: Entry = catalogue.entries[kind][id_]
        for name, wanted in kinds_of_ids(type(entry)).items():
            if wanted in ("", ANY_LIVING):
                continue
            value = getattr(entry, name)
            for index, each in enumerate(value if isinstance(value, tuple) else (value,)):
                if each is not None and each not in catalogue.entries[wanted]:
                    where: Place = (name, index) if isinstance(value, tuple) else (name,)
                    yield written.fault(
                        where, f"no {words(wanted)} '{each}'", did_you_mean(each, catalogue.entries[wanted])
                    )


@cache
def kinds_of_ids(model: type[BaseModel]) -> Mapping[str, str]:
    """For each field of a model the kind that its ids name, as `kind_of_id` finds it."""
    return MappingProxyType({name: kind_of_id(info) for name, info in model.model_fields.items()})


def kind_of_id(info: FieldInfo) -> str:
    """The kind that a field's ids name, where the field is marked IdOf; '' otherwise."""
    marks = (*info.metadata, *_metadata_within(info.annotation))
    return next((mark.kind for mark in marks if isinstance(mark, IdOf)), "")


def _metadata_within(annotation: Any) -> tuple[Any, ...]:
    found: tuple[Any, ...] = tuple(getattr(annotation, "__metadata__", ()))
    for inner in getattr(annotation, "__args__", ()):
        found += _metadata_within(inner)
    return found
