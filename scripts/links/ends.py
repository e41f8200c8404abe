"""How a visit of the link check can end without an answer: a run reports it, and no command ends in it."""

from __future__ import annotations

from handbook.faults import ToldError


class VisitError(ToldError):
    """The visit ends here, and the text says why: it becomes what the check found of the address."""


class LaterError(ToldError):
    """The host is to be asked later: nothing is wrong, and the run goes on with others."""
