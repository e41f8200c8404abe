"""What each edition of the handbook brought."""

from __future__ import annotations

from handbook.exports.feed import newest_first
from handbook.model.handbook import Handbook
from macros.templating import render


def editions(handbook: Handbook) -> str:
    """The editions, the newest first, with what each one brought: `{{ editions() }}`."""
    return render("changelog/editions.html", editions=newest_first(handbook), pages=handbook.pages)
