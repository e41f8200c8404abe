"""The words of readers: what they type where the handbook says something else."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from handbook.model.cross_references import refuse
from handbook.model.entries import Entry, Text
from handbook.model.kinds import kind
from handbook.model.tools import PagePlace


@kind("search_synonym", "search_synonyms.yml", label="{id}", names=("id",), internal=True)
class SearchSynonym(Entry):
    """What readers type into the search for what the handbook calls otherwise (`search_synonyms.yml`)."""

    typed: tuple[Text, ...] = Field(min_length=1)
    """The words or phrases that readers type: salary, remuneration. Each stands under one entry alone."""
    means: tuple[Text, ...] = ()
    """The words that the handbook uses for it: pay. They are looked for too."""
    places: tuple[PagePlace, ...] = ()
    """The sections that answer it, best first: role/terms.md#pay. They come before what the words find."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not self.means and not self.places:
            raise refuse(
                "it leads nowhere", "Write what the handbook calls it under 'means', or a section under 'places'"
            )
        return self
