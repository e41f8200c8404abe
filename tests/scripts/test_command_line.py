"""All commands take arguments, end and tell what went wrong in the same way."""

from __future__ import annotations

import ast
import re
from importlib import import_module

import pytest

from handbook import faults
from handbook.faults import Fault, HandbookError, MacroError, ToldError
from scripts import command_line
from tests.conftest import ROOT


def commands() -> list[str]:
    """Every module below scripts/ that has a `main` which takes arguments."""
    found = []
    for path in sorted((ROOT / "scripts").rglob("*.py")):
        functions = [
            each for each in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(each, ast.FunctionDef)
        ]
        if any(each.name == "main" and [arg.arg for arg in each.args.args] == ["arguments"] for each in functions):
            found.append(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return found


COMMANDS = commands()


def test_all_commands_are_found() -> None:
    assert {"scripts.check", "scripts.build", "scripts.serve", "scripts.new", "scripts.links.command"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_does_takes_and_ends_with(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = import_module(name)
    with pytest.raises(SystemExit) as end:
        module.main(["--help"])
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert (module.__doc__ or "").split("\n")[0][:60] in told
    assert re.search(r"^usage: python -m scripts\.", told, flags=re.MULTILINE)
    assert re.search(r"^exit status: 0 ", told, flags=re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        import_module(name).main(["--no-such-option"])
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


def raised() -> dict[str, type[BaseException]]:
    """Every class of exception that the three packages define, by its name."""
    found: dict[str, type[BaseException]] = {}
    for package in ("handbook", "macros", "scripts"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            if path.stem == "__main__" or not re.search(r"^class \w+\(.*\):", path.read_text("utf-8"), re.MULTILINE):
                continue
            classes = vars(import_module(name)).values()
            found |= {
                each.__name__: each
                for each in classes
                if isinstance(each, type) and issubclass(each, BaseException) and each.__module__ == name
            }
    return found


def test_all_exceptions_are_of_the_tree_at_the_head_of_faults() -> None:
    found, head = raised(), faults.__doc__ or ""
    outside = [name for name, each in found.items() if issubclass(each, Exception) and not issubclass(each, ToldError)]
    assert outside == []
    assert [name for name in found if not re.search(rf"\b{name}\b", head)] == []
    assert set(re.findall(r"\b[A-Z]\w+Error\b", head)) <= set(found)
    assert all(each.__doc__ for each in found.values())


WRONG = Fault("data/a.yml", 3, "id", "wrong", "Mend it")


@pytest.mark.parametrize("error", [HandbookError([WRONG]), MacroError("It names nothing. Write it")])
def test_what_the_handbook_raises_is_told_without_a_traceback(
    error: ToldError, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> int:
        raise error

    assert command_line.run(command) == 1
    assert capsys.readouterr().err == f"{error}\n"


def test_who_stops_a_command_is_not_shown_where_it_stood() -> None:
    def command() -> int:
        raise KeyboardInterrupt

    assert command_line.run(command) == command_line.STOPPED
