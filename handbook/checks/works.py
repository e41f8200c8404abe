"""Rules on the works that the source documents cite: each is numbered, cited and named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.faults import Fault
from handbook.model.catalogue import Catalogue
from handbook.model.handbook import Handbook


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
