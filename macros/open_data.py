"""Open data on a page: the files with their licence, the data dictionary, and what changed in the form of the data."""

from __future__ import annotations

from handbook.exports.data_fields import fields_of
from handbook.exports.open_data import HISTORY, VERSION, about
from handbook.model.handbook import Handbook
from handbook.model.kinds import KINDS
from macros.templating import render


def open_data_files(handbook: Handbook) -> str:
    """Every file of open data with what it holds and its licence: `{{ open_data_files() }}`."""
    rows = [(kind, about(kind), len(handbook.catalogue.entries[kind.name])) for kind in KINDS.values()]
    return render("open_data/files.html", rows=sorted(rows, key=lambda row: row[0].file_name), version=VERSION)


def data_dictionary(handbook: Handbook) -> str:
    """Every field of every file, from the schema: `{{ data_dictionary() }}`."""
    kinds = sorted(KINDS.values(), key=lambda kind: kind.file_name)
    return render("open_data/dictionary.html", kinds=[(kind, about(kind), list(fields_of(kind))) for kind in kinds])


def data_changes(handbook: Handbook) -> str:
    """What changed in the form of the data, newest first: `{{ data_changes() }}`."""
    return render("open_data/changes.html", history=HISTORY)
