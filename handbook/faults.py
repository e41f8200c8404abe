"""What is wrong, where it is, and how to mend it.

All that the handbook raises of itself is of one tree; a command tells each of them in words and never with a traceback:

    ToldError                       something is wrong; the text says what, and what to do
      HandbookError                 data or pages are faulty; `faults` lists every reason
      MacroError                    a macro was called with what it cannot use
      StatusError                   the findings of the link check cannot be kept (scripts/links/history.py)
      BusyError                     another link check is at work (scripts/links/history.py)
      VisitError                    a visit of the link check has no answer; the run reports it (scripts/links/ends.py)
        AddressError                it is no address of the web
        PrivateAddressError         it lies in a network that is not public
        RobotsError                 the host asks machines to stay away
        RobotsTroubleError          the host cannot say whether machines may come
        LoopError                   it leads back to itself, or on and on
        LeavesTheWebError           it leads to what is not of the web
      LaterError                    a host is to be asked later, and the run goes on (scripts/links/ends.py)
        NotYetError, PutOffError    it is not its turn; it asks to come back
      BodyError                     an answer to a form cannot be used (scripts/from_form/body.py)
      BundleError, PdfError         a copy of the site cannot be made (scripts/copies/)
      StepError, ExpressionError    a step of a workflow cannot be run here (scripts/dry_run/)

Superseded (scripts/live/memory.py) is no error: it gives up a build of `make serve` whose files have changed meanwhile.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place.

    `file` is relative to the project, `line` counts from 1 (0: the file as a whole), `field` is the
    dotted name of the field or of the macro, `problem` says what is wrong, `mend` what to do.
    """

    file: str
    line: int
    field: str
    problem: str
    mend: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return _one_line(f"{self.file}:{self.line}: {field}{self.problem}. {self.mend}")

    def annotation(self) -> str:
        """The fault as a GitHub workflow command, which shows it on its line of a pull request."""
        field = f"{self.field}: " if self.field else ""
        message = _one_line(f"{field}{self.problem}. {self.mend}").replace("%", "%25")
        return f"::error file={self.file},line={self.line}::{message}"


def _one_line(text: str) -> str:
    """A message as one line, whatever it quotes."""
    return " ".join(line.strip() for line in text.splitlines()) if len(text.splitlines()) > 1 else text


class ToldError(Exception):
    """Something is wrong, and the text says what, and what to do. All that the handbook raises of itself is one."""


class HandbookError(ToldError):
    """The handbook cannot be built; `faults` lists every reason found in this run."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class MacroError(ToldError, ValueError):
    """A macro was called with an argument that it cannot use; the text says which, and what to write."""


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest of the `known` names, or lists them where none is near.

    >>> did_you_mean("nye-bevn", ["nye-bevan", "mba"])
    "Did you mean 'nye-bevan'?"
    """
    names = sorted(known)
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    return f"Known: {shown}" if names else "None is known yet"


def relative(path: Path, root: Path) -> str:
    """`path` as it is shown in a message: below `root`, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
