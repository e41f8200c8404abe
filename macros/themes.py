"""The sources side by side, theme by theme."""

from __future__ import annotations

from handbook.model.evidence import Theme
from handbook.model.handbook import Handbook
from macros.mentions import find, home
from macros.templating import render


def theme_table(handbook: Handbook, id: str = "") -> str:
    """What each source says on each theme: `{{ theme_table() }}`; one theme: `{{ theme_table(id='mentoring') }}`."""
    catalogue = handbook.catalogue
    themes = (find(catalogue, "theme", id),) if id else catalogue.themes
    known = catalogue.entries["source_document"]
    spoken = {name for theme in themes for name, cell in theme.cells() if cell}
    documents = [known[name] for name in Theme.documents if name in spoken]
    rows = [(theme, [getattr(theme, document.id) for document in documents]) for theme in themes]
    addresses = {document.id: home("source_document", document.id) for document in documents}
    return render("evidence/theme_table.html", rows=rows, documents=documents, addresses=addresses, whole=not id)
