"""Every rule over the whole handbook, in one place.

A rule is a function of one of the modules below that takes the handbook alone and yields its faults; a new one is
registered by being written there. What needs the rendered pages or other files is in `pages`, `ids` and `site`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from types import ModuleType

from handbook.checks import (
    corrections,
    evidence,
    links,
    markup,
    posts,
    references,
    search,
    sources,
    specification,
    statements,
    then_and_now,
    usage,
    values,
    works,
)
from handbook.faults import Fault
from handbook.model.handbook import Handbook

Rule = Callable[[Handbook], Iterator[Fault]]

SUBJECTS = (
    usage,
    corrections,
    sources,
    specification,
    links,
    works,
    then_and_now,
    statements,
    evidence,
    posts,
    markup,
    references,
    search,
    statements,
    values,
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
