"""The references as files for reference managers: the whole list, and each source document by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from handbook.exports.bibliography import bibtex, csl_json, ris
from handbook.model.handbook import Handbook
from handbook.model.works import Reference

Writer = Callable[[Iterable[Reference]], str]

SOURCE_DOCUMENTS = ("guide", "survey", "landing-page", "blog", "paper")
_FORMATS: dict[str, Writer] = {"bib": bibtex, "ris": ris}


def _whole_list(write: Writer, handbook: Handbook) -> str:
    return write(handbook.catalogue.references)


def _one_document(write: Writer, document: str, handbook: Handbook) -> str:
    works = handbook.catalogue.references
    return write(work for work in works if work.document and work.document.id == document)


REFERENCE_DOWNLOADS: dict[str, Callable[[Handbook], str]] = {
    "references.bib": partial(_whole_list, bibtex),
    "references.ris": partial(_whole_list, ris),
    "references.csl.json": partial(_whole_list, csl_json),
    **{
        f"source-{document}.{ending}": partial(_one_document, write, document)
        for document in SOURCE_DOCUMENTS
        for ending, write in _FORMATS.items()
    },
}
