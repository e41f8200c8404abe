"""Modules as one classic script: from disk a browser runs no `<script type="module">`.

Only what the handbook's scripts use is known: static imports of own files, and exports where a thing is declared.
Anything else is refused, so that no copy is made that does not run.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from handbook.faults import ToldError

_IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}|\*\s+as\s+(\w+))\s+from\s+"(\.[^"]+)";?[ \t]*$', re.MULTILINE)
_EXPORT = re.compile(
    r"^export\s+(?=(?:async\s+)?(?:const|function\*?|class)\s+(\w+|\[[\w\s,]+\]|\{[\w\s,]+\}))", re.MULTILINE
)
_LEFT = re.compile(r"^\s*(?:import|export)\b.*", re.MULTILINE)


class BundleError(ToldError, ValueError):
    """A script has a form of import or export that is not known here."""


def bundle(folder: Path, entry: str) -> str:
    """The module `entry` below `folder`, with all that it imports, as one classic script that runs in its place.

    Raises BundleError where a module imports or exports in another way, and OSError where one is missing.
    """
    order: list[str] = []
    _collect(folder, entry, order, ())
    parts = [_wrapped(folder, path, entry) for path in order]
    return "\n".join(
        ["(() => {", '"use strict";', "const SELF = document.currentScript.src, M = {};", *parts, "})();", ""]
    )


def _collect(folder: Path, path: str, order: list[str], above: tuple[str, ...]) -> None:
    """Put what `path` imports before it; a circle is refused, since a module must be whole before it is used."""
    if path in above:
        raise BundleError(f"{path} imports itself by way of {' and '.join(above[above.index(path) + 1 :]) or 'itself'}")
    if path in order:
        return
    for _, _, target in _IMPORT.findall((folder / path).read_text(encoding="utf-8")):
        _collect(folder, _beside(path, target), order, (*above, path))
    order.append(path)


def _beside(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _wrapped(folder: Path, path: str, entry: str) -> str:
    text = (folder / path).read_text(encoding="utf-8")
    names = [name for each in _EXPORT.findall(text) for name in re.findall(r"\w+", each)]
    text = _EXPORT.sub("", _IMPORT.sub(lambda found: _taken(path, *found.groups()), text))
    left = _LEFT.search(text)
    if left:
        raise BundleError(
            f"{path}: '{left[0].strip()[:60]}' is a form of import or export that bundle.py does not know"
        )
    here = posixpath.relpath(path, posixpath.dirname(entry) or ".")
    text = text.replace("import.meta.url", f'new URL("{here}", SELF).href')
    return f'M["{path}"] = (() => {{\n{text.strip()}\nreturn {{ {", ".join(names)} }};\n}})();'


def _taken(path: str, names: str | None, whole: str | None, target: str) -> str:
    module = f'M["{_beside(path, target)}"]'
    if whole:
        return f"const {whole} = {module};"
    renamed = re.sub(r"(\w+) as (\w+)", r"\1: \2", names or "")
    return f"const {{{renamed}}} = {module};"
