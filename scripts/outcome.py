"""How a command on the handbook ends: what it did, or the faults that kept it from doing it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from handbook.faults import HandbookError


def outcome(work: Callable[[], str]) -> int:
    """Do the work and print what it says; the exit status: 0 done, 1 data or pages are faulty, each fault told."""
    try:
        print(work())
    except HandbookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
