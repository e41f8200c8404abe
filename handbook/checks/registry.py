"""Every rule over the whole handbook, in one place.

A rule is a public function of a module beside this one that takes the handbook alone and yields its faults; a new one
is registered by being written there. What needs the rendered pages or other files is named in `check_files`.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

from handbook import checks
from handbook.checks.ids import ids_are_kept
from handbook.checks.internal_links import internal_links_lead_somewhere
from handbook.checks.published_addresses import addresses_are_kept
from handbook.checks.search import search_leads_to_something
from handbook.checks.site import site_faults
from handbook.faults import Fault
from handbook.model.handbook import Handbook
from handbook.model.pages import anchors, keep_anchors

Rule = Callable[[Handbook], Iterator[Fault]]

SUBJECTS: tuple[ModuleType, ...] = tuple(
    import_module(f"{checks.__name__}.{each.name}")
    for each in pkgutil.iter_modules(checks.__path__)
    if each.name != __name__.rpartition(".")[2]
)


def rules_of(subject: ModuleType) -> list[Rule]:
    """The rules that a module holds, in their order."""
    functions = (each for each in vars(subject).values() if inspect.isfunction(each))
    own = (each for each in functions if each.__module__ == subject.__name__ and not each.__name__.startswith("_"))
    return [each for each in own if list(inspect.signature(each).parameters) == ["handbook"]]


RULES: tuple[Rule, ...] = tuple(rule for subject in SUBJECTS for rule in rules_of(subject))


def check_rules(handbook: Handbook) -> list[Fault]:
    """Every fault that the rules find, in no particular order."""
    return [fault for rule in RULES for fault in rule(handbook)]


def check_files(handbook: Handbook, root: Path, rendered: dict[str, str]) -> Iterator[Fault]:
    """Every fault of what needs more than the handbook: pages as they are rendered, mkdocs.yml, scripts and style
    sheets, and the lists of ids and addresses, all below `root`.

    `rendered` holds each page's Markdown after its macros were run, by path.
    """
    kept = keep_anchors(root)
    offered = {path: set(kept.get(text, partial(anchors, text))) for path, text in rendered.items()}
    kept.save()
    yield from internal_links_lead_somewhere(handbook, root, rendered, offered)
    yield from site_faults(handbook.pages, root)
    yield from ids_are_kept(handbook.catalogue, root)
    yield from addresses_are_kept(offered, root)
    yield from search_leads_to_something(handbook, rendered, offered)
