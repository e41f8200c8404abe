"""What several kinds hold alike is said once: no two classes of the model declare one field in the same words."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from tests.conftest import ROOT


def declared(text: str) -> Iterator[tuple[str, str, str]]:
    """The name, the type and the help of each field that a class of a module describes by itself."""
    for each in ast.walk(ast.parse(text)):
        if isinstance(each, ast.ClassDef):
            for field, help_ in zip(each.body, each.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(help_, ast.Expr):
                    yield ast.unparse(field.target), ast.unparse(field.annotation), ast.unparse(help_)


def test_no_two_classes_describe_one_field_in_the_same_words() -> None:
    modules = sorted((ROOT / "handbook" / "model").glob("*.py"))
    found = Counter(field for path in modules for field in declared(path.read_text(encoding="utf-8")))
    assert len(found) > 200
    assert [field for field, times in found.items() if times > 1] == []


def test_a_field_that_is_said_twice_is_seen() -> None:
    once = "class {}:\n    short: Text\n    'What people say.'\n"
    assert max(Counter(declared(once.format("One") + once.format("Two"))).values()) == 2
