"""Measure what macros and checks add to a build, and whether the cost of a page stays flat as pages grow.

The same pages are built twice: as they are, and with every macro already filled in and no macros plugin. Then
generated pages, each with prose and a table made by a macro, are added in growing numbers.

usage: python -m scripts.bench [--pages N ...] [--runs N]
exit status: 0 measured
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment

from handbook.model.handbook import load_handbook
from macros.registry import failing_macros
from scripts.open_data import write_downloads

ROOT = Path(__file__).resolve().parent.parent
PAGE = """---
title: Page {number}
description: A generated page.
owner: nobody
last_reviewed: 2026-11-22
review_due: 2027-11-22
sources: []
---

# Page {number}

{prose}

{{{{ courses(need='resilience') }}}}

{{{{ page_end(page) }}}}
"""
PROSE = "\n\n".join(["The quick brown fox jumps over the lazy dog, and **then** it rests a while. " * 6] * 6)


def copy_project(target: Path, generated: int) -> None:
    """Copy what a build needs to `target`, with `generated` further pages."""
    for name in ("docs", "data", "handbook", "macros", "theme"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (target / "mkdocs.yml").write_text(
        settings.replace("omitted_files: warn", "omitted_files: ignore"), encoding="utf-8"
    )
    folder = target / "docs" / "generated"
    folder.mkdir()
    for number in range(generated):
        (folder / f"page-{number}.md").write_text(PAGE.format(number=number, prose=PROSE), encoding="utf-8")
    write_downloads(target)


def fill_in_macros(project: Path) -> None:
    """Turn the project's pages into plain Markdown and take the macros plugin out of its settings."""
    handbook = load_handbook(project)
    environment = Environment()  # noqa: S701 - Markdown, as the engines render it
    environment.globals.update(failing_macros(project))
    for page in handbook.pages.values():
        path = project / page.file
        head = "".join(path.read_text(encoding="utf-8").partition("\n---\n")[:2])
        body = environment.from_string(page.body).render(
            page=SimpleNamespace(url=page.url, meta=page.meta.model_dump())
        )
        path.write_text(head + body, encoding="utf-8")
    settings = project / "mkdocs.yml"
    text = re.sub(r"^  - macros:\n(?:      .*\n)+", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")


def seconds(commands: list[list[str]], folder: Path, runs: int) -> float:
    """The median time of running the commands one after the other in `folder`, in seconds."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder)}
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        for command in commands:
            subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(generated: int, runs: int) -> str:
    """A line that says how long a build with `generated` further pages takes, plain and with macros and checks."""
    build = [str(Path(sys.executable).with_name("mkdocs")), "build", "--clean"]
    check = [sys.executable, "-m", "scripts.check"]
    with tempfile.TemporaryDirectory() as name:
        ours, plain = Path(name) / "ours", Path(name) / "plain"
        for project in (ours, plain):
            copy_project(project, generated)
        shutil.copytree(ROOT / "scripts", ours / "scripts")
        pages = sum(1 for _ in (ours / "docs").rglob("*.md"))
        fill_in_macros(plain)
        before = seconds([build], plain, runs)
        after = seconds([check, build], ours, runs)
    share, each = after / before - 1, after / pages * 1000
    with_macros = f"with macros and checks {after:.2f} s ({share:+.0%}), {each:.1f} ms a page"
    return f"{pages} pages: plain {before:.2f} s, {with_macros}"


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each number of pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[0, 500, 2000], help="how many pages to generate")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts")
    options = parser.parse_args(arguments)
    for generated in options.pages:
        print(measure(generated, options.runs), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
