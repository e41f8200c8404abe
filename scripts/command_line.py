"""What all commands have in common: how they take arguments, how they end, and how they tell what went wrong.

Every command ends with 0 when it did what was asked, with 1 when something is wrong with the handbook, the site or the
machine, and with 2 when it was called wrongly; 130 says that somebody stopped it. Those of the link check are finer.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable

from handbook.faults import ToldError

STOPPED = 130


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the command's own docstring, as it stands there."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)


def outcome(work: Callable[[], str]) -> int:
    """Do the work and print what it says; the exit status: 0 done, 1 something is wrong, each fault told."""
    return run(lambda: print(work()) or 0)


def run(command: Callable[[], int]) -> int:
    """The exit status of a command; what the handbook raises of itself is told in words, without a traceback."""
    try:
        return command()
    except ToldError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return STOPPED


def run_alone(command: Callable[[], int]) -> int:
    """As `run`, for a process that does nothing else: what it holds it needs until it ends, so nothing is collected."""
    gc.disable()
    return run(command)
