"""Measure, as ratios within one run, what macros and checks add, when an edit shows, and how finder and plan answer.

The same pages are built twice: as they are, and with every macro already filled in and no macros plugin. Then
generated pages, each with prose and a table made by a macro, are added in growing numbers. What runs by itself is
measured in processor time, so that it counts nothing that the machine does besides.

usage: python -m scripts.bench [--pages N ...] [--runs N] [--builds-only]
exit status: 0 measured
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment

from handbook.model.handbook import load_handbook
from macros.registry import failing_macros
from scripts import command_line
from scripts.bench_answers import answer_ratios
from scripts.bench_edits import edit_ratios
from scripts.build import build
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


@dataclass(frozen=True)
class Row:
    """A line of the table: what is measured, how many times as long it takes, and the bar, where there is one."""

    what: str
    ratio: float
    bar: float | None = None


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
    write_downloads(target, load_handbook(target))


def fill_in_macros(project: Path) -> None:
    """Turn the project's pages into plain Markdown and take the macros plugin out of its settings."""
    handbook = load_handbook(project)
    environment = Environment()  # noqa: S701 - Markdown, as the engines render it
    environment.globals.update(failing_macros(handbook))
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
    """The median processor time of running the commands one after the other in `folder`, in seconds."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(folder)}
    times = []
    for _ in range(runs):
        start = _used()
        for command in commands:
            subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        times.append(_used() - start)
    return statistics.median(times)


def _used() -> float:
    """Processor time of all commands that this one has run so far, in seconds."""
    times = os.times()
    return times.children_user + times.children_system


@dataclass(frozen=True)
class Build:
    """How long a number of pages takes, plain and with macros and checks, in seconds."""

    pages: int
    plain: float
    ours: float


def measure(generated: int, runs: int) -> Build:
    """Build with `generated` further pages, plain and as `make site` does, with macros, checks and links followed."""
    engine = [str(Path(sys.executable).with_name("mkdocs")), "build", "--clean"]
    make_site = [sys.executable, "-m", "scripts.build"]
    with tempfile.TemporaryDirectory() as name:
        ours, plain = Path(name) / "ours", Path(name) / "plain"
        for project in (ours, plain):
            copy_project(project, generated)
        shutil.copytree(ROOT / "scripts", ours / "scripts")
        pages = sum(1 for _ in (ours / "docs").rglob("*.md"))
        fill_in_macros(plain)
        return Build(pages, seconds([engine], plain, runs), seconds([make_site], ours, runs))


def build_rows(builds: list[Build]) -> list[Row]:
    """The ratio of each build to a plain one of the same pages, and how the cost of a page changes as they grow."""
    rows = [
        Row(f"build of {each.pages} pages to a plain one", each.ours / each.plain, 1.5 if each.pages < 1000 else 1.25)
        for each in builds
    ]
    first, last = builds[0], builds[-1]
    if last.pages > first.pages:
        cost = (last.ours / last.pages) / (first.ours / first.pages)
        rows.append(Row(f"cost of a page, at {last.pages} to {first.pages} pages", cost, 1.0))
    return rows


def check_row(runs: int) -> Row:
    """How many times longer the check takes than reading every YAML file of data."""
    read = "import yaml, pathlib as p; [yaml.safe_load(f.read_text()) for f in p.Path('data').rglob('*.yml')]"
    plain = seconds([[sys.executable, "-c", read]], ROOT, runs)
    check = seconds([[sys.executable, "-m", "scripts.check"]], ROOT, runs)
    return Row("make check to a plain read of the data", check / plain)


def edit_rows(runs: int) -> list[Row]:
    """When an edit shows in the open page, over a whole build; 2 seconds of the 8 that one takes are the bar."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        copy_project(project, 0)
        shutil.copytree(ROOT / "scripts", project / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "scripts.build"], cwd=project, check=True, capture_output=True)
        found = edit_ratios(project, time.perf_counter() - start, runs)
    return [Row(what, ratio, 0.25) for what, ratio in found.items()]


def answer_rows() -> list[Row]:
    """What finder and plan take on a large page to what they take today; the bar is how much larger that page is."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        if build("mkdocs", site):
            raise SystemExit("the site could not be built")
        return [Row(what, *found) for what, found in answer_ratios(site, load_handbook(ROOT)).items()]


def table(rows: list[Row]) -> str:
    """The figures as a table in Markdown."""
    lines = ["| what | times | at most |", "|---|---|---|"]
    lines += [f"| {row.what} | {row.ratio:.2f} | {'' if row.bar is None else f'{row.bar:.2f}'} |" for row in rows]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print one table of ratios, all from one run on one machine."""
    parser = command_line.parser(__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[0, 500, 1900], help="how many pages to generate")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts")
    parser.add_argument("--builds-only", action="store_true", help="measure no browser and no check")
    options = parser.parse_args(arguments)
    rows = build_rows([measure(generated, options.runs) for generated in options.pages])
    if not options.builds_only:
        rows += [check_row(options.runs), *edit_rows(options.runs), *answer_rows()]
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
