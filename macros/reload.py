"""Load code, data and pages once, and again when one of them changed.

MkDocs asks for the macros once a build and keeps imported packages in memory, so that a server would
go on showing old code after an edit. Zensical asks for them at every page, from several threads. Both
are served by remembering what was loaded and from which state of the files. This module is the one
that is not loaded again.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.leftovers import is_leftover

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

Macros = dict[str, Callable[..., str]]
Fingerprint = tuple[tuple[str, int, int], ...]

WATCHED = {"handbook": (".py",), "macros": (".py", ".html"), "data": (".yml", "link_status.json"), "docs": (".md",)}


@dataclass(frozen=True)
class _Loaded:
    fingerprint: Fingerprint
    handbook: Handbook
    macros: Macros


_loaded: _Loaded | None = None
_code: Fingerprint = ()
_lock = threading.Lock()


def current_macros(root: Path) -> Macros:
    """Every macro by name, bound to the handbook as its files are now.

    Raises HandbookError when data or pages are faulty; the next call then tries again.
    """
    return _load(root).macros


def current_handbook(root: Path) -> Handbook:
    """The handbook that `current_macros` are bound to, so that what else needs one does not read the files again.

    Raises HandbookError when data or pages are faulty.
    """
    return _load(root).handbook


def _load(root: Path) -> _Loaded:
    """What was loaded, or is loaded now; the code too where it changed since it was loaded here."""
    global _loaded, _code
    with _lock:
        fingerprint = fingerprint_of(root)
        if _loaded and fingerprint == _loaded.fingerprint:
            return _loaded
        code = tuple(each for each in fingerprint if each[0].endswith(".py"))
        if code != _code and _code:
            _forget_modules()
        _code = code
        from handbook.model.handbook import load_handbook
        from macros.registry import failing_macros

        handbook = load_handbook(root)
        _loaded = _Loaded(fingerprint, handbook, failing_macros(handbook))
        return _loaded


def _forget_modules() -> None:
    for name in [name for name in sys.modules if name.startswith(("handbook.", "macros.")) and name != __name__]:
        package, _, module = name.rpartition(".")
        del sys.modules[name]
        if package in sys.modules:  # else `from macros import finder` finds the old one
            sys.modules[package].__dict__.pop(module, None)


def fingerprint_of(root: Path) -> Fingerprint:
    """Name, time of change and size of every file that macros are made from."""
    found = []
    files = (
        path
        for folder, endings in WATCHED.items()
        for path in (root / folder).rglob("*")
        if path.name.endswith(endings) and not is_leftover(path)
    )
    for path in files:
        with suppress(OSError):  # gone since it was listed, or a link to no file, which the check names
            state = path.stat()
            found.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(sorted(found))
