"""The handbook's commands run where a system has nothing of POSIX but the names: Windows, as far as code can show."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# What Windows does not have: modules, and names of modules that it has.
MODULES = ("fcntl", "grp", "pwd", "pty", "resource", "termios", "tty", "syslog", "spwd", "crypt", "readline")
NAMES = {
    "os": ("fork", "getuid", "geteuid", "getgid", "killpg", "setsid", "getpgid", "chown", "mkfifo", "uname", "wait"),
    "signal": ("SIGHUP", "SIGKILL", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGQUIT", "SIGPIPE", "alarm", "pause"),
    "time": ("tzset",),
}
CODE = ("handbook", "macros", "scripts")
SOURCES = sorted(path for folder in CODE for path in (ROOT / folder).rglob("*.py"))

# Takes all that away, and then imports every module of the handbook and runs the commands that are left.
WITHOUT = f"""
import importlib, os, pkgutil, signal, sys, time
import platformdirs  # goes by the name of the system, which stays what it is
for name in {MODULES!r}:
    sys.modules[name] = None
for module, names in {NAMES!r}.items():
    for name in names:
        vars(sys.modules[module]).pop(name, None)
for folder in {CODE!r}:
    for each in pkgutil.walk_packages([folder], f"{{folder}}."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)
from scripts.check import main as check
from scripts.links.command import main as links
root = sys.argv[1]
print("check", check(["--root", root]))
print("links", links(["--registry", f"{{root}}/data/links.yml", "--sync", "--report", f"{{root}}/report.md"]))
"""


def test_the_commands_run_without_what_posix_alone_has(small: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WITHOUT, str(small)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "check 0" in done.stdout
    assert "links 0" in done.stdout
    assert (small / "report.md").is_file()
    assert (small / "data" / "link_status.json").is_file()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_takes_the_system_of_its_writer_for_granted(source: Path) -> None:
    """Text is read and written as UTF-8 by name, and no name of POSIX alone is used without a look whether it is there.

    A path of a message is made by `relative`, which writes forward slashes.
    """
    tree = ast.parse(source.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not {each.name for each in node.names} & set(MODULES), node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in MODULES, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert node.attr not in NAMES.get(node.value.id, ()), f"{node.value.id}.{node.attr} on line {node.lineno}"
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("read_text", "write_text"):
            assert "encoding" in {each.arg for each in node.keywords}, f"no encoding on line {node.lineno}"
