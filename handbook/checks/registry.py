"""Every rule over the whole handbook, in one place.

A rule is a public function of a module beside this one that takes the handbook alone and yields its faults; a new one
is registered by being written there. What needs the rendered pages or other files is in `pages`, `ids` and `site`.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

from handbook import checks
from handbook.faults import Fault
from handbook.model.handbook import Handbook

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
